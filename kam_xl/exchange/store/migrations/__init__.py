"""How a store of each version becomes one of the next; each step is run once, in order, all in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, insert, inspect, select

from kam_xl.exchange.store.migrations import v1, v2, v3
from kam_xl.exchange.store.moments import to_column
from kam_xl.exchange.store.tables import SCHEMA_VERSION
from kam_xl.exchange.store.views import make_views

Migration = Callable[[Connection], None]
MIGRATIONS: Sequence[Migration] = (v1.create, v2.say_whose_change, v3.say_what_was_not_sent)
"""The step at place 0 makes version 1 of an empty database, the one at place n version n + 1 of version n."""

NEWEST = len(MIGRATIONS)


def version_of(connection: Connection) -> int:
    """Return the version of a store; 0 where the database is empty, -1 where it holds something else."""
    names = inspect(connection).get_table_names()
    if SCHEMA_VERSION.name not in names:
        return -1 if names else 0
    return max(connection.scalars(select(SCHEMA_VERSION.c.version)), default=0)


def migrate(connection: Connection, to: int = NEWEST) -> None:
    """Bring a store to a version, step by step; the caller holds the transaction.

    Views are made anew at the end, since they are no data.
    """
    for version in range(version_of(connection) + 1, to + 1):
        MIGRATIONS[version - 1](connection)
        row = {"version": version, "applied": to_column(dt.datetime.now(dt.UTC))}
        connection.execute(insert(SCHEMA_VERSION).values(row))
    if to == NEWEST:
        make_views(connection)
