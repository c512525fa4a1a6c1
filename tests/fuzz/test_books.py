"""Whatever became of a workbook, reading it gives its tables or an error in three parts, in bounded time."""

from __future__ import annotations

import time
import tracemalloc
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_xl.errors import InputError, KamError
from kam_xl.excel.limits import ReadLimits
from kam_xl.excel.reading import read_data
from kam_xl.i18n import LANGUAGES
from tests.excel.books import parts_of, the_book
from tests.fuzz.mutations import mutated, mutated_package

LIMITS = ReadLimits(file_bytes=20 * 2**20, unpacked_bytes=50 * 2**20, cells=1_000_000)
MANY = 2000
SECONDS = 10.0
BYTES = 200 * 2**20


@cache
def parts() -> dict[str, bytes]:
    return parts_of(the_book())


@cache
def among() -> tuple[str, ...]:
    """Return the parts that reading looks at."""
    read = ("xl/workbook", "xl/worksheets/sheet", "xl/tables", "xl/sharedStrings", "xl/styles")
    return tuple(name for name in parts() if name.endswith(".rels") or name.startswith(read))


def come_through(data: bytes) -> None:
    """Hold that reading ends soon, with a book or with an error that has its texts."""
    start = time.monotonic()
    try:
        read_data(data, "book.xlsx", LIMITS)
    except KamError as error:
        assert isinstance(error, InputError)
        assert all(error.what(lang) and error.remedy(lang) for lang in LANGUAGES)
    assert time.monotonic() - start < SECONDS


@settings(max_examples=25)
@given(st.data())
def test_a_file_that_had_accidents_is_read_or_refused(data: st.DataObject) -> None:
    come_through(data.draw(mutated(the_book())))


@settings(max_examples=40)
@given(st.data())
def test_parts_that_had_accidents_are_read_or_refused(data: st.DataObject) -> None:
    come_through(data.draw(mutated_package(parts(), among())))


@pytest.mark.slow
@settings(max_examples=MANY)
@given(st.data())
def test_a_file_that_had_very_many_accidents(data: st.DataObject) -> None:
    come_through(data.draw(mutated(the_book())))


@pytest.mark.slow
@settings(max_examples=4 * MANY)
@given(st.data())
def test_parts_that_had_very_many_accidents(data: st.DataObject) -> None:
    come_through(data.draw(mutated_package(parts(), among())))


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_accidents_fill_no_memory(data: st.DataObject) -> None:
    spoilt = data.draw(mutated_package(parts(), among()))
    tracemalloc.start()
    try:
        come_through(spoilt)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BYTES
