"""Questions to the history of collected books: account, late, decisions, books, refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from kam_xl.cli import options, show_history
from kam_xl.cli.terminal import KamCommand, KamGroup, note, print_json, ui_lang
from kam_xl.errors import FileMissing
from kam_xl.exchange.books import FRESH_DAYS, full_environment
from kam_xl.exchange.encodings import decoded
from kam_xl.exchange.errors import AccountNotCollected, AccountOfOthers
from kam_xl.i18n import message, say
from kam_xl.policy.file import default

MOST_DAYS = 3660

F = TypeVar("F", bound=Callable[..., Any])


def _db(function: F) -> F:
    return click.option("--db", metavar="URL", default="", help=options.text("history.db"))(function)


def _from(function: F) -> F:
    return click.option("--since", type=options.Day(), help=options.text("history.from"))(function)


def _manager(function: F) -> F:
    return click.option("--manager", metavar="NAME", default="", help=options.text("history.manager"))(function)


def _ask(db: str, question: str, *args: Any) -> Any:
    """Return the answer of a question of `exchange.store.questions`."""
    store = full_environment("kam_xl.exchange.store").Store.open(db, must_exist=True)
    with store:
        return store.ask(getattr(full_environment("kam_xl.exchange.store.questions"), question), *args)


@click.group("history", cls=KamGroup, invoke_without_command=True, help=options.text("history"))
@click.pass_context
def history(context: click.Context) -> None:
    """Hold the questions; alone it shows the help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@history.command("account", cls=KamCommand, help=options.text("history.account"))
@click.argument("name", metavar="NAME")
@_manager
@click.option("--since", type=options.Day(), help=options.text("history.since"))
@_db
@options.as_json
def account(name: str, manager: str, since: dt.date | None, db: str, as_json: bool) -> int:
    """Print how an account stood then and stands now, in each book that has it, and what changed."""
    day = since or dt.date.today() - dt.timedelta(days=FRESH_DAYS)
    # To the end of that day: a version that was saved on it counts as known.
    found = _ask(db, "account_history", name, dt.datetime.combine(day, dt.time.max, dt.UTC), manager)
    if not found:
        if manager and (others := _ask(db, "account_history", name, dt.datetime.now(dt.UTC))):
            raise AccountOfOthers(account=name, manager=manager, others=sorted({one.manager for one in others}))
        near = get_close_matches(name, _ask(db, "account_names"))
        raise AccountNotCollected(account=name, near=message("outcome.near", names=near) if near else "")
    if as_json:
        print_json([show_history.as_data(one) for one in found])
    else:
        show_history.show_account(found, ui_lang())
    return 0


@history.command("late", cls=KamCommand, help=options.text("history.late"))
@click.option("--days", type=options.Amount(MOST_DAYS), metavar="N", help=options.text("history.days"))
@click.option("--team", metavar="FILE", type=click.Path(path_type=Path), help=options.text("history.team"))
@_db
@options.as_json
def late(days: float | None, team: Path | None, db: str, as_json: bool) -> int:
    """Print who has sent nothing for some days, and who of a list never did."""
    limit = int(default().exchange.due_days if days is None else days)
    found = _ask(db, "late", dt.datetime.now(dt.UTC), limit, _listed(team) if team else ())
    if as_json:
        print_json([show_history.as_data(one) for one in found])
    elif found:
        show_history.show_late(found, ui_lang())
    key = "cli.history.late_some" if found else "cli.history.late_none"
    note(say(ui_lang(), key, **({"days": limit, "n": len(found)} if found else {"n": limit})))
    return int(bool(found))


def _listed(team: Path) -> list[str]:
    try:
        lines = decoded(team.read_bytes()).splitlines()
    except OSError as error:
        raise FileMissing(str(team)) from error
    return [line.strip() for line in lines if line.strip()]


@history.command("decisions", cls=KamCommand, help=options.text("history.decisions"))
@_from
@_manager
@click.option("--account", metavar="NAME", default="", help=options.text("history.of_account"))
@_db
@options.as_json
def decisions(since: dt.date | None, manager: str, account: str, db: str, as_json: bool) -> int:
    """Print decisions of record, each with the evidence that stood when it was first seen."""
    found = _ask(db, "decisions", since, manager, account)
    return _said(found, as_json, show_history.show_decisions, "cli.history.decisions_found")


@history.command("books", cls=KamCommand, help=options.text("history.books"))
@_manager
@_db
@options.as_json
def books(manager: str, db: str, as_json: bool) -> int:
    """Print all versions of all books with how much differs from the one before."""
    found = _ask(db, "book_versions", manager)
    return _said(found, as_json, show_history.show_books, "cli.history.books_found")


@history.command("refused", cls=KamCommand, help=options.text("history.refused"))
@_from
@_db
@options.as_json
def refused(since: dt.date | None, db: str, as_json: bool) -> int:
    """Print files that were not accepted, with the reason."""
    found = _ask(db, "refused_files", since)
    return _said(found, as_json, show_history.show_refused, "cli.history.refused_found")


def _said(found: list[Any], as_json: bool, show: Callable[..., None], count: str) -> int:
    if as_json:
        print_json([show_history.as_data(one) for one in found])
    elif found:
        show(found, ui_lang())
    note(say(ui_lang(), count, n=len(found)))
    return 0
