"""Write a version of a book into the history: its place in time, what differs, its records, names and decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from kam_xl.exchange.state import State
from kam_xl.exchange.store.codec import dumps, records_from_text, records_to_text
from kam_xl.exchange.store.moments import sound
from kam_xl.exchange.store.naming import ACCOUNTS, DECISIONS, account_called, reference_in, whose
from kam_xl.exchange.store.not_sent import called_kind, done_kind, unsent_in
from kam_xl.exchange.store.tables import CHANGES, NAMES, RECORDS, SUBMISSIONS
from kam_xl.exchange.store.tables import DECISIONS as DECIDED
from kam_xl.exchange.store.timeline import Change, Records, Tables, changes, settled, take_back
from kam_xl.exchange.unsent import Unsent
from kam_xl.model import natural_name

REFERENCE = "reference"
"""A change that is none for people: the same client named by its id and by its name."""


def make_room(connection: Connection, book: int, place: int) -> None:
    """Move the versions of a book from a place on one place later."""
    of_book, later = SUBMISSIONS.c.book == book, SUBMISSIONS.c.place >= place
    # No two may have one place, not even for a moment: by way of negative ones.
    connection.execute(update(SUBMISSIONS).where(of_book, later).values(place=-SUBMISSIONS.c.place - 1))
    connection.execute(update(SUBMISSIONS).where(of_book, SUBMISSIONS.c.place < 0).values(place=-SUBMISSIONS.c.place))


def write_version(
    connection: Connection, book: int, submission: int, state: State, before: int | None, after: int | None
) -> None:
    """Write a version between two others of its book, None where there is none; it has its place already."""
    texts = {table: records_to_text(records) for table, records in state.tables.items() if records}
    if after is not None:
        _write_late(connection, book, submission, texts, before, after)
    elif before is not None:
        _write_newest(connection, book, submission, texts, before)
    else:
        _keep(connection, book, texts)
    write_names(connection, book, account_names(state.tables))
    write_decisions(connection, book, submission, state.tables)


def _write_newest(connection: Connection, book: int, submission: int, texts: Mapping[str, str], before: int) -> None:
    """Write the newest version: tables whose text is the same are not even read."""
    held = _held(connection, book)
    differing = [one for one in dict.fromkeys((*held, *texts)) if held.get(one) != texts.get(one)]
    old = {one: _read(held.get(one)) for one in {*differing, ACCOUNTS}}
    new = {one: settled(_read(texts.get(one)), old[one]) for one in {*differing, ACCOUNTS}}
    found = write_changes(connection, book, before, submission, old, new)
    _keep(connection, book, {one: records_to_text(new[one]) for one in {change.table for change in found}})


def _write_late(
    connection: Connection, book: int, submission: int, texts: Mapping[str, str], before: int | None, after: int
) -> None:
    """Write a version that a newer one was there before; the newest stays as it is."""
    later = version(connection, book, after)
    earlier: dict[str, Records] = {}
    if before is not None:
        earlier = {table: dict(records) for table, records in later.items()}
        _take_back(connection, earlier, CHANGES.c.submission == after)
    own = {
        one: settled(_read(texts.get(one)), earlier.get(one, {}), later.get(one, {}))
        for one in dict.fromkeys((*texts, *earlier, *later))
    }
    connection.execute(delete(CHANGES).where(CHANGES.c.submission == after))
    write_changes(connection, book, submission, after, own, later)
    if before is not None:
        write_changes(connection, book, before, submission, earlier, own)


def _held(connection: Connection, book: int) -> dict[str, str]:
    rows = connection.execute(select(RECORDS.c.tbl, RECORDS.c.content).where(RECORDS.c.book == book))
    return {row.tbl: row.content for row in rows}


def _read(text: str | None) -> Records:
    return records_from_text(text) if text else {}


def _keep(connection: Connection, book: int, texts: Mapping[str, str]) -> None:
    """Keep the newest records of some tables in place of those that were there."""
    if texts:
        connection.execute(delete(RECORDS).where(RECORDS.c.book == book, RECORDS.c.tbl.in_(list(texts))))
        connection.execute(
            insert(RECORDS), [{"book": book, "tbl": table, "content": text} for table, text in texts.items()]
        )


def version(connection: Connection, book: int, submission: int) -> dict[str, Records]:
    """Return the records of a version as plain JSON data.

    Raises:
        ValueError: what is kept does not fit together, which `check` would tell.
    """
    tables = {table: _read(text) for table, text in _held(connection, book).items()}
    place = select(SUBMISSIONS.c.place).where(SUBMISSIONS.c.id == submission).scalar_subquery()
    _take_back(connection, tables, and_(CHANGES.c.book == book, SUBMISSIONS.c.place > place))
    return tables


def _take_back(connection: Connection, tables: dict[str, Records], which: ColumnElement[bool]) -> None:
    asked = select(CHANGES).join(SUBMISSIONS, SUBMISSIONS.c.id == CHANGES.c.submission).where(which)
    for row in connection.execute(asked.order_by(SUBMISSIONS.c.place.desc(), CHANGES.c.id.desc())):
        take_back(tables, _change(row))


def _change(row: Any) -> Change:
    old, new = json.loads(row.old), json.loads(row.new)
    kind: Any = "changed" if row.kind == REFERENCE else done_kind(row.kind, row.field, old)
    return Change(kind, row.tbl, row.record, row.field, old, new)


def write_changes(
    connection: Connection, book: int, earlier: int, submission: int, old: Tables, new: Tables
) -> list[Change]:
    """Write and return what differs between two versions that follow each other."""
    found = list(changes(old, new))
    counted = update(SUBMISSIONS).where(SUBMISSIONS.c.id == submission)
    connection.execute(counted.values(differences=len(found)))
    if found:
        common = {"book": book, "earlier": earlier, "submission": submission}
        unsent = unsent_in(connection, (earlier, submission))
        rows = change_rows(found, old, new, (unsent[earlier], unsent[submission]))
        connection.execute(insert(CHANGES), [{**common, **row} for row in rows])
    return found


def change_rows(
    found: list[Change], old: Tables, new: Tables, unsent: tuple[Unsent, Unsent]
) -> Iterator[dict[str, Any]]:
    """Yield changes as rows, each with whose it is, and whose it was where a record moved to another account.

    `unsent` is what either version did not bring.
    """
    before, after = account_names(old), account_names(new)
    names = {**before, **after}
    for one in found:
        fields = (old if one.kind == "deleted" else new)[one.table][one.record]
        whom = whose(one.table, one.record, fields, names)
        moved = one.field == "account" and one.table != ACCOUNTS
        was = account_called(one.old, before) if moved else ""
        renamed = moved and natural_name(was) == natural_name(whom.account)
        called = {"account_id": whom.account_id, "account": whom.account, "account_before": was, "name": whom.name}
        yield {
            "kind": REFERENCE if renamed else called_kind(one, fields, unsent),
            "tbl": one.table,
            "record": one.record,
            "field": one.field,
            "old": dumps(one.old),
            "new": dumps(one.new),
            **{key: sound(text) for key, text in called.items()},
        }


def account_names(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Return the names of a version's accounts by id."""
    return {id: str(fields["account"]) for id, fields in tables.get(ACCOUNTS, {}).items()}


def write_names(connection: Connection, book: int, names: Mapping[str, str]) -> None:
    """Remember the names of a version's accounts beside those they had in others."""
    asked = select(NAMES.c.account_id, NAMES.c.folded).where(NAMES.c.book == book)
    held = {(row.account_id, row.folded) for row in connection.execute(asked)}
    found = {(sound(id), folded(name)): sound(name) for id, name in names.items()}
    rows = [
        {"book": book, "account_id": id, "folded": key, "name": name}
        for (id, key), name in found.items()
        if (id, key) not in held
    ]
    if rows:
        connection.execute(insert(NAMES), rows)


def folded(name: str) -> str:
    """Return a name as it counts for finding an account; as wide as the column."""
    return natural_name(sound(name))[:190]


def write_decisions(
    connection: Connection, book: int, submission: int, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> None:
    """Keep each decision with the evidence of the version in which it stands first in time."""
    decided = tables.get(DECISIONS, {})
    places = select(SUBMISSIONS.c.id, SUBMISSIONS.c.place).where(SUBMISSIONS.c.book == book)
    place = {row.id: row.place for row in connection.execute(places)}
    asked = select(DECIDED.c.record, DECIDED.c.submission).where(DECIDED.c.book == book)
    held = {row.record: place[row.submission] for row in connection.execute(asked)}
    ours = [id for id in decided if held.get(sound(id), place[submission] + 1) > place[submission]]
    again = [sound(id) for id in ours if sound(id) in held]
    if again:
        connection.execute(delete(DECIDED).where(and_(DECIDED.c.book == book, DECIDED.c.record.in_(again))))
    if ours:
        connection.execute(insert(DECIDED), [decision_row(book, submission, id, tables) for id in ours])


def decision_row(
    book: int, submission: int, id: str, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> dict[str, Any]:
    """Return a decision as a row, with the evidence that the account's row holds in the same version."""
    fields = tables[DECISIONS][id]
    reference = str(fields.get("account") or "")
    account_id = reference_in(reference)
    account = tables.get(ACCOUNTS, {}).get(account_id, {})
    texts = {key: fields.get(key) for key in ("verdict", "why", "who", "policy")}
    texts |= {"change_kind": fields.get("change"), "evidence": account.get("evidence"), "account_id": account_id}
    texts["account"] = account.get("account") or ("" if account_id else reference)
    return {
        "book": book,
        "submission": submission,
        "record": sound(id),
        "day": _day(fields.get("date")),
        "evidence_day": _day(account.get("evidence_date")),
        **{key: fields.get(key) for key in ("points", "influence", "stake")},
        **{key: sound(str(one or "")) for key, one in texts.items()},
    }


def _day(day: Any) -> str | None:
    return None if day is None else str(day)
