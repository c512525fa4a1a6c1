"""Mails taken apart by the standard library, which is watched while it works.

It reads any bytes as some mail, and some small mails without end: it compares each line with the border of every part
that the line lies in, makes an object of every part and of whatever is wrong, and takes long over headers. All of that
is counted as it comes.
"""

from __future__ import annotations

from email.errors import MessageDefect
from email.message import Message as Mail
from email.parser import BytesFeedParser

from kam_xl.exchange.sources.headers import Headers
from kam_xl.exchange.sources.limits import Allowance

_CHUNK = 2**13
_POLICY = Headers()
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
        chunk = data[start : start + _CHUNK]
        parser.feed(chunk)
        # Lines end in one sign or in two, seldom in both ways: then half of them are near enough.
        lines = max(chunk.count(b"\n"), chunk.count(b"\r"))
        allowance.work(len(chunk) // _BYTES + lines * (1 + depth.deepest()))
    return parser.close()


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
