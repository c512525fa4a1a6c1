"""Cells of a book that hold something their column does not take: never lost, though no rule can read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kam_xl.excel.changes import position
from kam_xl.exchange.merge.version import Cell
from kam_xl.exchange.state import SETUP, SETUP_FIELDS
from kam_xl.findings import Finding, Location, Severity
from kam_xl.model import Portfolio
from kam_xl.sheets.book_records import BOOK_RECORDS, records_in
from kam_xl.sheets.cells import shown
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.rows import positions_of
from kam_xl.sheets.task_records import Kept
from kam_xl.values import value

_READING = "cell_"
"""How the codes of findings begin that come from reading a cell; the cell then counts as blank."""


@value
class Unreadable:
    """One such cell: its field, whose record's id is "" where the row holds nothing that can be read, and the text."""

    cell: Cell
    text: str
    where: Location


def unreadable_cells(parsed: Parsed, numbered: Portfolio) -> tuple[Unreadable, ...]:
    """Return the cells of accounts, records and setup that cannot be read.

    Args:
        parsed: the book as read.
        numbered: its portfolio, where each record has its id.
    """
    named = {(one.sheet, one.cell): name for name in SETUP_FIELDS if (one := parsed.cells.get(name)) is not None}
    tables = {raw.sheet: kept for kept in BOOK_RECORDS if (raw := parsed.tables.get(kept.table.name))}
    return tuple(_found(parsed, numbered, named, tables))


def is_reading_error(finding: Finding) -> bool:
    """Tell whether a finding says that a cell cannot be read."""
    return finding.severity is Severity.ERROR and finding.code.startswith(_READING)


def _found(
    parsed: Parsed, numbered: Portfolio, named: Mapping[tuple[str, str], str], tables: Mapping[str, Kept]
) -> Iterator[Unreadable]:
    for finding in filter(is_reading_error, parsed.findings):
        where = finding.where
        if name := named.get((where.sheet, where.cell)):
            yield Unreadable((SETUP, SETUP, name), shown(parsed.cells[name].value), where)
        elif kept := tables.get(where.sheet):
            yield _in_table(parsed, numbered, kept, where)


def _in_table(parsed: Parsed, numbered: Portfolio, kept: Kept, where: Location) -> Unreadable:
    table = kept.table.name
    raw = parsed.tables[table]
    row, column = position(where.cell)
    row, column = row - raw.first_row - 1, column - raw.first_column
    key = next(key for key, place in positions_of(kept.table, raw).items() if place == column)
    rows = list(parsed.records[table])
    id = records_in(numbered, kept)[rows.index(row)].id if row in rows else ""
    return Unreadable((table, id, key), shown(raw.rows[row][column]), where)
