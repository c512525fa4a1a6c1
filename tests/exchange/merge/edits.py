"""Random edits of a small book, such that two people often change the same thing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from kam_xl.exchange.state import SETUP, Fields, State, account_reference, state_of
from kam_xl.model import Decision, Portfolio
from kam_xl.model_tasks import Action, Answer, Fact, Goal, Member, Plan, Review, Risk, Season, Tasks
from kam_xl.sheets import schema
from kam_xl.sheets.book_records import BOOK_RECORDS
from kam_xl.sheets.words import LISTS
from tests.factories import AS_OF, a_portfolio, on_record

DAYS = (AS_OF, AS_OF + dt.timedelta(days=7))
CLIENTS = ("Armatura", "Ёлка")
TABLES = tuple(kept.table.name for kept in BOOK_RECORDS)


def small_book() -> Portfolio:
    """Return a book with a record or two of each kind."""
    one, other = CLIENTS
    tasks = Tasks(
        answers=(Answer("q1", one, "size", "Forty"), Answer("q2", other, "size", "Ten", "site", "confirmed", AS_OF)),
        members=(Member("m1", one, "Ivanov", role="buyer", influence=3.0), Member("m2", one, "Petrov", inside=True)),
        plans=(Plan("l1", one, 2025.0, strategy="Quality"), Plan("l2", other, 2025.0)),
        goals=(Goal("g1", one, "Valves", 0.2, (1.0,) * 6), Goal("g2", one, "Pipes")),
        actions=(
            Action("t1", one, "A01", "Visit", budget=(1.0,) * 5),
            Action("t2", one, "A02", "Test", status="draft"),
        ),
        risks=(Risk("r1", one, "Price war", 0.5, "high"),),
        reviews=(Review("v1", one, AS_OF, "Go on", "I. Petrova", "S. Orlov", 5.0), Review("v2", other, AS_OF)),
        seasons=(Season("s1", "", (0.1,) * 12),),
        facts=(Fact("f1", one, 2026.0, 1.0, 5.0), Fact("f2", other, 2026.0, 1.0)),
    )
    decisions = (Decision("d1", AS_OF, one, "key", "entered", 70.0, 0.5, 10.0, "Both", "I. Petrova", "1"),)
    accounts = (on_record(one, id="a1"), on_record(other, id="a2", notes="Quiet"))
    return replace(a_portfolio(*accounts), tasks=tasks, decisions=decisions)


def values(table: str, key: str) -> st.SearchStrategy[Any]:
    """Return what an edit may type into a field, blank included: few values, so that two people type the same."""
    if key == "account":
        if table == "tblAccounts":
            return st.sampled_from(("Armatura", "Ёлка", "Zeta", "ёлка "))
        return st.sampled_from((account_reference("a1"), account_reference("a2"), "Zeta", "Armatura"))
    columns = schema.CELLS if table == SETUP else schema.table(table).columns
    column = next(one for one in columns if (getattr(one, "key", "") or getattr(one, "name", "")) == key)
    match column.kind:
        case "date":
            return st.sampled_from((None, *DAYS))
        case "flag":
            return st.sampled_from((None, True, False))
        case "choice":
            return st.sampled_from(("", *LISTS[getattr(column, "choices", "")][:2]))
        case "text" | "long_text" | "link":
            return st.sampled_from(("", "one", "two"))
        case _:
            return st.sampled_from((None, 0.0, 1.0, 2.0))


@st.composite
def edited(draw: st.DrawFn, state: State, most: int = 6) -> State:
    """Draw what a person makes of a book: cells typed over, rows deleted, rows added, rows sorted."""
    tables: dict[str, dict[str, Fields]] = {table: dict(records) for table, records in state.tables.items()}
    for _ in range(draw(st.integers(0, most))):
        table = draw(st.sampled_from(("tblAccounts", "tblDossier", "tblPlans", "tblGoals", *TABLES, SETUP)))
        records = tables[table]
        if not records:
            continue
        id = draw(st.sampled_from(sorted(records)))
        fields = records[id]
        match draw(st.sampled_from(("type", "type", "type", "delete", "add", "sort"))):
            case "delete" if table != SETUP:
                del records[id]
            case "add" if table != SETUP:
                new = draw(st.sampled_from(("n1", "n2")))
                if new not in records:
                    records[new] = {**fields, **({"account": "New " + new} if table == "tblAccounts" else {})}
            case "sort":
                tables[table] = dict(reversed(list(records.items())))
            case _:
                key = draw(st.sampled_from(sorted(fields)[:6] + sorted(fields)))
                records[id] = {**fields, key: draw(values(table, key))}
    return replace(state, tables=tables)


def small_state() -> State:
    """Return the small book as plain fields."""
    return state_of(small_book())
