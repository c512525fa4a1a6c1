"""Name what people put into a workbook and a rebuild would lose: sheets, pictures, charts, pivots, stray cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kam_xl.excel.locate import Place
from kam_xl.excel.marks import Marks
from kam_xl.excel.package import Package
from kam_xl.excel.structure import Structure, main_part, relations
from kam_xl.i18n import LANGUAGES, Message, message
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES
from kam_xl.sheets.raw import column_letters
from kam_xl.sheets.words import LISTS

OUR_NAMES = {name.casefold() for name in (*NAMES, *LISTS, *(cell.name for cell in schema.CELLS))}
_TITLES = {schema.sheet_name(sheet, lang) for sheet in schema.SHEETS for lang in LANGUAGES}
_CHART_BESIDE = "leaver"
"""A name on the only sheet that has a chart of ours."""
_DRAWN = {"pic": "picture", "graphicFrame": "chart", "sp": "shape", "cxnSp": "shape", "grpSp": "shape"}
_RELATED = {
    "pivotTable": "pivot", "slicer": "slicer", "timeline": "slicer", "oleObject": "object", "control": "object",
    "ctrlProp": "object", "image": "picture", "threadedComment": "conversation",
}  # fmt: skip
_OF_BOOK = {"chartsheet": "chart_sheet", "vbaProject": "macros", "externalLink": "links"}


def our_sheets(structure: Structure, places: Mapping[str, Place]) -> set[str]:
    """Return the titles of the sheets that the builder writes: with a table or a name of ours, or with its title."""
    named = {area.sheet for name, area in structure.names.items() if name in OUR_NAMES}
    return ({place.sheet for place in places.values()} | named | _TITLES) & set(structure.sheets)


def foreign_things(package: Package, structure: Structure, places: Mapping[str, Place]) -> list[Message]:
    """Return, each once, what stands in the workbook that is neither ours nor carried over."""
    found = [*_of_book(package), *_sheets(structure, places), *_tables(structure, places)]
    for title in our_sheets(structure, places):
        chart = structure.names.get(_CHART_BESIDE)
        found += _on_sheet(package, title, structure.sheets[title], int(chart is not None and chart.sheet == title))
    return list({repr(one): one for one in found}.values())


def stray_cells(marks: Marks, places: Sequence[Place], ends: Sequence[int]) -> Iterator[Message]:
    """Name the first filled cell of a table's sheet that lies beside or below its tables.

    Args:
        marks: of the sheet.
        places: of the tables on it.
        ends: the last row of each, with the rows typed under it.
    """
    top = min(place.header for place in places)
    right = max(place.right for place in places)
    inside = [(place.header, end, place.left, place.right) for place, end in zip(places, ends, strict=True)]
    for row, column in sorted(marks.filled):
        # Above the table stand the title and the headings of groups of columns.
        heading = row < top and column <= right
        if not heading and not any(a <= row <= b and c <= column <= d for a, b, c, d in inside):
            yield message("error.foreign_content.cells", sheet=places[0].sheet, cell=f"{column_letters(column)}{row}")
            return


def _of_book(package: Package) -> Iterator[Message]:
    for kind, _ in relations(package, main_part(package)).values():
        if kind in _OF_BOOK:
            yield message(f"error.foreign_content.{_OF_BOOK[kind]}")


def _sheets(structure: Structure, places: Mapping[str, Place]) -> Iterator[Message]:
    ours = our_sheets(structure, places)
    for title in structure.sheets:
        if title not in ours:
            yield message("error.foreign_content.sheet", sheet=title)


def _tables(structure: Structure, places: Mapping[str, Place]) -> Iterator[Message]:
    ours = {(place.sheet, place.header, place.left) for place in places.values()}
    for table in structure.tables:
        if (table.area.sheet, table.area.top, table.area.left) not in ours:
            yield message("error.foreign_content.table", table=table.name, sheet=table.area.sheet)


def _on_sheet(package: Package, title: str, part: str, charts: int) -> Iterator[Message]:
    """Name what lies on one of our sheets; so many charts on it are ours."""
    for kind, target in relations(package, part).values():
        if kind in _RELATED:
            yield message(f"error.foreign_content.{_RELATED[kind]}", sheet=title)
        if kind == "drawing" and target in package.parts:
            for element in package.xml(target).iterfind("./*/*"):
                what = _DRAWN.get(element.tag.rpartition("}")[2])
                if what == "chart" and charts:
                    charts -= 1
                elif what:
                    yield message(f"error.foreign_content.{what}", sheet=title)
