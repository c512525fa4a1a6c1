"""A book as plain fields: nothing is lost, clients are named by id, and only real changes count as such."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.demo.team import demo_portfolios
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.state import (
    SETUP,
    SETUP_FIELDS,
    account_reference,
    canonical,
    from_json,
    same,
    setup_of,
    state_of,
    to_json,
)
from kam_xl.sheets import schema
from kam_xl.sheets.book_records import BOOK_RECORDS, fields_of, kept_of, record_of, records_in, with_records

BOOK = with_ids(demo_portfolios("en")[0])
STATE = state_of(BOOK)


def test_every_record_of_every_table_is_there_under_its_id() -> None:
    for kept in BOOK_RECORDS:
        assert [*STATE.tables[kept.table.name]] == [one.id for one in records_in(BOOK, kept)]
    assert STATE.tables[SETUP][SETUP]["manager"] == BOOK.setup.manager


def test_a_record_and_its_fields_are_two_forms_of_one_thing() -> None:
    for kept in BOOK_RECORDS:
        records = records_in(BOOK, kept)
        assert tuple(record_of(kept, one.id, fields_of(kept, one)) for one in records) == records
    again = with_records(BOOK, {kept.field: records_in(BOOK, kept) for kept in BOOK_RECORDS})
    assert again == BOOK


def test_fields_are_the_columns_that_people_or_commands_fill() -> None:
    for kept in BOOK_RECORDS:
        filled = {column.key for column in kept.table.columns if column.role != "calculated"} - {"id"}
        record = record_of(kept, "x", dict.fromkeys(filled))
        assert fields_of(kept, record).keys() == filled


def test_only_cells_that_choose_what_a_sheet_shows_are_no_part_of_the_book() -> None:
    shown = {"asked_client", "visit_client", "map_client", "card_client", "periods_client", "periods_year"}
    assert {cell.name for cell in schema.CELLS} - {*SETUP_FIELDS} == shown
    assert setup_of(BOOK, STATE.tables[SETUP][SETUP]) == BOOK.setup


def test_a_client_renamed_stays_the_same_client_for_all_that_belongs_to_it() -> None:
    first = BOOK.accounts[0]
    members = [replace(one, account="New name") if one.account == first.account else one for one in BOOK.tasks.members]
    renamed = replace(
        BOOK,
        accounts=(replace(first, account="New name"), *BOOK.accounts[1:]),
        tasks=replace(BOOK.tasks, members=tuple(members)),
    )
    assert state_of(renamed).tables["tblMembers"] == STATE.tables["tblMembers"]


def test_a_name_that_no_client_has_stays_as_it_was_typed() -> None:
    lost = replace(BOOK.tasks.members[0], account="Nobody & Sons")
    book = replace(BOOK, tasks=replace(BOOK.tasks, members=(lost,)))
    state = state_of(book)
    assert state.tables["tblMembers"][lost.id]["account"] == "Nobody & Sons"
    assert state.account_name("Nobody & Sons") == "Nobody & Sons"
    assert state.account_name(account_reference(BOOK.accounts[0].id)) == BOOK.accounts[0].account


@pytest.mark.parametrize(
    ("one", "other"),
    [(None, ""), (2, 2.0), (0.1 + 0.2, 0.3), ("a\r\nb ", "a\nb"), ("x\n", "x"), (1e15 / 3, 333333333333333.3)],
)
def test_what_a_program_rewrites_is_no_change(one: Any, other: Any) -> None:
    assert same(one, other)
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(0, None), (False, None), (1, 1.001), ("a b", "a  b"), ("A", "a"), (dt.date(2026, 1, 2), dt.date(2026, 2, 1))],
)
def test_what_a_person_changes_is_one(one: Any, other: Any) -> None:
    assert not same(one, other)


@given(st.sampled_from([kept.table.name for kept in BOOK_RECORDS]), st.data())
def test_fields_survive_json(table: str, data: st.DataObject) -> None:
    records = STATE.tables[table]
    if records:
        fields = records[data.draw(st.sampled_from(sorted(records)))]
        assert from_json(table, to_json(fields)) == fields
    assert kept_of(table).table.name == table


def test_the_setup_survives_json() -> None:
    fields = STATE.tables[SETUP][SETUP]
    assert from_json(SETUP, to_json(fields)) == fields
