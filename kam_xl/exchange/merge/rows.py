"""What a merge leaves for people to read: rows of the conflicts and of the log, in the words of the book."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from kam_xl.exchange.merge.names import ACCOUNTS
from kam_xl.exchange.merge.three_way import Change, Clash
from kam_xl.exchange.merge.wording import CELL_LENGTH, Wording
from kam_xl.exchange.state import Fields, canonical, to_json
from kam_xl.i18n import say
from kam_xl.model import record_id
from kam_xl.model_exchange import Conflict, LogAction, LogEntry
from kam_xl.values import value


@value
class Source:
    """Who changed something, when it was taken, in which file it came, and the mark of that merge (`heard`)."""

    who: str
    date: dt.date
    file: str = ""
    merge: str = ""


def conflict_id(table: str, record: str, field: str) -> str:
    """Return the id of a conflict: one field has one row, whatever is said there."""
    return record_id("k", table, record, field)


def conflict_of(clash: Clash, fields: Fields, words: Wording, source: Source) -> Conflict:
    """Return the row that asks a person to decide.

    Args:
        clash: what both sides differ on.
        fields: the record, by which client and row are named.
        words: how the book speaks.
        source: where theirs came from.
    """
    table = clash.table
    base, mine, theirs = texts_of(clash, words)
    return Conflict(
        id=conflict_id(table, clash.record, clash.field),
        account=words.client(table, fields),
        table=table,
        record=clash.record,
        field=clash.field,
        name=words.record(table, fields),
        column=words.column(table, clash.field),
        base=base,
        mine=mine,
        theirs=theirs,
        choice="",
        who=source.who,
        date=source.date,
        file=source.file,
        value=_value(clash),
    )


def texts_of(clash: Clash, words: Wording) -> tuple[str, str, str]:
    """Return base, mine and theirs as people read them."""
    if clash.field:
        base, mine, theirs = (
            words.shown(clash.table, clash.field, one) for one in (clash.base, clash.mine, clash.theirs)
        )
        return base, mine, clash.text or theirs
    gone = say(words.lang, "merge.row_deleted")
    mine, theirs = (
        gone if fields is None else words.summary(clash.table, fields, clash.base) or say(words.lang, "merge.row_kept")
        for fields in (clash.mine, clash.theirs)
    )
    return "", mine, theirs


def _value(clash: Clash) -> str:
    """Return theirs as data; a text that would not fit stands in the row's own words."""
    if clash.text:
        return json.dumps({"unreadable": True})
    if not clash.field:
        return json.dumps({"deleted_by": clash.deleted_by})
    text = json.dumps(to_json({"value": clash.theirs}))
    return text if len(text) <= CELL_LENGTH else json.dumps({"as_shown": True})


def entries_of(change: Change, fields: Fields, words: Wording, source: Source) -> tuple[LogEntry, ...]:
    """Return what the log says of a change: of an added record what it holds, of a deleted one every value that it had.

    Args:
        change: what happened.
        fields: the record, by which client and row are named.
        words: how the book speaks.
        source: who changed it, when it was taken, in which file.
    """
    if change.field:
        return log_entries(
            change.happened,
            about(change.table, change.record, change.field, fields, words),
            words.shown(change.table, change.field, change.old),
            words.shown(change.table, change.field, change.new),
            source,
        )
    if change.happened == "added":
        on = about(change.table, change.record, "", fields, words)
        return log_entries("added", on, "", words.summary(change.table, change.new), source)
    gone = _values(change.table, change.old)
    return tuple(
        entry
        for key, old in (gone or {"": ""}).items()
        for entry in log_entries(
            change.happened,
            about(change.table, change.record, key, fields, words),
            words.shown(change.table, key, old),
            "",
            source,
        )
    )


def _values(table: str, fields: Fields) -> dict[str, Any]:
    """Return the values of a record that are not blank, the name of its client left out, which every entry has."""
    return {key: one for key, one in fields.items() if canonical(one) and (key != "account" or table == ACCOUNTS)}


@value
class About:
    """What an entry of the log is about: a record, the field of it, and both in words."""

    table: str
    record: str
    account: str
    name: str
    column: str


def about(table: str, record: str, field: str, fields: Fields, words: Wording) -> About:
    """Return how the log names a field, or a whole record where `field` is ""."""
    return About(table, record, words.client(table, fields), words.record(table, fields), words.column(table, field))


def log_entries(action: LogAction, on: About, old: str, new: str, source: Source) -> tuple[LogEntry, ...]:
    """Return one entry of the log, or several where a text is longer than a cell."""
    pieces = list(zip_longest(_pieces(old), _pieces(new), fillvalue="")) or [("", "")]
    return tuple(
        LogEntry(
            id=_marked(
                source.merge,
                record_id(
                    "g", source.date, action, on.table, on.record, on.name, on.column, old, new, source.file, number
                ),
            ),
            date=source.date,
            action=action,
            account=on.account,
            name=on.name,
            column=on.column,
            old=before,
            new=after,
            who=source.who,
            file=source.file,
            table=on.table,
            record=on.record,
        )
        for number, (before, after) in enumerate(pieces)
    )


def _pieces(text: str) -> list[str]:
    return [text[i : i + CELL_LENGTH] for i in range(0, len(text), CELL_LENGTH)]


def merge_of(entry: LogEntry) -> str:
    """Return the mark of the merge in which theirs said what an entry tells, "" where it was not theirs."""
    return entry.id.rpartition("-")[0]


def _marked(merge: str, id: str) -> str:
    return f"{merge}-{id}" if merge else id


def with_entries(log: Sequence[LogEntry], entries: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """Return the log with new entries after it; what happens a second time gets an id of its own."""
    used = {one.id for one in log}
    found = list(log)
    for one in entries:
        id, number = one.id, 1
        while id in used:
            number += 1
            id = _marked(merge_of(one), record_id("g", one.id, number))
        used.add(id)
        found.append(replace(one, id=id))
    return tuple(found)
