"""The commands of the three tasks on a manager's book, end to end: what they print, write and end with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.exchange.books import open_book, save_new
from kam_xl.model_tasks import Tasks
from tests.cli.conftest import Kam
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record, without_tool
from tests.factories_plan import ACCOUNT, a_plan, facts, tasks_of, worked_actions, worked_goals
from tests.factories_tasks import a_member, ago, an_answer, the_six


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a book with one key account in work, one that is new, and one that is not key; it counts with `AS_OF`."""
    plan = tasks_of(a_plan(), *worked_goals(), *worked_actions(), *facts(2026, 2.0, 2.5, 2.0))
    idle = a_member("Engineer", role="user", next_step="", next_date=None, last_contact=ago(200))
    members = tuple(replace(one, account=ACCOUNT) for one in (*the_six(), idle))
    answers = (an_answer("why_key", account=ACCOUNT), an_answer("payment", account=ACCOUNT, as_of=ago(3000)))
    portfolio = a_portfolio(on_record(ACCOUNT), on_record("Ёлка"), an_account("Other"), as_of_fixed=AS_OF)
    path = tmp_path / "book.xlsx"
    save_new(path, replace(portfolio, tasks=replace(plan, members=members, answers=answers)), default_policy(), AS_OF)
    return path


@pytest.fixture
def tasks(book: Path) -> Callable[[], Tasks]:
    """Give what the book holds of the tasks now."""
    return lambda: open_book(book).portfolio.tasks


def test_a_dossier_is_begun_once(kam: Kam, book: Path, tasks: Callable[[], Tasks]) -> None:
    before = tasks()
    run = kam("dossier", book, "--write")
    assert run.code == 1
    assert "starter rows" in run.err
    assert "Written" in run.err or "written" in run.err
    after = tasks()
    assert after.answers[:2] == before.answers
    assert {one.account for one in after.answers[2:]} == {ACCOUNT, "Ёлка"}
    assert len(after.plans) == 2
    kam("dossier", book, "--write")
    assert tasks() == after


def test_dossiers_as_a_table_and_as_data(kam: Kam, book: Path) -> None:
    run = kam("dossier", book)
    assert ACCOUNT in run.out
    assert "!  " in run.err
    data = kam("dossier", book, "--account", ACCOUNT, "--json").data
    assert [one["account"] for one in data["accounts"]] == [ACCOUNT]
    assert data["total"]["answers"] == 2


def test_questions_for_a_visit_stand_under_who_can_answer(kam: Kam, book: Path) -> None:
    run = kam("visit", book, "--account", ACCOUNT, "--member", "Head of purchasing")
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[:2] == [ACCOUNT, "  ask Head of purchasing (Purchaser)"]
    assert all(one.startswith("    ") for one in lines[2:])


def test_coverage_names_the_roles_that_are_only_named_or_empty(kam: Kam, book: Path) -> None:
    run = kam("center", book)
    assert run.code == 1
    row = next(line for line in run.out.splitlines() if line.strip().startswith(ACCOUNT))
    assert "User" in row


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_people_of_one_account_are_drawn(kam: Kam, book: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"people.{kind}"
    assert kam("center", book, "--account", ACCOUNT, "--picture", path).code == 1
    assert path.stat().st_size > 1000


def test_a_picture_of_all_accounts_or_of_another_kind_is_refused(kam: Kam, book: Path, tmp_path: Path) -> None:
    assert kam("center", book, "--picture", tmp_path / "people.svg").code == 2
    assert kam("center", book, "--account", ACCOUNT, "--picture", tmp_path / "people.gif").code == 2
    assert not list(tmp_path.glob("people.*"))


def test_steps_are_listed_and_written_where_wanted(kam: Kam, book: Path, tasks: Callable[[], Tasks]) -> None:
    before = tasks()
    assert "proposed" in kam("steps", book).out
    assert tasks() == before
    kam("steps", book, "--write")
    written = [new for old, new in zip(before.members, tasks().members, strict=True) if old != new]
    assert [one.name for one in written] == ["Engineer"]
    assert written[0].next_step
    assert written[0].next_date is not None
    assert written[0].next_date > AS_OF


def test_a_contact_is_written_down(kam: Kam, book: Path, tasks: Callable[[], Tasks]) -> None:
    run = kam("contact", book, "--account", ACCOUNT, "--member", "engineer", "--date", "19.05.2026")
    assert "19 May 2026" in run.out
    assert {one.name: one.last_contact for one in tasks().members}["Engineer"] == ago(1)
    assert kam("contact", book, "--account", ACCOUNT, "--member", "engineer", "--date", "2026-05-21").code == 2
    assert kam("contact", book, "--account", ACCOUNT, "--member", "Nobody").code == 2
    assert kam("contact", book, "--account", ACCOUNT).code == 2


def test_plans_are_added_up(kam: Kam, book: Path) -> None:
    run = kam("plan", book, "--account", ACCOUNT)
    assert run.code == 1
    assert "18.4 %" in run.out
    assert "34.9 %" in run.out
    assert "14.67" in run.err
    assert kam("plan", book, "--json").data[0]["budget"] == 9.69


def test_months_of_one_year_stand_beside_the_facts(kam: Kam, book: Path) -> None:
    run = kam("roll", book, "--account", ACCOUNT, "--year", 2026)
    assert f"{ACCOUNT}, 2026: plan 38.64" in run.out
    assert "2027" not in run.out
    assert len(kam("roll", book, "--account", ACCOUNT, "--json").data[0]["years"]) == 3
    assert kam("roll", book, "--year", 2040).code == 2


def test_a_plan_is_signed_once(kam: Kam, book: Path, tasks: Callable[[], Tasks]) -> None:
    run = kam("sign", book, "--account", ACCOUNT, "--head", "N. Head", "--decisions", "Begin with A03")
    assert run.code == 0
    (review,) = tasks().reviews
    assert (review.head, review.decisions, review.date) == ("N. Head", "Begin with A03", AS_OF)
    assert kam("plan", book, "--json").data[0]["signature"] == "signed"
    again = kam("sign", book, "--account", ACCOUNT)
    assert again.code == 1
    assert len(tasks().reviews) == 1


def test_a_client_that_is_not_key_or_not_there_is_a_mistake_of_the_call(kam: Kam, book: Path) -> None:
    for command in ("dossier", "visit", "center", "steps", "plan", "roll", "sign"):
        run = kam(command, book, "--account", "Other")
        assert (run.code, "Not key on record: Other" in run.err) == (2, True), command
        assert "Client B" in kam(command, book, "--account", "Client C").err


def test_the_day_that_judges_may_be_given(kam: Kam, book: Path) -> None:
    early = kam("steps", book, "--json").data
    late = kam("steps", book, "--json", "--as-of", "2027-01-01").data
    assert {one["state"] for one in early["steps"]} == {"planned"}
    assert {one["state"] for one in late["steps"]} == {"overdue"}


def test_it_speaks_russian(kam: Kam, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_LANG", "ru")
    for command in ("dossier", "visit", "center", "steps", "plan", "roll"):
        run = kam(command, book)
        assert any("а" <= letter <= "я" for letter in run.err), command


@pytest.mark.parametrize(
    ("tool", "command"),
    [("dossier", "dossier"), ("dossier", "visit"), ("buying_center", "center"), ("buying_center", "steps"),
     ("plan", "plan"), ("plan", "roll")],
)  # fmt: skip
def test_what_the_policy_switched_off_is_refused(kam: Kam, tmp_path: Path, tool: str, command: str) -> None:
    path = tmp_path / "book.xlsx"
    save_new(path, a_portfolio(on_record(ACCOUNT)), without_tool(tool), AS_OF)
    assert kam(command, path).code == 2
