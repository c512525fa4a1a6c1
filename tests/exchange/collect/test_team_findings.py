"""What only the books of a whole team tell together."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kam_xl.exchange.collect.team_findings import (
    TeamFinding,
    books_findings,
    handed_on,
    late_findings,
    late_rows,
    nobodys_keys,
)
from kam_xl.exchange.store import Submission
from kam_xl.exchange.team_tables import BOOKS, Row
from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES
from tests.exchange.collect.books import NOW, named
from tests.exchange.collect.test_claims import an_account


def a_book(manager: str, **fields: Any) -> Row:
    filled = {
        "manager": manager, "book_id": f"b-{manager}", "currency": "million RUB", "received": NOW, "on_record": 8,
        "qualifying": 8, "limit": 15, "head": "Head", "source": f"{manager}.xlsx", "sheet": "Start", "cell": "B5",
        **fields,
    }  # fmt: skip
    return tuple(filled.get(key) for key in BOOKS.keys)


def codes(found: list[TeamFinding]) -> list[tuple[str, str]]:
    assert all(one.finding.what(lang) and one.finding.remedy(lang) for one in found for lang in LANGUAGES)
    return [(one.manager, one.finding.code) for one in found]


def two_books(recorded: int, qualifying: int, same: int = 0) -> list[TeamFinding]:
    """Return what two books of Anna tell, each with so many clients; the first ones are in both."""
    books = [a_book("Anna"), a_book("anna ", book_id="b2")]
    rows = []
    for who in ("Anna", "anna "):
        for i in range(max(recorded, qualifying)):
            name, rank = f"Client {i}" if i < same else f"{who}{i}", i if i < qualifying else None
            rows.append(an_account(who, name, on_record=i < recorded, rank=rank))
    return list(books_findings(books, lambda: rows))


def test_a_cap_that_two_books_pass_together_is_found_though_each_keeps_it() -> None:
    (one,) = two_books(8, 8)
    assert (one.finding.code, one.finding.severity) == ("team_cap_over", Severity.WARNING)
    assert "16 on record" in one.finding.what("en")
    assert "1 too many" in one.finding.what("en")


def test_clients_that_qualify_in_two_books_count_against_the_limit_too() -> None:
    assert codes(two_books(0, 8)) == [("Anna", "team_cap_over")]


def test_two_books_within_the_limit_are_worth_knowing() -> None:
    (one,) = two_books(4, 5)
    assert (one.finding.code, one.finding.severity) == ("team_two_books", Severity.NOTE)
    assert not list(books_findings([a_book("Anna"), a_book("Boris")], list))


def test_a_client_in_both_books_of_a_manager_counts_once() -> None:
    assert codes(two_books(15, 15, same=15)) == [("Anna", "team_two_books")]


def test_money_in_another_unit_than_most_books_is_found() -> None:
    books = [a_book("Anna"), a_book("Boris", currency="Million  rub"), a_book("Clara", currency="thousand RUB")]
    assert codes(list(books_findings(books, list))) == [("Clara", "team_currency")]
    assert codes(list(books_findings([a_book("Anna"), a_book("Boris"), a_book("Clara", currency="")], list))) == [
        ("Clara", "team_currency")
    ]


def test_one_book_under_the_names_of_two_managers_is_found() -> None:
    def row(name: str) -> Row:
        return (name, "b1", f"{name}.xlsx", "", "")

    two = {"b1": {"Anna": row("Anna"), "Boris": row("Boris")}}
    assert codes(list(handed_on(two))) == [("Anna", "team_book_two_managers")]
    assert not list(handed_on({"b1": {"Anna": row("Anna"), "anna ": row("anna ")}}))


def test_late_is_who_sent_nothing_for_longer_than_is_due() -> None:
    def sent(manager: str, days: int) -> Submission:
        received = NOW - dt.timedelta(days=days)
        return Submission(1, f"b-{manager}", manager, "", "", f"{manager}.eml", NOW, received, "", 1, "", NOW)

    books = [a_book("Anna"), a_book("Boris")]
    rows = late_rows([sent("Boris", 5), sent("Clara", 36), sent("Anna", 40)], books, 35, NOW.date())
    found = [named("late", row) for row in rows]
    assert [(one["manager"], one["days"]) for one in found] == [("Anna", 40), ("Clara", 36)]
    assert [(one["source"], one["cell"]) for one in found] == [("Anna.xlsx", "B5"), ("Clara.eml", "")]
    assert not late_rows([sent("Anna", 40)], books, 40, NOW.date())
    assert codes(list(late_findings(rows, 35))) == [("Anna", "team_late"), ("Clara", "team_late")]


def test_a_client_that_is_key_for_the_company_and_for_no_manager_is_a_note() -> None:
    rows = [
        an_account("Anna", "Nobody's", company_key=True, manager_key=False),
        an_account("Anna", "Boris's", company_key=True, manager_key=False),
        an_account("Boris", "boris's", company_key=True, manager_key=True),
        an_account("Boris", "Small", company_key=False, manager_key=False),
    ]
    (one,) = nobodys_keys(lambda: rows)
    assert (one.manager, one.finding.severity) == ("Anna", Severity.NOTE)
    assert one.finding.params["names"] == ["Nobody's"]
