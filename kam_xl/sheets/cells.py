"""Read cells column by column: what the rules can read becomes a value, the rest a finding and a blank.

What counts as readable is what the native formulas count: a number is a number (text is not), within the bounds of
its column; a date is a date or its serial number; a word is exactly one of its list, in either language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import LANGUAGES, Message, Text, message
from kam_xl.serials import FIRST_SERIAL, LAST_SERIAL, serial_day
from kam_xl.sheets.raw import CellError, Value
from kam_xl.sheets.schema import Cell, Column
from kam_xl.sheets.words import LISTS, code_of, words

Report = Callable[[Finding], None]
Place = Callable[[int], Location]

_MOST = 1e15
"""The largest number of a column without a bound of its own; a sheet counts money to the cent up to here."""


def read_column(column: Column | Cell, label: Text, values: Iterable[Value], place: Place, report: Report) -> list[Any]:
    """Return the readable values of one column, None (or "") for blanks and for what cannot be read.

    Args:
        column: kind, bounds and list of the column.
        label: its header in both languages, for findings.
        values: the cells from top to bottom.
        place: tells the location of the i-th cell.
        report: takes the findings.
    """
    match column.kind:
        case "money" | "share" | "score" | "count" | "points" | "step":
            return _numbers(column, label, values, place, report)
        case "date":
            return [
                value if value is None or type(value) is dt.date else _date(value, i, label, place, report)
                for i, value in enumerate(values)
            ]
        case "flag":
            known = _flags()
            return [
                known[value] if value in known else _flag(value, i, label, place, report)
                for i, value in enumerate(values)
            ]
        case "choice" if isinstance(column, Column):
            usual = _choices(column.choices)
            return [
                usual[value] if value in usual else _choice(column, value, i, label, place, report)
                for i, value in enumerate(values)
            ]
        case _:
            return [
                value if type(value) is str else "" if value is None else _text(value, i, label, place, report)
                for i, value in enumerate(values)
            ]


def _numbers(column: Column | Cell, label: Text, values: Iterable[Value], place: Place, report: Report) -> list[Any]:
    low = -_MOST if column.low is None else column.low
    high = _MOST if column.high is None else column.high
    found: list[float | None] = []
    add = found.append
    whole = column.kind == "score"
    for i, value in enumerate(values):
        if type(value) is float or type(value) is int:
            if low <= value <= high:
                add(value)
                if whole and value != int(value):
                    report(
                        _finding(
                            "cell_not_whole", Severity.WARNING, place(i), label, value=value, allowed=allowed(column)
                        )
                    )
                continue
            code = "cell_too_large" if abs(value) > _MOST else "cell_out_of_range"
            report(_finding(code, Severity.ERROR, place(i), label, value=value, allowed=allowed(column)))
        elif value is not None and not _blank(value, i, label, place, report):
            moment = isinstance(value, dt.date | dt.time | dt.timedelta)
            code = "cell_date_for_number" if moment else "cell_text_for_number"
            report(_finding(code, Severity.ERROR, place(i), label, value=shown(value)))
        add(None)
    return found


def _date(value: Value, i: int, label: Text, place: Place, report: Report) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and FIRST_SERIAL <= value <= LAST_SERIAL:
        return serial_day(value)
    if not _blank(value, i, label, place, report):
        report(_finding("cell_not_a_date", Severity.ERROR, place(i), label, value=shown(value)))
    return None


@cache
def _flags() -> Mapping[Value, bool | None]:
    """Return what a flag's cell usually holds: nothing, or a word exactly as its list has it."""
    both = (zip(LISTS["yes_no"], words("yes_no", lang), strict=True) for lang in LANGUAGES)
    return {None: None, **{text: code == "yes" for pairs in both for code, text in pairs}}


@cache
def _choices(name: str) -> Mapping[Value, str]:
    """Return what a choice's cell usually holds: nothing, or a word exactly as its list has it."""
    both = (zip(LISTS[name], words(name, lang), strict=True) for lang in LANGUAGES)
    return {None: "", **{text: code for pairs in both for code, text in pairs}}


def _flag(value: Value, i: int, label: Text, place: Place, report: Report) -> bool | None:
    if isinstance(value, str) and (code := code_of("yes_no", value)):
        return code == "yes"
    if not _blank(value, i, label, place, report):
        report(_word_finding("yes_no", value, place(i), label))
    return None


def _choice(column: Column, value: Value, i: int, label: Text, place: Place, report: Report) -> str:
    if isinstance(value, str) and (code := code_of(column.choices, value)):
        return code
    if not _blank(value, i, label, place, report):
        report(_word_finding(column.choices, value, place(i), label))
    return ""


def _text(value: Value, i: int, label: Text, place: Place, report: Report) -> str:
    if isinstance(value, CellError):
        report(_finding("cell_error", Severity.ERROR, place(i), label, value=value.text))
        return ""
    return shown(value)


def _blank(value: Value, i: int, label: Text, place: Place, report: Report) -> bool:
    """Tell whether a cell counts as empty; an error value is reported here and then does."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, CellError):
        report(_finding("cell_error", Severity.ERROR, place(i), label, value=value.text))
        return True
    return False


def shown(value: Value) -> str:
    """Return a cell's value as findings quote it and as text columns take it."""
    match value:
        case None:
            return ""
        case CellError():
            return value.text
        case float() if value == int(value):
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


_USUAL: Mapping[tuple[str, float | None, float | None], str] = {
    ("score", 0, 3): "score",
    ("share", 0, 1): "share",
    ("count", 0, None): "count",
    ("money", 0, None): "money0",
}
"""Kind and bounds of most columns → the phrase that says what they take."""


def allowed(column: Column | Cell) -> Message:
    """Return what a column takes, as a phrase: "a share from 0 % to 100 %."."""
    low, high, kind = column.low, column.high, column.kind
    if usual := _USUAL.get((kind, low, high)):
        return message(f"help.allowed.{usual}")
    if low is None:
        return message(f"help.allowed.{kind}")
    if kind == "share":
        return message("help.allowed.share_from" if high is None else "help.allowed.share_between", low=low, high=high)
    # As text, since a year has no thousands.
    ends = {"low": f"{low:g}".replace("-", "−"), "high": f"{high:g}"}
    return message(f"help.allowed.{kind}_between", **ends)


def _finding(code: str, severity: Severity, where: Location, label: Text, **params: object) -> Finding:
    return Finding(code, severity, where, {"column": label, **params})


def _word_finding(name: str, value: Value, where: Location, label: Text) -> Finding:
    kind = "flag" if name == "yes_no" else "choice"
    return _finding(
        "cell_unknown_word", Severity.ERROR, where, label, value=shown(value), allowed=message(f"help.allowed.{kind}")
    )
