"""Find our tables in a workbook: by table name, then by defined name, then by header in either language.

A book saved by LibreOffice, Google Sheets or Excel for the web still reads, and one whose sheets were renamed, whose
tables were moved or copied into another book.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kam_xl.excel.structure import Area, Structure, TablePlace
from kam_xl.excel.tables import Place
from kam_xl.sheets import schema
from kam_xl.sheets.raw import Value

GridOf = Callable[[str], Sequence[Sequence[Value]]]

_HEADER_DEPTH = 60
"""Rows from the top of a sheet in which a header is looked for."""


def locate(structure: Structure, grid_of: GridOf) -> dict[str, Place]:
    """Return the places of our tables, by table name; a table that is nowhere is left out.

    Args:
        structure: what the workbook declares.
        grid_of: reads a sheet's values; asked only for sheets that may hold a table.
    """
    named = {table.name.casefold(): table for table in structure.tables}
    found: dict[str, Place] = {}
    for table in schema.TABLES:
        name = table.name.casefold()
        if name in named:
            found[table.name] = _declared(named[name])
        elif (area := structure.names.get(name)) and (place := _in_area(table.name, area, grid_of(area.sheet))):
            found[table.name] = place
    missing = [table for table in schema.TABLES if table.name not in found]
    ours = {table.name.casefold() for table in schema.TABLES}
    strangers = [table for table in structure.tables if table.name.casefold() not in ours]
    for table in missing:
        match = max(strangers, key=lambda one: _share(table, one.columns), default=None)
        if match is not None and _is_header(table, match.columns):
            found[table.name] = _declared(match)
    _by_header([table for table in missing if table.name not in found], structure, grid_of, found)
    return found


def _declared(table: TablePlace) -> Place:
    area = table.area
    header = area.top if table.header_rows else area.top - 1
    return Place(
        area.sheet, header, area.left, area.right, area.bottom - table.totals_rows, table.totals_rows, table.columns
    )


def _in_area(name: str, area: Area, grid: Sequence[Sequence[Value]]) -> Place | None:
    """Return the place of a table that a defined name covers, with its header or without."""
    for header in (area.top, area.top - 1):
        texts = _texts(grid, header)[area.left - 1 : area.right]
        if _is_header(schema.table(name), texts):
            return Place(area.sheet, header, area.left, area.right, area.bottom)
    return None


def _by_header(missing: Sequence[schema.Table], structure: Structure, grid_of: GridOf, found: dict[str, Place]) -> None:
    taken = {(place.sheet, place.header) for place in found.values()}
    for table in missing:
        best, place = 0.0, None
        for sheet in structure.sheets:
            grid = grid_of(sheet)
            for row in range(1, min(_HEADER_DEPTH, len(grid)) + 1):
                texts = _texts(grid, row)
                if (sheet, row) in taken or not _is_header(table, texts) or _share(table, texts) <= best:
                    continue
                best, place = _share(table, texts), _spread(table, sheet, row, texts)
        if place is not None:
            found[table.name] = place
            taken.add((place.sheet, place.header))


def _spread(table: schema.Table, sheet: str, row: int, texts: Sequence[str]) -> Place:
    """Return the place of a header row: from its first known column on, as far as headers stand side by side."""
    known = [i for i, text in enumerate(texts) if schema.column_key(table.name, text)]
    left, right = known[0], known[-1]
    while left > 0 and texts[left - 1]:
        left -= 1
    while right + 1 < len(texts) and texts[right + 1]:
        right += 1
    return Place(sheet, row, left + 1, right + 1)


def _is_header(table: schema.Table, texts: Sequence[str]) -> bool:
    """Tell whether texts are the header of a table: at least half of its columns, and two."""
    return _share(table, texts) >= max(0.5, 2 / len(table.columns))


def _share(table: schema.Table, texts: Sequence[str]) -> float:
    keys = {schema.column_key(table.name, text) for text in texts if text} - {None}
    return len(keys) / len(table.columns)


def _texts(grid: Sequence[Sequence[Value]], row: int) -> list[str]:
    """Return a row's texts; what is no text counts as blank."""
    cells = grid[row - 1] if 1 <= row <= len(grid) else ()
    return [cell.strip() if isinstance(cell, str) else "" for cell in cells]
