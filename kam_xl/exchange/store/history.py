"""Write a version of a book into the history: its place in time, its records, what differs, names and decisions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from kam_xl.exchange.state import State
from kam_xl.exchange.store.codec import dumps
from kam_xl.exchange.store.moments import sound
from kam_xl.exchange.store.naming import ACCOUNTS, DECISIONS, account_called, reference_in, whose
from kam_xl.exchange.store.tables import CHANGES, NAMES, RECORDS, SUBMISSIONS
from kam_xl.exchange.store.tables import DECISIONS as DECIDED
from kam_xl.exchange.store.timeline import Change, Key, Plan, Span, changes, plan
from kam_xl.model import natural_name

Texts = Mapping[Key, str]


def make_room(connection: Connection, book: int, place: int) -> None:
    """Move the versions of a book from a place on, and their records, one place later."""
    of_book, later = SUBMISSIONS.c.book == book, SUBMISSIONS.c.place >= place
    # No two may have one place, not even for a moment: by way of negative ones.
    connection.execute(update(SUBMISSIONS).where(of_book, later).values(place=-SUBMISSIONS.c.place - 1))
    connection.execute(update(SUBMISSIONS).where(of_book, SUBMISSIONS.c.place < 0).values(place=-SUBMISSIONS.c.place))
    moved = update(RECORDS).where(RECORDS.c.book == book)
    connection.execute(moved.where(RECORDS.c.until > place).values(until=RECORDS.c.until + 1))
    connection.execute(moved.where(RECORDS.c.first >= place).values(first=RECORDS.c.first + 1))


def write_records(connection: Connection, book: int, place: int, state: State, *, newest: bool) -> Plan:
    """Write the records of a version where they differ from those before and after; return what was planned."""
    version = {
        (table, sound(id)): dumps(fields) for table, records in state.tables.items() for id, fields in records.items()
    }
    spans = _spans(connection, book, place) if place > 1 or not newest else {}
    made = plan(place, version, spans, newest=newest)
    # Ends first: `until` of a split record is what its later part begins with.
    _move(connection, "until", made.until)
    _move(connection, "first", made.first)
    if made.new:
        connection.execute(
            insert(RECORDS),
            [
                {"book": book, "tbl": table, "record": id, "first": first, "until": until, "fields": text}
                for (table, id), first, until, text in made.new
            ],
        )
    return made


def _spans(connection: Connection, book: int, place: int) -> dict[Key, list[Span]]:
    """Return the records that stood in the version before or the one after."""
    at = [
        and_(RECORDS.c.first <= near, or_(RECORDS.c.until.is_(None), RECORDS.c.until > near))
        for near in (place - 1, place + 1)
    ]
    found: dict[Key, list[Span]] = defaultdict(list)
    for row in connection.execute(select(RECORDS).where(RECORDS.c.book == book, or_(*at))):
        found[row.tbl, row.record].append(Span(row.id, row.first, row.until, row.fields))
    return found


def _move(connection: Connection, column: str, places: Mapping[int, int]) -> None:
    if places:
        moved = update(RECORDS).where(RECORDS.c.id == bindparam("of")).values({column: bindparam("place")})
        connection.execute(moved, [{"of": id, "place": place} for id, place in places.items()])


def texts_at(connection: Connection, book: int, place: int) -> dict[Key, str]:
    """Return the records of the version at a place in time, each as JSON."""
    standing = and_(RECORDS.c.first <= place, or_(RECORDS.c.until.is_(None), RECORDS.c.until > place))
    asked = select(RECORDS.c.tbl, RECORDS.c.record, RECORDS.c.fields).where(RECORDS.c.book == book, standing)
    return {(row.tbl, row.record): row.fields for row in connection.execute(asked.order_by(RECORDS.c.id))}


def write_changes(connection: Connection, book: int, earlier: int, submission: int, old: Texts, new: Texts) -> None:
    """Write what differs between two versions that follow each other, in place of what was said of the later one."""
    connection.execute(delete(CHANGES).where(CHANGES.c.submission == submission))
    common = {"book": book, "earlier": earlier, "submission": submission}
    rows = [{**common, **one} for one in change_rows(old, new)]
    if rows:
        connection.execute(insert(CHANGES), rows)


def change_rows(old: Texts, new: Texts) -> Iterator[dict[str, Any]]:
    """Yield what people would call a difference between two versions.

    A record that names the same client, first by its id and then by its name, differs for programs only.
    """
    names = {**account_names(old), **account_names(new)}
    for one in changes(old, new):
        was, now = one.old, one.new
        if one.field == "account" and one.key[0] != ACCOUNTS:
            was, now = account_called(was, names), account_called(now, names)
            if natural_name(was) == natural_name(now):
                continue
        yield {"kind": one.kind, "field": one.field, "old": dumps(was), "new": dumps(now), **_whose_row(one, names)}


def _whose_row(one: Change, names: Mapping[str, str]) -> dict[str, str]:
    table, record = one.key
    whom = whose(table, record, one.fields, names)
    called = {"account_id": whom.account_id, "account": whom.account, "name": whom.name}
    return {"tbl": table, "record": record, **{key: sound(text) for key, text in called.items()}}


def account_names(texts: Texts) -> dict[str, str]:
    """Return the names of a version's accounts by id."""
    return {id: str(json.loads(text)["account"]) for (table, id), text in texts.items() if table == ACCOUNTS}


def write_names(connection: Connection, book: int, names: Mapping[str, str]) -> None:
    """Remember the names of a version's accounts beside those they had in others."""
    held = set(connection.execute(select(NAMES.c.account_id, NAMES.c.folded).where(NAMES.c.book == book)).tuples())
    found = {(id, folded(name)): sound(name) for id, name in names.items()}
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


def write_decisions(connection: Connection, book: int, place: int, submission: int, texts: Texts) -> None:
    """Keep each decision with the evidence of the version in which it stands first in time."""
    asked = select(DECIDED.c.record, SUBMISSIONS.c.place).join_from(DECIDED, SUBMISSIONS)
    held = dict(connection.execute(asked.where(DECIDED.c.book == book)).tuples().all())
    ours = {id: text for (table, id), text in texts.items() if table == DECISIONS and held.get(id, place) >= place}
    connection.execute(
        delete(DECIDED).where(DECIDED.c.book == book, DECIDED.c.record.in_(sorted(ours.keys() & held.keys())))
    )
    rows = [decision_row(book, submission, id, text, texts) for id, text in ours.items()]
    if rows:
        connection.execute(insert(DECIDED), rows)


def decision_row(book: int, submission: int, id: str, text: str, texts: Texts) -> dict[str, Any]:
    """Return a decision as a row, with the evidence that the account's row held in the same version."""
    fields = json.loads(text)
    reference = str(fields.get("account") or "")
    account_id = reference_in(reference)
    account = json.loads(texts.get((ACCOUNTS, account_id), "{}"))
    return {
        "book": book,
        "submission": submission,
        "record": id,
        "account_id": sound(account_id),
        "account": sound(str(account.get("account") or ("" if account_id else reference))),
        "day": fields.get("date"),
        "change_kind": sound(str(fields.get("change") or "")),
        "evidence": sound(str(account.get("evidence") or "")),
        "evidence_day": account.get("evidence_date"),
        **{key: fields.get(key) for key in ("points", "influence", "stake")},
        **{key: sound(str(fields.get(key) or "")) for key in ("verdict", "why", "who", "policy")},
    }


def write_version(
    connection: Connection, book: int, submission: int, place: int, state: State, neighbours: tuple[int, int]
) -> None:
    """Write a version's records and all that follows; `neighbours` are the versions before and after, 0 for none."""
    before, after = neighbours
    made = write_records(connection, book, place, state, newest=not after)
    if before:
        write_changes(connection, book, before, submission, texts_at(connection, book, place - 1), made.texts)
    if after:
        write_changes(connection, book, submission, after, made.texts, texts_at(connection, book, place + 1))
    write_names(connection, book, account_names(made.texts))
    write_decisions(connection, book, place, submission, made.texts)
