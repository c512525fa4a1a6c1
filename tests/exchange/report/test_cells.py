"""Text of other people's books stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.report.cells import clean, word_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\r\nlines\rthree\tcells", "two\nlines\nthree\tcells"),
        ("nul\x00 bell\x07 escape\x1b", "nul bell escape"),
        ("half \ud800 a pair", "half  a pair"),
        ("not a character \ufffe\uffff", "not a character "),
        ("photo\u202excod.exe", "photoxcod.exe"),
        ("=1+1", "=1+1"),
        ("Ёлка № 5 🎄", "Ёлка № 5 🎄"),
    ],
)
def test_what_a_cell_cannot_hold_is_left_out(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("letter", ["a", "я", "🎄"])
def test_what_is_too_long_is_cut_with_an_ellipsis(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = letter * (32_767 // units)
    assert clean(fits) == fits
    cut = clean(letter * 40_000)
    assert cut.endswith(letter + "…")
    assert len(cut.encode("utf-16-le")) <= 2 * 32_767


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_a_clean_text_can_be_written_and_stays_clean(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once
    assert not set(once) & set(map(chr, [*range(9), *range(11, 32), *range(0x202A, 0x202F)]))


def test_a_code_that_no_list_has_is_shown_as_it_is() -> None:
    assert word_of("verdicts", "key", "ru") == "ключевой"
    assert word_of("verdicts", "=new\x00", "en") == "=new"
    assert word_of("", "abc", "en") == "abc"
