"""What a head asks of the history: one account over time, who is late, decisions and their evidence, books, refusals.

Each answer is plain values; a connection comes from `Store.ask`. The views of `views` say the same to other tools.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from kam_xl.exchange.digest import ASIDE, UNDATED
from kam_xl.exchange.store.asking import changes, current, versions
from kam_xl.exchange.store.codec import message_from_text
from kam_xl.exchange.store.history import REFERENCE, folded
from kam_xl.exchange.store.moments import from_column, to_column
from kam_xl.exchange.store.tables import (
    ACCOUNT_STATUS,
    ARRIVALS,
    BOOKS,
    CHANGES,
    DECISIONS,
    JUDGINGS,
    NAMES,
    SUBMISSIONS,
)
from kam_xl.exchange.store.values import AccountHistory, Decided, Figures, Late, RefusedFile, Submission, VersionChanges
from kam_xl.model import natural_name

_FIGURES = (
    "verdict", "manager_key", "company_key", "on_record", "points", "complete", "fresh", "required", "covered",
    "signature", "signed_on", "sales_last", "extra_margin",
)  # fmt: skip
_FLAGS = ("manager_key", "company_key", "on_record")


def account_names(connection: Connection) -> list[str]:
    """Return every name that an account of any book ever had."""
    return sorted(set(connection.scalars(select(NAMES.c.name))))


def account_history(
    connection: Connection, account: str, since: dt.datetime, manager: str = ""
) -> list[AccountHistory]:
    """Return how an account stood at a moment, how it stands in the newest version, and what changed between.

    It is found by any name that it ever had, in the book of every manager; `first` is the version that was the newest
    at that moment, the first one where there was none yet.
    """
    asked = select(NAMES.c.account_id, BOOKS.c.book_id).join(BOOKS, NAMES.c.book == BOOKS.c.id)
    found = []
    for row in connection.execute(asked.where(NAMES.c.folded == folded(account)).order_by(BOOKS.c.id)).all():
        held = versions(connection, row.book_id)
        if manager and natural_name(held[-1].manager) != natural_name(manager):
            continue
        before = [one for one in held if one.stamp <= since]
        first, last = before[-1] if before else held[0], held[-1]
        between = changes(connection, None, first.stamp, row.book_id, row.account_id)
        then, now = (_figures(connection, one, row.account_id) for one in (first, last))
        found.append(AccountHistory(last.manager, row.book_id, row.account_id, then, now, tuple(between)))
    return found


def _figures(connection: Connection, version: Submission, account_id: str) -> Figures:
    """Return how an account was judged when its version was taken: later days and rules do not rewrite the past."""
    joined = select(ACCOUNT_STATUS, JUDGINGS.c.policy, JUDGINGS.c.as_of).join(JUDGINGS)
    of_account = joined.where(JUDGINGS.c.submission == version.id, ACCOUNT_STATUS.c.account_id == account_id)
    row = connection.execute(of_account.order_by(JUDGINGS.c.id).limit(1)).first()
    return Figures(version.stamp, version.received, version.source, _figure(row))


def _figure(row: Row[Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    taken: dict[str, Any] = {name: getattr(row, name) for name in ("account", *_FIGURES, "policy", "as_of")}
    return taken | {name: bool(taken[name]) for name in _FLAGS}


def last_sent(connection: Connection) -> list[Submission]:
    """Return for each manager the version that he sent last, `received` when that came first.

    That is among the newest versions of the books that bear his name now; a book without a name stands for itself.
    The same file mailed once more is no new sending; one that was saved anew is, even where it says nothing new.
    """
    first = select(ARRIVALS.c.submission, func.min(ARRIVALS.c.received).label("received"))
    dated = first.where(ARRIVALS.c.received > to_column(UNDATED)).group_by(ARRIVALS.c.submission)
    came = {row.submission: from_column(row.received) for row in connection.execute(dated)}
    last: dict[str, Submission] = {}
    for one in current(connection):
        sent, whose = replace(one, received=came.get(one.id, one.received)), natural_name(one.manager) or one.book_id
        if whose not in last or last[whose].received < sent.received:
            last[whose] = sent
    return list(last.values())


def late(connection: Connection, now: dt.datetime, days: float, team: Sequence[str] = ()) -> list[Late]:
    """Return managers whose last book came more than some days ago, the latest first, then those never seen.

    `team` names who is expected to send; a name that no book bears any more counts by the last one that did.
    """
    sent = last_sent(connection)
    bearing = {natural_name(one.manager) for one in sent}
    older = {natural_name(one.manager): one for one in versions(connection)} if team else {}
    listed = {natural_name(name): name for name in team if natural_name(name) not in bearing}
    sent += [older[key] for key in listed if key in older]
    seen = [Late(one.manager or one.book_id, one.received, (now.date() - one.received.date()).days) for one in sent]
    known = sorted((one for one in seen if (one.days or 0) > days), key=lambda one: (-(one.days or 0), one.manager))
    return [*known, *(Late(name, None, None) for key, name in listed.items() if key not in older)]


def decisions(
    connection: Connection, since: dt.date | None = None, manager: str = "", account: str = ""
) -> list[Decided]:
    """Return decisions of record with the evidence of the version in which each stands first, the newest first."""
    taken = (BOOKS.c.book_id, SUBMISSIONS.c.manager, SUBMISSIONS.c.stamp, SUBMISSIONS.c.source)
    asked = select(DECISIONS, *taken).join(SUBMISSIONS, DECISIONS.c.submission == SUBMISSIONS.c.id)
    asked = asked.join(BOOKS, SUBMISSIONS.c.book == BOOKS.c.id)
    if since is not None:
        asked = asked.where(DECISIONS.c.day >= since.isoformat())
    if account:
        named = select(NAMES.c.id).where(NAMES.c.book == DECISIONS.c.book, NAMES.c.folded == folded(account))
        asked = asked.where(named.where(NAMES.c.account_id == DECISIONS.c.account_id).exists())
    rows = connection.execute(asked.order_by(DECISIONS.c.day.desc(), DECISIONS.c.id)).all()
    return [_decided(row) for row in rows if not manager or natural_name(row.manager) == natural_name(manager)]


def _decided(row: Row[Any]) -> Decided:
    return Decided(
        row.manager,
        row.book_id,
        row.account,
        _day(row.day),
        row.change_kind,
        row.verdict,
        row.points,
        row.influence,
        row.stake,
        row.why,
        row.who,
        row.policy,
        row.evidence,
        _day(row.evidence_day),
        from_column(row.stamp),
        row.source,
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def book_versions(connection: Connection, manager: str = "") -> list[VersionChanges]:
    """Return all versions of all books, each with how many fields and records differ from the one before it."""
    asked = select(CHANGES.c.submission, CHANGES.c.kind, func.count().label("count")).where(CHANGES.c.kind != REFERENCE)
    counted: dict[int, Counter[str]] = {}
    for row in connection.execute(asked.group_by(CHANGES.c.submission, CHANGES.c.kind)):
        counted.setdefault(row.submission, Counter())[row.kind] = row._mapping["count"]
    wanted = natural_name(manager)
    return [
        VersionChanges(one, *(counted.get(one.id, Counter())[kind] for kind in ("changed", "added", "deleted")))
        for one in versions(connection)
        if not wanted or natural_name(one.manager) == wanted
    ]


def refused_files(connection: Connection, since: dt.date | None = None) -> list[RefusedFile]:
    """Return files that were refused, each once with its last reason, the newest first; no `ASIDE` ones."""
    asked = select(ARRIVALS).where(ARRIVALS.c.kind == "refused", ARRIVALS.c.code != ASIDE)
    if since is not None:
        midnight = dt.datetime.combine(since, dt.time(), dt.UTC)
        asked = asked.where(ARRIVALS.c.received >= to_column(midnight))
    found = {(row.sha256, row.source): row for row in connection.execute(asked.order_by(ARRIVALS.c.id))}
    rows = sorted(found.values(), key=lambda row: (row.received, row.id), reverse=True)
    return [
        RefusedFile(
            row.source, row.sha256, from_column(row.received), row.sender, row.code, message_from_text(row.reason)
        )
        for row in rows
    ]
