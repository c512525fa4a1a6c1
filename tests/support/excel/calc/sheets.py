"""Sheets of an open document: their order, names, rows, protection. Standard library and `uno` only."""

from __future__ import annotations

from typing import Any

import uno

from tests.support.excel.calc.areas import Area, Refused, area_of, guard
from tests.support.lo_server import properties


def names(document: Any) -> list[str]:
    """Return the sheets in their order."""
    return list(document.Sheets.ElementNames)


def add_sheet(document: Any, sheet: str, index: int) -> None:
    """Put a new sheet at a place, counted from 0."""
    document.Sheets.insertNewByName(sheet, index)


def move_sheet(document: Any, sheet: str, index: int) -> None:
    """Put a sheet before the one that stands at a place, counted from 0."""
    document.Sheets.moveByName(sheet, index)


def delete_sheet(document: Any, sheet: str) -> None:
    """Delete a sheet."""
    document.Sheets.removeByName(sheet)


def rename_sheet(document: Any, sheet: str, name: str) -> None:
    """Give a sheet another name; formulas follow."""
    document.Sheets.getByName(sheet).Name = name


def visible(document: Any, sheet: str, on: bool | None = None) -> bool:
    """Show or hide a sheet where asked; tell whether it is shown."""
    found = document.Sheets.getByName(sheet)
    if on is not None:
        found.IsVisible = on
    return bool(found.IsVisible)


def protected(document: Any, sheet: str, on: bool | None = None) -> bool:
    """Protect or unprotect a sheet (without a password) where asked; tell whether it is protected."""
    found = document.Sheets.getByName(sheet)
    if on is not None:
        found.protect("") if on else found.unprotect("")
    return bool(found.isProtected())


def lock(document: Any, sheet: str, area: Area, on: bool) -> None:
    """Lock or unlock cells.

    Raises:
        Refused: the sheet is protected.
    """
    _unprotected(document, sheet)
    found = area_of(document, sheet, area)
    protection = found.CellProtection
    protection.IsLocked = on
    found.CellProtection = protection


def insert(document: Any, sheet: str, area: Area, mode: str) -> None:
    """Insert cells; mode is ROWS, COLUMNS, DOWN or RIGHT.

    Raises:
        Refused: the sheet is protected.
    """
    _unprotected(document, sheet)
    how = uno.Enum("com.sun.star.sheet.CellInsertMode", mode)
    document.Sheets.getByName(sheet).insertCells(area_of(document, sheet, area).RangeAddress, how)


def delete(document: Any, sheet: str, area: Area, mode: str) -> None:
    """Delete cells; mode is ROWS, COLUMNS, UP or LEFT.

    Raises:
        Refused: the sheet is protected.
    """
    _unprotected(document, sheet)
    how = uno.Enum("com.sun.star.sheet.CellDeleteMode", mode)
    document.Sheets.getByName(sheet).removeRange(area_of(document, sheet, area).RangeAddress, how)


def hidden(document: Any, sheet: str, area: Area, axis: str, on: bool | None = None) -> bool | None:
    """Hide or show whole rows or columns where asked; tell whether they are hidden, None where some are.

    Raises:
        Refused: asked to, and the sheet is protected.
    """
    found = area_of(document, sheet, area)
    lines = found.Rows if axis == "rows" else found.Columns
    if on is not None:
        _unprotected(document, sheet)
        lines.IsVisible = not on
    said = {bool(lines.getByIndex(index).IsVisible) for index in range(lines.Count)}
    return not said.pop() if len(said) == 1 else None


def sort(document: Any, sheet: str, area: Area, column: int, descending: bool) -> None:
    """Sort the rows of an area without headers by one of its columns, counted from 0.

    Raises:
        Refused: a cell is locked.
    """
    guard(document, sheet, area)
    by = uno.createUnoStruct("com.sun.star.table.TableSortField")
    by.Field, by.IsAscending = column, not descending
    fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
    area_of(document, sheet, area).sort(properties(SortFields=fields, ContainsHeader=False))


def _unprotected(document: Any, sheet: str) -> None:
    if document.Sheets.getByName(sheet).isProtected():
        raise Refused(f"sheet {sheet} is protected")


OPERATIONS = {
    one.__name__: one
    for one in (
        names,
        add_sheet,
        move_sheet,
        delete_sheet,
        rename_sheet,
        visible,
        protected,
        lock,
        insert,
        delete,
        hidden,
        sort,
    )
}
