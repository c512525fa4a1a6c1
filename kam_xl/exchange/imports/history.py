"""What the history of one seller's clients shows: yearly value, growth, rhythm, breadth, prices, open deals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from kam_xl.exchange.imports.export import Basis, Export, Sales
from kam_xl.exchange.imports.labels import NOBODY
from kam_xl.exchange.imports.numbers import Bools, Floats
from kam_xl.exchange.imports.periods import HALF_YEAR, YEAR, compared_months
from kam_xl.exchange.imports.tallies import Tallies, as_day, tally

DAYS_A_MONTH = 365.25 / YEAR
SHORT_RHYTHM = 3
"""Months between purchases that are taken for a client who bought in fewer than three months: too few to tell."""


@dataclass(frozen=True, slots=True)
class Book:
    """What one seller's part of an export shows as a whole; money is of the last twelve months.

    `value` is what all his clients brought, on the `basis` of the export; `company_value` what all its sellers did,
    None where it holds the sales of one only and cannot tell; `months` how far the history goes back; `spell` how many
    months growth compares with as many before, None where the history is too short; `growth` that of all his clients
    together; `groups` how many product groups he sold.
    """

    as_of: dt.date
    basis: Basis
    value: float
    company_value: float | None
    months: int
    spell: int | None
    growth: float | None
    groups: int


@dataclass(frozen=True, slots=True)
class ClientHistory:
    """What the history shows of one client with one seller; money and counts are of the last twelve months.

    `growth` compares the book's two spells. `active` counts months with purchases; `silent` months since the last
    purchase, `rhythm` the usual months between purchases. `groups` counts the product groups bought, `open_groups` is
    the money that the seller's other clients usually spend on the rest. `new_groups` were first bought in the last
    half-year by a client who bought before; `new_since` is the first day of that, `new_last` the latest. `conceded` of
    `priced` sales went below the usual price. `regained` of `lost` deals were in groups in which a later deal was won.
    `back_after` is the pause in months after which he came back in the last half-year. With all sellers:
    `company_value`, `company_growth` and `years` since which he has bought without a year's break.
    """

    client: str
    value: float
    sales: int
    active: int
    growth: float | None
    last_day: dt.date | None
    silent: float
    rhythm: float
    groups: int
    open_groups: float
    new_groups: tuple[str, ...]
    new_since: dt.date | None
    new_last: dt.date | None
    priced: int
    conceded: int
    conceded_last: dt.date | None
    lost: int
    regained: int
    open_deals: int
    open_value: float
    back_after: int | None
    company_value: float
    company_growth: float | None
    years: float


def histories(export: Export, sales: Sales, seller: int, as_of: dt.date) -> tuple[Book, list[ClientHistory]]:
    """Return what the export shows of a seller's book and of each of his clients, in the order of their first row.

    Args:
        export: invoices or deals.
        sales: its rows.
        seller: position in `export.sellers`, `NOBODY` where the export names none.
        as_of: the day judged; what is later does not count.
    """
    counted = sales.used & ~later(sales, as_of)
    company = tally(export, sales, counted, as_of)
    own = tally(export, sales, counted & (sales.seller == seller), as_of) if seller != NOBODY else company
    spell = compared_months(own.months)
    book = Book(
        as_of=as_of,
        basis=export.basis,
        value=float(own.value[:, :YEAR].sum()),
        company_value=float(company.value[:, :YEAR].sum()) if len(np.unique(sales.seller[counted])) > 1 else None,
        months=own.months,
        spell=spell,
        growth=_growth(own.value.sum(axis=0), spell),
        groups=int((own.group_amount.sum(axis=0) > 0).sum()),
    )
    return book, [_client(export, int(code), book, own, company) for code in own.clients]


def later(sales: Sales, as_of: dt.date) -> Bools:
    """Tell which rows lie after a day."""
    return sales.day > np.datetime64(as_of, "D")


def _client(export: Export, code: int, book: Book, own: Tallies, company: Tallies) -> ClientHistory:
    amounts, active = own.amount[code], own.amount[code] > 0
    last_day = as_day(own.last_sold[code])
    bought = own.group_amount[code] > 0
    new, since, last = _new_groups(export, own, code)
    return ClientHistory(
        client=export.clients[code],
        value=float(own.value[code, :YEAR].sum()),
        sales=int(own.sold[code]),
        active=int(active[:YEAR].sum()),
        growth=_growth(own.value[code], book.spell) if _steady(amounts, book.spell) else None,
        last_day=last_day,
        silent=(book.as_of - last_day).days / DAYS_A_MONTH if last_day else 0.0,
        rhythm=_rhythm(active),
        groups=int(bought.sum()),
        open_groups=float(own.open_groups[code]),
        new_groups=new,
        new_since=since,
        new_last=last,
        priced=int(own.priced[code]),
        conceded=int(own.conceded[code]),
        conceded_last=as_day(own.last_conceded[code]),
        lost=int(own.lost[code]),
        regained=int(own.regained[code]),
        open_deals=int(own.open_deals[code]),
        open_value=float(own.open_value[code]),
        back_after=_back_after(active),
        company_value=float(company.value[code, :YEAR].sum()),
        company_growth=_growth(company.value[code], YEAR) if company.months >= 2 * YEAR else None,
        years=_years(company.amount[code] > 0),
    )


def _growth(by_month: Floats, spell: int | None) -> float | None:
    """Return the growth of the last spell over the one before as a fraction, None where that brought nothing."""
    if spell is None:
        return None
    now, before = float(by_month[:spell].sum()), float(by_month[spell : 2 * spell].sum())
    return now / before - 1 if before > 0 else None


def _steady(amounts: Floats, spell: int | None) -> bool:
    """Tell whether both spells have purchases in two months at least: one order after another is not growth."""
    return spell is not None and all((part > 0).sum() >= 2 for part in (amounts[:spell], amounts[spell : 2 * spell]))


def _rhythm(active: Bools) -> float:
    """Return the usual months between purchases, from the first purchase to the last."""
    months = np.flatnonzero(active)
    if len(months) < 3:
        return SHORT_RHYTHM
    return float((months[-1] - months[0] + 1) / len(months))


def _back_after(active: Bools) -> int | None:
    """Return the pause in months after which the client came back to stay: twice his rhythm, bought twice since.

    Only a return in the last half-year counts, and a pause of three months at least.
    """
    months = np.flatnonzero(active)
    recent, before = months[months < HALF_YEAR], months[months >= HALF_YEAR]
    if len(recent) < 2 or len(before) < 2:
        return None
    pause = int(before[0] - recent[-1] - 1)
    return pause if pause >= max(3, 2 * _rhythm(active[HALF_YEAR:])) else None


def _new_groups(export: Export, own: Tallies, code: int) -> tuple[tuple[str, ...], dt.date | None, dt.date | None]:
    """Return groups first bought in the last half-year by a client who had bought in two months before it."""
    new = np.flatnonzero(own.new[code] & (own.group_amount[code] > 0))
    if not len(new) or (own.amount[code, HALF_YEAR:] > 0).sum() < 2:
        return (), None, None
    names = tuple(export.groups[i] for i in new)
    return names, as_day(own.first_bought[code][new].min()), as_day(own.last_bought[code][new].max())


def _years(active: Bools) -> float:
    """Return for how many years back the client has bought without a break of a year."""
    months = np.flatnonzero(active)
    if not len(months) or months[0] >= YEAR:
        return 0.0
    breaks = np.flatnonzero(np.diff(months) > YEAR)
    oldest = months[breaks[0]] if len(breaks) else months[-1]
    return float((oldest + 1) / YEAR)
