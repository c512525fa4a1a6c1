"""Questions for the next visit: what to ask, and whom (DOMAIN.md section 7).

Asked are the mandatory questions that are missing, then those that are stale, starters first within each, else in the
order of the set. A question goes to the active members whose role is its `ask`; without such a member to nobody yet;
with `ask` "" we find the answer out ourselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kam_xl.model_tasks import Member
from kam_xl.policy.tasks import BuyingRole, CenterRules, Question
from kam_xl.rules.by_account import by_account
from kam_xl.rules.dossier import Dossier, QuestionStanding
from kam_xl.values import value


@value
class ToAsk:
    """One question to ask: missing where `stale` is False; `since` the first day it was stale, where that is known."""

    question: Question
    stale: bool
    since: dt.date | None


@value
class Asked:
    """What to ask the people of one role; `role` is None for ourselves, `people` empty where nobody holds the role.

    `people` stand in the order of the table, `left_out` counts the questions beyond the limit.
    """

    role: BuyingRole | None
    people: tuple[Member, ...]
    questions: tuple[ToAsk, ...]
    left_out: int


def to_ask(dossier: Dossier) -> tuple[ToAsk, ...]:
    """Return an account's questions for the next visit, the most pressing first."""
    open_ones = [one for one in dossier.questions if one.question.mandatory and one.state in ("missing", "stale")]
    return tuple(ToAsk(one.question, one.state == "stale", one.stale_since) for one in sorted(open_ones, key=_pressing))


def visit(dossier: Dossier, members: Iterable[Member], center: CenterRules, limit: int) -> tuple[Asked, ...]:
    """Return whom to ask what at one account, at most `limit` questions each; first whoever has the most pressing one.

    Args:
        dossier: the account's dossier.
        members: people of any account; those of the dossier's are taken.
        center: the roles, for their names.
        limit: questions for one person.
    """
    own = by_account(members)(dossier.account)
    by_role: dict[str, list[ToAsk]] = {}
    for one in to_ask(dossier):
        by_role.setdefault(one.question.ask, []).append(one)
    return tuple(
        Asked(
            role=center.role(role),
            people=tuple(one for one in own if role and one.active and one.role == role),
            questions=tuple(questions[:limit]),
            left_out=max(0, len(questions) - limit),
        )
        for role, questions in by_role.items()
    )


def _pressing(one: QuestionStanding) -> tuple[bool, bool]:
    return one.state == "stale", not one.question.starter
