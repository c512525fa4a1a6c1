"""Commands on the dossiers and buying centers of a manager's book: dossier, visit, folders, center, steps, contact."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kam_xl.cli import options
from kam_xl.cli.show_tasks import show_center, show_contacts, show_dossier, show_folders, show_steps, show_visit
from kam_xl.cli.task_runs import Run, code_of, run_command
from kam_xl.cli.terminal import KamCommand, note
from kam_xl.errors import UsageError
from kam_xl.exchange.picture import ENDINGS, save_picture
from kam_xl.i18n import message, say
from kam_xl.rules.key_accounts import key_accounts


@click.command("dossier", cls=KamCommand, help=options.text("dossier"))
@options.book
@options.accounts
@click.option("--write", is_flag=True, help=options.text("write_dossier"))
@options.as_of
@options.drop_foreign
@options.as_json
def dossier(
    book: Path, accounts: tuple[str, ...], write: bool, as_of: dt.date | None, drop_foreign: bool, as_json: bool
) -> int:
    """Tell how complete and fresh the dossiers are; with `--write` begin those of new key accounts."""
    args = {"accounts": accounts, "write": write}
    _, outcome = run_command("dossier", Run(book, args, as_of, as_json, write, drop_foreign), show_dossier)
    return code_of(outcome)


@click.command("visit", cls=KamCommand, help=options.text("visit"))
@options.book
@options.accounts
@click.option("--member", "members", multiple=True, metavar="NAME", help=options.text("member"))
@options.as_of
@options.as_json
def visit(book: Path, accounts: tuple[str, ...], members: tuple[str, ...], as_of: dt.date | None, as_json: bool) -> int:
    """Pick the questions for the next visit, by the person who can answer."""
    args = {"accounts": accounts, "members": members}
    _, outcome = run_command("visit", Run(book, args, as_of, as_json), show_visit)
    return code_of(outcome)


@click.command("folders", cls=KamCommand, help=options.text("folders"))
@options.book
@click.option("--root", metavar="DIR", type=click.Path(path_type=Path), help=options.text("root"))
@options.drop_foreign
@options.as_json
def folders(book: Path, root: Path | None, drop_foreign: bool, as_json: bool) -> int:
    """Make the folders of the key accounts, and put the way to each into the book."""
    args = {"book": str(book.absolute()), "root": str(root.absolute()) if root else ""}
    run = Run(book, args, None, as_json, True, drop_foreign)
    _, outcome = run_command("folders", run, show_folders)
    return code_of(outcome)


@click.command("center", cls=KamCommand, help=options.text("center"))
@options.book
@options.accounts
@click.option("--picture", metavar="FILE", type=click.Path(path_type=Path), help=options.text("picture"))
@options.as_of
@options.as_json
def center(book: Path, accounts: tuple[str, ...], picture: Path | None, as_of: dt.date | None, as_json: bool) -> int:
    """Tell which roles of the buying centers are covered, named or empty; draw one account's people."""
    if picture is not None and picture.suffix.lower() not in ENDINGS:
        raise UsageError(reason=message("cli.picture_kind", file=picture.name))
    if picture is not None and len(accounts) != 1:
        raise UsageError(reason=message("cli.picture_one"))
    task, outcome = run_command("center", Run(book, {"accounts": accounts}, as_of, as_json), show_center)
    if picture is not None:
        (shown,) = (one["account"] for one in outcome.data)
        (drawn,) = (one.center for one in key_accounts(task.whole) if one.account.account == shown)
        save_picture(picture, drawn, task.lang)
        note(say(task.lang, "cli.drawn", file=str(picture)))
    return code_of(outcome)


@click.command("steps", cls=KamCommand, help=options.text("steps"))
@options.book
@options.accounts
@click.option("--write", is_flag=True, help=options.text("write_steps"))
@options.as_of
@options.drop_foreign
@options.as_json
def steps(
    book: Path, accounts: tuple[str, ...], write: bool, as_of: dt.date | None, drop_foreign: bool, as_json: bool
) -> int:
    """List the next steps by date and propose those that are not there; with `--write` put them into the book."""
    args = {"accounts": accounts, "write": write}
    _, outcome = run_command("steps", Run(book, args, as_of, as_json, write, drop_foreign), show_steps)
    return code_of(outcome)


@click.command("contact", cls=KamCommand, help=options.text("contact"))
@options.book
@click.option("--account", metavar="NAME", required=True, help=options.text("client"))
@click.option("--member", "members", multiple=True, required=True, metavar="NAME", help=options.text("member_met"))
@click.option("--date", "day", type=options.Day(), help=options.text("contact_date"))
@options.as_of
@options.drop_foreign
@options.as_json
def contact(
    book: Path,
    account: str,
    members: tuple[str, ...],
    day: dt.date | None,
    as_of: dt.date | None,
    drop_foreign: bool,
    as_json: bool,
) -> int:
    """Write the day of the last contact with people of one client."""
    args = {"accounts": [account], "members": members, "date": day.isoformat() if day else None}
    _, outcome = run_command("contact", Run(book, args, as_of, as_json, True, drop_foreign), show_contacts)
    return code_of(outcome)
