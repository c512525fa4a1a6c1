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
from tests.fuzz.mutations import Accident, accidents, spoilt, spoilt_package

LIMITS = ReadLimits(file_bytes=20 * 2**20, unpacked_bytes=50 * 2**20, cells=1_000_000)
MANY = 2000
SECONDS = 10.0
BYTES = 200 * 2**20

in_parts = st.lists(st.tuples(st.integers(0, 999), st.just([]) | accidents), min_size=1, max_size=3)
"""Parts, and what happened to each; a part without an accident got lost."""


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
@given(accidents)
def test_a_file_that_had_accidents_is_read_or_refused(what: list[Accident]) -> None:
    come_through(spoilt(the_book(), what))


@settings(max_examples=40)
@given(in_parts)
def test_parts_that_had_accidents_are_read_or_refused(what: list[tuple[int, list[Accident]]]) -> None:
    come_through(spoilt_package(parts(), among(), what))


@pytest.mark.slow
@settings(max_examples=MANY)
@given(accidents)
def test_a_file_that_had_very_many_accidents(what: list[Accident]) -> None:
    come_through(spoilt(the_book(), what))


@pytest.mark.slow
@settings(max_examples=2 * MANY)
@given(in_parts)
def test_parts_that_had_very_many_accidents(what: list[tuple[int, list[Accident]]]) -> None:
    come_through(spoilt_package(parts(), among(), what))


@pytest.mark.slow
@settings(max_examples=200)
@given(in_parts)
def test_accidents_fill_no_memory(what: list[tuple[int, list[Accident]]]) -> None:
    data = spoilt_package(parts(), among(), what)
    tracemalloc.start()
    try:
        come_through(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < BYTES
