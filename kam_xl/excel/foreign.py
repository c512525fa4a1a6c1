"""Name what people put into a workbook and a rebuild would lose: sheets, pictures, charts, pivots, stray cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kam_xl.excel.labels import ON_COVERAGE
from kam_xl.excel.looks import Looks
from kam_xl.excel.macros import foreign_modules
from kam_xl.excel.marks import Marks
from kam_xl.excel.package import Package
from kam_xl.excel.structure import Structure, main_part, relations
from kam_xl.excel.tables import Place
from kam_xl.i18n import LANGUAGES, Message, message
from kam_xl.places import MACRO_SHEETS
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES
from kam_xl.sheets.policy_tables import POLICY_TABLES
from kam_xl.sheets.raw import column_letters
from kam_xl.sheets.task_tables import TASK_TABLES
from kam_xl.sheets.words import LISTS

OUR_NAMES = {name.casefold() for name in (*NAMES, *LISTS, ON_COVERAGE, *(cell.name for cell in schema.CELLS))}
_CALCULATED = (
    "account_limit", "action_words", "as_of", "as_of_quarter", "asked_row", "assumed_words", "card_keys", "card_no",
    "card_plan", "card_row", "card_set", "checks", "client_names", "closed_words", "core_levers", "criterion_total",
    "criterion_weights", "first_in_line", "gone_words", "grade_max", "hours_for_key", "hours_limit", "impact_words",
    "kam_context", "kam_lang", "kam_off", "kam_settings", "kam_texts", "kam_version", "lever_total", "lever_weights",
    "map_no", "map_required", "map_signs", "names_on_record", "no_words", "not_mine_count", "on_record_count",
    "periods_base", "periods_baseline", "periods_fact", "periods_no", "periods_row", "periods_shown",
    "periods_shown_client", "qualifying_count", "questions", "role_results", "roles", "segment_names", "segment_sets",
    "stake_threshold", "text_places", "text_weights", "visit_keys", "visit_no", "visit_set", "word_assumed",
    "yes_words",
)  # fmt: skip
"""Names of what the workbook calculates; nothing is read from them."""
_BUILT_NAMES = OUR_NAMES.union(_CALCULATED, (table.name.casefold() for table in schema.TABLES))
_OUR_RULE = re.compile(r'\$?[A-Z]{1,3}\$?\d+(=""|=[067]|<>"")')
"""Conditions by which the builder colours Accounts: a cell of the row is blank, has something, or is such a number."""
_TYPED_SHOWN = 3
"""Typed cells of one sheet that are named; the others are counted."""
_OF_TASKS = {table.sheet for table in (*TASK_TABLES, *POLICY_TABLES)} | set(schema.CALCULATED_SHEETS)
_TITLES = {
    *(schema.sheet_name(sheet, lang) for sheet in schema.SHEETS if sheet not in _OF_TASKS for lang in LANGUAGES),
    *MACRO_SHEETS,
}
"""Titles that tell a sheet of ours. Those of the tasks tell nothing: people had sheets called Plans before we did."""
_CHARTS_BESIDE = {"leaver": 1, "map_client": 1, "periods_client": 2}
"""Names on the sheets that have charts of ours → how many."""
_DRAWN = {"pic": "picture", "graphicFrame": "chart", "sp": "shape", "cxnSp": "shape", "grpSp": "shape"}
_RELATED = {
    "pivotTable": "pivot", "slicer": "slicer", "timeline": "slicer", "oleObject": "object", "control": "object",
    "ctrlProp": "object", "image": "picture",
}  # fmt: skip
_OF_BOOK = {"chartsheet": "chart_sheet", "externalLink": "links"}


def our_sheets(structure: Structure, places: Mapping[str, Place]) -> set[str]:
    """Return the titles of the sheets that the builder writes: with a table or a name of ours, or with its title."""
    named = {area.sheet for name, area in structure.names.items() if name in OUR_NAMES}
    return ({place.sheet for place in places.values()} | named | _TITLES) & set(structure.sheets)


def foreign_things(package: Package, structure: Structure, places: Mapping[str, Place]) -> list[Message]:
    """Return, each once, what stands in the workbook that is neither ours nor carried over."""
    found = [
        *_of_book(package),
        *_names(package),
        *_colouring(package, structure, places),
        *_sheets(structure, places),
        *_tables(structure, places),
    ]
    for title in our_sheets(structure, places):
        named = [(structure.names.get(name), count) for name, count in _CHARTS_BESIDE.items()]
        charts = sum(count for area, count in named if area is not None and area.sheet == title)
        found += _on_sheet(package, title, structure.sheets[title], charts)
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


def typed_cells(sheet: str, marks: Marks, looks: Looks) -> Iterator[Message]:
    """Name the first filled cells of a sheet without a table that have none of our styles: people typed them."""
    typed = [spot for spot in sorted(marks.filled) if not looks.ours(marks.formats.get(spot, 0))]
    # The sheet begins with its title. Where that has none of our styles, some program has mixed them up.
    if typed and typed[0] == min(marks.filled):
        return
    for row, column in typed[:_TYPED_SHOWN]:
        yield message("error.foreign_content.typed", sheet=sheet, cell=f"{column_letters(column)}{row}")
    if len(typed) > _TYPED_SHOWN:
        yield message("error.foreign_content.typed_more", sheet=sheet, n=len(typed) - _TYPED_SHOWN)


def _names(package: Package) -> Iterator[Message]:
    """Name what people call areas themselves; hidden names and those of a program's own (`_xlnm…`) are not theirs."""
    for item in package.xml(main_part(package)).iterfind("{*}definedNames/{*}definedName"):
        name = item.get("name", "")
        hidden = item.get("hidden") in ("1", "true") or name.startswith("_")
        if not hidden and name.casefold() not in _BUILT_NAMES and "#REF!" not in (item.text or ""):
            yield message("error.foreign_content.name", name=name)


def _colouring(package: Package, structure: Structure, places: Mapping[str, Place]) -> Iterator[Message]:
    """Name conditional formats of a person's own on Accounts, those of another kind or condition than ours."""
    place = places.get(schema.ACCOUNTS.name)
    if place is None:
        return
    for rule in package.xml(structure.sheets[place.sheet]).iterfind(".//{*}cfRule"):
        formula = rule.findtext("{*}formula") or ""
        ours = rule.get("type") == "expression" and _OUR_RULE.fullmatch(formula)
        if not ours and "#REF!" not in formula:
            yield message("error.foreign_content.colouring", sheet=place.sheet)


def _of_book(package: Package) -> Iterator[Message]:
    for kind, part in relations(package, main_part(package)).values():
        if kind == "vbaProject":
            yield from _macros(package.parts.get(part, b""))
        elif kind in _OF_BOOK:
            yield message(f"error.foreign_content.{_OF_BOOK[kind]}")


def _macros(binary: bytes) -> Iterator[Message]:
    for name in foreign_modules(binary):
        key = "error.foreign_content.macro" if name else "error.foreign_content.macros"
        yield message(key, name=name)


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
