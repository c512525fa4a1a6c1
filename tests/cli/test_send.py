"""`kam send` end to end: what it prints, makes, and ends with."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.build.workbook import build
from kam_xl.excel.file import read_book
from kam_xl.exchange.books import open_book
from kam_xl.rules import assess
from kam_xl.sheets.wire import book_to_json
from tests.cli.conftest import Kam
from tests.factories import AS_OF, a_portfolio, default_policy, on_record, without_tool
from tests.support.sending import a_book, secretive


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a book with nothing wrong in it but what stays at home by the policy."""
    return a_book(tmp_path / "KAM Anna.xlsx", a_portfolio(on_record(notes="To myself"), as_of_fixed=AS_OF))


def test_a_book_is_sent_and_the_files_are_printed(kam: Kam, book: Path) -> None:
    run = kam("send", book, "--to", "orlov@example.com")
    copy, draft, text = map(Path, run.out.splitlines())
    assert (copy.suffix, draft.suffix, text.suffix) == (".xlsx", ".eml", ".txt")
    assert copy.parent == draft.parent == text.parent == book.with_name("KAM Anna.sent")
    assert "1 note to oneself" in run.err
    assert run.code == 0
    assert open_book(copy).portfolio.accounts[0].notes == ""
    assert "To myself" not in text.read_text(encoding="utf-8-sig")


def test_data_of_a_sending(kam: Kam, book: Path, tmp_path: Path) -> None:
    run = kam("send", book, "--to", "a@example.com", "--to", "b@example.com", "-o", tmp_path / "out", "--json")
    assert run.data["to"] == ["a@example.com", "b@example.com"]
    assert Path(run.data["file"]).parent == tmp_path / "out"
    assert run.data["stays"] == {"notes": 1}
    assert (run.data["returned"], run.data["outlook"], run.data["key_accounts"]) == (False, False, 1)
    assert kam("send", book, "--to", "a@example.com", "--with", "notes", "--json").data["stays"] == {}


def test_what_a_person_must_mend_ends_with_one(kam: Kam, tmp_path: Path) -> None:
    run = kam("send", a_book(tmp_path / "KAM.xlsx", secretive()), "--to", "orlov@example.com")
    assert run.code == 1
    assert "holds a path to a file — Accounts!" in run.err
    assert "HOME" not in run.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "--to"),
        (("--to", "nobody"), 2, "“nobody” is no mail address — Write it like orlov@example.com"),
        (("--to", "a@b.c", "--with", "everything"), 2, "--with"),
        (("--to", "a@b.c", "--eml", "{book}"), 2, "ends in .eml"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_made(
    arguments: tuple[str, ...], code: int, said: str, kam: Kam, book: Path
) -> None:
    before = book.read_bytes()
    run = kam("send", book, *(one.format(book=book) for one in arguments))
    assert run.code == code
    assert said in run.err
    assert (book.read_bytes(), list(book.parent.iterdir())) == (before, [book])


def test_a_book_whose_policy_names_no_column_is_not_sent(kam: Kam, tmp_path: Path) -> None:
    policy = default_policy()
    wrong = replace(policy, exchange=replace(policy.exchange, pay_columns=("tblAccounts.salary",)))
    path = tmp_path / "KAM.xlsx"
    path.write_bytes(build(assess(a_portfolio(on_record()), wrong, AS_OF)))
    run = kam("send", path, "--to", "a@b.c")
    assert run.code == 4
    assert "tblAccounts.salary" in run.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_company_may_switch_the_exchange_off(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "KAM.xlsx"
    path.write_bytes(build(assess(a_portfolio(on_record()), without_tool("exchange"), AS_OF)))
    assert kam("send", path, "--to", "a@b.c").code == 2


def test_a_missing_book_is_said(kam: Kam, tmp_path: Path) -> None:
    assert kam("send", tmp_path / "none.xlsx", "--to", "a@b.c").code == 3


def test_an_open_book_is_sent_as_it_stands_there_with_its_unsaved_changes(
    kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_book(tmp_path / "KAM.xlsx", a_portfolio(on_record(id="", segment="Saved"), as_of_fixed=AS_OF))
    saved, book = path.read_bytes(), book_to_json(read_book(path))
    accounts = book["tables"]["tblAccounts"]
    accounts["rows"][0][accounts["headers"].index("Segment")] = "Not saved yet"
    request = {"book": book, "args": {"book": str(path)}, "as_of": AS_OF.isoformat(), "who": "I. Petrova"}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(request)))
    answer = kam("run", "send").data
    copy = open_book(Path(answer["data"]["file"])).portfolio
    assert copy.accounts[0].segment == "Not saved yet"
    ids, log = answer["blocks"]
    assert (ids["table"], ids["row"], ids["values"]) == ("tblAccounts", 0, {"id": copy.accounts[0].id})
    assert (log["table"], log["row"], log["values"]["who"]) == ("tblLog", None, "I. Petrova")
    assert log["values"]["new"] == "address filled in the mail"
    assert path.read_bytes() == saved
    assert "ready to be sent" in answer["message"]


@pytest.mark.parametrize("place", ["", "Book1", "https://company.sharepoint.com/KAM.xlsx"])
def test_an_open_book_without_a_folder_is_not_sent(
    place: str, kam: Kam, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = {"book": book_to_json(read_book(book)), "args": {"book": place}}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(request)))
    run = kam("run", "send")
    assert run.code == 2
    assert "no folder of its own" in run.err
