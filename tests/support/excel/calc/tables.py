"""Tables (database ranges) and defined names of an open document. Standard library and `uno` only."""

from __future__ import annotations

from typing import Any

import uno

from tests.support.excel.calc.areas import Area, area_of, place

OWN_PREFIX = "__"  # LibreOffice's ranges without a name, such as a filter's
FORMULA = 16  # com.sun.star.sheet.CellFlags


def tables(document: Any) -> list[dict[str, Any]]:
    """Return name, sheet, area (header and totals included) and whether there are totals, of every table."""
    titles = document.Sheets.ElementNames
    found = []
    for name in document.DatabaseRanges.ElementNames:
        if not name.startswith(OWN_PREFIX):
            table = document.DatabaseRanges.getByName(name)
            at = table.DataArea
            found.append({"name": name, "sheet": titles[at.Sheet], "area": place(at), "totals": bool(table.TotalsRow)})
    return found


def resize_table(document: Any, name: str, sheet: str, area: Area) -> None:
    """Give a table another area; references to it follow, formulas are not filled into new rows."""
    document.DatabaseRanges.getByName(name).DataArea = area_of(document, sheet, area).RangeAddress


def show_totals(document: Any, name: str, show: bool) -> None:
    """Give a table a last row of totals below its rows, or take it away."""
    table = document.DatabaseRanges.getByName(name)
    area = table.DataArea
    area.EndRow += show - table.TotalsRow
    table.DataArea, table.TotalsRow = area, show


def delete_table(document: Any, name: str) -> None:
    """Make cells of a table; formulas that name it become errors."""
    document.DatabaseRanges.removeByName(name)


def rename_table(document: Any, name: str, new: str) -> None:
    """Give a table another name; formulas follow, as in Excel (LibreOffice would break them)."""
    following = [
        (sheet, row, column, text.replace(f"{name}[", f"{new}["))
        for sheet in document.Sheets
        for at in sheet.queryContentCells(FORMULA).RangeAddresses
        for row, texts in enumerate(_texts(sheet, at), at.StartRow)
        for column, text in enumerate(texts, at.StartColumn)
        if f"{name}[" in text
    ]
    document.DatabaseRanges.getByName(name).Name = new
    for sheet, row, column, text in following:
        sheet.getCellByPosition(column, row).setFormula(text)


def defined_names(document: Any) -> list[dict[str, Any]]:
    """Return name, native content and, where it is one area, sheet and area, of every defined name of the book."""
    return [_defined(document, name) for name in document.NamedRanges.ElementNames]


def defined_name(document: Any, name: str) -> dict[str, Any] | None:
    """Return the same of one name, whatever its case; None where there is none."""
    exact = next((one for one in document.NamedRanges.ElementNames if one.lower() == name.lower()), None)
    return _defined(document, exact) if exact else None


def _defined(document: Any, name: str) -> dict[str, Any]:
    named = document.NamedRanges.getByName(name)
    cells = named.getReferredCells()
    entry = {"name": name, "content": named.Content, "sheet": "", "area": []}
    if cells is not None:
        at = cells.RangeAddress
        entry |= {"sheet": document.Sheets.getByIndex(at.Sheet).Name, "area": place(at)}
    return entry


def define(document: Any, name: str, content: str) -> None:
    """Add a defined name, or give it another native content."""
    if document.NamedRanges.hasByName(name):
        document.NamedRanges.getByName(name).setContent(content)
    else:
        document.NamedRanges.addNewByName(name, content, uno.createUnoStruct("com.sun.star.table.CellAddress"), 0)


def undefine(document: Any, name: str) -> None:
    """Delete a defined name."""
    document.NamedRanges.removeByName(name)


def _texts(sheet: Any, at: Any) -> Any:
    return sheet.getCellRangeByPosition(at.StartColumn, at.StartRow, at.EndColumn, at.EndRow).getFormulaArray()


OPERATIONS = {
    one.__name__: one
    for one in (
        tables,
        resize_table,
        show_totals,
        delete_table,
        rename_table,
        defined_names,
        defined_name,
        define,
        undefine,
    )
}
