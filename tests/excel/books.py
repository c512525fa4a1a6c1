"""Books for these tests: one that the builder made, and what people and programs do to it."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.table import TableColumn

from kam_xl.build.workbook import build
from kam_xl.i18n import Lang
from kam_xl.model import Decision, Portfolio, Proposal
from kam_xl.model_tasks import Action, Answer, Fact, Goal, Member, Plan, Review, Risk, Season, Tasks
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets import schema
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record

NAMES = ("Armatura", "Ёлка, ООО", "=1+1", "Трубы & Ко <опт>")


def the_portfolio(lang: Lang = "en") -> Portfolio:
    """Return a small book with something in every table."""
    accounts = (
        an_account(NAMES[0], crm_link="https://crm.example/1", served_by="head", notes="Line one\nline two"),
        on_record(NAMES[1], grades=(2, None, 3, 1, 0, 1), lower_pay=True, confirmed=AS_OF),
        an_account(NAMES[2], margin=None, levers=(None,) * 6),
        an_account(NAMES[3], proposed=AS_OF, evidence_date=None),
    )
    decision = Decision(
        "d1", AS_OF, NAMES[1], "key", "entered", 70.2, 0.61, 10.1, "Both gates are open", "I. Petrova", "1.0"
    )
    proposal = Proposal("p1", NAMES[3], "margin", 4.5, "12 months of invoices", "sales.csv", AS_OF)
    portfolio = a_portfolio(*accounts, currency="EUR million", leaver=NAMES[1], as_of_fixed=AS_OF)
    return replace(portfolio, lang=lang, proposals=(proposal,), decisions=(decision,), tasks=the_tasks())


def the_tasks() -> Tasks:
    """Return a record or two of every kind."""
    first, second = NAMES[0], NAMES[1]
    role = default_policy().center.roles[0].id
    return Tasks(
        answers=(
            Answer("q1", first, "why_key", "Buys most", "Talk", "confirmed", AS_OF, "I. Petrova", "C:\\kam\\why.docx"),
            Answer("q2", second, "size", "120 people", status="assumed"),
        ),
        members=(
            Member("m1", first, "I. Belova", role=role, inside=True, influence=4.0, attitude=-1.0, last_contact=AS_OF),
        ),
        plans=(Plan("l1", first, 2025.0, 0.05, "A joint stock plan"),),
        goals=(Goal("g1", first, "Valves", 0.2, sales=(30.0, 36.0, 45.0, None, None, None)),),
        actions=(Action("t1", first, "A1", "=A stock there", budget=(1.5, None, None, None, None), scales=True),),
        risks=(Risk("r1", first, "A tender", 0.3, "high"),),
        reviews=(Review("v1", first, AS_OF, "The plan stands", next_review=AS_OF),),
        seasons=(Season("s1", "", (0.05,) * 12),),
        facts=(Fact("f1", first, 2026.0, 4.0, 2.5), Fact("f2", second, 2026.0, 4.0, -1.0)),
    )


def judged(portfolio: Portfolio) -> PortfolioAssessment:
    """Return the portfolio judged by the default policy."""
    return assess(portfolio, default_policy(), AS_OF)


@cache
def the_book(lang: Lang = "en") -> bytes:
    """Return the small book as a file's bytes."""
    return build(judged(the_portfolio(lang)))


@contextmanager
def edited(path: Path) -> Iterator[Any]:
    """Let a person's edits be made by openpyxl, which keeps what these tests look at."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(path)
        yield workbook
        workbook.save(path)


def with_part(data: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed; its checksums are right again."""
    return with_parts({part: edit(content) if part == name else content for part, content in parts_of(data).items()})


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def header_cell(sheet: Any, text: str) -> Any:
    """Return the header cell of a sheet that holds a text."""
    return next(cell for row in sheet.iter_rows(max_row=8) for cell in row if cell.value == text)


def header(key: str, lang: Lang = "en", table: schema.Table = schema.ACCOUNTS) -> str:
    """Return the header of a column."""
    return schema.header(table, table.column(key), lang)


def add_column(sheet: Any, title: str, values: list[Any]) -> int:
    """Add a person's column at the right end of the sheet's table, as Excel does; return its number."""
    (table,) = sheet.tables.values()
    first, last = table.ref.split(":")
    row, bottom = sheet[first].row, sheet[last].row
    column = int(sheet[last].column) + 1
    table.ref = f"{first}:{get_column_letter(column)}{bottom}"
    table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name=title))
    for i, value in enumerate((title, *values)):
        sheet.cell(row + i, column).value = value
    return column


DAY = dt.date(2026, 4, 1)
"""A date that a person types."""
