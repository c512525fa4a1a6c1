"""Monthly sales of the example team: whole years of all clients, in which the effect of key account work shows."""

from __future__ import annotations

import pytest

from kam_xl.demo import DEMO_MANAGERS
from kam_xl.model_tasks import Fact
from kam_xl.rules.effect import effect
from kam_xl.rules.plan import plan_money
from tests.demo_books import book, plans, policy

BASE_YEAR = 2025


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_all_clients_who_buy_have_the_same_months_of_sales_without_a_hole(manager: str) -> None:
    bought: dict[str, list[float]] = {}
    for fact in book(manager).tasks.facts:
        assert fact.year is not None
        assert fact.month is not None
        assert fact.sales is not None
        assert fact.sales > 0
        bought.setdefault(fact.account, []).append(fact.year * 12 + fact.month)
    assert set(bought) == {account.account for account in book(manager).accounts if account.margin}
    spans = set(map(tuple, bought.values()))
    assert len(spans) == 1
    (span,) = spans
    assert list(span) == [span[0] + i for i in range(len(span))]
    assert len(span) >= 24


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_key_accounts_together_outgrow_the_others_and_some_of_them_do_not(manager: str) -> None:
    since = {one.account: one.key_since for one in book(manager).accounts if one.key_since}
    found = effect(book(manager).tasks.facts, since)
    assert len(found.accounts) == len(since)
    assert (found.total.lead or 0) > 0
    assert min(one.lead or 0 for one in found.accounts) < 0 < max(one.lead or 0 for one in found.accounts)


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_there_is_a_season_for_all_and_none_stands_twice(manager: str) -> None:
    named = [season.account for season in book(manager).tasks.seasons]
    assert named[0] == ""
    assert len(set(named)) == len(named)
    for season in book(manager).tasks.seasons:
        assert sum(month or 0 for month in season.months) == pytest.approx(1)


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_plans_begin_with_the_sales_of_their_base_year(manager: str) -> None:
    for name, rows in plans(manager).items():
        wanted = plan_money(rows, policy().plan).years[0].sales
        assert _bought(rows.facts, BASE_YEAR) == pytest.approx(wanted, abs=0.02), name


def _bought(facts: tuple[Fact, ...], year: int) -> float:
    return sum(fact.sales or 0 for fact in facts if fact.year == year)
