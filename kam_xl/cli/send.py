"""The command that sends a book for review: send."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kam_xl.cli import options
from kam_xl.cli.books import task_of
from kam_xl.cli.task_runs import code_of, open_switched_on
from kam_xl.cli.terminal import KamCommand, note, print_findings, print_json, working
from kam_xl.exchange.cover import staying_lines
from kam_xl.exchange.send import send_book
from kam_xl.exchange.staying import WITH
from kam_xl.i18n import say


@click.command("send", cls=KamCommand, help=options.text("send"), epilog=options.text("send.examples"))
@options.book
@click.option("--to", "to", metavar="ADDRESS", required=True, multiple=True, help=options.text("send_to"))
@click.option("--eml", metavar="FILE", type=click.Path(path_type=Path), help=options.text("send_eml"))
@click.option("-o", "folder", metavar="DIR", type=click.Path(path_type=Path), help=options.text("send_folder"))
@click.option("--with", "kinds", multiple=True, type=click.Choice(WITH), help=options.text("send_with"))
@options.drop_foreign
@options.as_json
def send(
    book: Path,
    to: tuple[str, ...],
    eml: Path | None,
    folder: Path | None,
    kinds: tuple[str, ...],
    drop_foreign: bool,
    as_json: bool,
) -> int:
    """Make a macro-free copy of a book for the head, with a draft of the mail."""
    parsed = open_switched_on(book, "send")
    task = task_of(parsed, None, {
        "book": str(book.absolute()), "to": to, "with": kinds, "eml": eml and str(eml.absolute()),
        "folder": folder and str(folder.absolute()), "today": dt.date.today().isoformat(),
    })  # fmt: skip
    with working(say(task.lang, "cli.working.send", file=book.name)):
        outcome = send_book(book, task, drop_foreign=drop_foreign)
    if as_json:
        print_json(outcome.data)
    else:
        for name in ("file", "draft", "text"):
            click.echo(outcome.data[name])
    note(say(task.lang, "cli.sent.stays" if outcome.data["stays"] else "cli.sent.nothing_stays"))
    for line in staying_lines(outcome.data["stays"], task.lang):
        note(f"– {line}")
    print_findings(outcome.findings, task.lang)
    note(outcome.message.in_(task.lang))
    return code_of(outcome)
