"""What differs between versions, and how an older version follows from a newer one."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.store.timeline import Change, Records, changes, settled, take_back

values = st.sampled_from((None, "", "a", "b", 1, 1.0, 2, "1 ", True))
records = st.dictionaries(st.sampled_from("pqr"), st.fixed_dictionaries({"x": values, "y": values}), max_size=3)
tables = st.dictionaries(st.sampled_from(("tblAccounts", "tblPlans")), records, max_size=2)
Tables = dict[str, Records]


@given(tables, tables)
def test_changes_taken_back_from_the_end_give_the_older_version(old: Tables, raw: Tables) -> None:
    new = {table: settled(held, old.get(table, {})) for table, held in raw.items()}
    found = list(changes(old, new))
    back = deepcopy(new)
    for one in reversed(found):
        take_back(back, one)
    assert {table: held for table, held in back.items() if held} == {table: held for table, held in old.items() if held}


@given(tables)
def test_a_version_does_not_differ_from_itself(one: Tables) -> None:
    assert list(changes(one, deepcopy(one))) == []


def test_a_value_in_another_form_stands_as_the_neighbour_has_it() -> None:
    near = {"p": {"x": 2.0, "y": ""}}
    found = settled({"p": {"x": 2, "y": None}, "q": {"x": 2, "y": None}}, near)
    assert repr(found) == repr({"p": {"x": 2.0, "y": ""}, "q": {"x": 2, "y": None}})
    assert repr(settled({"p": {"x": 2, "y": "new"}}, near)) == repr({"p": {"x": 2.0, "y": "new"}})


def test_fields_that_only_one_version_has_count_as_blank_in_the_other() -> None:
    old, new = {"t": {"p": {"x": 1}}}, {"t": {"p": {"x": 1, "y": "", "z": 3}}}
    assert list(changes(old, new)) == [Change("changed", "t", "p", "z", None, 3)]


@pytest.mark.parametrize(
    "change",
    [
        Change("changed", "t", "p", "x", 1, 3),
        Change("changed", "t", "none", "x", 1, 2),
        Change("added", "t", "none", "", None, None),
        Change("deleted", "t", "p", "", {"x": 1}, None),
    ],
)
def test_a_change_that_does_not_fit_is_refused(change: Change) -> None:
    with pytest.raises(ValueError, match=change.record):
        take_back({"t": {"p": {"x": 2}}}, change)
