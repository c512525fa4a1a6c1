"""Messages of Outlook give their attachments, those of messages within too; without python-oxmsg they say so."""

from __future__ import annotations

import datetime as dt
import struct
import sys
from pathlib import Path

import pytest
from oxmsg import Message

from kam_xl.exchange.sources import Limits, items
from tests.exchange.sources.seen import BOOK, TAKEN, only, seen_as
from tests.support.mails import mail, zipped
from tests.support.msg_files import message, msg


def test_attachments_come_with_day_and_sender(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(msg("Проверка плана", attachments={"КАМ Анна.xlsx": BOOK}))
    item = only(items([tmp_path]))
    assert item.source.endswith("a.msg › Проверка плана (2026-11-20) › КАМ Анна.xlsx")
    assert (item.name, item.data, item.sender) == ("КАМ Анна.xlsx", BOOK, "anna@firm.example")
    assert item.received == dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


def test_the_reader_and_the_tests_writer_agree_with_python_oxmsg() -> None:
    read = Message.load(msg("Plan", attachments={"KAM.xlsx": BOOK}))
    assert (read.subject, read.sender, read.attachment_count) == ("Plan", "<anna@firm.example>", 1)
    assert [(one.file_name, one.file_bytes) for one in read.attachments] == [("KAM.xlsx", BOOK)]


def test_a_message_within_one_is_opened_and_says_who_and_when(tmp_path: Path) -> None:
    day = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
    deepest = message("Deepest", attachments={"D.xlsx": BOOK})
    inner = message("Inner", "boris@firm.example", {"KAM.xlsx": BOOK}, day, [deepest])
    (tmp_path / "a.msg").write_bytes(msg("Outer", attachments={"A.xlsx": BOOK}, within=[inner]))
    first, second, third = items([tmp_path])
    assert first.source.endswith("Outer (2026-11-20) › A.xlsx")
    assert second.source.endswith("Outer (2026-11-20) › Inner (2026-11-03) › KAM.xlsx")
    assert (second.sender, second.received) == ("boris@firm.example", day)
    assert third.source.endswith("Inner (2026-11-03) › Deepest (2026-11-20) › D.xlsx")


def test_large_attachments_archives_and_mails_come_whole(tmp_path: Path) -> None:
    big = zipped({"a": bytes(range(256)) * 400}, 0)
    data = msg("P", attachments={"big.xlsx": big, "all.zip": zipped({"KAM.xlsx": BOOK}), "x.eml": mail("Q")})
    assert seen_as(data, "a.msg", tmp_path) == {
        "P (2026-11-20) › big.xlsx": TAKEN,
        "P (2026-11-20) › all.zip › KAM.xlsx": TAKEN,
        "P (2026-11-20) › x.eml › Q (2026-11-20)": "no_attachment",
    }


def test_texts_from_before_unicode_are_read(tmp_path: Path) -> None:
    data = msg("Проверка", attachments={"Отчёт Анны.xlsx": BOOK}, encoding="cp1251")
    assert seen_as(data, "a.msg", tmp_path) == {"Проверка (2026-11-20) › Отчёт Анны.xlsx": TAKEN}


def test_a_link_to_a_file_in_the_cloud_says_what_to_ask_for(tmp_path: Path) -> None:
    assert seen_as(msg("P", attachments={"KAM.xlsx": None}), "a.msg", tmp_path) == {
        "P (2026-11-20) › KAM.xlsx": "mail_link"
    }


def test_a_message_without_attachments_day_and_subject(tmp_path: Path) -> None:
    assert seen_as(msg("", "", date=None), "a.msg", tmp_path) == {"": "no_attachment"}


def test_a_message_is_known_by_what_it_holds(tmp_path: Path) -> None:
    assert seen_as(msg("P", attachments={"K.xlsx": BOOK}), "a.dat", tmp_path) == {"P (2026-11-20) › K.xlsx": TAKEN}
    other = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert seen_as(other, "letter.doc", tmp_path) == {"": "not_a_workbook"}


def test_old_and_encrypted_workbooks_stay_candidates(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for mark in ("EncryptedPackage", "Workbook\0"):
        assert seen_as(ole + mark.encode("utf-16-le"), "KAM", tmp_path) == {"": TAKEN}
    assert seen_as(ole, "KAM.xls", tmp_path) == {"": TAKEN}


def test_limits_hold_for_messages_too(tmp_path: Path) -> None:
    data = msg("P", attachments={f"{i}.xlsx": BOOK for i in range(4)})
    assert seen_as(data, "a.msg", tmp_path, Limits(members=3))["P (2026-11-20)"] == "too_many"
    assert set(seen_as(data, "a.msg", tmp_path, Limits(member_bytes=100)).values()) == {"too_large"}
    assert seen_as(data, "a.msg", tmp_path, Limits(mail_bytes=3000)) == {"": "mail_too_large"}


def test_without_python_oxmsg_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kam_xl.exchange.sources as package

    for name in ("oxmsg", "oxmsg.properties", "oxmsg.storage"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("compound", "outlook"):
        monkeypatch.delitem(sys.modules, f"kam_xl.exchange.sources.{name}", raising=False)
        monkeypatch.delattr(package, name, raising=False)
    (tmp_path / "a.msg").write_bytes(msg("P", attachments={"K.xlsx": BOOK}))
    refused = only(items([tmp_path])).refused
    assert refused is not None
    assert "kam-xl[msg]" in refused.in_("en") and "kam-xl[msg]" in refused.in_("ru")


def test_a_message_that_lost_an_attachment_says_so(tmp_path: Path) -> None:
    data = msg("P", attachments={"A.xlsx": BOOK, "B.xlsx": BOOK})
    lost = data.replace(
        "__attach_version1.0_#00000001".encode("utf-16-le"), "__attack_version1.0_#00000001".encode("utf-16-le")
    )
    assert seen_as(lost, "a.msg", tmp_path) == {"P (2026-11-20) › A.xlsx": TAKEN, "P (2026-11-20)": "mail_damaged"}


def test_an_attachment_that_is_spoilt_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    data = msg("P", attachments={"A.xlsx": BOOK}, within=[message("Q", attachments={"B.xlsx": BOOK})])
    method = struct.pack("<HHIQ", 0x0003, 0x3705, 0x6, 5)
    assert data.count(method) == 1
    found = seen_as(data.replace(method, method[:2] + bytes(14)), "a.msg", tmp_path)
    assert found["P (2026-11-20) › A.xlsx"] == TAKEN
    assert len(found) == 2
