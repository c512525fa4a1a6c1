"""What people added to two versions of a book, put together: mine stands, theirs is added, and nothing is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kam_xl.model import natural_name
from kam_xl.sheets.carried import HEADER, TABLES, Carried, Note, OwnColumn, RowKey
from kam_xl.sheets.raw import Value
from kam_xl.values import value


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
