"""What people added to a workbook and a rebuild carries over (DESIGN.md section 2, principle 5).

Everything is kept beside what it belongs to, not beside a cell address: a row by its id and natural name, a column by
its key, so that it follows its client when rows are sorted, added or deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

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
