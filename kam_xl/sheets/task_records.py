"""How the records of the three tasks stand in their tables: which class, which columns, by what a row is recognised."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from kam_xl.model_tasks import Action, Answer, Fact, Goal, Member, Plan, Review, Risk, Season
from kam_xl.sheets import task_tables
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_tables import MONTH_KEYS, years
from kam_xl.values import value


@value
class Kept:
    """One kind of record: its field of `Tasks`, table and class, the letter of its ids, the columns that name a row.

    `groups` are fields that stand in several columns, such as a number a year; every other field has the column of
    its name.
    """

    field: str
    table: Table
    record: type[Any]
    prefix: str
    natural: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the record's fields, in order."""
        if self.record not in _NAMES:
            _NAMES[self.record] = tuple(one.name for one in dataclasses.fields(self.record))
        return _NAMES[self.record]


_NAMES: dict[type[Any], tuple[str, ...]] = {}
"""Names of fields, for each kind of record asked for: a book asks a thousand times."""


_GOAL_YEARS = {name: years(name) for name in ("potential", "sales", "margin")}
_ACTION_YEARS = {name: years(name, 1) for name in ("budget", "effect")}

TASK_RECORDS = (
    Kept("answers", task_tables.DOSSIER, Answer, "q", ("account", "question")),
    Kept("members", task_tables.MEMBERS, Member, "m", ("account", "name")),
    Kept("plans", task_tables.PLANS, Plan, "l", ("account",)),
    Kept("goals", task_tables.GOALS, Goal, "g", ("account", "product_group"), _GOAL_YEARS),
    Kept("actions", task_tables.ACTIONS, Action, "t", ("account", "code", "action"), _ACTION_YEARS),
    Kept("risks", task_tables.RISKS, Risk, "r", ("account", "risk")),
    Kept("reviews", task_tables.REVIEWS, Review, "v", ("account", "date")),
    Kept("seasons", task_tables.SEASONS, Season, "s", ("account",), {"months": MONTH_KEYS}),
    Kept("facts", task_tables.FACTS, Fact, "f", ("account", "year", "month")),
)
"""Every kind of record of the three tasks, in the order of their tables."""
