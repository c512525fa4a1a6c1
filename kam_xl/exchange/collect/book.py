"""One book as collecting sees it: read, judged by the company's policy, with the cell of everything in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.digest import Arrived
from kam_xl.exchange.state import State
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import NOWHERE, Location
from kam_xl.model import Portfolio
from kam_xl.rules import Assessment, PortfolioAssessment, assess
from kam_xl.rules.key_accounts import KeyAccount, key_accounts
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.rows import place_of
from kam_xl.sheets.task_records import TASK_RECORDS
from kam_xl.values import value

_TABLES = {kept.field: kept.table.name for kept in TASK_RECORDS}


Came = tuple[Arrived, dt.datetime]


@value
class Book:
    """A book with its verdicts under the company's policy.

    `account_ids` and `decision_ids` go along with the portfolio's rows; a row without an id has the one that the book
    gives it when it is next written. `own_version` and `own_print` are version and fingerprint of the policy that
    the book carries, "" for none.
    """

    arrived: Arrived
    stamp: dt.datetime
    raw: RawBook
    parsed: Parsed
    whole: PortfolioAssessment
    keys: tuple[KeyAccount, ...]
    account_ids: tuple[str, ...]
    decision_ids: tuple[str, ...]
    company_print: str
    own_version: str
    own_print: str

    @property
    def portfolio(self) -> Portfolio:
        """Return what the book holds."""
        return self.parsed.portfolio

    @property
    def whose(self) -> Row:
        """Return what every row begins with: manager and id of the book."""
        return self.portfolio.setup.manager, self.portfolio.book_id

    def client(self, item: Assessment) -> Row:
        """Return what a row about a client begins with."""
        return *self.whose, self.account_ids[item.row], item.account.account

    def place(self, where: Location) -> Row:
        """Return what every row ends with: source, sheet and cell."""
        return self.arrived.source, where.sheet, where.cell

    def named_cell(self, name: str) -> Location:
        """Return the place of a named cell, nowhere where the book has none."""
        one = self.raw.cells.get(name)
        return Location(one.sheet, one.cell) if one else NOWHERE


def judged_book(
    came: Came, raw: RawBook, parsed: Parsed, state: State, by: Company, own: tuple[str, str] = ("", "")
) -> Book:
    """Judge a book that was read.

    Args:
        came: how the file came, and the moment that its version is from.
        raw: the workbook's values.
        parsed: what they say, read under the company's policy.
        state: the same as plain fields, with an id for every record.
        by: the company's policy and the day.
        own: version and fingerprint of the policy that the book carries.
    """
    whole = assess(parsed.portfolio, by.policy, by.day)
    return Book(
        arrived=came[0],
        stamp=came[1],
        raw=raw,
        parsed=parsed,
        whole=whole,
        keys=key_accounts(whole),
        account_ids=tuple(state.tables["tblAccounts"]),
        decision_ids=tuple(state.tables["tblDecisions"]),
        company_print=by.print,
        own_version=own[0],
        own_print=own[1],
    )


PlaceOfRow = Callable[[int], Location]


def column_places(parsed: Parsed, table: str, key: str) -> PlaceOfRow:
    """Return what tells the cell of a column in the i-th record of a table; nowhere where the book has none such."""
    if table not in parsed.tables:
        return lambda _: NOWHERE
    place, rows = place_of(schema.table(table), parsed.tables[table], key), parsed.records[table]
    return lambda i: place(rows[i])


class RecordPlaces:
    """Find the cell of a record of the tasks, as it was read, in one column of its table."""

    def __init__(self, parsed: Parsed, field: str, key: str) -> None:
        self._place = column_places(parsed, _TABLES[field], key)
        records: Sequence[Any] = getattr(parsed.portfolio.tasks, field)
        self._rows = {id(record): i for i, record in enumerate(records)}

    def __call__(self, record: Any) -> Location:
        """Return the cell of a record, which must be the very one that the book holds."""
        return self._place(self._rows[id(record)])
