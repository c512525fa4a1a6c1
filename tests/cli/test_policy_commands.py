"""The commands on the policy: show, check, diff; and a policy that somebody changed inside a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.exchange.books import open_book
from kam_xl.policy import fingerprint
from kam_xl.policy.file import default, read
from tests.cli.conftest import Kam


@pytest.fixture
def mine(kam: Kam, tmp_path: Path) -> Path:
    """Give a policy file of one's own: a higher bar, a lower ceiling."""
    path = tmp_path / "mine.toml"
    kam("policy", "show", "-o", path)
    text = path.read_text(encoding="utf-8").replace("entry_points = 45", "entry_points = 50")
    path.write_text(text.replace("cap = 15", "cap = 12"), encoding="utf-8")
    return path


def test_alone_the_group_shows_its_help(kam: Kam) -> None:
    run = kam("policy")
    assert run.code == 0
    assert "diff" in run.out


def test_show_gives_the_commented_file_and_check_finds_nothing_in_it(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    assert kam("policy", "show", "-o", path).code == 0
    assert path.read_text(encoding="utf-8").strip() == kam("policy", "show").out.strip()
    assert kam("policy", "check", path).code == 0
    assert kam("policy", "show", "-o", path).code == 2


def test_show_puts_a_policy_together_from_what_ships(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    choice = ("--dossier", "general", "--dossier", "medical", "--roles", "legal")
    assert kam("policy", "show", *choice, "-o", path).code == 0
    assert kam("policy", "check", path).code == 0
    policy = read(path)
    assert [one.id for one in policy.dossier.sets] == ["general", "medical"]
    assert policy.center.roles[-3].id == "initiator"
    shown = kam("policy", "show", *choice, "--json").data
    assert shown["fingerprint"] == fingerprint(policy)
    assert kam("policy", "show", *choice).out.strip() == path.read_text(encoding="utf-8").strip()


def test_what_ships_is_chosen_only_where_no_file_is_shown(kam: Kam, mine: Path) -> None:
    assert kam("policy", "show", mine, "--roles", "legal").code == 2
    assert kam("policy", "show", mine, "--dossier", "medical").code == 2
    assert kam("policy", "show", "--roles", "nobody").code == 2


def test_a_file_of_an_earlier_version_has_no_mistakes_and_is_told_what_counts(kam: Kam, tmp_path: Path) -> None:
    text = kam("policy", "show").out
    path = tmp_path / "old.toml"
    path.write_text(text[: text.index("# The three tasks of the work")], encoding="utf-8")
    run = kam("policy", "check", path)
    assert run.code == 0
    assert "[dossier]" in run.out
    assert "no mistakes" in run.err
    assert kam("policy", "diff", path).code == 0


def test_a_policy_of_ones_own_questions_travels_in_a_book(kam: Kam, tmp_path: Path) -> None:
    path, book = tmp_path / "policy.toml", tmp_path / "book.xlsx"
    kam("policy", "show", "--dossier", "medical", "--roles", "three", "-o", path)
    kam("new", book, "--manager", "Anna", "--policy", path)
    assert kam("policy", "diff", path, book).code == 0
    assert open_book(book).policy == read(path)


def test_diff_names_a_question_by_its_id_wherever_it_stands(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    text = kam("policy", "show").out
    start = text.index('[[dossier.sets.questions]]\nid = "size"')
    end = text.index("[[dossier.sets.questions]]", start + 1)
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    changes = kam("policy", "diff", path, "--json").data
    assert {one["key"].rpartition(".")[0].removesuffix(".text") for one in changes} == {
        "dossier.sets.general.questions.size"
    }


def test_diff_with_one_file_says_how_it_differs_from_the_shipped_one(kam: Kam, mine: Path) -> None:
    run = kam("policy", "diff", mine, "--json")
    assert run.code == 1
    assert run.data == [
        {"key": "scoring.entry_points", "old": 45.0, "new": 50.0},
        {"key": "capacity.cap", "old": 15.0, "new": 12.0},
    ]
    assert kam("policy", "diff", mine, mine).code == 0


def test_a_book_carries_its_policy_and_diff_reads_it(kam: Kam, mine: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    kam("new", book, "--manager", "Anna", "--policy", mine)
    assert kam("policy", "diff", mine, book).code == 0
    assert kam("policy", "show", book, "--json").data["capacity"]["cap"] == 12


def test_judging_by_another_policy_leaves_the_book_its_own(kam: Kam, mine: Path, team: dict[str, Path]) -> None:
    book = team["Sokolova"]
    kam("qualify", book, "--policy", mine, "--write", "--who", "Roman Gusev")
    after = open_book(book)
    assert after.policy == default()
    assert {one.policy for one in after.portfolio.decisions} == {
        fingerprint(default()),
        fingerprint(read(mine)),
    }


def test_no_decision_is_made_while_the_policy_in_the_book_was_changed_by_hand(kam: Kam, team: dict[str, Path]) -> None:
    book = team["Lebedev"]
    workbook = load_workbook(book)
    sheet, cell = next(workbook.defined_names["entry_points"].destinations)
    workbook[sheet][cell] = 40
    workbook.save(book)
    before = book.read_bytes()
    assert kam("check", book).code == 1
    run = kam("qualify", book, "--write")
    assert run.code == 3
    assert "entry_points" in run.err
    assert book.read_bytes() == before
