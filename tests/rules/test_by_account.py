"""Rows by account: names are compared as people mean them."""

from __future__ import annotations

from kam_xl.rules.by_account import by_account
from tests.factories_tasks import a_member

ROWS = [
    a_member(id, account=name) for id, name in (("1", "Ёлка"), ("2", "Zeta"), ("3", " елка"), ("4", ""), ("5", "Eta"))
]


def test_an_account_has_its_rows_in_the_order_of_the_table() -> None:
    assert [row.name for row in by_account(ROWS)("ЕЛКА")] == ["1", "3"]
    assert by_account(ROWS)("nobody") == ()
