"""What people added beside the cells of two versions of a book, as entries of the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kam_xl.exchange.merge.rows import About, Source, log_entries
from kam_xl.i18n import Lang, say, template
from kam_xl.model_exchange import LogAction, LogEntry
from kam_xl.sheets import schema
from kam_xl.sheets.carried import HEADER
from kam_xl.sheets.carried_together import OwnCell
from kam_xl.sheets.cells import shown


def own_entries(action: LogAction, cells: Iterable[OwnCell], lang: Lang, source: Source) -> tuple[LogEntry, ...]:
    """Return what the log says of own columns and notes: `added` came from theirs, in `conflict` mine stands."""
    return tuple(entry for cell in cells for entry in _entries(action, cell, lang, source))


def _entries(action: LogAction, cell: OwnCell, lang: Lang, source: Source) -> Iterator[LogEntry]:
    column = _column(cell, lang)
    if cell.note:
        column = say(lang, "merge.note_on", column=column)
    on = About(cell.table, cell.row.id, "", _row(cell, lang), column)
    yield from log_entries(action, on, _text(cell.mine), _text(cell.theirs), source)


def _row(cell: OwnCell, lang: Lang) -> str:
    if not cell.table:
        return schema.sheet_name("start", lang)
    sheet = schema.sheet_name(schema.table(cell.table).sheet, lang)
    name = ", ".join(cell.row.name.split("\n"))
    return sheet if cell.row == HEADER or not name else f"{sheet}: {name}"


def _column(cell: OwnCell, lang: Lang) -> str:
    if not cell.table:
        return template(lang, f"start.{cell.column}")
    one = schema.table(cell.table)
    known = next((column for column in one.columns if column.key == cell.column), None)
    return schema.header(one, known, lang) if known else cell.column


def _text(content: Any) -> str:
    return "" if content is None else shown(content)
