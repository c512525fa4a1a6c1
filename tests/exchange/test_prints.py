"""Prints of a sent book: they tell what changed, and nothing of what stayed at home."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.demo.team import demo_portfolios
from kam_xl.exchange.prints import from_text, print_of, prints_of, to_text
from kam_xl.exchange.state import state_of

STATE = state_of(demo_portfolios("ru")[0])
HOME = {"tblAccounts": {id: frozenset({"notes", "lower_pay"}) for id in STATE.tables["tblAccounts"]}}


def test_prints_come_back_from_the_text_that_a_copy_carries() -> None:
    prints = prints_of(STATE, HOME)
    assert from_text(to_text(prints)) == prints


def test_what_stays_at_home_has_no_print_at_all() -> None:
    prints = prints_of(STATE, HOME)
    for fields in prints["tblAccounts"].values():
        assert not {"notes", "lower_pay"} & fields.keys()
        assert "lower_pay" not in from_text(to_text(prints))["tblAccounts"]
    assert prints_of(STATE, {})["tblAccounts"].keys() == prints["tblAccounts"].keys()


def test_a_blank_field_that_was_sent_is_told_from_one_that_was_not() -> None:
    prints = from_text(to_text({"tblX": {"a1": {"sent": ""}, "a2": {"sent": "ab12cd", "other": ""}}}))
    assert prints == {"tblX": {"a1": {"sent": ""}, "a2": {"sent": "ab12cd", "other": ""}}}


@given(st.one_of(st.floats(allow_nan=False), st.text(), st.none(), st.booleans(), st.dates()))
def test_equal_values_have_equal_prints_and_blank_ones_none(content: object) -> None:
    assert print_of(content) == print_of(content)
    assert (print_of(content) == "") == (content is None or str(content).strip() == "")


def test_another_value_has_another_print() -> None:
    assert len({print_of(one) for one in range(500)}) == 500


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"tblX": 1}', '{"tblX": {"fields": ["a"], "rows": {"x": "1,2"}}}'])
def test_a_text_that_somebody_spoilt_is_an_error_of_values(spoilt: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_text(spoilt)
