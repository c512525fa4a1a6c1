"""Invoice lines: sales less returns and cancellations, on margin where the export has cost, else on sales."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from kam_xl.exchange.imports.columns import ColumnMap
from kam_xl.exchange.imports.dates import read_days
from kam_xl.exchange.imports.export import SALE, Basis, Export, RowAccount, Sales
from kam_xl.exchange.imports.frame import Frame
from kam_xl.exchange.imports.groups import groups_of, products_of
from kam_xl.exchange.imports.labels import NOBODY, Labels, nobody, read_labels
from kam_xl.exchange.imports.numbers import Bools, Floats, read_numbers
from kam_xl.exchange.imports.prices import usual_prices
from kam_xl.exchange.imports.uniques import Codes

_RETURN = re.compile(r"[CС]\d+$|.*(возврат|сторно|credit note|return)", re.IGNORECASE)
"""Documents that take goods back: an invoice number that begins with C, or a document that says so."""


@dataclass(frozen=True, slots=True)
class _Money:
    sales: Floats
    value: Floats
    unreadable: Bools
    basis: Basis


def read_invoices(frame: Frame, columns: ColumnMap, order: str, catalogue: dict[str, str]) -> Export:
    """Read invoice lines.

    Args:
        frame: the file, of role "invoices".
        columns: what the map file says.
        order: how dates are written, see `dates`.
        catalogue: product key → group.
    """
    count = len(frame.rows)
    clients = read_labels(frame.cells("client"))
    sellers = read_labels(frame.cells("seller")) if frame.has("seller") else nobody(count)
    days, bad_days = read_days(frame.cells("date"), order)
    money = _money(frame, columns)
    account = RowAccount(count)
    account.skip_clients(clients)
    account.skip("bad_date", bad_days)
    account.skip("no_date", np.isnat(days))
    account.skip("bad_number", money.unreadable)
    account.skip("no_amount", np.isnan(money.value))
    if sellers.names:
        account.skip("no_seller", sellers.codes == NOBODY)
    products = products_of(frame)
    groups, rule = groups_of(frame, products, catalogue)
    price = _prices(frame, columns, money.sales)
    sales = Sales(
        row=frame.numbers,
        reason=account.reason,
        client=clients.codes,
        seller=sellers.codes,
        group=groups.codes,
        day=days,
        state=np.full(count, SALE, dtype=np.int8),
        amount=money.sales,
        value=money.value,
        price=price,
        usual=usual_prices(_priced(frame, products), np.where(account.reason == 0, price, np.nan)),
    )
    return Export(
        file=frame.file,
        kind="invoices",
        read=count,
        columns=frame.found,
        clients=clients.names,
        sellers=sellers.names,
        groups=groups.names,
        sales=sales,
        basis=money.basis,
        group_rule=rule,
    )


def _money(frame: Frame, columns: ColumnMap) -> _Money:
    """Return sales and value of each line; a line of a return counts below zero whatever its sign in the file."""
    unreadable = np.zeros(len(frame.rows), dtype=np.bool_)

    def numbers(field: str) -> Floats:
        values, bad = read_numbers(frame.cells(field), columns.decimal, frame.comma_decimal)
        unreadable[bad] = True
        return values

    sales = numbers("amount") if frame.has("amount") else numbers("quantity") * numbers("price")
    value, basis = sales, "sales"
    if frame.has("margin"):
        value, basis = numbers("margin"), "margin"
    elif frame.has("cost"):
        cost = numbers("cost")
        value, basis = np.sign(sales) * (np.abs(sales) - np.abs(cost)), "margin"
    if frame.has("document"):
        documents = read_labels(frame.cells("document"))
        back = np.array([bool(_RETURN.match(name)) for name in (*documents.names, "")], dtype=np.bool_)[documents.codes]
        value = np.where(back & (sales > 0), -value, value)
        sales = np.where(back, -np.abs(sales), sales)
    return _Money(sales, value, unreadable, "margin" if basis == "margin" else "sales")


def _prices(frame: Frame, columns: ColumnMap, sales: Floats) -> Floats:
    """Return the price of a unit on lines that sell something; NaN where the line does not tell."""
    if frame.has("price"):
        price, _ = read_numbers(frame.cells("price"), columns.decimal, frame.comma_decimal)
    elif frame.has("quantity"):
        quantity, _ = read_numbers(frame.cells("quantity"), columns.decimal, frame.comma_decimal)
        price = np.divide(sales, quantity, out=np.full(len(sales), np.nan), where=quantity > 0)
    else:
        return np.full(len(sales), np.nan)
    return np.where((sales > 0) & (price > 0), price, np.nan)


def _priced(frame: Frame, products: Labels | None) -> Codes | None:
    """Return what prices are compared within: the article where there is one, since names repeat over articles."""
    if frame.has("code"):
        return read_labels(frame.cells("code")).codes
    return products.codes if products else None
