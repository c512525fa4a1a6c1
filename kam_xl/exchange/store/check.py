"""Whether a store is whole: nothing lost, doubled or half written; everything that follows from versions does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Connection, Row, func, select

from kam_xl.exchange.store.history import account_names, change_rows, decision_row, folded, texts_at
from kam_xl.exchange.store.judging import judged_rows, judgings_of, status_rows
from kam_xl.exchange.store.naming import DECISIONS
from kam_xl.exchange.store.store import Store
from kam_xl.exchange.store.tables import (
    ACCOUNT_STATUS,
    ARRIVALS,
    CHANGES,
    JUDGINGS,
    NAMES,
    RECORDS,
    REFUSALS,
    SUBMISSIONS,
)
from kam_xl.exchange.store.tables import DECISIONS as DECIDED
from kam_xl.exchange.store.timeline import same_record

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
    orders = [(one.stamp, one.received, one.content, one.sha256) for one in versions]
    if orders != sorted(orders):
        yield "its versions are not in the order of time"
    yield from _of_spans(connection, book, len(versions))
    yield from _of_changes(connection, book, versions)
    yield from _of_names(connection, book, versions)
    yield from _of_decisions(connection, book, versions)


def _of_spans(connection: Connection, book: int, count: int) -> Iterator[str]:
    order = (RECORDS.c.tbl, RECORDS.c.record, RECORDS.c.first)
    rows = connection.execute(select(RECORDS).where(RECORDS.c.book == book).order_by(*order)).all()
    for key, ones in groupby(rows, key=lambda one: (one.tbl, one.record)):
        spans = list(ones)
        if any(not 1 <= one.first <= count or not one.first < (one.until or count + 1) <= count + 1 for one in spans):
            yield f"{key} stands outside the versions"
        if any(one.until == count + 1 for one in spans):
            yield f"{key} ends after the newest version"
        for before, after in pairwise(spans):
            if before.until is None or before.until > after.first:
                yield f"{key} stands twice in one version"
            elif before.until == after.first and same_record(before.fields, after.fields):
                yield f"{key} is kept twice although it did not change"


def _of_changes(connection: Connection, book: int, versions: Sequence[Version]) -> Iterator[str]:
    names = ("earlier", "submission", "tbl", "record", "kind", "field", "old", "new", "account_id", "account", "name")
    asked = select(*(CHANGES.c[name] for name in names)).where(CHANGES.c.book == book)
    kept = Counter(tuple(row) for row in connection.execute(asked))
    expected: Counter[tuple[Any, ...]] = Counter()
    for before, after in pairwise(versions):
        old, new = (texts_at(connection, book, one.place) for one in (before, after))
        common = {"earlier": before.id, "submission": after.id}
        expected.update(tuple({**common, **row}[name] for name in names) for row in change_rows(old, new))
    if kept != expected:
        yield f"{(kept - expected).total()} changes too many, {(expected - kept).total()} missing"


def _of_names(connection: Connection, book: int, versions: Sequence[Version]) -> Iterator[str]:
    asked = select(NAMES.c.account_id, NAMES.c.folded).where(NAMES.c.book == book)
    kept = sorted(connection.execute(asked).tuples())
    texts = (texts_at(connection, book, one.place) for one in versions)
    expected = {(id, folded(name)) for one in texts for id, name in account_names(one).items()}
    if kept != sorted(expected):
        yield "its accounts had other names"


def _of_decisions(connection: Connection, book: int, versions: Sequence[Version]) -> Iterator[str]:
    columns = [one for one in DECIDED.c if one.name != "id"]
    rows = connection.execute(select(*columns).where(DECIDED.c.book == book)).mappings()
    kept = sorted((dict(row) for row in rows), key=lambda row: str(row["record"]))
    expected: dict[str, dict[str, Any]] = {}
    for one in versions:
        texts = texts_at(connection, book, one.place)
        for (table, id), text in texts.items():
            if table == DECISIONS and id not in expected:
                expected[id] = decision_row(book, one.id, id, text, texts)
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
