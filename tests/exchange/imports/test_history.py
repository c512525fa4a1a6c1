"""What a client's history shows, on tables small enough to check by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from kam_xl.exchange.imports import read_export
from kam_xl.exchange.imports.history import Book, ClientHistory, histories
from kam_xl.exchange.imports.labels import NOBODY
from kam_xl.exchange.imports.periods import compared_months, months_ago
from tests.exchange.imports.files import deals, first_of_months, invoices

END = dt.date(2026, 12, 31)


def _histories(path: Path, as_of: dt.date = END, seller: int = NOBODY) -> tuple[Book, dict[str, ClientHistory]]:
    export = read_export(path)
    assert export.sales is not None
    book, clients = histories(export, export.sales, seller, as_of)
    return book, {one.client: one for one in clients}


@pytest.mark.parametrize(
    ("day", "as_of", "months"),
    [
        ("2026-12-09", "2026-12-09", 0),
        ("2026-11-10", "2026-12-09", 0),
        ("2026-11-09", "2026-12-09", 1),
        ("2025-12-10", "2026-12-09", 11),
        ("2025-12-09", "2026-12-09", 12),
        ("2026-11-30", "2026-12-31", 1),
    ],
)
def test_months_are_counted_back_from_the_day(day: str, as_of: str, months: int) -> None:
    assert months_ago(np.array([day], dtype="datetime64[D]"), dt.date.fromisoformat(as_of)).tolist() == [months]


@pytest.mark.parametrize(("history", "spell"), [(5, None), (6, 3), (13, 6), (23, 11), (24, 12), (60, 12)])
def test_growth_compares_years_where_two_are_there(history: int, spell: int | None) -> None:
    assert compared_months(history) == spell


def test_the_value_of_a_year_is_net_of_returns_and_of_older_sales(tmp_path: Path) -> None:
    lines = (("A", "2025-12-31", "G", 500.0), ("A", "2026-01-01", "G", 100.0), ("A", "2026-12-31", "G", -30.0))
    book, clients = _histories(invoices(tmp_path / "e.csv", *lines))
    assert (clients["A"].value, book.value, clients["A"].sales) == (70.0, 70.0, 1)


def test_growth_of_a_client_and_of_all_clients(tmp_path: Path) -> None:
    old, new = first_of_months(END, 24)[:12], first_of_months(END, 12)
    lines = [("A", day, "G", 10.0) for day in old] + [("A", day, "G", 15.0) for day in new]
    lines += [("B", day, "G", 10.0) for day in (*old, *new)]
    book, clients = _histories(invoices(tmp_path / "e.csv", *lines))
    assert (book.months, book.spell) == (24, 12)
    assert clients["A"].growth == pytest.approx(0.5)
    assert clients["B"].growth == pytest.approx(0.0)
    assert book.growth == pytest.approx(0.25)


def test_one_order_after_another_is_no_growth(tmp_path: Path) -> None:
    lines = [("A", day, "G", 10.0) for day in first_of_months(END, 12)] + [("B", "2026-02-01", "G", 1.0)]
    lines += [("B", "2026-11-01", "G", 9.0)]
    assert _histories(invoices(tmp_path / "e.csv", *lines))[1]["B"].growth is None


def test_rhythm_and_silence(tmp_path: Path) -> None:
    lines = [("A", f"2026-{month:02}-15", "G", 1.0) for month in (1, 3, 5, 7)] + [("B", "2026-12-30", "G", 1.0)]
    client = _histories(invoices(tmp_path / "e.csv", *lines))[1]["A"]
    assert client.active == 4
    assert client.rhythm == pytest.approx(7 / 4)
    assert client.silent == pytest.approx(169 / (365.25 / 12))


def test_breadth_and_what_others_spend_on_the_groups_not_bought(tmp_path: Path) -> None:
    lines = [(name, "2026-12-01", "Pipes", money) for name, money in (("B", 10.0), ("C", 30.0), ("D", 80.0))]
    lines += [("A", "2026-12-01", "Valves", 5.0), ("B", "2026-12-01", "Seals", 7.0)]
    book, clients = _histories(invoices(tmp_path / "e.csv", *lines))
    assert (book.groups, clients["A"].groups, clients["B"].groups) == (3, 1, 2)
    assert clients["A"].open_groups == 30.0
    assert clients["B"].open_groups == 0.0


def test_new_groups_are_those_first_bought_in_the_last_half_year(tmp_path: Path) -> None:
    lines = [("A", day, "Pipes", 1.0) for day in first_of_months(END, 12)]
    lines += [("A", "2026-08-05", "Valves", 1.0), ("A", "2026-10-06", "Seals", 1.0), ("A", "2026-11-07", "Seals", 1.0)]
    lines += [("A", "2026-05-01", "Caps", 1.0), ("New", "2026-12-01", "Pipes", 1.0)]
    clients = _histories(invoices(tmp_path / "e.csv", *lines))[1]
    one = clients["A"]
    assert set(one.new_groups) == {"Valves", "Seals"}
    assert (one.new_since, one.new_last) == (dt.date(2026, 8, 5), dt.date(2026, 11, 7))
    assert clients["New"].new_groups == ()


def test_a_return_after_a_long_pause(tmp_path: Path) -> None:
    lines = [("A", f"2026-{month:02}-15", "G", 1.0) for month in (1, 2, 3, 10, 11, 12)]
    lines += [("B", f"2026-{month:02}-15", "G", 1.0) for month in (1, 4, 7, 10)]
    lines += [("C", f"2026-{month:02}-15", "G", 1.0) for month in (1, 3, 5, 9, 10)]
    clients = _histories(invoices(tmp_path / "e.csv", *lines))[1]
    assert clients["A"].back_after == 6
    assert clients["B"].back_after is None
    assert clients["C"].back_after is None


def test_prices_conceded_lost_regained_and_open_deals(tmp_path: Path) -> None:
    won = [
        ("S", "P", "A", "Won", "2026-01-01", f"2026-{i + 3:02}-01", value) for i, value in enumerate((100, 100, 90, 96))
    ]
    path = deals(
        tmp_path / "d.csv",
        *won,
        ("S", "P", "A", "Lost", "2025-01-01", "2025-06-01", 0),
        ("S", "P", "A", "Lost", "2026-01-01", "2026-02-01", 0),
        ("S", "P", "A", "Lost", "2026-01-01", "2026-12-30", 0),
        ("S", "P", "A", "Engaging", "2026-12-01", "", ""),
        ("S", "P", "A", "Engaging", "2026-12-01", "", 40),
    )
    client = _histories(path, seller=0)[1]["A"]
    assert (client.priced, client.conceded, client.conceded_last) == (4, 1, dt.date(2026, 5, 1))
    assert (client.lost, client.regained) == (2, 1)
    assert (client.open_deals, client.open_value) == (2, 138.0)


def test_a_seller_sees_his_own_sales_and_the_company_all(tmp_path: Path) -> None:
    path = deals(
        tmp_path / "d.csv",
        ("Ann", "P", "A", "Won", "2026-01-01", "2026-12-01", 30),
        ("Bob", "P", "A", "Won", "2026-01-01", "2026-12-01", 70),
    )
    book, clients = _histories(path, seller=0)
    assert (book.value, book.company_value) == (30.0, 100.0)
    assert (clients["A"].value, clients["A"].company_value) == (30.0, 100.0)


def test_an_export_of_one_seller_does_not_tell_what_the_company_sells(tmp_path: Path) -> None:
    alone = deals(tmp_path / "d.csv", ("Ann", "P", "A", "Won", "2026-01-01", "2026-12-01", 30))
    assert _histories(alone, seller=0)[0].company_value is None
    assert _histories(invoices(tmp_path / "e.csv", ("A", "2026-12-01", "G", 5.0)))[0].company_value is None


def test_years_without_a_break(tmp_path: Path) -> None:
    days = ("2020-01-15", "2023-06-15", "2024-05-15", "2025-05-15", "2026-05-15")
    client = _histories(invoices(tmp_path / "e.csv", *(("A", day, "G", 1.0) for day in days)))[1]["A"]
    assert client.years == pytest.approx(43 / 12)


def test_what_is_later_than_the_day_judged_does_not_count(tmp_path: Path) -> None:
    lines = (("A", "2026-06-30", "G", 5.0), ("A", "2026-07-01", "G", 7.0))
    assert _histories(invoices(tmp_path / "e.csv", *lines), dt.date(2026, 6, 30))[1]["A"].value == 5.0
