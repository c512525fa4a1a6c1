"""Ids of records: every row that a person typed or copied gets one of its own (DESIGN.md section 5, Ids).

An id is a stable hash of book, table and natural key, so that the same row typed into the same book gets the same one.
Of two rows with one id, a row and its copy, the one that the id was made for keeps it.

Issues: `record_id_twice`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kam_xl.findings import Finding, Severity
from kam_xl.model import Portfolio, natural_name, record_id
from kam_xl.model_tasks import Tasks
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.task_records import TASK_RECORDS, Kept

_Key = tuple[object, ...]
"""The parts that an id is made of."""

_Keys = Callable[[], list[_Key]]
"""Gives the keys of a table's rows; asked for only where an id is missing or stands twice."""

Likeness = Callable[[str, Any], int]
"""How much a record of a table is like the one of its id in an earlier version of the book, 0 where there is none."""


def with_ids(portfolio: Portfolio, likeness: Likeness | None = None) -> Portfolio:
    """Return the portfolio with an id for every record that no other one of its table has.

    Ids that are there stay, but for copies: of accounts with one id the one most like the earlier version keeps it
    where there is one, else the first that it was made for, else the upper one; decisions, proposals and the records
    of the tasks likewise.
    """

    def ids(prefix: str, table: str, records: Sequence[Any], keys: _Keys) -> list[str]:
        like = (lambda i: likeness(table, records[i])) if likeness else None
        return _distinct(prefix, [one.id for one in records], keys, like)

    accounts = ids("a", "tblAccounts", portfolio.accounts, lambda: _account_keys(portfolio))
    decisions = ids("d", "tblDecisions", portfolio.decisions, lambda: _decision_keys(portfolio))
    proposals = ids("p", "tblProposals", portfolio.proposals, lambda: _proposal_keys(portfolio))
    return replace(
        portfolio,
        accounts=tuple(replace(one, id=new) for one, new in zip(portfolio.accounts, accounts, strict=True)),
        decisions=tuple(replace(one, id=new) for one, new in zip(portfolio.decisions, decisions, strict=True)),
        proposals=tuple(replace(one, id=new) for one, new in zip(portfolio.proposals, proposals, strict=True)),
        tasks=_tasks_with_ids(portfolio, ids),
    )


def _tasks_with_ids(portfolio: Portfolio, ids: Callable[[str, str, Sequence[Any], _Keys], list[str]]) -> Tasks:
    changed: dict[str, tuple[Any, ...]] = {}
    for kept in TASK_RECORDS:
        records = getattr(portfolio.tasks, kept.field)
        new = ids(kept.prefix, kept.table.name, records, partial(_task_keys, portfolio.book_id, kept, records))
        if new != [one.id for one in records]:
            changed[kept.field] = tuple(replace(one, id=id) for one, id in zip(records, new, strict=True))
    return replace(portfolio.tasks, **changed) if changed else portfolio.tasks


def _task_keys(book_id: str, kept: Kept, records: Sequence[Any]) -> list[_Key]:
    return [_task_key(book_id, kept, one) for one in records]


def _task_key(book_id: str, kept: Kept, record: Any) -> _Key:
    return (book_id, kept.table.name, *(_part(getattr(record, name)) for name in kept.natural))


def natural_key(kept: Kept, fields: Mapping[str, Any]) -> _Key:
    """Return what a record is recognised by where it has no id: the values that name its row, as they count."""
    return tuple(_part(fields[name]) for name in kept.natural)


def _part(value: object) -> object:
    """Return a part of a natural key: a number that a spreadsheet gives as 2026.0 is 2026."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return natural_name(value) if isinstance(value, str) else value


def duplicate_ids(portfolio: Portfolio) -> tuple[Finding, ...]:
    """Return a finding for each account that has the id of another: its row was copied, the record with it."""
    ids = [one.id for one in portfolio.accounts]
    keepers = _keepers("a", ids, _account_keys(portfolio))
    return tuple(
        Finding(
            "record_id_twice",
            Severity.WARNING,
            params={"other": portfolio.accounts[keepers[one.id]].account},
            account=one.account,
        )
        for i, one in enumerate(portfolio.accounts)
        if one.id and keepers[one.id] != i
    )


def with_duplicates(parsed: Parsed) -> Parsed:
    """Return a book as read with a located finding for each account that has the id of another."""
    rows = {one.account: row for row, one in enumerate(parsed.portfolio.accounts)}
    twice = (replace(one, where=parsed.location(rows[one.account])) for one in duplicate_ids(parsed.portfolio))
    return replace(parsed, findings=(*parsed.findings, *twice))


def _account_keys(portfolio: Portfolio) -> list[_Key]:
    return [(portfolio.book_id, "tblAccounts", natural_name(one.account)) for one in portfolio.accounts]


def _decision_keys(portfolio: Portfolio) -> list[_Key]:
    """Return the keys of the decisions; they count within an account, as those that commands make do."""
    keys: list[_Key] = []
    numbers: Counter[str] = Counter()
    for one in portfolio.decisions:
        name = natural_name(one.account)
        numbers[name] += 1
        keys.append((portfolio.book_id, "tblDecisions", name, one.date, numbers[name]))
    return keys


def _proposal_keys(portfolio: Portfolio) -> list[_Key]:
    return [(portfolio.book_id, "tblProposals", natural_name(one.account), one.field) for one in portfolio.proposals]


def _distinct(prefix: str, ids: Sequence[str], keys: _Keys, like: Callable[[int], int] | None = None) -> list[str]:
    """Return an id for each row, no two alike: the rows that keep theirs first, then the others from the top."""
    if all(ids) and len(set(ids)) == len(ids):
        return list(ids)
    made = keys()
    keepers = _keepers(prefix, ids, made, like)
    used = set(keepers)
    found = []
    for i, (own, key) in enumerate(zip(ids, made, strict=True)):
        new = own if own and keepers[own] == i else _unused(prefix, key, used)
        used.add(new)
        found.append(new)
    return found


def _keepers(
    prefix: str, ids: Sequence[str], keys: Sequence[_Key], like: Callable[[int], int] | None = None
) -> dict[str, int]:
    """Return for each id the row that keeps it: the most like before, the first that it was made for, the first."""
    rows: dict[str, list[int]] = {}
    for i, own in enumerate(ids):
        if own:
            rows.setdefault(own, []).append(i)

    def claim(i: int) -> tuple[int, bool, int]:
        return like(i) if like else 0, ids[i] == record_id(prefix, *keys[i]), -i

    return {own: found[0] if len(found) == 1 else max(found, key=claim) for own, found in rows.items()}


def _unused(prefix: str, key: _Key, used: set[str]) -> str:
    """Return the id of a key; a numbered one where a renamed row still has it."""
    found, number = record_id(prefix, *key), 1
    while found in used:
        number += 1
        found = record_id(prefix, *key, number)
    return found
