"""Read a team workbook as people see it: the rows of its sheets by the keys of their columns, and its total lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kam_xl.exchange.report.page import FIRST_ROW, title
from kam_xl.exchange.report.sheets import SHEETS, TeamSheet
from kam_xl.exchange.report.totals import header
from kam_xl.i18n import Lang

Cells = Mapping[str, Any]
"""Values by the keys of columns."""


class TeamWorkbook:
    """A team workbook with the values that its cells show."""

    def __init__(self, path: Path, lang: Lang) -> None:
        self.lang, self.book = lang, load_workbook(path, data_only=True)

    def rows(self, sheet: str) -> list[Cells]:
        """Return the rows of a sheet's table, none where it only says that there are none."""
        return self._read(sheet)[0]

    def totals(self, sheet: str) -> list[Cells]:
        """Return the lines above a table that add it up."""
        return self._read(sheet)[1]

    def _read(self, key: str) -> tuple[list[Cells], list[Cells]]:
        sheet: TeamSheet = next(one for one in SHEETS if one.key == key)
        page = self.book[title(key, self.lang)]
        if not page.tables:
            return [], []
        left, top, right, bottom = area_of(page, sheet.table)
        heads = [str(page.cell(top, column).value) for column in range(left, right + 1)]
        keys = {header(key, one.key, self.lang): one.key for one in sheet.columns}
        names = [keys.get(one, one) for one in heads]

        def lines(first: int, last: int) -> list[Cells]:
            found = page.iter_rows(first, last, left, right, values_only=True)
            return [dict(zip(names, line, strict=True)) for line in found]

        above = lines(FIRST_ROW + 1, top - 1) if top > FIRST_ROW + 1 else []
        return lines(top + 1, bottom), [one for one in above if any(each is not None for each in one.values())]


def area_of(page: Worksheet, table: str) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a table, its header row among them."""
    left, top, right, bottom = range_boundaries(page.tables[table].ref)
    assert left and top and right and bottom
    return left, top, right, bottom
