"""A sheet with one native table: totals above it, rows with their kinds, colours that repeat what stands in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from kam_xl.exchange.report.cells import clean, word_of, writer
from kam_xl.exchange.report.page import FIRST_ROW, NOTE_ROW, TeamPage, title
from kam_xl.exchange.report.sheets import Shown, TeamSheet
from kam_xl.exchange.report.totals import LINE_HEIGHT, head, total_lines, write_totals
from kam_xl.values import value

MOST_ROWS = 50_000
"""Rows of one sheet; a sentence on the sheet says how many there are, the frames hold them all."""

_MOST_LINES = 12
_HEADER_ROOM, _BUTTON = 1.15, 2.5
"""Room for the bold letters of a header, and characters for the button of its filter."""
_INDENT, _NARROW = 2, 1.05
"""Characters that a wrapped text has less than its column, at its margins, and how many fit into the width of one."""
_EMPTY_WIDTH = 150
"""Characters that print of a sheet which has only a sentence."""
_MOST_HEADER = 255
"""Characters that the name of a table's column may have."""
_LOW, _HIGH = "#FCE4D0", "#9CC3E6"
"""From nothing to everything; both bear the text's ink at a contrast above 7 : 1."""


@value
class Written:
    """Where a table came to stand, rows from 0: its header row, its last one, the columns, the rows shown.

    `totals` are the lines above it, the first in `FIRST_ROW`.
    """

    top: int
    last: int
    columns: tuple[Shown, ...]
    rows: pd.DataFrame
    totals: pd.DataFrame

    def place(self, key: str) -> int:
        """Return the place of a column."""
        return [one.key for one in self.columns].index(key)


def write_table(page: TeamPage, sheet: TeamSheet, rows: pd.DataFrame, heat: Sequence[Shown] = ()) -> Written | None:
    """Write a sheet; one without rows says so in a sentence, and None is returned."""
    page.head()
    columns = tuple(_wide_enough(page, one) for one in (*sheet.columns, *_titled(heat)))
    for i, one in enumerate(columns):
        page.sheet.set_column(i, i, one.width)
    if rows.empty:
        _say_that_nothing_is_there(page, sheet)
        return None
    lines = total_lines(sheet, rows, page.book.view.as_of.year)
    top = FIRST_ROW + len(lines) + bool(len(lines))
    shown = rows.head(MOST_ROWS)
    written = Written(top, top + len(shown), columns, shown, lines)
    _note(page, len(rows))
    write_totals(page, sheet, columns, lines, FIRST_ROW)
    _declare(page, sheet, written)
    _write_rows(page, written, shown)
    _colour(page, written)
    page.sheet.freeze_panes(top + 1, sheet.frozen)
    _print(page, sheet, written)
    return written


def _titled(heat: Sequence[Shown]) -> list[Shown]:
    """Return the columns of a heat map with titles that a table can have: short, in one line, each once."""
    seen: set[str] = set()
    found = []
    for one in heat:
        wanted = " ".join(clean(one.title).split())[:_MOST_HEADER] or one.key
        name, n = wanted, 1
        while name.casefold() in seen:
            n += 1
            name = f"{wanted[: _MOST_HEADER - 6]} {n}"
        seen.add(name.casefold())
        found.append(replace(one, title=name))
    return found


def _wide_enough(page: TeamPage, column: Shown) -> Shown:
    """Return a column that the longest word of its header fits into."""
    longest = max(map(len, head(page, column).split()), default=0)
    return replace(column, width=max(column.width, longest * _HEADER_ROOM + _BUTTON))


def _say_that_nothing_is_there(page: TeamPage, sheet: TeamSheet) -> None:
    first = sheet.key == "changes" and page.book.view.since is None
    page.put(NOTE_ROW + 1, 0, page.text(f"team.sheet.{sheet.key}.{'first' if first else 'empty'}"), "label")
    widths = [one.width for one in sheet.columns]
    last = next((i for i in range(len(widths)) if sum(widths[: i + 1]) >= _EMPTY_WIDTH), len(widths) - 1)
    page.print_set_up(NOTE_ROW + 1, last, _EMPTY_WIDTH)


def _note(page: TeamPage, rows: int) -> None:
    if rows > MOST_ROWS:
        page.put(NOTE_ROW, 0, page.text("team.cut", shown=MOST_ROWS, all=rows), "label")
    elif page.key in ("dossier", "dossier_managers", "coverage"):
        page.put(NOTE_ROW, 0, page.text(f"team.legend.{'hold' if page.key == 'coverage' else 'heat'}"), "label")


def _declare(page: TeamPage, sheet: TeamSheet, written: Written) -> None:
    styles, lang = page.book.look.styles, page.book.lang
    page.sheet.add_table(
        written.top, 0, written.last, len(written.columns) - 1,
        {
            "name": sheet.table,
            "columns": [{"header": head(page, one), "header_format": styles("head")} for one in written.columns],
            "style": "Table Style Light 1",
            "banded_rows": False,
            "title": title(sheet.key, lang),
            "description": page.text("sheet.table.alt", table=sheet.table, sheet=title(sheet.key, lang)),
        },
    )  # fmt: skip
    # Remembered for each cell, only to refuse a second table there.
    page.sheet.table_cells.clear()
    lines = (math.ceil(len(head(page, one)) * _HEADER_ROOM / (one.width - _BUTTON)) for one in written.columns)
    page.sheet.set_row(written.top, max(2, *lines) * LINE_HEIGHT + 2)


def _write_rows(page: TeamPage, written: Written, rows: pd.DataFrame) -> None:
    """Write the rows column by column, and give those with long texts the height that they need."""
    sheet, heights = page.sheet, [1] * len(rows)
    for place, one in enumerate(written.columns):
        write, values = writer(page.book.look, one.kind, one.words), _values(rows[one.key])
        for i, content in enumerate(values):
            write(sheet, written.top + 1 + i, place, content)
        if one.kind == "long_text":
            room = (one.width - _INDENT) * _NARROW
            heights = [max(tall, _lines(text or "", room)) for tall, text in zip(heights, values, strict=True)]
    for i, lines in enumerate(heights):
        if lines > 1:
            sheet.set_row(written.top + 1 + i, LINE_HEIGHT * lines)


def _values(column: pd.Series) -> list[Any]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("object")
    return [None if one is pd.NA or one is pd.NaT or one != one else one for one in column.tolist()]


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes; a program that opens the book may not fit the height itself."""
    if len(text) <= width and "\n" not in text:
        return 1
    return min(sum(max(1, math.ceil(len(one) / width)) for one in text.split("\n")), _MOST_LINES)


def _colour(page: TeamPage, written: Written) -> None:
    """Colour what asks for a look; the sign stands in the cell too."""
    styles = page.book.look.styles
    first, last = written.top + 1, written.last
    heat = [i for i, one in enumerate(written.columns) if one.kind in ("heat", "hold")]
    if heat:
        scale = {"min_type": "num", "min_value": 0, "min_color": _LOW, "max_type": "num", "max_value": 1}
        page.sheet.conditional_format(
            first, heat[0], last, heat[-1], {"type": "2_color_scale", "max_color": _HIGH, **scale}
        )
    for place, one in enumerate(written.columns):
        if one.kind == "code":
            for sign, style in (("!", "bad"), ("✓", "good")):
                rule = {"type": "text", "criteria": "begins with", "value": sign, "format": styles.conditional(style)}
                page.sheet.conditional_format(first, place, last, place, rule)
        if one.words == "arrivals":
            refused = {"type": "cell", "criteria": "==", "value": f'"{word_of("arrivals", "refused", page.book.lang)}"'}
            page.sheet.conditional_format(first, place, last, place, refused | {"format": styles.conditional("bad")})
        if one.kind == "excess":
            rule = {"type": "cell", "criteria": ">", "value": 0, "format": styles.conditional("bad")}
            page.sheet.conditional_format(first, place, last, place, rule)


def _print(page: TeamPage, sheet: TeamSheet, written: Written) -> None:
    printed = written.columns[: len(written.columns) - sheet.traced]
    width = sum(one.width for one in printed)
    page.print_set_up(written.last, len(printed) - 1, width, written.top)
    page.sheet.repeat_columns(0, sheet.frozen - 1)
