"""Find the cells that lost their names by what stands beside them, in either language.

Programs that keep no defined names, and people who copy a sheet into another book, leave the labels: "Margin plan for
the year", and the cell to its right. A sheet is known by its title, else by its labels.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache

from kam_xl.errors import InputError
from kam_xl.excel.headers import texts_in
from kam_xl.excel.locate import GridOf, strange_sheets, titled
from kam_xl.excel.structure import Area, Structure
from kam_xl.excel.tables import Grid
from kam_xl.i18n import LANGUAGES, template
from kam_xl.policy import CRITERIA, LEVERS
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES
from kam_xl.values import value

ON_COVERAGE = "coverage_shares"
"""A name on the sheet that has neither a table nor a cell to fill."""


@value
class _Label:
    """A text in both languages, and how far under it and to its right the cell stands."""

    texts: frozenset[str]
    down: int = 0
    right: int = 1


def with_labelled(structure: Structure, tables: Collection[str], grid_of: GridOf) -> Structure:
    """Return the structure with the areas of those of our cells that have no name and were found by their labels.

    Args:
        structure: what the workbook declares.
        tables: titles of the sheets that hold our tables, which have no such cells.
        grid_of: reads a sheet's values; asked only where names are missing.
    """
    found: dict[str, Area] = {}
    for sheet, names in _NAMES_ON.items():
        if lost := [name for name in names if name not in structure.names]:
            known = _known_sheets(sheet, names, structure)
            least = 1 if known else len(lost) // 2 + 1
            areas = [_found(lost, title, grid_of) for title in known or strange_sheets(structure, tables)]
            best = max(areas, key=lambda one: len(one), default={})
            found |= best if len(best) >= least else {}
    return replace(structure, names={**structure.names, **found}) if found else structure


def _known_sheets(sheet: str, names: Collection[str], structure: Structure) -> list[str]:
    """Return the sheets on which named cells stand: where the others of the sheet are, else by title."""
    by_name = {structure.names[name].sheet for name in names if name in structure.names}
    return sorted(by_name) or [title for title in structure.sheets if titled(title) == sheet]


def _found(names: Collection[str], title: str, grid_of: GridOf) -> dict[str, Area]:
    """Return the areas of cells by their labels on a sheet; one that cannot be read has none."""
    try:
        spots = _spots(grid_of(title))
    except InputError:
        return {}
    found = {}
    for name in names:
        label = _labels()[name]
        if at := min((spots[text] for text in label.texts if text in spots), default=None):
            row, column = at[0] + label.down, at[1] + label.right
            found[name] = Area(title, row, column, row, column)
    return found


def _spots(grid: Grid) -> dict[str, tuple[int, int]]:
    """Return each text of a sheet with the first cell that holds it, row and column from 1."""
    found: dict[str, tuple[int, int]] = {}
    for row in range(1, len(grid) + 1):
        for column, text in enumerate(texts_in(grid, row), start=1):
            if text:
                found.setdefault(_plain(text), (row, column))
    return found


_NAMES_ON: Mapping[str, list[str]] = {
    **{one.sheet: [cell.name for cell in schema.CELLS if cell.sheet == one.sheet] for one in schema.CELLS},
    "policy": list(NAMES),
    "coverage": [ON_COVERAGE],
}
"""Sheet → names of the cells on it that are read, or that tell the sheet for ours."""


@cache
def _labels() -> Mapping[str, _Label]:
    """Return the labels of all cells by name; weights stand under the heads of their lists, in the policy's order."""
    criteria = {f"weight_{id}": _label("policy.head.id", i, 1) for i, id in enumerate(CRITERIA, start=1)}
    levers = {f"weight_lever_{id}": _label("policy.head.lever", i, 1) for i, id in enumerate(LEVERS, start=1)}
    core = {f"core_lever_{id}": _label("policy.head.lever", i, 4) for i, id in enumerate(LEVERS, start=1)}
    listed = criteria | levers | core
    numbers = {name: _label(f"policy.{name}") for name in NAMES if name not in listed}
    cells = {cell.name: _label(f"start.{cell.name}", *((1, 0) if cell.below else (0, 1))) for cell in schema.CELLS}
    coverage = {ON_COVERAGE: _label("sheet.coverage.purpose", right=0)}
    return listed | numbers | cells | coverage


def _label(key: str, down: int = 0, right: int = 1) -> _Label:
    return _Label(frozenset(_plain(template(lang, key)) for lang in LANGUAGES), down, right)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
