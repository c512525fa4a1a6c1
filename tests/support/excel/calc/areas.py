"""Rectangles of cells in an open document: where they are, how they are formatted, whether they may be changed.

An area is `[row, column, rows, columns]`, counted from 1 as Excel counts. Standard library and `uno` only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import uno

Area = Sequence[int]
FORMAT_TYPES = {"date": 2, "time": 4, "percent": 8, "text": 256, "bool": 1024}  # com.sun.star.util.NumberFormat
GENERAL = 0


class Refused(Exception):
    """A protected sheet forbids the change."""


def area_of(document: Any, sheet: str, area: Area) -> Any:
    """Return the UNO range of an area."""
    row, column, rows, columns = area
    found = document.Sheets.getByName(sheet)
    return found.getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)


def place(address: Any) -> list[int]:
    """Return the area of a UNO address."""
    rows, columns = address.EndRow - address.StartRow + 1, address.EndColumn - address.StartColumn + 1
    return [address.StartRow + 1, address.StartColumn + 1, rows, columns]


def used(document: Any, sheet: str) -> list[int]:
    """Return the area from the first to the last cell that is filled or formatted."""
    cursor = document.Sheets.getByName(sheet).createCursor()
    cursor.gotoStartOfUsedArea(False)
    cursor.gotoEndOfUsedArea(True)
    return place(cursor.RangeAddress)


def formats(found: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the parts of a UNO range that are formatted alike, each with its addresses."""
    for part in parts(found):
        yield part, list(part.RangeAddresses)


def parts(found: Any) -> Iterator[Any]:
    """Yield the parts of a UNO range that are formatted alike."""
    alike = found.getUniqueCellFormatRanges()
    for index in range(alike.Count):
        yield alike.getByIndex(index)


def kind_of(document: Any, number_format: int) -> str:
    """Return "date", "percent", "text", "bool" or "" for a number format."""
    shown = document.NumberFormats.getByKey(number_format).Type
    return next((kind for kind, bit in FORMAT_TYPES.items() if shown & bit), "")


def kinds(document: Any, found: Any) -> dict[tuple[int, int], str]:
    """Return what the number formats of a UNO range say of its cells, by row and column from 0 within it."""
    first, known = found.RangeAddress, {GENERAL: ""}
    said = {}
    for part in parts(found):
        key = part.NumberFormat
        if key not in known:
            known[key] = kind_of(document, key)
        if kind := known[key]:
            for at in part.RangeAddresses:
                for row in range(at.StartRow, at.EndRow + 1):
                    for column in range(at.StartColumn, at.EndColumn + 1):
                        said[row - first.StartRow, column - first.StartColumn] = kind
    return said


def locked(document: Any, sheet: str, area: Area) -> bool | None:
    """Tell whether the cells are locked, None where some are."""
    said = {part.CellProtection.IsLocked for part, _ in formats(area_of(document, sheet, area))}
    return said.pop() if len(said) == 1 else None


def guard(document: Any, sheet: str, area: Area) -> None:
    """Let a change pass.

    Raises:
        Refused: the sheet is protected and a cell of the area locked.
    """
    if document.Sheets.getByName(sheet).isProtected() and locked(document, sheet, area) is not False:
        raise Refused(f"sheet {sheet} is protected and has locked cells there")


def standard_format(document: Any, kind: str) -> int:
    """Return LibreOffice's usual number format for dates, percentages or truth values."""
    empty = uno.createUnoStruct("com.sun.star.lang.Locale")
    found: int = document.NumberFormats.getStandardFormat(FORMAT_TYPES[kind], empty)
    return found
