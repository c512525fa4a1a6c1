"""What other programs and people leave of a book's shape: tables that stand twice, cells that cannot be found.

Issues `table_twice` and `cell_lost`, both warnings: what was found is read, and a person looks at the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Lang
from kam_xl.sheets import schema
from kam_xl.sheets.raw import RawBook, RawTable, Value

Row = tuple[tuple[str, Value], ...]


def tables_twice(raw: RawBook) -> Iterator[Finding]:
    """Yield each second table with the sheet of the first, and how many of its rows the first has not."""
    for second in raw.second:
        first = raw.tables[second.name]
        known = set(_rows(first))
        more = [i for i, row in enumerate(_rows(second)) if row and row not in known]
        where = Location(second.sheet, second.cell(more[0] if more else -1, 0))
        params = {"sheet": first.sheet, "second": second.sheet, "n": len(more)}
        yield Finding("table_twice", Severity.WARNING, where, params)


def cells_lost(raw: RawBook, lang: Lang) -> Iterator[Finding]:
    """Yield the cells of Start that neither a name nor a label tells any more."""
    for name in schema.START_INPUTS:
        if name not in raw.cells:
            where = Location(schema.sheet_name("start", lang))
            yield Finding("cell_lost", Severity.WARNING, where, {"label": schema.cell_label(name)})


def _rows(table: RawTable) -> list[Row]:
    """Return the filled cells of each row by column, without those that formulas fill."""
    keys = [schema.column_key(table.name, text) for text in table.headers]
    kept = [(i, key) for i, key in enumerate(keys) if key and schema.table(table.name).column(key).role != "calculated"]
    return [
        tuple(sorted(((key, row[i]) for i, key in kept if row[i] is not None), key=lambda cell: cell[0]))
        for row in table.rows
    ]
