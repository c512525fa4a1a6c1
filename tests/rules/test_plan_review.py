"""Findings on perspective plans: what asks manager and head of a key account to act."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from kam_xl.findings import Finding
from kam_xl.i18n import LANGUAGES
from kam_xl.model_tasks import NO_TASKS, Fact
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_review import account_findings, plan_findings
from kam_xl.rules.plan_rows import PlanRows
from tests.factories_plan import (
    ACCOUNT,
    RULES,
    a_goal,
    a_plan,
    a_review,
    a_season,
    an_action,
    facts,
    rows_of,
    tasks_of,
    whole_plans,
    worked_plan,
)

AS_OF = dt.date(2026, 3, 10)
GOAL = a_goal("Flanges", margin_rate=0.2, potential=(30.0, 30.0, 30.0, 30.0), sales=(10.0, 14.0, 18.0, 20.0))


def sound(*more: Any, **changed: Any) -> PlanRows:
    """Return a plan with nothing to find, with some records more or tables changed; signed after that."""
    rows = replace(rows_of(a_plan(), GOAL, an_action(), *more), **changed)
    return signed(rows)


def signed(rows: PlanRows) -> PlanRows:
    return replace(rows, reviews=(a_review(date=dt.date(2026, 1, 15), version=version(rows)),))


def found(rows: PlanRows, as_of: dt.date = AS_OF) -> dict[str, Finding]:
    return {one.code: one for one in account_findings(rows, RULES, as_of)}


def test_a_sound_plan_has_nothing_to_find() -> None:
    assert found(sound()) == {}


def test_the_worked_plan_lacks_only_signatures_from_manager_and_head() -> None:
    assert list(found(worked_plan(), dt.date(2026, 1, 10))) == ["account_plan_unsigned"]


def test_a_key_account_without_anything_gets_one_finding() -> None:
    (only,) = plan_findings(NO_TASKS, RULES, [ACCOUNT], AS_OF)
    assert (only.code, only.account) == ("account_plan_missing", ACCOUNT)


def test_plans_of_other_accounts_are_not_judged() -> None:
    assert plan_findings(tasks_of(a_plan(), GOAL), RULES, [], AS_OF) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"plans": (a_plan(), a_plan())}, "account_plan_twice"),
        ({"plans": ()}, "account_plan_no_base_year"),
        ({"plans": (a_plan(base_year=None),)}, "account_plan_no_base_year"),
        ({"goals": ()}, "account_plan_no_goals"),
        ({"actions": ()}, "account_plan_no_actions"),
        ({"goals": (replace(GOAL, sales=(10.0, 14.0, 18.0, 20.0, 22.0, None)),)}, "account_plan_beyond_horizon"),
        ({"actions": (an_action(budget=(0.1, 0.1, 0.1, 0.1)),)}, "account_plan_beyond_horizon"),
        ({"goals": (replace(GOAL, potential=(30.0, -1.0, *[None] * 4)),)}, "account_plan_negative"),
        ({"actions": (an_action(budget=(-0.1,)),)}, "account_plan_negative"),
        ({"goals": (replace(GOAL, sales=(10.0, 31.0, *[None] * 4)),)}, "account_plan_above_potential"),
        ({"actions": (an_action(owner=" "),)}, "action_no_owner"),
        ({"actions": (an_action(due=None),)}, "action_no_due"),
        ({"actions": (an_action(due=None, status="done"),)}, "action_no_start"),
        ({"actions": (an_action(budget=()),)}, "action_no_budget"),
        ({"actions": (an_action(effect=()),)}, "action_no_effect"),
        ({"actions": (an_action(due=dt.date(2026, 3, 9)),)}, "action_overdue"),
        ({"actions": (an_action(rests_on="A99"),)}, "action_rests_on_nothing"),
        ({"actions": (an_action(rests_on="A01"),)}, "action_circular"),
        ({"actions": (an_action(budget=(99.0,)),)}, "account_plan_costs_more"),
    ],
)
def test_what_is_wrong_is_found(changed: dict[str, Any], code: str) -> None:
    assert code in found(sound(**changed))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"goals": (replace(GOAL, potential=(None,) * 6),)}, "account_plan_above_potential"),
        ({"goals": (replace(GOAL, sales=(10.0, 30.0, *[None] * 4)),)}, "account_plan_above_potential"),
        ({"actions": (an_action(budget=(0.0,), effect=(0.0,)),)}, "action_no_budget"),
        ({"actions": (an_action(due=AS_OF),)}, "action_overdue"),
        ({"actions": (an_action(due=dt.date(2026, 3, 9), status="done"),)}, "action_overdue"),
        ({"actions": (an_action(due=dt.date(2026, 3, 9), status="draft"),)}, "action_overdue"),
        ({"actions": (an_action(owner="", status="dropped"),)}, "action_no_owner"),
    ],
)
def test_what_is_right_is_left_alone(changed: dict[str, Any], code: str) -> None:
    assert code not in found(sound(**changed))


def test_a_low_case_that_loses_needs_a_stop_rule_and_is_told_the_share_for_one() -> None:
    risky = rows_of(a_plan(stop_rule=" "), GOAL, an_action(budget=(1.5, 1.0, 1.0)))
    one = found(risky)["account_plan_no_stop_rule"]
    assert one.params == {"kept": 0.5, "result": -1.610125, "share": 0.4}
    assert "40" in one.remedy("en")
    assert "account_plan_no_stop_rule" not in found(replace(risky, plans=(a_plan(),)))


def test_a_plan_changed_after_its_signature_says_when_it_was_signed() -> None:
    rows = replace(sound(), plans=(a_plan(growth=0.07),))
    assert found(rows)["account_plan_changed"].params == {"date": dt.date(2026, 1, 15)}


def test_a_joint_review_is_overdue_from_the_day_after() -> None:
    due = dt.date(2026, 1, 15) + dt.timedelta(days=92)
    early = replace(sound(), actions=())
    assert "account_plan_review_overdue" not in found(early, due)
    assert "account_plan_review_overdue" in found(early, due + dt.timedelta(days=1))


def test_months_running_off_the_plan_ask_for_a_new_forecast() -> None:
    one = found(sound(*facts(2026, 0.5, 0.5)))["account_plan_gap_running"]
    assert (one.params["n"], one.params["year"]) == (2, "2026")
    assert "account_plan_gap_running" not in found(sound(*facts(2026, 0.5)))
    assert "account_plan_gap_running" not in found(sound(*facts(2026, 0.5, 0.5, 0.95)))


def test_long_lists_are_cut() -> None:
    rows = sound(actions=tuple(an_action(f"A{i:02}", owner="") for i in range(1, 12)))
    one = found(rows)["action_no_owner"]
    assert one.params == {"names": ["A01", "A02", "A03", "A04", "A05", "…"], "n": 11}


@pytest.mark.parametrize(
    ("months", "codes"),
    [
        ((0, 0), ["season_empty"]),
        ((-1, 2), ["season_negative"]),
        ((-1,), ["season_negative", "season_empty"]),
        ((), []),
        ((1, 3), []),
    ],
)
def test_seasons_that_cannot_spread_a_year_are_found(months: tuple[float, ...], codes: list[str]) -> None:
    tasks = tasks_of(a_season(*months, account=""))
    assert [one.code for one in plan_findings(tasks, RULES, [], AS_OF)] == codes


def test_facts_of_unknown_months_and_of_months_to_come_are_found_for_all_clients() -> None:
    tasks = tasks_of(
        *facts(2026, 1.0, 1.0, 1.0, account="Somebody"),
        Fact("f1", "Somebody", 2026, 13, 1.0),
        Fact("f2", "Somebody", None, 1, 1.0),
        Fact("f3", "Client C", 2026, 4, 1.0),
    )
    unknown, future = plan_findings(tasks, RULES, [], AS_OF)
    assert (unknown.code, unknown.params) == ("fact_month_unknown", {"n": 2, "names": ["Somebody"]})
    assert (future.code, future.params) == ("fact_in_future", {"n": 1, "names": ["Client C"]})


@given(whole_plans)
def test_every_finding_can_be_said_in_both_languages(rows: PlanRows) -> None:
    for one in account_findings(rows, RULES, AS_OF):
        assert one.account == ACCOUNT
        assert all(one.what(lang) and one.remedy(lang) and "{" not in one.in_(lang) for lang in LANGUAGES)
