"""What a record is called and which account it concerns, read from its fields; the same words in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from kam_xl.exchange.state import SETUP, Fields, account_reference
from kam_xl.sheets.book_records import ACCOUNT_RECORDS, BOOK_RECORDS, DECISION_RECORDS
from kam_xl.sheets.task_records import Kept
from kam_xl.values import value

ACCOUNTS, DECISIONS = ACCOUNT_RECORDS.table.name, DECISION_RECORDS.table.name
_REFERENCE = account_reference("")
_NAMED_BY = {one.table.name: tuple(key for key in one.natural if key != "account") for one in BOOK_RECORDS}


def _blank(kept: Kept) -> dict[str, Any]:
    """Return the fields of a record of a kind that have a value of their own where nothing is typed."""
    found: dict[str, Any] = {}
    for one in fields(kept.record):
        if one.default is not MISSING and one.name != "id":
            keys = kept.groups.get(one.name)
            found.update(zip(keys, one.default, strict=True) if keys else {one.name: one.default}.items())
    return found


BLANKS: Mapping[str, Fields] = {SETUP: {}, **{one.table.name: _blank(one) for one in BOOK_RECORDS}}
"""Every table of a book → what stands in fields that a version of an older shape does not have."""


@value
class Whose:
    """The account that a record concerns, by id and name ("" where none), and what the record itself is called."""

    account_id: str
    account: str
    name: str


def whose(table: str, record: str, held: Fields, names: Mapping[str, str]) -> Whose:
    """Return what a record is called; `names` are those of the book's accounts by id.

    An account is called by its name, other records by what makes them unique within their account.
    """
    if table == SETUP:
        return Whose("", "", "")
    account = str(held.get("account") or "")
    if table == ACCOUNTS:
        return Whose(record, account, account)
    name = " · ".join(_shown(held.get(key)) for key in _NAMED_BY.get(table, ()) if held.get(key) not in (None, ""))
    return Whose(reference_in(account), account_called(account, names), name)


def account_called(account: Any, names: Mapping[str, str]) -> str:
    """Return the name of the account that a record's field `account` refers to."""
    text = str(account or "")
    id = reference_in(text)
    return names.get(id, "") if id else text


def reference_in(account: str) -> str:
    """Return the account's id that a record's field `account` refers to, "" where it holds a name."""
    return account.removeprefix(_REFERENCE) if account.startswith(_REFERENCE) else ""


def _shown(part: Any) -> str:
    if isinstance(part, dt.date):
        return part.isoformat()
    return f"{part:g}" if isinstance(part, float) else str(part)
