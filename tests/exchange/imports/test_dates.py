"""Dates are read in the order that the whole file shows; where it does not show one, nobody guesses."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from kam_xl.exchange.imports.dates import date_order, day_of, read_days

DAY = dt.date(2016, 10, 20)


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("20-10-16", "dmy"),
        ("20.10.2016", "dmy"),
        ("20.10.2016 г.", "dmy"),
        ("20/10/2016 13:45", "dmy"),
        ("10/20/2016", "mdy"),
        ("16-10-20", "ymd"),
        ("2016-10-20", "dmy"),
        ("2016-10-20T08:00:00", "mdy"),
        ("20161020", "dmy"),
        (42663, "dmy"),
        (42663.75, "dmy"),
        (dt.datetime(2016, 10, 20, 8), "dmy"),
        (dt.date(2016, 10, 20), "dmy"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: object, order: str) -> None:
    assert day_of(cell, order) == DAY


@pytest.mark.parametrize("cell", ["31.02.2016", "soon", "20-10", 5, "", None, "01.01.1900", True])
def test_what_is_no_day_of_business_is_none(cell: object) -> None:
    assert day_of(cell, "dmy") is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["01-02-17", "20-10-16"], "dmy"),
        (["01/02/17", "10/20/16"], "mdy"),
        (["16-10-20", "99-01-02"], "ymd"),
        (["01.02.2017"], "dmy"),
        (["01/02/2017"], None),
        (["2017-02-01"], "dmy"),
        ([], "dmy"),
        (["20/10/16", "21/10/16", "10/22/16"], "dmy"),
    ],
)
def test_the_order_is_decided_over_all_dates(cells: list[object], order: str | None) -> None:
    assert date_order(cells) == order


def test_russian_headers_mean_day_first() -> None:
    assert date_order(["01/02/2017"], day_first=True) == "dmy"


def test_blank_and_unreadable_days_are_told_apart() -> None:
    days, unreadable = read_days(["20-10-16", "", "tomorrow", None], "dmy")
    assert days[0] == np.datetime64(DAY)
    assert np.isnat(days).tolist() == [False, True, True, True]
    assert unreadable.tolist() == [False, False, True, False]
