"""Spellings of one name are one client, seller or product."""

from __future__ import annotations

from kam_xl.exchange.imports.labels import NOBODY, product_key, read_labels, text_of


def test_spellings_of_a_client_are_one_and_the_first_is_shown() -> None:
    labels = read_labels(["Ёлка", " елка ", "ЕЛКА", "", None, "Ольха"])
    assert labels.codes.tolist() == [0, 0, 0, NOBODY, NOBODY, 1]
    assert labels.names == ("Ёлка", "Ольха")


def test_a_number_of_a_client_is_written_whole() -> None:
    assert read_labels([13607.0, "13607", "13607.0", float("nan")]).names == ("13607",)
    assert text_of(2.5) == "2.5"


def test_products_are_compared_without_blanks_and_punctuation() -> None:
    assert read_labels(["GTX Pro", "GTXPro", "gtx-pro"], product_key).codes.tolist() == [0, 0, 0]


def test_labels_are_translated_row_by_row() -> None:
    labels = read_labels(["a1", "b1", "a2", ""]).translate(lambda name: name[0] if name != "b1" else "")
    assert labels.codes.tolist() == [0, NOBODY, 0, NOBODY]
