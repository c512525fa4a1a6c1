"""Version 2: each change says which account it concerns and what the record is called; names that accounts ever had.

Version 1 left that to whoever read the records, so that the history of one client meant going through all versions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, MetaData, Row, Table, bindparam, insert, select, text, update

from kam_xl.exchange.store.codec import records_from_text
from kam_xl.exchange.store.columns import KEY, number, own
from kam_xl.exchange.store.columns import text as text_column
from kam_xl.exchange.store.naming import ACCOUNTS, account_called, whose
from kam_xl.exchange.store.timeline import Change, Records, take_back
from kam_xl.model import natural_name

_METADATA = MetaData()
_SUBMISSIONS = Table("submissions", _METADATA, own(), number("book"), number("place"))
_RECORDS = Table("records", _METADATA, number("book"), text_column("tbl"), text_column("content"))
_CHANGES = Table(
    "changes",
    _METADATA,
    own(),
    number("submission"),
    *map(text_column, ("kind", "tbl", "record", "field", "old", "new")),
    *map(text_column, ("account_id", "account", "account_before", "name")),
)
_NAMES = Table(
    "names",
    MetaData(),
    own(),
    number("book"),
    text_column("account_id"),
    Column("folded", KEY, nullable=False),
    text_column("name"),
    Index("names_book", "book"),
    Index("names_folded", "folded"),
)
_ADDED = ("account_id", "account", "account_before", "name")
_READ = ("id", "kind", "tbl", "record", "field", "old", "new")


def say_whose_change(connection: Connection) -> None:
    """Add the columns and the table, and fill them from the newest version of each book back."""
    for column in _ADDED:
        connection.execute(text(f"ALTER TABLE changes ADD COLUMN {column} TEXT"))
    _NAMES.metadata.create_all(connection)
    for book in connection.scalars(select(_SUBMISSIONS.c.book).distinct()).all():
        _fill(connection, book)


def _fill(connection: Connection, book: int) -> None:
    held = connection.execute(select(_RECORDS.c.tbl, _RECORDS.c.content).where(_RECORDS.c.book == book))
    tables: dict[str, Records] = {row.tbl: records_from_text(row.content) for row in held}
    versions = select(_SUBMISSIONS.c.id).where(_SUBMISSIONS.c.book == book).order_by(_SUBMISSIONS.c.place.desc())
    named: dict[tuple[str, str], str] = {}
    for submission in connection.scalars(versions).all():
        called = _account_names(tables)
        named |= {(id, natural_name(name)[:190]): name for id, name in called.items()}
        asked = select(*(_CHANGES.c[name] for name in _READ)).where(_CHANGES.c.submission == submission)
        rows = connection.execute(asked.order_by(_CHANGES.c.id.desc())).all()
        _fill_changes(connection, rows, tables, called)
    if named:
        found = [{"book": book, "account_id": id, "folded": key, "name": name} for (id, key), name in named.items()]
        connection.execute(insert(_NAMES), found)


def _fill_changes(
    connection: Connection, rows: Sequence[Row[Any]], tables: dict[str, Records], called: dict[str, str]
) -> None:
    changes = [(row.id, _change(row)) for row in rows]
    now = {(one.table, one.record): tables.get(one.table, {}).get(one.record) for _, one in changes}
    for _, one in changes:
        take_back(tables, one)
    before = _account_names(tables)
    filled = []
    for id, one in changes:
        fields = now[one.table, one.record] or tables[one.table][one.record]
        found = whose(one.table, one.record, fields, {**before, **called})
        was = account_called(one.old, before) if one.field == "account" and one.table != ACCOUNTS else ""
        row = (found.account_id, found.account, was, found.name)
        filled.append({"of": id, **dict(zip(_ADDED, row, strict=True))})
    if filled:
        connection.execute(update(_CHANGES).where(_CHANGES.c.id == bindparam("of")), filled)


def _change(row: Row[Any]) -> Change:
    kind: Any = "changed" if row.kind == "reference" else row.kind
    return Change(kind, row.tbl, row.record, row.field, json.loads(row.old), json.loads(row.new))


def _account_names(tables: dict[str, Records]) -> dict[str, str]:
    return {id: str(fields["account"]) for id, fields in tables.get(ACCOUNTS, {}).items()}
