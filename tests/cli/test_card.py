"""`kam card`: one client on one page, as PDF or as a workbook of one sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.exchange import pdf
from kam_xl.exchange.books import save_new
from tests.cli.conftest import Kam
from tests.factories import AS_OF, a_portfolio, default_policy, on_record
from tests.support.tasks import with_tasks


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a book with one key account in work."""
    path = tmp_path / "book.xlsx"
    portfolio = with_tasks(a_portfolio(on_record("Armatura"), as_of_fixed=AS_OF), AS_OF)
    save_new(path, portfolio, default_policy(), AS_OF)
    return path


def test_a_card_is_a_workbook_of_one_sheet(kam: Kam, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "card.xlsx"
    run = kam("card", book, "--account", "armatura", "-o", out)
    assert (run.code, run.out) == (0, "")
    assert "card.xlsx" in run.err
    assert load_workbook(out).sheetnames == ["Card"]


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice (soffice) is not installed")
def test_a_card_is_a_pdf(kam: Kam, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    assert kam("card", book, "--account", "Armatura", "-o", out).code == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_an_earlier_card_stays_as_bak_and_one_that_cannot_be_made_costs_nothing(
    kam: Kam, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "card.pdf"
    out.write_bytes(b"earlier")
    monkeypatch.setattr(pdf, "office", lambda: None)
    run = kam("card", book, "--account", "Armatura", "-o", out)
    assert run.code == 3
    assert "card.xlsx" in run.err
    assert out.read_bytes() == b"earlier"


def test_another_kind_of_file_and_an_unknown_client_are_refused(kam: Kam, book: Path, tmp_path: Path) -> None:
    run = kam("card", book, "--account", "Armatura", "-o", tmp_path / "card.docx")
    assert run.code == 2
    assert ".pdf" in run.err
    run = kam("card", book, "--account", "Armatora", "-o", tmp_path / "card.xlsx")
    assert run.code == 2
    assert "Armatura" in run.err
