"""Write small exports for tests, and derive from them under the default policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from kam_xl.commands.absorb import Imported
from kam_xl.exchange.imports import Export, derive, read_export
from tests.factories import default_policy

Rows = Sequence[Sequence[object]]


def write_csv(path: Path, rows: Rows, separator: str = ",", encoding: str = "utf-8") -> Path:
    text = "\n".join(separator.join(str(cell) for cell in row) for row in rows)
    path.write_bytes((text + "\n").encode(encoding))
    return path


def write_xlsx(path: Path, rows: Rows, sheet: str = "Data") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        for i, row in enumerate(rows):
            page.write_row(i, 0, row)
    return path


def derived(export: Export | Path, **options: Any) -> Imported:
    if isinstance(export, Path):
        export = read_export(export)
    return derive(export, default_policy(), options.pop("lang", "en"), book_id="b1", **options)


def invoices(path: Path, *lines: tuple[str, str, str, float]) -> Path:
    """Write invoice lines of client, ISO day, product group and amount."""
    return write_csv(path, [("Client", "Date", "Product group", "Amount"), *lines])


def deals(path: Path, *lines: tuple[object, ...]) -> Path:
    """Write deals of seller, product, client, stage, open day, close day and value."""
    header = ("seller", "product", "account", "deal_stage", "open_date", "close_date", "close_value")
    return write_csv(path, [header, *lines])


def proposed(imported: Imported, client: str) -> dict[str, object]:
    """Return what was proposed for a client: field → value."""
    return {one.field: one.value for one in imported.proposals if one.account == client}


def evidence(imported: Imported, client: str, field: str) -> str:
    """Return the evidence of one proposal."""
    return next(one.evidence for one in imported.proposals if one.account == client and one.field == field)


def first_of_months(last: dt.date, count: int) -> list[str]:
    """Return the 1st of so many months up to the month of `last`, oldest first, as ISO days."""
    months = [last.year * 12 + last.month - 1 - i for i in range(count)]
    return [dt.date(month // 12, month % 12 + 1, 1).isoformat() for month in reversed(months)]
