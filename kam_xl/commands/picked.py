"""What a person has picked on the active sheet, as arguments of a command: selected rows, or a chosen client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from kam_xl.commands.buttons import Rows
from kam_xl.errors import NoRowSelected
from kam_xl.model import Portfolio
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.task_records import TASK_RECORDS


class Selecting(Protocol):
    """What tells which rows are selected."""

    def selected_rows(self, sheet: str) -> list[int]:
        """Return the selected rows of a sheet that can be seen, from 1; none where another sheet is active."""


def picked(rows: Rows, raw: RawBook, parsed: Parsed, screen: Selecting) -> dict[str, Any]:
    """Return `accounts`, the names of clients, and `selected`, the table and its records counted from 0.

    Empty where nothing is picked and nothing need be.

    Raises:
        NoRowSelected: nothing is picked, and the command works on nothing else.
    """
    found = _selected(rows.tables, parsed, screen) or _chosen(rows, raw, parsed.portfolio, screen)
    if not found and rows.needed:
        raise NoRowSelected(sheet=[parsed.tables[name].sheet for name in rows.tables if name in parsed.tables])
    return found


def _selected(tables: Sequence[str], parsed: Parsed, screen: Selecting) -> dict[str, Any]:
    for name in tables:
        if (table := parsed.tables.get(name)) is None:
            continue
        lines = {row - table.first_row - 1 for row in screen.selected_rows(table.sheet)}
        named = _accounts(name, parsed.portfolio)
        records = [i for i, row in enumerate(parsed.records[name]) if row in lines and named[i].strip()]
        if records:
            accounts = list(dict.fromkeys(named[i] for i in records))
            return {"accounts": accounts, "selected": {"table": name, "records": records}}
    return {}


def _chosen(rows: Rows, raw: RawBook, portfolio: Portfolio, screen: Selecting) -> dict[str, Any]:
    """Return the client who stands in the named cell; where a client is needed its sheet has to be the active one.

    On that sheet a blank cell shows the first key account.
    """
    if rows.chosen not in raw.cells:
        return {}
    cell = raw.cells[rows.chosen]
    active = bool(screen.selected_rows(cell.sheet))
    name = str(cell.value or "").strip() if active or not rows.needed else ""
    if active and not name:
        name = next((one.account for one in portfolio.accounts if one.on_record), "")
    return {"accounts": [name]} if name else {}


def _accounts(table: str, portfolio: Portfolio) -> list[str]:
    """Return the client of each record of a table."""
    if table == schema.ACCOUNTS.name:
        return [one.account for one in portfolio.accounts]
    field = next(kept.field for kept in TASK_RECORDS if kept.table.name == table)
    return [one.account for one in getattr(portfolio.tasks, field)]
