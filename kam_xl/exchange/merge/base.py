"""What is known of a book as both sides had it: its values, or only prints of them, or nothing."""

from __future__ import annotations

from typing import Any

from kam_xl.exchange.prints import Prints, print_of
from kam_xl.exchange.state import State, same
from kam_xl.sheets.book_records import ACCOUNT_RECORDS, fields_of, kept_of
from kam_xl.values import value


@value
class Base:
    """The version that both sides started from: `values` where somebody kept it, else `prints` of its fields.

    Prints tell whether a field was changed, and not what it was. Where neither is there, nothing is known, and what
    differs may be anybody's change.
    """

    values: State | None = None
    prints: Prints | None = None

    @property
    def known(self) -> bool:
        """Tell whether anything is known at all."""
        return self.values is not None or self.prints is not None

    def has(self, table: str, id: str) -> bool:
        """Tell whether a record was there."""
        return (self.values is not None and id in self.values.tables.get(table, {})) or (
            self.prints is not None and id in self.prints.get(table, {})
        )

    def knows(self, table: str, id: str, field: str) -> bool:
        """Tell whether a change of a field would be seen."""
        return self.has_value(table, id, field) or (
            self.prints is not None and field in self.prints.get(table, {}).get(id, {})
        )

    def changed(self, table: str, id: str, field: str, now: Any) -> bool:
        """Tell whether a field that is known is another one now."""
        if self.values is not None and self.has_value(table, id, field):
            return not same(self.values.tables[table][id][field], now)
        return self.prints is not None and self.prints[table][id][field] != print_of(now)

    def value(self, table: str, id: str, field: str) -> Any:
        """Return what a field was, None where only its print is known, or nothing."""
        if self.values is None:
            return None
        return self.values.tables.get(table, {}).get(id, {}).get(field)

    def likeness(self, table: str, record: Any) -> int:
        """Return how many fields of a record are as they were in the one of its id, the name of the client left out."""
        kept = kept_of(table)
        fields = fields_of(kept, record)
        if kept is not ACCOUNT_RECORDS:
            del fields["account"]
        known = (key for key in fields if self.knows(table, record.id, key))
        return sum(not self.changed(table, record.id, key, fields[key]) for key in known)

    def has_value(self, table: str, id: str, field: str) -> bool:
        """Tell whether the value of a field is known, and not only its print."""
        return self.values is not None and field in self.values.tables.get(table, {}).get(id, {})
