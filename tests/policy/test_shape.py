"""The shape of what the file says of the three tasks: lists of tables, ids, limits; each mistake with key and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kam_xl.policy.file import check, default_text
from tests.policy.files import edited, edited_at, found, written

QUESTION = "dossier.sets.general.questions.budget"
ROLE = "center.roles.coach"


@pytest.mark.parametrize(
    ("id", "old", "new", "code", "key", "line"),
    [
        (
            "budget",
            "days = 90",
            "days = 90\nmandator = 1",
            "policy_misspelt_key",
            f"{QUESTION}.mandator",
            "mandator = 1",
        ),
        ("budget", "days = 90", "", "policy_missing_key", f"{QUESTION}.days", "[[dossier.sets.questions]]"),
        ("budget", "days = 90", "days = 90\ncolour = 1", "policy_unknown_key", f"{QUESTION}.colour", "colour = 1"),
        ("budget", "days = 90", "days = 0", "policy_out_of_range", f"{QUESTION}.days", "days = 0"),
        ("budget", "days = 90", "days = 1.5", "policy_not_whole", f"{QUESTION}.days", "days = 1.5"),
        ("budget", "days = 90", 'days = "90"', "policy_not_a_number", f"{QUESTION}.days", 'days = "90"'),
        ("budget", "starter = true", "starter = 1", "policy_not_yes_or_no", f"{QUESTION}.starter", "starter = 1"),
        ("budget", 'ask = "economic"', "ask = 1", "policy_not_a_text", f"{QUESTION}.ask", "ask = 1"),
        ("coach", "cadence = 14", "cadence = -1", "policy_out_of_range", f"{ROLE}.cadence", "cadence = -1"),
        ("coach", "deciding = false", "deciding = no", "policy_yes_no_word", "", "deciding = no"),
    ],
)
def test_a_mistake_in_a_question_or_a_role_is_named_by_its_id(
    tmp_path: Path, id: str, old: str, new: str, code: str, key: str, line: str
) -> None:
    assert found(tmp_path, edited_at(id, old, new)) == [(code, key, line)]


@pytest.mark.parametrize("name", ["Budget", "1.10", "бюджет", "", "two words", "a" * 41])
def test_an_id_is_one_that_a_spreadsheet_leaves_alone(tmp_path: Path, name: str) -> None:
    [(code, key, line)] = found(tmp_path, edited_at("budget", 'id = "budget"', f'id = "{name}"'))
    assert (code, line) == ("policy_bad_id", f'id = "{name}"')
    assert key.endswith(".id")


def test_a_text_missing_in_one_language_is_named(tmp_path: Path) -> None:
    text = re.sub(r'(?m)^(text\.en = "Sum planned.*)\ntext\.ru.*$', r"\1", default_text())
    [(code, key, line)] = found(tmp_path, text)
    assert (code, key) == ("policy_missing_key", f"{QUESTION}.text.ru")
    assert line.startswith('text.en = "Sum planned')


def test_a_text_in_one_language_is_told_how_to_be_written_where_it_stands(tmp_path: Path) -> None:
    text = edited(('name.en = "Coach, ally inside"\nname.ru = "Коуч, союзник внутри"', 'name = "Coach"'))
    [finding] = check(written(tmp_path, text))
    assert (finding.code, finding.params["key"]) == ("policy_not_bilingual", f"{ROLE}.name")
    assert 'name.en = "…"' in finding.remedy("en")


HEAD, SETS, ROLES = re.split(r"(?=\[\[dossier\.sets\]\])|(?=\[\[center\.roles\]\])", default_text(), maxsplit=2)


@pytest.mark.parametrize(
    ("text", "code", "key", "header"),
    [
        (HEAD + SETS, "policy_missing_key", "center.roles", ""),
        (HEAD + SETS + "[center.roles]\nrequired = true\n", "policy_not_tables", "center.roles", "[[center.roles]]"),
        (HEAD.replace("fresh_", "sets = []\nfresh_") + ROLES, "policy_empty_list", "dossier.sets", "[[dossier.sets]]"),
        (HEAD.replace("fresh_", "sets = 1\nfresh_") + ROLES, "policy_not_tables", "dossier.sets", "[[dossier.sets]]"),
        (
            HEAD.replace("fresh_", "sets = [1]\nfresh_") + ROLES,
            "policy_not_tables",
            "dossier.sets.0",
            "[[dossier.sets]]",
        ),
    ],
)
def test_a_list_that_is_missing_empty_or_no_list_is_told_its_header(
    tmp_path: Path, text: str, code: str, key: str, header: str
) -> None:
    [finding] = check(written(tmp_path, text))
    assert (finding.code, finding.params["key"]) == (code, key)
    assert header in finding.remedy("ru")


def test_a_list_inside_a_set_is_told_its_whole_header(tmp_path: Path) -> None:
    text = HEAD + "[[dossier.sets]]\n" + 'id = "mine"\nname = { en = "Mine", ru = "Свои" }\nsegments = []\n' + ROLES
    findings = check(written(tmp_path, text + '[dossier.sets.groups]\nid = "a"\n'))
    assert [(one.code, one.params["key"]) for one in findings] == [
        ("policy_missing_key", "dossier.sets.mine.questions"),
        ("policy_not_tables", "dossier.sets.mine.groups"),
    ]
    assert "[[dossier.sets.groups]]" in findings[1].remedy("en")


def test_a_plan_has_a_column_for_five_years_and_no_more(tmp_path: Path) -> None:
    assert check(written(tmp_path, edited(("\nhorizon = 3", "\nhorizon = 5")))) == ()
    assert found(tmp_path, edited(("\nhorizon = 3", "\nhorizon = 6"))) == [
        ("policy_out_of_range", "plan.horizon", "horizon = 6")
    ]
