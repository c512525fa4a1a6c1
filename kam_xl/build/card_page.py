"""The card of one client as a workbook of its own: one A4 page of values, to print, to save as PDF, to send.

It holds no formula and nothing of other clients.
"""

from __future__ import annotations

import io

import xlsxwriter

from kam_xl.build.card_facts import Section, card_sections, missing_roles
from kam_xl.build.card_layout import LAST, LINE, VALUE_COLUMN, WIDTHS, WRAPPED, heading, heads, lines, names_of
from kam_xl.build.card_status import (
    SIGNED_HEADS,
    SIGNED_KINDS,
    YEAR_HEADS,
    left_fields,
    right_fields,
    signed_values,
    year_values,
)
from kam_xl.build.package import finished
from kam_xl.build.page import FIRST_ROW, Book, Page
from kam_xl.build.styles import Styles
from kam_xl.build.visit_lines import Line, lines_of
from kam_xl.model import natural_name
from kam_xl.policy import fingerprint
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.assessment import Assessment
from kam_xl.rules.explain import why_text
from kam_xl.rules.key_accounts import KeyAccount, key_accounts
from kam_xl.sheets import schema
from kam_xl.sheets.key_clients import key_clients

_REASONS = 4
"""Sentences of the explanation that fit."""


def card_book(whole: PortfolioAssessment, name: str) -> bytes:
    """Return the card of a client as an .xlsx of one sheet; a client that is not key on record has his verdict only.

    Raises:
        KeyError: no client has that name.
    """
    wanted = natural_name(name)
    item = next((one for one in whole.accounts if natural_name(one.account.account) == wanted), None)
    if item is None:
        raise KeyError(name)
    key = next((one for one in key_accounts(whole) if one.assessment is item), None)
    package = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(package, options)
    lang = whole.portfolio.lang
    sheet = workbook.add_worksheet(schema.sheet_name("card", lang))
    book = Book(workbook, Styles(workbook, lang), whole, {"card": sheet}, fingerprint(whole.policy))
    _write(book.page("card"), item, key)
    workbook.close()
    return finished(package.getvalue(), book)


def _write(page: Page, item: Assessment, key: KeyAccount | None) -> None:
    whole, lang = page.book.whole, page.book.lang
    page.head(item.account.account, page.text("card.purpose", date=whole.as_of))
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    row = _status(page, FIRST_ROW, item, key)
    if key is None:
        page.put(row, 0, page.text("card.not_on_record"), "label")
    else:
        for section in card_sections(key, _questions(page, item), whole, lang):
            row = _section(page, row, section)
            if section.key == "goal":
                row = _this_year(page, row, key)
            if section.key == "people":
                page.put(row - 1, 0, missing_roles(key, lang), "label")
                row += 1
        if whole.policy.has("plan"):
            row = _signed(page, row, key)
    page.print_set_up(row, LAST, pages=(1, 1), portrait=True)
    page.sheet.center_horizontally()
    page.sheet.hide_gridlines(2)


def _questions(page: Page, item: Assessment) -> list[Line]:
    """Return the questions for the next visit; none where the task is switched off."""
    client = next(one for one in key_clients(page.book.whole) if one.row == item.row + 1)
    return lines_of(page, client) if page.book.policy.has("dossier") else []


def _section(page: Page, row: int, section: Section) -> int:
    """Write one section from a row on (from 0) and return the row after its blank line."""
    more = page.text("card.more", n=section.more) if section.more else ""
    heading(page, row, page.text(f"card.section.{section.key}"), more)
    heads(page, row + 1, names_of(section.key))
    shown = section.rows or ((page.text("card.nothing"),),)
    for i, cells in enumerate(shown, start=row + 2):
        for column, ((_, kind), value) in enumerate(zip(section.columns, cells, strict=False)):
            page.put(i, column, value, "calculated", kind, wrap=kind in WRAPPED)
        page.sheet.set_row(i, LINE * lines(cells))
    return row + 2 + len(shown) + 1


def _status(page: Page, row: int, item: Assessment, key: KeyAccount | None) -> int:
    whole = page.book.whole
    left, right = left_fields(item, key, whole), right_fields(item, whole)
    heading(page, row, page.text("card.section.status"))
    for column, fields in ((0, left), (2, right)):
        for i, field in enumerate(fields, start=row + 1):
            page.put(i, column, page.text(f"card.label.{field.key}"), "label")
            page.put(i, VALUE_COLUMN[column], field.value, "value", field.kind)
    last = row + 1 + max(len(left), len(right))
    why = why_text(item, whole, page.book.lang, _REASONS)
    page.sheet.merge_range(last, 0, last, LAST, why, page.book.styles("body"))
    page.sheet.set_row(last, LINE * 3)
    return last + 2


def _this_year(page: Page, row: int, key: KeyAccount) -> int:
    """Write the plan of the year that judges against the facts, where there is one."""
    values = year_values(key, page.book.whole)
    if values[0] == "":
        return row
    heads(page, row - 1, YEAR_HEADS, first=1)
    page.put(row, 0, page.text("card.this_year") + str(page.book.whole.as_of.year), "label")
    for column, value in enumerate(values, start=1):
        page.put(row, column, value, "answer", "money")
    return row + 2


def _signed(page: Page, row: int, key: KeyAccount) -> int:
    heading(page, row, page.text("card.section.signed"))
    heads(page, row + 1, SIGNED_HEADS)
    for column, (value, kind) in enumerate(zip(signed_values(key, page.book.whole), SIGNED_KINDS, strict=True)):
        page.put(row + 2, column, value, "calculated", kind, wrap=not kind)
    page.sheet.set_row(row + 2, LINE * 2)
    return row + 2
