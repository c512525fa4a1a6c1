"""Clients by id: the rows of one client belong together whatever he is called on either side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kam_xl.exchange.state import SETUP, Fields, Records, State, account_reference
from kam_xl.model import natural_name
from kam_xl.sheets.book_records import ACCOUNT_RECORDS

ACCOUNTS = ACCOUNT_RECORDS.table.name


def with_references(mine: State, theirs: State, base: State | None = None) -> tuple[State, State, State | None]:
    """Return versions of one book in which a record names its client by id, also where he is called so elsewhere only.

    Who renames a client on Accounts leaves the old name on other sheets; it means the same client as before.
    """
    own, other = _ids(mine), _ids(theirs)
    known = {name: min(own.get(name, id), id) for name, id in {**own, **other}.items()}
    known |= _ids(base) if base else {}
    return _referring(mine, known), _referring(theirs, known), _referring(base, known) if base else None


def _ids(state: State) -> dict[str, str]:
    found: dict[str, str] = {}
    for id, fields in state.tables.get(ACCOUNTS, {}).items():
        found.setdefault(natural_name(fields["account"]), id)
    return found


def _referring(state: State, names: Mapping[str, str]) -> State:
    tables = {
        table: records if table in (SETUP, ACCOUNTS) else _records(records, names)
        for table, records in state.tables.items()
    }
    return replace(state, tables=tables)


def _records(records: Records, names: Mapping[str, str]) -> Records:
    return {id: _fields(fields, names) for id, fields in records.items()}


def _fields(fields: Fields, names: Mapping[str, str]) -> Fields:
    name = fields["account"]
    found = names.get(natural_name(name)) if name and not is_reference(name) else None
    return {**fields, "account": account_reference(found)} if found else fields


def is_reference(text: str) -> bool:
    """Tell whether a field names its client by id."""
    return text.startswith(account_reference(""))


def account_names(states: Iterable[State]) -> Mapping[str, str]:
    """Return what clients are called, by reference; the first version that has one says it."""
    names: dict[str, str] = {}
    for state in states:
        for id, fields in state.tables.get(ACCOUNTS, {}).items():
            names.setdefault(account_reference(id), str(fields["account"]))
    return names


def distinct_names(accounts: Records, old: Iterable[str]) -> Mapping[str, str]:
    """Return new names, by id, for clients who are called like another one; those of the base keep theirs.

    Rows of dossiers and plans name the client, so two of one name would share them.

    Args:
        accounts: the records of the accounts.
        old: ids of those that the base had.
    """
    before = frozenset(old)
    used = {natural_name(fields["account"]) for fields in accounts.values()}
    seen: set[str] = set()
    renamed: dict[str, str] = {}
    for id in sorted(accounts, key=lambda id: (id not in before, id)):
        name = accounts[id]["account"]
        natural = natural_name(name)
        if natural and natural in seen:
            renamed[id] = _free(name, used)
            used.add(natural_name(renamed[id]))
        seen.add(natural)
    return renamed


def _free(name: str, used: set[str]) -> str:
    number = 2
    while natural_name(f"{name.strip()} ({number})") in used:
        number += 1
    return f"{name.strip()} ({number})"
