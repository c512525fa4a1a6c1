"""Read dates: ISO, day-month-year and month-day-year with two or four digits of the year, Excel's serial numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.numbers import Bools
from kam_xl.exchange.imports.uniques import different
from kam_xl.serials import serial_day

Days = npt.NDArray[np.datetime64]

_PARTS = re.compile(r"\s*(\d{1,4})([-./])(\d{1,2})[-./](\d{1,4})(?:\s*г\.?|[ T,].*)?\s*", re.DOTALL)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_415
"""Excel's numbers of 1 January 1950 and 31 December 2100."""
_CENTURY = 70
"""Two-digit years below it belong to this century."""


def read_days(cells: Sequence[object], order: str) -> tuple[Days, Bools]:
    """Return the days of a column, NaT for blanks and unreadable cells, and which cells are unreadable.

    Args:
        cells: dates, texts, serial numbers and blanks mixed.
        order: "dmy", "mdy" or "ymd", for texts that do not begin with a four-digit year.
    """
    codes, uniques = different(cells)
    found = [day_of(item, order) for item in uniques]
    days = np.array([*found, None], dtype="datetime64[D]")[codes]
    blank = np.array([item is None or (isinstance(item, str) and not item.strip()) for item in uniques], dtype=np.bool_)
    return days, np.isnat(days) & ~np.append(blank, True)[codes]


def date_order(cells: Iterable[object], day_first: bool = False) -> str | None:
    """Return how the texts of a file write dates, decided over all of them; None where they do not tell.

    Args:
        cells: every cell of every date column of the file.
        day_first: what to take where the texts do not tell (Russian headers); dots always mean day first.
    """
    matches = [_PARTS.fullmatch(cell) for cell in set(cells) if isinstance(cell, str)] if cells else []
    parts = [(int(m[1]), int(m[3]), m[2]) for m in matches if m and len(m[1]) < 4]
    if any(first > 31 for first, _, _ in parts):
        return "ymd"
    days, months = sum(first > 12 for first, _, _ in parts), sum(second > 12 for _, second, _ in parts)
    if days or months:
        return "dmy" if days >= months else "mdy"
    undecided = any(mark != "." for _, _, mark in parts)
    return "dmy" if day_first or not undecided else None


def day_of(value: object, order: str) -> dt.date | None:
    """Return one day, None where the value is blank or no date between 1950 and 2100."""
    found: dt.date | None = None
    if isinstance(value, dt.datetime):
        found = value.date() if value == value else None
    elif isinstance(value, dt.date):
        found = value
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        found = serial_day(value)
    elif isinstance(value, str):
        found = _written(value, order)
    return found if found and 1950 <= found.year <= 2100 else None


def _written(text: str, order: str) -> dt.date | None:
    if match := _COMPACT.fullmatch(text):
        year, month, day = match.groups()
    elif not (match := _PARTS.fullmatch(text)):
        return None
    elif len(match[1]) == 4 or order == "ymd":
        year, month, day = match[1], match[3], match[4]
    elif order == "mdy":
        month, day, year = match[1], match[3], match[4]
    else:
        day, month, year = match[1], match[3], match[4]
    if len(year) not in (2, 4):
        return None
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _CENTURY else 1900)
    try:
        return dt.date(full, int(month), int(day))
    except ValueError:
        return None
