"""An account's cells by column key: read, changed, compared and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kam_xl.i18n import message
from kam_xl.model import Account
from kam_xl.rules.numbers import round6
from kam_xl.sheets.schema import ACCOUNTS, COMPANY_KEYS, GRADE_KEYS, LEVER_KEYS

CellValue = float | bool | str | dt.date | None

_SIX = {"company": COMPANY_KEYS, "grades": GRADE_KEYS, "levers": LEVER_KEYS}
"""Fields of an account that stand in six columns each."""
_PLACES = {key: (field, i) for field, keys in _SIX.items() for i, key in enumerate(keys)}
_DATES = frozenset(column.key for column in ACCOUNTS.columns if column.kind == "date")
_TEXTS = frozenset(column.key for column in ACCOUNTS.columns if column.kind in ("text", "long_text", "link", "choice"))


def value_of(account: Account, key: str) -> CellValue:
    """Return the value of an account's cell by column key; None where it is blank."""
    if key in _PLACES:
        field, i = _PLACES[key]
        six: tuple[CellValue, ...] = getattr(account, field)
        return six[i]
    value: CellValue = getattr(account, key)
    return None if value == "" else value


def with_values(account: Account, values: Mapping[str, CellValue]) -> Account:
    """Return the account with cells changed, by column key; None empties a cell, a date may be written as ISO text."""
    fields: dict[str, Any] = {}
    for key, value in values.items():
        if key in _PLACES:
            field, i = _PLACES[key]
            six = list(fields.get(field, getattr(account, field)))
            six[i] = value
            fields[field] = tuple(six)
        elif key in _DATES:
            fields[key] = dt.date.fromisoformat(value) if isinstance(value, str) else value
        else:
            fields[key] = "" if value is None and key in _TEXTS else value
    return replace(account, **fields) if fields else account


def same(one: CellValue, other: CellValue) -> bool:
    """Tell whether two cells hold the same: numbers to six decimals, dates however written, yes apart from 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return round6(one) == round6(other)
    texts = [value.isoformat()[:10] if isinstance(value, dt.date) else value for value in (one, other)]
    return texts[0] == texts[1]


def shown(value: CellValue) -> object:
    """Return a cell as a finding shows it: a date as a date, yes and no and "nothing" as words."""
    if value is None or value == "":
        return message("import.nothing")
    if isinstance(value, bool):
        return message("import.yes" if value else "import.no")
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value
