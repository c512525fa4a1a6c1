"""Where a table stands on its sheet, and its rows, with those that a person typed directly under it.

A file and an open workbook are read through it alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.sheets.raw import RawTable, Value
from kam_xl.values import value

Grid = list[list[Value]]
"""Rows of a sheet from row 1, each from column A, all of one length; a blank cell is None or ""."""


@value
class Place:
    """Where a table stands: its header row, its columns, and its last data row where that is known.

    Rows and columns count from 1; `left`, `right` and `last` belong to it. `totals` counts the totals rows under the
    data, `sums` are other rows that sum up columns: the totals of a program that kept no note of them. `headers` are
    the names that the package gives; they stand in for header cells that are blank.
    """

    sheet: str
    header: int
    left: int
    right: int
    last: int
    totals: int = 0
    headers: tuple[str, ...] = ()
    sums: frozenset[int] = frozenset()

    @property
    def cells(self) -> int:
        """Return how many cells its rows have, those that nothing was typed into too."""
        return (self.right - self.left + 1) * max(0, (self.last or self.header) - self.header)


def table_at(name: str, place: Place, grid: Grid) -> RawTable:
    """Return a table's rows, and with them those typed directly under it up to the first blank row."""
    left, right = place.left - 1, place.right
    shown = across(grid, place.header, left, right)
    given = (*place.headers, *[""] * (right - left))
    headers = tuple(str(given[i] if value is None or value == "" else value) for i, value in enumerate(shown))
    # A totals row is no data, but keeps its place, so that the rows under it keep their addresses.
    rows: list[list[Value]] = [
        across([] if i in place.sums else grid, i, left, right) for i in range(place.header + 1, place.last + 1)
    ]
    under = place.last + place.totals + 1
    typed: list[list[Value]] = []
    while _filled(row := across(grid, under + len(typed), left, right)):
        typed.append(row)
    if typed:
        rows += [across([], 1, left, right)] * place.totals + typed
    columns = [_plain_column(column) for column in zip(*rows, strict=True)]
    values = list(zip(*columns, strict=True))
    return RawTable(name, place.sheet, headers, values, place.header, place.left, len(typed), totals=place.totals)


def plain(value: Value) -> Value:
    """Return a cell's value as every program keeps it: a blank text is none, a number has 15 significant digits.

    Programs write 15, 16 or 17 digits; what a book holds must not change by being saved elsewhere.
    """
    if type(value) is float:
        # Four decimals are most of what people type; a quotient of whole numbers is the number nearest to it.
        scaled = value * 1e4
        return scaled / 1e4 if scaled.is_integer() and abs(scaled) < 1e14 else float(f"{value:.15g}")
    return None if value == "" else value


def _plain_column(column: tuple[Value, ...]) -> Sequence[Value]:
    """Return `plain` values; most columns are of one kind, and many are blank."""
    kinds = set(map(type, column))
    if kinds == {str} and (blanks := column.count("")) in (0, len(column)):
        return [None] * blanks or column
    return [plain(value) for value in column] if float in kinds or str in kinds else column


def across(grid: Grid, row: int, left: int, right: int) -> list[Value]:
    """Return a row's cells between two columns, padded where the sheet ends before."""
    cells = grid[row - 1][left:right] if 1 <= row <= len(grid) else []
    return cells + [None] * (right - left - len(cells)) if len(cells) < right - left else cells


def _filled(cells: Sequence[Value]) -> bool:
    return any(value is not None and value != "" for value in cells)
