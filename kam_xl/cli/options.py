"""Options that several commands share, said once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from kam_xl.cli.terminal import ui_lang
from kam_xl.commands.registry import COMMANDS
from kam_xl.i18n import LANGUAGES, say, template

F = TypeVar("F", bound=Callable[..., Any])


def text(key: str) -> str:
    """Return a text of the command line in the person's language; what a command does stands in its own tip."""
    return template(ui_lang(), f"command.{key}.tip" if key in COMMANDS else f"cli.{key}")


class Day(click.ParamType[dt.date]):
    """A day as programs or people write it, from 2000 to 2100: a typing mistake must not end up in a record."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day.

        Raises:
            click.BadParameter: it is none.
        """
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            with suppress(ValueError):
                day = dt.datetime.strptime(str(value), form).date()
                if 2000 <= day.year <= 2100:
                    return day
        raise click.BadParameter(say(ui_lang(), "cli.bad_date", value=value), ctx, param)


class Amount(click.ParamType[float]):
    """A number as people of either language write it, with a comma or a point, blanks between thousands."""

    name = "N"

    def __init__(self, high: float, low: float = 0) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number.

        Raises:
            click.BadParameter: it is none, or out of bounds.
        """
        with suppress(ValueError):
            number = float("".join(str(value).split()).replace(",", "."))
            if self.low <= number <= self.high:
                return number
        raise click.BadParameter(
            say(ui_lang(), "cli.bad_number", value=value, low=self.low, high=self.high), ctx, param
        )


def as_of(function: F) -> F:
    """Add `--as-of DATE`."""
    return click.option("--as-of", type=Day(), help=text("as_of"))(function)


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
    """Add `--seller NAME`, `--money-per N` and `--map FILE`, by which an export is read."""
    function = click.option("--seller", metavar="NAME", help=text("seller"))(function)
    function = click.option("--money-per", type=Amount(1e12, low=1e-6), default=1.0, help=text("money_per"))(function)
    kind = click.Path(path_type=Path)
    return click.option("--map", "map_file", metavar="FILE", type=kind, help=text("map"))(function)


def drop_foreign(function: F) -> F:
    """Add `--drop-foreign`: go on although something cannot be carried over."""
    return click.option("--drop-foreign", is_flag=True, help=text("drop_foreign"))(function)


def book(function: F) -> F:
    """Add the argument BOOK."""
    return click.argument("book", metavar="BOOK", type=click.Path(path_type=Path))(function)


def accounts(function: F) -> F:
    """Add `--account NAME`, which may be repeated."""
    return click.option("--account", "accounts", multiple=True, metavar="NAME", help=text("account"))(function)
