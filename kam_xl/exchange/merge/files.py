"""Merge workbook files: read both, merge, and put the result where it is wanted, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import InputError, UsageError
from kam_xl.excel.carry import content_and_foreign, people_content
from kam_xl.exchange.books import open_book, save_as
from kam_xl.exchange.errors import MergedFileExists
from kam_xl.exchange.merge.combined import Own
from kam_xl.exchange.merge.returned import chosen_in, merged_outcome, read_returned
from kam_xl.exchange.merge.told import only_choices
from kam_xl.i18n import message
from kam_xl.sheets.carried_together import together
from kam_xl.values import value

_WORKBOOKS = (".xlsx", ".xlsm")


@value
class Asked:
    """What is asked of a merge: the book, the version that came back, where the result goes (None for nowhere).

    `drop_foreign` goes on where the book holds what a rebuild would lose; of the other version that is always told.
    """

    mine: Path
    theirs: Path | None = None
    out: Path | None = None
    drop_foreign: bool = False


def merge_files(asked: Asked, task: Task, today: dt.date) -> tuple[Outcome, bool]:
    """Merge a version that came back into a book, and write the result; tell whether it was written.

    Columns, notes and highlights that people added to either version are taken over. The old file stays as .bak.
    A book in which nothing changes is not written onto itself.

    Args:
        asked: the files.
        task: the book as read, with `base` and `who` among its arguments.
        today: the day that the new book's cached values are of.

    Raises:
        UnreadableValues: cells of the book cannot be read.
        OtherBook, OtherBase: a file belongs to another book.
        UsageError: what is asked for is no name of a workbook.
        MergedFileExists: something else than a version of the book is there.
        ForeignContent: the book holds what a rebuild would lose, and `drop_foreign` was not given.
        InputError: a file cannot be read or written.
    """
    task.refuse_unreadable()
    _check_place(asked, task.parsed.portfolio.book_id)
    chosen = chosen_in(task)
    mine = people_content(asked.mine, asked.drop_foreign)
    carried = mine
    if asked.theirs is None:
        outcome = only_choices(task, chosen)
    else:
        content, foreign = content_and_foreign(asked.theirs)
        found = together(mine, content)
        carried = found.carried
        returned = read_returned(task, chosen, asked.theirs, asked.mine)
        outcome = merged_outcome(task, chosen, returned, Own(found.added, found.kept), foreign)
    if asked.out is None or (_same(asked.out, asked.mine) and outcome.portfolio is None and carried == mine):
        return outcome, False
    portfolio = outcome.portfolio or task.parsed.portfolio
    save_as(asked.out, task.parsed, portfolio, today, carried, outcome.news)
    return outcome, True


def _check_place(asked: Asked, book_id: str) -> None:
    """Refuse to write over what is neither the book nor another version of it, and over the one that came back."""
    out = asked.out
    if out is None or _same(out, asked.mine):
        return
    if out.suffix.lower() not in _WORKBOOKS:
        raise UsageError(str(out), reason=message("cli.merge.only_workbooks"))
    came = asked.theirs is not None and _same(out, asked.theirs)
    if out.exists() and (came or not _is_version(out, book_id)):
        raise MergedFileExists(str(out))


def _is_version(path: Path, book_id: str) -> bool:
    with suppress(InputError):
        return open_book(path).portfolio.book_id == book_id
    return False


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
