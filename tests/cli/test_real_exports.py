"""Real sales exports become books through the command line, dirty as they are, and the books recalculate."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_xl.exchange.books import open_book
from tests.cli.conftest import Kam
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences


@pytest.mark.parametrize("source", ["crm", "crm/sales_pipeline.csv"])
def test_the_opportunities_become_a_book_a_seller(kam: Kam, realdata: Path, tmp_path: Path, source: str) -> None:
    made = kam("new", tmp_path / "team", "--from", realdata / source, "--json").data
    assert len(made) == 30
    assert len(list((tmp_path / "team").glob("*.xlsx"))) == 30
    assert {(one["read"], one["as_of"]) for one in made} == {(8800, "2017-12-31")}
    assert all(one["read"] == one["used"] + sum(one["skipped"].values()) for one in made)
    assert sum(one["used"] for one in made) == 8800 - 1425


def test_sellers_with_more_than_they_can_carry_are_named_on_real_data(kam: Kam, realdata: Path, tmp_path: Path) -> None:
    policy = tmp_path / "low.toml"
    kam("policy", "show", "-o", policy)
    text = policy.read_text(encoding="utf-8")
    for old, new in (
        ("entry_points = 45", "entry_points = 12"),
        ("exit_points = 35", "exit_points = 5"),
        ("stake_share = 0.02", "stake_share = 0.001"),
        ("core_min = 2", "core_min = 1"),
    ):
        assert old in text
        text = text.replace(old, new)
    policy.write_text(text, encoding="utf-8")
    plain = kam("new", tmp_path / "plain", "--from", realdata / "crm", "--seller", "Darcel Schlecht")
    assert plain.code == 0
    assert "Nobody has more" in plain.err
    run = kam("new", tmp_path / "low", "--from", realdata / "crm", "--policy", policy)
    assert run.code == 1
    named = run.err.split("More clients qualify than they can carry: ")[1].splitlines()[0]
    full = [one for one in kam("cap", *(tmp_path / "low").glob("*.xlsx"), "--json").data if one["over"] > 0]
    assert full
    for one in full:
        assert f"{one['manager']} ({one['qualifying']}, limit 15)" in named


def test_the_invoice_lines_become_one_book(kam: Kam, realdata: Path, tmp_path: Path) -> None:
    book = tmp_path / "retail.xlsx"
    [made] = kam("new", book, "--manager", "Jane", "--from", realdata / "online_retail_sample.xlsx", "--json").data
    assert (made["read"], made["used"], made["skipped"], made["as_of"]) == (
        40000,
        29943,
        {"no_client": 10057},
        "2011-12-09",
    )
    assert len(open_book(book).portfolio.accounts) == made["accounts"] == 3621


def test_a_book_of_a_real_seller_recalculates_to_what_it_shows(
    kam: Kam, realdata: Path, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    book = tmp_path / "book.xlsx"
    kam("new", book, "--from", realdata / "crm", "--seller", "Darcel Schlecht")
    assert differences(book, libreoffice) == []
