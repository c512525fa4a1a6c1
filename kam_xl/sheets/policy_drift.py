"""Where the tables of the policy in a workbook differ from the policy that it was built with.

Formulas look questions and roles up there, so a cell that somebody changed makes them answer otherwise than the rules.
Issues `policy_rows_changed`, once a table, at the first cell that differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Lang
from kam_xl.policy import Policy
from kam_xl.sheets.policy_tables import POLICY_TABLES, policy_rows
from kam_xl.sheets.raw import RawBook, RawTable, Value
from kam_xl.sheets.rows import positions_of
from kam_xl.sheets.shape import Table


def changed_rows(raw: RawBook, built: Policy, lang: Lang) -> Iterator[Finding]:
    """Yield a finding for each of the policy's tables that no longer says what the workbook was built with."""
    for table in POLICY_TABLES:
        found = raw.tables.get(table.name)
        if found is None or not built.has(table.tool):
            continue
        if places := list(_changed(table, found, built, lang)):
            row, column = places[0]
            where = Location(found.sheet, found.cell(row, column))
            yield Finding("policy_rows_changed", Severity.WARNING, where, {"sheet": found.sheet, "n": len(places)})


def _changed(table: Table, found: RawTable, built: Policy, lang: Lang) -> Iterator[tuple[int, int]]:
    """Yield row and column, from 0, of each cell that differs; a missing or an added row is one of them."""
    wanted = policy_rows(table, built, lang)
    positions = positions_of(table, found)
    for i in range(max(len(wanted), len(found.rows))):
        cells = found.rows[i] if i < len(found.rows) else ()
        row = wanted[i] if i < len(wanted) else {}
        for column in table.columns:
            if (place := positions.get(column.key)) is None:
                continue
            if _plain(cells[place] if place < len(cells) else None) != _plain(row.get(column.key)):
                yield i, place
                if not row or not cells:
                    break


def _plain(cell: Value) -> Value:
    """Return a cell as it counts here: blank texts as nothing, numbers as numbers."""
    if isinstance(cell, str):
        return cell.strip() or None
    return float(cell) if isinstance(cell, int | float) else cell
