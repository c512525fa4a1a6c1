"""Read from a workbook what people added to it, so that a rebuild can put it back; refuse where that is impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kam_xl.errors import ForeignContent
from kam_xl.excel.foreign import foreign_things, our_sheets, stray_cells, typed_cells
from kam_xl.excel.grids import Grids
from kam_xl.excel.looks import Looks
from kam_xl.excel.marks import Marks, Spot, marks_of
from kam_xl.excel.package import Package, open_package
from kam_xl.excel.reading import find
from kam_xl.excel.structure import Structure, relations
from kam_xl.excel.tables import Place, table_at
from kam_xl.i18n import Message, catalogue, message
from kam_xl.places import MACRO_SHEETS
from kam_xl.sheets import schema
from kam_xl.sheets.carried import HEADER, TABLES, Carried, Note, OwnColumn, RowKey, row_key
from kam_xl.sheets.raw import RawTable, column_letters
from kam_xl.sheets.schema import Table

_WIDTH_ROUNDING = 0.35
"""Characters by which a program that saves a width may round it."""
_BRACKETS = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
_HEADERS = re.compile(r"\[([^\[\]#]+)\]")
_TEXT = re.compile(r'"[^"]*"')
_ADDRESS = re.compile(r"(?<![\w.])\$?[A-Z]{1,3}\$?[0-9]+(?![\w(.])|!", re.I)
_NOTES_OF_OURS = "portfolio.note."


@dataclass(frozen=True, slots=True)
class _Found:
    """One of our tables with the marks of its sheet: `keys` names its columns, `rows` its rows."""

    table: Table
    place: Place
    raw: RawTable
    marks: Marks
    keys: tuple[str, ...]
    rows: tuple[RowKey, ...]

    def spot(self, row: int, column: int) -> Spot:
        """Return the cell of the i-th data row and column, from 0."""
        return self.place.header + 1 + row, self.place.left + column

    def own(self, column: int) -> bool:
        """Tell whether a column is a person's."""
        return schema.column_key(self.table.name, self.raw.headers[column]) is None


def people_content(path: Path, drop_foreign: bool = False) -> Carried:
    """Return what people added to a workbook: own columns, notes, widths, hidden and highlighted rows.

    Args:
        path: the workbook, as it is before it is rebuilt.
        drop_foreign: go on where it holds things that cannot be carried over; the .bak file will still have them.

    Raises:
        ForeignContent: it holds such things; they are named.
        FileMissing, NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge, NoPermission: it cannot be read.
    """
    carried, things = content_and_foreign(path)
    if things and not drop_foreign:
        raise ForeignContent(str(path), things=things)
    return carried


def content_and_foreign(path: Path) -> tuple[Carried, tuple[Message, ...]]:
    """Return what people added to a workbook, and what it holds that cannot be carried over.

    Raises:
        FileMissing, NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge, NoPermission: it cannot be read.
    """
    package = open_package(path)
    structure, places, grids = find(package)
    sheets = our_sheets(structure, places)
    marks = {sheet: marks_of(package, structure.sheets[sheet]) for sheet in sheets}
    tables = [_found(table, places[table.name], grids, marks) for table in TABLES if table.name in places]
    looks = Looks(package)
    notes, stray = _notes_elsewhere(structure, marks, places)
    things = (
        *foreign_things(package, structure, places),
        *stray,
        *(thing for sheet in sheets for thing in _stray_on(sheet, places, grids, marks[sheet], looks)),
        *(thing for one in tables for thing in _frozen(one)),
    )
    return _carried(tables, notes, looks, _filtered(package, structure)), things


def _found(table: Table, place: Place, grids: Grids, marks: Mapping[str, Marks]) -> _Found:
    raw = table_at(table.name, place, grids[place.sheet])
    keys = tuple(schema.column_key(table.name, header) or header for header in raw.headers)
    rows = tuple(row_key(table, dict(zip(keys, values, strict=True))) for values in raw.rows)
    return _Found(table, place, raw, marks[place.sheet], keys, rows)


def _carried(tables: list[_Found], notes: list[Note], looks: Looks, filtered: set[str]) -> Carried:
    return Carried(
        tuple(column for one in tables for column in _own_columns(one)),
        (*notes, *(note for one in tables for note in _notes(one))),
        {(one.table.name, key): width for one in tables for key, width in _widths(one)},
        frozenset((one.table.name, key) for one in tables for key in _hidden_columns(one)),
        frozenset(
            (one.table.name, row)
            for one in tables
            # Rows that a filter hides come back when the filter goes.
            if one.table.name not in filtered
            for i, row in enumerate(one.rows)
            if one.spot(i, 0)[0] in one.marks.hidden_rows and row != HEADER
        ),
        {(one.table.name, row, key): colour for one in tables for row, key, colour in _fills(one, looks)},
    )


def _own_columns(one: _Found) -> Iterator[OwnColumn]:
    for i, header in enumerate(one.raw.headers):
        if header and one.own(i):
            formulas = _formulas(one, i)
            kept = formulas[0] if formulas and _movable(formulas, one) else ""
            values = {
                row: cells[i]
                for row, cells in zip(one.rows, one.raw.rows, strict=True)
                if cells[i] is not None and row != HEADER
            }
            yield OwnColumn(
                one.table.name, header, {} if kept else values, kept, one.marks.widths.get(one.place.left + i)
            )


def _formulas(one: _Found, column: int) -> list[str]:
    spots = (one.spot(row, column) for row in range(len(one.rows)))
    return [one.marks.formulas[spot] for spot in spots if spot in one.marks.formulas]


def _movable(formulas: list[str], one: _Found) -> bool:
    """Tell whether one formula fills the column and names columns that are there, instead of cells by address."""
    formula = formulas[0]
    if len(set(formulas)) > 1 or len(formulas) < len(one.rows) or not formula:
        return False
    named = {text.strip() for text in _HEADERS.findall(formula)}
    return named <= set(one.raw.headers) and not _ADDRESS.search(_BRACKETS.sub("", _TEXT.sub("", formula)))


def _frozen(one: _Found) -> Iterator[Message]:
    """Name own columns whose formulas a rebuild would turn into values."""
    for i, header in enumerate(one.raw.headers):
        if header and one.own(i) and (formulas := _formulas(one, i)) and not _movable(formulas, one):
            yield message("error.foreign_content.formulas", column=header, sheet=one.place.sheet)


def _notes(one: _Found) -> Iterator[Note]:
    for (row, column), (text, author) in one.marks.notes.items():
        i, k = row - one.place.header - 1, column - one.place.left
        if -1 <= i < len(one.rows) and 0 <= k < len(one.keys):
            yield Note(one.table.name, HEADER if i < 0 else one.rows[i], one.keys[k], text, author)


def _notes_elsewhere(
    structure: Structure, marks: Mapping[str, Marks], places: Mapping[str, Place]
) -> tuple[list[Note], list[Message]]:
    """Return people's notes outside tables: those on named cells are kept, the others named; our own are left out."""
    ours = {text for key, pair in catalogue("sheets").items() if key.startswith(_NOTES_OF_OURS) for text in pair}
    names = {(area.sheet, area.top, area.left): name for name, area in structure.names.items() if area.single}
    notes, lost = [], []
    for sheet in sorted(marks):
        inside = [place for place in places.values() if place.sheet == sheet]
        for (row, column), (text, author) in marks[sheet].notes.items():
            if text in ours or any(row >= place.header and place.left <= column <= place.right for place in inside):
                continue
            if name := names.get((sheet, row, column)):
                notes.append(Note("", HEADER, name, text, author))
            else:
                lost.append(message("error.foreign_content.note", sheet=sheet, cell=f"{column_letters(column)}{row}"))
    return notes, lost


def _widths(one: _Found) -> Iterator[tuple[str, float]]:
    for i, key in enumerate(one.keys):
        width = one.marks.widths.get(one.place.left + i)
        if width is not None and not one.own(i) and abs(width - one.table.column(key).width) > _WIDTH_ROUNDING:
            yield key, width


def _hidden_columns(one: _Found) -> Iterator[str]:
    for i, key in enumerate(one.keys):
        folded = not one.own(i) and one.table.column(key).working
        if one.place.left + i in one.marks.hidden_columns and not folded:
            yield key


def _fills(one: _Found, looks: Looks) -> Iterator[tuple[RowKey, str, str]]:
    for i, key in enumerate(one.keys):
        formats = [one.marks.formats.get(one.spot(row, i), 0) for row in range(len(one.rows))]
        for row, colour in zip(one.rows, looks.highlights(formats), strict=True):
            if colour and row != HEADER:
                yield row, key, colour


def _stray_on(sheet: str, places: Mapping[str, Place], grids: Grids, marks: Marks, looks: Looks) -> Iterator[Message]:
    settings = places.get(schema.SETTINGS.name)
    if sheet in MACRO_SHEETS or (settings and settings.sheet == sheet):
        # Very hidden, and all of it ours.
        return
    here = {name: place for name, place in places.items() if place.sheet == sheet}
    if here:
        ends = [place.header + len(table_at(name, place, grids[sheet]).rows) for name, place in here.items()]
        yield from stray_cells(marks, list(here.values()), ends)
    else:
        yield from typed_cells(sheet, marks, looks)


def _filtered(package: Package, structure: Structure) -> set[str]:
    """Return our tables whose filter hides rows."""
    parts = (
        target
        for part in structure.sheets.values()
        for kind, target in relations(package, part).values()
        if kind == "table"
    )
    roots = (package.xml(part) for part in parts)
    return {root.get("name", "") for root in roots if root.find("{*}autoFilter/{*}filterColumn") is not None}
