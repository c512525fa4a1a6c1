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

    Rows and columns count from 1; `left` and `right` both belong to it. `last` is None where nothing but the header
    was found: then the table ends before the first blank row. `totals` counts the totals rows under the data.
    `headers` are the names that the package gives; they stand in for header cells that are blank.
    """

    sheet: str
    header: int
    left: int
    right: int
    last: int | None = None
    totals: int = 0
    headers: tuple[str, ...] = ()

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
    last = place.header if place.last is None else place.last
    rows: list[list[Value]] = [across(grid, i, left, right) for i in range(place.header + 1, last + 1)]
    under = last + place.totals + 1
    typed: list[list[Value]] = []
    while _filled(row := across(grid, under + len(typed), left, right)):
        typed.append(row)
    if typed:
        # A totals row is no data, but keeps its place, so that the rows under it keep their addresses.
        rows += [across([], 1, left, right)] * place.totals + typed
    values: list[list[Value]] = [[None if value == "" else value for value in cells] for cells in rows]
    below = len(typed) if place.last else 0
    return RawTable(name, place.sheet, headers, values, place.header, place.left, below, totals=place.totals)


def across(grid: Grid, row: int, left: int, right: int) -> list[Value]:
    """Return a row's cells between two columns, padded where the sheet ends before."""
    cells = grid[row - 1][left:right] if 1 <= row <= len(grid) else []
    return cells + [None] * (right - left - len(cells)) if len(cells) < right - left else cells


def _filled(cells: Sequence[Value]) -> bool:
    return any(value is not None and value != "" for value in cells)
