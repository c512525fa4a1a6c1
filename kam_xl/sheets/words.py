"""Closed sets of words: the lists behind drop-downs, written in the book's language and read in both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kam_xl.i18n import LANGUAGES, Lang, say
from kam_xl.rules import VERDICTS

LISTS: Mapping[str, tuple[str, ...]] = {
    "yes_no": ("yes", "no"),
    "scale": ("0", "1", "2", "3"),
    "served_by": ("service", "head", "specialist"),
    "verdicts": tuple(str(verdict) for verdict in VERDICTS),
    "changes": ("entered", "stays", "left", "not_key"),
}
"""Lists of the Lists sheet: name → codes in order; a word's text is `list.<name>.<code>`."""


def word(name: str, code: str, lang: Lang) -> str:
    """Return the word that people see for a code of a list."""
    return code if name == "scale" else say(lang, f"list.{name}.{code}")


def words(name: str, lang: Lang) -> tuple[str, ...]:
    """Return all words of a list, in order."""
    return tuple(word(name, code, lang) for code in LISTS[name])


def code_of(name: str, text: str) -> str | None:
    """Return the code that a word in either language stands for, in any case; None for another word."""
    return _codes(name).get(text.casefold())


@cache
def _codes(name: str) -> dict[str, str]:
    return {word(name, code, lang).casefold(): code for lang in LANGUAGES for code in LISTS[name]}
