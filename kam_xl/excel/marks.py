"""What a sheet's part tells besides values: formats, formulas, hidden rows, widths, notes, and places of its cells."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse

from kam_xl.excel.package import Package
from kam_xl.excel.structure import column_number, main_part, relations

Spot = tuple[int, int]
"""Row and column, both from 1."""

_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_PADDING = 0.7109375
"""What a file adds to the width, in characters, that people see."""


@dataclass(slots=True)
class Marks:
    """The marks of one sheet.

    `formulas` hold the text of a formula, "" where it is written at another cell; `filled` are the cells with content.
    """

    formats: dict[Spot, int] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)
    filled: set[Spot] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    notes: dict[Spot, tuple[str, str]] = field(default_factory=dict)


def marks_of(package: Package, part: str) -> Marks:
    """Read the marks of a sheet's part; notes are (text, author) by cell, and so are comments with replies.

    Raises:
        DamagedWorkbook: a part is missing or no well-formed XML.
    """
    marks = Marks()
    try:
        row = 0
        for event, element in iterparse(io.BytesIO(package.parts[part]), events=("start", "end")):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                row = int(element.get("r", row + 1)) if event == "start" else row
                if _true(element.get("hidden")):
                    marks.hidden_rows.add(row)
                if event == "end":
                    element.clear()
            elif event == "end" and name == "c":
                _cell(element, marks)
            elif event == "end" and name == "col":
                _column(element, marks)
        for kind, target in relations(package, part).values():
            if kind == "comments":
                marks.notes |= _notes(package.xml(target))
        for kind, target in relations(package, part).values():
            if kind == "threadedComment" and target in package.parts:
                # Excel lays a note beside each, in which a sentence about its version stands before the text.
                marks.notes |= _conversations(package.xml(target), _people(package))
    except (KeyError, ValueError, SyntaxError) as error:
        raise package.damaged("part_unreadable", part=part) from error
    return marks


def spot(reference: str) -> Spot | None:
    """Return row and column of a cell's address, None where it is none."""
    match = _CELL.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else None


def _cell(cell: Element, marks: Marks) -> None:
    place = spot(cell.get("r", ""))
    if place is None:
        return
    marks.formats[place] = int(cell.get("s", 0))
    formula = cell.find("{*}f")
    if formula is not None:
        marks.formulas[place] = formula.text or ""
    if len(cell) and (formula is not None or (cell.findtext("{*}v") or cell.findtext("{*}is/{*}t"))):
        marks.filled.add(place)


def _column(column: Element, marks: Marks) -> None:
    for number in range(int(column.get("min", 1)), min(int(column.get("max", 0)), 1000) + 1):
        if _true(column.get("hidden")):
            marks.hidden_columns.add(number)
        elif width := float(column.get("width", 0)):
            marks.widths[number] = round(max(width - _PADDING, 0), 2)


def _notes(comments: Element) -> Mapping[Spot, tuple[str, str]]:
    authors = [(author.text or "").strip() for author in comments.iterfind("{*}authors/{*}author")]
    found = {}
    for comment in comments.iterfind("{*}commentList/{*}comment"):
        place, number = spot(comment.get("ref", "")), int(comment.get("authorId", 0))
        text = "".join(piece.text or "" for piece in comment.iterfind("{*}text//{*}t"))
        if place and text.strip():
            found[place] = text, authors[number] if number < len(authors) else ""
    return found


def _conversations(comments: Element, people: Mapping[str, str]) -> Mapping[Spot, tuple[str, str]]:
    """Return each comment with its replies as one note; where several things were said, who said each."""
    said: dict[Spot, list[tuple[str, str]]] = {}
    for comment in comments.iterfind("{*}threadedComment"):
        place, text = spot(comment.get("ref", "")), comment.findtext("{*}text") or ""
        if place and text.strip():
            said.setdefault(place, []).append((text, people.get(comment.get("personId", ""), "")))
    return {
        place: ones[0] if len(ones) == 1 else ("\n".join(f"{who or '?'}: {text}" for text, who in ones), ones[0][1])
        for place, ones in said.items()
    }


def _people(package: Package) -> Mapping[str, str]:
    parts = [target for kind, target in relations(package, main_part(package)).values() if kind == "person"]
    people = (one for part in parts if part in package.parts for one in package.xml(part).iterfind("{*}person"))
    return {one.get("id", ""): one.get("displayName", "") for one in people}


def _true(text: str | None) -> bool:
    return text in ("1", "true")
