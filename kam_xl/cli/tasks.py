"""Commands on the three tasks of a manager's book: dossier, buying center, plan, and the card of a client."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kam_xl.cli import options
from kam_xl.cli.books import task_of
from kam_xl.cli.terminal import KamCommand, exit_code, note, print_findings, print_json
from kam_xl.commands.registry import COMMANDS
from kam_xl.errors import UsageError
from kam_xl.exchange.books import open_book, save_changed
from kam_xl.exchange.folders import create_folders
from kam_xl.i18n import message, say
from kam_xl.sheets.parse import Parsed


@click.command("folders", cls=KamCommand, help=options.text("folders"))
@options.book
@click.option("--root", metavar="DIR", type=click.Path(path_type=Path), help=options.text("root"))
@options.drop_foreign
@options.as_json
def folders(book: Path, root: Path | None, drop_foreign: bool, as_json: bool) -> int:
    """Make the folders of the key accounts, and put the way to each into the book."""
    parsed = _open(book, "folders")
    args = {"book": str(book.absolute()), "root": str(root.absolute()) if root else ""}
    task = task_of(parsed, None, args)
    outcome = create_folders(task)
    written = save_changed(book, parsed, outcome, dt.date.today(), drop_foreign=drop_foreign)
    if as_json:
        print_json(outcome.data)
    else:
        for one in outcome.data["accounts"]:
            click.echo(f"{one['account']}: {one['folder']}")
    print_findings(outcome.findings, task.lang)
    note(outcome.message.in_(task.lang))
    note(say(task.lang, "cli.written" if written else "cli.unchanged", book=book.name))
    return exit_code(outcome.findings)


@click.command("card", cls=KamCommand, help=options.text("card"), epilog=options.text("card.examples"))
@options.book
@click.option("--account", required=True, metavar="NAME", help=options.text("account"))
@click.option(
    "-o", "out", required=True, metavar="FILE", type=click.Path(path_type=Path), help=options.text("card_out")
)
@options.as_of
def card(book: Path, account: str, out: Path, as_of: dt.date | None) -> int:
    """Put everything about one client on one page: a PDF, or a workbook of one sheet."""
    if out.suffix.lower() not in (".pdf", ".xlsx"):
        raise UsageError(str(out), reason=message("cli.card_kind"))
    task = task_of(open_book(book), as_of, {})
    try:
        made = card_book(task.whole, account)
    except KeyError:
        names = [one.account for one in task.parsed.portfolio.accounts]
        raise UnknownAccount(str(book), account=account, near=near(account, names)) from None
    replace_file(out, as_pdf(made) if out.suffix.lower() == ".pdf" else made)
    note(say(task.lang, "cli.card", file=str(out), account=account))
    return 0


def _open(book: Path, command: str) -> Parsed:
    """Read a book for a command.

    Raises:
        UsageError: the book's policy has switched the task off.
    """
    parsed = open_book(book)
    if not parsed.policy.has(COMMANDS[command].tool):
        raise UsageError(str(book), reason=message("cli.switched_off", command=command))
    return parsed
