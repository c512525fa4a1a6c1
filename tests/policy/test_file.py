"""The policy file: the shipped one is sound, and every mistake in a company's own is named with key and line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_type_hints

import pytest

import kam_xl.policy.consistency
import kam_xl.policy.file
import kam_xl.policy.mistakes
import kam_xl.policy.task_consistency
import kam_xl.policy.toml_text
from kam_xl.errors import FileMissing, NoPermission, PolicyError
from kam_xl.findings import Severity
from kam_xl.i18n import catalogue
from kam_xl.policy import (
    BuyingRole,
    Capacity,
    CenterRules,
    Criterion,
    DossierRules,
    ExchangeRules,
    ImportRules,
    Lever,
    PlanRules,
    Question,
    Scoring,
)
from kam_xl.policy.file import check, default, default_text, read
from kam_xl.policy.limits import LIMITS
from kam_xl.policy.shipped import composed_text
from tests.policy.files import edited, found, written


def test_the_shipped_policy_has_no_mistakes(tmp_path: Path) -> None:
    path = written(tmp_path, default_text())
    assert check(path) == ()
    assert read(path) == default()


def test_every_number_of_the_policy_has_a_limit_and_no_other() -> None:
    kinds: dict[str, tuple[type, ...]] = {
        "criteria": (Criterion,),
        "levers": (Lever,),
        "scoring": (Scoring,),
        "capacity": (Capacity,),
        "imports": (ImportRules,),
        "dossier": (DossierRules, Question),
        "center": (CenterRules, BuyingRole),
        "plan": (PlanRules,),
        "exchange": (ExchangeRules,),
    }
    assert LIMITS.keys() == kinds.keys()
    for section, parts in kinds.items():
        numbers = [name for kind in parts for name, one in get_type_hints(kind).items() if one is float]
        assert sorted(numbers) == sorted(LIMITS[section])


def test_a_company_changes_numbers_and_texts(tmp_path: Path) -> None:
    text = edited(("cap = 15", "cap = 12"), ("entry_points = 45", "entry_points = 50.5"), ('"тыс., без НДС"', '"€"'))
    policy = read(written(tmp_path, text))
    assert policy.capacity.cap == 12
    assert policy.scoring.entry_points == 50.5
    assert policy.currency.ru == "€"
    assert (
        replace(policy, capacity=default().capacity, scoring=default().scoring, currency=default().currency)
        == default()
    )


def test_a_file_saved_by_notepad_reads(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b"\xef\xbb\xbf" + default_text().replace("\n", "\r\n").encode())
    assert read(path) == default()


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "line"),
    [
        # Keys.
        ("entry_points = 45", "entry_point = 45", "policy_misspelt_key", "scoring.entry_point", "entry_point = 45"),
        ("entry_points = 45", "", "policy_missing_key", "scoring.entry_points", "[scoring]"),
        ("exit_reviews = 2", "exit_reviews = 2\ncolour = 1", "policy_unknown_key", "scoring.colour", "colour = 1"),
        ("[capacity]", "[capasity]", "policy_misspelt_key", "capasity", "[capasity]"),
        # Types.
        (
            "entry_points = 45",
            'entry_points = "45"',
            "policy_not_a_number",
            "scoring.entry_points",
            'entry_points = "45"',
        ),
        (
            "entry_points = 45",
            "entry_points = nan",
            "policy_not_a_number",
            "scoring.entry_points",
            "entry_points = nan",
        ),
        (
            "entry_points = 45",
            "entry_points = true",
            "policy_not_a_number",
            "scoring.entry_points",
            "entry_points = true",
        ),
        ("serves_rest = true", "serves_rest = 1", "policy_not_yes_or_no", "tools.serves_rest", "serves_rest = 1"),
        ('name.en = "Large"', "name.en = 1", "policy_not_a_text", "criteria.large.name.en", "name.en = 1"),
        # Texts.
        ('name.ru = "Крупный"', 'name.ru = " "', "policy_empty_text", "criteria.large.name.ru", 'name.ru = " "'),
        ('name.ru = "Крупный"', "", "policy_missing_key", "criteria.large.name.ru", 'name.en = "Large"'),
        ('  { en = "weak", ru = "слабо" },\n', "", "policy_scale_length", "scale.grades", "grades = ["),
        ('en = "weak"', 'en = ""', "policy_empty_text", "scale.grades.1.en", '  { en = "", ru = "слабо" },'),
        # Limits.
        ("core_min = 2", "core_min = 0", "policy_out_of_range", "scoring.core_min", "core_min = 0"),
        ("core_min = 2", "core_min = 4", "policy_out_of_range", "scoring.core_min", "core_min = 4"),
        ("core_min = 2", "core_min = 1.5", "policy_not_whole", "scoring.core_min", "core_min = 1.5"),
        ("stake_share = 0.02", "stake_share = 2", "policy_out_of_range", "scoring.stake_share", "stake_share = 2"),
        ("hours_per_account = 5", "hours_per_account = 0", "policy_not_above", "capacity.hours_per_account", None),
        ("cap = 15", "cap = 16", "policy_cap_above_ceiling", "capacity.cap", "cap = 16"),
        ("new_groups = 2", "new_groups = -1", "policy_out_of_range", "imports.new_groups", "new_groups = -1"),
        # Contradictions.
        (
            "points_criteria = 70",
            "points_criteria = 60",
            "policy_points_sum",
            "scoring.points_influence",
            "points_influence = 30",
        ),
        (
            "exit_points = 35",
            "exit_points = 45",
            "policy_exit_not_below_entry",
            "scoring.exit_points",
            "exit_points = 45",
        ),
        ("hours_per_account = 5", "hours_per_account = 90", "policy_no_place", "capacity.hours_per_account", None),
        ("cap = 15", "cap = 10", "policy_warning_never", "capacity.warn_above", "warn_above = 12"),
        # The version.
        ('version = "1.0"', "", "policy_version_missing", "version", ""),
        ('version = "1.0"', 'version = "0.9"', "policy_version_older", "version", 'version = "0.9"'),
        ('version = "1.0"', 'version = "2.0"', "policy_version_newer", "version", 'version = "2.0"'),
        ('version = "1.0"', "version = 1.0", "policy_version_unclear", "version", "version = 1.0"),
        ('version = "1.0"', 'version = "final"', "policy_version_unclear", "version", 'version = "final"'),
        # No TOML.
        ("stake_share = 0.02", "stake_share = 0,02", "policy_decimal_comma", "", "stake_share = 0,02"),
    ],
)
def test_a_mistake_is_named_with_key_and_line(
    tmp_path: Path, old: str, new: str, code: str, key: str, line: str | None
) -> None:
    text = edited((f"\n{old}", f"\n{new}") if not old.startswith(("  ", "en")) else (old, new))
    assert (code, key, new if line is None else line) in found(tmp_path, text)


def test_nothing_else_is_said_about_a_single_mistake(tmp_path: Path) -> None:
    assert len(found(tmp_path, edited(("entry_points = 45", "entry_points = 0,5")))) == 1
    assert len(found(tmp_path, edited(("entry_points = 45", "entry_points = 145")))) == 1
    assert len(found(tmp_path, edited(('version = "1.0"', 'version = "2.0"')))) == 1


def test_a_section_or_a_text_in_the_wrong_shape_is_told_how_to_be_written(tmp_path: Path) -> None:
    top = 'version = "1.0"\nname = "Rules"\ntools = 1\nscale.grades = 2\n'
    rows = found(tmp_path, top)
    assert ("policy_not_bilingual", "name", 'name = "Rules"') in rows
    assert ("policy_not_a_section", "tools", "tools = 1") in rows
    assert ("policy_not_a_list", "scale.grades", "scale.grades = 2") in rows
    assert ("policy_missing_key", "capacity", "") in rows


def test_a_misspelt_key_is_met_with_the_key_that_was_meant(tmp_path: Path) -> None:
    text = edited(
        ("entry_points = 45", "enter_points = 45"), ("exit_reviews = 2", "exit_reviews = 2\nmonthly_hours = 160")
    )
    near = {finding.params["key"]: finding.params.get("near") for finding in check(written(tmp_path, text))}
    assert near["scoring.enter_points"] == "scoring.entry_points"
    assert near["scoring.monthly_hours"] == "capacity.monthly_hours"


def test_weights_must_add_up(tmp_path: Path) -> None:
    """Both sums are named, each with what it is and by how much it is off."""
    text = default_text()
    large, volume = text.index("weight = 30"), text.index("weight = 20")
    text = text[:large] + "weight = 28" + text[large + 11 : volume] + "weight = 20.5" + text[volume + 11 :]
    findings = check(written(tmp_path, text))
    assert [(finding.code, finding.params["total"], finding.params["off"]) for finding in findings] == [
        ("policy_criteria_sum", "98", "2"),
        ("policy_levers_sum", "100.5", "-0.5"),
    ]


def with_weights(*weights: str) -> str:
    """Return the shipped policy with other weights of the criteria."""
    left = iter(weights)
    return re.sub(r"weight = \d+", lambda match: f"weight = {next(left, match[0].split()[-1])}", default_text())


def test_weights_that_add_up_on_paper_add_up(tmp_path: Path) -> None:
    weights = ("16.7", "16.7", "16.7", "16.6", "16.6", "16.7")
    assert sum(map(float, weights)) != 100
    assert check(written(tmp_path, with_weights(*weights))) == ()


def test_a_sum_is_not_shown_rounded(tmp_path: Path) -> None:
    [finding] = check(written(tmp_path, with_weights(*["16.666"] * 6)))
    assert (finding.params["total"], finding.params["off"]) == ("99.996", "0.004")


def test_a_sum_waits_for_weights_that_are_numbers(tmp_path: Path) -> None:
    assert [code for code, *_ in found(tmp_path, with_weights("true"))] == ["policy_not_a_number"]


def test_without_a_core_lever_nobody_could_be_key(tmp_path: Path) -> None:
    text = default_text().replace("core = true", "core = false")
    assert [code for code, *_ in found(tmp_path, text)] == ["policy_no_core_lever"]


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = edited(
        ('version = "1.0"', 'version = "3"'),
        ('name.ru = "Крупный"', 'name.ru = ""'),
        ("points_criteria = 70", "points_criteria = 75"),
        ("stake_share = 0.02", "stake_share = 0,02"),
        ("exit_points = 35", "exit_points = 50"),
        ("\ncap = 15", "\ncap = 20"),
        ("share_for_key = 0.5", "share_for_key = 1.5"),
        ("loyal_months = 9", "loyal_month = 9"),
    )
    assert [code for code, *_ in found(tmp_path, text)] == [
        "policy_version_newer",
        "policy_empty_text",
        "policy_points_sum",
        "policy_decimal_comma",
        "policy_exit_not_below_entry",
        "policy_cap_above_ceiling",
        "policy_out_of_range",
        "policy_missing_key",
        "policy_misspelt_key",
    ]


def test_reading_raises_with_all_errors_and_tells_file_and_lines(tmp_path: Path) -> None:
    text = edited(("\ncap = 15", "\ncap = 20"), ("entry_points = 45", "entry_points = 20"))
    with pytest.raises(PolicyError) as raised:
        read(written(tmp_path, text))
    assert raised.value.exit_code == 4
    assert raised.value.where == "policy.toml"
    assert [finding.code for finding in raised.value.findings] == [
        "policy_exit_not_below_entry",
        "policy_cap_above_ceiling",
    ]
    row = 1 + text[: text.index("\ncap = 20")].count("\n") + 1
    assert f"policy.toml, row {row}" in str(raised.value)
    assert f"policy.toml, строка {row}" in raised.value.in_("ru")


def test_a_warning_does_not_stop_reading(tmp_path: Path) -> None:
    path = written(tmp_path, edited(("\ncap = 15", "\ncap = 10")))
    assert [finding.severity for finding in check(path)] == [Severity.WARNING]
    assert read(path).capacity.cap == 10


def test_a_file_of_an_earlier_version_takes_the_shipped_sections_and_is_told_so(tmp_path: Path) -> None:
    old = default_text()[: default_text().index("# The three tasks of the work")]
    path = written(tmp_path, old)
    findings = check(path)
    assert [(one.code, one.severity, one.params["key"]) for one in findings] == [
        ("policy_task_shipped", Severity.NOTE, section) for section in ("dossier", "center", "plan", "exchange")
    ]
    assert read(path) == default()


def test_a_file_may_leave_one_section_to_the_shipped_policy(tmp_path: Path) -> None:
    text = re.sub(r"(?s)\[plan\].*?\n\n", "", edited(("single_share = 0.60", "single_share = 0.50")))
    policy = read(written(tmp_path, text))
    assert policy.plan == default().plan
    assert policy.center == replace(default().center, single_share=0.5)


def test_shipped_questions_ask_only_roles_that_the_file_has(tmp_path: Path) -> None:
    text = composed_text(roles="three")
    start, end = text.index("[dossier]\n"), text.index("[center]\n")
    text = text[:start] + text[end : text.index("[[dossier.sets]]")] + text[text.index("[[center.roles]]") :]
    policy = read(written(tmp_path, text))
    asked = {question.ask for question in policy.dossier.sets[0].questions}
    assert asked == {"", "decider"}


def test_a_file_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes('version = "1.0"\nname.ru = "Правила"\n'.encode("cp1251"))
    [finding] = check(path)
    assert (finding.code, finding.where.row) == ("policy_not_utf8", 2)
    with pytest.raises(PolicyError):
        read(path)


def test_a_file_that_cannot_be_opened_is_an_error_of_input(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read(tmp_path / "absent.toml")
    with pytest.raises(NoPermission):
        check(tmp_path)


def test_every_code_of_the_catalogue_is_issued_somewhere_and_has_both_parts() -> None:
    modules = (
        kam_xl.policy.file,
        kam_xl.policy.mistakes,
        kam_xl.policy.toml_text,
        kam_xl.policy.consistency,
        kam_xl.policy.task_consistency,
    )
    source = "".join(Path(module.__file__ or "").read_text(encoding="utf-8") for module in modules)
    issued = set(re.findall(r'"(policy_\w+)"', source)) | {"policy_criteria_sum", "policy_levers_sum"}
    texts = [*catalogue("policy_findings"), *catalogue("policy_task_findings")]
    told = {key.removeprefix("finding.").removesuffix(".do") for key in texts}
    assert issued == told
    assert {*texts} == {f"finding.{code}{part}" for code in told for part in ("", ".do")}
