"""Every kind of record that a book keeps, and each record as plain fields by column key, the same in both languages.

Merging, comparing and keeping history work on these fields. A field is one column: the six grades of an account are six
fields, and so is each year of a goal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from kam_xl.model import Account, Decision, Portfolio, Proposal
from kam_xl.sheets import schema
from kam_xl.sheets.schema import COMPANY_KEYS, GRADE_KEYS, LEVER_KEYS
from kam_xl.sheets.task_records import TASK_RECORDS, Kept

ACCOUNT_GROUPS: Mapping[str, tuple[str, ...]] = {"company": COMPANY_KEYS, "grades": GRADE_KEYS, "levers": LEVER_KEYS}
"""Fields of an account that stand in six columns each."""

ACCOUNT_RECORDS = Kept("accounts", schema.ACCOUNTS, Account, "a", ("account",), ACCOUNT_GROUPS)
DECISION_RECORDS = Kept("decisions", schema.DECISIONS, Decision, "d", ("account", "date"))
PROPOSAL_RECORDS = Kept("proposals", schema.PROPOSALS, Proposal, "p", ("account", "field"))

BOOK_RECORDS = (ACCOUNT_RECORDS, *TASK_RECORDS, DECISION_RECORDS, PROPOSAL_RECORDS)
"""Accounts first, since the others name them."""

_ON_PORTFOLIO = ("accounts", "decisions", "proposals")


def records_in(portfolio: Portfolio, kept: Kept) -> tuple[Any, ...]:
    """Return the records of one kind, in the order of their rows."""
    holder = portfolio if kept.field in _ON_PORTFOLIO else portfolio.tasks
    found: tuple[Any, ...] = getattr(holder, kept.field)
    return found


def with_records(portfolio: Portfolio, records: Mapping[str, Iterable[Any]]) -> Portfolio:
    """Return the portfolio with other records, given by the field of their kind (`Kept.field`)."""
    own = {name: tuple(ones) for name, ones in records.items() if name in _ON_PORTFOLIO}
    tasks = {name: tuple(ones) for name, ones in records.items() if name not in _ON_PORTFOLIO}
    return replace(portfolio, tasks=replace(portfolio.tasks, **tasks), **own)  # type: ignore[arg-type]


def fields_of(kept: Kept, record: Any) -> dict[str, Any]:
    """Return a record's values by column key, its id left out: codes and numbers, None or "" where blank."""
    names, values = _reader(kept)
    found = dict(zip(names, values(record), strict=True))
    if not kept.groups:
        return found
    wide: dict[str, Any] = {}
    for name, one in found.items():
        if name in kept.groups:
            wide.update(zip(kept.groups[name], one, strict=True))
        else:
            wide[name] = one
    return wide


def _reader(kept: Kept) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the fields of a kind of record but for its id, and what takes them all at once."""
    if kept.field not in _READERS:
        names = tuple(name for name in kept.names if name != "id")
        _READERS[kept.field] = names, attrgetter(*names)
    return _READERS[kept.field]


_READERS: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}
"""What `_reader` gave, by the field of the kind: a book asks a thousand times."""


def record_of(kept: Kept, id: str, fields: Mapping[str, Any]) -> Any:
    """Return the record of these fields; the inverse of `fields_of`."""
    values: dict[str, Any] = {"id": id}
    for name in kept.names:
        if name in kept.groups:
            values[name] = tuple(fields[key] for key in kept.groups[name])
        elif name != "id":
            values[name] = fields[name]
    return kept.record(**values)


def kept_of(table: str) -> Kept:
    """Return the kind of record that a table holds.

    Raises:
        KeyError: the table holds none that is merged; a mistake of the program.
    """
    return {one.table.name: one for one in BOOK_RECORDS}[table]
