"""Take files into the store: accepted ones with their versions, refused ones with their reasons, copies as copies.

What a file is called follows from the versions of its book, not from the order in which files came:

    resent      it says the same as the version just before it
    current     it is the newest version but for such ones
    older       a newer version says something else
    identical   the same bytes came before in the same run
    refused     it was not accepted
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from kam_xl.exchange.digest import Arrived, Digest, Judged, Refused
from kam_xl.exchange.store.codec import dumps, message_to_text
from kam_xl.exchange.store.history import make_room, write_version
from kam_xl.exchange.store.judging import write_judged
from kam_xl.exchange.store.moments import sound, to_column
from kam_xl.exchange.store.not_sent import write_unsent
from kam_xl.exchange.store.tables import ARRIVALS, BOOKS, REFUSALS, RUNS, SUBMISSIONS
from kam_xl.exchange.store.values import ArrivalKind, Known
from kam_xl.i18n import Message


def begin(connection: Connection, sources: Sequence[str], judged: Judged, now: dt.datetime) -> int:
    """Write a new run and return its number."""
    row = {
        "started": to_column(now),
        "sources": dumps(list(sources)),
        "policy": judged.policy,
        "as_of": judged.as_of.isoformat(),
    }
    return _number(connection.execute(insert(RUNS).values(row)).inserted_primary_key)


def settle(connection: Connection, run: int) -> None:
    """Write what the files of a run are called now: another run may have brought versions."""
    _name_anew(connection, run, None)


def finish(connection: Connection, run: int, now: dt.datetime) -> None:
    """Write that a run came to its end."""
    connection.execute(update(RUNS).where(RUNS.c.id == run).values(finished=to_column(now)))


def add(connection: Connection, run: int, digest: Digest) -> ArrivalKind:
    """Take a book: a version of it where its bytes are new, else as `seen`; its rows where they are not kept yet."""
    arrived = digest.arrived
    book = _book(connection, digest.book_id)
    held = connection.scalar(select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.sha256 == arrived.sha256))
    submission = held or _new_version(connection, run, book, digest)
    write_judged(connection, submission, digest.judged, digest.rows, digest.findings)
    connection.execute(delete(REFUSALS).where(REFUSALS.c.sha256 == arrived.sha256))
    kind = seen(connection, run, arrived, submission)
    if not held:
        _name_anew(connection, run, book)
    return kind


def _book(connection: Connection, book_id: str) -> int:
    """Return the number of a book, held until the end of the transaction where the database can hold a row."""
    asked = select(BOOKS.c.id).where(BOOKS.c.book_id == sound(book_id)).with_for_update()
    found: int | None = connection.scalar(asked)
    if found is None:
        found = _number(connection.execute(insert(BOOKS).values(book_id=sound(book_id))).inserted_primary_key)
    return found


def _new_version(connection: Connection, run: int, book: int, digest: Digest) -> int:
    versions = _versions(connection, book)
    earlier = [one for one in versions if _order(one) < _order_of(digest)]
    later = versions[len(earlier) :]
    place = len(earlier) + 1
    if later:
        make_room(connection, book, place)
    row = _submission_row(connection, run, book, place, digest)
    submission = _number(connection.execute(insert(SUBMISSIONS).values(row)).inserted_primary_key)
    before, after = earlier[-1].id if earlier else None, later[0].id if later else None
    write_unsent(connection, submission, digest.unsent)
    write_version(connection, book, submission, digest.state, before, after)
    return submission


def _versions(connection: Connection, book: int | None) -> Sequence[Row[Any]]:
    """Return the versions of a book, or those of all books, in the order of time."""
    names = ("id", "book", "stamp", "received", "content", "sha256")
    asked: Select[Any] = select(*(SUBMISSIONS.c[name] for name in names))
    wanted = asked if book is None else asked.where(SUBMISSIONS.c.book == book)
    return connection.execute(wanted.order_by(SUBMISSIONS.c.book, SUBMISSIONS.c.place)).all()


def _order(one: Row[Any]) -> tuple[str, ...]:
    return one.stamp, one.received, one.content, one.sha256


def _order_of(digest: Digest) -> tuple[str, ...]:
    """Return what orders the versions of one book: the stamp; where it is the same, when each was received."""
    arrived = digest.arrived
    return to_column(digest.stamp), to_column(arrived.received), digest.content, arrived.sha256


def _submission_row(connection: Connection, run: int, book: int, place: int, digest: Digest) -> dict[str, Any]:
    setup = digest.state.tables["setup"]["setup"]
    return {
        "book": book,
        "place": place,
        "manager": sound(digest.manager),
        "head": sound(str(setup.get("head") or "")),
        "lang": digest.state.lang,
        "content": digest.content,
        "stamp": to_column(digest.stamp),
        "run": run,
        "differences": 0,
        "added": connection.scalar(select(RUNS.c.started).where(RUNS.c.id == run)),
        **_file_row(digest.arrived),
    }


def _file_row(arrived: Arrived) -> dict[str, Any]:
    return {
        "sha256": arrived.sha256,
        "received": to_column(arrived.received),
        "source": sound(arrived.source),
        "sender": sound(arrived.sender),
        "size": arrived.size,
    }


def seen(connection: Connection, run: int, arrived: Arrived, submission: int) -> ArrivalKind:
    """Write that a file with the bytes of a version came, and return what it is in this run."""
    copies = select(ARRIVALS.c.id).where(ARRIVALS.c.run == run, ARRIVALS.c.sha256 == arrived.sha256)
    again = connection.scalar(copies.where(ARRIVALS.c.submission == submission).limit(1))
    book = connection.scalar(select(SUBMISSIONS.c.book).where(SUBMISSIONS.c.id == submission))
    kind: ArrivalKind = "identical" if again else _kinds(_versions(connection, book))[submission]
    _arrive(connection, run, arrived, kind, submission)
    return kind


def _kinds(versions: Sequence[Row[Any]]) -> dict[int, ArrivalKind]:
    """Return what each version of some books is called; the newest of each book decides from behind."""
    found: dict[int, ArrivalKind] = {}
    for _, ones in groupby(versions, key=lambda one: one.book):
        of_book = list(ones)
        for before, one in zip((None, *of_book), of_book, strict=False):
            if before is not None and before.content == one.content:
                found[one.id] = "resent"
            else:
                found[one.id] = "older"
        last = next(one for one in reversed(of_book) if found[one.id] == "older")
        found[last.id] = "current"
    return found


def _name_anew(connection: Connection, run: int, book: int | None) -> None:
    """Say anew what the files of a book, or of all, are called in a run, now that a version may have come between."""
    kinds = _kinds(_versions(connection, book))
    asked = select(ARRIVALS.c.id, ARRIVALS.c.kind, ARRIVALS.c.submission)
    asked = asked.where(ARRIVALS.c.run == run, ARRIVALS.c.kind.in_(("current", "older", "resent")))
    if book is not None:
        asked = asked.where(ARRIVALS.c.submission.in_(list(kinds)))
    for row in connection.execute(asked).all():
        if kinds[row.submission] != row.kind:
            named = update(ARRIVALS).where(ARRIVALS.c.id == row.id)
            connection.execute(named.values(kind=kinds[row.submission]))


def refuse(connection: Connection, run: int, refused: Refused) -> None:
    """Write that a file came and why it was not accepted; known bytes stay what they are."""
    sha256, reason = refused.arrived.sha256, message_to_text(refused.reason)
    row = {"code": refused.code, "reason": reason}
    if connection.scalar(select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.sha256 == sha256)) is None:
        connection.execute(delete(REFUSALS).where(REFUSALS.c.sha256 == sha256))
        connection.execute(insert(REFUSALS).values(sha256=sha256, **row))
    _arrive(connection, run, refused.arrived, "refused", None, refused.code, reason)


def refused_again(connection: Connection, run: int, arrived: Arrived, known: Known) -> None:
    """Write that a file came which was refused before, with the reason of that time."""
    reason = message_to_text(known.reason or Message("error.internal", {"detail": known.code}))
    _arrive(connection, run, arrived, "refused", None, known.code, reason)


def _arrive(
    connection: Connection,
    run: int,
    arrived: Arrived,
    kind: ArrivalKind,
    submission: int | None,
    code: str = "",
    reason: str = "",
) -> None:
    row = {"run": run, "kind": kind, "submission": submission, "code": code, "reason": reason, **_file_row(arrived)}
    connection.execute(insert(ARRIVALS).values(row))


def _number(key: Row[Any] | None) -> int:
    if key is None:
        raise LookupError("the database gave a new row no number")
    return int(key[0])
