"""What a command changed, as cells of rows that stay where they are, since people type beside them."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.commands.blocks import Block, blocks
from kam_xl.model import Account, Portfolio
from tests.factories import a_portfolio, an_account, default_policy

A, B, C = (an_account(name, id=f"a{i}") for i, name in enumerate(("Alpha", "Beta", "Gamma")))


def written(before: Portfolio, after: Portfolio) -> list[tuple[int | None, dict[str, object]]]:
    found = blocks(before, after, default_policy())
    assert all(isinstance(one, Block) and one.table == "tblAccounts" for one in found)
    return [(one.row, {key: one.values[key] for key in ("account", "notes") if key in one.values}) for one in found]


def book(*accounts: Account) -> Portfolio:
    return a_portfolio(*accounts)


def test_only_cells_that_change_are_written() -> None:
    assert written(book(A, B), book(A, replace(B, notes="Call"))) == [(1, {"notes": "Call"})]
    assert written(book(A, B), book(A, B)) == []


def test_a_deleted_row_is_blanked_where_it_stands_and_no_other_moves() -> None:
    assert written(book(A, B, C), book(A, C)) == [(1, {"account": None, "notes": None})]


def test_rows_in_another_order_stay_where_they_are() -> None:
    assert written(book(A, B, C), book(C, replace(A, notes="x"), B)) == [(0, {"notes": "x"})]


def test_a_new_row_is_added_also_where_another_goes() -> None:
    assert written(book(A, B), book(B, C)) == [
        (None, {"account": "Gamma", "notes": ""}),
        (0, {"account": None, "notes": None}),
    ]


def test_rows_without_an_id_and_copies_get_theirs_in_their_order() -> None:
    typed, copy = replace(B, id=""), replace(C, id="a0")
    after = book(A, replace(B, id="b1"), replace(C, id="b2"), an_account("Delta", id="b3"))
    changed = blocks(book(A, typed, copy), after, default_policy())
    assert [(one.row, one.values.get("id")) for one in changed] == [(1, "b1"), (2, "b2"), (None, "b3")]
