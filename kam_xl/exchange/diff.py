"""Compare two versions of a book: every record added, deleted or changed, field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.names import account_names, with_references
from kam_xl.exchange.merge.rows import about
from kam_xl.exchange.merge.unreadable import unreadable_cells
from kam_xl.exchange.merge.version import Version, columns_in
from kam_xl.exchange.merge.wording import Wording
from kam_xl.exchange.prints import Prints, from_text
from kam_xl.exchange.state import Fields, canonical, same, state_of
from kam_xl.exchange.unsent import Unsent, unsent_of
from kam_xl.i18n import Lang
from kam_xl.sheets.parse import Parsed
from kam_xl.values import value


@value
class Difference:
    """One field that differs, or a record that one version lacks (`field` and `column` are "" then)."""

    happened: Literal["changed", "added", "deleted"]
    account: str
    name: str
    column: str
    old: str
    new: str
    table: str
    record: str
    field: str


class _Side(NamedTuple):
    """One of the two versions, and what of the book it did not bring."""

    version: Version
    unsent: Unsent

    def would_have(self, table: str, id: str, fields: Fields) -> bool:
        """Tell whether this version would hold a record if it were in its book: rows of some kinds stay at home."""
        version = self.version
        there = version.columns is None or table in version.columns
        return version.had(table, id) or (there and not self.unsent.lacks_row(table, fields))


def compare(one: Parsed, other: Parsed, lang: Lang) -> tuple[Difference, ...]:
    """Return what differs from one version of a book to another, in the order of the tables.

    What the other never got (a column that is not there, a field or a kind of row that was not sent) is no difference.
    """
    before, after = _sides(one, other)
    old, new, _ = with_references(before.version.state, after.version.state)
    words = Wording(lang, one.policy, account_names((new, old)))
    return tuple(
        found
        for table in old.tables
        for found in _table(table, old.tables[table], new.tables.get(table, {}), (before, after), words)
    )


def _sides(one: Parsed, other: Parsed) -> tuple[_Side, _Side]:
    first = with_ids(one.portfolio)
    second = with_ids(other.portfolio, Base(state_of(first)).likeness)
    sides = []
    for parsed, numbered in ((one, first), (other, second)):
        unreadable = {cell.cell: cell.text for cell in unreadable_cells(parsed, numbered)}
        state = state_of(numbered)
        sides.append(_Side(Version(state, columns_in(parsed), _sent(parsed), unreadable), unsent_of(parsed, state)))
    return sides[0], sides[1]


def _sent(parsed: Parsed) -> Prints | None:
    sent = parsed.portfolio.sent
    try:
        return from_text(sent.prints) if sent and sent.prints else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _table(
    table: str,
    old: Mapping[str, Fields],
    new: Mapping[str, Fields],
    sides: tuple[_Side, _Side],
    words: Wording,
) -> Iterator[Difference]:
    before, after = sides
    for id, fields in old.items():
        if id in new:
            yield from _changed(table, id, fields, new[id], sides, words)
        elif after.would_have(table, id, fields):
            yield _whole("deleted", table, id, fields, words)
    for id, fields in new.items():
        if id not in old and before.would_have(table, id, fields):
            yield _whole("added", table, id, fields, words)


def _changed(
    table: str, id: str, old: Fields, new: Fields, sides: tuple[_Side, _Side], words: Wording
) -> Iterator[Difference]:
    versions = [side.version for side in sides]
    for key, was in old.items():
        text = versions[1].unreadable.get((table, id, key), "")
        now = new.get(key)
        absent = any(
            not canonical(one) and not version.holds(table, id, key)
            for one, version in zip((was, now), versions, strict=True)
        )
        if text or (not same(was, now) and not absent):
            on = about(table, id, key, new, words)
            shown = text or words.shown(table, key, now)
            yield Difference(
                "changed", on.account, on.name, on.column, words.shown(table, key, was), shown, table, id, key
            )


def _whole(happened: Literal["added", "deleted"], table: str, id: str, fields: Fields, words: Wording) -> Difference:
    on = about(table, id, "", fields, words)
    told = words.summary(table, fields)
    old, new = ("", told) if happened == "added" else (told, "")
    return Difference(happened, on.account, on.name, "", old, new, table, id, "")


def as_dict(one: Difference) -> dict[str, Any]:
    """Return a difference as data."""
    names = ("happened", "account", "name", "column", "old", "new", "table", "record", "field")
    return {key: getattr(one, key) for key in names}
