"""The card of one client as a workbook of its own: one A4 page of values, to print, to save as PDF, to send.

It holds no formula and nothing of other clients.
"""

from __future__ import annotations

import io
import math
from typing import Any

import xlsxwriter

from kam_xl.build.card_facts import Section, card_sections, missing_roles
from kam_xl.build.package import finished
from kam_xl.build.page import Book, Page
from kam_xl.build.styles import Styles
from kam_xl.i18n import say
from kam_xl.model import natural_name
from kam_xl.rules import PortfolioAssessment, stake_threshold
from kam_xl.rules.assessment import Assessment
from kam_xl.rules.explain import why_text
from kam_xl.rules.key_accounts import KeyAccount, key_accounts
from kam_xl.rules.plan_signing import last_signed
from kam_xl.sheets import schema
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import word, yes_no

WIDTHS = (62, 24, 13, 13, 13, 16, 15)
"""Characters of the columns; the first one holds long texts."""
_LAST = len(WIDTHS) - 1
_LINE, _MOST_LINES = 15, 3
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
    book = Book(workbook, Styles(workbook, lang), whole, {"card": sheet})
    _write(book.page("card"), item, key)
    workbook.close()
    return finished(package.getvalue(), book)


def _write(page: Page, item: Assessment, key: KeyAccount | None) -> None:
    page.head(item.account.account, page.text("card.purpose", date=page.book.whole.as_of))
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    row = _status(page, 3, item, key)
    if key is None:
        page.put(row, 0, page.text("card.not_on_record"), "label")
    else:
        for section in card_sections(key, page.book.whole, page.book.lang):
            row = write_section(page, row, section)
            if section.key == "goal":
                row = _this_year(page, row - 1, key)
            if section.key == "people":
                page.put(row - 1, 0, missing_roles(key, page.book.lang), "label")
                row += 1
        if page.book.policy.has("plan"):
            row = _signed(page, row, key)
    page.print_set_up(row, _LAST, pages=(1, 1))
    page.sheet.set_portrait()
    page.sheet.center_horizontally()
    page.sheet.hide_gridlines(2)


def write_section(page: Page, row: int, section: Section) -> int:
    """Write one section with its head and rows from a row on (from 0), and return the row after its blank line."""
    _heading(page, row, page.text(f"card.section.{section.key}"), section.more)
    for column, (key, _) in enumerate(section.columns):
        page.put(row + 1, column, page.text(f"card.head.{key}"), "head")
    page.sheet.set_row(row + 1, 2 * _LINE)
    shown = section.rows or ((page.text("card.nothing"),),)
    for i, cells in enumerate(shown, start=row + 2):
        for column, ((_, kind), value) in enumerate(zip(section.columns, cells, strict=False)):
            page.put(i, column, value, "calculated", kind, wrap=kind in ("", "year", "long_text"))
        page.sheet.set_row(i, _LINE * _lines(cells))
    return row + 2 + len(shown) + 1


def _heading(page: Page, row: int, title: str, more: int = 0) -> None:
    """Write a section's title over the whole width, at its end how much did not fit."""
    page.put(row, 0, title, "section")
    for column in range(1, _LAST):
        page.put(row, column, "", "section")
    page.put(row, _LAST, page.text("card.more", n=more) if more else "", "section_end")


def _lines(cells: tuple[Value, ...]) -> int:
    """Return how many lines the longest text of a row takes; a program that opens the book may not fit the height."""
    lengths = (len(value) / width for value, width in zip(cells, WIDTHS, strict=False) if isinstance(value, str))
    return max(1, min(_MOST_LINES, math.ceil(max(lengths, default=0) * 1.15)))


def _status(page: Page, row: int, item: Assessment, key: KeyAccount | None) -> int:
    whole, lang, account, one = page.book.whole, page.book.lang, item.account, item.qualification
    setup, scoring = whole.portfolio.setup, whole.policy.scoring
    needed = scoring.exit_points if account.on_record else scoring.entry_points
    verdict = f"{yes_no(item.manager_key, lang)}: {word('verdicts', item.verdict, lang)}"
    left: list[tuple[str, Value]] = [
        ("manager", setup.manager), ("head", setup.head), ("segment", account.segment),
        ("key_since", account.key_since),
    ]  # fmt: skip
    right: list[tuple[str, Value]] = [
        ("manager_key", verdict),
        ("company_key", yes_no(item.company_key, lang)),
        ("points", say(lang, "card.of", value=round(one.points, 1), needed=needed)),
        ("influence", round(one.influence, 2)),
        ("stake", say(lang, "card.of", value=one.stake, needed=stake_threshold(whole.policy, setup.margin_plan))),
        ("rank", say(lang, "card.of_limit", rank=item.rank, limit=whole.limit) if item.rank else "—"),
    ]
    if key is not None and whole.policy.has("dossier"):
        left += [("complete", key.dossier.total.completeness), ("fresh", key.dossier.total.freshness)]
    if key is not None and whole.policy.has("buying_center"):
        left += [("coverage", key.center.coverage), ("support", round(key.center.support, 2))]
    left += [("crm", account.crm_link), ("folder", account.folder)]
    _heading(page, row, page.text("card.section.status"))
    for column, pairs in ((0, left), (2, right)):
        for i, (name, value) in enumerate(pairs, start=row + 1):
            page.put(i, column, page.text(f"card.label.{name}"), "label")
            page.put(i, column + 1 if column == 0 else column + 2, value, "value", _kind(name))
    last = row + 1 + len(left)
    page.sheet.merge_range(last, 0, last, _LAST, why_text(item, whole, lang, _REASONS), page.book.styles("body"))
    page.sheet.set_row(last, _LINE * 3)
    return last + 2


def _kind(name: str) -> str:
    return {"key_since": "date", "complete": "share", "fresh": "share", "coverage": "share"}.get(name, "")


def _this_year(page: Page, row: int, key: KeyAccount) -> int:
    """Write the plan of the year that judges against the facts, where there is one."""
    year = key.year(page.book.whole.as_of)
    if year is None:
        return row
    cells: tuple[tuple[str, Value], ...] = (
        ("plan_year", year.plan), ("plan_so_far", year.plan_so_far), ("fact", year.fact), ("gap", year.gap),
        ("forecast", year.forecast),
    )  # fmt: skip
    page.put(row + 1, 0, page.text("card.this_year", year=str(year.year)), "label")
    for column, (name, value) in enumerate(cells, start=1):
        page.put(row, column, page.text(f"card.head.{name}"), "head")
        page.put(row + 1, column, value, "answer", "money")
    page.sheet.set_row(row, 2 * _LINE)
    return row + 3


def _signed(page: Page, row: int, key: KeyAccount) -> int:
    signed, lang = last_signed(key.rows.reviews), page.book.lang
    _heading(page, row, page.text("card.section.signed"))
    words: list[tuple[str, Any]] = [
        ("signature", say(lang, f"card.signature.{key.signature}")),
        ("signed_on", signed.date if signed else None),
        ("by_manager", signed.manager if signed else ""),
        ("by_head", signed.head if signed else ""),
        ("review_due", key.review_due),
    ]
    for column, (name, value) in enumerate(words):
        page.put(row + 1, column, page.text(f"card.head.{name}"), "head")
        page.put(row + 2, column, value, "calculated", "date" if name in ("signed_on", "review_due") else "", wrap=True)
    for line, height in ((row + 1, 2), (row + 2, 2)):
        page.sheet.set_row(line, _LINE * height)
    return row + 2
