"""What is kept as text comes back as it was, to the type."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.state import from_json
from kam_xl.exchange.store import codec
from kam_xl.exchange.store.moments import from_column, sound, to_column
from kam_xl.findings import NOWHERE, Finding, Location, Severity
from kam_xl.i18n import Message, Text

moments = st.datetimes(timezones=st.just(dt.UTC)).map(lambda one: one.replace(fold=0))
numbers = st.integers() | st.floats(allow_nan=False)
cells = st.none() | st.booleans() | numbers | st.text() | st.dates() | moments
texts = st.builds(Text, st.text(), st.text())
contents: st.SearchStrategy[Any] = st.recursive(
    cells | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        | st.builds(Message, st.text(max_size=9), st.dictionaries(st.text(max_size=5), inner, max_size=3))
    ),
    max_leaves=8,
)
places = st.just(NOWHERE) | st.builds(Location, st.text(), st.text(), st.text(), st.integers(0, 99))
findings = st.builds(
    Finding,
    st.text(),
    st.sampled_from(Severity),
    places,
    st.dictionaries(st.text(max_size=5), contents, max_size=3),
    st.text(),
)
tables = st.integers(0, 4).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), max_size=6))


def exact(one: Any) -> str:
    """Return a value as Python would write it, which tells 1 from 1.0 and True."""
    return repr(one)


@given(tables)
def test_rows_come_back(rows: list[tuple[Any, ...]]) -> None:
    assert exact(codec.rows_from_text(codec.rows_to_text(rows))) == exact(rows)


@given(st.lists(findings, max_size=4))
def test_findings_come_back(found: list[Finding]) -> None:
    assert exact(codec.findings_from_text(codec.findings_to_text(found))) == exact(found)


@given(st.text(), st.dictionaries(st.text(), contents, max_size=3))
def test_a_reason_comes_back(key: str, params: dict[str, Any]) -> None:
    assert exact(codec.message_from_text(codec.message_to_text(Message(key, params)))) == exact(Message(key, params))


def test_a_column_that_says_the_same_in_every_row_is_kept_once() -> None:
    rows = [("Anna", None, day) for day in range(200)]
    text = codec.rows_to_text(rows)
    assert text.count("Anna") == 1 and text.count("null") == 1
    assert codec.rows_from_text(text) == rows


def test_numbers_that_are_equal_and_not_the_same_are_kept_apart() -> None:
    rows = [(1, 0.0), (True, -0.0), (1.0, 0.0)]
    assert exact(codec.rows_from_text(codec.rows_to_text(rows))) == exact(rows)


def test_half_of_a_surrogate_pair_is_kept_as_an_escape() -> None:
    rows = [("book \udce9.xlsx", "Клиент")]
    text = codec.rows_to_text(rows)
    assert text.isascii()
    assert codec.rows_from_text(text) == rows


def test_what_no_sentence_is_filled_with_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        codec.findings_to_text([Finding("code", Severity.NOTE, NOWHERE, {"what": object()})])
    with pytest.raises(TypeError):
        codec.records_to_text({"a1": {"account": {1, 2}}})


@pytest.mark.parametrize("second", [{"account": "Beta", "margin": 2.5}, {"margin": 2.5}])
def test_records_come_back_with_the_same_fields_or_others(second: dict[str, Any]) -> None:
    records = {"a1": {"account": "Ёлка", "margin": None}, "a2": second}
    assert codec.records_from_text(codec.records_to_text(records)) == records
    assert codec.records_from_text(codec.records_to_text({})) == {}


def test_days_of_records_are_read_by_their_column() -> None:
    fields = {"account": "Alpha", "evidence_date": dt.date(2026, 5, 20), "proposed": None}
    held = codec.records_from_text(codec.records_to_text({"a1": fields}))
    assert held["a1"]["evidence_date"] == "2026-05-20"
    assert from_json("tblAccounts", held["a1"]) == fields


@given(st.lists(moments, min_size=2, max_size=2))
def test_moments_come_back_and_sort_as_texts(pair: list[dt.datetime]) -> None:
    assert [from_column(to_column(one)) for one in pair] == pair
    assert sorted(map(to_column, pair)) == [to_column(one) for one in sorted(pair)]


def test_a_moment_is_kept_in_utc_and_needs_a_zone() -> None:
    moscow = dt.datetime(2026, 5, 20, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    assert to_column(moscow) == "2026-05-19T22:30:00.000000+00:00"
    with pytest.raises(ValueError, match="zone"):
        to_column(dt.datetime(2026, 5, 20))


def test_a_sound_text_has_only_what_every_database_takes() -> None:
    assert sound("Ёлка\0 \udce9") == "Ёлка ?"
    assert json.dumps(sound("Ёлка")) == json.dumps("Ёлка")
