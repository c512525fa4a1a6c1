"""Findings of the rules lead to the cells that they are about."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.commands.places import Places
from kam_xl.findings import Finding, Severity
from kam_xl.model_tasks import Tasks
from kam_xl.rules import assess
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record
from tests.factories_plan import an_action
from tests.factories_tasks import a_member, an_answer


def read() -> Parsed:
    tasks = Tasks(
        answers=(
            an_answer("why_key", account="Zeta", id="q1"),
            an_answer("size", id="q2"),
            an_answer("budget", id="q3"),
        ),
        members=(a_member("Ivanov"),),
        actions=(an_action("A01", account="Armatura"),),
    )
    portfolio = replace(a_portfolio(an_account("Zeta"), on_record("Armatura")), tasks=tasks)
    return parse(render(assess(portfolio, default_policy(), AS_OF)))


def cell(code: str, account: str = "Armatura", **params: object) -> str:
    where = Places(read())(Finding(code, Severity.WARNING, params=params, account=account))
    return where.in_("en")


def test_a_finding_about_a_row_leads_to_that_row() -> None:
    parsed = read()
    assert cell("dossier_stale", record="q3") == parsed.place("tblDossier", 2, "question").in_("en")


def test_one_without_a_row_leads_to_the_first_of_the_account() -> None:
    parsed = read()
    assert cell("dossier_missing") == parsed.place("tblDossier", 1, "question").in_("en")
    assert cell("center_few") == parsed.place("tblMembers", 0, "name").in_("en")
    assert cell("action_overdue") == parsed.place("tblActions", 0, "action").in_("en")


def test_where_the_task_has_no_row_yet_it_leads_to_the_account() -> None:
    assert cell("account_plan_missing") == read().location(1).in_("en")
    assert cell("center_few", account="zeta") == read().location(0).in_("en")


def test_nobody_lies_nowhere() -> None:
    assert cell("center_few", account="Nobody") == ""
