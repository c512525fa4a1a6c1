"""Tell which of our tables a row of texts is the header of, in either language, and how far that table reaches.

What a policy may switch off, later years of a plan and columns of a later schema do not count: a header without them
is whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from kam_xl.excel.tables import Grid, Place
from kam_xl.sheets import schema

HEADER_DEPTH = 60
"""Rows from the top of a sheet in which a header is looked for."""

_FEW = 2
"""Filled cells from which a row after a gap is a row of the table, and no remark of a person."""


def shares(texts: Iterable[str]) -> dict[str, float]:
    """Return the tables that texts may be the header of, each with the share of its columns that they name.

    At least half of the columns must be there, and two.
    """
    keys: dict[str, set[str]] = {}
    for text in texts:
        for table, key in _tables_with().get(" ".join(text.split()).casefold(), ()) if text else ():
            keys.setdefault(table, set()).add(key)
    found = {}
    for table, named in keys.items():
        whole = _always_there(table)
        share = len(named & whole) / len(whole)
        if share >= max(0.5, 2 / len(whole)):
            found[table] = share
    return found


def texts_in(grid: Grid, row: int) -> list[str]:
    """Return the texts of a row, from 1; what is no text counts as blank."""
    cells = grid[row - 1] if 1 <= row <= len(grid) else ()
    return [cell.strip() if isinstance(cell, str) else "" for cell in cells]


def spread(name: str, sheet: str, row: int, grid: Grid) -> Place:
    """Return the place of a table of which only the header row is known.

    It goes from the first known column on, as far as headers stand side by side, and down to the last row that
    belongs to it: blank rows may stand between, a remark under them is left out.
    """
    texts = texts_in(grid, row)
    known = [i for i, text in enumerate(texts) if schema.column_key(name, text)]
    left, right = known[0], known[-1]
    while left > 0 and texts[left - 1]:
        left -= 1
    while right + 1 < len(texts) and texts[right + 1]:
        right += 1
    typed = set(known).difference(schema.calculated_columns(name, texts))
    return Place(sheet, row, left + 1, right + 1, _last_row(grid, row, range(left, right + 1), typed))


def _last_row(grid: Grid, header: int, columns: range, typed: Collection[int]) -> int:
    last = header
    while last < len(grid) and _filled(grid, last, columns):
        last += 1
    for below in range(last, len(grid)):
        filled = _filled(grid, below, typed)
        if filled and shares(texts_in(grid, below + 1)):
            break
        if filled >= _FEW or (filled and below == last):
            last = below + 1
    return last


def _filled(grid: Grid, index: int, columns: Iterable[int]) -> int:
    cells = grid[index]
    return sum(i < len(cells) and cells[i] is not None and cells[i] != "" for i in columns)


@cache
def _tables_with() -> Mapping[str, list[tuple[str, str]]]:
    """Return headers in both languages, and keys → the tables and columns that they may name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in schema.TABLES:
        for text, key in schema.known_headers(table.name).items():
            found.setdefault(text, []).append((table.name, key))
    return found


@cache
def _always_there(name: str) -> frozenset[str]:
    table = schema.table(name)
    tools = ("", table.tool)
    return frozenset(one.key for one in table.columns if one.year <= 1 and not one.late and one.tool in tools)
