"""Names of folders from names of clients, whatever people call them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.commands.folder_names import MOST_BYTES, MOST_CHARACTERS, folder_name, folder_names


@pytest.mark.parametrize(
    ("client", "folder"),
    [
        ("Ural Valve Wholesale", "Ural Valve Wholesale"),
        ("ООО «Уральская арматура»", "ООО «Уральская арматура»"),
        ("A/B: valves? <best>", "A B valves best"),
        ("..\\..\\Windows", "Windows"),
        ("Trade Co. ", "Trade Co"),
        ("CON", "CON_"),
        ("nul.Trade", "nul_.Trade"),
        ("COM¹", "COM¹_"),
        ("Console", "Console"),
        ("???", "_"),
        ("tab\there", "tab here"),
        ("a\u200bb\u202ec", "abc"),
    ],
)
def test_a_client_names_his_folder(client: str, folder: str) -> None:
    assert folder_name(client) == folder


def test_letters_put_together_in_two_ways_are_one_name() -> None:
    assert folder_name(unicodedata.normalize("NFD", "Зодчий")) == folder_name("Зодчий")


def test_long_names_that_begin_alike_stay_apart() -> None:
    long = "Региональное производственное объединение трубопроводной арматуры и фланцев "
    first, second = folder_name(long + "Север"), folder_name(long + "Юг")
    assert first != second
    assert first.startswith("Региональное производственное объединение")


def test_clients_that_give_one_name_get_numbers() -> None:
    assert folder_names(["Sever", "SEVER", "Sever?", "Yug"], taken=["yug"]) == [
        "Sever",
        "SEVER (2)",
        "Sever (3)",
        "Yug (2)",
    ]


@given(st.lists(st.text(max_size=200), max_size=6))
def test_every_name_can_be_a_folder_and_none_is_twice(texts: list[str]) -> None:
    names = folder_names(texts)
    assert len({name.casefold() for name in names}) == len(texts)
    for name in names:
        assert 0 < len(name) <= MOST_CHARACTERS
        assert len(name.encode()) <= MOST_BYTES
        assert name == name.strip(". ")
        assert not set('<>:"/\\|?*') & set(name)
        assert Path(name).name == name


@given(st.text(alphabet="aZя.~ 漢😀", max_size=300))
def test_a_name_stays_what_it_is(text: str) -> None:
    name = folder_name(text)
    assert folder_name(name) == name
