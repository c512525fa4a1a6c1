"""The command “Merge returned book”: take what came back into the open book, and ask where both sides differ.

Issues: `merge_conflicts`, `merge_as_sent`, `merge_unreadable`, `merge_name_twice`, `merge_own_kept`,
`merge_own_elsewhere`, `merge_not_taken`, `account_plan_changed`, and those of `sources` and `choices`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import InputError
from kam_xl.excel.carry import content_and_foreign
from kam_xl.exchange.books import open_book
from kam_xl.exchange.errors import OtherBook
from kam_xl.exchange.merge.choices import Chosen, apply_choices
from kam_xl.exchange.merge.combined import Own, Returned, combine
from kam_xl.exchange.merge.not_taken import noted
from kam_xl.exchange.merge.rows import Source
from kam_xl.exchange.merge.sources import origin_of
from kam_xl.exchange.merge.told import only_choices, outcome_of
from kam_xl.findings import Location
from kam_xl.i18n import Message
from kam_xl.model import natural_name
from kam_xl.sheets.carried import NOTHING, Carried
from kam_xl.sheets.carried_together import together
from kam_xl.sheets.exchange_tables import CONFLICTS
from kam_xl.sheets.parse import Parsed


def merge_returned(task: Task) -> Outcome:
    """Merge `args["file"]` into the book; without one only the choices on the sheet of conflicts are applied.

    `args["book"]` is where the book lies, since its snapshots lie beside it; `args["base"]` may name a file that both
    versions come from, `args["who"]` who changed theirs, `args["today"]` the day for the log as ISO text. What people
    added in columns and notes of their own goes into the log, since an open workbook gets cells of ours only.

    Raises:
        UnreadableValues: cells of the book cannot be read, so nothing may be written.
        OtherBook, OtherBase: a file belongs to another book.
        InputError: a file cannot be read.
    """
    task.refuse_unreadable()
    chosen = chosen_in(task)
    if not task.args.get("file"):
        return only_choices(task, chosen)
    book = local_path(str(task.args.get("book") or ""))
    file = Path(task.args["file"])
    returned = read_returned(task, chosen, file, book)
    (mine, known), (theirs, foreign) = _content(book), _content(file)
    found = together(mine, theirs)
    # The open workbook keeps what it holds itself, and a version of it may hold the same.
    only_theirs = [one for one in foreign if one not in known]
    return merged_outcome(task, chosen, returned, Own(left=(*found.added, *found.kept)), only_theirs)


def merged_outcome(
    task: Task, chosen: Chosen, returned: Returned, own: Own, foreign: Sequence[Message] = ()
) -> Outcome:
    """Return what comes of a book and the version that came back; `foreign` stands there and cannot be taken over."""
    combined = combine(task.parsed, chosen, returned, task.as_of, log_day(task), own)
    source = Source(returned.who, log_day(task), returned.file)
    combined = noted(combined, foreign, task.parsed.portfolio.lang, source)
    return outcome_of(task, chosen, returned, combined, own, foreign)


def chosen_in(task: Task) -> Chosen:
    """Return the book with the choices applied that stand on its sheet of conflicts."""

    def place(i: int) -> Location:
        return task.parsed.place(CONFLICTS.name, i, "choice")

    portfolio = task.parsed.portfolio
    return apply_choices(portfolio, task.parsed.policy, log_day(task), portfolio.setup.manager or task.who, place)


def read_returned(task: Task, chosen: Chosen, file: Path, book: Path | None) -> Returned:
    """Read the version that came back, and what is known of the one that both come from.

    Raises:
        OtherBook, OtherBase: a file belongs to another book.
        InputError: a file cannot be read.
    """
    parsed = open_book(file)
    mine, theirs = chosen.portfolio, parsed.portfolio
    if mine.book_id != theirs.book_id:
        raise OtherBook(str(file), manager=theirs.setup.manager or "?", own=mine.setup.manager or "?")
    base = Path(task.args["base"]) if task.args.get("base") else None
    origin = origin_of(mine, theirs, book, base, file.name)
    return Returned(parsed, origin, file.name, str(task.args.get("who") or sender(parsed)))


def sender(parsed: Parsed) -> str:
    """Return who changed a version: the head in a copy that the manager sent, whoever sent it else, or the manager.

    Blank where the book does not name its head: the manager did not change what came back to him.
    """
    setup, sent = parsed.portfolio.setup, parsed.portfolio.sent
    if sent is None:
        return setup.manager
    return setup.head if natural_name(sent.by) in ("", natural_name(setup.manager)) else sent.by


def log_day(task: Task) -> dt.date:
    """Return the day that the log gets: today, whatever day the book counts with."""
    today = task.args.get("today")
    return dt.date.fromisoformat(today) if today else task.as_of


def local_path(place: str) -> Path | None:
    """Return where a workbook lies, None for a web address or a book that was never saved."""
    path = Path(place)
    return path if place and "://" not in place and path.parent.is_dir() and path.is_file() else None


def _content(path: Path | None) -> tuple[Carried, Sequence[Message]]:
    """Return what people added to a file as far as it can be read; only the log is made from it."""
    try:
        return content_and_foreign(path) if path else (NOTHING, ())
    except InputError:
        return NOTHING, ()
