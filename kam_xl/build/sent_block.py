"""The block at the top of Start in a copy that was sent: what to do with it, how to sign, what was not sent."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from contextlib import suppress

from kam_xl.build.page import Page
from kam_xl.model import natural_name
from kam_xl.model_exchange import Sent
from kam_xl.policy.tasks import folded
from kam_xl.sheets import schema
from kam_xl.sheets.raw import Value

_REVIEWS = "reviews"
_WIDTH, _LINE_HEIGHT = 118, 15
"""Characters that surely fit on a line of the last column of Start, and the points that a line is high."""


def write_sent_block(page: Page, row: int) -> int:
    """Write the block and return the row, from 0, that comes after it: the same row in a book that is no copy."""
    portfolio = page.book.whole.portfolio
    if portfolio.sent is None:
        return row
    back = _sent_back(portfolio.sent, portfolio.setup.manager)
    page.put(row, 0, page.text("start.section.sent_back" if back else "start.section.sent"), "section")
    for i, (key, value, kind) in enumerate(_who_and_when(portfolio.sent), start=row + 1):
        page.put(i, 0, page.text(f"start.sent.{key}"), "label")
        page.put(i, 1, value, "value", kind)
    row += 3
    for key in _lines(page, back):
        _line(page, row, key)
        row += 1
    return row + 1


def _who_and_when(sent: Sent) -> tuple[tuple[str, Value, str], ...]:
    day: Value = sent.at
    with suppress(ValueError):
        day = dt.datetime.fromisoformat(sent.at).astimezone().date()
    return ("by", sent.by, ""), ("on", day, "date")


def _sent_back(sent: Sent, manager: str) -> bool:
    """Tell whether the copy is on its way back: somebody else than the manager sent it last."""
    return natural_name(sent.by) != natural_name(manager)


def _lines(page: Page, back: bool) -> Iterator[str]:
    if back:
        yield "take"
        return
    if _REVIEWS in page.book.sheets:
        yield "sign"
    yield from ("missing", "back")


def _line(page: Page, row: int, key: str) -> None:
    if key == "sign":
        name = schema.sheet_name(_REVIEWS, page.book.lang)
        link = page.text("start.sent.sign", sheet=name)
        page.sheet.write_url(row, 0, f"internal:'{name}'!A1", page.book.styles("link"), link)
    else:
        page.put(row, 0, page.text(f"start.sent.{key}"), "label")
    note = _missing(page) if key == "missing" else page.text(f"start.sent.{key}.note")
    page.put(row, 2, note, "body")
    if (lines := math.ceil(len(note) / _WIDTH)) > 1:
        page.sheet.set_row(row, _LINE_HEIGHT * lines)


def _missing(page: Page) -> str:
    names = [*_columns_not_sent(page), *([page.text("start.sent.answers")] if _no_personal_answers(page) else [])]
    if not names:
        return page.text("start.sent.missing.rest")
    return page.text("start.sent.missing.note", columns=", ".join(names))


def _columns_not_sent(page: Page) -> list[str]:
    """Return the headers of the columns that the policy keeps at home and this copy hides."""
    rules, policy, lang = page.book.policy.exchange, page.book.policy, page.book.lang
    named = (*rules.personal_columns, *rules.pay_columns, *rules.note_columns)
    return [
        f"“{schema.header(table, column, lang)}”" if lang == "en" else f"«{schema.header(table, column, lang)}»"
        for table in schema.TABLES
        for column in table.columns
        if f"{table.name}.{column.key}" in named
        and (table.name, column.key) in page.book.carried.hidden_columns
        and policy.has(table.tool)
        and column.shown(policy)
    ]


def _no_personal_answers(page: Page) -> bool:
    personal = {folded(id) for id in page.book.policy.exchange.personal_questions}
    answers = page.book.whole.portfolio.tasks.answers
    return (
        page.book.policy.has("dossier")
        and bool(personal)
        and not any(folded(one.question) in personal for one in answers)
    )
