"""Worksheet functions of the three tasks answer as the rules do, in the shape of the question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.function_values import NOT_AVAILABLE, WRONG_VALUE, call
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.model_tasks import Tasks
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.buying_center import buying_centers
from kam_xl.rules.dossier import dossiers
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.rules.roll_down import roll_down
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record
from tests.factories_plan import ACCOUNT, a_plan, facts, tasks_of, worked_actions, worked_goals
from tests.factories_tasks import a_member, ago, an_answer, the_six
from tests.support.blocks import Block, context_of, table_of

BY_NAME = {function.name: function for function in FUNCTIONS}
POLICY = default_policy()
PLAN_TABLES = ("tblPlans", "tblGoals", "tblActions", "tblSeasons")


def a_whole() -> PortfolioAssessment:
    answers = (an_answer("why_key", account=ACCOUNT), an_answer("payment", account=ACCOUNT, as_of=ago(3000)))
    members = (*(replace(one, account=ACCOUNT) for one in the_six()), a_member("Old", role="user", last_contact=None))
    plans = tasks_of(a_plan(), *worked_goals(), *worked_actions(), *facts(2026, 2.0, 2.5))
    tasks: Tasks = replace(plans, answers=answers, members=members)
    portfolio = replace(a_portfolio(on_record(ACCOUNT), an_account("Ёлка")), tasks=tasks)
    return assess(portfolio, POLICY, AS_OF)


WHOLE = a_whole()
TASKS = WHOLE.portfolio.tasks


def ask(name: str, *arguments: Any) -> Any:
    return call(BY_NAME[name], context_of(WHOLE), arguments)


def tables(*names: str) -> tuple[Block, ...]:
    return tuple(table_of(WHOLE, name) for name in names)


def dossier(name: str, *more: Any) -> Any:
    return ask(name, *tables("tblAccounts", "tblDossier"), *more)


def plan(*more: Any) -> Any:
    return ask("KAM_PERIOD", *tables(*PLAN_TABLES), *more)


def gap(*more: Any) -> Any:
    return ask("KAM_PLAN_GAP", *tables(*PLAN_TABLES, "tblFacts"), *more)


def test_completeness_and_freshness_are_those_of_the_rules() -> None:
    accounts = [one.account for one in WHOLE.accounts]
    first, second = dossiers(TASKS.answers, accounts, POLICY.dossier, AS_OF)
    clients = ((ACCOUNT,), ("елка",), ("nobody",), ("",))
    assert dossier("KAM_COMPLETE", clients, None) == [
        [first.total.completeness], [second.total.completeness], [NOT_AVAILABLE], [NOT_AVAILABLE],
    ]  # fmt: skip
    assert dossier("KAM_FRESH", ACCOUNT, None) == first.total.freshness == 0.5


def test_of_one_group_by_its_id_or_its_name_in_either_language() -> None:
    group = POLICY.dossier.sets[0].groups[0]
    answers = {dossier("KAM_COMPLETE", ACCOUNT, name) for name in (group.id, group.name.en, group.name.ru.upper())}
    assert answers == {0.25}
    assert dossier("KAM_COMPLETE", ACCOUNT, "no such group") == NOT_AVAILABLE


def test_coverage_of_all_required_roles_or_how_one_is_held() -> None:
    (center,) = buying_centers(TASKS.members, [ACCOUNT], POLICY.center, AS_OF)
    blocks = tables("tblAccounts", "tblMembers")
    assert ask("KAM_COVERAGE", *blocks, ACCOUNT, None) == center.coverage
    assert ask("KAM_COVERAGE", *blocks, ACCOUNT, "buyer") == "covered"
    assert ask("KAM_COVERAGE", *blocks, ACCOUNT, "Пользователь") == "empty"
    assert ask("KAM_COVERAGE", *blocks, ACCOUNT, "no such role") == NOT_AVAILABLE


def test_direction_follows_role_and_attitude() -> None:
    role = POLICY.center.role("buyer")
    assert role is not None
    names = (("Purchaser",), ("buyer",), ("закупщик",), ("",), ("Wizard",))
    attitudes = ((2,), (0,), (-1,), (1,), (1,))
    assert ask("KAM_DIRECTION", names, attitudes, None) == [
        [role.supporter.en], [role.neutral.en], [role.opponent.en], [""], [NOT_AVAILABLE],
    ]  # fmt: skip
    assert ask("KAM_DIRECTION", "buyer", "", "ru") == role.neutral.ru
    assert ask("KAM_DIRECTION", (("buyer",), ("user",)), ((1,), (1,), (1,)), None) == WRONG_VALUE


def test_the_plan_of_a_year_and_of_its_months() -> None:
    years = roll_down(plan_rows(TASKS, [ACCOUNT])[0], POLICY.plan)
    assert plan(ACCOUNT, None, None) == years[0].plan
    assert plan(ACCOUNT, 2028, None) == years[2].plan
    assert [plan(ACCOUNT, 2027, month) for month in range(1, 13)] == [one.plan for one in years[1].months]


def test_the_gap_to_date_and_of_a_month_is_empty_without_facts() -> None:
    (first, *_) = roll_down(plan_rows(TASKS, [ACCOUNT])[0], POLICY.plan)
    assert gap(ACCOUNT, None, None) == first.gap
    assert gap(ACCOUNT, 2026, 2) == first.months[1].gap
    assert gap(ACCOUNT, 2026, 3) == ""
    assert gap(ACCOUNT, 2027, None) == ""


@pytest.mark.parametrize("ask_plan", [plan, gap])
def test_a_year_or_client_without_a_plan_is_not_available_and_a_wrong_month_is_a_wrong_value(ask_plan: Any) -> None:
    assert ask_plan("Ёлка", None, None) == NOT_AVAILABLE
    assert ask_plan(ACCOUNT, 2031, None) == NOT_AVAILABLE
    assert ask_plan(ACCOUNT, 2026, 13) == WRONG_VALUE
    assert ask_plan(ACCOUNT, "soon", None) == WRONG_VALUE


def test_a_block_that_is_no_such_table_is_a_wrong_value() -> None:
    assert ask("KAM_FRESH", *tables("tblAccounts", "tblMembers"), ACCOUNT, None) == WRONG_VALUE


def test_many_cells_about_the_same_tables_judge_them_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def counted(*arguments: Any) -> Any:
        judged.append(arguments)
        return dossiers(*arguments)

    monkeypatch.setattr("kam_xl.commands.task_functions.dossiers", counted)
    blocks = tables("tblAccounts", "tblDossier")
    for client in (ACCOUNT, "Ёлка", "елка"):
        call(BY_NAME["KAM_FRESH"], context_of(replace(WHOLE, as_of=ago(1))), (*blocks, client, None))
    assert len(judged) == 1
