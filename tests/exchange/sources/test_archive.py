"""Archives are opened in memory, member by member, and every member is told of."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from kam_xl.exchange.sources import Limits, items
from tests.exchange.sources.seen import BOOK, DOCX, TAKEN, only, seen_as
from tests.support.mails import mail, zipped, zipped_raw


def test_workbooks_are_found_with_their_folders_and_all_else_is_told(tmp_path: Path) -> None:
    data = zipped({"Anna/KAM.xlsx": BOOK, "Boris/KAM.xlsx": BOOK, "plan.docx": DOCX, "logo.png": b"\x89PNG", "e/": b""})
    assert seen_as(data, "july.zip", tmp_path) == {
        "Anna/KAM.xlsx": TAKEN,
        "Boris/KAM.xlsx": TAKEN,
        "plan.docx": "not_a_workbook",
        "logo.png": "not_a_workbook",
    }


def test_bytes_come_as_they_were_packed(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"x/KAM.xlsx": BOOK}))
    item = only(items([tmp_path]))
    assert (item.name, item.data, item.path, item.sender) == ("KAM.xlsx", BOOK, None, "")


def test_archives_in_archives_are_opened_and_mails_in_them_too(tmp_path: Path) -> None:
    data = zipped({"in.zip": zipped({"KAM.xlsx": BOOK}), "fwd.eml": mail("Plan", attachments={"B.xlsx": BOOK})})
    assert seen_as(data, "a.zip", tmp_path) == {
        "in.zip › KAM.xlsx": TAKEN,
        "fwd.eml › Plan (2026-11-20) › B.xlsx": TAKEN,
    }


@pytest.mark.parametrize("name", ["july.zip", "july", "july.dat", "july.pdf"])
def test_an_archive_is_known_by_what_it_holds(name: str, tmp_path: Path) -> None:
    assert seen_as(zipped({"KAM.xlsx": BOOK}), name, tmp_path) == {"KAM.xlsx": TAKEN}


def test_a_workbook_is_known_by_what_it_holds_and_never_walked(tmp_path: Path) -> None:
    for name in ("KAM.zip", "KAM", "KAM.xlsx", "KAM.dat"):
        assert seen_as(BOOK, name, tmp_path) == {"": TAKEN}


def test_a_package_of_another_program_is_never_walked(tmp_path: Path) -> None:
    trojan = zipped({"[Content_Types].xml": b"<Types/>", "word/embeddings/KAM.xlsx": BOOK})
    assert seen_as(trojan, "letter.docx", tmp_path) == {"": "not_a_workbook"}


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "utf-8"])
def test_names_of_russian_archives_are_read(encoding: str, tmp_path: Path) -> None:
    data = zipped_raw({"Отдел сбыта/КАМ Анна.xlsx".encode(encoding): BOOK})
    assert seen_as(data, "a.zip", tmp_path) == {"Отдел сбыта/КАМ Анна.xlsx": TAKEN}


def test_a_name_of_the_archive_in_unicode_beside_the_plain_one_counts(tmp_path: Path) -> None:
    plain, text = b"___ ____.xlsx\x8a", "КАМ Ёлка.xlsx".encode()
    field = b"\x01" + struct.pack("<I", zlib.crc32(plain)) + text
    entry = zipfile.ZipInfo("0" * len(plain))
    entry.extra = struct.pack("<HH", 0x7075, len(field)) + field
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, BOOK)
    assert seen_as(out.getvalue().replace(b"0" * len(plain), plain), "a.zip", tmp_path) == {"КАМ Ёлка.xlsx": TAKEN}


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    data = zipped({"a.xlsx": BOOK, "b.xlsx": BOOK}).replace(b"b.xlsx", b"a.xlsx")
    assert seen_as(data, "a.zip", tmp_path) == {"a.xlsx": TAKEN, "a.xlsx (2)": TAKEN}


def test_what_macos_and_office_put_into_archives_is_left_out(tmp_path: Path) -> None:
    data = zipped({"KAM.xlsx": BOOK, "__MACOSX/._KAM.xlsx": b"x", "~$KAM.xlsx": b"x", ".DS_Store": b"x"})
    assert seen_as(data, "a.zip", tmp_path) == {"KAM.xlsx": TAKEN}


def test_members_beyond_the_limit_are_counted_in_one_item(tmp_path: Path) -> None:
    data = zipped({f"{i}.xlsx": BOOK for i in range(7)})
    assert seen_as(data, "a.zip", tmp_path, Limits(members=5)) == {f"{i}.xlsx": TAKEN for i in range(5)} | {
        "": "too_many"
    }
    (tmp_path / "a.zip").write_bytes(data)
    last = list(items([tmp_path], Limits(members=5)))[-1]
    assert last.refused is not None
    assert last.refused.in_("en").startswith("2 more files were left aside, only the first 5")
    assert last.refused.in_("ru").startswith("Ещё 2 файла отложены")


def test_a_page_named_like_a_workbook_stays_a_candidate(tmp_path: Path) -> None:
    assert seen_as(zipped({"KAM.xlsx": b"<html><table/></html>"}), "a.zip", tmp_path) == {"KAM.xlsx": TAKEN}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.rar", b"Rar!\x1a\x07\x00..."), ("a.7z", b"7z\xbc\xaf\x27\x1c.."), ("a", b"\x1f\x8b\x08.."), ("a.tar", b"x")],
)
def test_archives_of_other_kinds_are_told_with_what_to_do(name: str, data: bytes, tmp_path: Path) -> None:
    assert seen_as(data, name, tmp_path) == {"": "other_archive"}
