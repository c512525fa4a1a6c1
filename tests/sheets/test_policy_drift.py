"""A workbook whose tables of the policy no longer say what it was built with tells so, once a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kam_xl.commands.task import POLICY_DRIFT
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from kam_xl.sheets.policy_tables import POLICY_TABLES
from kam_xl.sheets.raw import RawBook, RawTable, Value
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, default_policy


def book(lang: Lang = "en") -> RawBook:
    """Return a book without clients."""
    return render(assess(replace(a_portfolio(), lang=lang), default_policy(), AS_OF))


def drift(raw: RawBook, table: str, rows: Sequence[Sequence[Value]]) -> list[Finding]:
    """Return what is found where a table holds these rows instead."""
    changed = replace(raw.tables[table], rows=rows)
    found = parse(RawBook({**raw.tables, table: changed}, raw.cells)).findings
    return [one for one in found if one.code in POLICY_DRIFT]


def with_cell(table: RawTable, row: int, column: int, value: Value) -> list[list[Value]]:
    """Return the rows of a table with another value in a cell."""
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = value
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_as_built_has_no_drift(lang: Lang) -> None:
    assert not [one for one in parse(book(lang)).findings if one.code in POLICY_DRIFT]


@pytest.mark.parametrize("table", [table.name for table in POLICY_TABLES])
@pytest.mark.parametrize("column", [0, 4])
def test_a_changed_cell_is_told_with_its_place(table: str, column: int) -> None:
    raw = book()
    found = raw.tables[table]
    (one,) = drift(raw, table, with_cell(found, 2, column, 77.0))
    assert (one.code, one.severity, one.where.cell) == (
        "policy_rows_changed",
        Severity.WARNING,
        found.cell(2, column),
    )
    assert one.params["n"] == 1


def test_rows_added_and_taken_away_are_told_once_a_table() -> None:
    raw = book()
    rows = raw.tables["tblRoles"].rows
    assert [one.params["n"] for one in drift(raw, "tblRoles", rows[:-2])] == [2]
    assert [one.params["n"] for one in drift(raw, "tblRoles", [*rows, rows[0]])] == [1]


def test_whole_numbers_and_blank_texts_count_as_they_stand_in_a_file() -> None:
    raw = book()
    rows = [
        [float(cell) if isinstance(cell, int) else None if cell == "" else cell for cell in row]
        for row in raw.tables["tblQuestions"].rows
    ]
    assert not drift(raw, "tblQuestions", rows)
