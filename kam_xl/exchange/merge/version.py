"""One side of a merge: a version of the book as plain fields, and what its file could not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kam_xl.exchange.prints import Prints
from kam_xl.exchange.state import SETUP, SETUP_FIELDS, State
from kam_xl.sheets.book_records import BOOK_RECORDS
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.rows import positions_of
from kam_xl.values import value

Cell = tuple[str, str, str]
"""A field by its table, the id of its record, and its key."""


@value
class Version:
    """A version of a book.

    `columns` are the fields that its file has, by table, None for all. `sent` are the prints of what was sent, None
    where the book is no copy: a record or field that is not among them never came, which is not the same as deleted.
    `unreadable` are texts in cells that take something else, as people typed them.
    """

    state: State
    columns: Mapping[str, frozenset[str]] | None = None
    sent: Prints | None = None
    unreadable: Mapping[Cell, str] = field(default_factory=dict)

    def had(self, table: str, id: str) -> bool:
        """Tell whether a record of the base was ever in this version, so that its absence means that it was deleted."""
        there = self.columns is None or table in self.columns
        return there and (self.sent is None or id in self.sent.get(table, {}))

    def holds(self, table: str, id: str, key: str) -> bool:
        """Tell whether a field says what a person wants: its column is there, it was sent, and it can be read."""
        if self.columns is not None and key not in self.columns.get(table, ()):
            return False
        return self.came(table, id, key) and (table, id, key) not in self.unreadable

    def came(self, table: str, id: str, key: str) -> bool:
        """Tell whether a field was sent, or belongs to a record that was typed later."""
        return self.sent is None or key in self.sent.get(table, {}).get(id, (key,))


def columns_in(parsed: Parsed) -> Mapping[str, frozenset[str]]:
    """Return the fields that a workbook has a column or named cell for, by table."""
    found = {SETUP: frozenset(name for name in SETUP_FIELDS if name in parsed.cells)}
    for kept in BOOK_RECORDS:
        if (raw := parsed.tables.get(kept.table.name)) is not None:
            found[kept.table.name] = frozenset(positions_of(kept.table, raw))
    return found
