"""Start over all key accounts: what is below its target says so, every line leads on, a task switched off is gone."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from kam_xl.build.workbook import build
from kam_xl.i18n import LANGUAGES, Lang, template
from kam_xl.model import Account
from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.rules import assess
from kam_xl.sheets import schema
from tests.factories import AS_OF, a_portfolio, default_policy, on_record
from tests.factories_plan import a_goal, a_plan, facts
from tests.factories_tasks import a_set, an_answer, dossier_rules

Lines = dict[str, tuple[object, object, str]]


def lines(*accounts: Account, tasks: Tasks | None = None, policy: Policy | None = None, lang: Lang = "en") -> Lines:
    """Return of every line of Start with a text: what it shows, the remark, and where it leads."""
    portfolio = replace(a_portfolio(*accounts), lang=lang, tasks=tasks or Tasks())
    data = io.BytesIO(build(assess(portfolio, policy or default_policy(), AS_OF)))
    sheet = load_workbook(data, data_only=True).worksheets[0]
    found: Lines = {}
    for label, shown, remark in sheet.iter_rows(max_col=3):
        if label.value:
            found[str(label.value)] = (
                shown.value,
                remark.value,
                str(label.hyperlink.location) if label.hyperlink else "",
            )
    return found


def said(key: str, lang: Lang = "en") -> str:
    return template(lang, f"start.progress.{key}")


def test_a_share_below_its_target_asks_for_a_look_and_one_that_reaches_it_does_not() -> None:
    policy = replace(default_policy(), dossier=dossier_rules(a_set()))
    found = lines(on_record("Client B"), tasks=Tasks(answers=(an_answer(account="Client B"),)), policy=policy)
    complete, fresh = found[said("complete")], found[said("fresh")]
    assert complete[:2] == (0.25, "! below the target of 90%")
    assert fresh[:2] == (1, "✓ reaches the target of 80%")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_leads_to_the_sheet_on_which_it_is_worked(lang: Lang) -> None:
    found = lines(on_record("Client B"), lang=lang)
    leads = {"complete": "coverage", "to_ask": "visit", "covered": "roles_map", "signed": "plans", "gap": "periods"}
    for key, sheet in leads.items():
        assert found[said(key, lang)][2] == f"'{schema.sheet_name(sheet, lang)}'!A1"


@pytest.mark.parametrize(
    ("tool", "keys"),
    [
        ("dossier", ("complete", "fresh", "to_ask")),
        ("buying_center", ("covered",)),
        ("plan", ("signed", "plan", "fact", "gap", "forecast", "own_growth", "others_growth", "lead")),
    ],
)
def test_a_task_that_is_switched_off_has_no_line_and_no_step(tool: str, keys: tuple[str, ...]) -> None:
    policy = default_policy()
    off = lines(on_record(), policy=replace(policy, tools={**policy.tools, tool: False}))
    on = lines(on_record())
    assert {said(key) for key in keys} <= set(on)
    assert not {said(key) for key in keys} & set(off)
    assert len([label for label in off if ". Go to" in label]) == len([one for one in on if ". Go to" in one]) - 1


def test_facts_far_below_the_plan_say_so_and_facts_within_the_policys_share_do_not() -> None:
    head, goal = a_plan(growth=0.0), a_goal(sales=(12.0,))
    behind = lines(on_record("Client B"), tasks=Tasks(plans=(head,), goals=(goal,), facts=facts(2026, 0.8)))
    near = lines(on_record("Client B"), tasks=Tasks(plans=(head,), goals=(goal,), facts=facts(2026, 0.9)))
    assert behind[said("gap")][:2] == (-0.2, "! behind the plan by 20%")
    assert near[said("gap")][:2] == (-0.1, "✓ not below the plan by more than 10%")


def test_key_accounts_that_outgrow_the_others_show_their_lead() -> None:
    key = on_record("Client B", key_since=dt.date(2026, 1, 10))
    sold = (*facts(2025, 1.0), *facts(2026, 1.5), *facts(2025, 2.0, account="C"), *facts(2026, 2.2, account="C"))
    found = lines(key, tasks=Tasks(facts=sold))
    assert [found[said(one)][0] for one in ("own_growth", "others_growth", "lead")] == [0.5, 0.1, 0.4]
    assert str(found[said("lead")][1]).startswith("✓")


def test_before_a_month_of_key_account_work_has_facts_it_is_too_early() -> None:
    found = lines(on_record("Client B"), tasks=Tasks(facts=facts(2024, 1.0)))
    assert [found[said(one)][0] for one in ("own_growth", "lead")] == ["too early", "too early"]


def test_without_key_accounts_the_lines_are_blank_and_the_section_says_why() -> None:
    found = lines()
    assert found[template("en", "start.section.progress")][1] == said("none")
    assert not any(found[said(key)][0] for key in ("complete", "signed", "forecast", "lead"))
