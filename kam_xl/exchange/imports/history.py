"""What the history of one seller's clients shows: twelve-month value, growth, rhythm, breadth, prices, open deals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.export import LOST, OPEN, SALE, Export, Sales
from kam_xl.exchange.imports.labels import NOBODY, Codes
from kam_xl.exchange.imports.numbers import Bools, Floats
from kam_xl.exchange.imports.periods import HALF_YEAR, YEAR, Months, compared_months, months_ago
from kam_xl.exchange.imports.returning import Comeback, comeback

CONCEDED = 0.05
"""How far below the usual price a deal must lie to count as conceded; closer is noise."""
DAYS_A_MONTH = 365.25 / YEAR


@dataclass(frozen=True, slots=True)
class Book:
    """What one seller's part of an export shows as a whole.

    `value` is what all his clients brought in the last twelve months; `months` how many months the history covers, at
    most `spell` of which growth compares with as many before; `growth` is that of all his clients together;
    `company_value` what all sellers of the export brought; `groups` how many product groups he sold in twelve months.
    """

    as_of: dt.date
    value: float
    months: int
    spell: int | None
    growth: float | None
    company_value: float
    groups: int


@dataclass(frozen=True, slots=True)
class ClientHistory:
    """What the history shows of one client with one seller; money is of the last twelve months.

    `company_value` is with all sellers. `growth` compares the book's two spells. `active` counts months with purchases
    of the last twelve, `silent` months since the last purchase and `rhythm` the usual months between purchases.
    `open_groups` is the share of the seller's sales that lies in groups the client does not buy. `new_groups` were
    first bought in the last half-year, from `new_since` to `new_last`. `conceded` of `priced` sales went below the
    usual price. `lost_back` counts deals lost in groups in which a later one was won. `years` is how long he has bought
    without a year's break.
    """

    client: str
    value: float
    company_value: float
    sales: int
    active: int
    growth: float | None
    silent: float | None
    rhythm: float
    last_day: dt.date | None
    groups: int
    open_groups: float
    new_groups: tuple[str, ...]
    new_since: dt.date | None
    new_last: dt.date | None
    priced: int
    conceded: int
    conceded_last: dt.date | None
    lost: int
    open_deals: int
    open_value: float
    back: Comeback | None
    years: float
    company_growth: float | None


def histories(export: Export, seller: int, as_of: dt.date) -> tuple[Book, list[ClientHistory]]:
    """Return what the export shows of a seller's book and of each of his clients, in the order of their first row.

    Args:
        export: invoices or deals.
        seller: position in `export.sellers`; `NOBODY` where the export names none.
        as_of: the day judged; what is later does not count.
    """
    assert export.sales is not None
    whole = _Matrix(export, export.sales.used & ~_later(export.sales, as_of), as_of)
    own = _Matrix(export, whole.rows & (export.sales.seller == seller), as_of) if seller != NOBODY else whole
    spell = compared_months(own.months)
    total = own.by_month.sum(axis=0)
    year = compared_months(whole.months) == YEAR
    book = Book(
        as_of,
        float(total[:YEAR].sum()),
        own.months,
        spell,
        _growth(total, spell),
        float(whole.by_month[:, :YEAR].sum()),
        int((own.by_group.sum(axis=0) > 0).sum()),
    )
    return book, [_client(export, own, whole, int(code), book, year) for code in own.clients]


def _later(sales: Sales, as_of: dt.date) -> Bools:
    return ~np.isnat(sales.day) & (sales.day > np.datetime64(as_of))


class _Matrix:
    """Sums of the rows that count: by client and month back, by client and group; and what was last seen when."""

    def __init__(self, export: Export, rows: Bools, as_of: dt.date) -> None:
        assert export.sales is not None
        sales, count, kinds = export.sales, len(export.clients), max(len(export.groups), 1)
        self.rows, self.groups = rows, export.groups
        sold = rows & (sales.state == SALE)
        ago = months_ago(sales.day[sold], as_of)
        client, value, group = sales.client[sold], sales.value[sold], sales.group[sold]
        day = sales.day[sold]
        self.months = int(ago.max(initial=-1)) + 1
        width = max(self.months, YEAR)
        self.clients = _in_order(sales.client[rows])
        self.by_month = _sums(client, ago, value, (count, width))
        grouped, recent = group >= 0, ago < YEAR
        self.by_group = _sums(client[grouped & recent], group[grouped & recent], value[grouped & recent], (count, kinds))
        bought = value > 0
        self.sales = np.bincount(client[bought & recent], minlength=count)
        self.last = _latest(client[bought], day[bought], count)
        pairs = client * kinds + group
        of_groups = bought & grouped
        self.first_in_group = -_latest(pairs[of_groups], -day[of_groups].astype(np.int64), count * kinds, np.int64)
        self.last_in_group = _latest(pairs[of_groups], day[of_groups], count * kinds)
        self.first_in_group = self.first_in_group.reshape(count, kinds)
        self.last_in_group = self.last_in_group.reshape(count, kinds)
