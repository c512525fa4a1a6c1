"""What a book keeps of its travels between people: how it was sent, what two versions disagree on, what changed."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from kam_xl.values import value

Choice = Literal["", "mine", "theirs"]
LogAction = Literal["changed", "added", "deleted", "renamed", "conflict", "chosen", "signed", "sent"]


@value
class Sent:
    """What a copy that was sent carries: the id of the snapshot that the sender keeps, and a print of each field.

    `at` is the moment of sending, ISO 8601 in UTC. `prints` is the text that `kam_xl.exchange.prints` writes and reads;
    a field that is not in it was not sent.
    """

    snapshot: str
    at: str
    by: str
    prints: str = ""


@value
class Conflict:
    """One field that both sides changed differently, or a record that one deleted and the other changed.

    `table`, `record` and `field` name it (`field` is "" for a whole record), `name` and `column` say so in words;
    `base`, `mine` and `theirs` are what people read. `value` holds theirs as data, from which `choice` is applied by
    the next merge. `who`, `date` and `file` tell where theirs came from.
    """

    id: str
    account: str
    table: str
    record: str
    field: str
    name: str
    column: str
    base: str
    mine: str
    theirs: str
    choice: Choice
    who: str
    date: dt.date | None
    file: str
    value: str


@value
class LogEntry:
    """One change that came from elsewhere, or was made by an exchange: who, what, old, new, from which file, when."""

    id: str
    date: dt.date | None
    action: LogAction
    account: str
    name: str
    column: str
    old: str
    new: str
    who: str
    file: str
    table: str
    record: str
