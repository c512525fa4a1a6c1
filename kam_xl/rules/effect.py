"""Whether key account work pays: growth of key accounts against the other clients of the same manager.

For a key account K is the month of `key_since`, counted as year × 12 + month; L is the last month of which the book has
facts of anybody. Compared are n = min(12, L − K + 1) months from K on with the same n months one year earlier, so that
the season cancels out; with n = 12 these are the twelve months before and after. n ≤ 0: too early, the account counts
nowhere. Growth = after ÷ before − 1, rounded to six decimals; None where before is not above 0. The others are all
clients with facts who are not among the key accounts, over the very same months; totals add up over key accounts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kam_xl.model import natural_name
from kam_xl.model_tasks import Fact
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan_rows import fact_month
from kam_xl.values import value

WINDOW = 12
"""Months compared at most."""


@value
class Growth:
    """Sales before and after, of a key account and of all other clients over the same months.

    `months` is n; `lead` = own growth − the others' growth, a fraction; None where either is None.
    """

    account: str
    months: int
    before: float
    after: float
    others_before: float
    others_after: float

    @property
    def growth(self) -> float | None:
        """Return the account's own growth as a fraction."""
        return _growth(self.before, self.after)

    @property
    def others_growth(self) -> float | None:
        """Return the growth of the other clients as a fraction."""
        return _growth(self.others_before, self.others_after)

    @property
    def lead(self) -> float | None:
        """Return by how much the account outgrew the others."""
        own, others = self.growth, self.others_growth
        return None if own is None or others is None else round6(own - others)


@value
class Effect:
    """The growth of each key account that is key long enough, and of all together (`account` "")."""

    accounts: tuple[Growth, ...]
    total: Growth


def effect(facts: Sequence[Fact], key_since: Mapping[str, dt.date]) -> Effect:
    """Return how key accounts grew since they became key; `key_since` maps each one's name to that day."""
    sales = _sales(facts)
    keys = {natural_name(name) for name in key_since}
    last = max((month for months in sales.values() for month in months), default=0)
    others: defaultdict[int, float] = defaultdict(float)
    for name, months in sales.items():
        if name not in keys:
            for month, amount in months.items():
                others[month] += amount
    found = [_one(name, day, sales.get(natural_name(name), {}), others, last) for name, day in key_since.items()]
    counted = tuple(one for one in found if one.months > 0)
    return Effect(counted, _total(counted))


def month_number(year: int, month: int) -> int:
    """Return the running number of a month: year × 12 + month."""
    return year * 12 + month


def _sales(facts: Sequence[Fact]) -> dict[str, dict[int, float]]:
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for one in facts:
        if (when := fact_month(one)) and one.sales is not None:
            months, number = found[natural_name(one.account)], month_number(*when)
            months[number] = months.get(number, 0.0) + one.sales
    return found


def _one(name: str, day: dt.date, own: Mapping[int, float], others: Mapping[int, float], last: int) -> Growth:
    first = month_number(day.year, day.month)
    n = max(0, min(WINDOW, last - first + 1))
    after = range(first, first + n)
    before = range(first - WINDOW, first - WINDOW + n)
    return Growth(name, n, _sum(own, before), _sum(own, after), _sum(others, before), _sum(others, after))


def _sum(sales: Mapping[int, float], months: range) -> float:
    return round6(sum(sales.get(month, 0.0) for month in months))


def _total(found: Sequence[Growth]) -> Growth:
    return Growth(
        account="",
        months=max((one.months for one in found), default=0),
        before=round6(sum(one.before for one in found)),
        after=round6(sum(one.after for one in found)),
        others_before=round6(sum(one.others_before for one in found)),
        others_after=round6(sum(one.others_after for one in found)),
    )


def _growth(before: float, after: float) -> float | None:
    return round6(after / before - 1) if before > 0 else None
