"""Start dossiers and show their gaps: starter rows once, blank, for key accounts; numbers and findings of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.commands.dossier import check_dossiers
from kam_xl.errors import NotKeyAccount, UnknownAccount, UnreadableValues
from kam_xl.findings import Finding, Severity
from kam_xl.model_tasks import Answer, Plan, Tasks
from tests.factories import AS_OF, an_account, default_policy, on_record, without_tool
from tests.factories_tasks import ago, an_answer
from tests.support.tasks import a_task, row_of

STARTERS = [one.id for one in default_policy().dossier.sets[0].questions if one.starter]


def started(*answers: Answer, **args: Any) -> tuple[Answer, ...]:
    task = a_task(on_record(), on_record("Ёлка"), an_account("Other"), tasks=Tasks(answers=answers), write=True, **args)
    outcome = check_dossiers(task)
    assert outcome.portfolio is not None
    return outcome.portfolio.tasks.answers


def test_each_key_account_gets_its_starter_questions_as_blank_rows_and_others_get_none() -> None:
    rows = started()
    assert [(one.account, one.question) for one in rows] == [
        (name, question) for name in ("Armatura", "Ёлка") for question in STARTERS
    ]
    assert {(one.answer, one.source, one.as_of, one.status) for one in rows} == {("", "", None, "")}


@given(st.sets(st.sampled_from(STARTERS)), st.booleans())
def test_a_question_that_has_a_row_never_gets_a_second_one(there: set[str], blank: bool) -> None:
    rows = started(*(an_answer(one, answer="" if blank else "Known") for one in sorted(there)), accounts=["Armatura"])
    assert sorted(one.question for one in rows) == sorted(STARTERS)


def test_rows_that_are_there_stay_and_new_ones_come_after_them() -> None:
    own = an_answer("why_key", as_of=ago(3), source="CRM")
    assert started(own)[0] == own


def test_a_plan_is_begun_with_the_last_full_year_where_there_is_none() -> None:
    plans = (Plan("p1", "Armatura", 2024),)
    task = a_task(on_record(), on_record("Ёлка"), tasks=Tasks(plans=plans), write=True)
    outcome = check_dossiers(task)
    assert outcome.portfolio is not None
    assert [(one.account, one.base_year) for one in outcome.portfolio.tasks.plans] == [
        ("Armatura", 2024), ("Ёлка", AS_OF.year - 1),
    ]  # fmt: skip
    assert (outcome.data["answers_added"], outcome.data["plans_added"]) == (2 * len(STARTERS), 1)


def test_where_the_policy_has_no_plans_none_is_begun() -> None:
    outcome = check_dossiers(a_task(on_record(), policy=without_tool("plan"), write=True))
    assert outcome.portfolio is not None
    assert outcome.portfolio.tasks.plans == ()


def test_the_person_is_led_to_the_first_new_row() -> None:
    lead = check_dossiers(a_task(on_record(), tasks=Tasks(answers=(an_answer("why_key"),)), write=True)).lead
    assert row_of(lead) == 7


def test_showing_gaps_writes_nothing_and_gives_numbers_with_the_cells_of_what_is_stale() -> None:
    answers = (an_answer("why_key"), an_answer("payment", as_of=ago(3000)))
    outcome = check_dossiers(a_task(on_record(), tasks=Tasks(answers=answers)))
    assert outcome.portfolio is None
    (account,) = outcome.data["accounts"]
    assert (account["answers"], account["fresh"], account["freshness"]) == (2, 1, 0.5)
    assert account["answered"] + len(account["missing"]) == account["mandatory"]
    assert [one["question"] for one in account["stale"]] == ["payment"]
    assert sum(one["answers"] for one in account["groups"]) == 2
    assert row_of({one.code: one.where for one in outcome.findings}["dossier_stale"]) == 7


def test_what_cannot_be_read_in_the_dossier_is_told_with_the_gaps_and_stops_what_writes() -> None:
    task = a_task(on_record(), an_account("Other"), tasks=Tasks(answers=(an_answer("no_such_question"),)))
    assert "unknown_question" in {one.code for one in check_dossiers(task).findings}
    error = Finding("account_without_name", Severity.ERROR)
    broken = replace(task.parsed, findings=(error,))
    with pytest.raises(UnreadableValues):
        check_dossiers(replace(task, parsed=broken, args={"write": True}))


def test_only_the_clients_asked_for_are_judged() -> None:
    task = a_task(on_record(), on_record("Ёлка"), an_account("Other"), accounts=["елка"])
    outcome = check_dossiers(task)
    assert [one["account"] for one in outcome.data["accounts"]] == ["Ёлка"]
    assert {one.account for one in outcome.findings} == {"Ёлка"}
    with pytest.raises(NotKeyAccount):
        check_dossiers(replace(task, args={"accounts": ["Other"]}))
    with pytest.raises(UnknownAccount):
        check_dossiers(replace(task, args={"accounts": ["Nobody"]}))


def test_without_key_accounts_it_says_so() -> None:
    outcome = check_dossiers(a_task(an_account()))
    assert outcome.message.key == "outcome.no_key_accounts"
    assert outcome.findings == ()
