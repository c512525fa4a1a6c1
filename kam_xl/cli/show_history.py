"""Answers of the history as tables on the terminal, and as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from kam_xl.cli.show_tasks import percent
from kam_xl.cli.terminal import print_line, print_table, ui_lang
from kam_xl.i18n import Lang, Message, day, known, number, say
from kam_xl.policy.file import default
from kam_xl.sheets import schema
from kam_xl.sheets.words import word, yes_no

if TYPE_CHECKING:
    from kam_xl.exchange.store.values import (
        AccountHistory,
        Decided,
        FieldChange,
        Figures,
        Late,
        RefusedFile,
        VersionChanges,
    )

_FIGURES = (
    "verdict", "manager_key", "company_key", "on_record", "points", "complete", "fresh", "covered", "signature",
    "sales_last", "extra_margin",
)  # fmt: skip
_SHARES = ("complete", "fresh")
_LISTS = {"verdict": "verdicts", "signature": "signatures"}


def as_data(one: Any) -> Any:
    """Return an answer as JSON data: days and moments as ISO texts, reasons in the person's language."""
    if isinstance(one, Message):
        return one.in_(ui_lang())
    if is_dataclass(one):
        return {field.name: as_data(getattr(one, field.name)) for field in fields(one)}
    if isinstance(one, Mapping):
        return {key: as_data(item) for key, item in one.items()}
    if isinstance(one, (list, tuple)):
        return [as_data(item) for item in one]
    return one.isoformat() if isinstance(one, dt.date) else one


def _headers(lang: Lang, *names: str) -> list[str]:
    return [say(lang, f"cli.history.col.{name}") for name in names]


def show_account(found: Sequence[AccountHistory], lang: Lang) -> None:
    """Print for each book the figures then and now with where they come from, and the changes between."""
    for one in found:
        print_line(f"{_called(one)} — {one.manager}")
        sides = (one.first, one.last)
        headers = [say(lang, "cli.history.col.figure"), *(day(side.stamp.date(), lang) for side in sides)]
        rows = [[say(lang, f"cli.history.{key}"), *(_figure(side, key, lang) for side in sides)] for key in _FIGURES]
        print_table(headers, [*rows, [say(lang, "cli.history.col.source"), *(side.source for side in sides)]])
        print_line(say(lang, "cli.history.changes", n=len(one.changes)))
        if one.changes:
            columns = _headers(lang, "saved", "name", "field", "old", "new", "source")
            print_table(columns, [_change(change, lang) for change in one.changes])


def _called(one: AccountHistory) -> str:
    values = one.last.values or one.first.values or {}
    return str(values.get("account", one.account_id))


def _figure(side: Figures, key: str, lang: Lang) -> str:
    if side.values is None:
        return say(lang, "cli.history.absent")
    content = side.values[key]
    if content in (None, ""):
        return ""
    if key in _SHARES:
        return percent(content, lang)
    if key in _LISTS:
        return word(_LISTS[key], content, lang)
    if key == "covered":
        return say(lang, "cli.history.covered_of", covered=content, required=side.values["required"] or 0)
    return _shown(content, lang)


def _change(one: FieldChange, lang: Lang) -> list[str]:
    saved = day(one.stamp.date(), lang)
    if not one.field:
        return [saved, one.name, say(lang, f"cli.history.record_{one.kind}"), "", "", one.source]
    key = f"column.{one.table}.{one.field}"
    field = say(lang, key) if known(key) else one.field
    old, new = (_shown(_worded(one, content, lang), lang) for content in (one.old, one.new))
    return [saved, one.name, field, old, new, one.source]


def _worded(one: FieldChange, content: Any, lang: Lang) -> Any:
    """Return the word for a code: a choice of a list, or a role of the shipped policy; what is none stays as it is."""
    if one.field == "role" and (role := default().center.role(str(content or ""))):
        return role.name.in_(lang)
    table = next((table for table in schema.TABLES if table.name == one.table), None)
    column = next((column for column in table.columns if column.key == one.field), None) if table else None
    if column and column.kind == "choice" and known(f"list.{column.choices}.{content}"):
        return word(column.choices, content, lang)
    return content


def _shown(content: Any, lang: Lang) -> str:
    match content:
        case None:
            return ""
        case bool():
            return yes_no(content, lang)
        case int() | float():
            return number(content, lang)
        case dt.date():
            return day(content, lang)
        case _:
            return str(content)


def show_late(found: Sequence[Late], lang: Lang) -> None:
    """Print who is late, for how long."""
    rows = [
        [
            one.manager,
            say(lang, "cli.history.never") if one.received is None else day(one.received.date(), lang),
            _shown(one.days, lang),
        ]
        for one in found
    ]
    print_table(_headers(lang, "manager", "received", "days"), rows, right=(2,))


def show_decisions(found: Sequence[Decided], lang: Lang) -> None:
    """Print decisions with their evidence and the file that brought them."""
    rows = [
        [
            _shown(one.date, lang),
            one.manager,
            one.account,
            word("changes", one.change, lang) if known(f"list.changes.{one.change}") else one.change,
            _shown(one.points, lang),
            " · ".join(part for part in (one.evidence, _shown(one.evidence_date, lang)) if part),
            one.who,
            one.source,
        ]
        for one in found
    ]
    columns = ("date", "manager", "account", "change", "points", "evidence", "who", "source")
    print_table(_headers(lang, *columns), rows, right=(4,))


def show_books(found: Sequence[VersionChanges], lang: Lang) -> None:
    """Print versions of books and how much differs from the one before."""
    rows = [
        [
            one.version.manager,
            day(one.version.stamp.date(), lang),
            day(one.version.received.date(), lang),
            *(str(count) for count in (one.changed, one.added, one.deleted)),
            one.version.source,
        ]
        for one in found
    ]
    columns = ("manager", "saved", "received", "changed", "added", "deleted", "source")
    print_table(_headers(lang, *columns), rows, right=(3, 4, 5))


def show_refused(found: Sequence[RefusedFile], lang: Lang) -> None:
    """Print refused files and why."""
    rows = [[day(one.received.date(), lang), one.source, one.reason.in_(lang)] for one in found]
    print_table(_headers(lang, "received", "source", "reason"), rows)
