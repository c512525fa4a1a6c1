"""What the sections about the three tasks must be to one another: each contradiction with key and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kam_xl.findings import Severity
from kam_xl.policy.file import check, default, default_text, read
from kam_xl.policy.shipped import composed_text
from kam_xl.policy.task_consistency import task_inconsistencies
from tests.policy.files import edited_at, found, written

SETS = "dossier.sets.general"


@pytest.mark.parametrize(
    ("id", "old", "new", "code", "key", "line"),
    [
        ("budget", 'group = "money"', 'group = "cash"', "policy_unknown_group", f"{SETS}.questions.budget.group", None),
        ("budget", 'ask = "economic"', 'ask = "cfo"', "policy_unknown_role", f"{SETS}.questions.budget.ask", None),
        ("budget", 'id = "budget"', 'id = "sales"', "policy_id_twice", f"{SETS}.questions.sales.id", None),
        ("volumes", 'id = "volumes"', 'id = "structure"', "policy_id_twice", f"{SETS}.groups.structure.id", None),
        ("coach", 'id = "coach"', 'id = "user"', "policy_id_twice", "center.roles.user.id", None),
        ("budget", "mandatory = true", "mandatory = false", "policy_starter_optional",
         f"{SETS}.questions.budget.starter", "starter = true"),
        ("blocker", 'name.en = "Blocker, supporter of a competitor"', 'name.en = " user"', "policy_name_twice",
         "center.roles.blocker.name.en", None),
        ("volumes", 'name.ru = "Бизнес и объёмы"', 'name.ru = "риски"', "policy_name_twice",
         f"{SETS}.groups.risks.name.ru", 'name.ru = "Риски"'),
        ("offers", 'text.en = "Offers made and lost, with reasons"', 'text.en = "What would make  them leave"',
         "policy_name_twice", f"{SETS}.questions.leaving.text.en", 'text.en = "What would make them leave"'),
    ],
)  # fmt: skip
def test_a_contradiction_is_named_with_key_and_line(
    tmp_path: Path, id: str, old: str, new: str, code: str, key: str, line: str | None
) -> None:
    assert (code, key, line or new) in found(tmp_path, edited_at(id, old, new))


def test_an_unknown_group_or_role_is_met_with_those_that_are_there(tmp_path: Path) -> None:
    text = edited_at("budget", 'ask = "economic"', 'ask = "cfo"')
    role, group = check(written(tmp_path, edited_at("sales", 'group = "history"', 'group = "past"', text)))
    assert "economic" in role.remedy("ru")
    assert "history" in group.remedy("en")


@pytest.mark.parametrize(
    ("flag", "section", "code", "severity"),
    [
        ("starter", SETS, "policy_no_starter", Severity.ERROR),
        ("required", "center.roles", "policy_no_required_role", Severity.ERROR),
        ("deciding", "center.roles", "policy_no_deciding_role", Severity.WARNING),
    ],
)
def test_a_flag_that_nothing_has_is_a_mistake_of_the_whole_list(
    tmp_path: Path, flag: str, section: str, code: str, severity: Severity
) -> None:
    text = default_text().replace(f"{flag} = true", f"{flag} = false")
    assert [(one.code, one.params["key"], one.severity) for one in check(written(tmp_path, text))] == [
        (code, section, severity)
    ]


def test_without_a_mandatory_question_every_dossier_would_be_complete(tmp_path: Path) -> None:
    text = default_text().replace("mandatory = true", "mandatory = false").replace("starter = true", "starter = false")
    assert {code for code, *_ in found(tmp_path, text)} == {"policy_no_mandatory", "policy_no_starter"}


def test_nobody_to_ask_means_ourselves(tmp_path: Path) -> None:
    policy = read(written(tmp_path, edited_at("budget", 'ask = "economic"', 'ask = ""')))
    assert next(one for one in policy.dossier.sets[0].questions if one.id == "budget").ask == ""


def test_two_sets_may_have_the_same_questions_but_not_the_same_segments(tmp_path: Path) -> None:
    text = composed_text(("general", "medical"))
    assert check(written(tmp_path, text)) == ()
    shared = {one.id for one in default().dossier.sets[0].questions} & {*re.findall(r'(?m)^id = "(\w+)"$', text)}
    assert shared
    taken = text.replace("segments = []", 'segments = [\n  { en = "hospitals", ru = "Госпитали" },\n]')
    assert found(tmp_path, taken) == [
        ("policy_segment_twice", "dossier.sets.medical.segments.5.en", '  { en = "Hospitals", ru = "Больницы" },')
    ]


def test_a_later_set_without_a_segment_would_never_be_used(tmp_path: Path) -> None:
    text = composed_text(("medical", "general"))
    [finding] = check(written(tmp_path, text))
    assert (finding.code, finding.severity) == ("policy_set_never_used", Severity.WARNING)
    assert read(written(tmp_path, text)).dossier.sets[0].id == "medical"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"dossier": 1, "center": "x"},
        {"dossier": {"sets": 1}, "center": {"roles": {"id": "x"}}},
        {
            "dossier": {"sets": [1, {"groups": 2, "questions": [None, {"group": 1, "ask": 2}]}]},
            "center": {"roles": [3]},
        },
        {"dossier": {"sets": [{"segments": [1, {"en": 2}], "groups": [{"id": []}], "questions": [{"starter": 0}]}]}},
    ],
)
def test_what_has_another_shape_is_left_to_the_shape(data: dict[str, object]) -> None:
    assert list(task_inconsistencies(data)) == []
