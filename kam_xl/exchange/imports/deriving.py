"""From an export to one seller's book: facts, proposals with evidence, findings, and the account of every row."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from kam_xl.commands.absorb import PLAN
from kam_xl.commands.imported import Imported, ImportReport
from kam_xl.commands.units import money
from kam_xl.errors import UnknownSeller, UnreadableExport
from kam_xl.exchange.imports.export import REASONS, Export, Sales, States
from kam_xl.exchange.imports.history import Book, ClientHistory, histories, later
from kam_xl.exchange.imports.labels import NOBODY
from kam_xl.exchange.imports.monthly import monthly_sales
from kam_xl.exchange.imports.periods import YEAR
from kam_xl.exchange.imports.proposals import Drawn, draw
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Lang, message
from kam_xl.model import Account, Proposal, natural_name, record_id
from kam_xl.policy import Policy
from kam_xl.sheets.schema import ACCOUNTS, PROPOSALS

ROWS_LISTED = 20
_CORE = ("lever_assortment", "lever_volume", "lever_defence")


def derive(
    export: Export,
    policy: Policy,
    lang: Lang,
    *,
    seller: str | None = None,
    margin_plan: float | None = None,
    book_id: str = "",
    as_of: dt.date | None = None,
    money_per: float = 1.0,
) -> Imported:
    """Return what an export says about one seller's clients.

    Args:
        export: what `read_export` gave.
        policy: its `imports` hold the thresholds; with perspective plans on, sales by month are given too.
        lang: the book's language; evidence is written in it.
        seller: whose clients; None where the export has one seller or names none.
        margin_plan: his yearly margin plan in the book's money and on the export's basis; without one the value of the
            last twelve months is proposed.
        book_id: of the book that will take it; ids follow from it.
        as_of: the day judged; the export's last day unless given.
        money_per: how many units of the export's money make one of the book's: 1,000,000 where the export is in roubles
            and the book in millions of them; above 0.

    Raises:
        UnknownSeller: no seller of that name, or several and none chosen; lists all.
        UnreadableExport: no row of the history could be used.
    """
    if export.sales is None:
        return _listed(export, book_id, as_of, money_per)
    code = _seller(export, seller)
    day = as_of or export.last_day
    if day is None:
        raise UnreadableExport(export.file, reason=message("import.reason.no_rows"))
    sales, digits = export.sales.per(money_per), _digits(money_per)
    book, clients = histories(export, sales, code, day)
    plan = margin_plan if margin_plan is not None else round(book.value, digits)
    writer = _Writer(lang, export.file, book_id, day)
    proposals: list[Proposal] = []
    if margin_plan is None and plan > 0:
        proposals.append(writer.plan(plan, book, export.basis))
    for client in clients:
        proposals += writer.client(client.client, draw(client, book, plan, policy.imports))
    facts, months = monthly_sales(export, sales, code, day, digits) if policy.has("plan") else ((), ())
    name = export.sellers[code] if code != NOBODY else ""
    return Imported(
        as_of=day,
        source=export.file,
        accounts=tuple(_account(client, book, export, book_id, digits) for client in clients),
        proposals=tuple(proposals),
        findings=(*export.findings, *_findings(export, book, margin_plan)),
        report=_report(export, sales, code, day, len(clients)),
        basis=export.basis,
        margin_plan=plan if margin_plan is None else None,
        head=export.heads.get(name, ""),
        facts=facts,
        months=months,
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Write what was drawn as proposals of a book, sentences in its language."""

    lang: Lang
    source: str
    book_id: str
    day: dt.date

    def client(self, name: str, drawn: list[Drawn]) -> Iterator[Proposal]:
        """Yield the proposals of one client, with the evidence of his levers as one text and its latest day."""
        texts = {one.field: one.evidence.in_(self.lang) for one in drawn}
        for one in drawn:
            yield self._proposal(name, one.field, one.value, texts[one.field])
        levers = [one for one in drawn if one.field.startswith("lever_")]
        days = [one.day for one in levers if one.field in _CORE and one.day]
        if days:
            text = _joined([texts[one.field] for one in levers])
            why = message("evidence.from_history", file=self.source).in_(self.lang)
            yield self._proposal(name, "evidence", text, why)
            yield self._proposal(name, "evidence_date", max(days).isoformat(), why)

    def plan(self, plan: float, book: Book, basis: str) -> Proposal:
        """Return the proposal of the margin plan: what the book brought in the last twelve months."""
        months = min(book.months, YEAR)
        text = message(f"evidence.plan_{basis}", months=months, value=money(plan)).in_(self.lang)
        return self._proposal("", PLAN, plan, text)

    def _proposal(self, account: str, field: str, value: float | bool | str, evidence: str) -> Proposal:
        key = record_id("p", self.book_id, PROPOSALS.name, natural_name(account), field)
        number = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        return Proposal(key, account, field, number, evidence, self.source, self.day)


def _joined(sentences: list[str]) -> str:
    return "; ".join([sentences[0], *(one[:1].lower() + one[1:] for one in sentences[1:])])


def _digits(money_per: float) -> int:
    """Return the decimals to which money is kept: two of the export's unit, six at most as the rules count."""
    return min(2 + max(math.ceil(math.log10(money_per)), 0), 6)


def _seller(export: Export, seller: str | None) -> int:
    wanted = natural_name(seller) if seller else ""
    names = [natural_name(name) for name in export.sellers]
    if wanted in names:
        return names.index(wanted)
    if not wanted and len(names) <= 1:
        return 0 if names else NOBODY
    raise UnknownSeller(export.file, seller=seller or "", sellers=sorted(export.sellers))


def _account(client: ClientHistory, book: Book, export: Export, book_id: str, digits: int) -> Account:
    return Account(
        id=_account_id(book_id, client.client),
        account=client.client,
        segment=export.segments.get(natural_name(client.client), ""),
        margin=round(client.value, digits),
        penetration=round(client.groups / book.groups, 4) if book.groups else None,
    )


def _account_id(book_id: str, name: str) -> str:
    return record_id("a", book_id, ACCOUNTS.name, natural_name(name))


def _listed(export: Export, book_id: str, as_of: dt.date | None, money_per: float) -> Imported:
    """Return a list of accounts as it is: the manager's own values, nothing proposed."""

    def per(value: float | None) -> float | None:
        return value if value is None else round(value / money_per, 6)

    accounts = tuple(
        replace(
            account,
            id=account.id or _account_id(book_id, account.account),
            margin=per(account.margin),
            headroom=per(account.headroom),
        )
        for account in export.listed
    )
    report = ImportReport(
        export.file, "list", export.read, len(accounts), clients=len(accounts), columns=export.columns
    )
    return Imported(as_of, export.file, accounts, (), export.findings, report)


def _report(export: Export, sales: Sales, seller: int, as_of: dt.date, clients: int) -> ImportReport:
    reason = _reasons(sales, seller, as_of)
    counts = np.bincount(reason, minlength=len(REASONS)).tolist()
    skipped = {code: counts[i] for i, code in enumerate(REASONS) if i and counts[i]}
    rows = {code: _rows(sales, reason, code) for code in skipped if code not in ("other_seller", "later")}
    return ImportReport(
        file=export.file,
        kind=export.kind,
        read=export.read,
        used=counts[0],
        skipped=skipped,
        rows=rows,
        returned=int(((reason == 0) & (sales.amount < 0)).sum()),
        clients=clients,
        seller=export.sellers[seller] if seller != NOBODY else "",
        sellers=export.sellers,
        first_day=export.first_day,
        last_day=export.last_day,
        columns=export.columns,
        group_rule=export.group_rule,
    )


def _reasons(sales: Sales, seller: int, as_of: dt.date) -> States:
    """Return the reason of each row, the rows of other sellers and those after the day judged left out as well."""
    reason = sales.reason.copy()
    if seller != NOBODY:
        reason[(reason == 0) & (sales.seller != seller)] = REASONS.index("other_seller")
    reason[(reason == 0) & later(sales, as_of)] = REASONS.index("later")
    return reason


def _rows(sales: Sales, reason: States, code: str) -> tuple[int, ...]:
    return tuple(sales.row[reason == REASONS.index(code)][:ROWS_LISTED].tolist())


def _findings(export: Export, book: Book, margin_plan: float | None) -> Iterable[Finding]:
    """Yield what the manager must know to read the numbers right."""
    where = Location(file=export.file)
    if export.basis == "sales":
        yield Finding("import_sales_for_margin", Severity.NOTE, where)
    if margin_plan is None:
        yield Finding("import_plan_proposed", Severity.NOTE, where, {"value": money(book.value)})
    if book.months < YEAR:
        yield Finding("import_short_history", Severity.NOTE, where, {"months": book.months})
    if export.group_rule is not None:
        yield Finding("import_groups", Severity.NOTE, where, {"rule": export.group_rule})
