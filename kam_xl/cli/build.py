"""Commands that build workbooks: the files that ship, and a book in use anew by this version of the package."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kam_xl import __version__
from kam_xl.build.master import master_files
from kam_xl.cli import options
from kam_xl.cli.books import policy_of
from kam_xl.cli.terminal import KamCommand, note, ui_lang
from kam_xl.errors import UsageError
from kam_xl.excel.file import replace_book
from kam_xl.exchange.books import make_folder, upgrade_book
from kam_xl.i18n import Lang, message, say

_WORKBOOKS = (".xlsx", ".xlsm")


@click.command("build", cls=KamCommand, help=options.text("build"))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    default="workbook",
    type=click.Path(path_type=Path),
    help=options.text("build.output"),
)
@options.policy
@options.lang
def build(folder: Path, policy_file: Path | None, lang: Lang | None) -> int:
    """Build the macro workbook, in English unless told otherwise, and the add-in."""
    files = master_files(policy_of(policy_file), lang or "en")
    make_folder(folder)
    for name, data in files.items():
        replace_book(folder / name, data)
    note(say(ui_lang(), "cli.built", files=list(files), folder=str(folder)))
    return 0


@click.command("upgrade", cls=KamCommand, help=options.text("upgrade"), epilog=options.text("upgrade.examples"))
@options.book
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=options.text("upgrade.output"),
)
@options.policy
@options.drop_foreign
@click.option("--force", is_flag=True, help=options.text("force"))
def upgrade(book: Path, output: Path | None, policy_file: Path | None, drop_foreign: bool, force: bool) -> int:
    """Build a book anew, in place or as another file."""
    target = output or book
    if target.suffix.lower() not in _WORKBOOKS:
        raise UsageError(str(target), reason=message("cli.only_workbooks"))
    policy = policy_of(policy_file) if policy_file else None
    upgrade_book(book, target, dt.date.today(), policy=policy, drop_foreign=drop_foreign, force=force)
    note(say(ui_lang(), "cli.upgraded", book=str(target), version=__version__))
    return 0
