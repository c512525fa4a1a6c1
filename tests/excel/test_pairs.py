"""Sheets of settings: keys and values as xlwings keeps them, hidden or not."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from kam_xl.errors import FileMissing
from kam_xl.excel.pairs import read_pairs


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a workbook with a hidden sheet of settings."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("Start")
        sheet = workbook.add_worksheet("xlwings.conf")
        sheet.very_hidden()
        sheet.write_row(0, 0, ["INTERPRETER_WIN", r"%LOCALAPPDATA%\x\pythonw.exe", "a note beside it"])
        sheet.write_row(1, 0, ["PYTHONPATH"])
        sheet.write_row(3, 0, ["ADD_WORKBOOK_TO_PYTHONPATH", False])
    return path


def test_keys_and_values_are_read_from_a_hidden_sheet(book: Path) -> None:
    assert read_pairs(book, "xlwings.conf") == {
        "INTERPRETER_WIN": r"%LOCALAPPDATA%\x\pythonw.exe",
        "PYTHONPATH": "",
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    }


def test_an_empty_sheet_has_no_settings_and_a_missing_one_is_told_apart(book: Path) -> None:
    assert read_pairs(book, "Start") == {}
    assert read_pairs(book, "nowhere") is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_pairs(tmp_path / "no.xlsx", "xlwings.conf")
