"""A day and the number by which a cell of a spreadsheet holds it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.serials import FIRST_SERIAL, LAST_SERIAL, day_serial, serial_day


@pytest.mark.parametrize(
    ("day", "serial"), [(dt.date(1900, 3, 1), 61), (dt.date(2000, 1, 1), 36_526), (dt.date(9999, 12, 31), LAST_SERIAL)]
)
def test_a_day_has_the_number_that_excel_gives_it(day: dt.date, serial: int) -> None:
    assert day_serial(day) == serial


@given(st.integers(FIRST_SERIAL, LAST_SERIAL))
def test_a_number_comes_back_from_its_day(serial: int) -> None:
    assert day_serial(serial_day(serial)) == serial


def test_the_time_of_day_does_not_move_the_day() -> None:
    assert serial_day(36_526.99) == dt.date(2000, 1, 1)
