"""What a workbook's package says of itself: its sheets, its defined names and its tables with their places.

Read from the package's own parts, since the fast reader of values tells neither defined names nor totals rows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kam_xl.errors import TooLarge
from kam_xl.excel.limits import MOST_SHEETS
from kam_xl.excel.package import Package

_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\]:,()\s]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.I
)
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.I)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on a sheet; rows and columns count from 1, both ends belong to it."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Tell whether it is one cell."""
        return self.top == self.bottom and self.left == self.right


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A table as the package declares it: its whole area, and how many header and totals rows that holds."""

    name: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Sheets by title with the part that holds them, areas by defined name, and tables.

    Names are in lower case, since Excel does not tell them apart by case.
    """

    sheets: Mapping[str, str]
    names: Mapping[str, Area]
    tables: tuple[TablePlace, ...]


def structure_of(package: Package) -> Structure:
    """Read the structure of a workbook.

    Raises:
        DamagedWorkbook: a part that says it is missing or not well-formed.
        NotAWorkbook: there is no workbook in the package.
        TooLarge: it has more sheets than anybody could look at.
    """
    main = main_part(package)
    book = package.xml(main)
    targets = relations(package, main)
    sheets = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        kind, part = targets.get(_attribute(sheet, "id"), ("", ""))
        if kind == "worksheet":
            sheets[sheet.get("name", "")] = part
    if len(sheets) > MOST_SHEETS:
        raise TooLarge(package.where)
    tables = tuple(
        table
        for title, part in sheets.items()
        for kind, target in dict.fromkeys(relations(package, part).values())
        if kind == "table" and (table := _table(package, title, target)) is not None
    )
    return Structure(sheets, _names(book, sheets), tables)


def main_part(package: Package) -> str:
    """Return the name of the workbook part, as the package's own relations tell it."""
    found = (target for kind, target in relations(package, "").values() if kind == "officeDocument")
    return next(found, "xl/workbook.xml")


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id → (last word of its type, target part); those to the outside are left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package.parts:
        return {}
    return {
        one.get("Id", ""): (
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in package.xml(rels)
        if one.get("TargetMode") != "External"
    }


def _names(book: Element, sheets: Mapping[str, str]) -> dict[str, Area]:
    """Return the areas of defined names; a name of the whole workbook goes before one of a single sheet."""
    titles = {title.casefold(): title for title in sheets}
    found: dict[str, Area] = {}
    items = book.findall("{*}definedNames/{*}definedName")
    for item in sorted(items, key=lambda one: one.get("localSheetId") is not None):
        match = _REFERENCE.fullmatch((item.text or "").strip().lstrip("="))
        name = item.get("name", "").casefold()
        if match is None or name in found:
            continue
        title = titles.get((match[1].replace("''", "'") if match[1] else match[2]).casefold())
        area = _area(title or "", match, 3)
        if title and area:
            found[name] = area
    return found


def _table(package: Package, sheet: str, part: str) -> TablePlace | None:
    root = package.xml(part)
    match = _AREA.fullmatch(root.get("ref", ""))
    area = _area(sheet, match, 1) if match else None
    if area is None:
        return None
    return TablePlace(
        root.get("displayName", root.get("name", "")),
        area,
        _count(root.get("headerRowCount"), 1),
        _count(root.get("totalsRowCount"), 0),
        tuple(column.get("name", "") for column in root.iterfind("{*}tableColumns/{*}tableColumn")),
    )


def _area(sheet: str, place: re.Match[str], group: int) -> Area | None:
    """Return the area whose four parts stand in a match from a group on."""
    left, top, right, bottom = place.group(group, group + 1, group + 2, group + 3)
    first, last = column_number(left), column_number(right or left)
    upper, lower = int(top), int(bottom or top)
    if not (1 <= first <= last and 1 <= upper <= lower):
        return None
    return Area(sheet, upper, first, lower, last)


def column_number(letters: str) -> int:
    """Return the number of a column from 1: A → 1, AB → 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def _attribute(element: Element, name: str) -> str:
    """Return an attribute of a foreign namespace, whatever that is called."""
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), "")
