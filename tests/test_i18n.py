"""English and Russian are equal: every text has both, and both take the same parameters."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from string import Formatter

import pytest

import kam_xl
from kam_xl import i18n
from kam_xl.i18n import Text, message, number, plural, say

SOURCE = Path(kam_xl.__file__).parent
ALL = {key: pair for module in i18n.modules() for key, pair in i18n.catalogue(module).items()}
EMPTY = {"why.no_unit"}
"""Stands for a unit that is not there."""

COUNTED_IN_ENGLISH = {"finding.verdict_blanks"}
"""Says how many in English and names them in both."""

SAME_IN_BOTH = {
    "why.no_unit",
    "sheet._kam",
    "sheet._matrix",
    "column.tblKam.key",
    "column.tblKam.value",
    "cli.bad",
    "error.usage",
}


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", [key for key in ALL if key not in EMPTY])
def test_a_text_has_both_languages_with_the_same_parameters(key: str) -> None:
    english, russian = ALL[key]
    assert english.strip()
    assert russian.strip()
    assert parameters(english) == parameters(russian) or key in COUNTED_IN_ENGLISH


@pytest.mark.parametrize("key", [key for key in ALL if key not in SAME_IN_BOTH])
def test_russian_is_written_in_russian_and_english_without(key: str) -> None:
    english, russian = ALL[key]
    said = re.sub(r"\{.*?\}", "", russian)
    assert re.search("[а-яё]", said, re.I) or not re.search("[a-z]", said, re.I)
    assert not re.search("[а-яё]", english, re.I)


def test_no_key_stands_in_two_modules() -> None:
    keys = [key for module in i18n.modules() for key in i18n.catalogue(module)]
    assert len(keys) == len(set(keys))


def test_every_finding_and_error_says_what_to_do() -> None:
    for key in ALL:
        if key.startswith(("finding.", "error.")) and key.count(".") == 1 and key != "finding.at_row":
            assert f"{key}.do" in ALL, key


def test_every_key_that_the_code_names_is_there() -> None:
    call = r"(?<!options\.)(?:say|message|template|text)"
    named = re.compile(call + r'\((?:\w+(?:\(\))?, )?"([a-z_]+(?:\.[A-Za-z_0-9]+)+)"[,)]')
    for path in SOURCE.rglob("*.py"):
        for key in named.findall(path.read_text(encoding="utf-8")):
            if key.partition(".")[0] in i18n._AREAS:
                assert i18n.known(key), f"{path.name}: {key}"


def test_plural_forms_follow_the_language() -> None:
    forms = ["клиент", "клиента", "клиентов"]
    assert [plural("ru", n, forms) for n in (1, 2, 5, 11, 12, 21, 22, 25, 111, 0)] == [
        "клиент", "клиента", "клиентов", "клиентов", "клиентов",
        "клиент", "клиента", "клиентов", "клиентов", "клиентов",
    ]  # fmt: skip
    english = [plural("en", n, ["client", "clients"]) for n in (0, 1, 2, 21)]
    assert english == ["clients", "client", "clients", "clients"]


@pytest.mark.parametrize(
    ("value", "decimals", "english", "russian"),
    [
        (1234.5, None, "1,234.5", "1 234,5"),
        (-3, None, "−3", "−3"),
        (2.0, 1, "2.0", "2,0"),
        (0.1234, None, "0.12", "0,12"),
    ],
)
def test_numbers_are_written_the_way_of_the_language(
    value: float, decimals: int | None, english: str, russian: str
) -> None:
    assert number(value, "en", decimals) == english
    assert number(value, "ru", decimals) == russian


def test_dates_texts_and_messages_are_rendered_inside_a_sentence() -> None:
    day = dt.date(2026, 11, 3)
    assert say("en", "demo.made", n=3, folder="x", day=day).endswith("3 Nov 2026:")
    assert say("ru", "demo.made", n=3, folder="x", day=day).endswith("03.11.2026:")
    near = message("outcome.near", names=[Text("one", "один"), Text("two", "два")])
    assert say("ru", "error.unknown_account.do", near=near).endswith("один, два")
