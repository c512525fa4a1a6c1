"""How many cells a reader of a sheet needs room for, told by the cells themselves, since what a sheet says may lie.

The reader of values makes room for the whole rectangle around all filled cells; where there is none, the process ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from kam_xl.excel.structure import column_number

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"')
_HEAD = 4096
_ADDRESSED = b'<c r="'
_DATA = b"<sheetData"
_PREFIXED = re.compile(rb":c[\s/>]")
_ADDRESS = re.compile(rb'<c r="([A-Za-z]*)(\d*)')
_FAR = re.compile(rb'<c r="(?:[A-Za-z]{3}|[A-Za-z]{0,2}\d{5})')
"""A cell beyond column ZZ or row 9999: within, even a sheet that lies needs no more room than there is."""
_CELL = re.compile(r"([A-Za-z]+)(\d+)")


def reach(xml: bytes) -> int:
    """Return how many cells lie between A1 and the last one of a sheet, or how many it lists, if these are more.

    Raises:
        expat.ExpatError, ValueError, LookupError: the sheet is no well-formed XML, or in no encoding that there is, as
            far as it had to be looked through.
    """
    start, end = xml.find(_DATA), xml.rfind(b"</sheetData>")
    if xml.count(_DATA) != 1 or _prefixed(xml):
        return _looked_through(xml)
    # Within the data nothing but a cell begins so, which one count tells instead of one for each end of a tag.
    listed = xml.count(b"<c", start, end if end > start else len(xml))
    if listed != xml.count(_ADDRESSED):
        return _looked_through(xml)
    rows, columns = _declared(xml)
    if _FAR.search(xml):
        places = set(_ADDRESS.findall(xml))
        rows = max(rows, *(int(row[:8] or 0) for _, row in places))
        columns = max(columns, *(column_number(letters[:8].decode()) for letters in {one for one, _ in places}))
    return max(rows * columns, listed)


def _prefixed(xml: bytes) -> bool:
    """Tell whether cells may have a prefix; looking for the two signs alone is far quicker than for the whole."""
    return b":c" in xml and _PREFIXED.search(xml) is not None


def _declared(xml: bytes) -> tuple[int, int]:
    """Return the rows and columns that a sheet says it has."""
    found = _DIMENSION.search(xml, 0, _HEAD)
    return (int(found[2]), column_number(found[1].decode())) if found else (0, 0)


def _looked_through(xml: bytes) -> int:
    """Return the same of a sheet that another program than the usual ones wrote: cell by cell."""
    rows = columns = count = 0
    for row, column in _cells(xml):
        rows, columns, count = max(rows, row), max(columns, column), count + 1
    return max(rows * columns, count)


def _cells(xml: bytes) -> Iterator[tuple[int, int]]:
    """Yield row and column of each cell; one without an address follows the one before it."""
    found: list[tuple[int, int]] = []
    row = column = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        name = tag.rpartition(":")[2]
        if name == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif name == "c":
            place = _CELL.fullmatch(attributes.get("r", ""))
            at = int(place[2]) if place else row
            column = column_number(place[1]) if place else column + 1
            found.append((at, column))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    for at in range(0, len(xml), 2**20):
        parser.Parse(xml[at : at + 2**20], at + 2**20 >= len(xml))
        yield from found
        found.clear()
