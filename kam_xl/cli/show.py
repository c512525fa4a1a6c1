"""Verdicts and caps as tables and sentences on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from kam_xl.cli.terminal import print_table
from kam_xl.i18n import Lang, number, say, template
from kam_xl.sheets.words import word

Data = dict[str, Any]


def show_qualified(items: Sequence[Data], lang: Lang) -> None:
    """Print a line an account: both statuses, verdict, points, rank, nearest change; the best first."""
    keys = ("account", "manager_key", "company_key", "verdict", "points", "rank")
    headers = [template(lang, f"column.tblAccounts.{key}") for key in keys] + [template(lang, "cli.nearest")]
    ordered = sorted(items, key=lambda one: (one["rank"] or 10**6, -one["points"], one["account"]))
    rows = [
        [
            one["account"],
            _yes(one["manager_key"], lang),
            _yes(one["company_key"], lang),
            word("verdicts", one["verdict"], lang)
            + (f" ({word('standing', 'assumed', lang)})" if one["assumed"] else ""),
            number(one["points"], lang, 1),
            str(one["rank"] or ""),
            one["nearest_change"]["text"] if one["nearest_change"] else "",
        ]
        for one in ordered
    ]
    print_table(headers, rows, right=(4, 5))


def show_reasons(items: Sequence[Data], lang: Lang) -> None:
    """Print each account with the sentences that explain its verdict."""
    for one in items:
        click.echo(f"{one['account']}: {word('verdicts', one['verdict'], lang)}")
        for line in one["why"].splitlines():
            click.echo(f"  {line}")


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
