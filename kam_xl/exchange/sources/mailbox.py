"""Mailboxes (.mbox): one mail after the other, whatever the size of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from kam_xl.exchange.sources.limits import Allowance

_LINE = 2**16
_STEPS = 2
"""Steps of a line."""
_BORDER = re.compile(rb"From [^\r\n]{0,300}\d\d:\d\d[^\r\n]{0,60}\r?\n")
_HEADER = re.compile(rb">?From |[!-9;-~]+:")


def messages(file: IO[bytes], limit: int, allowance: Allowance) -> Iterator[bytes | None]:
    """Yield the mails of a mailbox as bytes, None for one above `limit`; no more than one is held at a time.

    A mail begins at the line `From <sender> <day and time>` that a header follows. The `mailbox` of the standard
    library takes each line that begins with "From " for a beginning, and would cut a mail whose text has one in two.

    Raises:
        TooMuchWork: to go on takes more than is allowed.
    """
    mail: bytearray | None = None
    too_large = False
    for line, begins in _lines(file):
        allowance.work(_STEPS)
        if begins:
            if mail is not None:
                yield None if too_large else bytes(mail)
            mail, too_large = bytearray(), False
        elif mail is not None and not too_large:
            mail += line
            too_large = len(mail) > limit
    if mail is not None:
        yield None if too_large else bytes(mail)


def _lines(file: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each line, or piece of a very long one, and whether it stands between two mails."""
    line, at_start, first = file.readline(_LINE), True, True
    while line:
        following = file.readline(_LINE)
        border = at_start and line.startswith(b"From ") and (first or _is_border(line, following))
        yield line, border
        at_start, line, first = line.endswith(b"\n"), following, False


def _is_border(line: bytes, following: bytes) -> bool:
    return _BORDER.fullmatch(line) is not None and _HEADER.match(following) is not None
