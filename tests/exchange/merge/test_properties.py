"""Whatever two people do to a book: every field that comes out is explained, nothing is dropped, no side is better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.book import in_book
from kam_xl.exchange.merge.names import ACCOUNTS, account_names
from kam_xl.exchange.merge.three_way import Clash, Merged, merge
from kam_xl.exchange.merge.version import Version
from kam_xl.exchange.prints import Prints, prints_of
from kam_xl.exchange.state import SETUP, State, account_reference, canonical, same, state_of
from kam_xl.model import natural_name
from tests.exchange.merge.edits import edited, small_book, small_state

ANCESTOR = small_state()
STAYING = {"tblAccounts": {"a1": frozenset({"notes", "margin"})}, "tblMembers": {"m1": frozenset({"phone", "role"})}}


def prints() -> Prints:
    return prints_of(ANCESTOR, {})


def versions() -> st.SearchStrategy[tuple[State, State]]:
    return st.tuples(edited(ANCESTOR), edited(ANCESTOR))


bases = st.sampled_from((Base(ANCESTOR), Base(None, prints()), Base()))


def merged(mine: State, theirs: State, base: Base) -> Merged:
    return merge(Version(mine), Version(theirs), base)


def clashes(found: Merged) -> dict[tuple[str, str, str], Clash]:
    return {(one.table, one.record, one.field): one for one in found.clashes}


def fields(state: State) -> Iterator[tuple[str, str, str, Any]]:
    for table, records in state.tables.items():
        for id, record in records.items():
            for key, content in record.items():
                yield table, id, key, content


def distinct(state: State) -> bool:
    """Tell whether no two clients of a version have one name; the book of one person is refused else."""
    names = [natural_name(one["account"]) for one in state.tables[ACCOUNTS].values()]
    return len(set(names)) == len(names)


def renamed(found: Merged) -> set[str]:
    """Return the accounts that got another name since two would have had one."""
    sides = (found.mine, found.theirs)
    return {
        one.record
        for one in found.changes
        if one.happened == "renamed"
        and all(one.new != side.tables[ACCOUNTS].get(one.record, {}).get("account") for side in sides)
    }


@given(versions(), bases)
def test_every_field_is_explained(both: tuple[State, State], base: Base) -> None:
    found = merged(*both, base)
    open_, free = clashes(found), renamed(found)
    mine, theirs = found.mine.tables, found.theirs.tables
    for table, records in found.tables.items():
        for id, record in records.items():
            own, other = mine[table].get(id), theirs[table].get(id)
            for key, content in record.items():
                if (table, key) == (ACCOUNTS, "account") and id in free:
                    continue
                if own is None or other is None:
                    alone = own or other
                    assert alone is not None and same(content, alone[key])
                    added = not base.has(table, id)
                    assert (
                        added
                        or (table, id, "") in open_
                        or in_dispute(found, record, "mine" if own is None else "theirs")
                    )
                    continue
                expected = explained(base, table, id, key, own[key], other[key])
                if expected is CLASH:
                    assert (table, id, key) in open_ and same(content, own[key])
                else:
                    assert same(content, expected) and (table, id, key) not in open_


def in_dispute(found: Merged, record: Any, by: str) -> bool:
    """Tell whether a row belongs to a client of whom a person has to say whether he goes."""
    deleted = (one.record for one in found.clashes if one.table == ACCOUNTS and one.deleted_by == by)
    return record["account"] in map(account_reference, deleted)


CLASH = object()


def explained(base: Base, table: str, id: str, key: str, own: Any, other: Any) -> Any:
    """Return what must come out of a field that both have, written anew and plainly."""
    if same(own, other):
        return own
    if (table, key) == (ACCOUNTS, "account") and not (canonical(own) and canonical(other)):
        return CLASH
    if not base.has(table, id):
        return own if not canonical(other) else other if not canonical(own) else CLASH
    old = ANCESTOR.tables[table][id][key]
    if table not in (SETUP, ACCOUNTS) and key == "account":
        return (
            own
            if not base.changed(table, id, key, other)
            else other
            if not base.changed(table, id, key, own)
            else CLASH
        )
    return own if same(other, old) else other if same(own, old) else CLASH


@given(versions(), bases)
def test_a_record_goes_only_where_one_deleted_it_and_the_other_left_it_alone(
    both: tuple[State, State], base: Base
) -> None:
    found = merged(*both, base)
    gone = {(one.table, one.record) for one in found.changes if one.happened == "deleted"}
    for side in (found.mine, found.theirs):
        for table, records in side.tables.items():
            for id, record in records.items():
                if id in found.tables[table]:
                    continue
                assert (table, id) in gone and base.known
                before = ANCESTOR.tables[table][id]
                assert all(same(record[key], before[key]) or key == "account" for key in record)


@given(versions(), bases)
def test_nothing_is_dropped(both: tuple[State, State], base: Base) -> None:
    found = merged(*both, base)
    kept = {(table, id, key, canonical(one)) for table, id, key, one in fields(replace(ANCESTOR, tables=found.tables))}
    for one in found.clashes:
        for content in (one.mine, one.theirs):
            record = content if isinstance(content, dict) else {one.field: content}
            kept |= {(one.table, one.record, key, canonical(each)) for key, each in record.items()}
    for change in found.changes:
        for content in (change.old, change.new):
            record = content if isinstance(content, dict) else {change.field: content}
            kept |= {(change.table, change.record, key, canonical(each)) for key, each in record.items()}
    before = {(table, id, key, canonical(one)) for table, id, key, one in fields(ANCESTOR)}
    for side in (found.mine, found.theirs):
        for table, id, key, content in fields(side):
            if canonical(content):
                told = (table, id, key, canonical(content))
                assert told in kept or (base.known and told in before)


@given(edited(ANCESTOR), bases)
def test_merging_with_itself_changes_nothing(state: State, base: Base) -> None:
    assume(distinct(state))
    found = merged(state, state, base)
    assert not found.changes and not found.clashes
    assert all(
        found.tables[table][id] is found.mine.tables[table][id] for table in found.tables for id in found.tables[table]
    )


@given(versions(), bases)
def test_a_book_that_was_not_touched_takes_all_and_gives_nothing(both: tuple[State, State], base: Base) -> None:
    _, theirs = both
    found = merged(ANCESTOR, theirs, Base(ANCESTOR))
    assert found.clashes == () or all(one.field == "account" for one in found.clashes)
    back = merged(theirs, ANCESTOR, Base(ANCESTOR))
    assert {(one.table, one.record, one.field) for one in back.clashes} == set(clashes(found))


@given(versions(), bases)
def test_swapping_sides_swaps_only_the_labels(both: tuple[State, State], base: Base) -> None:
    mine, theirs = both
    here, there = merged(mine, theirs, base), merged(theirs, mine, base)
    other = {"mine": "theirs", "theirs": "mine", None: None}
    swapped = {
        key: replace(one, mine=one.theirs, theirs=one.mine, deleted_by=other[one.deleted_by])  # type: ignore[arg-type]
        for key, one in clashes(there).items()
    }
    assert clashes(here) == swapped
    for table, records in here.tables.items():
        assert set(records) == set(there.tables[table])
        for id, record in records.items():
            for key, content in record.items():
                # Which of two clients of one name gets another follows the order of mine.
                if (table, id, key) not in swapped and id not in renamed(here) | renamed(there):
                    assert same(content, there.tables[table][id][key])


@given(versions(), bases)
def test_the_book_that_comes_out_holds_these_fields(both: tuple[State, State], base: Base) -> None:
    # As books say it: a row of a client who is gone holds his name, not his id.
    portfolio, returned = (
        in_book(small_book(), ANCESTOR.tables, one.tables, account_names((one, ANCESTOR))) for one in both
    )
    assume(distinct(both[0]))
    found = merged(state_of(portfolio), state_of(returned), base)
    after = state_of(in_book(portfolio, found.mine.tables, found.tables, found.names))
    for table, records in found.tables.items():
        assert list(after.tables[table]) == list(records)
        for id, record in records.items():
            for key, content in record.items():
                if table in (SETUP, ACCOUNTS) or key != "account":
                    assert same(content, after.tables[table][id][key])
                else:
                    assert natural_name(after.account_name(after.tables[table][id][key])) == natural_name(
                        str(found.names.get(content, content))
                    )


@given(versions(), st.booleans())
def test_what_was_not_sent_is_never_blanked(both: tuple[State, State], known: bool) -> None:
    mine, theirs = both
    sent = prints_of(ANCESTOR, STAYING)
    blank = {
        table: {
            id: {
                key: ("" if isinstance(one, str) else None) if key in STAYING.get(table, {}).get(id, ()) else one
                for key, one in record.items()
            }
            for id, record in records.items()
        }
        for table, records in theirs.tables.items()
    }
    copy = replace(theirs, tables=blank)
    found = merge(Version(mine), Version(copy, sent=sent), Base(ANCESTOR if known else None, sent))
    for table, records in STAYING.items():
        for id, keys in records.items():
            if id in mine.tables[table] and id in found.tables[table]:
                assert all(same(found.tables[table][id][key], mine.tables[table][id][key]) for key in keys)
