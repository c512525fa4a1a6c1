"""Whether key account work pays: key accounts against the other clients, over the same months a year apart."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.model_tasks import Fact
from kam_xl.rules.effect import effect
from tests.factories_plan import facts

KEY = {"Client B": dt.date(2026, 1, 20)}


def whole_year(year: int, monthly: float, account: str = "Client B") -> tuple[Fact, ...]:
    return facts(year, *[monthly] * 12, account=account)


def test_a_key_account_is_compared_with_its_own_year_before_and_with_the_other_clients() -> None:
    book = (
        *whole_year(2025, 1.0),
        *whole_year(2026, 1.5),
        *whole_year(2025, 4.0, "Others"),
        *whole_year(2026, 4.4, "Others"),
    )
    found = effect(book, KEY).accounts[0]
    assert (found.months, found.before, found.after) == (12, 12.0, 18.0)
    assert (found.growth, found.others_growth, found.lead) == (0.5, 0.1, 0.4)


def test_before_a_year_is_over_the_same_months_of_the_year_before_are_compared() -> None:
    seasonal = facts(2025, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)
    found = effect((*seasonal, *facts(2026, 2, 2)), KEY).accounts[0]
    assert (found.months, found.before, found.after, found.growth) == (2, 2.0, 4.0, 1.0)


def test_months_after_the_first_year_are_left_out() -> None:
    book = (*whole_year(2025, 1.0), *whole_year(2026, 2.0), *whole_year(2027, 50.0))
    assert effect(book, KEY).accounts[0].after == 24.0


def test_an_account_that_becomes_key_after_the_last_facts_does_not_count_yet() -> None:
    assert effect(whole_year(2025, 1.0), KEY).accounts == ()


def test_growth_from_nothing_is_no_number() -> None:
    found = effect((*whole_year(2026, 1.0), *whole_year(2025, 1.0, "Others")), KEY).accounts[0]
    assert (found.growth, found.others_growth, found.lead) == (None, -1.0, None)


def test_key_accounts_are_no_others_to_one_another_and_names_are_compared_as_people_do() -> None:
    keys = {"client  B": dt.date(2026, 1, 1), "Ёлка": dt.date(2026, 1, 1)}
    book = (*whole_year(2025, 1.0), *whole_year(2025, 7.0, "елка"), *whole_year(2026, 2.0))
    whole = effect(book, keys)
    assert [one.others_before for one in whole.accounts] == [0.0, 0.0]
    assert [one.before for one in whole.accounts] == [12.0, 84.0]


def test_the_total_adds_up_the_key_accounts() -> None:
    book = (*whole_year(2025, 1.0), *whole_year(2026, 2.0), *whole_year(2025, 3.0, "C"), *whole_year(2026, 3.0, "C"))
    total = effect(book, {**KEY, "C": dt.date(2026, 1, 1)}).total
    assert (total.account, total.before, total.after, total.growth) == ("", 48.0, 60.0, 0.25)


def test_facts_that_cannot_be_read_do_not_count() -> None:
    unread = (Fact("f", "Client B", 2026, 13, 5.0), Fact("f", "Client B", None, 1, 5.0), Fact("f", "Client B", 2026, 1))
    assert effect((*facts(2025, 1.0), *facts(2026, 2.0), *unread), KEY).accounts[0].after == 2.0


def test_a_book_without_facts_or_without_key_accounts_has_no_effect_to_show() -> None:
    assert effect((), KEY).accounts == ()
    assert effect(whole_year(2025, 1.0), {}).total.growth is None


@given(st.permutations([*whole_year(2025, 1.25), *whole_year(2026, 2.5), *whole_year(2026, 3.1, "Others")]))
def test_the_order_of_rows_does_not_matter(book: list[Fact]) -> None:
    assert effect(book, KEY).accounts[0].growth == pytest.approx(1.0)
