"""Verdicts and caps as tables and sentences on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kam_xl.cli.terminal import print_line, print_table, wide
from kam_xl.i18n import Lang, message, number, say, template
from kam_xl.model import Decision
from kam_xl.sheets.words import LISTS, word

Data = dict[str, Any]


def show_qualified(items: Sequence[Data], lang: Lang) -> None:
    """Print a line an account: both statuses, verdict, points, rank, nearest change; the best first."""
    keys = ("account", "manager_key", "company_key", "verdict", "points", "rank")
    sentences = wide()
    headers = [template(lang, f"column.tblAccounts.{key}") for key in keys]
    headers += [template(lang, "cli.nearest")] if sentences else []
    ordered = sorted(items, key=lambda one: (one["rank"] or 10**6, -one["points"], one["account"].casefold()))
    rows = [
        [
            one["account"],
            _yes(one["manager_key"], lang),
            _yes(one["company_key"], lang),
            word("verdicts", one["verdict"], lang)
            + (f" ({word('standing', 'assumed', lang)})" if one["assumed"] else ""),
            number(one["points"], lang, 1),
            str(one["rank"] or ""),
            *([one["nearest_change"]["text"] if one["nearest_change"] else ""] if sentences else []),
        ]
        for one in ordered
    ]
    print_table(headers, rows, right=(4, 5))


def show_reasons(items: Sequence[Data], lang: Lang) -> None:
    """Print each account with the sentences that explain its verdict."""
    for one in items:
        print_line(f"{one['account']}: {word('verdicts', one['verdict'], lang)}")
        for line in one["why"].splitlines():
            print_line(f"  {line}")


def decided_sentence(decisions: Sequence[Decision], lang: Lang) -> str:
    """Return one sentence on what was decided: who entered, who left, how many stay or are not key."""
    names = {change: [one.account for one in decisions if one.change == change] for change in LISTS["changes"]}
    counts = {change: len(found) for change, found in names.items()}
    who = {
        key: message("cli.names", names=names[change]) if names[change] else ""
        for key, change in (("who_in", "entered"), ("who_out", "left"))
    }
    return say(lang, "cli.decided", **counts, **who)


def show_caps(items: Sequence[Data], lang: Lang) -> None:
    """Print a line a manager: limit, how many qualify, how many are on record, and what is too many."""
    keys = ("manager", "limit", "qualifying", "over", "on_record", "record_over", "leavers", "candidates")
    rows = [
        [
            one["manager"],
            str(one["limit"]),
            str(one["qualifying"]),
            f"! {one['over']}" if one["over"] > 0 else "✓",
            str(one["on_record"]),
            f"! {one['record_over']}" if one["record_over"] > 0 else "✓",
            _some(one["leavers"]),
            _some(one["candidates"]),
        ]
        for one in items
    ]
    print_table([say(lang, f"cli.cap.{key}") for key in keys], rows, right=(1, 2, 3, 4, 5))


def _yes(value: bool, lang: Lang) -> str:
    return word("yes_no", "yes" if value else "no", lang)


def _some(names: Sequence[str], most: int = 3) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
