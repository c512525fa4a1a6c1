"""What comes out of sources: one file each, with the way it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kam_xl.exchange.team_tables import SEPARATOR
from kam_xl.i18n import Message
from kam_xl.values import value


@value
class Item:
    """One file that came: where from, as a chain a person can follow, and its bytes or why there are none.

    `source` is the chain, its links joined by " › "; the last one is the file itself. `name` is the file's name as it
    is shown, with nothing in it that could do harm. A plain file on disk has a `path` and is not read yet; an
    attachment or a member of an archive has `data`. `received` (UTC) and `sender` are those of the innermost mail that
    carried it; where no mail says when, it is the day of the file on disk, None where that is not known either.
    `refused` says why it cannot even be tried; None is a candidate.
    """

    source: str
    name: str
    path: Path | None = None
    data: bytes | None = None
    received: dt.datetime | None = None
    sender: str = ""
    refused: Message | None = None


@value
class Trail:
    """The way to a container: its links so far, how deep it lies, and the mail that carried it."""

    links: tuple[str, ...]
    depth: int = 0
    received: dt.datetime | None = None
    sender: str = ""

    def within(self, *links: str) -> Trail:
        """Return the trail of a container one deeper."""
        return replace(self, links=self.links + links, depth=self.depth + 1)

    def item(self, name: str, *, path: Path | None = None, data: bytes | None = None) -> Item:
        """Return a candidate that lies at the end of this trail."""
        return Item(SEPARATOR.join(self.links), name, path, data, self.received, self.sender)

    def refused(self, name: str, why: Message) -> Item:
        """Return a file at the end of this trail that cannot be tried."""
        return Item(SEPARATOR.join(self.links), name, None, None, self.received, self.sender, why)


@value
class Letter:
    """A mail: its subject, day and sender as shown, and its attachments, found as they are asked for."""

    subject: str
    received: dt.datetime | None
    sender: str
    parts: Iterable[Part]

    @property
    def label(self) -> str:
        """Return what it is called in a chain: subject and day; "" where it has neither."""
        day = f"({self.received:%Y-%m-%d})" if self.received else ""
        return " ".join(part for part in (self.subject, day) if part)


@value
class Part:
    """One thing in a container: a file with its bytes, a mail, or what is refused; without a name, the container."""

    way: str
    data: bytes | None = None
    letter: Letter | None = None
    refused: Message | None = None
