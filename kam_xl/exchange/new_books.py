"""Make new books: an empty one, or one for each seller of an export."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kam_xl.commands.absorb import absorb
from kam_xl.commands.cap import as_dict as cap_dict
from kam_xl.commands.imported import Imported, ImportReport
from kam_xl.commands.task import as_of_of
from kam_xl.commands.units import refuse_other_unit
from kam_xl.errors import FileExists, UnknownSeller, UsageError
from kam_xl.exchange.books import full_environment, new_portfolio, save_new, with_date
from kam_xl.exchange.identity import with_ids
from kam_xl.findings import Finding
from kam_xl.i18n import Lang, message, say
from kam_xl.model import Portfolio, Setup, natural_name
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess

if TYPE_CHECKING:
    from kam_xl.exchange.imports import Export

OTHER_SELLER = "other_seller"
"""Reason for leaving a row out that does not hold where each seller gets a book."""


@dataclass(frozen=True, slots=True)
class NewBook:
    """What was asked for: where to, for whom, from which export; plan in money a year, hours a month.

    The export's money is divided by `money_per`.
    """

    book: Path
    manager: str | None
    head: str | None
    margin_plan: float | None
    hours: float | None
    export: Path | None
    map_file: Path | None
    seller: str | None
    lang: Lang
    as_of: dt.date | None
    force: bool
    money_per: float = 1.0


@dataclass(frozen=True, slots=True)
class Made:
    """A book that was made: its file, its portfolio with verdicts, and the report of the import if there was one."""

    path: Path
    whole: PortfolioAssessment
    findings: tuple[Finding, ...]
    report: ImportReport | None = None

    @property
    def manager(self) -> str:
        """Return whose book it is."""
        return self.whole.portfolio.setup.manager

    def as_dict(self) -> dict[str, Any]:
        """Return the book as data: file, cap, and the accounting of the import."""
        report = self.report
        read = report.as_dict() if report else {}
        return {
            "book": str(self.path),
            "as_of": self.whole.as_of.isoformat(),
            **cap_dict(self.whole),
            "accounts": len(self.whole.accounts),
            **read,
        }


def make_books(asked: NewBook, policy: Policy, today: dt.date) -> list[Made]:
    """Make what was asked for; several sellers give one book each.

    Raises:
        UsageError: neither a manager nor an export with sellers was named.
        UnreadableExport, UnknownSeller, FileExists and errors of writing: nothing of that book was written.
    """
    if asked.book.suffix.lower() not in ("", ".xlsx", ".xlsm"):
        raise UsageError(str(asked.book), reason=message("cli.only_workbooks"))
    if asked.export is None:
        if not asked.manager:
            raise UsageError(reason=message("cli.manager_needed"))
        path = asked.book if asked.book.suffix else path_for(asked.book, asked.manager)
        return [_write(asked, path, _empty(asked, policy, asked.manager), policy, today)]
    if not policy.has("imports"):
        raise UsageError(reason=message("cli.switched_off", command="import"))
    export = full_environment("kam_xl.exchange.imports").read_export(asked.export, asked.map_file)
    books = [_from_export(asked, export, seller, policy) for seller in _sellers(asked, export)]
    if len(books) == 1 and asked.book.suffix:
        paths = [asked.book]
    else:
        paths = distinct(path_for(asked.book, portfolio.setup.manager) for portfolio, _ in books)
    _refuse_existing(asked, paths)
    return [
        _write(asked, path, portfolio, policy, today, imported)
        for path, (portfolio, imported) in zip(paths, books, strict=True)
    ]


def total(made: list[Made]) -> ImportReport | None:
    """Return the accounting of an export over all sellers' books together: every row read is used or left out once."""
    reports = [one.report for one in made if one.report]
    if not reports:
        return None
    skipped = {code: count for code, count in reports[0].skipped.items() if code != OTHER_SELLER}
    return replace(
        reports[0],
        used=sum(one.used for one in reports) if len(reports) > 1 else reports[0].used,
        skipped=skipped if len(reports) > 1 else reports[0].skipped,
        returned=sum(one.returned for one in reports),
        clients=sum(one.clients for one in reports),
    )


def path_for(book: Path, manager: str) -> Path:
    """Return the file of one seller's book among several: `team.xlsx` → `team Anna Snelling.xlsx`, or in a folder.

    Characters that a file name may not have on some system become blanks.
    """
    safe = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", manager).split()).rstrip(". ")
    if book.suffix:
        return book.with_name(f"{book.stem} {safe}{book.suffix}")
    return book / f"KAM {safe}.xlsx"


def distinct(paths: Iterable[Path]) -> list[Path]:
    """Return paths that no system takes for the same: a name met before, in any case, gets a number."""
    found: dict[str, Path] = {}
    for path in paths:
        one, number = path, 2
        while str(one).casefold() in found:
            one, number = path.with_name(f"{path.stem} {number}{path.suffix}"), number + 1
        found[str(one).casefold()] = one
    return list(found.values())


def _sellers(asked: NewBook, export: Export) -> list[str | None]:
    """Return whose books to make: the seller named, the one called like the manager, else all of the export."""
    if asked.seller or not export.sellers:
        return [asked.seller]
    if asked.manager is None:
        return list(export.sellers)
    wanted = natural_name(asked.manager)
    named = [name for name in export.sellers if natural_name(name) == wanted]
    if not named and len(export.sellers) > 1:
        raise UnknownSeller(export.file, seller=asked.manager, sellers=list(export.sellers))
    return [*named] or list(export.sellers)


def _from_export(asked: NewBook, export: Export, seller: str | None, policy: Policy) -> tuple[Portfolio, Imported]:

    manager = asked.manager or seller or ""
    if not manager:
        raise UsageError(reason=message("cli.manager_needed"))
    empty = _empty(asked, policy, manager)
    imported = full_environment("kam_xl.exchange.imports").derive(
        export,
        policy,
        asked.lang,
        seller=seller,
        margin_plan=asked.margin_plan,
        book_id=empty.book_id,
        as_of=asked.as_of,
        money_per=asked.money_per,
    )
    listed = not imported.derived
    refuse_other_unit(imported.total, asked.margin_plan, export.file, asked.money_per, partial=listed)
    filled = absorb(empty, imported).portfolio
    setup = replace(filled.setup, head=asked.head or imported.head)
    if imported.derived:
        key = "import.currency" if asked.money_per == 1 else "import.currency_per"
        setup = replace(setup, currency=say(asked.lang, key, file=export.file, n=asked.money_per))
    return replace(filled, setup=setup), imported


def _empty(asked: NewBook, policy: Policy, manager: str) -> Portfolio:
    setup = Setup(
        manager=manager,
        head=asked.head or "",
        currency=policy.currency.in_(asked.lang),
        margin_plan=asked.margin_plan,
        hours=asked.hours if asked.hours is not None else policy.capacity.monthly_hours,
        as_of_fixed=asked.as_of,
    )
    return new_portfolio(asked.lang, setup)


def _refuse_existing(asked: NewBook, paths: list[Path]) -> None:
    """Refuse before the first book is written, so that a refusal leaves nothing half done."""
    for path in paths:
        if path.exists() and not asked.force:
            raise FileExists(str(path))


def _write(
    asked: NewBook, path: Path, portfolio: Portfolio, policy: Policy, today: dt.date, imported: Imported | None = None
) -> Made:
    if imported is not None:
        portfolio = with_date(portfolio, imported, today)
    as_of = as_of_of(portfolio, asked.as_of, today)
    extra = imported.findings if imported else ()
    findings = save_new(path, portfolio, policy, as_of, force=asked.force, extra=extra)
    return Made(path, assess(with_ids(portfolio), policy, as_of), findings, imported.report if imported else None)
