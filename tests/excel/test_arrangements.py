"""However tables are arranged, a book reads the same: columns in any order, either language, with or without names."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from kam_xl.excel.reading import read_data
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.render import render
from tests.excel.books import judged, the_portfolio
from tests.support.differences import differences
from tests.support.tiny_book import Arrangement, tiny_book

languages = st.sampled_from(LANGUAGES)


@cache
def the_values(lang: Lang) -> RawBook:
    return render(judged(the_book_of(lang)))


@cache
def the_book_of(lang: Lang) -> Portfolio:
    """Return the small book without the choices of sheets that the tiny book does not have."""
    book = the_portfolio(lang)
    return replace(book, setup=replace(book.setup, leaver=""))


@st.composite
def arrangements(draw: st.DrawFn, raw: RawBook) -> dict[str, Arrangement]:
    """Draw how each table is written: most programs treat all tables alike, people only one."""
    names = draw(st.permutations(list(raw.tables)))
    kinds = draw(st.lists(st.sampled_from(("ours", "theirs", "named", "cells")), min_size=1, max_size=3))
    own_titles = draw(st.booleans())
    found = {}
    for i, name in enumerate(names):
        count, kind = len(raw.tables[name].headers), kinds[i % len(kinds)]
        order: list[int | str] = list(draw(st.permutations(range(count))) if draw(st.booleans()) else range(count))
        for place in draw(st.lists(st.integers(0, count), max_size=2, unique=True)):
            order.insert(place, f"Own {place}")
        lang = draw(languages)
        title = schema.sheet_name(schema.table(name).sheet, draw(languages)) if own_titles else f"Tabelle {i}"
        found[name] = Arrangement(
            tuple(order), lang, title, draw(st.integers(1, 7)), draw(st.integers(1, 4)),
            {"ours": name, "theirs": f"Table{i}"}.get(kind, ""), kind == "named",
        )  # fmt: skip
    return found


@given(st.data())
def test_an_arranged_book_reads_the_same(data: st.DataObject) -> None:
    lang: Lang = data.draw(languages)
    raw = the_values(lang)
    book = tiny_book(raw, data.draw(arrangements(raw)), data.draw(languages), data.draw(st.booleans()))
    parsed = parse(read_data(book, "book"))
    assert differences(parsed.portfolio, the_book_of(lang)) == []
    assert {one.code for one in parsed.findings} <= {"account_name_formula", "columns_moved"}
    assert set(parsed.tables) == set(raw.tables)
