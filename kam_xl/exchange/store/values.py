"""What the store answers with, as plain values; moments are in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from kam_xl.exchange.digest import Judged
from kam_xl.i18n import Message
from kam_xl.values import value

ArrivalKind = Literal["current", "older", "resent", "identical", "refused"]
ChangeKind = Literal["added", "changed", "deleted", "not_sent"]


@value
class Known:
    """What the store knows of a file by its SHA-256: a version of a book, or why it was refused.

    `judged` are the policies and days by which its rows are kept; `newest` tells whether it is its book's last version,
    `received` when it came first.
    """

    kind: Literal["accepted", "refused"]
    submission: int | None
    book_id: str
    code: str
    reason: Message | None
    judged: frozenset[Judged]
    newest: bool = False
    received: dt.datetime | None = None


@value
class Submission:
    """One version of a book; `added` is the moment of the run that brought it, `place` its place in time from 1."""

    id: int
    book_id: str
    manager: str
    head: str
    sha256: str
    source: str
    stamp: dt.datetime
    received: dt.datetime
    sender: str
    place: int
    content: str
    added: dt.datetime


@value
class Run:
    """One collection: `finished` is None where it was interrupted or still goes on."""

    id: int
    started: dt.datetime
    finished: dt.datetime | None
    sources: tuple[str, ...]
    judged: Judged


@value
class Arrival:
    """One file of one run; `submission`, `stamp`, manager and book are those of the version that it brought or copies.

    They are blank for a refused one, which has a code and a reason instead.
    """

    kind: ArrivalKind
    source: str
    sha256: str
    size: int
    received: dt.datetime
    sender: str
    submission: int | None
    book_id: str
    manager: str
    stamp: dt.datetime | None
    code: str
    reason: Message | None


@value
class FieldChange:
    """One field that differs between a version of a book and the one before it, or a record that came or went.

    It is `not_sent` where one of the two versions did not bring it and is blank there, or lacks the record.
    `field` is "" and `old` and `new` are None for a whole record. `name` is what the record is called. `since` is the
    stamp of the version before, `stamp`, `source` and `submission` those of the version that differs.
    """

    book_id: str
    manager: str
    table: str
    record: str
    account_id: str
    account: str
    name: str
    field: str
    old: Any
    new: Any
    since: dt.datetime
    stamp: dt.datetime
    source: str
    submission: int
    kind: ChangeKind


@value
class Figures:
    """How an account was judged in one version: `values` by name (shares as fractions), None where it was not in it."""

    stamp: dt.datetime
    received: dt.datetime
    source: str
    values: Mapping[str, Any] | None


@value
class AccountHistory:
    """An account in the book of one manager, at two moments, and the changes between them."""

    manager: str
    book_id: str
    account_id: str
    first: Figures
    last: Figures
    changes: tuple[FieldChange, ...]


@value
class Late:
    """A manager whose last book came `days` ago; None where none ever came."""

    manager: str
    received: dt.datetime | None
    days: int | None


@value
class Decided:
    """One decision of record; evidence, stamp and source are of the version in which it stands first."""

    manager: str
    book_id: str
    account: str
    date: dt.date | None
    change: str
    verdict: str
    points: float | None
    influence: float | None
    stake: float | None
    why: str
    who: str
    policy: str
    evidence: str
    evidence_date: dt.date | None
    stamp: dt.datetime
    source: str


@value
class VersionChanges:
    """One version and how many fields changed, records came and went since the one before it."""

    version: Submission
    changed: int
    added: int
    deleted: int


@value
class RefusedFile:
    """A file that was not accepted; the reason is for people."""

    source: str
    sha256: str
    received: dt.datetime
    sender: str
    code: str
    reason: Message
