"""Apply what a person chose on the sheet of conflicts: mine stays, or theirs is taken; the row then goes.

Issues: `choice_unreadable`, `choice_without_value`, `choice_name_taken`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.merge.book import in_book
from kam_xl.exchange.merge.names import ACCOUNTS, account_names
from kam_xl.exchange.merge.rows import About, Source, entries_of, log_entries
from kam_xl.exchange.merge.three_way import Change
from kam_xl.exchange.merge.wording import Wording
from kam_xl.exchange.state import SETUP, Fields, State, account_reference, from_json, state_of
from kam_xl.findings import NOWHERE, Finding, Location, Severity
from kam_xl.model import Portfolio, natural_name
from kam_xl.model_exchange import Conflict, LogEntry
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.shape import Cell, Column
from kam_xl.sheets.words import LISTS
from kam_xl.values import value

PROPOSALS = schema.PROPOSALS.name

_UNREAD = object()
"""Stands for a value that the row does not hold."""


@value
class Chosen:
    """What came of the choices: the book, what the log says of them, and those that could not be applied."""

    portfolio: Portfolio
    entries: tuple[LogEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    applied: int = 0


def apply_choices(
    portfolio: Portfolio,
    policy: Policy,
    date: dt.date,
    who: str,
    place: Callable[[int], Location] = lambda _: NOWHERE,
) -> Chosen:
    """Return the book with the choices applied that a person typed; their rows are gone, the others stay.

    Args:
        portfolio: the book.
        policy: it says how roles are called.
        date: the day of it, for the log.
        who: the person who chose.
        place: tells where the i-th conflict stands, for findings.
    """
    if not any(one.choice for one in portfolio.conflicts):
        return Chosen(portfolio)
    numbered = with_ids(portfolio)
    work = _Choices(numbered, policy, Source(who, date))
    left, findings = [], []
    for i, one in enumerate(numbered.conflicts):
        if not one.choice:
            left.append(one)
        elif code := work.refused(one):
            left.append(one)
            params = {"column": one.column or one.name, "value": one.theirs}
            findings.append(Finding(code, Severity.WARNING, place(i), params, one.account))
    changed = work.portfolio(tuple(left))
    return Chosen(changed, tuple(work.entries), tuple(findings), len(numbered.conflicts) - len(left))


class _Choices:
    """The choices of one book under way: its fields as they become, and what the log says."""

    def __init__(self, numbered: Portfolio, policy: Policy, source: Source) -> None:
        self.numbered, self.source = numbered, source
        self.before = state_of(numbered)
        self.tables = {table: dict(records) for table, records in self.before.tables.items()}
        self.words = Wording(numbered.lang, policy, account_names([self.before]))
        self.entries: list[LogEntry] = []

    def portfolio(self, left: tuple[Conflict, ...]) -> Portfolio:
        """Return the book as it has become, with the conflicts that are left."""
        names = account_names([State(self.before.book_id, self.before.lang, self.tables), self.before])
        return replace(in_book(self.numbered, self.before.tables, self.tables, names), conflicts=left)

    def refused(self, one: Conflict) -> str:
        """Apply a choice; return the code of what stands against it, "" where nothing does."""
        data = _data(one)
        if one.choice == "theirs" and data.get("unreadable"):
            return "choice_unreadable"
        fields = self.tables.get(one.table, {}).get(one.record)
        if fields is None:
            # The record is gone since, and with it what there was to choose.
            return self.say(one)
        if not one.field:
            return self.whole(one, data.get("deleted_by"))
        return self.field(one, fields, data) if one.choice == "theirs" else self.say(one)

    def whole(self, one: Conflict, deleted_by: Any) -> str:
        """Keep or delete a record that one side deleted and the other changed, a client with all that is his."""
        if deleted_by not in ("mine", "theirs"):
            return "choice_without_value"
        if one.choice == deleted_by:
            self.delete(one.table, one.record, one.file)
            for table, id in self.belonging(one):
                self.delete(table, id, one.file)
        return self.say(one)

    def belonging(self, one: Conflict) -> list[tuple[str, str]]:
        """Return the rows of a client, table and id of each; none where the conflict is on another row."""
        if one.table != ACCOUNTS:
            return []
        tables = ((table, rows) for table, rows in self.tables.items() if table not in (ACCOUNTS, SETUP))
        client = account_reference(one.record)
        return [(table, id) for table, rows in tables for id, fields in rows.items() if fields["account"] == client]

    def delete(self, table: str, id: str, file: str) -> None:
        """Delete a record; the log keeps its values."""
        fields = self.tables[table].pop(id)
        change = Change("deleted", table, id, "", fields, None)
        self.entries += entries_of(change, fields, self.words, Source(self.source.who, self.source.date, file))

    def field(self, one: Conflict, fields: Fields, data: Mapping[str, Any]) -> str:
        """Take theirs for a field."""
        new = one.theirs if data.get("as_shown") else _value(one, data)
        if one.field not in fields or not _fits(one.table, one.field, new):
            return "choice_without_value"
        if (one.table, one.field) == (ACCOUNTS, "account") and not self.free(str(new), one.record):
            return "choice_name_taken"
        self.tables[one.table][one.record] = {**fields, one.field: new}
        old = self.words.shown(one.table, one.field, fields[one.field])
        return self.say(one, old, one.theirs)

    def free(self, name: str, record: str) -> bool:
        """Tell whether a client may be called so: a name, and no other client's."""
        others = (natural_name(one["account"]) for id, one in self.tables[ACCOUNTS].items() if id != record)
        return bool(natural_name(name)) and natural_name(name) not in others

    def say(self, one: Conflict, old: str | None = None, new: str | None = None) -> str:
        """Write into the log what was chosen against what."""
        against, chosen = (one.mine, one.theirs) if one.choice == "theirs" else (one.theirs, one.mine)
        on = About(one.table, one.record, one.account, one.name, one.column)
        source = Source(self.source.who, self.source.date, one.file)
        self.entries += log_entries(
            "chosen", on, against if old is None else old, chosen if new is None else new, source
        )
        return ""


def _data(one: Conflict) -> Mapping[str, Any]:
    try:
        data = json.loads(one.value)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _value(one: Conflict, data: Mapping[str, Any]) -> Any:
    if "value" not in data:
        return _UNREAD
    try:
        return from_json(one.table, {one.field: data["value"]})[one.field]
    except (ValueError, TypeError):
        return _UNREAD


def _fits(table: str, key: str, content: Any) -> bool:
    """Tell whether a value is one that a field takes: somebody may have changed the row's hidden cells."""
    if table == PROPOSALS and key == "value":
        return isinstance(content, str | float | int)
    columns: tuple[Cell | Column, ...] = schema.CELLS if table == SETUP else schema.table(table).columns
    column = next(one for one in columns if key == (one.key if isinstance(one, Column) else one.name))
    match column.kind:
        case "date":
            return content is None or isinstance(content, dt.date)
        case "flag":
            return content is None or isinstance(content, bool)
        case "choice" if isinstance(column, Column):
            return content == "" or content in LISTS[column.choices]
        case "text" | "long_text" | "link":
            return isinstance(content, str)
        case _:
            return content is None or (isinstance(content, int | float) and not isinstance(content, bool))
