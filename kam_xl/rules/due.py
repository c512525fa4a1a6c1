"""What is due at the key accounts: next steps with people, actions of plans, joint reviews; by date.

Of one day the steps come first, then the actions, then the reviews, each in the order of their tables, so that a sheet
which sorts by date × 3 + kind and then by row lists the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal

from kam_xl.model import natural_name
from kam_xl.model_tasks import Action
from kam_xl.rules.assessment import PortfolioAssessment
from kam_xl.rules.buying_center import DUE_WITHIN, member_standing
from kam_xl.rules.key_accounts import OPEN, KeyAccount
from kam_xl.values import value

Kind = Literal["step", "action", "review"]
KINDS: tuple[Kind, ...] = ("step", "action", "review")


@value
class Due:
    """One thing to do: what, who of us, by when; `row` counts, from 0, the rows of the table that it stands in.

    `late` is before the day that judges, `soon` within the week from it (`DUE_WITHIN` days).
    """

    account: str
    kind: Kind
    what: str
    who: str
    date: dt.date
    row: int
    late: bool
    soon: bool


def due_list(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> tuple[Due, ...]:
    """Return everything dated that is still to be done at these key accounts, the earliest first.

    Tasks that the policy switches off ask for nothing.
    """
    found = (*_steps(whole, keys), *_actions(whole, keys), *_reviews(whole, keys))
    return tuple(sorted(found, key=lambda due: (due.date, KINDS.index(due.kind), due.row)))


def _steps(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> Iterator[Due]:
    names = _names(keys) if whole.policy.has("buying_center") else {}
    for row, member in enumerate(whole.portfolio.tasks.members):
        name = names.get(natural_name(member.account))
        if not name or member.next_date is None:
            continue
        if member_standing(member, whole.policy.center, whole.as_of).step not in ("", "missing"):
            yield _due(name, "step", member.next_step, member.our_contact, member.next_date, row, whole.as_of)


def _actions(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> Iterator[Due]:
    names = _names(keys) if whole.policy.has("plan") else {}
    for row, action in enumerate(whole.portfolio.tasks.actions):
        name = names.get(natural_name(action.account))
        if name and action.due is not None and action.status in OPEN:
            yield _due(name, "action", called(action), action.owner, action.due, row, whole.as_of)


def _reviews(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> Iterator[Due]:
    if whole.policy.has("plan"):
        rows = {id(plan): row for row, plan in enumerate(whole.portfolio.tasks.plans)}
        for one in keys:
            if one.rows.plan is not None and one.review_due is not None:
                row = rows[id(one.rows.plan)]
                yield _due(one.account.account, "review", "", "", one.review_due, row, whole.as_of)


def called(action: Action) -> str:
    """Return an action as people call it: its code and what is done."""
    return trimmed(f"{action.code} {action.action}")


def trimmed(text: str) -> str:
    """Return a text without needless blanks, as TRIM of a spreadsheet gives it."""
    return " ".join(part for part in text.split(" ") if part)


def _names(keys: Sequence[KeyAccount]) -> dict[str, str]:
    return {natural_name(one.account.account): one.account.account for one in keys}


def _due(account: str, kind: Kind, what: str, who: str, date: dt.date, row: int, as_of: dt.date) -> Due:
    left = (date - as_of).days
    return Due(account, kind, trimmed(what), trimmed(who), date, row, left < 0, 0 <= left < DUE_WITHIN)
