"""The command `kam card`: everything about one client on one page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kam_xl.build.card_page import card_book
from kam_xl.cli import options
from kam_xl.cli.books import task_of
from kam_xl.cli.terminal import KamCommand, note
from kam_xl.commands.asked import accounts_asked
from kam_xl.errors import UsageError
from kam_xl.excel.replace import replace_file
from kam_xl.exchange.books import open_book
from kam_xl.exchange.pdf import as_pdf
from kam_xl.i18n import message, say

ENDINGS = (".pdf", ".xlsx")


@click.command("card", cls=KamCommand, help=options.text("card"))
@options.book
@click.option("--account", required=True, metavar="NAME", help=options.text("one_account"))
@click.option(
    "-o", "out", required=True, metavar="FILE", type=click.Path(path_type=Path), help=options.text("card_out")
)
@options.as_of
def card(book: Path, account: str, out: Path, as_of: dt.date | None) -> int:
    """Put everything about one client on one page: a PDF, or a workbook of one sheet."""
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(str(out), reason=message("cli.card_kind"))
    task = task_of(open_book(book), as_of, {"accounts": [account]})
    accounts_asked(task)
    made = card_book(task.whole, account)
    replace_file(out, as_pdf(made) if out.suffix.lower() == ".pdf" else made)
    note(say(task.lang, "cli.card_made", file=str(out), account=account))
    return 0
