"""What an import hands to a book: facts, proposals with their evidence, and the account of every row read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from kam_xl.findings import Finding
from kam_xl.i18n import Message, message
from kam_xl.model import Account, Proposal
from kam_xl.model_tasks import Fact
from kam_xl.values import value


@value
class ImportReport:
    """What was read, what was used, what was left out and why; `read` = `used` + Σ `skipped`.

    `rows` lists the first rows of the file for each reason; `returned` counts used rows below zero (returns and
    cancellations). `seller` is "" where the export names none, `sellers` are all of the export. `columns` says which
    header each field was found under, `group_rule` what was taken for a product group.
    """

    file: str
    kind: Literal["list", "deals", "invoices"]
    read: int
    used: int
    skipped: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    returned: int = 0
    clients: int = 0
    seller: str = ""
    sellers: tuple[str, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    group_rule: Message | None = None

    def adds_up(self) -> bool:
        """Tell whether every row read is accounted for."""
        return self.read == self.used + sum(self.skipped.values())

    @property
    def lines(self) -> tuple[Message, ...]:
        """Return the report in sentences: what was read and used, then a line for each reason of leaving out."""
        head = [message("import.report.read", file=self.file, read=self.read, used=self.used, clients=self.clients)]
        if self.first_day and self.last_day:
            head.append(message("import.report.days", first=self.first_day, last=self.last_day))
        if self.returned:
            head.append(message("import.report.returned", n=self.returned))
        return (*head, *(self._skipped(code, count) for code, count in self.skipped.items()))

    def as_dict(self) -> dict[str, Any]:
        """Return the accounting as data: kind, rows read, used, left out by reason, clients."""
        return {
            "kind": self.kind,
            "read": self.read,
            "used": self.used,
            "skipped": dict(self.skipped),
            "clients": self.clients,
        }

    def _skipped(self, code: str, count: int) -> Message:
        reason = message(f"import.skipped.{code}", n=count)
        rows = [str(row) for row in self.rows.get(code, ())]
        if not rows:
            return message("import.report.skipped", n=count, reason=reason)
        if len(rows) == count == 1:
            return message("import.report.skipped_row", n=count, reason=reason, row=rows[0])
        more = "" if len(rows) == count else ", …"
        return message("import.report.skipped_rows", n=count, reason=reason, rows=", ".join(rows) + more)


@value
class Imported:
    """One seller's part of an export, ready for his book.

    `accounts` hold facts (from history: margin, penetration, segment) or, from a list, everything the manager typed
    there; ids are set. `proposals` hold what was derived, `margin_plan` among them (its `account` is "") where no plan
    was given. `as_of` is the day judged, None for a list without one. `basis` says whether `margin` is a margin or, for
    want of cost, sales. `head` is the seller's head where the export tells. Money is in the book's unit: that
    of the export, divided by what `derive` was told to divide by. `facts` are sales by client and month (no ids), from
    history where the policy has perspective plans; `months` (year, month) those in which the export has any sales.
    """

    as_of: dt.date | None
    source: str
    accounts: tuple[Account, ...]
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    report: ImportReport
    basis: Literal["margin", "sales"] = "margin"
    margin_plan: float | None = None
    head: str = ""
    facts: tuple[Fact, ...] = ()
    months: tuple[tuple[int, int], ...] = ()

    @property
    def total(self) -> float:
        """Return what all clients of the import brought in the last twelve months, money on the export's basis."""
        return sum(account.margin or 0.0 for account in self.accounts)

    @property
    def derived(self) -> bool:
        """Tell whether the values were derived from history, and not typed in a list by the manager."""
        return self.report.kind != "list"
