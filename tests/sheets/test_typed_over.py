"""A value typed over a formula of a workbook file is a warning with its cell; formulas themselves never are."""

from __future__ import annotations

from pathlib import Path

from kam_xl.excel.reading import read_book
from kam_xl.findings import Severity
from kam_xl.sheets.parse import parse
from tests.excel.books import edited, header, header_cell, the_book
from tests.support.libreoffice import LibreOffice


def warned(path: Path) -> list[str]:
    """Return the cells in which the file is said to have a value over a formula."""
    found = [one for one in parse(read_book(path)).findings if one.code == "formula_typed_over"]
    assert all(one.severity is Severity.WARNING for one in found)
    return [one.where.cell for one in found]


def typed_over(path: Path, key: str, value: object) -> str:
    """Type a value into the second client's cell of a column, and return its address."""
    with edited(path) as workbook:
        top = header_cell(workbook["Accounts"], header(key))
        cell = workbook["Accounts"].cell(top.row + 2, top.column)
        cell.value = value
        address: str = cell.coordinate
    return address


def test_each_value_typed_over_a_formula_is_named(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(the_book())
    assert warned(book) == []
    cells = {typed_over(book, key, value) for key, value in (("verdict", "Key"), ("points", 0), ("manager_key", "yes"))}
    typed_over(book, "margin", 5)
    assert set(warned(book)) == cells


def test_formulas_as_libreoffice_writes_them_are_no_typed_values(tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(the_book())
    assert warned(libreoffice.save_as(book, tmp_path / "saved.xlsx")) == []
    cell = typed_over(book, "stake", 99)
    assert warned(libreoffice.save_as(book, tmp_path / "again.xlsx")) == [cell]
