"""Places as Excel writes them: `$A$1:$B$2,D4`, `A:B`, `3:4`, `'My sheet'!A1`."""

from __future__ import annotations

import re
from typing import NamedTuple

from openpyxl.utils.cell import column_index_from_string, get_column_letter

ROWS, COLUMNS = 1_048_576, 16_384
PART = re.compile(
    r"\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?"
    r"|\$?(?P<ca>[A-Z]{1,3}):\$?(?P<cb>[A-Z]{1,3})|\$?(?P<ra>\d{1,7}):\$?(?P<rb>\d{1,7})",
    re.IGNORECASE,
)


class Area(NamedTuple):
    """A rectangle of cells, rows and columns counted from 1."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def bottom(self) -> int:
        """Return its last row."""
        return self.row + self.rows - 1

    @property
    def right(self) -> int:
        """Return its last column."""
        return self.column + self.columns - 1

    def overlap(self, other: Area) -> Area | None:
        """Return the cells that both have, None where there are none."""
        return _between(
            max(self.row, other.row),
            max(self.column, other.column),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )

    def around(self, other: Area) -> Area:
        """Return the smallest area that holds both."""
        return Area.between((self.row, self.column), (self.bottom, self.right), other[:2], (other.bottom, other.right))

    @staticmethod
    def between(*cells: tuple[int, int]) -> Area:
        """Return the smallest area that holds some cells."""
        rows, columns = [row for row, _ in cells], [column for _, column in cells]
        return Area(min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)


EVERYTHING = Area(1, 1, ROWS, COLUMNS)


def _between(top: int, left: int, bottom: int, right: int) -> Area | None:
    return Area(top, left, bottom - top + 1, right - left + 1) if top <= bottom and left <= right else None


def areas(text: str) -> tuple[Area, ...]:
    """Return the areas of a text such as `A1:B2,D4`; empty where it is no place on a sheet."""
    found = []
    for part in text.split(","):
        match = PART.fullmatch(part.strip())
        area = _area(match) if match else None
        if area is None or area.bottom > ROWS or area.right > COLUMNS or min(area) < 1:
            return ()
        found.append(area)
    return tuple(found)


def _area(match: re.Match[str]) -> Area:
    said = match.groupdict()
    if said["r1"]:
        first = (int(said["r1"]), column_index_from_string(said["c1"]))
        last = (int(said["r2"]), column_index_from_string(said["c2"])) if said["r2"] else first
        return Area.between(first, last)
    if said["ca"]:
        columns = column_index_from_string(said["ca"]), column_index_from_string(said["cb"])
        return Area.between((1, min(columns)), (ROWS, max(columns)))
    rows = int(said["ra"]), int(said["rb"])
    return Area.between((min(rows), 1), (max(rows), COLUMNS))


def address(area: Area, row_fixed: bool = True, column_fixed: bool = True) -> str:
    """Return the text of an area, `$A$1:$B$2`, whole rows and columns in short."""

    def column(index: int) -> str:
        return ("$" if column_fixed else "") + get_column_letter(index)

    def row(index: int) -> str:
        return ("$" if row_fixed else "") + str(index)

    if area.rows == ROWS:
        return f"{column(area.column)}:{column(area.right)}"
    if area.columns == COLUMNS:
        return f"{row(area.row)}:{row(area.bottom)}"
    first, last = column(area.column) + row(area.row), column(area.right) + row(area.bottom)
    return first if first == last else f"{first}:{last}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'" if re.search(r"\W|^\d", sheet) else sheet
