"""Read numbers as people and programs write them: `1 234,56`, `1,234.56`, `(12)`, `−5`, `12 руб.`, `45 %`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.uniques import different

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_CURRENCY = re.compile(r"[$€£₽¥]|(?<=[\d)])(?:руб|rub|usd|eur|gbp|р)\.?$", re.IGNORECASE)
_GROUPED = {mark: re.compile(rf"[+-]?\d{{1,3}}(\{other}\d{{3}})+(\{mark}\d*)?") for mark, other in (".,", ",.")}
"""Decimal mark → numbers whose other mark separates thousands."""
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
_DOTTED = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}")


def read_numbers(cells: Sequence[object], decimal: str = "", comma_decimal: bool = False) -> tuple[Floats, Bools]:
    """Return the numbers of a column, NaN for blanks and unreadable cells, and which cells are unreadable.

    Args:
        cells: numbers, texts and blanks mixed.
        decimal: the decimal mark where a map file says it; "" decides over the whole column.
        comma_decimal: whether `1,234` means one and a bit where the column itself does not tell (Russian headers,
            semicolon-separated files).
    """
    codes, uniques = different(cells)
    texts = [_bare(item) for item in uniques if isinstance(item, str)]
    mark = decimal or decimal_mark(texts, comma_decimal)
    values = np.array([number(item, mark) for item in uniques], dtype=np.float64)
    blank = np.array([_is_blank(item) for item in uniques], dtype=np.bool_)
    numbers = np.append(values, np.nan)[codes]
    return numbers, np.isnan(numbers) & ~np.append(blank, True)[codes]


def decimal_mark(texts: Iterable[str], comma_decimal: bool) -> str:
    """Return the decimal mark of a column, decided over all its texts, blanks around and between digits removed.

    Where both marks stand in one number the last is the decimal one; commas that always cut groups of three are
    thousands, unless the file is one where commas are decimal.
    """
    commas = []
    for text in texts:
        if "," in text and "." in text:
            return "," if text.rfind(",") > text.rfind(".") else "."
        if _DOTTED.fullmatch(text):
            return ","
        if "," in text:
            commas.append(text)
    if not commas:
        return "."
    grouped = all(_THOUSANDS.fullmatch(text) for text in commas)
    several = any(text.count(",") > 1 for text in commas)
    return "." if grouped and (several or not comma_decimal) else ","


def number(value: object, mark: str = ".") -> float:
    """Return one number, NaN where the value is blank or cannot be read; `45 %` is 0.45, `(12)` is −12.

    Args:
        value: a cell.
        mark: the decimal mark of texts; the other one separates thousands.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if np.isfinite(value) else np.nan
    if not isinstance(value, str) or not (text := _bare(value)):
        return np.nan
    sign, share = 1.0, 1.0
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1.0, text[1:-1]
    if text.endswith("%"):
        share, text = 0.01, text[:-1]
    if _GROUPED[mark].fullmatch(text):
        text = text.replace("," if mark == "." else ".", "")
    text = text.replace(",", ".")
    return sign * share * float(text) if _NUMBER.fullmatch(text) else np.nan


def _bare(text: str) -> str:
    """Return a text without blanks, apostrophes and the currency; any minus as a hyphen."""
    return _CURRENCY.sub("", re.sub(r"[\s'’]", "", text).replace("−", "-").replace("–", "-"))


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in ("", "-", "—", "–")) or value != value
