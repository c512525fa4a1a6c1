"""A workbook as plain values: what every way of reading gives and every way of writing takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field

from kam_xl.values import value


@value
class CellError:
    """An error value in a cell, such as #N/A; it must not pass for an empty cell."""

    text: str


Value = None | bool | int | float | str | dt.date | dt.datetime | dt.time | dt.timedelta | CellError


@value
class RawTable:
    """One table: header texts and rows of values, with the place where they stand.

    `first_row` is the sheet's row of the header and `first_column` its column, both from 1. `below` counts the last
    rows that a person typed directly under the table. `typed_over` are the cells of calculated columns (row and column
    from 0 within the data) that hold a value and no formula; only what reads a file's formulas can tell them. `totals`
    counts the totals rows under the data.
    """

    name: str
    sheet: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    first_row: int = 1
    first_column: int = 1
    below: int = 0
    typed_over: tuple[tuple[int, int], ...] = ()
    totals: int = 0

    def cell(self, row: int, column: int) -> str:
        """Return the address of a cell; `row` and `column` count from 0 within the table's data."""
        return f"{column_letters(self.first_column + column)}{self.first_row + 1 + row}"


@value
class RawCell:
    """One named cell: its value and where it stands."""

    value: Value
    sheet: str = ""
    cell: str = ""


@value
class RawBook:
    """A workbook: its tables and its named cells, by name.

    `second` are tables that look like one of `tables`, by its name, and stand elsewhere, as on a copied sheet.
    """

    tables: Mapping[str, RawTable] = field(default_factory=dict)
    cells: Mapping[str, RawCell] = field(default_factory=dict)
    second: tuple[RawTable, ...] = ()


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 1: 1 → A, 28 → AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
