"""Differences that are none for people: a field or record that one of two versions did not bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from kam_xl.exchange.state import Fields
from kam_xl.exchange.store.tables import UNSENT
from kam_xl.exchange.store.timeline import Change
from kam_xl.exchange.unsent import NOTHING_UNSENT, Unsent, from_text, to_text

NOT_SENT = "not_sent"


def write_unsent(connection: Connection, submission: int, unsent: Unsent) -> None:
    """Keep what a version did not bring, for whichever versions it will stand beside."""
    if unsent != NOTHING_UNSENT:
        connection.execute(insert(UNSENT).values(submission=submission, content=to_text(unsent)))


def unsent_in(connection: Connection, submissions: Sequence[int]) -> dict[int, Unsent]:
    """Return what each of some versions did not bring."""
    asked = select(UNSENT).where(UNSENT.c.submission.in_(submissions))
    held = {row.submission: from_text(row.content) for row in connection.execute(asked)}
    return {one: held.get(one, NOTHING_UNSENT) for one in submissions}


def called_kind(change: Change, fields: Fields, unsent: tuple[Unsent, Unsent]) -> str:
    """Return what a change is called: what the version before or after it did not bring was not changed.

    `fields` are those of the record, in the version that holds it.
    """
    before, after = unsent
    match change.kind:
        case "changed":
            missing = any(side.lacks(change.table, change.record, change.field) for side in unsent)
        case "added":
            missing = before.lacks_row(change.table, fields)
        case "deleted":
            missing = after.lacks_row(change.table, fields)
    return NOT_SENT if missing else change.kind


def done_kind(called: str, field: str, old: Any) -> str:
    """Return what a change does to a version, however it is called; only a deleted record has its fields in `old`."""
    if called != NOT_SENT:
        return called
    if field:
        return "changed"
    return "added" if old is None else "deleted"
