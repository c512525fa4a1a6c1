"""Whatever became of an archive, a mail, a mailbox or a message: items come out, each with a candidate or a reason."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_xl.exchange.sources import Limits, items
from tests.exchange.sources.seen import BOOK, DOCX, check
from tests.fuzz.mutations import Accident, accidents, mended, spoilt
from tests.support.mails import mail, mbox, raw_mail, zipped, zipped_raw
from tests.support.msg_files import message, msg

LIMITS = Limits(member_bytes=2**20, unpacked_bytes=4 * 2**20, mail_bytes=2**20, members=50, items=200)
MANY = 2000

_ZIP = zipped({"a/KAM.xlsx": BOOK, "b.docx": DOCX, "c.zip": zipped({"d.xlsx": BOOK})}, 0)
_NAMED = zipped_raw({"Отчёт.xlsx".encode("cp866"): BOOK})
_MAIL = mail(
    "Проверка", attachments={"КАМ.xlsx": BOOK, "a.zip": _ZIP}, forwarded=[mail("Q", attachments={"x.xlsx": BOOK})]
)
_RAW = raw_mail(
    "Subject: =?koi8-r?B?8M/S1cQ=?=\r\nFrom: A <a@b.example>\r\nDate: Fri, 20 Nov 2026 12:30:00 +0300",
    b"Content-Disposition: attachment;\r\n filename*0*=UTF-8''%D0%9A;\r\n filename*1=.xlsx\r\n\r\nx",
    b"Content-Type: message/rfc822\r\n\r\n"
    + raw_mail("Subject: in", b"Content-Type: a/b; name=K.xlsx\r\n\r\nx", border="in"),
)
_BOX = mbox([_MAIL, _RAW, b"Subject: z\n\nFrom here on\n"])
_MSG = msg("Тема", attachments={"К.xlsx": BOOK, "a.zip": _ZIP}, within=[message("in", attachments={"w.xlsx": BOOK})])
_OLD = msg("Тема", attachments={"К.xlsx": BOOK}, encoding="cp1251")
ALL = (_ZIP, _NAMED, _MAIL, _RAW, _BOX, _MSG, _OLD)


def come_through(data: bytes, name: str) -> None:
    """Hold that a file ends in a bounded number of sound items, at least one, the same each time."""
    with tempfile.TemporaryDirectory() as folder:
        (path := Path(folder) / name).write_bytes(data)
        found = list(items([path], LIMITS))
        assert 1 <= len(found) <= LIMITS.items + 1
        for item in found:
            check(item)
        assert found == list(items([path], LIMITS))


KINDS: dict[str, tuple[str, tuple[bytes, ...], Callable[[bytes], bytes]]] = {
    "zip": ("a.zip", (_ZIP, _NAMED), bytes),
    "zip with checksums": ("a.zip", (_ZIP, _NAMED), mended),
    "mail": ("a.eml", (_MAIL, _RAW), bytes),
    "mailbox": ("a.mbox", (_BOX,), bytes),
    "message": ("a.msg", (_MSG, _OLD), bytes),
    "any name": ("a", ALL, bytes),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15)
@given(st.integers(0, 1), accidents)
def test_items_come_out_of_what_had_accidents(kind: str, which: int, what: list[Accident]) -> None:
    _accident(kind, which, what)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=MANY)
@given(st.integers(0, 6), accidents)
def test_items_come_out_of_what_had_very_many_accidents(kind: str, which: int, what: list[Accident]) -> None:
    _accident(kind, which, what)


def _accident(kind: str, which: int, what: list[Accident]) -> None:
    name, whole, mend = KINDS[kind]
    come_through(mend(spoilt(whole[which % len(whole)], what, ALL)), name)


@settings(max_examples=30)
@given(st.binary(max_size=300), st.sampled_from(["a", "a.zip", "a.eml", "a.mbox", "a.msg", "a.xlsx"]))
def test_items_come_out_of_any_bytes(data: bytes, name: str) -> None:
    come_through(data, name)


def test_what_had_no_accident_comes_whole() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(ALL):
            (Path(folder) / f"{number}").write_bytes(data)
        assert sum(one.refused is None for one in items([Path(folder)], LIMITS)) == 20
