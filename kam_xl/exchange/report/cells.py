"""One cell of the team workbook at a time: text of other people's books stays text, whatever it looks like.

A text never becomes a formula, a link or a number: it is written as text, and one that begins like a formula is marked
so that it stays one when somebody edits the cell. Characters that a workbook cannot hold, and those that turn the
direction of writing around (a file's name can hide its ending behind them), are left out; what is longer than a cell
may be is cut with an ellipsis.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from kam_xl.build.styles import Styles
from kam_xl.i18n import Lang, known, say
from kam_xl.serials import day_serial
from kam_xl.values import value

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text that a spreadsheet would take for a formula begins with."""

_MOST_UNITS = 32_767
"""UTF-16 units that a cell may hold."""

_NOT_WRITTEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@value
class Look:
    """How cells are written: by which styles, in which language."""

    styles: Styles
    lang: Lang


Write = Callable[[Any, int, int, Any], None]
"""Write a value on a sheet at a row and column, from 0; None and "" leave the cell empty."""


def clean(text: str) -> str:
    """Return a text as a cell can hold it."""
    text = _NOT_WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if 2 * len(text) <= _MOST_UNITS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _MOST_UNITS:
        return text
    return units[: 2 * (_MOST_UNITS - 1)].decode("utf-16-le", "ignore") + "…"


def word_of(words: str, code: str, lang: Lang) -> str:
    """Return the word that people see for a code of a list, the code itself where the list has no such word."""
    key = f"list.{words}.{code}"
    return say(lang, key) if words and known(key) else clean(code)


def writer(look: Look, kind: str, words: str = "") -> Write:
    """Return what writes the values of one column."""
    if kind == "code":
        return _codes(look, words)
    if kind in ("text", "long_text"):
        return _texts(look, kind == "long_text")
    if kind == "flag":
        return _flags(look)
    if kind in ("date", "calendar", "moment"):
        return _days(look, kind)
    return _numbers(look, kind)


def put_text(look: Look, sheet: Any, row: int, column: int, text: str, style: str, wrap: bool = False) -> None:
    """Write one text in a look of the product; text of other people is safe here too."""
    shown = clean(text)
    sheet.write_string(row, column, shown, look.styles(style, "", wrap, quoted=shown.startswith(FORMULA_SIGNS)))


def _texts(look: Look, wrap: bool) -> Write:
    plain, quoted = (look.styles("cell", "", wrap, quoted=one) for one in (False, True))
    seen: dict[Any, str] = {}

    def write(sheet: Any, row: int, column: int, text: Any) -> None:
        # Names and sources repeat from row to row.
        shown = seen.get(text)
        if shown is None:
            shown = seen[text] = "" if text is None else clean(str(text))
        if shown:
            sheet.write_string(row, column, shown, quoted if shown.startswith(FORMULA_SIGNS) else plain)
        else:
            sheet.write_blank(row, column, None, plain)

    return write


def _codes(look: Look, words: str) -> Write:
    texts = _texts(look, True)
    seen: dict[Any, str] = {}

    def write(sheet: Any, row: int, column: int, code: Any) -> None:
        if code not in seen:
            seen[code] = word_of(words, code, look.lang) if isinstance(code, str) else ""
        texts(sheet, row, column, seen[code])

    return write


def _flags(look: Look) -> Write:
    style, said = look.styles("cell", "sign"), {one: say(look.lang, f"list.yes_no.{one}") for one in ("yes", "no")}

    def write(sheet: Any, row: int, column: int, flag: Any) -> None:
        if flag is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_string(row, column, said["yes" if flag else "no"], style)

    return write


def _days(look: Look, kind: str) -> Write:
    style = look.styles("cell", kind)

    def write(sheet: Any, row: int, column: int, day: Any) -> None:
        if day is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, serial(day), style)

    return write


def serial(day: pd.Timestamp) -> float:
    """Return a day or a moment (in UTC) as the number that a cell holds."""
    seconds = day.hour * 3600 + day.minute * 60 + day.second
    return day_serial(day.date()) + seconds / 86_400


def _numbers(look: Look, kind: str) -> Write:
    style = look.styles("cell", kind)

    def write(sheet: Any, row: int, column: int, number: Any) -> None:
        if number is None or not math.isfinite(number):
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, number, style)

    return write


_ANY = {"signed_money": "+#,##0.00;−#,##0.00;0.00", "excess": '[>0]"! +"0;[<0]"−"0;0'}

FORMATS: Mapping[Lang, Mapping[str, str]] = {
    "en": {**_ANY, "moment": "d mmm yyyy hh:mm", "calendar": "mmm yyyy"},
    "ru": {**_ANY, "moment": "dd.mm.yyyy hh:mm", "calendar": "mm.yyyy"},
}
"""Number formats of the kinds that only the team workbook has."""
