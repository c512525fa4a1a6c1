"""From merged fields back to a portfolio: a record that did not change keeps its own spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kam_xl.exchange.merge.names import is_reference
from kam_xl.exchange.state import SETUP, Fields, Records, setup_of
from kam_xl.model import Portfolio, natural_name
from kam_xl.sheets.book_records import ACCOUNT_RECORDS, BOOK_RECORDS, record_of, records_in, with_records
from kam_xl.sheets.task_records import Kept

Tables = Mapping[str, Records]


def in_book(portfolio: Portfolio, before: Tables, after: Tables, names: Mapping[str, str]) -> Portfolio:
    """Return a portfolio with other fields; rows of a client who was renamed follow his name.

    Args:
        portfolio: every record has its id.
        before: its fields; a record of `after` that is the very same one stays as it is.
        after: the fields that it shall have.
        names: what clients are called, by reference.
    """
    records = {
        kept.field: tuple(_records(portfolio, kept, before[kept.table.name], after[kept.table.name], names))
        for kept in BOOK_RECORDS
    }
    setup = after[SETUP][SETUP]
    same = setup is before[SETUP][SETUP]
    return with_records(portfolio if same else replace(portfolio, setup=setup_of(portfolio, setup)), records)


def _records(
    portfolio: Portfolio, kept: Kept, before: Records, after: Records, names: Mapping[str, str]
) -> Iterator[Any]:
    own = {one.id: one for one in records_in(portfolio, kept)}
    for id, fields in after.items():
        if kept is ACCOUNT_RECORDS:
            yield own[id] if fields is before.get(id) else record_of(kept, id, fields)
            continue
        name = _spelled(own[id].account if id in own else "", fields, names)
        if fields is not before.get(id):
            yield record_of(kept, id, {**fields, "account": name})
        else:
            yield own[id] if own[id].account == name else replace(own[id], account=name)


def _spelled(own: str, fields: Fields, names: Mapping[str, str]) -> str:
    """Return the client's name as the row has it, where it is the same name."""
    reference = fields["account"]
    name = names.get(reference, "" if is_reference(reference) else reference)
    return own if own == name or natural_name(own) == natural_name(name) else name


def followed(before: Portfolio, after: Portfolio) -> Mapping[str, str]:
    """Return the clients whose rows got another name because the client has one: old name → new name."""
    found: dict[str, str] = {}
    for kept in BOOK_RECORDS[1:]:
        names = {one.id: one.account for one in records_in(before, kept)}
        for one in records_in(after, kept):
            if (old := names.get(one.id)) and natural_name(old) != natural_name(one.account):
                found[old] = one.account
    return found
