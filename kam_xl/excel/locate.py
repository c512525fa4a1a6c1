"""Find our tables in a workbook: by table name, then by defined name, then by header in either language.

A book saved by LibreOffice, Google Sheets or Excel for the web still reads, and one whose sheets were renamed, whose
tables were moved or copied into another book. Where a table stands twice, as on a copied sheet, the one with the name
counts, then the one on the sheet with the title, then the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kam_xl.errors import InputError
from kam_xl.excel.headers import HEADER_DEPTH, shares, spread, texts_in
from kam_xl.excel.structure import Area, Structure, TablePlace
from kam_xl.excel.tables import Grid, Place
from kam_xl.i18n import LANGUAGES
from kam_xl.sheets import schema

GridOf = Callable[[str], Grid]

_COPY = 0.75
"""Share of a table's columns from which a second header is taken for that of a copy, and not for a person's own."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A row that may be the header of one of our tables: how much of each table it names."""

    sheet: str
    row: int
    shares: Mapping[str, float]
    declared: TablePlace | None = None

    def place(self, table: str, grid_of: GridOf) -> Place:
        """Return the place of the table that it heads."""
        return _declared(self.declared) if self.declared else spread(table, self.sheet, self.row, grid_of(self.sheet))


def locate(structure: Structure, grid_of: GridOf) -> dict[str, Place]:
    """Return the places of our tables, by table name; a table that is nowhere is left out.

    Args:
        structure: what the workbook declares.
        grid_of: reads a sheet's values; asked only for sheets that may hold a table.
    """
    found = dict(_by_name(structure, grid_of))
    for headers in (_of_tables, _rows):
        if missing := [table.name for table in schema.TABLES if table.name not in found]:
            taken = {(place.sheet, place.header) for place in found.values()}
            free = [one for one in headers(structure, grid_of) if (one.sheet, one.row) not in taken]
            found |= {name: one.place(name, grid_of) for name, one in _matched(free, missing)}
    return {table.name: found[table.name] for table in schema.TABLES if table.name in found}


def second_tables(structure: Structure, places: Mapping[str, Place], grid_of: GridOf) -> Iterator[tuple[str, Place]]:
    """Yield the tables that look like one of ours and stand elsewhere, as on a copied sheet: its name and place.

    Only sheets that are none of ours are looked through; one that cannot be read holds nothing. The settings are left
    out: "key" and "value" may head anybody's list.
    """
    taken = {(place.sheet, place.left, place.header) for place in places.values()}
    free = [one for one in structure.tables if (one.area.sheet, one.area.left, _declared(one).header) not in taken]
    declared = list(_of_tables(replace(structure, tables=tuple(free)), grid_of))
    known = {place.sheet for place in places.values()} | {one.sheet for one in declared}
    rows = (one for sheet in strange_sheets(structure, known) for one in _readable_rows(sheet, grid_of))
    seen: set[tuple[str, str]] = set()
    looked_for = places.keys() - {schema.SETTINGS.name}
    for one in (*declared, *rows):
        name = max(one.shares, key=one.shares.__getitem__)
        if name in looked_for and one.shares[name] >= _COPY and (one.sheet, name) not in seen:
            seen.add((one.sheet, name))
            yield name, one.place(name, grid_of)


def strange_sheets(structure: Structure, known: Collection[str]) -> list[str]:
    """Return the titles of sheets beside those known that are not called like one of ours without a table."""
    return [title for title in structure.sheets if title not in known and titled(title) not in _WITHOUT_TABLE]


def titled(title: str) -> str:
    """Return the key of the sheet of ours that is called so in either language, "" where none is."""
    return _titles().get(title.casefold(), "")


_WITHOUT_TABLE = frozenset(schema.SHEETS) - {table.sheet for table in schema.TABLES}


@cache
def _titles() -> Mapping[str, str]:
    return {schema.sheet_name(key, lang).casefold(): key for key in schema.SHEETS for lang in LANGUAGES}


def _by_name(structure: Structure, grid_of: GridOf) -> Iterator[tuple[str, Place]]:
    named: dict[str, list[TablePlace]] = {}
    for place in structure.tables:
        named.setdefault(place.name.casefold(), []).append(place)
    for table in schema.TABLES:
        name = table.name.casefold()
        if same := named.get(name):
            # A program that copies a sheet may leave two tables of one name.
            yield table.name, _declared(min(same, key=lambda one, key=table.sheet: titled(one.area.sheet) != key))  # type: ignore[misc]
        elif (area := structure.names.get(name)) and (found := _in_area(table.name, area, grid_of(area.sheet))):
            yield table.name, found


def _declared(table: TablePlace) -> Place:
    area = table.area
    header = area.top if table.header_rows else area.top - 1
    return Place(
        area.sheet, header, area.left, area.right, area.bottom - table.totals_rows, table.totals_rows, table.columns
    )


def _in_area(name: str, area: Area, grid: Grid) -> Place | None:
    """Return the place of a table that a defined name covers, with its header or without."""
    for header in (area.top, area.top - 1):
        if name in shares(texts_in(grid, header)[area.left - 1 : area.right]):
            return Place(area.sheet, header, area.left, area.right, area.bottom)
    return None


def _of_tables(structure: Structure, _: GridOf) -> Iterator[_Header]:
    """Yield the headers of tables that the workbook declares."""
    for table in structure.tables:
        if found := shares(table.columns):
            yield _Header(table.area.sheet, _declared(table).header, found, table)


def _rows(structure: Structure, grid_of: GridOf) -> Iterator[_Header]:
    """Yield the rows of all sheets that may be headers."""
    for sheet in structure.sheets:
        yield from _rows_of(sheet, grid_of(sheet))


def _rows_of(sheet: str, grid: Grid) -> Iterator[_Header]:
    for row in range(1, min(HEADER_DEPTH, len(grid)) + 1):
        if found := shares(texts_in(grid, row)):
            yield _Header(sheet, row, found)


def _readable_rows(sheet: str, grid_of: GridOf) -> Iterable[_Header]:
    try:
        return list(_rows_of(sheet, grid_of(sheet)))
    except InputError:
        return ()


def _matched(headers: Iterable[_Header], names: Iterable[str]) -> Iterator[tuple[str, _Header]]:
    """Yield each table with the header that fits best; no header heads two tables."""
    wanted = {name: schema.table(name).sheet for name in names}
    fits = [
        (titled(one.sheet) == wanted[name], share, -i, name, one)
        for i, one in enumerate(headers)
        for name, share in one.shares.items()
        if name in wanted
    ]
    taken: set[int] = set()
    for _, _, i, name, one in sorted(fits, key=lambda fit: fit[:3], reverse=True):
        if name in wanted and i not in taken:
            taken.add(i)
            del wanted[name]
            yield name, one
