"""Options that several commands share, said once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kam_xl.cli.terminal import ui_lang
from kam_xl.i18n import LANGUAGES, template

F = TypeVar("F", bound=Callable[..., Any])


def text(key: str) -> str:
    """Return a text of the command line in the person's language."""
    return template(ui_lang(), f"cli.{key}")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(text("bad_date")) from None


def as_of(function: F) -> F:
    """Add `--as-of DATE`."""
    return click.option("--as-of", metavar="DATE", callback=_day, help=text("as_of"))(function)


def as_json(function: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help=text("json"))(function)


def lang(function: F) -> F:
    """Add `--lang en|ru`."""
    return click.option("--lang", "lang", type=click.Choice(LANGUAGES), help=text("lang"))(function)


def policy(function: F) -> F:
    """Add `--policy FILE`."""
    kind = click.Path(path_type=Path)
    return click.option("--policy", "policy_file", metavar="FILE", type=kind, help=text("policy_option"))(function)


def seller(function: F) -> F:
    """Add `--seller NAME` and `--map FILE`, by which an export is read."""
    function = click.option("--seller", metavar="NAME", help=text("seller"))(function)
    kind = click.Path(path_type=Path)
    return click.option("--map", "map_file", metavar="FILE", type=kind, help=text("map"))(function)


def drop_foreign(function: F) -> F:
    """Add `--drop-foreign`: go on although something cannot be carried over."""
    return click.option("--drop-foreign", is_flag=True, help=text("drop_foreign"))(function)


def book(function: F) -> F:
    """Add the argument BOOK."""
    return click.argument("book", metavar="BOOK", type=click.Path(path_type=Path))(function)
