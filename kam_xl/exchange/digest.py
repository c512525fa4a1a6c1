"""What collecting makes of one file: refused with a reason, or a book with its records, rows and findings.

Plain values that a worker process hands over and the store keeps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kam_xl.exchange.state import State
from kam_xl.exchange.team_tables import Row
from kam_xl.exchange.unsent import NOTHING_UNSENT, Unsent
from kam_xl.findings import Finding
from kam_xl.i18n import Message
from kam_xl.values import value

UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The moment of what nobody knows the moment of: before all others."""


@value
class Arrived:
    """One file as it came: where from (a chain such as `inbox.mbox › Plan review › KAM Anna.xlsx`), its SHA-256, when.

    `received` is the mail's date, else the day of the file, in UTC; `sender` the mail's, "" where there is none.
    """

    source: str
    sha256: str
    size: int
    received: dt.datetime
    sender: str = ""


@value
class Judged:
    """By what a book was judged: the fingerprint of the policy and the day; equal ones give equal rows."""

    policy: str
    as_of: dt.date


@value
class Digest:
    """A book that was accepted.

    `content` is a print of all that it says, however it was packed; `stamp` orders the versions of one book, in UTC.
    `rows` are those of the team tables, by name; `unsent` is what the version did not bring. A book that is not
    `numbered` lost its id; the one it has follows from its manager's name.
    """

    arrived: Arrived
    content: str
    stamp: dt.datetime
    state: State
    judged: Judged
    rows: Mapping[str, Sequence[Row]]
    findings: tuple[Finding, ...]
    unsent: Unsent = NOTHING_UNSENT
    numbered: bool = True

    @property
    def book_id(self) -> str:
        """Return the id of the book."""
        return self.state.book_id

    @property
    def manager(self) -> str:
        """Return whose book it is."""
        return str(self.state.tables["setup"]["setup"]["manager"])


def with_book_id(digest: Digest, book_id: str) -> Digest:
    """Return what was made of a book as that of another id."""
    rows = {name: [(row[0], book_id, *row[2:]) for row in ones] for name, ones in digest.rows.items()}
    return replace(digest, state=replace(digest.state, book_id=book_id), rows=rows)


ASIDE = "aside"
"""Code of a file that asks nobody for anything: a logo under a mail, a mere letter of a mailbox, a team workbook."""


@value
class Refused:
    """A file that was not accepted, and why; `code` is stable, the reason for people."""

    arrived: Arrived
    code: str
    reason: Message


Outcome = Digest | Refused
