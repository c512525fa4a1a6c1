"""Read a workbook file: our tables and named cells as plain values, each with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kam_xl.errors import TooLarge
from kam_xl.excel.grids import Grids
from kam_xl.excel.headers import texts_in
from kam_xl.excel.labels import with_labelled
from kam_xl.excel.limits import READ_LIMITS, ReadLimits
from kam_xl.excel.locate import locate, second_tables
from kam_xl.excel.package import Package, open_package, unpack
from kam_xl.excel.structure import Structure, structure_of
from kam_xl.excel.tables import Place, across, plain, table_at
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES
from kam_xl.sheets.raw import RawBook, RawCell, RawTable, column_letters
from kam_xl.sheets.table_formulas import FORMULAS

_WITHOUT_FORMULA = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Z]+\d+)["'][^<>]*>(?!\s*<(?:\w+:)?f\b)""")
_OUR_NAMES = {name.casefold() for name in (*NAMES, *(cell.name for cell in schema.CELLS))}


def read_book(path: Path, limits: ReadLimits = READ_LIMITS) -> RawBook:
    """Return the tables and named cells of a workbook file; sheets that hold neither are not read.

    Raises:
        FileMissing, NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge, NoPermission: it cannot be read.
    """
    return _book(open_package(path, limits), limits)


def read_data(data: bytes, where: str, limits: ReadLimits = READ_LIMITS) -> RawBook:
    """Return the tables and named cells of a workbook that came as bytes; `where` names it in errors.

    Raises:
        NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge: it cannot be read.
    """
    return read_package(unpack(data, where, limits), limits)


def read_package(package: Package, limits: ReadLimits = READ_LIMITS) -> RawBook:
    """Return the tables and named cells of a workbook that is unpacked already.

    Raises:
        NotAWorkbook, DamagedWorkbook, TooLarge: it cannot be read.
    """
    return _book(package, limits)


def find(package: Package, limits: ReadLimits = READ_LIMITS) -> tuple[Structure, dict[str, Place], Grids]:
    """Return a workbook's structure, cells that lost their names among its names, the places of our tables, its values.

    Raises:
        NotAWorkbook, DamagedWorkbook, TooLarge: it cannot be read.
    """
    declared = structure_of(package)
    grids = Grids(package, declared, limits)
    found = locate(declared, grids.__getitem__)
    for place in found.values():
        if place.cells > limits.cells:
            raise TooLarge(f"{package.where}, {place.sheet}")
    places = {name: _with_sums(name, place, grids) for name, place in found.items()}
    sheets = {place.sheet for place in places.values()}
    return with_labelled(declared, sheets, grids.__getitem__), places, grids


def _with_sums(name: str, place: Place, grids: Grids) -> Place:
    """Return the place with the rows in which our own columns are summed up; a person's own may count what is shown.

    In a table that is declared only the last row can be one.
    """
    sums = list(grids.sums(place.sheet, place.last if place.headers else place.header))
    if not sums:
        return place
    headers = texts_in(grids[place.sheet], place.header)
    ours = {i for i, text in enumerate(headers, start=1) if schema.column_key(name, text)}
    return replace(place, sums=frozenset(row for row, column in sums if column in ours))


def _book(package: Package, limits: ReadLimits) -> RawBook:
    structure, places, grids = find(package, limits)
    tables = {name: table_at(name, place, grids[place.sheet]) for name, place in places.items()}
    for name in FORMULAS.keys() & tables.keys():
        found = tables[name]
        tables[name] = replace(found, typed_over=_typed_over(found, package.parts[structure.sheets[found.sheet]]))
    second = second_tables(structure, places, grids.__getitem__)
    twice = tuple(table_at(name, place, grids[place.sheet]) for name, place in second)
    return RawBook(tables, _cells(structure, grids, {table.sheet for table in tables.values()}), twice)


def _typed_over(table: RawTable, xml: bytes) -> tuple[tuple[int, int], ...]:
    """Return the filled cells of calculated columns that hold no formula, of rows within the table.

    Cells that the sheet's part gives without an address are left out: whether they hold a formula is not looked for.
    """
    calculated = schema.calculated_columns(table.name, table.headers)
    rows = table.rows[: len(table.rows) - table.below]
    columns = list(zip(*rows, strict=True)) or [()] * len(table.headers)
    some = [i for i in calculated if columns[i].count(None) < len(rows)]
    filled = [(row, i) for row in range(len(rows)) for i in some if rows[row][i] is not None]
    if not filled:
        return ()
    bare = {address.decode() for address in _WITHOUT_FORMULA.findall(xml)}
    return tuple(place for place in filled if table.cell(*place) in bare)


def _cells(structure: Structure, grids: Grids, read: set[str]) -> dict[str, RawCell]:
    """Return the named cells on sheets that hold one of our tables or names."""
    singles = {name: area for name, area in structure.names.items() if area.single}
    sheets = read | {area.sheet for name, area in singles.items() if name in _OUR_NAMES}
    found: dict[str, RawCell] = {}
    for name, area in singles.items():
        if area.sheet in sheets:
            (value,) = across(grids[area.sheet], area.top, area.left - 1, area.left)
            cell = f"{column_letters(area.left)}{area.top}"
            found[name] = RawCell(plain(value), area.sheet, cell)
    return found
