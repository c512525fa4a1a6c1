"""A judged portfolio as the blocks of cells that a spreadsheet hands to worksheet functions and clicks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kam_xl.rules import PortfolioAssessment
from kam_xl.sheets.context import CONTEXT_NAMES
from kam_xl.sheets.raw import Value
from kam_xl.sheets.render import render, settings_rows

_EPOCH = dt.date(1899, 12, 30)
Block = tuple[tuple[Any, ...], ...]


def context_of(whole: PortfolioAssessment) -> tuple[Block, Block]:
    """Return the two blocks of a workbook's context; dates as serial numbers, blanks as empty texts."""
    cells = render(whole).cells
    values = {name: cell.value for name, cell in cells.items()} | {"as_of": whole.as_of}
    numbers = tuple((name, plain(values[name]), i, 2) for i, name in enumerate(CONTEXT_NAMES, start=5))
    return tuple(settings_rows(whole.portfolio, whole.policy)), numbers


def accounts_of(whole: PortfolioAssessment) -> Block:
    """Return the table of accounts with its header row."""
    return table_of(whole, "tblAccounts")


def table_of(whole: PortfolioAssessment, name: str) -> Block:
    """Return a table with its header row."""
    table = render(whole).tables[name]
    return (table.headers, *(tuple(plain(cell) for cell in row) for row in table.rows))


def plain(value: Value) -> Any:
    """Return a value as a cell's Value2 gives it."""
    if isinstance(value, dt.date):
        return float((value - _EPOCH).days)
    return "" if value is None else value
