"""Months counted back from a day: 0 is the month that ends on it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.dates import Days

Months = npt.NDArray[np.int64]

YEAR, HALF_YEAR = 12, 6
MIN_MONTHS = 3
"""Shorter spells say nothing of growth."""


def months_ago(days: Days, as_of: dt.date) -> Months:
    """Return how many whole months before a day each day lies: with 9 December, 10 November is 0 and 9 November 1.

    Days must not be later than `as_of`; a missing day gives −1.
    """
    missing = np.isnat(days)
    known = np.where(missing, np.datetime64(as_of), days)
    months = known.astype("datetime64[M]")
    day_of_month = (known - months.astype("datetime64[D]")).astype(np.int64) + 1
    last = np.int64((as_of.year - 1970) * YEAR + as_of.month - 1)
    ago = last - months.astype(np.int64) - (day_of_month > as_of.day)
    return np.where(missing, np.int64(-1), ago)


def compared_months(history: int) -> int | None:
    """Return the length of the two spells that growth compares: a year where two are there, else half the history.

    Args:
        history: whole or part months from the first sale to the day judged.
    """
    spell = min(YEAR, history // 2)
    return spell if spell >= MIN_MONTHS else None
