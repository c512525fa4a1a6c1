"""English and Russian texts from one catalogue, with plural forms, numbers and dates of each language.

The catalogue is plain Python, a module an area, so that a click in Excel loads only the area it needs and in under a
millisecond; each entry holds both languages side by side. A key's first word names its area: `finding.…`, `error.…`.

Templates are `str.format` strings. What a value becomes is decided by its type, never by the template's author:
`{n}` is a number written the way of the language, `{n:client|clients}` or `{n:клиент|клиента|клиентов}` picks the
plural form, `{x:.1}` fixes one decimal, `{x:%}` is a percentage, a date is written as people of the language do,
a `Text` or a `Message` is itself rendered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib import import_module
from typing import Literal

from kam_xl.values import value

Lang = Literal["en", "ru"]
LANGUAGES: tuple[Lang, ...] = ("en", "ru")

_AREAS: Mapping[str, tuple[str, ...]] = {
    "finding": (
        "findings",
        "verdict_findings",
        "import_findings",
        "policy_findings",
        "policy_task_findings",
        "plan_findings",
        "task_table_findings",
        "task_findings",
        "task_command_findings",
        "collect",
        "book_findings",
        "send",
        "merging",
    ),
    "collect": ("collect",),
    "error": ("errors", "task_errors", "store", "history", "send", "merging", "collect"),
    "why": ("verdicts",),
    "verdict": ("verdicts",),
    "change": ("verdicts",),
    "column": ("columns", "task_columns", "formula_columns", "plan_columns", "exchange_sheets"),
    "help": ("columns", "task_help", "periods", "exchange_sheets"),
    "sheet": ("sheets", "task_sheets", "periods", "exchange_sheets"),
    "start": ("start", "periods", "send"),
    "portfolio": ("sheets",),
    "coverage": ("task_pages",),
    "visit": ("task_pages",),
    "map": ("task_pages",),
    "periods": ("periods",),
    "list": ("sheets", "task_sheets", "periods", "exchange_sheets", "team"),
    "policy": ("sheets", "periods", "exchange_sheets"),
    "command": ("commands", "task_commands", "collect", "send", "merging"),
    "outcome": ("commands", "task_commands", "collect", "send", "merging"),
    "folders": ("task_commands",),
    "card": ("card",),
    "picture": ("task_commands",),
    "function": ("functions", "task_functions"),
    "button": ("ribbon", "task_buttons", "collect", "send", "merging"),
    "vba": ("ribbon",),
    "ribbon": ("ribbon", "merging", "collect"),
    "cli": ("cli", "cli_build", "cli_tasks", "collect", "send", "history", "merging"),
    "demo": ("cli", "demo"),
    "import": ("imports",),
    "evidence": ("imports",),
    "source": ("sources",),
    "install": ("install",),
    "doctor": ("doctor",),
    "send": ("send",),
    "team": ("team", "team_columns"),
    "merge": ("merging",),
}
"""First word of a key → the catalogue modules where it may stand."""


@value
class Text:
    """Hold one text in both languages, as the policy does for names and definitions."""

    en: str
    ru: str

    def in_(self, lang: Lang) -> str:
        """Return the text in the language asked for."""
        return self.ru if lang == "ru" else self.en


@value
class Message:
    """Name a sentence of the catalogue and what fills it; rendered only where a person reads it."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def in_(self, lang: Lang) -> str:
        """Return the sentence in the language asked for."""
        return say(lang, self.key, **self.params)


def message(key: str, /, **params: object) -> Message:
    """Make a `Message` from a catalogue key and its parameters."""
    return Message(key, params)


@cache
def catalogue(module: str) -> Mapping[str, tuple[str, str]]:
    """Return the texts of one catalogue module: key → (English, Russian)."""
    texts: Mapping[str, tuple[str, str]] = import_module(f"{__name__}.{module}").TEXTS
    return texts


def modules() -> tuple[str, ...]:
    """Return the names of all catalogue modules."""
    return tuple(sorted({module for area in _AREAS.values() for module in area}))


def template(lang: Lang, key: str) -> str:
    """Return the unfilled text of a key.

    Raises:
        KeyError: the catalogue has no such key; a mistake of the program, held by a test.
    """
    for module in _AREAS[key.partition(".")[0]]:
        if pair := catalogue(module).get(key):
            return pair[1] if lang == "ru" else pair[0]
    raise KeyError(key)


def known(key: str) -> bool:
    """Tell whether the catalogue has a text of this key."""
    return any(key in catalogue(module) for module in _AREAS[key.partition(".")[0]])


def say(lang: Lang, key: str, /, **params: object) -> str:
    """Return the text of a key in a language, filled with the parameters."""
    return template(lang, key).format(**{name: _shown(value, lang) for name, value in params.items()})


def plural(lang: Lang, n: float, forms: list[str]) -> str:
    """Choose the plural form that a number asks for: two forms in English, three in Russian (CLDR rules)."""
    if lang == "en":
        return forms[0] if n == 1 else forms[1]
    if n != int(n):
        return forms[1]
    n = abs(int(n))
    if n % 10 == 1 and n % 100 != 11:
        return forms[0]
    return forms[1] if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else forms[2]


def number(value: float, lang: Lang, decimals: int | None = None) -> str:
    """Write a number the way of the language; without `decimals` up to two, with no trailing noughts."""
    if decimals is None:
        text = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    else:
        text = f"{value:,.{decimals}f}"
    if text.startswith("-"):
        text = "−" + text[1:]
    return text.replace(",", " ").replace(".", ",") if lang == "ru" else text


def day(value: dt.date, lang: Lang) -> str:
    """Write a date as people of the language do: 23 Nov 2026, 23.11.2026."""
    if lang == "ru":
        return f"{value:%d.%m.%Y}"
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[value.month - 1]
    return f"{value.day} {month} {value.year}"


class _Number:
    """Let a template format a number in its language: `{n}`, `{n:one|many}`, `{x:.1}`, `{x:%}`."""

    def __init__(self, value: float, lang: Lang) -> None:
        self.value, self.lang = value, lang

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            return plural(self.lang, self.value, spec.split("|"))
        if spec.endswith("%"):
            return f"{number(self.value * 100, self.lang, int(spec[1:-1]) if len(spec) > 1 else None)} %"
        return number(self.value, self.lang, int(spec[1:]) if spec else None)


def _shown(value: object, lang: Lang) -> object:
    match value:
        case Text() | Message():
            return value.in_(lang)
        case bool() | str():
            return value
        case int() | float():
            return _Number(value, lang)
        case dt.datetime():
            return day(value.date(), lang)
        case dt.date():
            return day(value, lang)
        case list() | tuple():
            return ", ".join(format(_shown(item, lang)) for item in value)
        case _:
            return value
