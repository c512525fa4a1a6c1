"""Mails taken apart by the standard library, which is watched while it works.

It reads any bytes as some mail, and some small mails without end: it compares each line with the border of every part
that the line lies in, makes an object of every part and of whatever is wrong, and takes long over headers. All of that
is counted as it comes.
"""

from __future__ import annotations

import string
from binascii import a2b_base64
from contextlib import suppress
from email.errors import MessageDefect
from email.message import Message as Mail
from email.parser import BytesFeedParser

from kam_xl.exchange.sources.headers import Headers
from kam_xl.exchange.sources.limits import Allowance

_CHUNK = 2**13
_POLICY = Headers()
_BASE64 = f"{string.ascii_letters}{string.digits}+/\r\n".encode()
_PART, _HEADER, _PARAMETER, _DEFECT = 100, 12, 14, 8
"""Steps of each."""
_BYTES = 8
"""Bytes of a step."""


def parsed(data: bytes, allowance: Allowance) -> Mail:
    """Take a mail apart.

    Raises:
        TooMuchWork: that takes more than is allowed.
        Exception: whatever the standard library meets in a mail that was made to harm.
    """
    depth = _Depth()
    parser = BytesFeedParser(lambda: _Part(allowance, depth), policy=_POLICY)
    for start in range(0, len(data), _CHUNK):
        chunk = _joined(data[start : start + _CHUNK])
        parser.feed(chunk)
        # Lines end in one sign or in two, seldom in both ways: then half of them are near enough.
        lines = max(chunk.count(b"\n"), chunk.count(b"\r"))
        allowance.work(len(chunk) // _BYTES + lines * (1 + depth.deepest()))
    return parser.close()


def content(part: Mail) -> bytes:
    """Return what an attachment decodes to, as the standard library has it; sound base64 with fewer copies.

    Raises:
        Exception: whatever the standard library raises on one that was made to harm.
    """
    payload = part.get_payload()
    if isinstance(payload, str) and str(part.get("content-transfer-encoding", "")).lower() == "base64":
        with suppress(ValueError):
            return a2b_base64(payload)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _joined(chunk: bytes) -> bytes:
    """Return a piece of a mail, with what is nothing but base64 as one line between its first and its last.

    A workbook has ten thousand such lines, the library looks at each, and none can be a header or a border. Where a
    line of base64 ends is all the same; a text that merely looks like it, page after page, loses its ends of lines.
    """
    if chunk.translate(None, _BASE64):
        return chunk
    first, last = chunk.find(b"\n") + 1, chunk.rfind(b"\n")
    return chunk[:first] + chunk[first:last].translate(None, b"\r\n") + chunk[last:] if first <= last else chunk


class _Depth:
    """How deep the parts of a mail lie in one another."""

    def __init__(self) -> None:
        self._deepest = self._last = 0

    def note(self, depth: int) -> None:
        """Note where a part begins."""
        self._last, self._deepest = depth, max(depth, self._deepest)

    def deepest(self) -> int:
        """Return how deep any part lay since this was asked last, the one that was in work included."""
        found, self._deepest = self._deepest, self._last
        return found


class _Part(Mail):
    """A part of a mail that counts what is made of it; the parser tells it all as soon as it comes."""

    def __init__(self, allowance: Allowance, depth: _Depth) -> None:
        allowance.work(_PART)
        super().__init__(_POLICY)
        self.defects = _Defects(allowance)
        self._allowance, self._depth, self._at = allowance, depth, 0

    def set_raw(self, name: str, value: str) -> None:
        """Take a header in."""
        self._allowance.work(_HEADER + _PARAMETER * value.count(";"))
        super().set_raw(name, value)

    def attach(self, payload: Mail | str) -> None:
        """Take a part in."""
        if isinstance(payload, _Part):
            payload._at = self._at + 1
            self._depth.note(payload._at)
        super().attach(payload)


class _Defects(list[MessageDefect]):
    """What is wrong with a part: counted, and not kept, since nobody asks."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__()
        self._allowance = allowance

    def append(self, _: MessageDefect) -> None:
        """Count a defect."""
        self._allowance.work(_DEFECT)
