"""Make the monthly sales of the example team from a small table: `sales.toml`.

A client has the sales of one whole year, the season of its trade, a growth a year and, once it is key, a lift that is
full after twelve months: so that what key account work brings can be seen in the months. Months are uneven by a fixed
series, never by chance; where a client's months of this year are given, they stand instead.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from kam_xl.model import Portfolio, natural_name, record_id
from kam_xl.model_tasks import Fact, Season

Data = Mapping[str, Any]

COMMON_SEASON = "common"
"""The season of all clients without one of their own in the table of seasons."""


def demo_facts(manager: str, book: Portfolio, names: Mapping[str, str], as_of: dt.date) -> tuple[Fact, ...]:
    """Return what each client bought by month, up to the month of the day given, in the book's money."""
    table = _table()[manager]
    first, last = _month_number(table["first"]), _month_number(as_of)
    key_since = {one.account: one.key_since for one in book.accounts}
    facts: list[Fact] = []
    for place, (name, one) in enumerate(table["clients"].items()):
        months = _Months(one, key_since[names[name]], place)
        for number in range(first, last + 1):
            year, month = divmod(number, 12)
            facts.append(
                Fact(
                    id=record_id("f", book.book_id, "tblFacts", natural_name(name), year, month + 1),
                    account=names[name],
                    year=float(year),
                    month=float(month + 1),
                    sales=months.sales(number),
                )
            )
    return tuple(facts)


def demo_seasons(manager: str, book: Portfolio, names: Mapping[str, str]) -> tuple[Season, ...]:
    """Return the season of all others, then those of key accounts that have another one."""
    seasons = _table()["seasons"]
    keys = {one.account for one in book.accounts if one.on_record}
    own = {
        name: one["season"]
        for name, one in _table()[manager]["clients"].items()
        if names[name] in keys and one["season"] != COMMON_SEASON
    }
    return tuple(
        Season(
            id=record_id("s", book.book_id, "tblSeasons", natural_name(name)),
            account=names[name] if name else "",
            months=tuple(seasons[season]),
        )
        for name, season in {"": COMMON_SEASON, **own}.items()
    )


class _Months:
    """The months of one client; a month is counted as year × 12 + month, January being 0."""

    def __init__(self, data: Data, key_since: dt.date | None, place: int) -> None:
        self.data, self.place = data, place
        self.since = _month_number(key_since) if key_since else None
        self.base_year = _table()["base_year"]
        self.scale = data["base"] / sum(map(self._raw, self._year(self.base_year)))

    def sales(self, number: int) -> float:
        year, month = divmod(number, 12)
        given = self.data.get("given", ()) if year > self.base_year else ()
        return float(given[month]) if given else round(self.scale * self._raw(number), 3)

    def _raw(self, number: int) -> float:
        """Return a month before it is scaled so that the months of the base year add up to its sales."""
        season, uneven = _table()["seasons"][self.data["season"]], _table()["uneven"]
        grown = (1 + self.data["growth"]) ** ((number - self.base_year * 12) / 12)
        key_for = 0 if self.since is None else min(12, max(0, number - self.since + 1))
        lifted = 1 + self.data.get("lift", 0.0) * key_for / 12
        return float(season[number % 12] * uneven[(number + 3 * self.place) % len(uneven)] * grown * lifted)

    @staticmethod
    def _year(year: int) -> Iterator[int]:
        return iter(range(year * 12, year * 12 + 12))


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


@cache
def _table() -> Data:
    return tomllib.loads(resources.files(__package__).joinpath("sales.toml").read_text("utf-8"))
