"""A mail that is watched while it is taken apart comes apart as the standard library has it."""

from __future__ import annotations

import base64
import random
from email import message_from_bytes
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.sources.headers import Headers
from kam_xl.exchange.sources.limits import LIMITS, Allowance
from kam_xl.exchange.sources.parsing import content, parsed
from tests.support.mails import mail, raw_mail

SIZE = 2**13
"""What is taken at once."""


def told(one: Any) -> object:
    """Return all that a mail holds: headers, parts, and what attachments decode to."""
    payload = one.get_payload()
    inside = [told(part) for part in payload] if isinstance(payload, list) else one.get_payload(decode=True)
    return one.get_content_type(), list(one.items()), inside


def check(data: bytes) -> None:
    assert told(parsed(data, Allowance(LIMITS, 10**9))) == told(message_from_bytes(data, policy=Headers()))


@pytest.mark.parametrize("end", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
def test_attachments_come_whole_wherever_a_piece_of_the_mail_ends(end: bytes) -> None:
    book = base64.encodebytes(random.Random(1).randbytes(3 * SIZE))
    coded = b"Content-Disposition: attachment; filename=KAM.xlsx\r\nContent-Transfer-Encoding: base64\r\n\r\n" + book
    for pad in range(SIZE - 460, SIZE - 160):
        check(
            raw_mail("Subject: Plan\r\nX-Pad: " + "A" * pad, coded, coded).replace(b"\r\n", b"\n").replace(b"\n", end)
        )


def test_a_border_of_signs_of_base64_ends_a_part_wherever_a_piece_of_the_mail_ends() -> None:
    part = b"Content-Transfer-Encoding: base64\r\n\r\n" + (b"A" * 76 + b"\r\n") * 110
    before = raw_mail("X-Pad: ", part, b"A", border="B" * 40).index(b"--BBBB", 500) % SIZE
    for pad in range(SIZE - before - 80, SIZE - before + 10):
        check(raw_mail("X-Pad: " + "A" * pad, part, b"A", border="B" * 40))


@given(st.lists(st.sampled_from([b"A" * 60, b"abc", b"a:b", b"", b"--B", b"--B--", b" x", b"=41="]), max_size=40),
       st.sampled_from([b"\n", b"\r\n", b"\r"]), st.integers(0, 200))  # fmt: skip
def test_whatever_lines_are_mixed_the_parts_are_the_same(lines: list[bytes], end: bytes, repeated: int) -> None:
    start = b"Content-Type: multipart/mixed; boundary=B" + end * 2
    body = end.join([b"--B", *lines, *[b"Q" * 76] * repeated, *lines, b"--B", b"x:y", b"", b"QQ=="])
    data = start + body
    mine, theirs = (
        told(one) for one in (parsed(data, Allowance(LIMITS, 10**9)), message_from_bytes(data, policy=Headers()))
    )
    assert _without_ends(mine) == _without_ends(theirs)


@given(st.lists(st.sampled_from([b"QUJD", b"Q", b"=", b"==", b"%", b"\n", b"\xff"]), max_size=8),
       st.sampled_from([b"base64", b"Base64", b" base64", b"base64 ", b"7bit", b"quoted-printable", b""]))  # fmt: skip
def test_an_attachment_decodes_to_the_same_however_it_is_spoilt(body: list[bytes], encoding: bytes) -> None:
    data = b"Content-Transfer-Encoding: " + encoding + b"\n\n" + b"".join(body)
    one = message_from_bytes(data, policy=Headers())
    assert content(one) == one.get_payload(decode=True)


def test_mails_within_mails_are_the_same() -> None:
    inner = mail("Inner", attachments={"KAM.xlsx": random.Random(1).randbytes(20_000)})
    check(mail("Outer", attachments={"inner.eml": inner}, forwarded=[inner, inner]))


def _without_ends(one: object) -> object:
    """Return what a mail holds but for ends of lines, which texts that look like base64 may lose."""
    if isinstance(one, bytes):
        return one.replace(b"\r", b"").replace(b"\n", b"")
    return type(one)(map(_without_ends, one)) if isinstance(one, list | tuple) else one
