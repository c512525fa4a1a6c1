"""How a new version of a book changes what is kept of its records: the newest one, or one that arrived late.

A record is kept once while it is unchanged: from the place `first` in time to the one before `until` (None: to the
newest). All is computed before anything is written, from the versions on both sides of the new one. Only differences
cost: a record that stays as it is needs no write, the newest version moves no place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kam_xl.exchange.state import Fields, canonical
from kam_xl.exchange.store.values import ChangeKind
from kam_xl.values import value

Key = tuple[str, str]
"""Table and id of a record."""


@value
class Span:
    """A record as it stands for a while; `text` holds its fields as JSON."""

    id: int
    first: int
    until: int | None
    text: str

    def covers(self, place: int) -> bool:
        """Tell whether the record stood so at a place in time."""
        return self.first <= place and (self.until is None or place < self.until)


@dataclass(slots=True)
class Plan:
    """What to write: new spans (key, first, until, text), other ends and beginnings (row → place).

    `texts` is the new version as it is kept: a record that counts as equal to a neighbour's has the neighbour's text.
    """

    texts: dict[Key, str] = field(default_factory=dict)
    new: list[tuple[Key, int, int | None, str]] = field(default_factory=list)
    until: dict[int, int] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)


def plan(place: int, version: Mapping[Key, str], spans: Mapping[Key, list[Span]], *, newest: bool) -> Plan:
    """Return what a version at a place asks for; the places of later versions were moved up already.

    `spans` are those of the book that cover the place before or the one after.
    """
    made = Plan()
    for key, text in version.items():
        _place(made, place, key, text, spans.get(key, []), newest)
    for key, held in spans.items():
        if key not in version:
            _absent(made, place, key, held, newest)
    return made


def _place(made: Plan, place: int, key: Key, text: str, spans: list[Span], newest: bool) -> None:
    before, after = _around(spans, place)
    equal = next((one for one in (before, after) if one is not None and same_record(one.text, text)), None)
    made.texts[key] = equal.text if equal else text
    if equal is None:
        _absent(made, place, key, spans, newest)
        made.new.append((key, place, None if newest else place + 1, text))
    elif equal is not before:
        made.first[equal.id] = place
    elif before is not after and not newest:
        made.until[equal.id] = place + 1


def _absent(made: Plan, place: int, key: Key, spans: list[Span], newest: bool) -> None:
    """Leave a place out of what stands on both sides of it."""
    before, after = _around(spans, place)
    if before is None or (after is not before and not newest):
        return
    made.until[before.id] = place
    if not newest:
        made.new.append((key, place + 1, before.until, before.text))


def _around(spans: list[Span], place: int) -> tuple[Span | None, Span | None]:
    before = next((one for one in spans if one.covers(place - 1)), None)
    return before, next((one for one in spans if one.covers(place + 1)), None)


def same_record(one: str, other: str) -> bool:
    """Tell whether two records say the same, whatever program wrote their numbers and blanks."""
    return one == other or not list(differences(json.loads(one), json.loads(other)))


def differences(old: Fields, new: Fields) -> Iterator[str]:
    """Yield the fields that differ; one that is not there is blank."""
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key) and canonical(old.get(key)) != canonical(new.get(key)):
            yield key


@value
class Change:
    """One field that differs, or a record that came or went; fields are those of the record in both versions."""

    kind: ChangeKind
    key: Key
    field: str
    old: Any
    new: Any
    fields: Fields


def changes(old: Mapping[Key, str], new: Mapping[Key, str]) -> Iterator[Change]:
    """Yield what differs between two versions that follow each other."""
    for key, text in new.items():
        if key not in old:
            yield Change("added", key, "", None, None, json.loads(text))
        elif old[key] != text:
            was, now = json.loads(old[key]), json.loads(text)
            for name in differences(was, now):
                yield Change("changed", key, name, was.get(name), now.get(name), now)
    for key, text in old.items():
        if key not in new:
            yield Change("deleted", key, "", None, None, json.loads(text))
