"""Questions to the store, each in one transaction: which files are known, which versions are newest, what changed."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from kam_xl.exchange.digest import Judged
from kam_xl.exchange.state import State, from_json
from kam_xl.exchange.store.codec import message_from_text
from kam_xl.exchange.store.history import REFERENCE, folded, version
from kam_xl.exchange.store.judging import judgings_of
from kam_xl.exchange.store.moments import from_column, sound, to_column
from kam_xl.exchange.store.naming import ACCOUNTS, BLANKS
from kam_xl.exchange.store.not_sent import NOT_SENT
from kam_xl.exchange.store.tables import ARRIVALS, BOOKS, CHANGES, NAMES, REFUSALS, RUNS, SUBMISSIONS
from kam_xl.exchange.store.values import Arrival, FieldChange, Known, Run, Submission

_BOOK = SUBMISSIONS.join(BOOKS, SUBMISSIONS.c.book == BOOKS.c.id)
_VERSIONS = select(SUBMISSIONS, BOOKS.c.book_id).select_from(_BOOK)


def known(connection: Connection, sha256: str) -> Known | None:
    """Return what is known of a file by its bytes."""
    asked = _VERSIONS.where(SUBMISSIONS.c.sha256 == sha256)
    if (row := connection.execute(asked).first()) is not None:
        last = connection.scalar(select(func.max(SUBMISSIONS.c.place)).where(SUBMISSIONS.c.book == row.book))
        judged = judgings_of(connection, row.id)
        return Known("accepted", row.id, row.book_id, "", None, judged, row.place == last, from_column(row.received))
    refused = connection.execute(select(REFUSALS).where(REFUSALS.c.sha256 == sha256)).first()
    if refused is None:
        return None
    return Known("refused", None, "", refused.code, message_from_text(refused.reason), frozenset())


def current(connection: Connection) -> list[Submission]:
    """Return the newest version of each book, by manager and book."""
    newest = select(SUBMISSIONS.c.book, func.max(SUBMISSIONS.c.place).label("place")).group_by(SUBMISSIONS.c.book)
    last = newest.subquery()
    of_newest = and_(SUBMISSIONS.c.book == last.c.book, SUBMISSIONS.c.place == last.c.place)
    asked = select(SUBMISSIONS, BOOKS.c.book_id).select_from(_BOOK.join(last, of_newest))
    found = [_submission(row) for row in connection.execute(asked)]
    return sorted(found, key=lambda one: (one.manager, one.book_id))


def versions(connection: Connection, book_id: str = "") -> list[Submission]:
    """Return the versions of a book, or of all books, in their order in time."""
    asked = _VERSIONS.order_by(BOOKS.c.id, SUBMISSIONS.c.place)
    if book_id:
        asked = asked.where(BOOKS.c.book_id == sound(book_id))
    return [_submission(row) for row in connection.execute(asked)]


def _submission(row: Row[Any]) -> Submission:
    return Submission(
        row.id,
        row.book_id,
        row.manager,
        row.head,
        row.sha256,
        row.source,
        from_column(row.stamp),
        from_column(row.received),
        row.sender,
        row.place,
        row.content,
        from_column(row.added),
    )


def state(connection: Connection, submission: int) -> State:
    """Return a version as plain fields.

    Raises:
        KeyError: there is no such version; a mistake of the program.
    """
    row = connection.execute(_VERSIONS.where(SUBMISSIONS.c.id == submission)).first()
    if row is None:
        raise KeyError(submission)
    held = version(connection, row.book, submission)
    tables = {
        table: {id: {**blank, **from_json(table, fields)} for id, fields in held.get(table, {}).items()}
        for table, blank in BLANKS.items()
    }
    return State(row.book_id, row.lang, tables)


def arrivals(connection: Connection, run: int) -> list[Arrival]:
    """Return the files of a run in the order in which they came."""
    joined = ARRIVALS.outerjoin(SUBMISSIONS, ARRIVALS.c.submission == SUBMISSIONS.c.id).outerjoin(
        BOOKS, SUBMISSIONS.c.book == BOOKS.c.id
    )
    asked = select(ARRIVALS, BOOKS.c.book_id, SUBMISSIONS.c.manager, SUBMISSIONS.c.stamp).select_from(joined)
    return [_arrival(row) for row in connection.execute(asked.where(ARRIVALS.c.run == run).order_by(ARRIVALS.c.id))]


def _arrival(row: Row[Any]) -> Arrival:
    return Arrival(
        row.kind,
        row.source,
        row.sha256,
        row.size,
        from_column(row.received),
        row.sender,
        row.submission,
        row.book_id or "",
        row.manager or "",
        from_column(row.stamp) if row.stamp else None,
        row.code,
        message_from_text(row.reason) if row.reason else None,
    )


def runs(connection: Connection) -> list[Run]:
    """Return all runs, the first first."""
    return [_run(row) for row in connection.execute(select(RUNS).order_by(RUNS.c.id))]


def last_finished_run(connection: Connection, before: int) -> Run | None:
    """Return the last run before another one that came to its end."""
    asked = select(RUNS).where(RUNS.c.id < before, RUNS.c.finished.is_not(None)).order_by(RUNS.c.id.desc()).limit(1)
    row = connection.execute(asked).first()
    return None if row is None else _run(row)


def _run(row: Row[Any]) -> Run:
    finished = from_column(row.finished) if row.finished else None
    judged = Judged(row.policy, dt.date.fromisoformat(row.as_of))
    return Run(row.id, from_column(row.started), finished, tuple(json.loads(row.sources)), judged)


def changes(
    connection: Connection,
    added_since: dt.datetime | None,
    stamped_since: dt.datetime | None,
    book_id: str,
    account: str,
    *,
    unsent: bool = False,
) -> list[FieldChange]:
    """Return what changed, in the order of time within each book; with what was not sent where that is asked for."""
    earlier = SUBMISSIONS.alias("earlier_version")
    joined = CHANGES.join(SUBMISSIONS, CHANGES.c.submission == SUBMISSIONS.c.id)
    joined = joined.join(BOOKS, SUBMISSIONS.c.book == BOOKS.c.id).join(earlier, CHANGES.c.earlier == earlier.c.id)
    taken = (BOOKS.c.book_id, SUBMISSIONS.c.manager, SUBMISSIONS.c.stamp, SUBMISSIONS.c.source)
    asked = select(CHANGES, *taken, earlier.c.stamp.label("since")).select_from(joined)
    if added_since is not None:
        asked = asked.where(SUBMISSIONS.c.added > to_column(added_since))
    if stamped_since is not None:
        asked = asked.where(SUBMISSIONS.c.stamp > to_column(stamped_since))
    if book_id:
        asked = asked.where(BOOKS.c.book_id == sound(book_id))
    if account:
        asked = _of_account(asked, account)
    left_out = (REFERENCE,) if unsent else (REFERENCE, NOT_SENT)
    ordered = asked.where(CHANGES.c.kind.not_in(left_out)).order_by(BOOKS.c.id, SUBMISSIONS.c.place, CHANGES.c.id)
    return [_change(row) for row in connection.execute(ordered)]


def _of_account(asked: Select[Any], account: str) -> Select[Any]:
    """Ask for one account, by its id or any name that it ever had."""
    named = select(NAMES.c.id).where(
        NAMES.c.book == CHANGES.c.book, NAMES.c.account_id == CHANGES.c.account_id, NAMES.c.folded == folded(account)
    )
    return asked.where(or_(CHANGES.c.account_id == sound(account), named.exists()))


def _change(row: Row[Any]) -> FieldChange:
    old, new = _sides(row)
    return FieldChange(
        row.book_id,
        row.manager,
        row.tbl,
        row.record,
        row.account_id,
        row.account,
        row.name,
        row.field,
        old,
        new,
        from_column(row.since),
        from_column(row.stamp),
        row.source,
        row.submission,
        row.kind,
    )


def _sides(row: Row[Any]) -> tuple[Any, Any]:
    """Return both values of a change; accounts that a record refers to by name."""
    if not row.field:
        return None, None
    if row.field == "account" and row.tbl != ACCOUNTS:
        return row.account_before, row.account
    old, new = (from_json(row.tbl, {row.field: json.loads(side)})[row.field] for side in (row.old, row.new))
    return old, new
