"""What people added to a workbook and a rebuild carries over (DESIGN.md section 2, principle 5).

Everything is kept beside what it belongs to, not beside a cell address: a row by its id and natural name, a column by
its key, so that it follows its client when rows are sorted, added or deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace

from kam_xl.model import natural_name
from kam_xl.sheets import schema
from kam_xl.sheets.exchange_tables import EXCHANGE_TABLES
from kam_xl.sheets.raw import Value
from kam_xl.sheets.schema import Table
from kam_xl.sheets.task_records import TASK_RECORDS
from kam_xl.sheets.task_tables import TASK_TABLES
from kam_xl.values import value

TABLES = (schema.ACCOUNTS, *TASK_TABLES, schema.DECISIONS, schema.PROPOSALS, schema.FINDINGS, *EXCHANGE_TABLES)
"""Tables in which people's additions are kept; the hidden settings are not theirs."""

_NATURAL: Mapping[str, tuple[str, ...]] = {
    "tblAccounts": ("account",),
    "tblDecisions": ("date", "account"),
    "tblProposals": ("account", "field"),
    "tblFindings": ("code", "account"),
    "tblConflicts": ("account", "name", "column"),
    "tblLog": ("date", "account", "name", "column", "new"),
    **{kept.table.name: kept.natural for kept in TASK_RECORDS},
}
"""Columns that name a row where it has no id, or where two rows have the same."""


@value
class RowKey:
    """What a row is recognised by; both parts may be blank."""

    id: str
    name: str


HEADER = RowKey("", "")
"""The header row of a table."""


@value
class OwnColumn:
    """A column that a person added to one of our tables: its values by row, and its formula where one fills it.

    `formula` is as the file holds it, without the equals sign; the values are then its results. `width` is in
    characters, None where nobody set it.
    """

    table: str
    header: str
    values: Mapping[RowKey, Value]
    formula: str = ""
    width: float | None = None


@value
class Note:
    """A person's note on a cell: of a table's row and column (own columns by header), or, without table, of a name."""

    table: str
    row: RowKey
    column: str
    text: str
    author: str = ""


@value
class Carried:
    """All that is carried over from a workbook into the next build of it.

    `widths` are characters by table and column key; `hidden_columns` pairs of both; `hidden_rows` pairs of table and
    row; `fills` colours (`#RRGGBB`) by table, row and column key.
    """

    columns: tuple[OwnColumn, ...] = ()
    notes: tuple[Note, ...] = ()
    widths: Mapping[tuple[str, str], float] = field(default_factory=dict)
    hidden_columns: frozenset[tuple[str, str]] = frozenset()
    hidden_rows: frozenset[tuple[str, RowKey]] = frozenset()
    fills: Mapping[tuple[str, RowKey, str], str] = field(default_factory=dict)

    def rows_of(self, table: str) -> set[RowKey]:
        """Return the rows of a table beside which something is kept."""
        return {
            *(row for column in self.columns if column.table == table for row in column.values),
            *(note.row for note in self.notes if note.table == table),
            *(row for name, row in self.hidden_rows if name == table),
            *(row for name, row, _ in self.fills if name == table),
        } - {HEADER}


NOTHING = Carried()


@value
class OwnCell:
    """What two versions of a book have beside one cell: a value in a column that a person added, or a note.

    `column` is a key or the own column's header; a note on a named cell has no table.
    """

    table: str
    row: RowKey
    column: str
    mine: Value
    theirs: Value
    note: bool = False


@value
class CarriedTogether:
    """What people added to two versions of a book: all of it, what theirs brought, and where mine stands against it."""

    carried: Carried
    added: tuple[OwnCell, ...] = ()
    kept: tuple[OwnCell, ...] = ()


def together(mine: Carried, theirs: Carried) -> CarriedTogether:
    """Return what people added to either version of a book; mine stands where both have something else.

    Rows are the same by their id, else by what names them. Widths and hidden rows and columns are mine.
    """
    rows = _same_rows(mine, theirs)
    columns, from_columns = _columns(mine.columns, theirs.columns, rows)
    notes, from_notes = _with_notes(mine.notes, theirs.notes, rows)
    fills = {(table, rows(table, row), key): colour for (table, row, key), colour in theirs.fills.items()}
    found = (*from_columns, *from_notes)
    return CarriedTogether(
        replace(mine, columns=columns, notes=notes, fills={**fills, **mine.fills}),
        tuple(one for one in found if one.mine is None),
        tuple(one for one in found if one.mine is not None),
    )


_Rows = Callable[[str, RowKey], RowKey]
"""Gives for a table and a row of theirs the key that mine has for it."""


def _same_rows(mine: Carried, theirs: Carried) -> _Rows:
    found: dict[tuple[str, RowKey], RowKey] = {}
    for table in TABLES:
        own = mine.rows_of(table.name)
        ids = {row.id: row for row in own if row.id}
        names = {row.name: row for row in own if row.name}
        for row in theirs.rows_of(table.name):
            by_name = names.get(row.name)
            free = by_name is not None and not (row.id and by_name.id)
            found[table.name, row] = ids.get(row.id) or (by_name if free and by_name else row)
    return lambda table, row: found.get((table, row), row)


def _columns(
    mine: Sequence[OwnColumn], theirs: Sequence[OwnColumn], rows: _Rows
) -> tuple[tuple[OwnColumn, ...], list[OwnCell]]:
    others = {_column_key(one): one for one in theirs}
    merged = [_column(one, others.pop(_column_key(one), None), rows) for one in mine]
    new = [
        replace(one, values={rows(one.table, row): content for row, content in one.values.items()})
        for one in others.values()
    ]
    added = [OwnCell(one.table, row, one.header, None, content) for one in new for row, content in one.values.items()]
    added += [OwnCell(one.table, HEADER, one.header, None, "=" + one.formula) for one in new if one.formula]
    return (*(one for one, _ in merged), *new), [*(cell for _, found in merged for cell in found), *added]


def _column_key(column: OwnColumn) -> tuple[str, str]:
    return column.table, natural_name(column.header)


def _column(mine: OwnColumn, theirs: OwnColumn | None, rows: _Rows) -> tuple[OwnColumn, list[OwnCell]]:
    if theirs is None:
        return mine, []
    if mine.formula or theirs.formula:
        return mine, _formulas(mine, theirs)
    values, found = dict(mine.values), []
    for row, content in theirs.values.items():
        same_row = rows(mine.table, row)
        own = values.setdefault(same_row, content)
        if same_row not in mine.values or own != content:
            before = mine.values.get(same_row)
            found.append(OwnCell(mine.table, same_row, mine.header, before, content))
    return replace(mine, values=values), found


def _formulas(mine: OwnColumn, theirs: OwnColumn) -> list[OwnCell]:
    """Return what theirs has else, where a formula fills the column on a side: its formula, or its values."""
    if mine.formula == theirs.formula:
        return []
    own = "=" + mine.formula if mine.formula else ""
    if theirs.formula:
        return [OwnCell(mine.table, HEADER, mine.header, own, "=" + theirs.formula)]
    return [OwnCell(mine.table, row, mine.header, own, content) for row, content in theirs.values.items()]


def _with_notes(mine: Sequence[Note], theirs: Sequence[Note], rows: _Rows) -> tuple[tuple[Note, ...], list[OwnCell]]:
    own = {(one.table, one.row, one.column): one for one in mine}
    new, found = [], []
    for one in theirs:
        row = rows(one.table, one.row)
        before = own.get((one.table, row, one.column))
        if before is None:
            new.append(replace(one, row=row))
        if before is None or before.text != one.text:
            text = before.text if before else None
            found.append(OwnCell(one.table, row, one.column, text, one.text, note=True))
    return (*mine, *new), found


def row_key(table: Table, values: Mapping[str, Value]) -> RowKey:
    """Return what a row is recognised by.

    Args:
        table: one of `TABLES`.
        values: what stands in the row, by column key.
    """
    name = "\n".join(_text(values.get(key)) for key in _NATURAL[table.name])
    return RowKey(_text(values.get("id")), name.strip())


def matched(kept: Iterable[RowKey], rows: Sequence[RowKey]) -> dict[int, RowKey]:
    """Return for each row, by its index, the kept one it is: the same in both parts, else in name, else in id.

    The name goes before the id, since a copied row has the id of the one it was copied from until it gets its own.
    """
    left = dict.fromkeys(key for key in kept if key != HEADER)
    found: dict[int, RowKey] = {}
    parts: tuple[Callable[[RowKey], object], ...] = (lambda key: key, lambda key: key.name, lambda key: key.id)
    for part in parts:
        free = {part(key): key for key in reversed(left)}
        for i, row in enumerate(rows):
            if i not in found and part(row) and (key := free.pop(part(row), None)) is not None:
                found[i] = key
                del left[key]
    return found


def _text(value: Value) -> str:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return "" if value is None else natural_name(str(value))
