"""What Excel makes of a value that is typed into a cell, or written by code: texts become numbers, dates, formulas.

Imitated as on a PC with a decimal point; dates with full stops are taken too, as many PCs do, so that a text which is
a date somewhere is a date here. Other PCs take more (decimal commas, names of months): code that wants a text in a
cell says so by an apostrophe or a text format, and this is here to show where it does not.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from tests.support.excel.model.formulas import to_calc

LONGEST_TEXT = 32_767
YEAR_TYPED = 2026
"""Year of a date typed without one; Excel takes the current year, tests want the same every day."""
EPOCH = dt.datetime(1899, 12, 30)
NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:E[+-]?\d+)?", re.IGNORECASE)
DATES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)"),
    re.compile(r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?:[-/](?P<year>\d{4}|\d\d))?"),
)
TIME = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?")
ERRORS = {"#N/A": "=NA()", "#DIV/0!": "=1/0", "#REF!": "=#REF!", "#NAME?": "=#NAME?", "#VALUE!": "=#VALUE!"}

Entry = Any
"""A cell to write, as `tests.support.excel.calc.cells` takes it."""


class TooLongError(ValueError):
    """No cell holds so long a text."""


def entry(value: object) -> Entry:
    """Return what comes into a cell of no special format.

    Raises:
        TooLongError: a text is longer than a cell.
        BadFormulaError: a text that begins with "=" is no formula.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.date):
        return {"number": serial(value), "kind": "date", "typed": f"{value:%m/%d/%Y}"}
    return _text(str(value))


def serial(day: dt.date) -> float:
    """Return the number that Excel keeps for a day or a time, whatever time zone it says."""
    moment = day.replace(tzinfo=None) if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time())
    return (moment - EPOCH) / dt.timedelta(days=1)


def moment(number: float) -> dt.datetime:
    """Return the time for a number, to the millisecond."""
    return EPOCH + dt.timedelta(seconds=round(number * 86_400, 3))


def _text(text: str) -> Entry:
    if len(text) > LONGEST_TEXT:
        raise TooLongError(f"{len(text)} characters")
    if text.startswith("'"):
        return text[1:]
    if text.startswith("=") and text != "=":
        return {"formula": to_calc(text), "typed": text}
    bare = text.strip()
    if bare.upper() in ("TRUE", "FALSE"):
        return bare.upper() == "TRUE"
    if bare.upper() in ERRORS:
        return {"formula": ERRORS[bare.upper()], "typed": text}
    return _number(text, bare) or _date(text, bare) or _time(text, bare) or text or None


def _number(text: str, bare: str) -> Entry:
    digits, percent = (bare[:-1].rstrip(), True) if bare.endswith("%") else (bare, False)
    if not re.search(r"\d", digits) or not NUMBER.fullmatch(digits):
        return None
    number = float(digits.replace(",", ""))
    return {"number": number / 100 if percent else number, "kind": "percent" if percent else "", "typed": text}


def _date(text: str, bare: str) -> Entry:
    for pattern in DATES:
        if match := pattern.fullmatch(bare):
            year = int(match["year"] or YEAR_TYPED)
            year += (2000 if year < 30 else 1900) if year < 100 else 0
            try:
                day = dt.date(year, int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            return {"number": serial(day), "kind": "date", "typed": text}
    return None


def _time(text: str, bare: str) -> Entry:
    if not (match := TIME.fullmatch(bare)):
        return None
    seconds = int(match["hour"]) * 3600 + int(match["minute"]) * 60 + int(match["second"] or 0)
    return {"number": seconds / 86_400, "kind": "time", "typed": text}
