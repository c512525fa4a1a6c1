"""Numbers are read as people write them; the decimal mark is decided over the whole column."""

from __future__ import annotations

import math

import pytest

from kam_xl.exchange.imports.numbers import number, read_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1\u202f234,5", 1234.5),
        ("−5", -5.0),
        ("(12,5)", -12.5),
        ("12,50 руб.", 12.5),
        ("45 %", 0.45),
        ("1.234,56", 1234.56),
    ],
)
def test_a_text_with_a_decimal_comma_is_read(text: str, value: float) -> None:
    assert number(text, ",") == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), [("$1,234.50", 1234.5), ("1e3", 1000.0), (".5", 0.5), (" 7 ", 7.0)])
def test_a_text_with_a_decimal_point_is_read(text: str, value: float) -> None:
    assert number(text) == pytest.approx(value)


@pytest.mark.parametrize("cell", ["", "abc", "1,2,3,x", None, True, float("nan"), float("inf"), "нет"])
def test_what_is_no_number_is_none(cell: object) -> None:
    assert math.isnan(number(cell))


def test_blank_cells_are_blank_and_words_are_unreadable() -> None:
    values, unreadable = read_numbers(["5", "", None, "-", "по запросу", 7.5])
    assert unreadable.tolist() == [False, False, False, False, True, False]
    assert values[[0, 5]].tolist() == [5.0, 7.5]


@pytest.mark.parametrize(
    ("cells", "comma_decimal", "first"),
    [
        (["1,234", "2,345"], False, 1234.0),
        (["1,234", "2,345"], True, 1.234),
        (["1,234", "2,5"], False, 1.234),
        (["1,234,567"], True, 1234567.0),
        (["1,234.5"], True, 1234.5),
        (["1.234,5"], False, 1234.5),
        (["1.234.567", "1.234"], False, 1234567.0),
        (["1.234"], True, 1.234),
    ],
)
def test_the_column_decides_what_a_comma_means(cells: list[object], comma_decimal: bool, first: float) -> None:
    assert read_numbers(cells, comma_decimal=comma_decimal)[0][0] == pytest.approx(first)


def test_a_map_file_overrules_the_column() -> None:
    assert read_numbers(["1,234"], decimal=",")[0][0] == pytest.approx(1.234)
    assert read_numbers(["1,234"], decimal=".", comma_decimal=True)[0][0] == 1234.0


def test_a_single_mark_that_cuts_no_thousands_is_decimal_in_a_mixed_column() -> None:
    assert read_numbers(["1,5", "1.5", "2,25"])[0].tolist() == [1.5, 1.5, 2.25]


def test_words_beside_a_number_make_it_unreadable() -> None:
    assert read_numbers(["12 тыс.", "3 of 5", "12abc"])[1].all()
