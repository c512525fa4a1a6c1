"""Version 2: each change says which account it concerns and what the record is called; names that accounts ever had.

Version 1 left that to whoever read the record's fields, so that the history of one client meant reading all of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Index, MetaData, Row, Table, bindparam, insert, select, text, update

from kam_xl.exchange.store.columns import KEY, number, own
from kam_xl.exchange.store.columns import text as text_column
from kam_xl.exchange.store.naming import ACCOUNTS, whose
from kam_xl.model import natural_name

_METADATA = MetaData()
_SUBMISSIONS = Table("submissions", _METADATA, own(), number("book"), number("place"))
_RECORDS = Table(
    "records",
    _METADATA,
    own(),
    *map(number, ("book", "first", "until")),
    *map(text_column, ("tbl", "record", "fields")),
)
_CHANGES = Table(
    "changes",
    _METADATA,
    own(),
    *map(number, ("book", "submission")),
    *map(text_column, ("kind", "tbl", "record", "account_id", "account", "name")),
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

Versions = Mapping[tuple[str, str], list[Row[Any]]]
"""Table and record → its versions."""


def say_whose_change(connection: Connection) -> None:
    """Add the columns and the table, and fill them from the records, a book at a time."""
    for column in ("account_id", "account", "name"):
        connection.execute(text(f"ALTER TABLE changes ADD COLUMN {column} TEXT"))
    _NAMES.metadata.create_all(connection)
    for book in connection.scalars(select(_SUBMISSIONS.c.book).distinct()).all():
        versions: Versions = defaultdict(list)
        for row in connection.execute(select(_RECORDS).where(_RECORDS.c.book == book).order_by(_RECORDS.c.first)):
            versions[row.tbl, row.record].append(row)
        _fill_names(connection, book, versions)
        _fill_changes(connection, book, versions)


def _fill_names(connection: Connection, book: int, versions: Versions) -> None:
    found = {
        (record, natural_name(name)): name
        for (table, record), rows in versions.items()
        if table == ACCOUNTS
        for name in (str(json.loads(row.fields)["account"]) for row in rows)
    }
    rows = [{"book": book, "account_id": id, "folded": key, "name": name} for (id, key), name in found.items()]
    if rows:
        connection.execute(insert(_NAMES), rows)


def _fill_changes(connection: Connection, book: int, versions: Versions) -> None:
    asked = select(_CHANGES, _SUBMISSIONS.c.place).join_from(
        _CHANGES, _SUBMISSIONS, _CHANGES.c.submission == _SUBMISSIONS.c.id
    )
    filled = []
    for change in connection.execute(asked.where(_CHANGES.c.book == book)):
        place = change.place - (change.kind == "deleted")
        fields = _at(versions[change.tbl, change.record], place)
        accounts = {id: rows for (table, id), rows in versions.items() if table == ACCOUNTS}
        names = {id: str(_at(rows, place).get("account", "")) for id, rows in accounts.items()}
        one = whose(change.tbl, change.record, fields, names)
        filled.append({"of": change.id, "account_id": one.account_id, "account": one.account, "name": one.name})
    if filled:
        connection.execute(update(_CHANGES).where(_CHANGES.c.id == bindparam("of")), filled)


def _at(rows: Iterable[Row[Any]], place: int) -> dict[str, Any]:
    found = (one for one in rows if one.first <= place and (one.until is None or place < one.until))
    row = next(found, None)
    data: dict[str, Any] = json.loads(row.fields) if row is not None else {}
    return data
