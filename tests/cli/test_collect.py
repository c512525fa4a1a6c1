"""`kam collect` as a head uses it: what stands on stdout, what on stderr, and how it ends."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kam_xl.commands.task import Task
from kam_xl.demo import DEMO_AS_OF
from kam_xl.errors import OpenElsewhere
from kam_xl.excel.reading import read_data
from kam_xl.exchange.collect.team_report import collect_team
from kam_xl.exchange.errors import NotTeamWorkbook
from kam_xl.exchange.store import Store
from kam_xl.sheets.parse import parse
from tests.cli.conftest import Kam
from tests.exchange.collect.books import a_team_workbook, packed, team_files
from tests.exchange.collect.books import team as portfolios
from tests.factories import a_portfolio, on_record
from tests.support.sending import a_book, secretive


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Give a folder with the example team's books and one file that is none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, data in team_files().items():
        (folder / name).write_bytes(data)
    (folder / "page.xlsx").write_bytes(b"<html></html>")
    return folder


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give the views from which a team workbook was written; a small one stands for it."""
    views: list[Any] = []

    def write_report(view: Any) -> bytes:
        views.append(view)
        return a_team_workbook()

    monkeypatch.setitem(sys.modules, "kam_xl.exchange.report", SimpleNamespace(write_report=write_report))
    return views


def test_people_are_told_what_was_read_what_was_refused_and_what_to_do(kam: Kam, inbox: Path, tmp_path: Path) -> None:
    run = kam("collect", inbox, "--db", tmp_path / "team.db")
    assert run.code == 1
    assert "page.xlsx — This is not an Excel workbook" in run.out
    assert "Open it in Excel and save it as .xlsx" in run.out
    assert "3 books taken, 1 refused" in run.err
    for one in portfolios():
        assert f"{one.setup.manager}: " in run.out


def test_programs_get_every_file_with_its_book(kam: Kam, inbox: Path, tmp_path: Path) -> None:
    data = kam("collect", inbox, "--db", tmp_path / "team.db", "--json").data
    assert (data["accepted"], data["refused"], data["duplicates"], data["conflicts"]) == (3, 1, 0, 0)
    for one in data["books"]:
        assert {"source", "manager", "sha256", "received", "accepted", "reason", "kind", "book_id", "stamp"} <= set(one)
    by_manager = {one["manager"]: one for one in data["books"] if one["accepted"]}
    for one in portfolios():
        told = by_manager[one.setup.manager]
        assert told["accounts"] == len(one.accounts)
        assert told["findings"][0].keys() >= {"code", "severity", "file", "sheet", "cell", "what", "do"}
    (refused,) = (one for one in data["books"] if not one["accepted"])
    assert (refused["code"], refused["kind"], refused["manager"]) == ("not_a_workbook", "refused", None)


def test_twice_the_same_prints_the_same(kam: Kam, inbox: Path, tmp_path: Path) -> None:
    first, second = (kam("collect", inbox, "--db", tmp_path / "team.db", "--json").out for _ in range(2))
    assert json.loads(first) == json.loads(second)


@pytest.mark.parametrize("full_first", [True, False])
def test_a_book_and_the_copy_that_was_mailed_of_it_show_no_change(
    kam: Kam, tmp_path: Path, report: list[Any], full_first: bool
) -> None:
    full = a_book(tmp_path / "KAM.xlsx", secretive())
    copy = Path(kam("send", full, "--to", "orlov@example.com").out.splitlines()[0])
    db = tmp_path / "team.db"
    for source in (full, copy) if full_first else (copy, full):
        assert kam("collect", source, "--db", db, "--report", tmp_path / "team.xlsx").code in (0, 1)
    books = kam("history", "books", "--db", db, "--json").data
    assert [(one["changed"], one["added"], one["deleted"]) for one in books] == [(0, 0, 0)] * 2
    for name in ("Armatura", "Ёлка", "Third"):
        told = kam("history", "account", name, "--since", "2000-01-01", "--db", db, "--json").data
        assert [one["changes"] for one in told] == [[]]
    assert [view.tables["changes"] for view in report] == [[], []]
    with Store.open(str(db)) as store:
        hidden = {(one.table, one.field) for one in store.changes(None, unsent=True)}
        assert {("tblAccounts", "notes"), ("tblMembers", "personal_interest"), ("tblDossier", "")} <= hidden


def test_the_team_workbook_is_written_and_the_one_before_stays(
    kam: Kam, inbox: Path, tmp_path: Path, report: list[Any]
) -> None:
    target = tmp_path / "team.xlsx"
    for _ in range(2):
        run = kam("collect", inbox, "--db", tmp_path / "team.db", "--report", target, "--lang", "ru")
        assert f"Смотрите {target}" in run.err
    assert target.with_name("team.xlsx.bak").exists()
    assert [view.lang for view in report] == ["ru", "ru"]
    assert len(report[0].tables["books"]) == 3
    assert (report[0].since, report[1].since is not None) == (None, True)


def test_a_file_that_is_no_team_workbook_is_never_replaced(kam: Kam, inbox: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.xlsx"
    for own in (packed(a_portfolio()), b"", b"notes"):
        mine.write_bytes(own)
        run = kam("collect", inbox, "--db", tmp_path / "team.db", "--report", mine)
        assert run.code == 2
        assert "is no team workbook" in run.err and "mine.xlsx" in run.err and "another name" in run.err
        assert mine.read_bytes() == own
    assert sorted(one.name for one in tmp_path.iterdir()) == ["inbox", "mine.xlsx"]


def test_changes_are_told_again_after_a_team_workbook_that_could_not_be_written(
    kam: Kam, tmp_path: Path, report: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, db = tmp_path / "team.xlsx", tmp_path / "team.db"
    for margin in (7.0, 9.5):
        book = replace(a_portfolio(on_record(margin=margin)), book_id="b1")
        (tmp_path / f"{margin}.xlsx").write_bytes(packed(book))
        with monkeypatch.context() as patched:
            if margin == 9.5:
                patched.setattr("kam_xl.exchange.collect.team_report.replace_book", _opened_meanwhile)
            run = kam("collect", tmp_path / f"{margin}.xlsx", "--db", db, "--report", target)
    assert run.code == 3 and "open in Excel" in run.err
    assert kam("collect", tmp_path / "9.5.xlsx", "--db", db, "--report", target).code in (0, 1)
    assert [len(view.tables["changes"]) for view in report] == [0, 1, 1]


def _opened_meanwhile(path: Path, data: bytes) -> None:
    raise OpenElsewhere(str(path), lock="~$team.xlsx")


def test_a_source_is_not_replaced_by_the_team_workbook(kam: Kam, tmp_path: Path) -> None:
    older = tmp_path / "team.xlsx"
    older.write_bytes(a_team_workbook())
    run = kam("collect", older, "--db", tmp_path / "team.db", "--report", tmp_path / "." / "team.xlsx")
    assert run.code == 2
    assert "is to be collected" in run.err


def test_the_ribbon_replaces_no_file_of_somebody_elses(inbox: Path, tmp_path: Path) -> None:
    (inbox / "KAM team 2026-10-05.xlsx").write_bytes(next(iter(team_files().values())))
    args = {"file": str(inbox / "page.xlsx"), "db": str(tmp_path / "team.db"), "today": "2026-10-05"}
    with pytest.raises(NotTeamWorkbook):
        collect_team(Task(parse(read_data(next(iter(team_files().values())), "")), DEMO_AS_OF, "en", args=args))


def test_nothing_that_could_be_read_is_exit_three_and_no_workbook(kam: Kam, tmp_path: Path, report: list[Any]) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    run = kam("collect", folder, "--db", tmp_path / "team.db", "--report", tmp_path / "team.xlsx")
    assert run.code == 3
    assert "Not one workbook of ours could be read" in run.err
    assert not (tmp_path / "team.xlsx").exists()
    assert not report


def test_a_source_that_is_not_there_is_said_before_anything_is_kept(kam: Kam, tmp_path: Path) -> None:
    run = kam("collect", tmp_path / "nowhere", "--db", tmp_path / "team.db")
    assert run.code == 3
    assert "nowhere" in run.err
    assert not (tmp_path / "team.db").exists()


def test_a_report_must_be_a_workbook(kam: Kam, inbox: Path) -> None:
    run = kam("collect", inbox, "--report", "team.pdf")
    assert run.code == 2
    assert ".xlsx" in run.err


def test_the_ribbon_collects_the_folder_of_a_file_and_writes_beside_it(
    inbox: Path, tmp_path: Path, report: list[Any]
) -> None:
    parsed = parse(read_data(next(iter(team_files().values())), ""))
    args = {"file": str(inbox / "page.xlsx"), "db": str(tmp_path / "team.db"), "today": "2026-10-05"}
    outcome = collect_team(Task(parsed, DEMO_AS_OF, "en", args=args))
    assert (inbox / "KAM team 2026-10-05.xlsx").exists()
    said = outcome.message.in_("en")
    assert said.startswith("3 books taken, 1 refused")
    assert "KAM team 2026-10-05.xlsx" in said
    assert outcome.portfolio is None
    assert outcome.data["current"] == 3
    assert len(report) == 1
