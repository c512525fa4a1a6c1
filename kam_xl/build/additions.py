"""Put back beside each row and column of a table what people had added to it before the workbook was rebuilt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kam_xl.build.page import Page, put, serial
from kam_xl.sheets.carried import HEADER, TABLES, Carried, OwnColumn, RowKey, matched, row_key
from kam_xl.sheets.raw import Value
from kam_xl.sheets.schema import Table

_OWN_WIDTH = 14.0


@dataclass(frozen=True, slots=True)
class Additions:
    """What is put back into one table; rows are recognised by their index among the rows that are written."""

    table: Table
    carried: Carried
    rows: Mapping[int, RowKey]
    columns: tuple[OwnColumn, ...]

    def width(self, key: str, usual: float) -> float:
        """Return the width of a column in characters: a person's, else the usual one."""
        return self.carried.widths.get((self.table.name, key), usual)

    def hidden_column(self, key: str) -> bool:
        """Tell whether a person hid a column."""
        return (self.table.name, key) in self.carried.hidden_columns

    def fill(self, row: int, key: str) -> str:
        """Return the colour (`#RRGGBB`) that a person gave to a cell, "" for none."""
        return self.carried.fills.get((self.table.name, self.rows[row], key), "") if row in self.rows else ""

    def row_options(self, row: int) -> dict[str, bool]:
        """Return what hides a row that a person hid."""
        hidden = row in self.rows and (self.table.name, self.rows[row]) in self.carried.hidden_rows
        return {"hidden": True} if hidden else {}

    def value(self, row: int, column: OwnColumn) -> Value:
        """Return what stands in a person's column."""
        return column.values.get(self.rows[row]) if row in self.rows else None


def additions_of(carried: Carried, table: Table, rows: Sequence[Mapping[str, Value]]) -> Additions:
    """Return what is put back into a table that is about to be written with these rows (values by column key)."""
    if table not in TABLES:
        return Additions(table, Carried(), {}, ())
    found = matched(carried.rows_of(table.name), [row_key(table, row) for row in rows])
    return Additions(table, carried, found, tuple(one for one in carried.columns if one.table == table.name))


def own_headers(page: Page, kept: Additions) -> list[dict[str, Any]]:
    """Return the declaration of people's columns, which stand after ours."""
    style = page.book.styles
    return [
        {"header": one.header, "header_format": style("head"), "format": style("input"), "formula": one.formula or None}
        for one in kept.columns
    ]


def write_own_columns(page: Page, kept: Additions, top: int, rows: int, first: int) -> None:
    """Write the cells and widths of people's columns.

    Args:
        page: the sheet.
        kept: what is put back.
        top: the header row, from 0.
        rows: number of data rows.
        first: number of the first column after ours, from 0.
    """
    for k, one in enumerate(kept.columns, start=first):
        # The column after the folded ones carries the button that unfolds them.
        folded = k == first and any(column.working for column in kept.table.columns)
        options = {"hidden": kept.hidden_column(one.header), "collapsed": folded}
        page.sheet.set_column(k, k, one.width or _OWN_WIDTH, None, options)
        for i in range(rows):
            value = kept.value(i, one)
            kind = "date" if isinstance(value, dt.date) else ""
            style = page.book.styles("input", kind, fill=kept.fill(i, one.header))
            if one.formula:
                page.sheet.write_formula(
                    top + 1 + i, k, f"={one.formula}", style, "" if value is None else serial(value)
                )
            else:
                put(page.sheet, top + 1 + i, k, value, style)


def write_notes(page: Page, kept: Additions, top: int, keys: Sequence[str]) -> None:
    """Write people's notes on the cells of a table; `keys` names its columns, people's by header."""
    row_of = {key: i for i, key in kept.rows.items()}
    for note in kept.carried.notes:
        if note.table != kept.table.name or note.column not in keys:
            continue
        if note.row == HEADER:
            page.note(top, keys.index(note.column), note.text, note.author)
        elif note.row in row_of:
            page.note(top + 1 + row_of[note.row], keys.index(note.column), note.text, note.author)
