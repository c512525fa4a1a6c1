"""A book as plain fields: table → record's id → column key → value; what merging, comparing and the history work on.

A record names its account by the account's id (`account_reference`) where that account is in the book, so that a client
renamed on one side stays the same client. Values are codes, numbers, days and texts, the same in both languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kam_xl.exchange.identity import Likeness, with_ids
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Setup, natural_name
from kam_xl.sheets import schema
from kam_xl.sheets.book_records import ACCOUNT_RECORDS, BOOK_RECORDS, fields_of, records_in
from kam_xl.values import value

Fields = Mapping[str, Any]
Records = Mapping[str, Fields]

SETUP = "setup"
"""Stands for a table: what is typed on Start and Portfolio, one record whose id is the same word."""

SETUP_FIELDS = (
    "manager", "head", "currency", "margin_plan", "hours", "plan_confirmed", "as_of_fixed", "leaver",
)  # fmt: skip
"""Named cells that belong to the book; the others choose what a sheet shows to whoever sits before it."""

_REFERENCE = "\x1f"
"""Before an account's id; no cell can hold it."""


@value
class State:
    """One version of a book; every record has an id."""

    book_id: str
    lang: Lang
    tables: Mapping[str, Records]

    def account_name(self, reference: str) -> str:
        """Return the name of the account that a record's field refers to; a text that refers to none is the name."""
        if not reference.startswith(_REFERENCE):
            return reference
        fields = self.tables[ACCOUNT_RECORDS.table.name].get(reference[1:])
        return str(fields["account"]) if fields else ""


def state_of(portfolio: Portfolio, likeness: Likeness | None = None) -> State:
    """Return a portfolio as plain fields; records without an id get theirs, copies by `likeness` (`with_ids`)."""
    numbered = with_ids(portfolio, likeness)
    ids: dict[str, str] = {}
    for one in numbered.accounts:
        ids.setdefault(natural_name(one.account), one.id)
    tables: dict[str, Records] = {SETUP: {SETUP: {name: getattr(numbered.setup, name) for name in SETUP_FIELDS}}}
    for kept in BOOK_RECORDS:
        records = {one.id: fields_of(kept, one) for one in records_in(numbered, kept)}
        if kept is not ACCOUNT_RECORDS:
            for fields in records.values():
                fields["account"] = _referring(fields["account"], ids)
        tables[kept.table.name] = records
    return State(numbered.book_id, numbered.lang, tables)


def _referring(name: str, ids: Mapping[str, str]) -> str:
    id = ids.get(natural_name(name))
    return account_reference(id) if id else name


def account_reference(id: str) -> str:
    """Return what stands in the field `account` of a record for the account of this id."""
    return _REFERENCE + id


def setup_of(portfolio: Portfolio, fields: Fields) -> Setup:
    """Return the portfolio's setup with these fields."""
    return replace(portfolio.setup, **{name: fields[name] for name in SETUP_FIELDS})


def canonical(content: Any) -> str:
    """Return a value as it counts for comparing: blanks are alike, and so are 2 and 2.0.

    Programs that save a book round numbers to 15 digits and write line ends of their own; neither is a change.
    """
    match content:
        case None | "":
            return ""
        case bool():
            return "yes" if content else "no"
        case int() | float():
            return f"{content:.12g}"
        case dt.date():
            return content.isoformat()
        case _:
            return "\n".join(line.rstrip() for line in str(content).splitlines()).strip()


def same(one: Any, other: Any) -> bool:
    """Tell whether two values of a field count as equal."""
    return bool(one == other) or canonical(one) == canonical(other)


def to_json(fields: Fields) -> dict[str, Any]:
    """Return a record's fields as JSON data: days as ISO texts."""
    return {key: one.isoformat() if isinstance(one, dt.date) else one for key, one in fields.items()}


def from_json(table: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record from what `to_json` gave; the inverse."""
    days = _days(table)
    return {key: dt.date.fromisoformat(one) if key in days and one else one for key, one in data.items()}


def _days(table: str) -> frozenset[str]:
    if table not in _DAYS:
        columns = schema.CELLS if table == SETUP else schema.table(table).columns
        _DAYS[table] = frozenset(
            getattr(one, "key", "") or getattr(one, "name", "") for one in columns if one.kind == "date"
        )
    return _DAYS[table]


_DAYS: dict[str, frozenset[str]] = {}
"""Fields that hold days, for each table asked for."""
