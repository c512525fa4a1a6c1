"""What was read from an export: rows of sales as columns of numbers, and the account of every row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.dates import Days
from kam_xl.exchange.imports.labels import Labels
from kam_xl.exchange.imports.numbers import Bools, Floats
from kam_xl.exchange.imports.uniques import Codes
from kam_xl.findings import Finding
from kam_xl.i18n import Message
from kam_xl.model import Account

ExportKind = Literal["list", "deals", "invoices"]
Basis = Literal["margin", "sales"]

REASONS = (
    "used",
    "total",
    "no_client",
    "bad_client",
    "duplicate",
    "no_stage",
    "no_date",
    "bad_date",
    "no_amount",
    "bad_number",
    "no_seller",
    "other_seller",
    "later",
)
"""Why a row is left out, by code; the first that holds is counted. `used` is code 0."""

States = npt.NDArray[np.int8]

SALE, LOST, OPEN = 0, 1, 2
"""States of a row: sold (a return is a sale below zero), a deal lost, a deal still open."""


@dataclass(frozen=True, slots=True)
class Sales:
    """Rows of history as parallel arrays.

    `row` is the file's row from 1; `reason` a position in `REASONS`; `amount` what was sold, in money, and `value` what
    it brought on the export's basis, both below zero for returns; `price` and `usual` the price paid and the usual one,
    of a unit or of a deal; codes point into `Export.clients`, `.sellers`, `.groups`, -1 where blank.
    """

    row: npt.NDArray[np.int64]
    reason: States
    client: Codes
    seller: Codes
    group: Codes
    day: Days
    state: States
    amount: Floats
    value: Floats
    price: Floats
    usual: Floats

    def per(self, units: float) -> Sales:
        """Return the same rows with all money divided by so many units of the export."""
        money = {name: getattr(self, name) / units for name in ("amount", "value", "price", "usual")}
        return replace(self, **money)

    @property
    def used(self) -> Bools:
        """Tell which rows count."""
        return np.equal(self.reason, 0)


@dataclass(frozen=True, slots=True)
class Export:
    """An export as read: of what kind, for whom, until when, and what became of each row.

    `columns` says which header each field was found under; `group_rule` what counts as a product group; `heads` the
    head of each seller and `segments` the segment of each client (by natural name), where the export tells. A list of
    accounts fills `listed` instead of `sales`.
    """

    file: str
    kind: ExportKind
    read: int
    columns: Mapping[str, str]
    clients: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sales: Sales | None = None
    listed: tuple[Account, ...] = ()
    basis: Basis = "margin"
    group_rule: Message | None = None
    segments: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def days(self) -> Days:
        """Return the days of the rows used, sorted, each once."""
        if self.sales is None:
            return np.array([], dtype="datetime64[D]")
        return np.unique(self.sales.day[self.sales.used & ~np.isnat(self.sales.day)])

    @property
    def first_day(self) -> dt.date | None:
        """Return the day on which the history begins."""
        return self.days[0].item() if self.days.size else None

    @property
    def last_day(self) -> dt.date | None:
        """Return the last day on which anything was sold, lost or opened: an import judges as of it."""
        return self.days[-1].item() if self.days.size else None


class RowAccount:
    """Keep the reason for which each row is left out; a row already left out keeps its first reason."""

    def __init__(self, count: int) -> None:
        self.reason = np.zeros(count, dtype=np.int8)

    def skip(self, code: str, rows: Bools) -> None:
        """Leave out the rows that are not left out yet, for this reason."""
        self.reason[rows & (self.reason == 0)] = REASONS.index(code)

    def skip_clients(self, clients: Labels) -> None:
        """Leave out rows of no client, of totals, and of names that a spreadsheet would take for a formula."""
        totals = [i for i, name in enumerate(clients.names) if name.casefold().startswith(TOTALS)]
        formulas = [i for i, name in enumerate(clients.names) if name.startswith("=")]
        self.skip("no_client", clients.codes < 0)
        self.skip("total", np.isin(clients.codes, totals))
        self.skip("bad_client", np.isin(clients.codes, formulas))


TOTALS = ("итого", "всего", "grand total", "total:", "subtotal")
"""How the client cell of a line of totals begins."""
