"""When two files say the same, and from which moment a version is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kam_xl.exchange.collect.prints import content_print, sent_at, stamp_of
from kam_xl.exchange.state import state_of
from kam_xl.model_exchange import Sent
from tests.exchange.collect.books import NOW, team
from tests.factories import a_portfolio, an_account

HOUR = dt.timedelta(hours=1)


def test_a_sorted_table_and_other_ends_of_lines_are_the_same_content() -> None:
    book = team()[0]
    turned = replace(book, accounts=book.accounts[::-1])
    assert content_print(state_of(turned)) == content_print(state_of(book))
    windows, other = (
        replace(book, accounts=(replace(book.accounts[0], notes=f"One{end}Two"), *book.accounts[1:]))
        for end in ("\r\n", "\n")
    )
    assert content_print(state_of(windows)) == content_print(state_of(other))


def test_any_other_value_is_another_content() -> None:
    book = team()[0]
    first = content_print(state_of(book))
    noted = replace(book, accounts=(replace(book.accounts[0], notes="Called"), *book.accounts[1:]))
    moved = replace(book, setup=replace(book.setup, hours=120.0))
    dated = replace(book, tasks=replace(book.tasks, facts=book.tasks.facts[1:]))
    assert len({first, *(content_print(state_of(one)) for one in (noted, moved, dated))}) == 4


def sent(moment: str) -> Sent:
    return Sent("s1", moment, "Anna")


@pytest.mark.parametrize(
    ("sent_on", "saved", "stamp"),
    [
        ("", None, NOW),
        ("", NOW - HOUR, NOW - HOUR),
        ("2026-10-05T08:30:00+00:00", NOW - HOUR, NOW - HOUR / 2),
        ("2026-10-05T07:00:00", NOW - HOUR, NOW - HOUR),
        ("nonsense", None, NOW),
        ("", NOW + 2 * HOUR, NOW + 2 * HOUR),
        ("", NOW + dt.timedelta(days=40), NOW),
        ("2027-10-05T08:30:00+00:00", NOW - HOUR, NOW - HOUR),
    ],
)
def test_the_later_of_sending_and_saving_counts_unless_the_clock_is_wrong(
    sent_on: str, saved: dt.datetime | None, stamp: dt.datetime
) -> None:
    book = replace(a_portfolio(an_account()), sent=sent(sent_on) if sent_on else None)
    moments = [one for one in (sent_at(book), saved) if one]
    assert stamp_of(moments, NOW, NOW) == stamp
