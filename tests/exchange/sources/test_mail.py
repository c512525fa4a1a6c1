"""Attachments of mails are found however a mail program named, packed or nested them; a mail's text is no file."""

from __future__ import annotations

import base64
import datetime as dt
import os
from pathlib import Path

import pytest

from kam_xl.exchange.sources import Limits, items
from tests.exchange.sources.seen import BOOK, TAKEN, only, seen_as
from tests.support.mails import mail, raw_mail, zipped

CODED = base64.b64encode(BOOK)
SUBJECT = "Subject: Plan\r\nFrom: anna@firm.example\r\nDate: Fri, 20 Nov 2026 12:30:00 +0300"
THAT_DAY = "2026-09-21T14:13:20+00:00"
"""When a file of these tests was written."""


def part(headers: str, body: bytes = CODED) -> bytes:
    """Return an attachment in base64 whose other headers are given."""
    return f"{headers}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode("utf-8", "surrogateescape") + body


def name_of(headers: str, tmp_path: Path) -> str:
    """Return how an attachment of these headers is called."""
    path = tmp_path / "a.eml"
    path.write_bytes(raw_mail(SUBJECT, part(headers)))
    item = only(items([path]))
    assert item.data == BOOK
    return item.name


def test_an_attachment_comes_with_the_day_and_sender_of_its_mail(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(raw_mail(SUBJECT, part('Content-Disposition: attachment; filename="KAM.xlsx"')))
    item = only(items([tmp_path]))
    assert item.source.endswith("a.eml › Plan (2026-11-20) › KAM.xlsx")
    assert item.received == dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    assert item.sender == "anna@firm.example"
    assert (item.name, item.data) == ("KAM.xlsx", BOOK)


def test_the_innermost_mail_says_who_and_when(tmp_path: Path) -> None:
    day = dt.datetime(2026, 11, 3, 8, 0, tzinfo=dt.UTC)
    inner = mail("KAM of Boris", "Boris <boris@firm.example>", {"KAM.xlsx": BOOK}, day)
    (tmp_path / "a.eml").write_bytes(mail("Fwd", attachments={"all.zip": zipped({"A.xlsx": BOOK})}, forwarded=[inner]))
    first, second = items([tmp_path])
    assert (first.sender, first.source.split(" › ")[1:]) == (
        "anna@firm.example",
        ["Fwd (2026-11-20)", "all.zip", "A.xlsx"],
    )
    assert (second.sender, second.received) == ("boris@firm.example", day)
    assert second.source.endswith("Fwd (2026-11-20) › KAM of Boris (2026-11-03) › KAM.xlsx")


@pytest.mark.parametrize(
    "headers",
    [
        'Content-Disposition: attachment; filename="КАМ Анна.xlsx"',
        "Content-Disposition: attachment; filename*=UTF-8''%D0%9A%D0%90%D0%9C%20%D0%90%D0%BD%D0%BD%D0%B0.xlsx",
        "Content-Disposition: attachment; filename*0*=UTF-8''%D0%9A%D0%90%D0%9C%20;\r\n filename*1*=%D0%90%D0%BD%D0%BD"
        "%D0%B0;\r\n filename*2=.xlsx",
        "Content-Disposition: attachment; filename*=koi8-r''%EB%E1%ED%20%E1%CE%CE%C1.xlsx",
        'Content-Disposition: attachment; filename="=?koi8-r?B?6+HtIOHOzsEueGxzeA==?="',
        'Content-Disposition: attachment; filename="=?windows-1251?Q?=CA=C0=CC_=C0=ED=ED=E0=2Exlsx?="',
        'Content-Disposition: attachment; filename="=?utf-8?B?0JrQkNCc?=\r\n =?utf-8?B?INCQ0L3QvdCwLnhsc3g=?="',
        'Content-Type: application/octet-stream; name="=?utf-8?B?0JrQkNCcINCQ0L3QvdCwLnhsc3g=?="',
        'Content-Type: application/octet-stream; name="КАМ Анна.xlsx"\r\nContent-Disposition: inline',
        'Content-Type: text/plain; name="КАМ Анна.xlsx"',
        "Content-Disposition: attachment; filename=C:\\Users\\anna\\КАМ Анна.xlsx",
    ],
    ids=["plain utf-8", "2231", "2231 in pieces", "2231 koi8-r", "word koi8-r", "word 1251", "two words", "name",
         "inline", "said to be text", "with its way"],
)  # fmt: skip
def test_a_name_is_read_however_a_program_wrote_it(headers: str, tmp_path: Path) -> None:
    assert name_of(headers, tmp_path) == "КАМ Анна.xlsx"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_name_in_plain_bytes_of_an_old_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    raw = "Отчёт Анны.xlsx".encode(encoding).decode("ascii", "surrogateescape")
    assert name_of(f'Content-Disposition: attachment; filename="{raw}"', tmp_path) == "Отчёт Анны.xlsx"


def test_a_name_in_an_unknown_or_broken_encoding_is_read_as_well_as_it_goes(tmp_path: Path) -> None:
    for word in ("=?x-martian?B?S0FNLnhsc3g=?=", "=?utf-8?B?S0FNLnhsc3g?="):
        assert name_of(f'Content-Disposition: attachment; filename="{word}"', tmp_path).endswith("KAM.xlsx")


def test_a_workbook_without_a_name_is_known_by_what_it_holds(tmp_path: Path) -> None:
    assert name_of("Content-Type: application/octet-stream", tmp_path) == "#1"


def test_a_subject_in_any_encoding_is_read(tmp_path: Path) -> None:
    for raw in (b"=?koi8-r?B?8M/S1cQg?= =?koi8-r?B?8M/S1cQ=?=", "Поруд Поруд".encode("cp1251")):
        data = b"Subject: " + raw + b"\r\nFrom: a@b.example\r\n\r\ntext\r\n"
        (path := tmp_path / "a.eml").write_bytes(data)
        assert only(items([path])).source.endswith("› Поруд Поруд")


@pytest.mark.parametrize(
    ("date", "received"),
    [
        ("Fri, 20 Nov 2026 12:30:00 +0300", "2026-11-20T09:30:00+00:00"),
        ("20 Nov 2026 12:30 -0000", "2026-11-20T12:30:00+00:00"),
        ("yesterday", THAT_DAY),
        ("Fri, 31 Dec 9999 23:59:59 -2359", THAT_DAY),
        ("Fri, 20 Nov 99999999999 12:30:00 +0300", THAT_DAY),
    ],
)
def test_a_day_is_told_in_utc_and_one_that_is_none_is_that_of_the_file(
    date: str, received: str, tmp_path: Path
) -> None:
    (path := tmp_path / "a.eml").write_bytes(f"Date: {date}\r\nFrom: a@b.example\r\n\r\n".encode())
    os.utime(path, (1_790_000_000, 1_790_000_000))
    found = only(items([path])).received
    assert found and found.isoformat() == received


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("Anna <anna@firm.example>", "anna@firm.example"),
        ("=?utf-8?B?0JDQvdC90LA=?= <anna@firm.example>", "anna@firm.example"),
        ("undisclosed", ""),
        ("", ""),
        ("<anna\x07@firm.example>", "anna@firm.example"),
    ],
)
def test_a_sender_is_an_address_or_nothing(sender: str, shown: str, tmp_path: Path) -> None:
    (path := tmp_path / "a.eml").write_bytes(f"Subject: x\r\nFrom: {sender}\r\n\r\n".encode())
    assert only(items([path])).sender == shown


def test_a_mail_without_attachments_is_told_and_its_text_is_no_file(tmp_path: Path) -> None:
    text = b"Content-Type: text/plain\r\n\r\nSee KAM.xlsx"
    page = b"Content-Type: text/html\r\nContent-Disposition: inline\r\n\r\n<table/>"
    assert seen_as(raw_mail(SUBJECT, text, page), "a.eml", tmp_path) == {"Plan (2026-11-20)": "no_attachment"}


def test_pictures_in_the_text_are_told_one_by_one(tmp_path: Path) -> None:
    picture = part('Content-Type: image/png; name="logo.png"\r\nContent-Disposition: inline', b"iVBORw0KGgo=")
    assert seen_as(raw_mail(SUBJECT, picture, picture), "a.eml", tmp_path) == {
        "Plan (2026-11-20) › logo.png": "not_a_workbook",
        "Plan (2026-11-20) › logo.png (2)": "not_a_workbook",
    }


def test_winmail_dat_says_what_to_ask_for(tmp_path: Path) -> None:
    typed = part('Content-Type: application/ms-tnef; name="winmail.dat"')
    named = part('Content-Disposition: attachment; filename="winmail.dat"')
    found = seen_as(raw_mail(SUBJECT, typed, named), "a.eml", tmp_path)
    assert set(found.values()) == {"tnef"} and len(found) == 2
    assert seen_as(b"\x78\x9f\x3e\x22rest", "winmail.dat", tmp_path) == {"": "tnef"}


def test_a_sealed_mail_says_what_to_do(tmp_path: Path) -> None:
    data = part('Subject: x\r\nContent-Type: application/pkcs7-mime; name="smime.p7m"')
    assert seen_as(data, "a.eml", tmp_path) == {"x › smime.p7m": "mail_sealed"}


def test_a_mail_within_that_was_encoded_is_opened(tmp_path: Path) -> None:
    inner = base64.encodebytes(mail("Inner", attachments={"KAM.xlsx": BOOK}))
    data = raw_mail(SUBJECT, part("Content-Type: message/rfc822", inner))
    assert seen_as(data, "a.eml", tmp_path) == {"Plan (2026-11-20) › Inner (2026-11-20) › KAM.xlsx": TAKEN}


def test_an_attached_eml_is_opened(tmp_path: Path) -> None:
    data = mail("Outer", attachments={"inner.eml": mail("Inner", attachments={"KAM.xlsx": BOOK})})
    assert seen_as(data, "a.eml", tmp_path) == {"Outer (2026-11-20) › inner.eml › Inner (2026-11-20) › KAM.xlsx": TAKEN}


def test_a_mail_without_an_ending_is_known_by_its_headers(tmp_path: Path) -> None:
    data = mail("Plan", attachments={"KAM.xlsx": BOOK})
    assert seen_as(data, "1763.M1P2.host:2,S", tmp_path) == {"Plan (2026-11-20) › KAM.xlsx": TAKEN}


def test_a_mail_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    data = raw_mail(SUBJECT, part("Content-Disposition: attachment; filename=A.xlsx"), part("X: y"))
    cut = data[: data.rindex(b"X: y")]
    assert seen_as(cut, "a.eml", tmp_path)["Plan (2026-11-20) › A.xlsx"] == TAKEN


def test_parts_without_their_border_are_told_as_damage(tmp_path: Path) -> None:
    data = raw_mail(SUBJECT, part("Content-Disposition: attachment; filename=A.xlsx"))
    for spoilt in (data.replace(b' boundary="=_border"', b""), data.replace(b"--=_border", b"--lost")):
        assert seen_as(spoilt, "a.eml", tmp_path) == {"Plan (2026-11-20) › #1": "mail_damaged"}


def test_an_attachment_above_the_limit_is_told_and_the_others_come(tmp_path: Path) -> None:
    data = mail("Plan", attachments={"big.xlsx": bytes(4000), "KAM.xlsx": BOOK})
    assert seen_as(data, "a.eml", tmp_path, Limits(member_bytes=2000)) == {
        "Plan (2026-11-20) › big.xlsx": "too_large",
        "Plan (2026-11-20) › KAM.xlsx": TAKEN,
    }


def test_a_mail_above_the_limit_is_told(tmp_path: Path) -> None:
    data = mail("Plan", attachments={"big.xlsx": bytes(4000)})
    assert seen_as(data, "a.eml", tmp_path, Limits(mail_bytes=2000)) == {"": "mail_too_large"}
