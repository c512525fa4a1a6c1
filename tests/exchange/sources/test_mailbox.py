"""Mailboxes are read mail by mail, and cut where mails begin, not where a text says "From"."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from kam_xl.exchange.sources import LIMITS, Limits, items
from kam_xl.exchange.sources.limits import Allowance
from kam_xl.exchange.sources.mailbox import messages
from tests.exchange.sources.seen import BOOK, TAKEN, only, seen_as
from tests.support.mails import mail, mbox


def test_every_mail_is_told_in_its_order(tmp_path: Path) -> None:
    mails = [mail(f"No {i}", attachments={"KAM.xlsx": BOOK}) for i in range(3)]
    found = seen_as(mbox([*mails, mail("Thanks")]), "july.mbox", tmp_path)
    assert found == {f"No {i} (2026-11-20) › KAM.xlsx": TAKEN for i in range(3)} | {
        "Thanks (2026-11-20)": "no_attachment"
    }
    assert next(iter(found)).startswith("No 0")


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("name", ["july.mbox", "Inbox", "July.txt"])
def test_a_mailbox_is_known_by_what_it_holds_with_either_line_end(line_end: bytes, name: str, tmp_path: Path) -> None:
    data = mbox([mail("A", attachments={"KAM.xlsx": BOOK}), mail("B", attachments={"KAM.xlsx": BOOK})], line_end)
    assert list(seen_as(data, name, tmp_path)) == ["A (2026-11-20) › KAM.xlsx", "B (2026-11-20) › KAM.xlsx"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello\n\nFrom Monday on I am away.\n\nAnna",
        "\nFrom anna@firm.example Fri Nov 20 09:30:00 2026\n\nas it said",
        "From: anna\n\nFrom here on: nothing",
    ],
)
def test_from_in_a_text_cuts_no_mail(text: str, tmp_path: Path) -> None:
    data = mbox([mail("A", attachments={"KAM.xlsx": BOOK}, body=text), mail("B", attachments={"KAM.xlsx": BOOK})])
    assert list(seen_as(data, "a.mbox", tmp_path)) == ["A (2026-11-20) › KAM.xlsx", "B (2026-11-20) › KAM.xlsx"]


def test_mails_without_a_blank_line_between_them_are_told_apart(tmp_path: Path) -> None:
    data = mbox([mail("A", attachments={"K.xlsx": BOOK}).rstrip(), mail("B", attachments={"K.xlsx": BOOK})])
    assert len(seen_as(data.replace(b"--\n\nFrom -", b"--\nFrom -"), "a.mbox", tmp_path)) == 2


def test_a_mail_without_a_subject_has_its_number(tmp_path: Path) -> None:
    data = mbox([mail("A"), b"To: x@y.example\n\ntext\n"])
    assert list(seen_as(data, "a.mbox", tmp_path)) == ["A (2026-11-20)", "#2"]


def test_a_mail_is_named_by_its_subject_which_is_no_way(tmp_path: Path) -> None:
    (path := tmp_path / "a.mbox").write_bytes(mbox([mail("Plan 10/11")]))
    item = only(items([path]))
    assert (item.name, item.source.rpartition("›")[2]) == ("Plan 10 11", " Plan 10/11 (2026-11-20)")


def test_a_mailbox_without_mails_is_told(tmp_path: Path) -> None:
    for data in (b"", b"nothing\nof the kind\n"):
        assert seen_as(data, "a.mbox", tmp_path) == {"": "mailbox_empty"}


def test_a_mail_above_the_limit_is_told_and_the_next_one_comes(tmp_path: Path) -> None:
    data = mbox([mail("Big", body="x" * 5000), mail("A", attachments={"KAM.xlsx": BOOK})])
    assert seen_as(data, "a.mbox", tmp_path, Limits(mail_bytes=3000)) == {
        "#1": "mail_too_large",
        "A (2026-11-20) › KAM.xlsx": TAKEN,
    }


def test_memory_does_not_grow_with_the_mailbox() -> None:
    class Endless(io.RawIOBase):
        """A mailbox of 100 MB that is never there as a whole, with a line as long as one of its mails."""

        def __init__(self) -> None:
            one = mbox([mail("A", body="x" * 70 + "\n" + "y" * 100_000)])
            self._rest, self._one = 100 * 2**20 // len(one), one

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            if self._rest == 0:
                return 0
            self._rest -= 1
            buffer[: len(self._one)] = self._one
            return len(self._one)

    tracemalloc.start()
    try:
        count = sum(1 for _ in messages(io.BufferedReader(Endless(), 2**18), 2**20, Allowance(LIMITS, 2**27)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count > 500
    assert peak < 4 * 2**20
