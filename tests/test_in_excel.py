"""What xlwings can automate in Excel itself; needs Windows, Excel and `kam install`. The rest is a person's walk."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.live import demo_book

pytestmark = [pytest.mark.excel, pytest.mark.skipif(sys.platform != "win32", reason="needs Excel on Windows")]


def test_a_macro_workbook_opens_and_a_press_writes_findings(tmp_path: Path) -> None:
    import xlwings

    with xlwings.App(visible=True) as app:
        book = app.books.open(demo_book(tmp_path, "sokolova", "en"))
        assert book.sheets["Start"]["A1"].value
        book.macro("KamRun")("check_cap")
        assert book.sheets["Findings"]["A5"].value
        book.macro("KamBook_Undo")()
        assert book.sheets["Findings"]["A5"].value is None


def test_a_function_answers_like_its_native_twin(tmp_path: Path) -> None:
    import xlwings

    with xlwings.App(visible=True) as app:
        book = app.books.open(demo_book(tmp_path, "sokolova", "en"))
        cell = book.sheets["Findings"]["J20"]
        cell.formula = "=KAM_LIMIT()"
        assert cell.value == book.names["account_limit"].refers_to_range.value
