"""A workbook saved by another program comes back whole: every kind of book, over .xlsx and over .ods.

LibreOffice stands for all of them: it gives tables other styles, makes very hidden sheets hidden, writes numbers with
fewer digits, and forgets on the way over .ods which rows are totals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, DEMO_MANAGERS, demo_portfolio
from kam_xl.excel.reading import read_book
from kam_xl.exchange.books import new_portfolio
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.policy import TOOLS, Policy
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from tests.excel.books import edited, the_portfolio
from tests.factories import AS_OF, default_policy
from tests.support.differences import differences
from tests.support.libreoffice import LibreOffice
from tests.support.rearranged import add_totals

Way = Callable[[LibreOffice, Path], Path]


def as_xlsx(libreoffice: LibreOffice, book: Path) -> Path:
    return libreoffice.save_as(book, book.with_name("saved.xlsx"))


def over_ods(libreoffice: LibreOffice, book: Path) -> Path:
    saved = libreoffice.save_as(book, book.with_name("saved.ods"))
    return libreoffice.save_as(saved, book.with_name("back.xlsx"))


WAYS = pytest.mark.parametrize("way", [as_xlsx, over_ods])


@cache
def no_tools() -> Policy:
    return replace(default_policy(), tools=dict.fromkeys(TOOLS, False))


def a_long_fraction(lang: Lang) -> Portfolio:
    """Return the small book with numbers of more digits than every program writes."""
    book = the_portfolio(lang)
    first, *others = book.accounts
    long = replace(first, margin=100 / 3, headroom=2 / 7, penetration=1 / 9)
    return replace(book, accounts=(long, *others), setup=replace(book.setup, margin_plan=1e6 / 3))


def unfilled(lang: Lang) -> Portfolio:
    return new_portfolio(lang, Setup(manager="Anna", margin_plan=30.0, as_of_fixed=AS_OF), "b1")


SMALL: dict[str, Callable[[Lang], bytes]] = {
    "small": lambda lang: build(assess(a_long_fraction(lang), default_policy(), AS_OF)),
    "tools switched off": lambda lang: build(assess(replace(the_portfolio(lang), proposals=()), no_tools(), AS_OF)),
    "new": lambda lang: build(assess(unfilled(lang), default_policy(), AS_OF)),
}


def comes_back(book: Path, saved: Path) -> None:
    """Assert that a saved book says what the original says, field by field."""
    wanted, found = parse(read_book(book)), parse(read_book(saved))
    assert differences(found.portfolio, wanted.portfolio) == []
    assert differences(found.policy, wanted.policy) == differences(found.built_policy, wanted.built_policy) == []
    assert [(one.code, one.where) for one in found.findings] == [(one.code, one.where) for one in wanted.findings]
    assert set(found.tables) == set(wanted.tables)


@WAYS
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", SMALL)
def test_a_small_book_comes_back(kind: str, lang: Lang, way: Way, tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(SMALL[kind](lang))
    comes_back(book, way(libreoffice, book))


def filled(manager: str, lang: Lang, path: Path) -> Path:
    """Write the book of an example manager; the ending of its name decides whether it has macros."""
    whole = assess(demo_portfolio(manager, lang), default_policy(), DEMO_AS_OF)
    path.write_bytes(build(whole, macros=path.suffix == ".xlsm"))
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_book_comes_back(lang: Lang, tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = filled(DEMO_MANAGERS[0], lang, tmp_path / "book.xlsx")
    comes_back(book, as_xlsx(libreoffice, book))


@pytest.mark.slow
@WAYS
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("manager", DEMO_MANAGERS)
@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_every_filled_book_comes_back(
    ending: str, manager: str, lang: Lang, way: Way, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    book = filled(manager, lang, tmp_path / f"book.{ending}")
    comes_back(book, way(libreoffice, book))


def test_a_filled_book_with_macros_comes_back(tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = filled(DEMO_MANAGERS[2], "ru", tmp_path / "book.xlsm")
    comes_back(book, libreoffice.save_as(book, tmp_path / "saved.xlsm"))


@WAYS
def test_totals_of_every_table_become_no_records(way: Way, tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(SMALL["small"]("en"))
    wanted = parse(read_book(book)).portfolio
    with edited(book) as workbook:
        add_totals(workbook)
    assert differences(parse(read_book(way(libreoffice, book))).portfolio, wanted) == []


def test_numbers_keep_the_digits_that_every_program_writes(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(SMALL["small"]("en"))
    first = parse(read_book(book)).portfolio.accounts[0]
    assert (first.margin, first.headroom, first.penetration) == (33.3333333333333, 0.285714285714286, 0.111111111111111)
