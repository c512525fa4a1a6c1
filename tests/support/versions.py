"""Versions of one book on disk: the one that stays, a copy as it is sent, and what a person types into either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.exchange.books import open_book
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.prints import prints_of, to_text
from kam_xl.exchange.snapshots import Staying, save_snapshot
from kam_xl.exchange.state import State, state_of
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.model_exchange import Sent
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.book_records import BOOK_RECORDS, fields_of, record_of, records_in, with_records
from kam_xl.sheets.raw import column_letters
from tests.factories import default_policy

SNAPSHOT = "s1"


def written(path: Path, portfolio: Portfolio) -> Path:
    """Write a workbook of a portfolio, judged on the day of the examples."""
    path.write_bytes(build(assess(with_ids(portfolio), default_policy(), DEMO_AS_OF), (), macros=False))
    return path


def example(lang: Lang = "en") -> Portfolio:
    """Return the book of an example manager, every record with its id."""
    return with_ids(demo_portfolio("vogel", lang))


def as_sent(portfolio: Portfolio, staying: Staying | None = None) -> Portfolio:
    """Return the copy of a book as a sender makes it: without what stays at home, with prints of the rest."""
    state = state_of(portfolio)
    stays = staying or {}
    records = {}
    for kept in BOOK_RECORDS:
        blank = stays.get(kept.table.name, {})
        records[kept.field] = [
            _without(kept, one, blank.get(one.id, frozenset())) for one in records_in(portfolio, kept)
        ]
    setup = portfolio.setup
    sent = Sent(SNAPSHOT, "2026-05-20T09:00:00+00:00", setup.manager, to_text(prints_of(state, stays)))
    return replace(with_records(portfolio, records), sent=sent)


def _without(kept: Any, record: Any, staying: frozenset[str]) -> Any:
    if not staying:
        return record
    fields = fields_of(kept, record)
    blank = {key: "" if isinstance(fields[key], str) else None for key in staying}
    return record_of(kept, record.id, {**fields, **blank})


def sent_from(book: Path, portfolio: Portfolio, name: str = "Returned.xlsx", staying: Staying | None = None) -> Path:
    """Write the copy that is sent from a book, and the snapshot beside the book; return the copy."""
    save_snapshot(book, SNAPSHOT, state_of(portfolio), staying or {})
    return written(book.with_name(name), as_sent(portfolio, staying))


class Typing:
    """What a person types into a workbook, by table and header, as Excel saves it."""

    def __init__(self, path: Path, lang: Lang = "en") -> None:
        self.path, self.lang = path, lang
        self.book = openpyxl.load_workbook(path)

    def __enter__(self) -> Typing:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.save(self.path)

    def place(self, table: str) -> tuple[Worksheet, int, int, int, int]:
        """Return the sheet of a table, and its left, top, right and bottom."""
        for sheet in self.book.worksheets:
            if table in sheet.tables:
                left, top, right, bottom = range_boundaries(sheet.tables[table].ref)
                return sheet, int(left or 0), int(top or 0), int(right or 0), int(bottom or 0)
        raise KeyError(table)

    def column(self, table: str, key: str) -> int:
        """Return the column of a key, or of a header that a person typed."""
        sheet, left, top, right, _ = self.place(table)
        one = schema.table(table)
        known = [schema.header(one, column, self.lang) for column in one.columns if column.key == key]
        wanted = known[0] if known else key
        return next(i for i in range(left, right + 1) if sheet.cell(top, i).value == wanted)

    def row(self, table: str, found: Callable[[Mapping[str, Any]], bool]) -> int:
        """Return the first row whose cells, by header, are those."""
        sheet, left, top, right, bottom = self.place(table)
        heads = [sheet.cell(top, i).value for i in range(left, right + 1)]
        for row in range(top + 1, bottom + 1):
            cells = {str(head): sheet.cell(row, left + i).value for i, head in enumerate(heads)}
            if found(cells):
                return row
        raise LookupError(table)

    def by_id(self, table: str, id: str) -> int:
        """Return the row of a record."""
        column = schema.header(schema.table(table), schema.table(table).column("id"), self.lang)
        return self.row(table, lambda cells: cells[column] == id)

    def type(self, table: str, id: str, /, **cells: Any) -> None:
        """Type into the row of a record."""
        row, sheet = self.by_id(table, id), self.place(table)[0]
        for key, content in cells.items():
            sheet.cell(row, self.column(table, key)).value = content

    def clear(self, table: str, id: str) -> None:
        """Empty the row of a record, formulas left alone."""
        keys = [column.key for column in schema.table(table).columns if column.role != "calculated"]
        shown = [key for key in keys if self._has(table, key)]
        self.type(table, id, **dict.fromkeys(shown))

    def add(self, table: str, /, **cells: Any) -> None:
        """Type a new row under a table, which grows."""
        sheet, left, top, right, bottom = self.place(table)
        row = bottom
        while all(sheet.cell(row, self.column(table, key)).value is None for key in cells) and row > top:
            row -= 1
        for key, content in cells.items():
            sheet.cell(row + 1, self.column(table, key)).value = content
        if row + 1 > bottom:
            sheet.tables[table].ref = f"{column_letters(left)}{top}:{column_letters(right)}{row + 1}"

    def name(self, name: str, content: Any) -> None:
        """Type into a named cell."""
        ((sheet, cell),) = self.book.defined_names[name].destinations
        self.book[sheet][cell.replace("$", "")].value = content

    def _has(self, table: str, key: str) -> bool:
        try:
            self.column(table, key)
        except StopIteration:
            return False
        return True


def read_state(path: Path) -> State:
    """Return a workbook as plain fields."""
    return state_of(open_book(path).portfolio)
