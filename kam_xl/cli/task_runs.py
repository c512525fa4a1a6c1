"""How a command of the three tasks runs on a book from the command line: open, run, save, print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kam_xl.cli.books import task_of
from kam_xl.cli.terminal import exit_code, note, print_findings, print_json
from kam_xl.commands.registry import COMMANDS
from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import UsageError
from kam_xl.exchange.books import open_book, save_changed
from kam_xl.i18n import Lang, message, say
from kam_xl.sheets.parse import Parsed
from kam_xl.values import value

Show = Callable[[Any, Lang], None]


@value
class Run:
    """One call on a book: what is asked of the command, the day that judges, and how its outcome is put out.

    `writes` tells that the person wants the book changed; what a command would only choose on a sheet stays out of it.
    """

    book: Path
    args: dict[str, Any]
    as_of: dt.date | None = None
    as_json: bool = False
    writes: bool = False
    drop_foreign: bool = False


def run_command(name: str, run: Run, show: Show) -> tuple[Task, Outcome]:
    """Run a command of the registry on a book, save where it writes, print data and findings; return what came of it.

    Raises:
        UsageError: the book's policy has switched the task off.
        KamError: what the command itself raises.
    """
    parsed = open_switched_on(run.book, name)
    task = task_of(parsed, run.as_of, run.args)
    outcome = COMMANDS[name].function()(task)
    written = run.writes and save_changed(run.book, parsed, outcome, dt.date.today(), drop_foreign=run.drop_foreign)
    if run.as_json:
        print_json(outcome.data)
    else:
        show(outcome.data, task.lang)
    print_findings(outcome.findings, task.lang)
    note(outcome.message.in_(task.lang))
    if run.writes:
        note(say(task.lang, "cli.written" if written else "cli.unchanged", book=run.book.name))
    return task, outcome


def code_of(outcome: Outcome) -> int:
    """Return the exit code of an outcome."""
    return exit_code(outcome.findings)


def open_switched_on(book: Path, command: str) -> Parsed:
    """Read a book for a command.

    Raises:
        UsageError: the book's policy has switched the task off.
    """
    parsed = open_book(book)
    if not parsed.policy.has(COMMANDS[command].tool):
        raise UsageError(str(book), reason=message("cli.switched_off", command=command))
    return parsed
