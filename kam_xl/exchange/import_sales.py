"""The command “Import sales”: read an export, derive proposals, and take them into the book."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from kam_xl.commands.absorb import Absorbed, absorb
from kam_xl.commands.imported import Imported
from kam_xl.commands.task import Outcome, Task
from kam_xl.commands.units import refuse_other_unit
from kam_xl.exchange.books import with_date
from kam_xl.exchange.imports import Export, derive, read_export
from kam_xl.i18n import message
from kam_xl.model import Portfolio, natural_name


def import_sales(task: Task) -> Outcome:
    """Import `args["export"]` into the book.

    `args` may also name a `map` file, the `seller`, `money_per` (see `derive`), and as ISO texts `as_of`, the day to
    judge the export by, and `today`, which tells an old export from a fresh one.

    Raises:
        UnreadableValues: cells of the book cannot be read, so nothing may be written.
        UnreadableExport, UnknownSeller, FileMissing: the export cannot be used.
        UnitsDiffer: its money is probably in another unit than the plan of the book.
    """
    task.refuse_unreadable()
    export = read_export(Path(task.args["export"]), Path(task.args["map"]) if task.args.get("map") else None)
    portfolio = task.parsed.portfolio
    seller = task.args.get("seller") or seller_of(export, portfolio)
    plan, money_per = portfolio.setup.margin_plan, task.args.get("money_per") or 1.0
    imported = derive(
        export,
        task.parsed.policy,
        portfolio.lang,
        seller=seller,
        margin_plan=plan,
        book_id=portfolio.book_id,
        as_of=_day(task, "as_of"),
        money_per=money_per,
    )
    refuse_other_unit(imported.total, plan, export.file, money_per, partial=not imported.derived)
    absorbed = absorb(portfolio, imported)
    dated = with_date(absorbed.portfolio, imported, _day(task, "today") or task.as_of)
    counts = {"added": len(absorbed.added), "updated": len(absorbed.updated), "unchanged": len(absorbed.unchanged)}
    if imported.facts:
        counts |= {"months_added": absorbed.facts_added, "months_replaced": absorbed.facts_replaced}
    said = message("outcome.import_months" if imported.facts else "outcome.import", **counts)
    findings = task.located(absorbed.findings)
    return Outcome(said, as_dict(imported, absorbed), findings, findings, None, dated)


def _day(task: Task, name: str) -> dt.date | None:
    text = task.args.get(name)
    return dt.date.fromisoformat(text) if text else None


def seller_of(export: Export, portfolio: Portfolio) -> str | None:
    """Return the seller of the export who is the manager of the book, None where the export does not name him."""
    wanted = natural_name(portfolio.setup.manager)
    return next((name for name in export.sellers if natural_name(name) == wanted), None)


def as_dict(imported: Imported, absorbed: Absorbed) -> dict[str, Any]:
    """Return an import as data: where from, as of when, the accounting of rows and clients, and that in sentences.

    The sentences (`report`) are in the book's language.
    """
    return {
        "source": imported.source,
        "as_of": imported.as_of.isoformat() if imported.as_of else None,
        "basis": imported.basis,
        **imported.report.as_dict(),
        "added": list(absorbed.added),
        "updated": list(absorbed.updated),
        "kept": [list(one) for one in absorbed.kept],
        "unchanged": len(absorbed.unchanged),
        "facts_added": absorbed.facts_added,
        "facts_replaced": absorbed.facts_replaced,
        "proposals": len(imported.proposals),
        "report": [line.in_(absorbed.portfolio.lang) for line in imported.report.lines],
    }
