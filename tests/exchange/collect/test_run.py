"""A whole collection over a real store: nothing lost, nothing doubled, twice the same is the same."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.collect.pool import Bounds
from kam_xl.exchange.collect.rejudging import read_or_rejudge
from kam_xl.exchange.collect.run import Collected, collect
from kam_xl.exchange.collect.team import Team
from kam_xl.exchange.collect.told import json_pieces
from kam_xl.exchange.collect.view import team_view
from kam_xl.exchange.digest import Judged
from kam_xl.exchange.sources import items
from kam_xl.exchange.store import Store
from kam_xl.exchange.store.check import check
from kam_xl.exchange.store.questions import account_history, late, refused_files
from kam_xl.exchange.team_tables import Row
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model_tasks import Member
from tests.exchange.collect import readers
from tests.exchange.collect.books import Came, a_team_workbook, all_named, by, packed, team, team_files
from tests.exchange.collect.test_book_findings import changed
from tests.factories import a_portfolio, an_account, on_record
from tests.support.mails import mail, mbox, rezipped, zipped

START = dt.datetime(2026, 10, 5, 9, 0, tzinfo=dt.UTC)
DAYS = dt.timedelta(days=1)
SMALL = 6


@cache
def small_files() -> Mapping[str, bytes]:
    """Return small books of several managers, two of whom claim one client, a copy, and what is no book."""
    files = {}
    for i in range(SMALL):
        accounts = (on_record("Armatura" if i < 2 else f"Client {i}", id=f"a{i}"), an_account(f"Other {i}", id=f"o{i}"))
        book = replace(a_portfolio(*accounts, manager=f"Manager {i}", currency="million RUB"), book_id=f"b{i}")
        files[f"book {i}.xlsx"] = packed(book)
    return {
        **files,
        "copy.xlsx": files["book 3.xlsx"],
        "page.xlsx": b"<html></html>",
        "cut.xlsx": files["book 1.xlsx"][:900],
    }


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        os.utime(path, (START.timestamp(), START.timestamp()))
    return folder


def gathered(
    store: Store, sources: Sequence[Path], company: Company | None = None, now: dt.datetime = START, **more: Any
) -> Collected:
    return collect(items(sources), store, company or by(), now=now, sources=[str(one) for one in sources], **more)


def tables(store: Store, run: Collected, lang: Lang = "en", company: Company | None = None) -> dict[str, list[Row]]:
    view = team_view(store, run, company or by(), lang, START)
    return {name: list(rows) for name, rows in view.tables.items()}


def told(store: Store, run: Collected, lang: Lang = "en") -> Any:
    group = Team(store, run, by())
    return json.loads("".join(json_pieces(group, group.together(by().today), lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_team_comes_by_every_way_there_is(lang: Lang, tmp_path: Path) -> None:
    (first, a), (second, b), (third, c) = team_files(lang).items()
    inner = mail("Fwd", attachments={second: b}, date=START - DAYS)
    boxed = mbox([mail("July", attachments={third: c}, date=START), mail("Nothing", date=START)])
    files = {first: a, "mail.eml": mail("See", forwarded=[inner]), "box.mbox": boxed,
             "again.zip": zipped({f"deep/{first}": a}), "note.txt": b"hello"}  # fmt: skip
    with Store.open(str(tmp_path / "team.db")) as store:
        run = gathered(store, [written(tmp_path / "in", files)])
        found = told(store, run, lang)
        kinds = Counter(one["kind"] for one in found["books"])
        assert (kinds["current"], kinds["identical"], kinds["refused"], kinds["aside"]) == (3, 1, 0, 2)
        assert (found["accepted"], found["refused"], found["aside"]) == (4, 0, 2)
        assert (found["duplicates"], found["conflicts"]) == (1, 0)
        assert all(one["accepted"] or one["reason"] for one in found["books"])
        taken = {one["manager"]: one for one in found["books"] if one["kind"] == "current"}
        assert set(taken) == {one.setup.manager for one in team(lang)}
        for one in team(lang):
            assert taken[one.setup.manager]["accounts"] == len(one.accounts)
            assert taken[one.setup.manager]["policy_drift"] is False
        forwarded = next(one for one in found["books"] if one["source"].endswith(second))
        assert dt.datetime.fromisoformat(forwarded["received"]) == START - DAYS
        view = team_view(store, run, by(), lang, START)
        assert len(view.tables["books"]) == 3
        assert {row[2] for row in view.tables["arrivals"]} == {"current", "identical", "aside"}
        assert not check(store)


def test_twice_the_same_gives_the_same_without_reading_again(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", small_files())
    with Store.open(str(tmp_path / "team.db")) as store:
        first = gathered(store, [folder])
        said = told(store, first)
        accepted = [one["source"] for one in said["books"] if one["accepted"]]
        second = gathered(store, [folder], now=START + DAYS, read=_refusing_to_read_again)
        assert told(store, second) == said
        assert len(accepted) == SMALL + 1
        assert not tables(store, second)["changes"]
        assert len(store.versions()) == SMALL


def _refusing_to_read_again(item: Any, company: Company) -> Any:
    """Read only what was refused before, as a collection does once more."""
    assert item.name in ("page.xlsx", "cut.xlsx"), item.name
    return read_or_rejudge(item, company)


def test_the_number_of_readers_changes_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", small_files())
    found = []
    for jobs in (1, 2, 3):
        with Store.open(str(tmp_path / f"{jobs}.db")) as store:
            run = gathered(store, [folder], bounds=Bounds(jobs))
            found.append((told(store, run), tables(store, run)))
    assert found[0] == found[1] == found[2]


def test_what_managers_dispute_is_ranked_and_told(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "team.db")) as store:
        run = gathered(store, [written(tmp_path / "in", small_files())])
        said = told(store, run)
        (claim,) = said["claims"]
        assert claim["client"] == "Armatura"
        assert [one["manager"] for one in claim["claims"]] == ["Manager 0", "Manager 1"]
        assert [one["code"] for one in said["findings"] if one["severity"] == "warning"] == ["team_claim"]


def book_of(margin: float, **setup: Any) -> bytes:
    book = a_portfolio(on_record(margin=margin), manager="Anna", **setup)
    return packed(replace(book, book_id="b1"))


def test_a_newer_version_takes_the_place_of_the_older_and_its_changes_are_told(tmp_path: Path) -> None:
    old, new = Came("old.xlsx", book_of(7.0), received=START), Came("new.xlsx", book_of(9.5), received=START + DAYS)
    with Store.open(str(tmp_path / "team.db")) as store:
        collect([old], store, by(), now=START)
        run = collect([new, old], store, by(), now=START + 2 * DAYS)
        found = tables(store, run)
        assert [row[2] for row in found["arrivals"]] == ["current", "older"]
        assert [one["margin"] for one in all_named("accounts", found)] == [9.5]
        (change,) = all_named("changes", found)
        assert (change["account"], change["old"], change["new"]) == ("Armatura", "7", "9.5")
        assert (change["column"], change["source"]) == ("Margin, 12 months", "new.xlsx")
        russian = all_named("changes", tables(store, run, "ru"))[0]
        assert (russian["new"], russian["table"]) == ("9,5", "Клиенты")


def test_a_book_sent_again_with_nothing_new_is_no_newer_version(tmp_path: Path) -> None:
    first, again = Came("a.xlsx", book_of(7.0)), Came("b.xlsx", book_of(7.0) + b"", received=START + DAYS)
    with Store.open(str(tmp_path / "team.db")) as store:
        run = collect([first, again], store, by(), now=START)
        assert [row[2] for row in tables(store, run)["arrivals"]] == ["current", "identical"]


def test_figures_stand_with_the_file_that_was_sent_last_although_it_says_nothing_new(tmp_path: Path) -> None:
    again = Came("b.xlsx", rezipped(book_of(7.0)), received=START + DAYS)
    with Store.open(str(tmp_path / "team.db")) as store:
        run = collect([Came("a.xlsx", book_of(7.0), received=START), again, again], store, by(), now=START)
        files = told(store, run)["books"]
        assert [(one["kind"], one.get("accounts")) for one in files] == [
            ("current", None), ("resent", 1), ("identical", None),
        ]  # fmt: skip
        assert {each["file"] for each in files[1]["findings"]} == {"b.xlsx"}
        assert [one["source"] for one in all_named("books", tables(store, run))] == ["b.xlsx"]


def test_two_managers_with_one_book_are_found(tmp_path: Path) -> None:
    mine = Came("anna.xlsx", book_of(7.0), received=START)
    copied = a_portfolio(on_record(), manager="Boris")
    his = Came("boris.xlsx", packed(replace(copied, book_id="b1")), received=START + DAYS)
    with Store.open(str(tmp_path / "team.db")) as store:
        found = told(store, collect([mine, his], store, by(), now=START))
        assert "team_book_two_managers" in [one["code"] for one in found["findings"]]


def test_judging_anew_from_the_store_keeps_what_only_the_file_told(tmp_path: Path) -> None:
    member = Member("m1", "Nobody we know", "P. Petrov")
    book = a_portfolio(an_account("Armatura"), an_account("armatura"), manager="Anna")
    book = replace(book, book_id="b1", tasks=replace(book.tasks, members=(member,)))
    later = by(as_of=dt.date(2027, 3, 1))
    with Store.open(str(tmp_path / "team.db")) as store:
        first = tables(store, collect([Came("a.xlsx", packed(book))], store, by(), now=START))
        again = tables(store, collect([], store, later, now=START + DAYS), company=later)
        for found in (first, again):
            assert {"row_unknown_account", "account_duplicate"} <= {row[4] for row in found["findings"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_judging_anew_from_the_store_gives_what_reading_anew_gives(lang: Lang, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", team_files(lang))
    later = by(as_of=dt.date(2027, 3, 1))
    with Store.open(str(tmp_path / "a.db")) as store:
        gathered(store, [folder])
        run = collect([], store, later, now=START + DAYS)
        from_store = tables(store, run, lang, later)
    with Store.open(str(tmp_path / "b.db")) as store:
        from_files = tables(store, gathered(store, [folder], later), lang, later)
    for name in ("books", "accounts", "keys", "dossier", "coverage", "plan_years", "plan_months", "actions", "effect",
                 "decisions"):  # fmt: skip
        keys = all_named(name, from_files)
        for one, other in zip(all_named(name, from_store), keys, strict=True):
            assert one == other, name
    # A finding that was not there before stands at the client's first row of the sheet, not of the very table.
    assert {row[:-1] for row in from_store["findings"]} == {row[:-1] for row in from_files["findings"]}
    assert "team_verdict_differs" in {row[4] for row in from_store["findings"]}
    assert all(row[-1] for row in from_store["findings"] if row[2])


def test_a_stored_book_that_cannot_be_judged_anew_is_named(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "team.db")) as store:
        collect([Came("a.xlsx", book_of(7.0))], store, by(), now=START)
        later = by(as_of=dt.date(2028, 1, 1))
        run = collect([], store, later, now=START + DAYS, read=readers.broken)
        found = tables(store, run, company=later)
        assert not found["books"]
        assert [(row[0], row[4]) for row in found["findings"]] == [
            ("Anna", "team_not_judged"), ("Anna", "team_late"),
        ]  # fmt: skip


def test_another_day_is_judged_anew_from_the_file_that_is_at_hand(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {"book.xlsx": book_of(7.0)})
    with Store.open(str(tmp_path / "team.db")) as store:
        gathered(store, [folder], by(as_of=dt.date(2026, 5, 20)))
        later = by(as_of=dt.date(2028, 1, 1))
        found = tables(store, gathered(store, [folder], later, START + DAYS), company=later)
        assert [row[2] for row in found["arrivals"]] == ["current"]
        assert [one["verdict"] for one in all_named("accounts", found)] == ["stale_evidence"]


def test_letters_of_a_mailbox_and_team_workbooks_ask_nobody_for_anything(tmp_path: Path) -> None:
    plain = mail("Lunch?")
    files = {
        "box.mbox": mbox([plain, mail("July", attachments={"KAM.xlsx": book_of(7.0)}), plain]),
        "forwarded.eml": mail("See", forwarded=[plain]),
        "saved.zip": zipped({"plain.eml": plain}),
        "plain.eml": plain,
        "KAM team 2026-10-01.xlsx": a_team_workbook(),
    }
    with Store.open(str(tmp_path / "team.db")) as store:
        found = told(store, gathered(store, [written(tmp_path / "in", files)]))
        kinds = {Path(one["source"].partition(" › ")[0]).name: one["kind"] for one in found["books"]}
        assert kinds == {
            "box.mbox": "aside", "forwarded.eml": "aside", "saved.zip": "aside", "plain.eml": "refused",
            "KAM team 2026-10-01.xlsx": "aside",
        }  # fmt: skip
        assert (found["accepted"], found["refused"], found["aside"]) == (1, 1, 5)
        assert [one.source for one in store.ask(refused_files)] == [
            f"{tmp_path / 'in' / 'plain.eml'} › Lunch? (2026-11-20)"
        ]


def without_id(data: bytes, book_id: str) -> bytes:
    """Return a book that lost its id, as where another program saved it."""
    return changed(data, {"xl/sharedStrings.xml": lambda xml: xml.replace(f"<t>{book_id}</t>".encode(), b"<t></t>")})


@pytest.mark.parametrize("names", [("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
def test_a_book_that_lost_its_id_is_a_version_of_the_only_book_of_its_manager(
    names: tuple[str, str], tmp_path: Path
) -> None:
    whole, lost = names
    files = {whole: book_of(7.0), lost: without_id(book_of(9.5), "b1")}
    with Store.open(str(tmp_path / "team.db")) as store:
        folder = written(tmp_path / "in", files)
        for as_of in (None, dt.date(2027, 3, 1)):
            run = gathered(store, [folder], by(as_of=as_of))
            assert {one.book_id for one in store.versions()} == {"b1"}
            assert {row[1] for row in tables(store, run, company=by(as_of=as_of))["accounts"]} == {"b1"}
            assert not [one for one in told(store, run)["findings"] if one["code"] == "team_two_books"]
        assert not check(store)


def test_a_book_without_id_of_a_manager_with_two_books_stays_one_of_its_own(tmp_path: Path) -> None:
    two = [Came(f"{id}.xlsx", packed(replace(a_portfolio(manager="Anna"), book_id=id))) for id in ("b1", "b2")]
    lost = Came("lost.xlsx", without_id(book_of(7.0), "b1"))
    with Store.open(str(tmp_path / "team.db")) as store:
        collect([lost, *two], store, by(), now=START)
        assert len({one.book_id for one in store.current()}) == 3


def test_the_same_file_mailed_again_is_no_new_sending_for_whoever_asks(tmp_path: Path) -> None:
    june, november = START - 120 * DAYS, START
    both = [Came(f"{day:%m}.eml › a.xlsx", book_of(7.0), received=day) for day in (november, june)]
    with Store.open(str(tmp_path / "team.db")) as store:
        run = collect(both, store, by(), now=START)
        assert [(one["manager"], one["days"]) for one in told(store, run)["late"]] == [("Anna", 120)]
        assert [(one.manager, one.days) for one in store.ask(late, START, 31)] == [("Anna", 120)]
        saved_anew = Came("new.xlsx", rezipped(book_of(7.0)), received=november + DAYS / 2)
        run = collect([saved_anew], store, by(), now=START)
        assert told(store, run)["late"] == store.ask(late, START, 31) == []


AHEAD = dt.datetime(2036, 9, 1, 8, 0, tzinfo=dt.UTC)


def test_a_clock_that_runs_ahead_does_not_pin_its_version_as_the_newest_for_ever(tmp_path: Path) -> None:
    wrong = Came("wrong.xlsx", book_of(7.0), received=AHEAD)
    right = Came("right.xlsx", book_of(9.5), received=START + DAYS)
    with Store.open(str(tmp_path / "team.db")) as store:
        first = told(store, collect([wrong], store, by(), now=START))
        (file,) = first["books"]
        assert (file["kind"], file["received"]) == ("current", START.isoformat())
        assert [each["file"] for each in file["findings"] if each["code"] == "team_clock_ahead"] == ["wrong.xlsx"]
        assert told(store, collect([wrong], store, by(), now=START + DAYS)) == first
        run = collect([wrong, right], store, by(), now=START + 2 * DAYS)
        assert [one["kind"] for one in told(store, run)["books"]] == ["older", "current"]
        again = Came("again.xlsx", book_of(3.0), received=AHEAD)
        collect([again], store, by(), now=START + 9 * DAYS)
        assert [one.source for one in store.current()] == ["again.xlsx"]


def test_of_what_comes_in_one_collection_a_right_clock_counts_more_than_a_wrong_one(tmp_path: Path) -> None:
    both = [Came("wrong.xlsx", book_of(7.0), received=AHEAD), Came("right.xlsx", book_of(9.5), received=START - DAYS)]
    with Store.open(str(tmp_path / "team.db")) as store:
        assert [one["kind"] for one in told(store, collect(both, store, by(), now=START))["books"]] == [
            "older", "current",
        ]  # fmt: skip


def test_the_end_of_all_times_is_a_wrong_clock_too(tmp_path: Path) -> None:
    last = Came("last.xlsx", book_of(7.0), received=dt.datetime(9999, 12, 31, 12, tzinfo=dt.UTC))
    with Store.open(str(tmp_path / "team.db")) as store:
        (file,) = told(store, collect([last], store, by(), now=START))["books"]
        assert (file["kind"], file["received"]) == ("current", START.isoformat())


def test_collecting_again_on_a_later_day_does_not_rewrite_what_a_version_was(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {"old.xlsx": book_of(7.0)})
    with Store.open(str(tmp_path / "team.db")) as store:
        gathered(store, [folder], by(as_of=dt.date(2026, 5, 20)))
        (folder / "new.xlsx").write_bytes(book_of(9.5))
        os.utime(folder / "new.xlsx", ((START + DAYS).timestamp(),) * 2)
        for day in range(1, 6):
            gathered(store, [folder], by(as_of=dt.date(2028, 1, day)), START + day * DAYS)
        (one,) = store.ask(account_history, "Armatura", START)
        assert one.first.values and (one.first.source, one.first.values["as_of"]) == (
            str(folder / "old.xlsx"), "2026-05-20",
        )  # fmt: skip
        assert one.first.values["verdict"] == "key"
        old, new = store.versions()
        assert [store.rows(old.id, Judged(by().print, dt.date(2028, 1, day))) is None for day in (2, 5)] == [True, True]
        assert store.rows(new.id, Judged(by().print, dt.date(2028, 1, 5))) is not None


def _context() -> Any:
    return multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")


def _collecting(folder: Path, db: str) -> None:
    with Store.open(db) as store:
        gathered(store, [folder], read=readers.slow_start)


@pytest.mark.parametrize("seed", [*range(10), *(pytest.param(i, marks=pytest.mark.slow) for i in range(10, 100))])
@pytest.mark.skipif(sys.platform == "win32", reason="a signal that cannot be caught")
def test_a_collection_killed_at_any_moment_is_completed_by_the_next(seed: int, folder: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "team.db")
    child = _context().Process(target=_collecting, args=(folder, db))
    child.start()
    while not Path(db).exists() and child.is_alive():
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0, 2.0))
    child.kill()
    child.join()
    with Store.open(db) as store:
        assert not check(store)
        run = gathered(store, [folder], now=START + DAYS)
        assert not check(store)
        assert told(store, run) == _undisturbed(folder)
        assert len(store.versions()) == SMALL


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small books in a folder."""
    return written(tmp_path_factory.mktemp("small") / "in", small_files())


@cache
def _undisturbed(folder: Path) -> Any:
    """Return what a collection of the folder tells that nothing disturbs."""
    with Store.open(str(folder.parent / "other.db")) as store:
        return told(store, gathered(store, [folder]))


def test_two_collections_at_once_do_no_harm(folder: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "team.db")
    context = _context()
    both = [context.Process(target=_collecting, args=(folder, db)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    with Store.open(db) as store:
        assert not check(store)
        assert len(store.versions()) == SMALL
        assert [len(store.arrivals(run.id)) for run in store.runs()] == [len(small_files())] * 2
        assert told(store, gathered(store, [folder])) == _undisturbed(folder)
