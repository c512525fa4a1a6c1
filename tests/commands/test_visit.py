"""Questions for the next visit: by the person who can answer, at one client or at all of them."""

from __future__ import annotations

from typing import Any

import pytest

from kam_xl.commands.task import Outcome
from kam_xl.commands.visit import QUESTIONS_EACH, questions_for_visit
from kam_xl.errors import UnknownMember
from kam_xl.findings import Severity
from kam_xl.model_tasks import Tasks
from tests.factories import on_record
from tests.factories_tasks import ago, an_answer, the_six
from tests.support.tasks import a_task


def asked(**args: Any) -> Outcome:
    answers = (an_answer("why_key"), an_answer("payment", as_of=ago(3000)))
    tasks = Tasks(answers=answers, members=tuple(the_six()))
    return questions_for_visit(a_task(on_record(), on_record("Ёлка"), tasks=tasks, **args))


def test_every_open_question_goes_to_whoever_holds_its_role() -> None:
    (first, second) = asked().data
    assert [first["account"], second["account"]] == ["Armatura", "Ёлка"]
    by_role = {one["role"]: one["people"] for one in first["asked"]}
    assert by_role["buyer"] == ["Head of purchasing"]
    assert by_role["user"] == []
    assert by_role[None] == []
    assert all(one["people"] == [] for one in second["asked"])


def test_a_question_says_why_it_is_asked() -> None:
    questions = {one["question"]: one for role in asked().data[0]["asked"] for one in role["questions"]}
    assert "why_key" not in questions
    assert questions["management"]["why"] == "missing"
    assert questions["management"]["wording"].startswith("Director")


def test_one_person_is_asked_so_much_and_no_more() -> None:
    for role in asked().data[0]["asked"]:
        assert len(role["questions"]) <= QUESTIONS_EACH
        assert bool(role["left_out"]) <= (len(role["questions"]) == QUESTIONS_EACH)


def test_the_questions_of_one_person_alone() -> None:
    outcome = asked(members=["head of PURCHASING"], accounts=["Armatura"])
    (account,) = outcome.data
    assert [one["role"] for one in account["asked"]] == ["buyer"]
    with pytest.raises(UnknownMember, match="Head of purchasing"):
        asked(members=["Head of purchases"])


def test_findings_name_the_person_and_ask_nothing_of_the_exit_code() -> None:
    found = asked(accounts=["Armatura"]).findings
    assert {one.severity for one in found} == {Severity.NOTE}
    assert "ask Head of purchasing (Purchaser)" in found[0].what("en")
    assert any("узнать самим" in one.what("ru") for one in found)
    assert any("nobody yet to ask (User)" in one.what("en") for one in found)


def test_a_button_takes_the_first_client_only() -> None:
    outcome = asked(one=True)
    assert [one["account"] for one in outcome.data] == ["Armatura"]
    assert outcome.message.in_("en").startswith("Armatura: ")
