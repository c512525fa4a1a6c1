"""Merge workbook files: read both, merge, and put the result where it is wanted, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kam_xl.commands.task import Outcome, Task
from kam_xl.excel.carry import people_content
from kam_xl.exchange.books import save_as
from kam_xl.exchange.merge.combined import Own
from kam_xl.exchange.merge.returned import chosen_in, merged_outcome, read_returned
from kam_xl.exchange.merge.told import only_choices
from kam_xl.sheets.carried_together import together
from kam_xl.values import value


@value
class Asked:
    """What is asked of a merge: the book, the version that came back, where the result goes (None for nowhere)."""

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
        ForeignContent: a file holds what cannot be taken over, and `drop_foreign` was not given.
        InputError: a file cannot be read or written.
    """
    task.refuse_unreadable()
    chosen = chosen_in(task)
    mine = people_content(asked.mine, asked.drop_foreign)
    carried = mine
    if asked.theirs is None:
        outcome = only_choices(task, chosen)
    else:
        found = together(mine, people_content(asked.theirs, asked.drop_foreign))
        carried = found.carried
        returned = read_returned(task, chosen, asked.theirs, asked.mine)
        outcome = merged_outcome(task, chosen, returned, Own(found.added, found.kept))
    if asked.out is None or (_same(asked.out, asked.mine) and outcome.portfolio is None and carried == mine):
        return outcome, False
    portfolio = outcome.portfolio or task.parsed.portfolio
    save_as(asked.out, task.parsed, portfolio, today, carried, outcome.news)
    return outcome, True


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
