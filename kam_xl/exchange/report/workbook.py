"""The team workbook: a view of the team in, the bytes of an .xlsx out; equal views give equal bytes."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from kam_xl.build.package import repacked, with_named_styles
from kam_xl.build.styles import Styles
from kam_xl.build.workbook import Sheet
from kam_xl.exchange.report.cells import FORMATS, Look
from kam_xl.exchange.report.charts import write_charts
from kam_xl.exchange.report.page import TeamBook, title
from kam_xl.exchange.report.rows import heat_columns, rows_of
from kam_xl.exchange.report.sheets import CHARTS, START, sheets_of
from kam_xl.exchange.report.start import write_start
from kam_xl.exchange.report.tables import write_table
from kam_xl.exchange.team_frames import frames
from kam_xl.exchange.team_view import TeamView
from kam_xl.i18n import Lang, say

_OPTIONS = {
    # What people typed stays what they typed: a client named "=Test" must not become a formula.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_report(view: TeamView) -> bytes:
    """Return the team workbook of a view, in its language.

    Sheets of parts that the policy switches off are left out; a sheet with nothing to show says so. Every row-by-row
    sheet ends with where its figures come from: file, sheet, cell.
    """
    package = io.BytesIO()
    workbook = xlsxwriter.Workbook(package, _OPTIONS)
    styles = Styles(workbook, view.lang, {**FORMATS[view.lang], "hold": _hold(view.lang), "heat": "0%"})
    keys = (START, CHARTS, *(one.key for one in sheets_of(view.policy)))
    sheets = {key: workbook.add_worksheet(title(key, view.lang), Sheet) for key in keys}
    _properties(workbook, view)
    _write(TeamBook(workbook, Look(styles, view.lang), view, sheets))
    workbook.close()
    language = f"<dc:language>{view.lang}</dc:language></cp:coreProperties>"
    return repacked(
        package.getvalue(),
        {
            "xl/styles.xml": lambda xml: with_named_styles(xml, styles.looks()),
            "docProps/core.xml": lambda xml: xml.replace("</cp:coreProperties>", language),
        },
    )


def _write(book: TeamBook) -> None:
    all_ = frames(book.view)
    written, counts = {}, {}
    for sheet in sheets_of(book.view.policy):
        rows = rows_of(sheet, all_, book.view)
        counts[sheet.key] = len(rows)
        if found := write_table(book.page(sheet.key), sheet, rows, heat_columns(sheet, all_)):
            written[sheet.key] = found
    write_charts(book.page(CHARTS), written)
    write_start(book.page(START), all_, counts)
    book.sheets[START].activate()


def _hold(lang: Lang) -> str:
    """Return the number format of the coverage map: 1, 0.5 and 0 as words with their signs."""
    covered, named, empty = (say(lang, f"team.hold.{one}") for one in ("covered", "named", "empty"))
    return f'[=1]"{covered}";[=0.5]"{named}";"{empty}"'


def _properties(workbook: Any, view: TeamView) -> None:
    """Set title, subject and a creation day that depends on the view only; no author."""
    made = dt.datetime.combine(view.as_of, dt.time())
    workbook.set_properties({
        "title": say(view.lang, "team.title"), "subject": say(view.lang, "team.subject", day=view.as_of), "author": "",
        "company": "", "created": made,
    })  # fmt: skip
