"""Months of a plan: baseline × season + effects of approved actions; facts beside them, and what the year comes to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.model_tasks import Action, ActionStatus, Fact, Season
from kam_xl.rules.plan_rows import PlanRows
from kam_xl.rules.roll_down import YearPlan, cumulated_shares, roll_down
from tests.factories_plan import (
    ACCOUNT,
    RULES,
    a_goal,
    a_plan,
    a_season,
    actions,
    an_action,
    facts,
    rows_of,
    whole_plans,
)

UTILITIES = (0.05, 0.06, 0.07, 0.08, 0.09, 0.09, 0.11, 0.12, 0.11, 0.09, 0.07, 0.06)
"""The worked season: quarters of 18, 26, 34 and 22 percent."""
BASE = a_goal(sales=(36.8, 48.7, 64.3, 80.9))


def first_year(*records: Action | Season | Fact) -> YearPlan:
    """Return the year 2026 of the worked plan with these actions, seasons and facts."""
    return roll_down(rows_of(a_plan(), BASE, *records), RULES)[0]


def cents(amount: float) -> int:
    return round(amount * 100)


def test_the_baseline_follows_the_season() -> None:
    year = first_year(a_season(*UTILITIES))
    assert (year.year, year.goal, year.plan) == (2026, 48.7, 38.64)
    assert [round(year.quarter(number), 1) for number in (1, 2, 3, 4)] == [7.0, 10.0, 13.1, 8.5]


def test_an_effect_begins_with_the_month_of_the_start() -> None:
    year = first_year(a_season(*UTILITIES), an_action(start=dt.date(2026, 7, 20), effect=(10.0, 10.0)))
    assert [one.effects for one in year.months] == [0, 0, 0, 0, 0, 0, 1.1, 1.2, 1.1, 0.9, 0.7, 0.6]


def test_a_year_after_the_start_has_the_effect_in_all_months_and_a_year_before_it_in_none() -> None:
    rows = rows_of(a_plan(), BASE, an_action(start=dt.date(2027, 7, 1), effect=(12.0, 12.0, 12.0)))
    assert [round(sum(one.effects for one in year.months), 2) for year in roll_down(rows, RULES)] == [0, 6, 12]


def test_without_a_start_the_due_date_counts_and_without_either_there_is_no_effect() -> None:
    due, never = dt.date(2026, 11, 1), None
    assert [one.effects for one in first_year(an_action(due=due, effect=(12.0,))).months][9:] == [0, 1, 1]
    assert first_year(an_action(due=never, effect=(12.0,))).plan == 38.64


@pytest.mark.parametrize(
    ("status", "counts"),
    [("", False), ("draft", False), ("submitted", False), ("approved", True), ("done", True), ("dropped", False)],
)
def test_only_approved_and_done_actions_stand_in_the_months(status: ActionStatus, counts: bool) -> None:
    year = first_year(an_action(start=dt.date(2026, 1, 1), effect=(12.0,), status=status))
    assert (year.plan == 50.64) is counts


def test_effects_count_in_full_and_the_weighted_line_takes_them_times_their_probability() -> None:
    start = dt.date(2025, 1, 1)
    likely, unsaid = (
        an_action("A01", start=start, effect=(10.0,), probability=0.6),
        an_action("A02", start=start, effect=(1.0,)),
    )
    year = first_year(likely, unsaid)
    assert (year.plan, year.weighted) == (49.64, 45.64)


def test_a_season_that_does_not_add_up_to_one_is_taken_in_proportion() -> None:
    assert cumulated_shares(a_season(1, 1, 2))[:5] == (0, 0.25, 0.5, 1, 1)


@pytest.mark.parametrize("season", [None, a_season(), a_season(0, 0), a_season(-1, -2)])
def test_without_a_season_all_months_count_alike(season: Season | None) -> None:
    assert cumulated_shares(season) == tuple(k / 12 for k in range(13))


def test_the_clients_own_season_counts_before_that_of_all_others() -> None:
    both = (a_season(1, account=""), a_season(None, 1))
    assert [one.plan for one in first_year(*both).months][:2] == [0, 38.64]
    assert [one.plan for one in first_year(both[0]).months][:2] == [38.64, 0]


def test_without_a_base_year_there_are_no_months() -> None:
    assert roll_down(rows_of(a_plan(base_year=None), BASE), RULES) == ()


def test_gaps_are_of_the_months_that_have_facts() -> None:
    year = first_year(*facts(2026, 3.0, None, 4.0))
    assert [(one.fact, one.gap, one.cumulated_gap) for one in year.months][:4] == [
        (3.0, -0.22, -0.22),
        (None, None, None),
        (4.0, 0.78, 0.56),
        (None, None, None),
    ]
    assert (year.fact, year.plan_so_far, year.gap, year.months_with_facts) == (7.0, 6.44, 0.56, 2)


def test_facts_of_one_month_add_up_and_rows_without_a_number_are_no_facts() -> None:
    year = first_year(
        *facts(2026, 1.5), *facts(2026, 2.0), Fact("f", ACCOUNT, 2026, 2), Fact("f", ACCOUNT, 2026, 13, 9)
    )
    assert (year.months[0].fact, year.months[1].fact, year.fact) == (3.5, None, 3.5)


def test_months_running_count_while_they_are_off_by_more_than_the_policys_share() -> None:
    year = first_year(*facts(2026, 2.0, 3.2, 2.0, 2.0, 4.0))
    assert [one.off_running for one in year.months[:6]] == [1, 0, 1, 2, 3, 0]
    assert year.running == 3


def test_a_gap_of_exactly_the_policys_share_is_not_off() -> None:
    rows = rows_of(a_plan(growth=0), a_goal(sales=(120.0,)), *facts(2026, 9.0, 11.0, 8.99))
    assert [one.off_running for one in roll_down(rows, RULES)[0].months[:3]] == [0, 0, 1]


def test_two_months_of_facts_leave_the_rest_of_the_year_as_planned() -> None:
    assert first_year(*facts(2026, 1.22, 1.22)).forecast == 38.64 - 4


def test_from_three_months_on_the_rest_of_the_year_goes_on_at_the_rate_of_the_facts() -> None:
    assert first_year(*facts(2026, 1.61, 1.61, 1.61)).forecast == 19.32


def test_returned_goods_do_not_turn_the_rest_of_the_year_negative() -> None:
    assert first_year(*facts(2026, -1.0, -1.0, -1.0)).forecast == -3.0


def test_the_forecast_of_a_whole_year_of_facts_is_the_facts() -> None:
    assert first_year(*facts(2026, *[2.5] * 12)).forecast == 30.0


@given(whole_plans)
def test_months_add_up_to_quarters_and_to_the_year_to_the_last_cent(rows: PlanRows) -> None:
    for year in roll_down(rows, RULES):
        assert all(one.plan == cents(one.plan) / 100 for one in year.months)
        assert sum(cents(one.plan) for one in year.months) == cents(year.plan)
        assert sum(cents(year.quarter(number)) for number in (1, 2, 3, 4)) == cents(year.plan)
        assert sum(cents(one.baseline) + cents(one.effects) for one in year.months) == cents(year.plan)
        assert sum(cents(one.weighted) for one in year.months) == cents(year.weighted)


@given(whole_plans)
def test_the_year_is_the_baseline_and_the_effects_rounded_once(rows: PlanRows) -> None:
    effects = [one for one in rows.actions if one.status in ("approved", "done") and (one.start or one.due)]
    base = sum(one.sales[0] or 0 for one in rows.goals) * (1 + ((rows.plan and rows.plan.growth) or 0))
    full = sum(one.effect[0] or 0 for one in effects if (one.start or one.due or dt.date.max).year < 2026)
    year = roll_down(replace(rows, actions=tuple(one for one in effects if begun(one))), RULES)[0]
    assert year.plan == pytest.approx(base + full, abs=0.0051)


def begun(action: Action) -> bool:
    day = action.start or action.due
    return day is not None and day.year < 2026


@given(whole_plans, actions, st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 1500))
def test_a_later_start_never_raises_the_plan_of_any_year(
    rows: PlanRows, action: Action, start: dt.date, later: int
) -> None:
    def years(day: dt.date) -> list[float]:
        one = replace(action, start=day, status="approved")
        return [year.plan for year in roll_down(replace(rows, actions=(*rows.actions, one)), RULES)]

    early, late = years(start), years(start + dt.timedelta(days=later))
    assert all(after <= before for before, after in zip(early, late, strict=True))


@given(whole_plans)
def test_the_weighted_line_of_a_year_is_never_above_the_plan(rows: PlanRows) -> None:
    assert all(year.weighted <= year.plan for year in roll_down(rows, RULES))


@given(whole_plans)
def test_actions_that_are_not_approved_leave_the_months_alone(rows: PlanRows) -> None:
    dropped = tuple(replace(one, status="dropped") for one in rows.actions)
    assert roll_down(replace(rows, actions=dropped), RULES) == roll_down(replace(rows, actions=()), RULES)
