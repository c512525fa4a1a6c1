"""`kam diff` and `kam merge` on files: a copy is sent, a head types into it, and it comes back into the book."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from kam_xl.excel.file import read_book
from kam_xl.exchange.books import open_book, save_new
from kam_xl.exchange.snapshots import snapshot_path
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.sheets.raw import column_letters
from kam_xl.sheets.wire import book_to_json
from tests.cli.conftest import Kam
from tests.exchange.merge.edits import CLIENTS, small_book
from tests.factories import AS_OF, without_tool
from tests.support.versions import SNAPSHOT, Typing, example, sent_from, written

ONE, OTHER = CLIENTS
BOOK = small_book()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return written(tmp_path / "KAM Anna.xlsx", BOOK)


@pytest.fixture
def theirs(mine: Path) -> Path:
    return sent_from(mine, BOOK)


def read(path: Path) -> Portfolio:
    return open_book(path).portfolio


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_book_goes_to_the_head_and_comes_back(tmp_path: Path, kam: Kam, lang: Lang) -> None:
    book = example(lang)
    mine = written(tmp_path / "KAM.xlsx", book)
    answer, plan = book.tasks.answers[0], book.tasks.plans[0]
    staying = {"tblDossier": {answer.id: frozenset({"answer"})}}
    theirs = sent_from(mine, book, "Вернулось.xlsx", staying)
    with Typing(theirs, lang) as head:
        head.type("tblPlans", plan.id, strategy="Theirs", not_do="Discounts")
        head.clear("tblFacts", book.tasks.facts[0].id)
        head.add("tblReviews", account=plan.account, head="S. Orlov", decisions="Go on")
    with Typing(mine, lang) as manager:
        manager.type("tblPlans", plan.id, strategy="Mine")
        manager.add("tblMembers", account=plan.account, name="New engineer")
    told = kam("merge", mine, theirs, "-o", mine, "--json")
    assert told.code == 1 and (told.data["taken"], told.data["deleted"], told.data["added"]) == (1, 1, 1)
    after = read(mine)
    assert (after.tasks.plans[0].strategy, after.tasks.plans[0].not_do) == ("Mine", "Discounts")
    assert after.tasks.answers[0].answer == answer.answer
    assert after.tasks.members[-1].name == "New engineer"
    assert book.tasks.facts[0].id not in {one.id for one in after.tasks.facts}
    (conflict,) = after.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (plan.strategy, "Mine", "Theirs")
    review = after.tasks.reviews[-1]
    assert review.head == "S. Orlov" and review.version is not None
    assert review.version != version(plan_rows(after.tasks, [plan.account])[0])
    with Typing(mine, lang) as manager:
        manager.type("tblConflicts", conflict.id, choice={"en": "theirs", "ru": "их"}[lang])
    kam("merge", mine, "-o", mine)
    after = read(mine)
    assert after.conflicts == () and after.tasks.plans[0].strategy == "Theirs"
    assert after.tasks.reviews[-1].version == version(plan_rows(after.tasks, [plan.account])[0])
    assert mine.with_name(mine.name + ".bak").exists()


def test_without_out_nothing_is_written_and_the_same_is_told(mine: Path, theirs: Path, kam: Kam) -> None:
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Fifty")
    before = {path: path.read_bytes() for path in (mine, theirs)}
    dry = kam("merge", mine, theirs)
    assert "Nothing was written" in dry.err and "Fifty" in dry.out and dry.code == 0
    assert {path: path.read_bytes() for path in before} == before
    wet = kam("merge", mine, theirs, "-o", mine.with_name("Out.xlsx"))
    assert wet.out == dry.out and read(mine.with_name("Out.xlsx")).tasks.answers[0].answer == "Fifty"
    assert mine.read_bytes() == before[mine]


@pytest.mark.parametrize("name", ["Merged.pdf", "Merged", "Draft.eml"])
def test_a_merged_book_is_a_workbook(name: str, mine: Path, theirs: Path, kam: Kam) -> None:
    refused = kam("merge", mine, theirs, "-o", mine.with_name(name))
    assert refused.code == 2 and "an .xlsx file" in refused.err
    assert not mine.with_name(name).exists()


def test_a_merged_book_takes_the_place_of_its_own_versions_only(mine: Path, theirs: Path, kam: Kam) -> None:
    other, text = written(mine.with_name("KAM Elena.xlsx"), example()), mine.with_name("Notes.xlsx")
    text.write_text("no workbook")
    for taken in (other, text, theirs):
        before = taken.read_bytes()
        refused = kam("merge", mine, theirs, "-o", taken)
        assert refused.code == 2 and "--force" not in refused.err
        assert taken.read_bytes() == before and not taken.with_name(f"{taken.name}.bak").exists()
    older = written(mine.with_name("Older.xlsx"), BOOK)
    assert kam("merge", mine, theirs, "-o", older).code == 0
    assert older.with_name(f"{older.name}.bak").exists()


def test_without_the_snapshot_the_copy_itself_tells_what_changed(mine: Path, theirs: Path, kam: Kam) -> None:
    snapshot_path(mine, SNAPSHOT).unlink()
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Fifty")
    told = kam("merge", mine, theirs, "--json")
    assert told.code == 0 and told.data["taken"] == 1
    assert [one["code"] for one in told.data["findings"]] == ["merge_prints_only"]


def test_without_any_base_it_says_what_that_costs_and_base_can_be_named(mine: Path, kam: Kam) -> None:
    theirs, base = written(mine.with_name("Other.xlsx"), BOOK), written(mine.with_name("Base.xlsx"), BOOK)
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Fifty")
    told = kam("merge", mine, theirs, "--json")
    assert told.code == 1 and len(told.data["conflicts"]) == 1
    assert "merge_no_base" in [one["code"] for one in told.data["findings"]]
    known = kam("merge", mine, theirs, "--base", base, "--json")
    assert known.code == 0 and known.data["taken"] == 1
    sent_from(mine, BOOK)
    assert kam("merge", mine, theirs, "--base", snapshot_path(mine, SNAPSHOT), "--json").data["taken"] == 1


def test_a_damaged_snapshot_is_told_and_the_copy_is_used(mine: Path, theirs: Path, kam: Kam) -> None:
    snapshot_path(mine, SNAPSHOT).write_bytes(b"nonsense")
    told = kam("merge", mine, theirs, "--json")
    assert [one["code"] for one in told.data["findings"]] == ["merge_snapshot_damaged", "merge_prints_only"]


def test_books_of_two_managers_are_refused(tmp_path: Path, mine: Path, kam: Kam) -> None:
    other = written(tmp_path / "Other.xlsx", example())
    refused = kam("merge", mine, other, "-o", mine)
    assert refused.code == 3 and "Elena Vogel" in refused.err and "I. Petrova" in refused.err
    assert not mine.with_name(mine.name + ".bak").exists()
    copy = written(tmp_path / "Copy.xlsx", BOOK)
    base = kam("merge", mine, copy, "--base", other)
    assert base.code == 3 and "Other.xlsx" in base.err
    assert kam("merge", mine, "--base", other).code == 2


def test_a_cell_of_mine_that_cannot_be_read_refuses_the_merge(mine: Path, theirs: Path, kam: Kam) -> None:
    with Typing(mine) as manager:
        manager.type("tblMembers", "m1", influence="strong")
    before = mine.read_bytes()
    refused = kam("merge", mine, theirs, "-o", mine)
    assert refused.code == 3 and "strong" in refused.err and mine.read_bytes() == before


def test_a_cell_of_theirs_that_cannot_be_read_is_kept_as_a_conflict(mine: Path, theirs: Path, kam: Kam) -> None:
    with Typing(theirs) as head:
        head.type("tblMembers", "m1", influence="strong")
    told = kam("merge", mine, theirs, "-o", mine)
    assert told.code == 1 and "strong" in told.out and "Returned.xlsx, Buying center!" in told.err
    assert [one.theirs for one in read(mine).conflicts] == ["strong"]


def test_columns_and_notes_of_both_sides_come_together(mine: Path, theirs: Path, kam: Kam) -> None:
    for path, mark, note in ((mine, "mine", "My note"), (theirs, "theirs", "Their note")):
        with Typing(path) as person:
            sheet, left, top, right, bottom = person.place("tblMembers")
            sheet.cell(top, right + 1).value = "Birthday"
            sheet.cell(top + 1, right + 1).value = mark
            sheet.cell(top + 2, right + 1).value = "May" if path == theirs else None
            sheet.tables["tblMembers"].ref = f"A{top}:{column_letters(right + 1)}{bottom}"
            sheet.cell(top + 1, left).comment = Comment(note, "x")
            if path == theirs:
                sheet.cell(top + 2, left).comment = Comment("Only theirs", "x")
    told = kam("merge", mine, theirs, "-o", mine)
    assert told.code == 1 and "own columns" in told.err
    with Typing(mine) as after:
        sheet, left, top, right, _ = after.place("tblMembers")
        column = next(i for i in range(left, right + 1) if sheet.cell(top, i).value == "Birthday")
        assert [sheet.cell(top + i, column).value for i in (1, 2)] == ["mine", "May"]
        notes = [comment.text for i in (1, 2) if (comment := sheet.cell(top + i, left).comment)]
        assert [note.strip() for note in notes] == ["My note", "Only theirs"]
    log = {(one.action, one.old, one.new) for one in read(mine).log}
    assert {("conflict", "mine", "theirs"), ("conflict", "My note", "Their note"), ("added", "", "May")} <= log


def add_foreign(path: Path) -> None:
    """Add a sheet and a word beside a table."""
    book = openpyxl.load_workbook(path)
    book.create_sheet("Scratch").cell(1, 1).value = "x"
    book["Risks"]["P9"] = "beside the table"
    book.save(path)


def test_what_else_theirs_holds_is_named_and_stops_nothing(mine: Path, theirs: Path, kam: Kam) -> None:
    add_foreign(theirs)
    told = kam("merge", mine, theirs, "-o", mine)
    assert told.code == 1 and "Scratch" in told.err and "Risks!P9" in told.err and "Returned.xlsx" in told.err
    log = [(one.file, one.new) for one in read(mine).log]
    assert [new for _, new in log] == ["the sheet “Scratch”", "what is typed outside the table, Risks!P9 and on"]
    assert {file for file, _ in log} == {"Returned.xlsx"}
    again = kam("merge", mine, theirs, "-o", mine)
    assert "Scratch" in again.err and [(one.file, one.new) for one in read(mine).log] == log


def test_what_else_mine_holds_is_named_and_not_dropped(mine: Path, theirs: Path, kam: Kam) -> None:
    add_foreign(mine)
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Fifty")
    refused = kam("merge", mine, theirs, "-o", mine)
    assert refused.code == 3 and "Scratch" in refused.err
    assert kam("merge", mine, theirs, "-o", mine, "--drop-foreign").code == 0


def test_the_button_names_what_theirs_holds_and_the_open_book_has_not(
    mine: Path, theirs: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_foreign(theirs)
    assert "Scratch" in str(pressed(mine, theirs, kam, monkeypatch)["findings"])
    add_foreign(mine)
    answer = pressed(mine, theirs, kam, monkeypatch)
    assert (answer["findings"], answer["blocks"]) == ([], [])


def test_diff_shows_what_differs_by_client_and_in_words(mine: Path, theirs: Path, kam: Kam) -> None:
    assert kam("diff", mine, theirs).code == 0
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Fifty")
        head.type("tblActions", "t2", status="approved")
        head.clear("tblGoals", "g2")
        head.add("tblRisks", account=OTHER, risk="Flood")
        head.name("hours", 120)
    told = kam("diff", mine, theirs, "--json")
    assert told.code == 1
    found = {(one["happened"], one["account"], one["column"], one["old"], one["new"]) for one in told.data}
    assert found == {
        ("changed", ONE, "Answer", "Forty", "Fifty"),
        ("changed", ONE, "State", "draft", "approved"),
        ("deleted", ONE, "", "Product group: Pipes", ""),
        ("added", OTHER, "", "", "Risk: Flood"),
        ("changed", "", "Working hours a month", "160", "120"),
    }
    shown = kam("diff", mine, theirs)
    assert shown.out.index("Armatura\n") < shown.out.index("Ёлка\n") and "5 differences" in shown.err


def test_diff_says_that_it_is_another_book(tmp_path: Path, mine: Path, kam: Kam) -> None:
    told = kam("diff", mine, written(tmp_path / "Other.xlsx", example()))
    assert told.code == 1 and "Elena Vogel" in told.err


def pressed(mine: Path, theirs: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the button gets for the open book and a file that came."""
    args = {"file": str(theirs), "book": str(mine)}
    data = {"book": book_to_json(read_book(mine)), "as_of": "2026-05-20", "args": args}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(data)))
    answer: dict[str, Any] = kam("run", "merge").data
    return answer


def test_the_ribbon_gets_the_cells_that_the_merge_changes(
    mine: Path, theirs: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Sixty", source="phone")
        head.clear("tblGoals", "g1")
        head.name("hours", 120)
        sheet, _, top, right, bottom = head.place("tblMembers")
        sheet.cell(top, right + 1).value = "Birthday"
        sheet.cell(top + 1, right + 1).value = "May"
        sheet.tables["tblMembers"].ref = f"A{top}:{column_letters(right + 1)}{bottom}"
    with Typing(mine) as manager:
        manager.type("tblDossier", "q1", answer="Fifty")
    before = mine.read_bytes()
    answer = pressed(mine, theirs, kam, monkeypatch)
    written = {(one["table"], one["row"]): one["values"] for one in answer["blocks"] if one["table"] != "tblLog"}
    assert written["tblDossier", 0] == {"source": "phone"} and written["", None] == {"hours": 120}
    assert set(written["tblGoals", 0].values()) == {None} and ("tblGoals", 1) not in written
    assert written["tblConflicts", None]["theirs"] == "Sixty"
    assert {"merge_conflicts", "merge_own_elsewhere"} <= {one["code"] for one in answer["findings"]}
    log = [one["values"] for one in answer["blocks"] if one["table"] == "tblLog"]
    assert "May" in [one["new"] for one in log] and all(one["table"] != "tblPlans" for one in log)
    assert mine.read_bytes() == before


def test_a_book_whose_policy_has_no_exchange_is_not_merged(tmp_path: Path, kam: Kam) -> None:
    path = tmp_path / "plain.xlsx"
    save_new(path, BOOK, without_tool("exchange"), AS_OF)
    refused = kam("merge", path, path)
    assert refused.code == 2 and "merge" in refused.err


def _killed(book: Path, copy: Path, after: float) -> None:
    """Start a merge of the copy into the book, and kill it after so many seconds."""
    code = "import sys; from kam_xl.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "merge", str(book), str(copy), "-o", str(book)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=60)


@pytest.mark.parametrize("times", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_a_merge_that_is_killed_leaves_the_book_whole_and_old_or_new(mine: Path, theirs: Path, times: int) -> None:
    with Typing(theirs) as head:
        head.type("tblDossier", "q1", answer="Fifty")
    old, chance = mine.read_bytes(), random.Random(1)
    begun = time.monotonic()
    _finished(mine, theirs)
    took = time.monotonic() - begun
    for _ in range(times):
        mine.write_bytes(old)
        # Most of the moments about the writing, which comes last.
        _killed(mine, theirs, took * chance.choice((chance.uniform(0.1, 1.0), chance.uniform(0.8, 1.05))))
        left = read(mine)
        assert mine.read_bytes() == old or (left.tasks.answers[0].answer == "Fifty" and len(left.log) == 1)
    mine.write_bytes(old)
    _finished(mine, theirs)
    assert read(mine).tasks.answers[0].answer == "Fifty"


def _finished(book: Path, copy: Path) -> None:
    code = "import sys; from kam_xl.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "merge", str(book), str(copy), "-o", str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
