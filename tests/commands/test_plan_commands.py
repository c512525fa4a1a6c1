"""Check plans and roll them down: the worked example's numbers, months that add up, findings that move months."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.plan_commands import check_plans, roll_down_plans
from kam_xl.commands.task import Task
from kam_xl.errors import YearOutsidePlans
from kam_xl.findings import Severity
from kam_xl.model_tasks import Tasks
from tests.factories import an_account, on_record
from tests.factories_plan import ACCOUNT, a_plan, facts, tasks_of, worked_actions, worked_goals
from tests.support.tasks import a_task, row_of


def worked(*more: Any, **args: Any) -> Task:
    tasks: Tasks = tasks_of(a_plan(), *worked_goals(), *worked_actions(), *more)
    return a_task(on_record(ACCOUNT), on_record("Ёлка"), an_account("Other"), tasks=tasks, **args)


def test_the_worked_plan_comes_out_as_data() -> None:
    plan, empty = check_plans(worked()).data
    assert [one["year"] for one in plan["years"]] == [2025, 2026, 2027, 2028]
    assert (round(plan["years"][0]["share"], 3), round(plan["years"][3]["share"], 3)) == (0.184, 0.349)
    sums = (plan["budget"], plan["extra_margin"], plan["years"][1]["net"])
    assert tuple(round(one, 2) for one in sums) == (9.69, 14.67, -1.14)
    assert round(plan["low_case"]["result"], 1) == -1.0
    assert (plan["signature"], plan["signed"]) == ("unsigned", None)
    assert (empty["account"], empty["base_year"], empty["version"]) == ("Ёлка", None, 0)


def test_what_a_plan_lacks_is_a_finding_in_its_own_table() -> None:
    outcome = check_plans(worked(accounts=[ACCOUNT]))
    found = {one.code: one.where for one in outcome.findings}
    assert found["action_overdue"].sheet == "Actions"
    assert (found["account_plan_unsigned"].sheet, row_of(found["account_plan_unsigned"])) == ("Plans", 6)
    assert "account_plan_missing" in {one.code for one in check_plans(worked()).findings}


def test_months_add_up_to_quarters_and_to_the_year() -> None:
    (plan,) = roll_down_plans(worked(accounts=[ACCOUNT])).data
    assert [one["year"] for one in plan["years"]] == [2026, 2027, 2028]
    for year in plan["years"]:
        assert round(sum(one["plan"] for one in year["months"]), 2) == year["plan"]
        assert round(sum(year["quarters"]), 2) == year["plan"]


def test_one_year_may_be_asked_for_if_a_plan_has_it() -> None:
    assert [one["year"] for one in roll_down_plans(worked(year=2027)).data[0]["years"]] == [2027]
    assert roll_down_plans(worked(year=2027)).data[1]["years"] == []
    with pytest.raises(YearOutsidePlans, match="2026, 2027, 2028"):
        roll_down_plans(worked(year=2031))


def test_facts_stand_beside_the_plan_with_gap_and_forecast() -> None:
    outcome = roll_down_plans(worked(*facts(2026, 2.0, 2.5, 2.0), accounts=[ACCOUNT]))
    year = outcome.data[0]["years"][0]
    assert (year["months_with_facts"], year["fact"]) == (3, 6.5)
    assert year["gap"] == round(6.5 - year["plan_so_far"], 2)
    found = {one.code: one for one in outcome.findings}
    assert found["account_plan_forecast"].severity is Severity.NOTE
    assert "fact 6.5" in found["account_plan_forecast"].what("en")
    assert "account_plan_gap_running" in found


def test_only_what_moves_months_is_told() -> None:
    outcome = roll_down_plans(worked(accounts=[ACCOUNT]))
    assert {one.code for one in outcome.findings} == {"action_overdue"}
    late = replace(worked_actions()[0], due=dt.date(2026, 12, 31))
    task = worked()
    tasks = replace(task.parsed.portfolio.tasks, actions=(late,))
    moved = replace(task, parsed=replace(task.parsed, portfolio=replace(task.parsed.portfolio, tasks=tasks)))
    assert {one.code for one in roll_down_plans(moved).findings if one.account == ACCOUNT} == set()


def test_nothing_is_written_where_the_book_has_no_cell_to_choose_a_client_in() -> None:
    portfolio = roll_down_plans(worked()).portfolio
    assert portfolio is None or portfolio.tasks == worked().parsed.portfolio.tasks
