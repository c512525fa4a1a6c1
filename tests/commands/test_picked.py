"""What a person has picked: rows of whichever table is on the active sheet, else the client chosen on the sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.buttons import Rows
from kam_xl.commands.picked import picked
from kam_xl.errors import NoRowSelected
from kam_xl.model_tasks import Tasks
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawCell
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record
from tests.factories_tasks import a_member

TABLES = Rows(("tblAccounts", "tblMembers"), "visit_client")
PEOPLE = (a_member("Ivanov"), a_member("Petrov"), a_member("Sidorov", account="Other"))


class Sheet:
    """A screen on which some rows of one sheet are selected."""

    def __init__(self, title: str, *rows: int) -> None:
        self.title, self.rows = title, list(rows)

    def selected_rows(self, sheet: str) -> list[int]:
        return self.rows if sheet == self.title else []


def pick(screen: Sheet, rows: Rows = TABLES, client: str | None = None) -> dict[str, Any]:
    portfolio = a_portfolio(an_account("Other"), on_record("Armatura"))
    raw = render(assess(replace(portfolio, tasks=Tasks(members=PEOPLE)), default_policy(), AS_OF))
    chosen = {"visit_client": RawCell(client, "Visit", "B2")}
    return picked(rows, replace(raw, cells={**raw.cells, **chosen}), parse(raw), screen)


def test_rows_of_accounts_are_clients() -> None:
    assert pick(Sheet("Accounts", 7)) == {
        "accounts": ["Armatura"], "selected": {"table": "tblAccounts", "records": [1]},
    }  # fmt: skip


def test_rows_of_another_table_are_records_of_their_clients_each_named_once() -> None:
    assert pick(Sheet("Buying center", 5, 6, 7, 8, 40)) == {
        "accounts": ["Armatura", "Other"], "selected": {"table": "tblMembers", "records": [0, 1, 2]},
    }  # fmt: skip


def test_on_a_sheet_that_shows_one_client_that_client_is_meant() -> None:
    assert pick(Sheet("Visit", 1), client="Other") == {"accounts": ["Other"]}
    assert pick(Sheet("Visit", 1)) == {"accounts": ["Armatura"]}


def test_where_nothing_is_picked_it_depends_on_whether_something_must_be() -> None:
    with pytest.raises(NoRowSelected, match="Accounts, Buying center"):
        pick(Sheet("Start", 1), client="Other")
    optional = replace(TABLES, needed=False)
    assert pick(Sheet("Start", 1), optional) == {}
    assert pick(Sheet("Start", 1), optional, client="Other") == {"accounts": ["Other"]}


def test_a_heading_is_no_row() -> None:
    assert pick(Sheet("Accounts", 1, 5), replace(TABLES, needed=False)) == {}
