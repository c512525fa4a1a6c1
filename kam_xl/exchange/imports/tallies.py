"""Add rows of history up by client, month and product group; arrays are indexed by the codes of the export."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.dates import Days
from kam_xl.exchange.imports.export import LOST, OPEN, SALE, Export, Sales
from kam_xl.exchange.imports.numbers import Bools, Floats
from kam_xl.exchange.imports.periods import HALF_YEAR, YEAR, Months, months_ago
from kam_xl.exchange.imports.uniques import Codes

Ints = npt.NDArray[np.int64]

CONCEDED = 0.05
"""How far below the usual price a sale must lie to count as conceded; what is closer is noise."""
FEW_BUYERS = 3
"""With fewer buyers a group has no usual yearly sum."""
_FAR = 10**9
"""Day numbers beyond it, either way, stand for what never happened."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """Sums over rows; days as numbers from 1970, see `as_day`; "year" is the last twelve months.

    `value` and `amount` are clients × months back, money; `group_amount` clients × groups, money of the year;
    `first_bought` and `last_bought` clients × groups, days; `new` clients × groups, whether first bought in the last
    half-year. The others are by client: `open_groups` what buyers of the groups that he does not buy usually spend on
    them in a year, `sold` sales of the year, `last_sold` day, `priced` sales of the year with a known usual price,
    `conceded` those below it, `last_conceded` day, `lost` deals of the year, `regained` those in groups where a later
    deal was won, `open_deals` and `open_value`. `months` is how far the history goes back; `clients` the codes met, in
    the order of their rows.
    """

    months: int
    clients: Ints
    value: Floats
    amount: Floats
    group_amount: Floats
    first_bought: Ints
    last_bought: Ints
    new: Bools
    open_groups: Floats
    sold: Ints
    last_sold: Ints
    priced: Ints
    conceded: Ints
    last_conceded: Ints
    lost: Ints
    regained: Ints
    open_deals: Ints
    open_value: Floats


def tally(export: Export, sales: Sales, rows: Bools, as_of: dt.date) -> Tallies:
    """Add up the rows chosen; none of them may be later than the day judged."""
    count, kinds = len(export.clients), max(len(export.groups), 1)
    sold, lost, waiting = (rows & (sales.state == state) for state in (SALE, LOST, OPEN))
    ago = months_ago(sales.day, as_of)
    recent = (ago >= 0) & (ago < YEAR)
    bought = sold & (sales.amount > 0)
    grouped = sales.group >= 0
    days = _numbered(sales.day)
    cells = sales.client * kinds + sales.group
    last_bought = _latest(cells, days, bought & grouped, count * kinds)
    priced = bought & recent & (sales.price > 0) & (sales.usual > 0)
    conceded = priced & (sales.price < sales.usual * (1 - CONCEDED))
    lost_here = lost & recent & grouped
    regained = lost_here & (last_bought[np.where(lost_here, cells, 0)] > days)
    first_bought = -_latest(cells, -days, bought & grouped, count * kinds)
    group_amount = _sums(sales.client, sales.group, sales.amount, sold & recent & grouped, (count, kinds))
    months = int(ago[sold].max(initial=-1)) + 1
    shape = (count, max(months, YEAR))
    return Tallies(
        months=months,
        clients=_in_order(sales.client[rows]),
        value=_sums(sales.client, ago, sales.value, sold, shape),
        amount=_sums(sales.client, ago, sales.amount, sold, shape),
        group_amount=group_amount,
        first_bought=first_bought.reshape(count, kinds),
        last_bought=last_bought.reshape(count, kinds),
        new=_lately(first_bought, as_of).reshape(count, kinds),
        open_groups=_open_groups(group_amount),
        sold=_counts(sales.client, bought & recent, count),
        last_sold=_latest(sales.client, days, bought, count),
        priced=_counts(sales.client, priced, count),
        conceded=_counts(sales.client, conceded, count),
        last_conceded=_latest(sales.client, days, conceded, count),
        lost=_counts(sales.client, lost & recent, count),
        regained=_counts(sales.client, regained, count),
        open_deals=_counts(sales.client, waiting, count),
        open_value=_weighed(sales.client[waiting], sales.value[waiting], count),
    )


def as_day(number: int) -> dt.date | None:
    """Return the date of a day number, None for what never happened."""
    return None if abs(number) >= _FAR else dt.date(1970, 1, 1) + dt.timedelta(days=int(number))


def _numbered(days: Days) -> Ints:
    return days.astype("datetime64[D]").astype(np.int64)


def _sums(rows: Codes, columns: Months, values: Floats, chosen: Bools, shape: tuple[int, int]) -> Floats:
    places = rows[chosen] * shape[1] + columns[chosen]
    return _weighed(places, values[chosen], shape[0] * shape[1]).reshape(shape)


def _weighed(places: Codes, values: Floats, count: int) -> Floats:
    return np.bincount(places, values, count).astype(np.float64)


def _counts(codes: Codes, chosen: Bools, count: int) -> Ints:
    return np.bincount(codes[chosen], minlength=count)


def _latest(codes: Codes, days: Ints, chosen: Bools, count: int) -> Ints:
    found = np.full(count, -_FAR, dtype=np.int64)
    np.maximum.at(found, codes[chosen], days[chosen])
    return found


def _lately(first: Ints, as_of: dt.date) -> Bools:
    """Tell what happened for the first time in the last half-year."""
    happened = np.abs(first) < _FAR
    days = np.where(happened, first, 0).astype("datetime64[D]")
    return happened & (months_ago(days, as_of) < HALF_YEAR)


def _open_groups(group_amount: Floats) -> Floats:
    """Return for each client the sum of the medians that buyers spend on the groups he does not buy."""
    bought = group_amount > 0
    usual = np.array(
        [
            np.median(amounts[buys]) if buys.sum() >= FEW_BUYERS else 0.0
            for amounts, buys in zip(group_amount.T, bought.T, strict=True)
        ]
    )
    spent: Floats = np.where(bought, 0.0, usual).sum(axis=1)
    return spent


def _in_order(codes: Codes) -> Ints:
    present, first = np.unique(codes, return_index=True)
    return present[np.argsort(first)]
