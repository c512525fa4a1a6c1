"""Sales of each client by calendar month, as the facts that a perspective plan is compared with."""

from __future__ import annotations

import datetime as dt

import numpy as np

from kam_xl.exchange.imports.export import SALE, Export, Sales
from kam_xl.exchange.imports.history import later
from kam_xl.exchange.imports.labels import NOBODY
from kam_xl.exchange.imports.numbers import Bools
from kam_xl.exchange.imports.periods import YEAR, Months
from kam_xl.model_tasks import Fact
from kam_xl.sheets.task_tables import FACTS

EPOCH = 1970


def monthly_sales(
    export: Export, sales: Sales, seller: int, as_of: dt.date, digits: int
) -> tuple[tuple[Fact, ...], tuple[tuple[int, int], ...]]:
    """Return what a seller's clients bought in each month, and the months (year, month) in which the export has sales.

    Sales and not margin, in the money of `sales`, returns taken off; only what was sold up to the day judged counts.
    A client's month without a line has no fact. Clients come in the order of their first row, months in theirs.

    Args:
        export: invoices or deals.
        sales: its rows.
        seller: position in `export.sellers`, `NOBODY` where the export names none.
        as_of: the day judged.
        digits: decimals to which money is kept.
    """
    months = sales.day.astype("datetime64[M]").astype(np.int64)
    sold = sales.used & (sales.state == SALE) & ~later(sales, as_of) & ~np.isnan(sales.amount) & _in_range(months)
    own = sold & (sales.seller == seller) if seller != NOBODY else sold
    if not own.any():
        return (), ()
    first = int(months[own].min())
    span = int(months[own].max()) - first + 1
    cells, place = np.unique(sales.client[own] * span + months[own] - first, return_inverse=True)
    sums = np.bincount(place, sales.amount[own])
    rounded = [round(amount, digits) + 0.0 for amount in sums.tolist()]
    facts = tuple(
        _fact(export.clients[cell // span], first + cell % span, amount)
        for cell, amount in zip(cells.tolist(), rounded, strict=True)
    )
    return facts, tuple(_year_month(month) for month in np.unique(months[sold]).tolist())


def _fact(client: str, months: int, amount: float) -> Fact:
    year, month = _year_month(months)
    return Fact("", client, float(year), float(month), amount)


def _in_range(months: Months) -> Bools:
    """Tell which months the table of facts can hold; an earlier year is most likely mistyped."""
    inside: Bools = months >= ((FACTS.column("year").low or EPOCH) - EPOCH) * YEAR
    return inside


def _year_month(months: int) -> tuple[int, int]:
    """Return year and month of a count of months since 1970."""
    return EPOCH + months // YEAR, months % YEAR + 1
