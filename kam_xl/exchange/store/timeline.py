"""What differs between two versions of a book, and how an older version follows from a newer one.

Only the newest version is kept in full; each one before it follows from what changed since, taken back one by one. A
version may arrive late and take its place between two others. All here is computed on plain JSON data: table →
record's id → field → value, days as texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from kam_xl.exchange.state import same
from kam_xl.values import value

Records = dict[str, dict[str, Any]]
Tables = Mapping[str, Records]


@value
class Change:
    """One field that differs, or a record that came or went.

    For a whole record `field` is "", and `old` holds the fields of one that went.
    """

    kind: Literal["added", "changed", "deleted"]
    table: str
    record: str
    field: str
    old: Any
    new: Any


def settled(records: Records, *neighbours: Records) -> Records:
    """Return a version's records, each value as it stands in a neighbour that says the same in another form.

    Programs that save a book write 2 for 2.0 and blanks of other kinds; neither is a change. So values of versions that
    follow each other are equal where they count as equal.
    """
    return {id: _settled(fields, [near[id] for near in neighbours if id in near]) for id, fields in records.items()}


def _settled(fields: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any]:
    # The neighbour's own, since 2 and 2.0 are equal here and are not as texts.
    if equal := next((other for other in others if fields == other), None):
        return equal
    return {key: _as_held(key, own, others) for key, own in fields.items()}


def _as_held(key: str, own: Any, others: list[dict[str, Any]]) -> Any:
    return next((one[key] for one in others if key in one and same(one[key], own)), own)


def changes(old: Tables, new: Tables) -> Iterator[Change]:
    """Yield what differs between two versions that follow each other, both settled."""
    for table in dict.fromkeys((*old, *new)):
        yield from _in_table(table, old.get(table, {}), new.get(table, {}))


def _in_table(table: str, old: Records, new: Records) -> Iterator[Change]:
    for id, fields in new.items():
        if id not in old:
            yield Change("added", table, id, "", None, None)
        elif old[id] != fields:
            yield from _in_record(table, id, old[id], fields)
    for id, fields in old.items():
        if id not in new:
            yield Change("deleted", table, id, "", fields, None)


def _in_record(table: str, id: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key in dict.fromkeys((*old, *new)):
        if not same(old.get(key), new.get(key)):
            yield Change("changed", table, id, key, old.get(key), new.get(key))


def take_back(tables: dict[str, Records], change: Change) -> None:
    """Turn a version into the one before it, a change at a time.

    Raises:
        ValueError: the change does not fit, so that something is lost.
    """
    records = tables.setdefault(change.table, {})
    held = records.get(change.record)
    fits = held is None if change.kind == "deleted" else held is not None
    if not fits or (held is not None and change.field and held.get(change.field) != change.new):
        raise ValueError(f"{change.table} {change.record} {change.field}")
    match change.kind:
        case "added":
            del records[change.record]
        case "deleted":
            records[change.record] = change.old
        case "changed":
            records[change.record] = {**records[change.record], change.field: change.old}
