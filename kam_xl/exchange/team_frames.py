"""The tables of a team as data frames, each column in the dtype of its kind.

| kind | dtype |
|---|---|
| text, long_text | string |
| money, share, points | float64, NaN where blank; money in the unit of the row's book, shares as fractions |
| count | Int64 |
| date | datetime64[s] |
| moment | datetime64[s, UTC] |
| flag | boolean |
| code | category, in the order of its list (`sheets.words.LISTS`) where it belongs to one |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kam_xl.exchange.team_tables import TEAM_TABLES, Kind, Row, TeamColumn, TeamTable
from kam_xl.exchange.team_view import TeamView
from kam_xl.sheets.words import LISTS

Frames = Mapping[str, pd.DataFrame]
"""Frames by the names of the team's tables."""

_ORDER: Mapping[str, tuple[str, ...]] = {
    **LISTS,
    "severity": ("error", "warning", "note"),
    "arrivals": ("refused", "current", "older", "resent", "identical", "aside"),
}
"""Codes of each list, what a head should see first standing first."""


def frames(view: TeamView) -> dict[str, pd.DataFrame]:
    """Return every table of a team as a frame, by name; the columns and their units are those of `TEAM_TABLES`."""
    return {one.name: frame(one, view.tables.get(one.name, ())) for one in TEAM_TABLES}


def frame(table: TeamTable, rows: Sequence[Row]) -> pd.DataFrame:
    """Return the rows of one table as a frame with its columns, also where there are none."""
    columns: Sequence[Sequence[Any]] = tuple(zip(*rows, strict=True)) if rows else ((),) * len(table.columns)
    return pd.DataFrame(
        {one.key: _series(one, values) for one, values in zip(table.columns, columns, strict=True)}, copy=False
    )


def _series(column: TeamColumn, values: Sequence[Any]) -> Any:
    return _codes(column, values) if column.kind == "code" else _MAKERS[column.kind](values)


def _codes(column: TeamColumn, values: Sequence[Any]) -> Any:
    """Return codes as a categorical; a code that its list does not have comes after those of the list."""
    known = _ORDER.get(column.words, ())
    listed = set(known)
    strange = sorted({value for value in values if value and value not in listed})
    return pd.Categorical([value or None for value in values], categories=[*known, *strange], ordered=bool(known))


def _moments(values: Sequence[Any]) -> Any:
    plain = [None if one is None else one.astimezone(dt.UTC).replace(tzinfo=None) for one in values]
    return pd.Series(np.array(plain, dtype="datetime64[s]")).dt.tz_localize("UTC")


def _numbers(values: Sequence[Any]) -> Any:
    return np.array(values, dtype=float)


def _texts(values: Sequence[Any]) -> Any:
    return pd.array(values, dtype="string")


_MAKERS: Mapping[Kind, Callable[[Sequence[Any]], Any]] = {
    "text": _texts,
    "long_text": _texts,
    "money": _numbers,
    "share": _numbers,
    "points": _numbers,
    "count": lambda values: pd.array(values, dtype="Int64"),
    "date": lambda values: np.array(values, dtype="datetime64[s]"),
    "moment": _moments,
    "flag": lambda values: pd.array(values, dtype="boolean"),
}
