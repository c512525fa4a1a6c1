"""Questions to the history on the command line: status, plan and coverage since then, who is late, decisions, books."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.exchange.digest import ASIDE
from kam_xl.exchange.store import Store
from kam_xl.model import Decision
from tests.cli.conftest import Kam
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record
from tests.factories_tasks import a_member
from tests.support.digests import JUDGED, a_digest, a_refusal, at

DECISION = Decision(
    "d1", AS_OF, "Alpha & Co", "key", "entered", 70.0, 0.5, 10.0, "Both gates are open", "I. Petrova", "1.0"
)
BEFORE = a_portfolio(on_record("Alpha", id="a1"), an_account("Beta", id="a2"))
NOW = replace(BEFORE, accounts=(on_record("Alpha & Co", id="a1", levers=(0,) * 6, evidence="Sample"),))
OTHER = replace(a_portfolio(an_account("Alpha", id="x1"), manager="Олег Савин"), book_id="book2")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Give a store with two versions of a book, one of another manager's, a refused file, and a picture left aside."""
    file = tmp_path / "team.sqlite"
    with Store.open(str(file)) as store:
        run = store.begin(["inbox"], JUDGED, at(100))
        store.add(run, a_digest(BEFORE, at(0), source="first.xlsx"))
        store.add(run, a_digest(replace(NOW, decisions=(DECISION,)), at(90), source="second.xlsx"))
        store.add(run, a_digest(OTHER, at(95), source="oleg.xlsx"))
        store.refuse(run, a_refusal("holiday.xlsx"))
        store.refuse(run, replace(a_refusal("logo.png"), code=ASIDE))
        store.finish(run, at(100))
    return file


def test_an_account_then_and_now_with_dates_sources_and_changes(kam: Kam, db: Path) -> None:
    run = kam("history", "account", "alpha", "--since", "2026-03-10", "--db", db, "--json")
    assert run.code == 0
    one, other = run.data
    assert (one["manager"], other["manager"]) == ("I. Petrova", "Олег Савин")
    first, last = one["first"], one["last"]
    assert (first["source"], last["source"]) == ("first.xlsx", "second.xlsx")
    assert (first["values"]["verdict"], last["values"]["verdict"]) == ("key", "no_influence")
    assert (first["values"]["company_key"], last["values"]["on_record"]) == (True, True)
    assert (first["values"]["points"], first["values"]["covered"]) == (pytest.approx(70.17, abs=0.01), 3)
    assert first["stamp"].startswith("2026-03-02")
    changed = {change["field"]: (change["old"], change["new"]) for change in one["changes"]}
    assert changed["account"] == ("Alpha", "Alpha & Co") and changed["lever_assortment"] == (3, 0)
    assert {change["account_id"] for change in one["changes"]} == {"a1"}


def test_an_account_as_a_table_in_both_languages(kam: Kam, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = kam("history", "account", "Alpha & Co", "--manager", "i. petrova", "--since", "2026-03-10", "--db", db)
    assert "Alpha & Co — I. Petrova" in run.out
    assert "no influence" in run.out and "3 of 5" in run.out and "first.xlsx" in run.out and "2 Mar 2026" in run.out
    monkeypatch.setenv("KAM_LANG", "ru")
    run = kam("history", "account", "Alpha & Co", "--since", "2026-03-10", "--db", db)
    assert "нет влияния" in run.out and "3 из 5" in run.out and "02.03.2026" in run.out
    assert "Олег" not in run.out


def test_a_change_from_code_to_code_is_told_in_words(kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, before = tmp_path / "team.sqlite", a_portfolio(an_account("Alpha", id="a1"))
    people = [replace(a_member(account="Alpha", role=role), id="m1") for role in ("decider", "user")]
    with Store.open(str(file)) as store:
        run = store.begin(["inbox"], JUDGED, at(100))
        for day, one in zip((0, 90), people, strict=True):
            book = replace(before, tasks=replace(before.tasks, members=(one,)))
            store.add(run, a_digest(book, at(day), source=f"{day}.xlsx"))
        store.finish(run, at(100))
    monkeypatch.setenv("KAM_LANG", "ru")
    told = kam("history", "account", "Alpha", "--since", "2026-03-10", "--db", file)
    assert "Роль" in told.out and "decider" not in told.out and "user" not in told.out
    center = default_policy().center
    for role in ("decider", "user"):
        found = center.role(role)
        assert found is not None and found.name.ru in told.out


def test_since_today_a_version_is_compared_with_itself(kam: Kam, db: Path) -> None:
    (one,) = kam("history", "account", "Beta", "--since", "2030-01-01", "--db", db, "--json").data
    assert one["first"] == one["last"] and one["last"]["values"] is None and one["changes"] == []
    assert "not in the book" in kam("history", "account", "Beta", "--since", "2030-01-01", "--db", db).out


def test_an_account_that_nobody_has(kam: Kam, db: Path) -> None:
    run = kam("history", "account", "Alpa", "--db", db)
    assert run.code == 2
    assert "“Alpa”" in run.err and "Alpha" in run.err


def test_an_account_that_the_manager_who_was_named_does_not_have(kam: Kam, db: Path) -> None:
    run = kam("history", "account", "Beta", "--manager", "Олег Савин", "--db", db)
    assert run.code == 2
    assert "Олег Савин has a client “Beta”" in run.err and "I. Petrova" in run.err


def test_days_that_are_none_are_told_in_the_persons_language(
    kam: Kam, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAM_LANG", "ru")
    run = kam("history", "late", "--days", -1, "--db", db)
    assert run.code == 2
    assert (
        "is not in the range" not in run.err
        and "-1" in run.err
        and "3660" in run.err.replace(" ", "").replace("\xa0", "")
    )


def test_who_is_late_and_who_never_sent(kam: Kam, db: Path, tmp_path: Path) -> None:
    team = tmp_path / "team.txt"
    team.write_text("i. petrova\n\nAnna Weiss\n", encoding="utf-8")
    age = (dt.datetime.now(dt.UTC).date() - at(90).date()).days
    run = kam("history", "late", "--days", age - 3, "--team", team, "--db", db, "--json")
    assert run.code == 1
    assert [(one["manager"], one["days"]) for one in run.data] == [("I. Petrova", age), ("Anna Weiss", None)]
    shown = kam("history", "late", "--days", age - 3, "--team", team, "--db", db)
    assert "never" in shown.out and "2 managers" in shown.err
    nobody = kam("history", "late", "--days", 3660, "--db", db)
    assert (nobody.code, nobody.out) == (0, "")
    assert kam("history", "late", "--team", tmp_path / "none.txt", "--db", db).code == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_list_of_the_team_is_read_as_any_program_saves_it(kam: Kam, db: Path, tmp_path: Path, encoding: str) -> None:
    team = tmp_path / "team.txt"
    team.write_text("Олег Савин\r\nАнна Вейс\r\n", encoding=encoding)
    found = kam("history", "late", "--days", 3660, "--team", team, "--db", db, "--json").data
    assert [one["manager"] for one in found] == ["Анна Вейс"]


def test_a_name_that_was_put_right_since_is_not_late_but_for_a_list_that_still_has_it(
    kam: Kam, db: Path, tmp_path: Path
) -> None:
    renamed = replace(OTHER, setup=replace(OTHER.setup, manager="Олег Савин-Белый"))
    with Store.open(str(db)) as store:
        store.add(store.begin(["inbox"], JUDGED, at(200)), a_digest(renamed, at(200), source="new.xlsx"))
    age = (dt.datetime.now(dt.UTC).date() - at(95).date()).days
    late = ("history", "late", "--days", age - 2, "--db", db, "--json")
    assert [one["manager"] for one in kam(*late).data] == ["I. Petrova"]
    (tmp_path / "team.txt").write_text("Олег Савин\n", encoding="utf-8")
    named = kam(*late[:2], "--days", age - 2, "--team", tmp_path / "team.txt", "--db", db, "--json").data
    assert [(one["manager"], one["days"]) for one in named] == [("I. Petrova", age + 5), ("Олег Савин", age)]


def test_decisions_with_the_evidence_of_their_time(kam: Kam, db: Path) -> None:
    (one,) = kam("history", "decisions", "--db", db, "--json").data
    assert (one["date"], one["account"], one["evidence"], one["source"]) == (
        AS_OF.isoformat(), "Alpha & Co", "Sample", "second.xlsx",
    )  # fmt: skip
    assert "becomes key" in kam("history", "decisions", "--manager", "I. Petrova", "--db", db).out
    for narrowed in (("--since", "2026-12-31"), ("--manager", "nobody"), ("--account", "Beta")):
        assert kam("history", "decisions", *narrowed, "--db", db, "--json").data == []


def test_versions_of_books_and_refused_files(kam: Kam, db: Path) -> None:
    first, second = kam("history", "books", "--manager", "I. Petrova", "--db", db, "--json").data
    assert (first["version"]["source"], first["changed"]) == ("first.xlsx", 0)
    assert second["changed"] >= 7 and (second["added"], second["deleted"]) == (1, 1)
    assert "oleg.xlsx" in kam("history", "books", "--db", db).out
    (refused,) = kam("history", "refused", "--db", db, "--json").data
    assert (refused["code"], refused["source"]) == ("not_a_workbook", "holiday.xlsx")
    assert "not an Excel workbook" in kam("history", "refused", "--db", db).out
    assert kam("history", "refused", "--since", "2030-01-01", "--db", db, "--json").data == []


def test_a_store_that_is_not_there_is_not_made(kam: Kam, tmp_path: Path) -> None:
    run = kam("history", "books", "--db", tmp_path / "none.sqlite")
    assert run.code == 3
    assert not (tmp_path / "none.sqlite").exists()
    assert "Commands" in kam("history").out
