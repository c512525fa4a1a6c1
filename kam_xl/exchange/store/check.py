"""Whether a store is whole: nothing lost, doubled or half written; everything that follows from versions does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Connection, Row, func, select

from kam_xl.exchange.store.history import account_names, change_rows, decision_row, folded, version
from kam_xl.exchange.store.judging import judged_rows, judgings_of, status_rows
from kam_xl.exchange.store.naming import DECISIONS
from kam_xl.exchange.store.not_sent import unsent_in
from kam_xl.exchange.store.store import Store
from kam_xl.exchange.store.tables import (
    ACCOUNT_STATUS,
    ARRIVALS,
    CHANGES,
    JUDGINGS,
    NAMES,
    REFUSALS,
    SUBMISSIONS,
)
from kam_xl.exchange.store.tables import DECISIONS as DECIDED
from kam_xl.exchange.store.timeline import Tables, changes

Version = Row[Any]


def check(store: Store) -> list[str]:
    """Return what is wrong with a store, a line each, for whoever looks after the program; empty where it is whole."""
    return store.ask(lambda connection: list(_found(connection)))


def _found(connection: Connection) -> Iterator[str]:
    versions = connection.execute(select(SUBMISSIONS).order_by(SUBMISSIONS.c.book, SUBMISSIONS.c.place)).all()
    for book, ones in groupby(versions, key=lambda one: one.book):
        of_book = list(ones)
        yield from (f"book {book}: {wrong}" for wrong in _of_book(connection, book, of_book))
    for one in versions:
        yield from (f"version {one.id}: {wrong}" for wrong in _of_version(connection, one.id))
    yield from _of_files(connection)


def _of_book(connection: Connection, book: int, versions: Sequence[Version]) -> Iterator[str]:
    if [one.place for one in versions] != list(range(1, len(versions) + 1)):
        yield "the places of its versions have gaps"
    counts = select(CHANGES.c.submission, func.count().label("rows")).where(CHANGES.c.book == book)
    held = {row.submission: row.rows for row in connection.execute(counts.group_by(CHANGES.c.submission))}
    if any(held.get(one.id, 0) != one.differences for one in versions):
        yield "changes are lost or doubled"
    orders = [(one.stamp, one.received, one.content, one.sha256) for one in versions]
    if orders != sorted(orders):
        yield "its versions are not in the order of time"
    try:
        tables = [version(connection, book, one.id) for one in versions]
    except ValueError as error:
        yield f"a change does not fit: {error}"
        return
    yield from _of_changes(connection, book, versions, tables)
    yield from _of_names(connection, book, tables)
    yield from _of_decisions(connection, book, versions, tables)


def _of_changes(
    connection: Connection, book: int, versions: Sequence[Version], tables: Sequence[Tables]
) -> Iterator[str]:
    names = [one.name for one in CHANGES.c if one.name not in ("id", "book")]
    asked = select(*(CHANGES.c[name] for name in names)).where(CHANGES.c.book == book)
    kept = Counter(tuple(row) for row in connection.execute(asked))
    expected: Counter[tuple[Any, ...]] = Counter()
    unsent = unsent_in(connection, [one.id for one in versions])
    for (before, after), (old, new) in zip(pairwise(versions), pairwise(tables), strict=True):
        common = {"earlier": before.id, "submission": after.id}
        rows = change_rows(list(changes(old, new)), old, new, (unsent[before.id], unsent[after.id]))
        expected.update(tuple({**common, **row}[name] for name in names) for row in rows)
    if kept != expected:
        yield f"{(kept - expected).total()} changes too many, {(expected - kept).total()} missing"


def _of_names(connection: Connection, book: int, tables: Sequence[Tables]) -> Iterator[str]:
    asked = select(NAMES.c.account_id, NAMES.c.folded).where(NAMES.c.book == book)
    kept = sorted((row.account_id, row.folded) for row in connection.execute(asked))
    if kept != sorted({(id, folded(name)) for one in tables for id, name in account_names(one).items()}):
        yield "its accounts had other names"


def _of_decisions(
    connection: Connection, book: int, versions: Sequence[Version], tables: Sequence[Tables]
) -> Iterator[str]:
    columns = [one for one in DECIDED.c if one.name != "id"]
    rows = connection.execute(select(*columns).where(DECIDED.c.book == book)).mappings()
    kept = sorted((dict(row) for row in rows), key=lambda row: str(row["record"]))
    expected: dict[str, dict[str, Any]] = {}
    for one, held in zip(versions, tables, strict=True):
        for id in held.get(DECISIONS, {}):
            expected.setdefault(id, decision_row(book, one.id, id, held))
    if kept != [expected[id] for id in sorted(expected)]:
        yield "its decisions do not stand with their first version"


def _of_version(connection: Connection, submission: int) -> Iterator[str]:
    arrived = select(func.count()).select_from(ARRIVALS).where(ARRIVALS.c.submission == submission)
    if not connection.scalar(arrived):
        yield "no file brought it"
    judgings = judgings_of(connection, submission)
    if not judgings:
        yield "it was never judged"
    for judged in judgings:
        rows = judged_rows(connection, submission, judged) or {}
        ones = select(func.count()).select_from(ACCOUNT_STATUS.join(JUDGINGS)).where(
            JUDGINGS.c.submission == submission,
            JUDGINGS.c.policy == judged.policy,
            JUDGINGS.c.as_of == judged.as_of.isoformat(),
        )  # fmt: skip
        if connection.scalar(ones) != len(list(status_rows(rows))):
            yield f"the accounts judged by {judged.policy} as of {judged.as_of} are not those of its rows"


def _of_files(connection: Connection) -> Iterator[str]:
    both = select(REFUSALS.c.sha256).join(SUBMISSIONS, SUBMISSIONS.c.sha256 == REFUSALS.c.sha256)
    yield from (f"file {sha256}: both accepted and refused" for sha256 in connection.scalars(both))
    first = ARRIVALS.c.kind.in_(("current", "older", "resent"))
    asked = select(ARRIVALS.c.run, ARRIVALS.c.sha256).where(first).group_by(ARRIVALS.c.run, ARRIVALS.c.sha256)
    for row in connection.execute(asked.having(func.count() > 1)):
        yield f"file {row.sha256}: taken twice in run {row.run}"
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        yield from (f"the file is damaged: {one}" for one in said if one != "ok")
