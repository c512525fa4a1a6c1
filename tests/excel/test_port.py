"""What every adapter of the port does alike: one suite for files and for memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kam_xl.errors import DamagedWorkbook, NotAWorkbook
from kam_xl.excel.file import FileBook
from kam_xl.excel.port import Book, MemoryBook
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from tests.excel.books import judged, the_book, the_portfolio

Make = Callable[[bytes], Book]


@pytest.fixture(params=["memory", "file"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    def in_memory(data: bytes) -> Book:
        return MemoryBook(data, "book.xlsx")

    def on_disk(data: bytes) -> Book:
        path = tmp_path / "book.xlsx"
        path.write_bytes(data)
        return FileBook(path)

    return in_memory if request.param == "memory" else on_disk


def test_a_book_is_read(make: Make) -> None:
    book = make(the_book())
    assert parse(book.read()).portfolio == the_portfolio()
    assert book.read() == book.read()
    assert book.where.endswith("book.xlsx")


def test_a_book_is_replaced_as_a_whole(make: Make) -> None:
    book = make(the_book("en"))
    book.replace(the_book("ru"))
    assert parse(book.read()).portfolio == the_portfolio("ru")


@pytest.mark.parametrize(
    ("data", "error"), [(b"Client;Margin", NotAWorkbook), (the_book()[:-50], DamagedWorkbook)], ids=["csv", "cut off"]
)
def test_what_is_no_whole_workbook_is_refused_and_changes_nothing(
    make: Make, data: bytes, error: type[Exception]
) -> None:
    book = make(the_book())
    with pytest.raises(error):
        book.replace(data)
    assert parse(book.read()).portfolio == the_portfolio()
    with pytest.raises(error):
        make(data).read()


def test_a_book_in_memory_may_be_given_as_values() -> None:
    raw = render(judged(the_portfolio()))
    assert MemoryBook(raw).read() is raw
