"""Sales of an export by client and month, as the facts that a plan is compared with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kam_xl.commands.imported import Imported
from kam_xl.exchange.imports import derive, read_export
from tests.exchange.imports.files import deals, derived, invoices, write_csv
from tests.factories import default_policy, without_tool


def _facts(imported: Imported) -> list[tuple[str, float | None, float | None, float | None]]:
    return [(one.account, one.year, one.month, one.sales) for one in imported.facts]


def test_lines_of_a_month_add_up_and_returns_are_taken_off(tmp_path: Path) -> None:
    path = invoices(
        tmp_path / "e.csv",
        ("Acme", "2025-12-31", "Pipes", 100.0),
        ("Acme", "2026-01-01", "Pipes", 40.0),
        ("Roe", "2026-01-15", "Pipes", 7.0),
        ("ACME", "2026-01-31", "Flanges", 20.5),
        ("Acme", "2026-01-31", "Flanges", -10.0),
        ("Acme", "2026-03-31", "Flanges", -5.0),
    )
    imported = derived(path)
    assert _facts(imported) == [
        ("Acme", 2025, 12, 100.0),
        ("Acme", 2026, 1, 50.5),
        ("Acme", 2026, 3, -5.0),
        ("Roe", 2026, 1, 7.0),
    ]
    assert imported.months == ((2025, 12), (2026, 1), (2026, 3))


def test_a_fact_is_sales_even_where_the_export_gives_margin(tmp_path: Path) -> None:
    rows = [("Client", "Date", "Amount", "Cost"), ("Acme", "2026-01-05", 100, 70), ("Acme", "2026-02-05", "", 70)]
    assert _facts(derived(write_csv(tmp_path / "e.csv", rows))) == [("Acme", 2026, 1, 100.0)]


def test_money_is_in_the_unit_of_the_book(tmp_path: Path) -> None:
    path = invoices(tmp_path / "e.csv", ("Acme", "2026-01-05", "Pipes", 1_234_567.0))
    ((name, year, month, sales),) = _facts(derived(path, money_per=1_000_000.0))
    assert (name, year, month) == ("Acme", 2026, 1)
    assert sales == pytest.approx(1.234567)


def test_only_deals_won_count_and_in_the_month_in_which_they_closed(tmp_path: Path) -> None:
    path = deals(
        tmp_path / "e.csv",
        ("Anna", "A", "Acme", "Won", "2025-11-01", "2026-01-05", 100),
        ("Anna", "A", "Acme", "Lost", "2025-11-01", "2026-02-05", 0),
        ("Anna", "A", "Roe", "Engaging", "2026-01-01", "", ""),
    )
    assert _facts(derived(path)) == [("Acme", 2026, 1, 100.0)]


def test_what_other_sellers_sold_is_left_out_but_tells_which_months_the_export_covers(tmp_path: Path) -> None:
    path = deals(
        tmp_path / "e.csv",
        ("Anna", "A", "Acme", "Won", "2025-11-01", "2026-01-05", 100),
        ("Boris", "A", "Acme", "Won", "2025-11-01", "2026-01-06", 50),
        ("Boris", "A", "Roe", "Won", "2025-11-01", "2026-02-06", 50),
    )
    imported = derived(path, seller="Anna")
    assert _facts(imported) == [("Acme", 2026, 1, 100.0)]
    assert imported.months == ((2026, 1), (2026, 2))


def test_what_was_sold_after_the_day_judged_does_not_count(tmp_path: Path) -> None:
    path = invoices(tmp_path / "e.csv", ("Acme", "2026-01-05", "Pipes", 1.0), ("Acme", "2026-01-20", "Pipes", 2.0))
    assert _facts(derived(path, as_of=dt.date(2026, 1, 10))) == [("Acme", 2026, 1, 1.0)]


@pytest.mark.parametrize(("day", "months"), [("1999-12-31", 0), ("2000-01-01", 1), ("2100-12-31", 1)])
def test_a_year_that_the_table_cannot_hold_gives_no_fact(tmp_path: Path, day: str, months: int) -> None:
    assert len(derived(invoices(tmp_path / "e.csv", ("Acme", day, "Pipes", 1.0))).facts) == months


def test_without_perspective_plans_in_the_policy_there_are_no_facts(tmp_path: Path) -> None:
    export = read_export(invoices(tmp_path / "e.csv", ("Acme", "2026-01-05", "Pipes", 1.0)))
    assert len(derive(export, default_policy(), "en").facts) == 1
    off = derive(export, without_tool("plan"), "en")
    assert (off.facts, off.months) == ((), ())


@pytest.mark.parametrize(("source", "sellers"), [("crm", 30), ("online_retail_sample.xlsx", 1)])
def test_facts_of_a_real_export_add_up_to_its_sales(realdata: Path, source: str, sellers: int) -> None:
    export = read_export(realdata / source)
    assert export.sales is not None
    sold = export.sales.amount[export.sales.used & (export.sales.state == 0)].sum()
    books = [derived(export, seller=name) for name in export.sellers or (None,)]
    assert len(books) == sellers
    total = sum(one.sales or 0.0 for book in books for one in book.facts)
    assert total == pytest.approx(sold, abs=0.01 * sum(len(book.facts) for book in books))
    for book in books:
        places = [(one.account, one.year, one.month) for one in book.facts]
        assert len(set(places)) == len(places)
        assert {one.account for one in book.facts} <= {one.account for one in book.accounts}
