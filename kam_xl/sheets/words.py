"""Closed sets of words: the lists behind drop-downs, written in the book's language and read in both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from kam_xl.i18n import LANGUAGES, Lang, say
from kam_xl.rules import VERDICTS
from kam_xl.rules.dossier import STATES
from kam_xl.sheets.raw import Value
from kam_xl.sheets.shape import Column

LISTS: Mapping[str, tuple[str, ...]] = {
    "yes_no": ("yes", "no"),
    "scale": ("0", "1", "2", "3"),
    "served_by": ("service", "head", "specialist"),
    "verdicts": tuple(str(verdict) for verdict in VERDICTS),
    "changes": ("entered", "stays", "left", "not_key"),
    "certainty": ("assumed", "confirmed"),
    "member_states": ("active", "moved", "left"),
    "answer_states": STATES,
    "contact_states": ("missing", "overdue", "kept"),
    "step_states": ("missing", "overdue", "due", "planned"),
    "action_states": ("draft", "submitted", "approved", "done", "dropped"),
    "due_states": ("done", "dropped", "overdue", "soon", "planned", "undated"),
    "signatures": ("unsigned", "changed", "signed", "to_stamp"),
    "impacts": ("low", "medium", "high"),
    "influence_scale": ("0", "1", "2", "3", "4", "5"),
    "attitude_scale": ("-2", "-1", "0", "1", "2"),
    "sides": ("mine", "theirs"),
    "log_actions": ("changed", "added", "deleted", "renamed", "conflict", "chosen", "signed", "sent"),
}
"""Lists of the Lists sheet: name → codes in order; a word's text is `list.<name>.<code>`."""

SCALES = ("scale", "influence_scale", "attitude_scale")
"""Lists of numbers: their codes are what people see."""


def word(name: str, code: str, lang: Lang) -> str:
    """Return the word that people see for a code of a list."""
    return code if name in SCALES else say(lang, f"list.{name}.{code}")


def words(name: str, lang: Lang) -> tuple[str, ...]:
    """Return all words of a list, in order."""
    return tuple(word(name, code, lang) for code in LISTS[name])


def yes_no(value: bool, lang: Lang) -> str:
    """Return the word for a flag."""
    return word("yes_no", "yes" if value else "no", lang)


def in_words(column: Column, value: Any, lang: Lang) -> Value:
    """Return what a cell of a column shows for a value of the model: flags and choices as words."""
    if column.kind == "flag":
        return None if value is None else yes_no(value, lang)
    if column.kind == "choice":
        return word(column.choices, value, lang) if value else None
    result: Value = value
    return result


def code_of(name: str, text: str) -> str | None:
    """Return the code that a word in either language stands for, in any case; None for another word."""
    return _codes(name).get(text.casefold())


@cache
def _codes(name: str) -> dict[str, str]:
    return {word(name, code, lang).casefold(): code for lang in LANGUAGES for code in LISTS[name]}
