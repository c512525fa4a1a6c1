"""Values of whole sheets, read fast: every cell from A1 on, with error values told apart from empty cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import iterparse
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook

from kam_xl.errors import TooLarge
from kam_xl.excel.limits import READ_LIMITS, ReadLimits
from kam_xl.excel.package import Package
from kam_xl.excel.reach import reach
from kam_xl.excel.structure import Structure, column_number
from kam_xl.excel.tables import Grid
from kam_xl.sheets import schema
from kam_xl.sheets.raw import CellError, column_letters

_HEAD = 2000
_FORMULA = re.compile(rb"<f>[^<]*</f>")
_NO_VALUES = ("docProps/", "xl/charts/", "xl/drawings/", "xl/tables/", "xl/theme/")
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_SHARED_TEXT = b"<si"
_SUM = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]+)(\d+)["'][^>]*>\s*<(?:\w+:)?f\b[^>]*>"""
    rb"""SUBTOTAL\(\d+,\s?(?:\$?\1\$?\d+:|[^()<]*\[)"""
)
"""A cell that sums up its own column, as a totals row does."""


class Grids:
    """The sheets of a workbook, each read when first asked for.

    Raises:
        DamagedWorkbook: the values cannot be read.
        TooLarge: they would not fit into a sane amount of memory.
    """

    def __init__(self, package: Package, structure: Structure, limits: ReadLimits = READ_LIMITS) -> None:
        self._package, self._structure = package, structure
        self._read: dict[str, Grid] = {}
        self._room = limits.cells
        self._parts = _values_only(package, structure)
        for part, xml in self._parts.items():
            package.check_document_type(part)
            if xml.count(_SHARED_TEXT) > limits.cells:
                raise TooLarge(f"{package.where}, {part}")
        try:
            self._workbook = CalamineWorkbook.from_filelike(_stored(self._parts))
        except BaseException as error:
            raise _readable(error, package) from error

    def __getitem__(self, sheet: str) -> Grid:
        """Return the values of a sheet by its title.

        Raises:
            TooLarge: it reaches so far, or all sheets read do, that empty cells alone would fill the memory.
        """
        if sheet not in self._read:
            self._read[sheet] = self._grid(sheet)
        return self._read[sheet]

    def sums(self, sheet: str, row: int) -> Iterator[tuple[int, int]]:
        """Yield row and column of the cells from a row on that sum up their own column."""
        xml = self._package.parts.get(self._structure.sheets[sheet], b"")
        start = max(xml.rfind(b'<row r="%d"' % row), 0)
        if xml.find(b"SUBTOTAL(", start) >= 0:
            yield from ((int(found[2]), column_number(found[1].decode())) for found in _SUM.finditer(xml, start))

    def _grid(self, sheet: str) -> Grid:
        part = self._structure.sheets[sheet]
        xml = self._parts.get(part)
        if xml is None:
            raise self._package.damaged("part_missing", part=part)
        expected = self._make_room(sheet, part, xml)
        try:
            grid: Grid = self._workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
        except BaseException as error:
            raise _readable(error, self._package) from error
        self._take(len(grid) * len(grid[0]) - expected if grid else 0, sheet)
        # A program that writes XML keeps to one kind of quotation mark.
        if (b"t='e'" if b"='" in xml[:_HEAD] else b't="e"') in xml:
            self._mark_errors(grid, part)
        return grid

    def _make_room(self, sheet: str, part: str, xml: bytes) -> int:
        """Return how many cells a sheet is expected to have, counted among those of all sheets read."""
        try:
            expected = reach(xml)
        except (ExpatError, ValueError, LookupError) as error:
            raise self._package.damaged("part_unreadable", part=part) from error
        self._take(expected, sheet)
        return expected

    def _take(self, cells: int, sheet: str) -> None:
        self._room -= max(0, cells)
        if self._room < 0:
            raise TooLarge(f"{self._package.where}, {sheet}")

    def _mark_errors(self, grid: Grid, part: str) -> None:
        """Put error values where the fast reader leaves an empty text."""
        try:
            for row, column, text in _errors(self._parts[part]):
                if row <= len(grid) and column <= len(grid[row - 1]):
                    grid[row - 1][column - 1] = CellError(text)
        except (SyntaxError, ValueError, LookupError) as error:
            raise self._package.damaged("part_unreadable", part=part) from error


def _values_only(package: Package, structure: Structure) -> dict[str, bytes]:
    """Return the parts that hold values; of sheets with tables of ours without what nobody reads.

    That is formulas, and what calculated columns gave: most of such a sheet. A value that somebody typed over a formula
    stays.
    """
    sheets = set(structure.sheets.values())
    parts = {
        name: part
        for name, part in package.parts.items()
        if name in sheets or (name.endswith((".xml", ".rels")) and not name.startswith(_NO_VALUES))
    }
    for title, name in structure.sheets.items():
        if name in parts and (letters := _calculated_columns(structure, title)):
            cell = rb'<c r="(?:%b)\d+"[^<>]*><f(?:>[^<]*</f>| [^<>]*/>| [^<>]*>[^<]*</f>)<v>[^<]*</v></c>'
            parts[name] = _FORMULA.sub(b"", re.sub(cell % b"|".join(letters), b"", parts[name]))
    return parts


def _calculated_columns(structure: Structure, sheet: str) -> list[bytes]:
    """Return the letters of the calculated columns of our tables on a sheet."""
    ours = {table.name.casefold(): table for table in schema.TABLES}
    found = []
    for place in structure.tables:
        if place.area.sheet != sheet or (table := ours.get(place.name.casefold())) is None:
            continue
        keys = [schema.column_key(table.name, header) for header in place.columns]
        found += [
            column_letters(place.area.left + i).encode()
            for i, key in enumerate(keys)
            if key and table.column(key).role == "calculated"
        ]
    return found


def _stored(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Pack parts without compressing, so that the reader of values sees what was checked, and nothing else."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as writer:
        for name, part in parts.items():
            writer.writestr(zipfile.ZipInfo(name), part)
    package.seek(0)
    return package


def _errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield row, column (both from 1) and text of the cells that hold an error value."""
    row = column = 0
    for event, element in iterparse(io.BytesIO(xml), events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "row":
            row, column = int(element.get("r", row + 1)), 0
        elif event == "start" and name == "c":
            place = _CELL.fullmatch(element.get("r", ""))
            column = column_number(place[1]) if place else column + 1
        elif event == "end" and name == "c":
            if element.get("t") == "e":
                yield row, column, element.findtext("{*}v") or "#N/A"
            element.clear()


def _readable(error: BaseException, package: Package) -> BaseException:
    """Return what a person is told when the reader of values fails; a panic inside it is no `Exception`."""
    foreign: Any = (CalamineError, OSError, ValueError)
    panic = type(error).__name__ == "PanicException"
    return package.damaged("values_unreadable") if panic or isinstance(error, foreign) else error
