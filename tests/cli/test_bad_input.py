"""Bad input costs nothing: a sentence with place and remedy, exit code 3 or 4, nothing written, no traceback."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kam_xl.i18n import LANGUAGES, Lang
from tests.cli.conftest import Kam, Run

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.fixture
def book(kam: Kam, tmp_path: Path) -> Path:
    """Give a book with two clients that are key, kept open to edits by hand."""
    listed = tmp_path / "list.csv"
    row = "Client {},7,9,0.15,3,3,3,Sample listed,2026-05-12\n"
    head = "account,margin,headroom,loss_probability,large,promising,lever_assortment,evidence,evidence_date\n"
    listed.write_text(head + row.format("A") + row.format("B"), encoding="utf-8")
    path = tmp_path / "book.xlsx"
    kam("new", path, "--manager", "Anna", "--margin-plan", 30, "--from", listed, "--as-of", "2026-06-01")
    return path


def edited(book: Path, edit: Callable[[Workbook], None]) -> Path:
    """Change a workbook as a person would, by another program."""
    workbook = load_workbook(book)
    edit(workbook)
    workbook.save(book)
    return book


def typed(cell: str, value: object) -> Callable[[Workbook], None]:
    """Return an edit that types a value into a cell of Accounts."""

    def edit(workbook: Workbook) -> None:
        workbook["Accounts"][cell].value = value

    return edit


def column(book: Path, header: str) -> str:
    """Return the letters of the column with this header."""
    sheet = load_workbook(book)["Accounts"]
    return next(cell.column_letter for cell in sheet[5] if cell.value == header)


def assert_told(run: Run, *said: str, code: int = 3) -> None:
    """Check that a person was told what is wrong, where and what to do."""
    assert run.code == code, run
    assert "Traceback" not in run.err
    for text in said:
        assert text in run.err + run.out
    assert (run.err + run.out).count(" — ") >= 2


def test_a_text_file_is_no_workbook(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("<html>report</html>")
    assert_told(kam("qualify", path), "notes.xlsx", "not an Excel workbook")


def test_a_workbook_with_a_password_says_so(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    assert_told(kam("check", path), "password", "secret.xlsx")


@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
def test_a_truncated_package_is_damaged(kam: Kam, book: Path, part: float) -> None:
    data = book.read_bytes()
    book.write_bytes(data[: int(len(data) * part)])
    assert_told(kam("qualify", book), "book.xlsx", "damaged")


def test_another_workbook_is_not_ours(kam: Kam, tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    Workbook().save(path)
    assert_told(kam("qualify", path), "kam new", "budget.xlsx")


def test_a_deleted_sheet_of_accounts_is_said(kam: Kam, book: Path) -> None:
    edited(book, lambda workbook: workbook.remove(workbook["Accounts"]))
    assert_told(kam("qualify", book), "book.xlsx")


def test_a_missing_column_is_named(kam: Kam, book: Path) -> None:
    headroom = column(book, "Headroom a year")

    def lose(workbook: Workbook) -> None:
        sheet = workbook["Accounts"]
        sheet[f"{headroom}5"] = "Something else"
        next(c for c in sheet.tables["tblAccounts"].tableColumns if c.name == "Headroom a year").name = "Something else"

    assert_told(kam("qualify", edited(book, lose)), "Headroom a year", "Accounts")


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [
        ("Margin, 12 months", "a lot", "text, not a number"),
        ("Large", 7, "outside the scale"),
        ("Loss probability", -0.2, "outside the scale"),
        ("Client", "Client B", "stands twice"),
        ("Evidence date", "in May", "not a date"),
    ],
)
def test_a_value_that_cannot_be_read_stops_writing_and_names_its_cell(
    kam: Kam, book: Path, header: str, value: object, said: str
) -> None:
    cell = f"{column(book, header)}6"
    edited(book, typed(cell, value))
    before = book.read_bytes()
    told = cell if header != "Client" else "Accounts!A"
    assert_told(kam("qualify", book), said, told)
    assert_told(kam("check", book), said, told)
    assert_told(kam("qualify", book, "--write"), said, told, "Nothing was written")
    assert book.read_bytes() == before
    assert not book.with_name("book.xlsx.bak").exists()


def test_a_client_named_like_a_formula_is_refused(kam: Kam, book: Path) -> None:
    def name(workbook: Workbook) -> None:
        cell = workbook["Accounts"]["A6"]
        cell.value = "=1+1"
        cell.data_type = "s"

    assert_told(kam("qualify", edited(book, name)), "=1+1", "Accounts!A6")


def test_a_list_with_such_a_client_writes_nothing(kam: Kam, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("account,margin,large\n=1+1,5,7\nB,x,2\nB,3,2\n")
    run = kam("new", tmp_path / "book.xlsx", "--manager", "Anna", "--from", listed)
    assert_told(run, "=1+1", "list.csv, row 2", "list.csv, row 3", "stands twice", "outside the scale")
    assert not (tmp_path / "book.xlsx").exists()


def test_a_row_typed_below_the_table_is_read_and_refused(kam: Kam, book: Path) -> None:
    edited(book, typed("A8", "Client C"))
    run = kam("qualify", book)
    assert_told(run, "Client C", "Accounts!A8", "under the table")
    assert "Client C" in run.out


def test_a_policy_whose_weights_do_not_add_up_is_invalid(kam: Kam, tmp_path: Path) -> None:
    text = kam("policy", "show").out.replace("weight = 25", "weight = 35")
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    assert_told(kam("policy", "check", path), "policy.toml", "100", code=4)
    assert_told(kam("new", tmp_path / "b.xlsx", "--manager", "A", "--policy", path), "100", code=4)
    assert not (tmp_path / "b.xlsx").exists()


def test_a_book_that_is_open_in_excel_is_left_alone(kam: Kam, book: Path) -> None:
    lock = book.with_name("~$book.xlsx")
    lock.write_bytes(b"\x04Anna")
    before = book.read_bytes()
    assert_told(kam("qualify", book, "--write"), "open in Excel", "~$book.xlsx")
    assert book.read_bytes() == before
    assert kam("qualify", book).code in (0, 1)


def test_a_full_disk_leaves_the_old_file_whole(
    kam: Kam, book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before, files = book.read_bytes(), {path.name for path in tmp_path.iterdir()}
    monkeypatch.setattr(os, "fsync", full)
    assert_told(kam("qualify", book, "--write"), "no room")
    assert book.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == files


def test_a_place_that_may_not_be_written_is_said(kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", forbidden)
    assert_told(kam("new", tmp_path / "book.xlsx", "--manager", "Anna"), "may not be opened or written")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_said(kam: Kam, tmp_path: Path) -> None:
    for command in ("qualify", "check", "cap"):
        assert_told(kam(command, tmp_path / "nowhere.xlsx"), "nowhere.xlsx")
    assert_told(kam("new", tmp_path / "b.xlsx", "--manager", "A", "--from", tmp_path / "no.csv"), "no.csv")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_speaks_the_language_of_the_person(
    lang: Lang, kam: Kam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAM_LANG", lang)
    said = kam("qualify", tmp_path / "nowhere.xlsx").err
    assert ("Такого файла" in said) == (lang == "ru")


def test_a_sheet_or_picture_of_a_persons_own_is_never_lost_in_silence(kam: Kam, book: Path) -> None:
    edited(book, lambda workbook: workbook.create_sheet("My notes").append(["remember"]))
    before = book.read_bytes()
    assert_told(kam("qualify", book, "--write"), "My notes", "--drop-foreign")
    assert book.read_bytes() == before
    assert kam("qualify", book, "--write", "--drop-foreign").code in (0, 1)
    with zipfile.ZipFile(book.with_name("book.xlsx.bak")) as kept:
        assert "My notes" in kept.read("xl/workbook.xml").decode()


def test_a_copied_row_is_said_and_gets_an_id_of_its_own(kam: Kam, book: Path) -> None:
    ids = column(book, "Id")

    def copy(workbook: Workbook) -> None:
        workbook["Accounts"][f"{ids}7"].value = workbook["Accounts"][f"{ids}6"].value

    edited(book, copy)
    run = kam("check", book)
    assert run.code == 1
    assert "Client A" in run.out
    assert "Client B" in run.out
    kam("qualify", book, "--write")
    sheet = load_workbook(book)["Accounts"]
    assert sheet[f"{ids}6"].value != sheet[f"{ids}7"].value
