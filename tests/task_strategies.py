"""Hypothesis strategies for the records of the three tasks, as a book in good order holds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from kam_xl.model import record_id
from kam_xl.model_tasks import Tasks
from kam_xl.sheets.shape import Column
from kam_xl.sheets.task_records import TASK_RECORDS, Kept
from kam_xl.sheets.words import LISTS
from tests.factories import default_policy

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)
days = st.dates(dt.date(2001, 1, 1), dt.date(2090, 1, 1))
QUESTIONS = [question.id for question in default_policy().dossier.sets[0].questions]
ROLES = [role.id for role in default_policy().center.roles]


def of_column(column: Column) -> st.SearchStrategy[Any]:
    """Return what a column may hold in the model, blank included."""
    if column.key == "role":
        return st.sampled_from(["", *ROLES])
    if column.kind == "score":
        return st.none() | st.integers(int(column.low or 0), int(column.high or 0)).map(float)
    if column.numeric:
        return st.none() | st.floats(
            -1e6 if column.low is None else column.low, 1e6 if column.high is None else column.high
        )
    match column.kind:
        case "date":
            return st.none() | days
        case "flag":
            return st.none() | st.booleans()
        case "choice":
            return st.sampled_from(("", *LISTS[column.choices]))
        case _:
            return texts


@st.composite
def records(draw: st.DrawFn, kept: Kept, accounts: Sequence[str]) -> tuple[Any, ...]:
    """Draw some records of one kind, each of one of these clients; no client is asked a question twice."""
    found: list[Any] = []
    asked: set[tuple[str, str]] = set()
    for number in range(draw(st.integers(0, 3)) if accounts else 0):
        values: dict[str, Any] = {}
        for name in kept.names:
            if keys := kept.groups.get(name):
                values[name] = tuple(draw(of_column(kept.table.column(key))) for key in keys)
            else:
                values[name] = draw(of_column(kept.table.column(name)))
        values |= {"id": record_id(kept.prefix, number), "account": draw(st.sampled_from(accounts))}
        if "question" in values:
            values["question"] = draw(st.sampled_from(QUESTIONS))
            if (pair := (values["account"], values["question"])) in asked:
                continue
            asked.add(pair)
        found.append(kept.record(**values))
    return tuple(found)


@st.composite
def tasks(draw: st.DrawFn, accounts: Sequence[str]) -> Tasks:
    """Draw what the three tasks hold of a book with these clients."""
    drawn = {kept.field: draw(records(kept, accounts)) for kept in TASK_RECORDS}
    assert set(drawn) == {one.name for one in fields(Tasks)}
    return Tasks(**drawn)
