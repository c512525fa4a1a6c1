"""What the three tasks of a key account hold, as frozen values: dossier, buying center, perspective plan.

A number or date is None where the cell is blank or cannot be read. `account` names the client as people see it. Money
is in the book's currency and unit; shares and probabilities are fractions.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from kam_xl.values import value

Standing = Literal["", "assumed", "confirmed"]
MemberState = Literal["", "active", "moved", "left"]
ActionStatus = Literal["", "draft", "submitted", "approved", "done", "dropped"]
Impact = Literal["", "low", "medium", "high"]

YEARS = 5
"""Years after the base year for which the workbook has columns (`policy.tasks.HORIZON_MAX`)."""
NO_YEARS: tuple[float | None, ...] = (None,) * YEARS
NO_GOALS: tuple[float | None, ...] = (None,) * (YEARS + 1)
NO_MONTHS: tuple[float | None, ...] = (None,) * 12


@value
class Answer:
    """One answer of the dossier; `question` is the id of a question of the policy, `as_of` the day it was true."""

    id: str
    account: str
    question: str
    answer: str = ""
    source: str = ""
    status: Standing = ""
    as_of: dt.date | None = None
    who: str = ""
    link: str = ""


@value
class Member:
    """One person of a buying center, inside the client's company or outside (DOMAIN.md section 8.1).

    `role` is the id of a role of the policy, `influence` 0 to 5, `attitude` and `target_attitude` -2 to 2, `cadence`
    days between contacts where it differs from the role's.
    """

    id: str
    account: str
    name: str
    position: str = ""
    inside: bool | None = None
    role: str = ""
    influence: float | None = None
    attitude: float | None = None
    target_attitude: float | None = None
    target_by: dt.date | None = None
    interest: str = ""
    personal_interest: str = ""
    reports_to: str = ""
    competitor_tie: str = ""
    our_contact: str = ""
    channel: str = ""
    cadence: float | None = None
    last_contact: dt.date | None = None
    direction: str = ""
    next_step: str = ""
    next_date: dt.date | None = None
    evidence: str = ""
    status: Standing = ""
    phone: str = ""
    state: MemberState = ""


@value
class Plan:
    """The head of a perspective plan: the base year, how the client itself grows a year, and what we win by.

    `low_case` is the fraction of the extra sales that the low case keeps, the policy's where None.
    """

    id: str
    account: str
    base_year: float | None = None
    growth: float | None = None
    strategy: str = ""
    not_do: str = ""
    low_case: float | None = None
    stop_rule: str = ""
    next_review: dt.date | None = None


@value
class Goal:
    """One product group of a plan: the client's purchases, our sales and our margin in the base year and each after it.

    The first number is the base year's. A margin that is None is sales times `margin_rate`.
    """

    id: str
    account: str
    product_group: str
    margin_rate: float | None = None
    potential: tuple[float | None, ...] = NO_GOALS
    sales: tuple[float | None, ...] = NO_GOALS
    margin: tuple[float | None, ...] = NO_GOALS


@value
class Action:
    """One thing that the supplier does for a plan; budget and effect (extra sales) for each year after the base year.

    The effect begins in the month of `start` (of `due` where that is None). `scales` tells that the cost follows the
    extra sales. `rests_on` names what it rests on: ids or names of answers, members, actions, with commas between.
    """

    id: str
    account: str
    code: str
    action: str
    owner: str = ""
    due: dt.date | None = None
    start: dt.date | None = None
    budget: tuple[float | None, ...] = NO_YEARS
    effect: tuple[float | None, ...] = NO_YEARS
    probability: float | None = None
    scales: bool | None = None
    status: ActionStatus = ""
    rests_on: str = ""


@value
class Risk:
    """One risk of a plan: how likely (a fraction), how bad, by what sign it is seen, and what is done then."""

    id: str
    account: str
    risk: str
    probability: float | None = None
    impact: Impact = ""
    sign: str = ""
    answer: str = ""


@value
class Review:
    """One joint review of a plan: who signed which version (its control sum) and what was decided."""

    id: str
    account: str
    date: dt.date | None = None
    decisions: str = ""
    manager: str = ""
    head: str = ""
    version: float | None = None
    next_review: dt.date | None = None


@value
class Season:
    """How a year's sales of a client spread over its months; a row without a client is for all others."""

    id: str
    account: str
    months: tuple[float | None, ...] = NO_MONTHS


@value
class Fact:
    """What a client really bought in one month."""

    id: str
    account: str
    year: float | None = None
    month: float | None = None
    sales: float | None = None


@value
class Tasks:
    """Everything that the three tasks hold of one book."""

    answers: tuple[Answer, ...] = ()
    members: tuple[Member, ...] = ()
    plans: tuple[Plan, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Review, ...] = ()
    seasons: tuple[Season, ...] = ()
    facts: tuple[Fact, ...] = ()


NO_TASKS = Tasks()
