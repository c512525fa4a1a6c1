"""Cells of an open document: read, written, cleared, formatted. Standard library and `uno` only.

A cell read is None, a number, a text, a bool, `{"date": serial}` or `{"error": "#N/A"}`. A cell to write is None, a
number, a text, a bool, `{"formula": native, "typed": text}` or `{"number": value, "kind": "date", "typed": text}`;
`typed` is what a cell formatted as text keeps.
"""

from __future__ import annotations

from typing import Any

import uno

from tests.support.excel.calc.areas import (
    GENERAL,
    Area,
    area_of,
    formats,
    guard,
    kind_of,
    kinds,
    locked,
    place,
    standard_format,
    used,
)

CONTENT = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
FORMATS = 32 | 64  # HARDATTR, STYLES
ERRORS = {503: "#NUM!", 507: "#REF!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}


def read(document: Any, sheet: str, area: Area) -> list[list[object]]:
    """Return the values of an area, row by row."""
    found = area_of(document, sheet, area)
    values, formulas, said = found.getDataArray(), found.getFormulaArray(), kinds(document, found)

    def cell(row: int, column: int) -> object:
        value = values[row][column]
        if value is None:
            error = found.getCellByPosition(column, row).getError()
            return {"error": ERRORS.get(error, "#VALUE!")}
        if isinstance(value, str):
            return value if value or formulas[row][column] else None
        kind = said.get((row, column))
        if kind == "bool":
            return bool(value)
        return {"date": value} if kind == "date" else value

    return [[cell(row, column) for column in range(area[3])] for row in range(area[2])]


def formulas(document: Any, sheet: str, area: Area) -> list[list[str]]:
    """Return the native formulas of an area; what is no formula, as it is typed."""
    found = area_of(document, sheet, area)
    texts, values = found.getFormulaArray(), found.getDataArray()
    return [
        [
            value if isinstance(value, str) and not text.startswith("=") else text
            for text, value in zip(*row, strict=True)
        ]
        for row in zip(texts, values, strict=True)
    ]


def write(document: Any, sheet: str, area: Area, rows: list[list[Any]]) -> None:
    """Write values into an area, all or nothing.

    Raises:
        Refused: a cell is locked.
    """
    guard(document, sheet, area)
    found = area_of(document, sheet, area)
    said = kinds(document, found)
    wanted = [
        [_settled(value, said.get((row, column), "")) for column, value in enumerate(values)]
        for row, values in enumerate(rows)
    ]
    for row, values in enumerate(wanted):
        for column, value in enumerate(values):
            _reformat(document, found, (row, column), said.get((row, column), ""), value)
    if any(isinstance(value, dict) and "formula" in value for values in wanted for value in values):
        found.setFormulaArray(tuple(tuple(_as_typed(value) for value in values) for values in wanted))
    else:
        found.setDataArray(tuple(tuple(_as_data(value) for value in values) for values in wanted))


def _settled(value: Any, kind: str) -> Any:
    if kind != "text" or value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        return value["typed"]
    return str(value).upper() if isinstance(value, bool) else f"{value:.15g}"


def _reformat(document: Any, found: Any, at: tuple[int, int], kind: str, value: Any) -> None:
    shown = "bool" if isinstance(value, bool) else value.get("kind", "") if isinstance(value, dict) else ""
    if shown == kind or value is None or kind == "text":
        return
    cell = found.getCellByPosition(at[1], at[0])
    if shown and (not kind or shown == "bool"):
        cell.NumberFormat = standard_format(document, shown)
    elif kind == "bool":
        cell.NumberFormat = standard_format(document, shown) if shown else GENERAL


def _as_data(value: Any) -> float | str:
    if isinstance(value, dict):
        return float(value["number"])
    if value is None or isinstance(value, str):
        return value or ""
    return float(value)


def _as_typed(value: Any) -> str:
    if isinstance(value, dict) and "formula" in value:
        return str(value["formula"])
    plain = _as_data(value)
    return repr(plain) if isinstance(plain, float) else plain and f"'{plain}"


def clear(document: Any, sheet: str, area: Area, contents: bool, layout: bool) -> None:
    """Empty cells, take their formats away, or both.

    Raises:
        Refused: a cell is locked.
    """
    guard(document, sheet, area)
    area_of(document, sheet, area).clearContents((CONTENT if contents else 0) | (FORMATS if layout else 0))


def number_format(document: Any, sheet: str, area: Area, code: str | None = None) -> str | None:
    """Set a number format in Excel's English notation where one is given; return the area's, None where cells differ.

    Raises:
        Refused: a format is given and a cell locked.
    """
    found = area_of(document, sheet, area)
    known, english = document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
    english.Language, english.Country = "en", "US"
    if code is not None:
        guard(document, sheet, area)
        key = known.queryKey(code, english, False)
        found.NumberFormat = known.addNew(code, english) if key < 0 else key
    said = {part.NumberFormat for part, _ in formats(found)}
    if len(said) > 1:
        return None
    key = said.pop()
    return "General" if key == GENERAL or kind_of(document, key) == "bool" else known.getByKey(key).FormatString


def region(document: Any, sheet: str, area: Area) -> list[int]:
    """Return the filled block around an area."""
    cursor = document.Sheets.getByName(sheet).createCursorByRange(area_of(document, sheet, area))
    cursor.collapseToCurrentRegion()
    return place(cursor.RangeAddress)


OPERATIONS = {one.__name__: one for one in (read, formulas, write, clear, number_format, region, locked, used)}
