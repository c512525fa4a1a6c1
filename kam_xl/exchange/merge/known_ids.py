"""Rows that came back without their ids: a row that is called like a known record is that record.

Some program or hand lost the hidden column. An id made anew would be another one wherever a client was renamed, or a
text reworded, since the id was given; the known record would then pass for deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kam_xl.exchange.identity import natural_key
from kam_xl.exchange.state import State
from kam_xl.model import Portfolio
from kam_xl.sheets.book_records import BOOK_RECORDS, fields_of, records_in, with_records
from kam_xl.sheets.task_records import Kept


def with_known_ids(theirs: Portfolio, known: Iterable[State]) -> Portfolio:
    """Return theirs in which a row without an id has that of the one known record of its name which theirs lacks.

    Args:
        theirs: as read.
        known: versions of the book, the one that was sent first.
    """
    versions = tuple(known)
    found = {}
    for kept in BOOK_RECORDS:
        records = records_in(theirs, kept)
        if not all(one.id for one in records):
            found[kept.field] = _numbered(kept, records, versions)
    return with_records(theirs, found) if found else theirs


def _numbered(kept: Kept, records: tuple[Any, ...], versions: tuple[State, ...]) -> tuple[Any, ...]:
    used = {one.id for one in records}
    for state in versions:
        free = _by_name(kept, state, used)
        taken = tuple(
            one if one.id else replace(one, id=free.pop(natural_key(kept, fields_of(kept, one)), "")) for one in records
        )
        records, used = taken, {one.id for one in taken}
    return records


def _by_name(kept: Kept, state: State, used: set[str]) -> dict[tuple[object, ...], str]:
    """Return the ids of the records that are not used, by what names them; without names that two records have."""
    found: dict[tuple[object, ...], str] = {}
    for id, fields in state.tables.get(kept.table.name, {}).items():
        key = natural_key(kept, {**fields, "account": state.account_name(fields["account"])})
        found[key] = "" if key in found else id
    return {key: id for key, id in found.items() if id and id not in used}
