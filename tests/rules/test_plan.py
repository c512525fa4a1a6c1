"""The plan by year: potential, share of wallet, margin and budget against a baseline where the share stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.model_tasks import Goal
from kam_xl.rules.plan import plan_money
from kam_xl.rules.plan_rows import PlanRows, plan_rows
from tests.factories_plan import (
    ACCOUNT,
    RULES,
    a_goal,
    a_plan,
    an_action,
    rows_of,
    tasks_of,
    whole_plans,
    worked_actions,
    worked_goals,
    worked_plan,
)


def test_the_worked_plan_takes_the_share_of_wallet_from_18_to_35_percent() -> None:
    money = plan_money(worked_plan(), RULES)
    assert [round(year.share, 3) for year in money.years] == [0.184, 0.232, 0.292, 0.349]
    assert [year.sales for year in money.years] == [36.8, 48.7, 64.3, 80.9]
    assert [year.margin for year in money.years] == [7.56, 9.99, 13.17, 16.53]
    assert money.years[0].white_space == 163.2


def test_the_worked_plan_loses_in_its_first_year_and_pays_back_in_the_second() -> None:
    money = plan_money(worked_plan(), RULES)
    assert [round(year.baseline_sales, 1) for year in money.money] == [36.8, 38.6, 40.6, 42.6]
    assert [round(year.extra_margin, 2) for year in money.money] == [0.0, 2.05, 4.84, 7.78]
    assert [year.budget for year in money.money] == [0.0, 3.19, 3.21, 3.29]
    assert [round(year.net, 2) for year in money.money] == [0.0, -1.14, 1.63, 4.49]
    assert [round(year.cumulative_net, 2) for year in money.money] == [0.0, -1.14, 0.49, 4.98]
    assert (money.budget, round(money.extra_margin, 2), round(money.return_on_budget, 2)) == (9.69, 14.67, 1.51)
    assert (money.base_year, money.payback) == (2025, 2)


def test_half_of_the_extra_sales_of_the_worked_plan_loses_a_million() -> None:
    low = plan_money(worked_plan(), RULES).low
    assert (round(low.effect, 1), round(low.cost, 2), round(low.result, 1)) == (7.3, 8.35, -1.0)
    assert round(low.stop_share, 3) == 0.208


def test_the_plans_own_low_case_counts_before_the_policys_even_where_it_is_nothing() -> None:
    kept = [plan_money(rows_of(a_plan(low_case=one), *worked_goals()), RULES).low.kept for one in (None, 0.0, 0.8)]
    assert kept == [0.5, 0.0, 0.8]


def test_a_margin_that_is_not_typed_is_sales_times_the_rate_and_a_typed_one_counts_even_below_zero() -> None:
    rows = rows_of(a_plan(), a_goal(margin_rate=0.16, sales=(10.0, 20.0, 30.0, 40.0), margin=(None, -1.0, 0.0)))
    assert [year.margin for year in plan_money(rows, RULES).years] == [1.6, -1.0, 0.0, 6.4]


def test_white_space_is_what_the_client_buys_from_others_and_no_group_makes_up_for_another() -> None:
    rows = rows_of(
        a_plan(), a_goal("Flanges", potential=(10.0,), sales=(4.0,)), a_goal("Bolts", potential=(5.0,), sales=(9.0,))
    )
    money = plan_money(rows, RULES)
    assert money.years[0].white_space == 6.0
    assert [(name, years[0].white_space, years[0].share) for name, years in money.groups] == [
        ("Flanges", 6.0, 0.4),
        ("Bolts", 0.0, 1.8),
    ]


def test_two_rows_of_one_product_group_are_one_group() -> None:
    rows = rows_of(a_plan(), a_goal("Flanges", sales=(4.0,)), a_goal(" flanges", sales=(3.0,)))
    assert [(name, years[0].sales) for name, years in plan_money(rows, RULES).groups] == [("Flanges", 7.0)]


def test_blanks_and_negative_numbers_count_nothing() -> None:
    rows = rows_of(
        a_plan(growth=None),
        a_goal(potential=(-5.0, None), sales=(-1.0, None)),
        an_action(budget=(-2.0, None), effect=()),
    )
    money = plan_money(rows, RULES)
    assert (money.years[0].potential, money.years[0].share, money.budget, money.return_on_budget) == (0, 0, 0, 0)


def test_without_spending_there_is_nothing_to_pay_back() -> None:
    assert plan_money(rows_of(a_plan(), *worked_goals()), RULES).payback is None
    late = an_action(budget=(0.0, 0.5, 0.0))
    assert plan_money(rows_of(a_plan(), *worked_goals(), late), RULES).payback == 2


def test_an_account_with_nothing_counts_to_nothing() -> None:
    money = plan_money(PlanRows("Nobody"), RULES)
    assert (money.base_year, money.extra_margin, money.payback, money.groups) == (None, 0.0, None, ())
    assert len(money.years) == len(money.money) == 4


def test_numbers_after_the_horizon_do_not_count() -> None:
    short = replace(RULES, horizon=1)
    assert plan_money(worked_plan(), short).budget == 3.19
    assert len(plan_money(worked_plan(), short).years) == 2


def test_rows_belong_to_the_account_that_their_name_means() -> None:
    other = replace(a_goal(), account="Somebody else")
    tasks = tasks_of(a_plan(account="CLIENT  b"), a_goal(), other)
    mine, nobody = plan_rows(tasks, [ACCOUNT, "Nobody"])
    assert (len(mine.plans), len(mine.goals), nobody.plan) == (1, 1, None)


@given(whole_plans)
def test_the_sums_are_those_of_the_years(rows: PlanRows) -> None:
    money = plan_money(rows, RULES)
    assert money.money[-1].cumulative_net == pytest.approx(money.extra_margin - money.budget, abs=1e-5)
    for t, year in enumerate(money.years):
        assert year.sales == pytest.approx(sum(years[t].sales for _, years in money.groups), abs=1e-5)


@given(whole_plans, st.integers(0, 100))
def test_the_low_case_lies_between_nothing_and_the_whole(rows: PlanRows, percent: int) -> None:
    plan = replace(a_plan(), low_case=percent / 100)
    money = plan_money(replace(rows, plans=(plan,)), RULES)
    low = money.low
    assert min(0.0, money.extra_margin) - 1e-6 <= low.effect <= max(0.0, money.extra_margin) + 1e-6
    assert -1e-6 <= low.cost <= money.budget + 1e-6


@given(whole_plans)
def test_dropped_actions_cost_nothing(rows: PlanRows) -> None:
    dropped = tuple(replace(one, status="dropped") for one in rows.actions)
    assert plan_money(replace(rows, actions=dropped), RULES) == plan_money(replace(rows, actions=()), RULES)


@given(whole_plans)
def test_the_order_of_rows_does_not_matter(rows: PlanRows) -> None:
    turned = replace(rows, goals=rows.goals[::-1], actions=rows.actions[::-1])
    assert plan_money(turned, RULES).money == plan_money(rows, RULES).money


def test_proposed_actions_cost_as_approved_ones_do() -> None:
    drafted = rows_of(a_plan(), *worked_goals(), *worked_actions("draft"))
    assert plan_money(drafted, RULES) == plan_money(worked_plan(), RULES)


def test_a_goal_row_without_years_is_a_group_of_noughts() -> None:
    assert plan_money(rows_of(a_plan(), Goal("g", ACCOUNT, "Flanges")), RULES).groups[0][1][3].potential == 0
