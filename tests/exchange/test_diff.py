"""What differs between two versions of a book, copies that were sent among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kam_xl.exchange.diff import compare
from kam_xl.exchange.sent_copy import new_sent
from kam_xl.exchange.staying import With, stay_home
from kam_xl.model import Portfolio
from kam_xl.rules import assess
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, default_policy
from tests.support.sending import CLIENT, secretive

AT = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
BOOK = secretive()
FIRST, *OTHERS = BOOK.tasks.actions
LATER = replace(
    BOOK, tasks=replace(BOOK.tasks, actions=(*OTHERS, replace(FIRST, id="a99", action="Visit the new plant")))
)
"""The book after one of its actions went and another came."""


def read(portfolio: Portfolio) -> Parsed:
    return parse(render(assess(portfolio, default_policy(), AS_OF)))


def copied(portfolio: Portfolio, *asked: With) -> Parsed:
    staying = stay_home(read(portfolio), asked)
    return read(replace(staying.portfolio, sent=new_sent(staying, "Anna", AT)))


def differing(one: Parsed, other: Parsed) -> list[tuple[str, str, str]]:
    return [(each.happened, each.account, each.table) for each in compare(one, other, "en")]


@pytest.mark.parametrize("one", [read(BOOK), copied(BOOK)], ids=["book", "copy"])
@pytest.mark.parametrize("other", [read(LATER), copied(LATER)], ids=["book", "copy"])
def test_rows_that_came_and_went_show_in_books_and_in_copies(one: Parsed, other: Parsed) -> None:
    rows = [("deleted", CLIENT, "tblActions"), ("added", CLIENT, "tblActions")]
    assert differing(one, other) == rows
    assert differing(other, one) == rows


def test_a_copy_differs_from_its_book_in_nothing() -> None:
    assert differing(read(BOOK), copied(BOOK)) == differing(copied(BOOK), read(BOOK)) == []
    assert differing(copied(BOOK), copied(BOOK, "personal", "pay", "notes")) == []


def test_a_row_that_went_along_and_was_deleted_shows_though_its_like_stays_at_home() -> None:
    whole = copied(BOOK, "personal")
    (asked,) = (one for one in BOOK.tasks.answers if one.question == "interests")
    left = tuple(one for one in whole.portfolio.tasks.answers if one.id != asked.id)
    portfolio = replace(whole.portfolio, tasks=replace(whole.portfolio.tasks, answers=left))
    assert differing(read(BOOK), read(portfolio)) == [("deleted", CLIENT, "tblDossier")]
