"""Build a whole workbook from a judged portfolio: workbook = f(policy, data)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from kam_xl.build.card_sheet import write_card
from kam_xl.build.coverage_sheet import write_coverage
from kam_xl.build.effect_block import write_effect
from kam_xl.build.lists import write_lists
from kam_xl.build.macro_project import WORKBOOK_PROJECT, add_macros
from kam_xl.build.matrix_sheet import write_matrix
from kam_xl.build.package import finished
from kam_xl.build.page import Book
from kam_xl.build.periods_sheet import write_periods
from kam_xl.build.policy_sheet import write_policy
from kam_xl.build.portfolio_sheet import write_portfolio
from kam_xl.build.roles_map_sheet import write_roles_map
from kam_xl.build.settings_sheet import write_settings
from kam_xl.build.start_sheet import write_start
from kam_xl.build.styles import Styles
from kam_xl.build.tables import colour_accounts, write_table
from kam_xl.build.visit_sheet import write_visit
from kam_xl.build.why_panel import define_client_names
from kam_xl.commands.buttons import shown
from kam_xl.findings import Finding
from kam_xl.i18n import say
from kam_xl.places import CLICK_INTERPRETER
from kam_xl.policy import fingerprint
from kam_xl.rules import PortfolioAssessment
from kam_xl.sheets import render, schema
from kam_xl.sheets.carried import NOTHING, Carried
from kam_xl.sheets.exchange_tables import CONFLICTS, LOG
from kam_xl.sheets.key_clients import key_clients
from kam_xl.sheets.policy_tables import POLICY_TABLES, policy_rows
from kam_xl.sheets.progress import progress_of
from kam_xl.sheets.render_tasks import task_rows
from kam_xl.sheets.task_cells import blank_cells, task_cells, with_cells
from kam_xl.sheets.task_records import TASK_RECORDS

_OPTIONS = {
    "in_memory": True,
    # What people typed stays what they typed: a client named "=Test" must not become a formula.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are written.

    XlsxWriter looks each one through for some forty functions of newer Excels. Ours name theirs as the file does
    (`_xlfn.UNICODE`), so that looking would only cost half of the time of a build.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def build(
    whole: PortfolioAssessment,
    findings: Sequence[Finding] = (),
    carried: Carried = NOTHING,
    *,
    macros: bool = False,
    interpreter: str = CLICK_INTERPRETER,
) -> bytes:
    """Return the workbook of a judged portfolio, in the portfolio's language.

    Args:
        whole: the portfolio with its verdicts; cached values of formulas come from it.
        findings: what the Findings sheet lists, the weightiest first.
        carried: what people had added to the workbook that this one replaces.
        macros: make the macro workbook (.xlsm) with ribbon and worksheet functions, not the macro-free one (.xlsx).
        interpreter: the Python that the macros start; Windows path, environment variables allowed.
    """
    package = io.BytesIO()
    workbook = xlsxwriter.Workbook(package, _OPTIONS)
    sheets = _add_sheets(workbook, whole)
    book = Book(
        workbook, Styles(workbook, whole.portfolio.lang), whole, sheets, fingerprint(whole.policy), carried, macros
    )
    _properties(book)
    _write(book, findings)
    parts = add_macros(workbook, WORKBOOK_PROJECT, shown(whole.policy), interpreter, sheets) if macros else ()
    workbook.set_calc_mode("auto")
    if macros:
        # Cells with a function of ours keep their value where macros are blocked.
        workbook.calc_on_load = False
    workbook.close()
    return finished(package.getvalue(), book, parts)


def _add_sheets(workbook: Any, whole: PortfolioAssessment) -> dict[str, Any]:
    lang, policy = whole.portfolio.lang, whole.policy
    return {
        sheet: workbook.add_worksheet(schema.sheet_name(sheet, lang), Sheet)
        for sheet in schema.SHEETS
        if policy.has(schema.tool_of(sheet))
    }


def _write(book: Book, findings: Sequence[Finding]) -> None:
    whole, lang = book.whole, book.lang
    accounts = [
        render.account_row(item.account, lang) | row
        for item, row in zip(whole.accounts, render.calculated_rows(whole, lang), strict=True)
    ]
    clients = key_clients(whole)
    progress = progress_of(whole, clients)
    write_start(book.page("start"), progress)
    page = book.page("accounts")
    write_table(page, schema.ACCOUNTS, accounts)
    colour_accounts(page, len(accounts))
    define_client_names(page, len(accounts))
    write_portfolio(book.page("portfolio"))
    portfolio = whole.portfolio
    calculated = task_cells(whole, lang)
    for kept in TASK_RECORDS:
        if kept.table.sheet in book.sheets:
            rows = with_cells(task_rows(kept, portfolio.tasks, lang, whole.policy), calculated.get(kept.table.name))
            write_table(book.page(kept.table.sheet), kept.table, rows, blank_cells(kept.table, whole))
    if "periods" in book.sheets:
        write_periods(book.page("periods"))
    write_table(
        book.page("decisions"), schema.DECISIONS, [render.decision_row(one, lang) for one in portfolio.decisions]
    )
    if "proposals" in book.sheets:
        rows = [render.proposal_row(one, lang) for one in portfolio.proposals]
        write_table(book.page("proposals"), schema.PROPOSALS, rows)
    ordered = sorted(findings, key=lambda one: -one.severity)
    write_table(book.page("findings"), schema.FINDINGS, [render.finding_row(one, lang) for one in ordered])
    if "conflicts" in book.sheets:
        write_table(book.page("conflicts"), CONFLICTS, [render.conflict_row(one, lang) for one in portfolio.conflicts])
        write_table(book.page("log"), LOG, [render.log_row(one, lang) for one in portfolio.log])
    write_policy(book.page("policy"))
    for table in POLICY_TABLES:
        if table.sheet in book.sheets:
            page = book.page(table.sheet)
            write_table(page, table, policy_rows(table, whole.policy, lang))
            page.protect()
    write_lists(book.page("lists"))
    write_matrix(book.page("_matrix"), clients)
    if whole.policy.has("plan"):
        write_effect(book.page("_matrix"), progress)
    for sheet, write in (("coverage", write_coverage), ("visit", write_visit), ("roles_map", write_roles_map)):
        if sheet in book.sheets:
            write(book.page(sheet), clients)
    write_card(book.page("card"), clients, calculated)
    write_settings(book.page("_kam"))
    for key in schema.HIDDEN:
        book.sheets[key].very_hidden()
    book.sheets["start"].activate()


def _properties(book: Book) -> None:
    """Set title, subject and a creation day that depends on the data only, so that equal data give equal files."""
    setup = book.whole.portfolio.setup
    title = " — ".join(part for part in (say(book.lang, "start.title"), setup.manager) if part)
    book.workbook.set_properties({
        "title": title, "subject": say(book.lang, "sheet.subject"), "author": "", "company": "",
        "created": dt.datetime.combine(book.whole.as_of, dt.time()),
    })  # fmt: skip
