"""However tables are arranged, a book reads the same: columns in any order, either language, with or without names."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

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


KINDS = ("ours", "theirs", "named", "cells")
"""A table has our name, one of its own, a defined name over its area, or is cells under a header."""


@st.composite
def arrangements(draw: st.DrawFn, raw: RawBook) -> dict[str, Arrangement]:
    """Draw how each table is written: most programs treat all tables alike, people only one."""
    chance = Random(draw(st.integers(0, 10**6)))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    moved, own_columns, own_titles = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    found = {}
    for i, name in enumerate(chance.sample(list(raw.tables), len(raw.tables))):
        kind, sheet = kinds[i % len(kinds)], schema.table(name).sheet
        found[name] = Arrangement(
            tuple(an_order(len(raw.tables[name].headers), chance, moved, own_columns)),
            chance.choice(LANGUAGES),
            schema.sheet_name(sheet, chance.choice(LANGUAGES)) if own_titles else f"Tabelle {i}",
            chance.randint(1, 7),
            chance.randint(1, 4),
            {"ours": name, "theirs": f"Table{i}"}.get(kind, ""),
            kind == "named",
        )
    return found


def an_order(count: int, chance: Random, moved: bool, own_columns: bool) -> list[int | str]:
    """Return so many columns in an order, maybe another one, maybe with a person's own between them."""
    order: list[int | str] = list(chance.sample(range(count), count) if moved else range(count))
    for i in range(chance.randint(0, 3) if own_columns else 0):
        order.insert(chance.randint(0, count), f"Own {i}")
    return order


@given(st.data())
def test_an_arranged_book_reads_the_same(data: st.DataObject) -> None:
    lang: Lang = data.draw(languages)
    raw = the_values(lang)
    book = tiny_book(raw, data.draw(arrangements(raw)), data.draw(languages), data.draw(st.booleans()))
    parsed = parse(read_data(book, "book"))
    assert differences(parsed.portfolio, the_book_of(lang)) == []
    assert {one.code for one in parsed.findings} <= {"account_name_formula", "columns_moved"}
    assert set(parsed.tables) == set(raw.tables)
