"""The lines above a table that add it up: native formulas over its columns, with what they give as cached values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from kam_xl.exchange.report.cells import FORMULA_SIGNS, clean
from kam_xl.exchange.report.page import TeamPage
from kam_xl.exchange.report.sheets import Shown, TeamSheet
from kam_xl.i18n import Lang, known, template
from kam_xl.sheets.raw import Value, column_letters

_TOTAL_COLUMN = 0
LINE_HEIGHT = 15
"""Points."""


def total_lines(sheet: TeamSheet, rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return what each line says: the columns that tell lines apart, then the sums.

    Quarters are those of this year only; a table without such columns has one line.
    """
    sums = [*sheet.sums]
    if not sheet.sums or rows.empty:
        return pd.DataFrame()
    if "quarter" in sheet.by:
        rows = rows[rows["year"] == year]
    if not sheet.by:
        return rows[sums].sum().to_frame().T
    return rows.groupby([*sheet.by], sort=False, observed=True)[sums].sum().reset_index()


def write_totals(page: TeamPage, sheet: TeamSheet, columns: Sequence[Shown], lines: pd.DataFrame, row: int) -> None:
    """Write the lines from a row on; the columns that tell them apart stand in the cells that the formulas compare."""
    places = {one.key: i for i, one in enumerate(columns)}
    for i, line in enumerate(lines.to_dict("records"), start=row):
        cells = dict(_cells(page, sheet, columns, {str(key): one for key, one in line.items()}, i))
        for column in range(max(places[key] for key in (*sheet.sums, *sheet.by)) + 1):
            if column not in cells:
                page.sheet.write_blank(i, column, None, page.book.look.styles("answer"))
        if _TOTAL_COLUMN not in cells:
            page.put(i, _TOTAL_COLUMN, page.text("team.total"), "answer")


def _cells(
    page: TeamPage, sheet: TeamSheet, columns: Sequence[Shown], line: Mapping[str, Any], row: int
) -> Iterator[tuple[int, str]]:
    """Write the cells of a line and yield the column of each with its key."""
    styles = page.book.look.styles
    for place, one in enumerate(columns):
        if one.key in sheet.by:
            _key(page, row, place, one, line[one.key])
        elif one.key in sheet.sums:
            formula = _formula(page, sheet, columns, one, row)
            page.sheet.write_formula(row, place, formula, styles("answer", one.kind), _cached(line[one.key]))
        else:
            continue
        yield place, one.key


def _cached(total: float) -> float | str:
    """Return what a spreadsheet makes of a sum; of one beyond all numbers it makes an error."""
    return float(total) if math.isfinite(total) else "#NUM!"


def _key(page: TeamPage, row: int, place: int, column: Shown, key: Value) -> None:
    styles = page.book.look.styles
    if isinstance(key, str):
        shown = clean(key)
        quoted = shown.startswith(FORMULA_SIGNS)
        page.sheet.write_string(row, place, shown, styles("answer", "", True, quoted=quoted))
        if len(shown) > column.width:
            page.sheet.set_row(row, 2 * LINE_HEIGHT)
    else:
        page.sheet.write_number(row, place, key, styles("answer", "count"))


def _formula(page: TeamPage, sheet: TeamSheet, columns: Sequence[Shown], summed: Shown, row: int) -> str:
    """Return the sum of a column over the rows that have in each column of `by` what stands in this line."""
    own = f"{sheet.table}[{head(page, summed)}]"
    if not sheet.by:
        return f"=SUM({own})"
    keys = {one.key: (i, one) for i, one in enumerate(columns)}
    same = "*".join(
        f"({sheet.table}[{head(page, keys[key][1])}]=${column_letters(keys[key][0] + 1)}${row + 1})" for key in sheet.by
    )
    return f"=SUMPRODUCT({same}*{own})"


def head(page: TeamPage, column: Shown) -> str:
    """Return the header of a column."""
    return column.title or header(page.key, column.key, page.book.lang)


def header(sheet: str, column: str, lang: Lang) -> str:
    """Return the header of a column on a sheet, where the sheet has none of its own the one of all."""
    own = f"team.column.{sheet}.{column}"
    return template(lang, own if known(own) else f"team.column.{column}")
