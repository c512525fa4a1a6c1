"""What a manager's book holds, as frozen values: the portfolio, its accounts, proposals, decisions and tasks.

A number or date is None where the cell is blank or cannot be read; the rules then count it as blank. Money is in the
book's currency and unit (`Setup.currency`), margins and headroom are a year's; shares and probabilities are fractions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from typing import Literal

from kam_xl.i18n import Lang
from kam_xl.model_exchange import Conflict, LogEntry, Sent
from kam_xl.model_tasks import NO_TASKS, Tasks
from kam_xl.policy import CRITERIA, LEVERS
from kam_xl.values import value

Flag = bool | None
Scores = tuple[float | None, ...]
ServedBy = Literal["", "service", "head", "specialist"]
Change = Literal["entered", "stays", "left", "not_key"]

NO_SCORES: Scores = (None,) * 6
NO_FLAGS: tuple[Flag, ...] = (None,) * 6


@value
class Account:
    """One client as the manager sees it: facts, judgements with their evidence, and the record of decisions.

    `company` follows the order of `CRITERIA` (company definitions), `grades` too (manager definitions), `levers` the
    order of `LEVERS`. `proposed` is the day on which an import last filled judgements of this row; until `confirmed`
    is filled they are assumed. `folder` is the way from the workbook to the client's folder. `key_since, low_reviews,
    last_review` are the record and change only by a decision.
    """

    id: str
    account: str
    segment: str = ""
    crm_link: str = ""
    folder: str = ""
    margin: float | None = None
    penetration: float | None = None
    headroom: float | None = None
    loss_probability: float | None = None
    company: tuple[Flag, ...] = NO_FLAGS
    grades: Scores = NO_SCORES
    levers: Scores = NO_SCORES
    evidence: str = ""
    evidence_date: dt.date | None = None
    lower_pay: Flag = None
    reserved_goods: Flag = None
    forced_priority: Flag = None
    served_by: ServedBy = ""
    proposed: dt.date | None = None
    confirmed: dt.date | None = None
    notes: str = ""
    key_since: dt.date | None = None
    low_reviews: float | None = None
    last_review: dt.date | None = None

    @property
    def on_record(self) -> bool:
        """Tell whether the account is key on record."""
        return self.key_since is not None

    @property
    def assumed(self) -> bool:
        """Tell whether an import proposed the judgements and the manager has not confirmed them (DESIGN section 4)."""
        return self.proposed is not None and self.confirmed is None

    def grade(self, criterion: str) -> float | None:
        """Return the manager-level grade of a criterion, 0 to 3."""
        return self.grades[CRITERIA.index(criterion)]

    def lever(self, lever: str) -> float | None:
        """Return the score of an influence lever, 0 to 3."""
        return self.levers[LEVERS.index(lever)]


@value
class Proposal:
    """A value that an import derived for a cell, with the evidence it was derived from; never a judgement.

    `field` is a column key of the accounts table, or `margin_plan`, which concerns the whole book (`account` is "").
    """

    id: str
    account: str
    field: str
    value: float | bool | str
    evidence: str
    source: str
    date: dt.date


@value
class Decision:
    """One verdict of record: what was decided about an account, when, why, by whom, under which policy."""

    id: str
    date: dt.date
    account: str
    verdict: str
    change: Change
    points: float
    influence: float
    stake: float
    why: str
    who: str
    policy: str


@value
class Setup:
    """What people type on Start and Portfolio: whose book, the yearly margin plan, hours a month, who leaves.

    `plan_confirmed` is the day on which the head confirmed plan and hours; `as_of_fixed` is None where the book
    counts with today; `asked_client` is the client whose verdict Start explains, `visit_client`, `map_client` and
    `periods_client` those whom the sheets of the visit, of the people and of the periods show, these for
    `periods_year`.
    """

    manager: str = ""
    head: str = ""
    currency: str = ""
    margin_plan: float | None = None
    hours: float | None = None
    plan_confirmed: dt.date | None = None
    as_of_fixed: dt.date | None = None
    leaver: str = ""
    asked_client: str = ""
    visit_client: str = ""
    map_client: str = ""
    card_client: str = ""
    periods_client: str = ""
    periods_year: float | None = None


@value
class Portfolio:
    """A manager's whole book; `sent` is None where it is no copy that was sent."""

    book_id: str
    lang: Lang
    setup: Setup
    accounts: tuple[Account, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    tasks: Tasks = NO_TASKS
    conflicts: tuple[Conflict, ...] = ()
    log: tuple[LogEntry, ...] = ()
    sent: Sent | None = None


def record_id(prefix: str, *parts: object) -> str:
    """Return a short ASCII id, the same for the same parts: a letter and ten hex digits.

    Hex digits sort alike in every language and program, so that an id may break a tie in a ranking.
    """
    text = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


@lru_cache(maxsize=8192)
def natural_name(name: str) -> str:
    """Return a client's name as it counts for comparing: no case, no doubled or outer blanks, ё as е."""
    return " ".join(name.split()).casefold().replace("ё", "е")
