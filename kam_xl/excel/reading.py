"""Read a workbook file: our tables and named cells as plain values, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kam_xl.excel.grids import Grid, Grids
from kam_xl.excel.locate import Place, locate
from kam_xl.excel.package import Package, open_package, unpack
from kam_xl.excel.structure import Structure, structure_of
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES
from kam_xl.sheets.raw import RawBook, RawCell, RawTable, Value, column_letters

_WITHOUT_FORMULA = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]+\d+)["'][^>]*>(?!\s*<(?:\w+:)?f\b)""")
_OUR_NAMES = {name.casefold() for name in (*NAMES, *(cell.name for cell in schema.CELLS))}


def read_book(path: Path) -> RawBook:
    """Return the tables and named cells of a workbook file; sheets that hold neither are not read.

    Raises:
        FileMissing, NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge, NoPermission: it cannot be read.
    """
    return _book(open_package(path))


def read_data(data: bytes, where: str) -> RawBook:
    """Return the tables and named cells of a workbook that came as bytes; `where` names it in errors.

    Raises:
        NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge: it cannot be read.
    """
    return _book(unpack(data, where))


def _book(package: Package) -> RawBook:
    structure = structure_of(package)
    grids = Grids(package, structure)
    places = locate(structure, grids.__getitem__)
    tables = {name: table_at(name, place, grids[place.sheet]) for name, place in places.items()}
    if accounts := tables.get(schema.ACCOUNTS.name):
        xml = package.parts[structure.sheets[accounts.sheet]]
        tables[accounts.name] = replace(accounts, typed_over=_typed_over(accounts, xml))
    return RawBook(tables, _cells(structure, grids, {place.sheet for place in places.values()}))


def table_at(name: str, place: Place, grid: Grid) -> RawTable:
    """Return a table's rows, and with them those typed directly under it up to the first blank row."""
    left, right = place.left - 1, place.right
    shown = _across(grid, place.header, left, right)
    given = (*place.headers, *[""] * (right - left))
    headers = tuple(str(given[i] if value is None or value == "" else value) for i, value in enumerate(shown))
    last = place.header if place.last is None else place.last
    rows: list[list[Value]] = [_across(grid, i, left, right) for i in range(place.header + 1, last + 1)]
    under = last + place.totals + 1
    typed: list[list[Value]] = []
    while _filled(row := _across(grid, under + len(typed), left, right)):
        typed.append(row)
    if typed:
        # A totals row is no data, but keeps its place, so that the rows under it keep their addresses.
        rows += [_across([], 1, left, right)] * place.totals + typed
    values: list[list[Value]] = [[None if value == "" else value for value in cells] for cells in rows]
    return RawTable(name, place.sheet, headers, values, place.header, place.left, len(typed) if place.last else 0)


def _typed_over(table: RawTable, xml: bytes) -> tuple[tuple[int, int], ...]:
    """Return the filled cells of calculated columns that hold no formula, of rows within the table.

    Cells that the sheet's part gives without an address are left out: whether they hold a formula is not looked for.
    """
    keys = [schema.column_key(table.name, header) for header in table.headers]
    calculated = [i for i, key in enumerate(keys) if key and schema.ACCOUNTS.column(key).role == "calculated"]
    inside = range(len(table.rows) - table.below)
    filled = [(row, i) for row in inside for i in calculated if table.rows[row][i] is not None]
    if not filled:
        return ()
    bare = {address.decode() for address in _WITHOUT_FORMULA.findall(xml)}
    return tuple(place for place in filled if table.cell(*place) in bare)


def _across(grid: Grid, row: int, left: int, right: int) -> list[Value]:
    """Return a row's cells between two columns, padded where the sheet ends before."""
    cells = grid[row - 1][left:right] if 1 <= row <= len(grid) else []
    return cells + [None] * (right - left - len(cells)) if len(cells) < right - left else cells


def _filled(cells: Sequence[Value]) -> bool:
    return any(value is not None and value != "" for value in cells)


def _cells(structure: Structure, grids: Grids, read: set[str]) -> dict[str, RawCell]:
    """Return the named cells on sheets that hold one of our tables or names."""
    singles = {name: area for name, area in structure.names.items() if area.single}
    sheets = read | {area.sheet for name, area in singles.items() if name in _OUR_NAMES}
    found: dict[str, RawCell] = {}
    for name, area in singles.items():
        if area.sheet in sheets:
            (value,) = _across(grids[area.sheet], area.top, area.left - 1, area.left)
            cell = f"{column_letters(area.left)}{area.top}"
            found[name] = RawCell(None if value == "" else value, area.sheet, cell)
    return found
