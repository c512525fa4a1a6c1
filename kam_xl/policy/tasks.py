"""What the policy says of the three tasks (client dossier, buying center, perspective plan) and of the exchange.

Frozen values; names of fields are the keys of the policy file. Sources: DOMAIN.md sections 7 to 9, DESIGN.md section 7.
"""

from __future__ import annotations

from typing import Literal

from kam_xl.i18n import Text
from kam_xl.values import value

Band = Literal["supporter", "neutral", "opponent"]
BANDS: tuple[Band, ...] = ("supporter", "neutral", "opponent")
"""Attitude +1 and +2, 0, -1 and -2 (DOMAIN.md section 8.1)."""

ATTITUDE_MIN, ATTITUDE_MAX, INFLUENCE_MAX = -2, 2, 5
HORIZON_MAX = 5
"""Years after the base year that a plan can hold; the workbook has a column for each."""


@value
class DossierGroup:
    """One group of questions; it is also a sub-folder of the client's folder."""

    id: str
    name: Text


@value
class Question:
    """One question of the dossier: stale after `days`; `ask` is the role of the person who can answer, "" for us."""

    id: str
    group: str
    text: Text
    mandatory: bool
    starter: bool
    days: float
    ask: str


@value
class QuestionSet:
    """The questions for some segments; the first set of a policy is for every other segment too."""

    id: str
    name: Text
    segments: tuple[Text, ...]
    groups: tuple[DossierGroup, ...]
    questions: tuple[Question, ...]


@value
class DossierRules:
    """Targets as fractions, and the sets of questions."""

    complete_target: float
    fresh_target: float
    sets: tuple[QuestionSet, ...]

    def set_for(self, segment: str) -> QuestionSet:
        """Return the first set that names the segment, in either language, as `folded`; else the first set."""
        wanted = folded(segment)
        named = (one for one in self.sets for text in one.segments if wanted in (folded(text.en), folded(text.ru)))
        return next(named, self.sets[0]) if wanted else self.sets[0]


@value
class BuyingRole:
    """One role in the purchase: whether somebody must hold it, contact every `cadence` days, direction by attitude."""

    id: str
    name: Text
    required: bool
    deciding: bool
    cadence: float
    supporter: Text
    neutral: Text
    opponent: Text

    def direction(self, band: Band) -> Text:
        """Return what to work towards with a person of this role and attitude."""
        return {"supporter": self.supporter, "neutral": self.neutral, "opponent": self.opponent}[band]


@value
class CenterRules:
    """How a buying center is judged; days, shares as fractions, and the set of roles."""

    min_members: float
    contact_days: float
    single_share: float
    next_step_days: float
    roles: tuple[BuyingRole, ...]

    def role(self, id: str) -> BuyingRole | None:
        """Return a role by its id, None where there is none."""
        return next((one for one in self.roles if one.id == id), None)


@value
class ExchangeRules:
    """What stays at home when a book is sent, and after how many days without a book its manager is named.

    Columns are named as `tblMembers.personal_interest`, questions by their ids.
    """

    personal_columns: tuple[str, ...]
    personal_questions: tuple[str, ...]
    pay_columns: tuple[str, ...]
    note_columns: tuple[str, ...]
    due_days: float


@value
class PlanRules:
    """Horizon in years after the base year; fractions for the low case and for what counts as a gap."""

    horizon: float
    low_case: float
    gap_share: float
    gap_months: float
    review_days: float


def folded(text: str) -> str:
    """Return a text as it counts for comparing: no case, no doubled or outer blanks, ё as е."""
    return " ".join(text.split()).casefold().replace("ё", "е")
