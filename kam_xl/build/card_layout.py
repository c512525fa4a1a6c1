"""How the card looks: its columns, the titles and heads of its sections."""

from __future__ import annotations

import math

from kam_xl.build.card_facts import COLUMNS, Cells
from kam_xl.build.page import Page

WIDTHS = (62, 24, 13, 13, 13, 16, 15)
"""Characters of the columns; the first one holds long texts."""
LAST = len(WIDTHS) - 1
LINE = 15
_MOST_LINES = 3
VALUE_COLUMN = {0: 1, 2: 4}
"""Column of a label → column of its value."""
WRAPPED = ("", "year", "long_text")
"""Kinds whose cells may take several lines."""


def heading(page: Page, row: int, title: str, more: str = "") -> None:
    """Write a section's title over the whole width, at its end how much did not fit."""
    page.put(row, 0, title, "section")
    for column in range(1, LAST):
        page.put(row, column, "", "section")
    page.put(row, LAST, more, "section_end")


def heads(page: Page, row: int, names: tuple[str, ...], first: int = 0) -> None:
    """Write heads of columns by their catalogue keys."""
    for column, name in enumerate(names, start=first):
        page.put(row, column, page.text(f"card.head.{name}"), "head")
    page.sheet.set_row(row, 2 * LINE)


def names_of(section: str) -> tuple[str, ...]:
    """Return the catalogue keys of a section's heads."""
    return tuple(name for name, _ in COLUMNS[section])


def lines(cells: Cells) -> int:
    """Return how many lines the longest text of a row takes; a program that opens the book may not fit the height."""
    lengths = (len(value) / width for value, width in zip(cells, WIDTHS, strict=False) if isinstance(value, str))
    return max(1, min(_MOST_LINES, math.ceil(max(lengths, default=0) * 1.15)))
