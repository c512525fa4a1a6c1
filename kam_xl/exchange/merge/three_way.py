"""The merge itself: two versions and what is known of the one that both come from give the new one.

Pure, and alike for both sides: with sides exchanged the same fields come out, but for those in conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.names import ACCOUNTS, account_names, distinct_names, with_references
from kam_xl.exchange.merge.version import Version
from kam_xl.exchange.state import SETUP, Fields, Records, State, account_reference, canonical, same
from kam_xl.values import value

Side = Literal["mine", "theirs"]
Happened = Literal["changed", "added", "deleted", "renamed"]


@value
class Change:
    """One thing that is other than in mine, or that mine deleted and theirs left alone (`by` mine, `old` gone).

    `field` is "" where a whole record was added or deleted; `old` and `new` are then its fields, None for none.
    """

    happened: Happened
    table: str
    record: str
    field: str
    old: Any
    new: Any
    by: Side = "theirs"


@value
class Clash:
    """One thing on which both sides differ and that a person has to decide; until then mine stands.

    `field` is "" where one side deleted a record that the other changed: that side is `deleted_by`, and the record
    stays as the other has it. `text` is what theirs holds where it cannot be read. `base` is None where it is unknown.
    """

    table: str
    record: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    deleted_by: Side | None = None
    text: str = ""


Said = Literal["theirs", "mine", "neither", ""]
"""Who still says of a thing what theirs said when it was last merged; "" where that is not known."""


@value
class Merged:
    """What came of a merge: the new fields, what changed, what has to be decided.

    `mine` and `theirs` are the versions as compared; a record of `tables` that did not change is the very one of mine.
    `names` are those of all clients of either version, by reference.
    """

    tables: Mapping[str, Records]
    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]
    mine: State
    theirs: State
    names: Mapping[str, str]


def nothing_said(_: Clash) -> Said:
    """Tell that theirs was never merged before."""
    return ""


def merge(mine: Version, theirs: Version, base: Base, said: Callable[[Clash], Said] = nothing_said) -> Merged:
    """Return two versions of one book as one.

    Args:
        mine: the version that stands where both disagree.
        theirs: the version that came.
        base: what is known of the version that both come from.
        said: tells of a thing that differs which side says what theirs said before. Where theirs does, it was decided
            then: mine stands and nobody is asked again. Where mine does, only theirs changed it since.
    """
    own, other, before = with_references(mine.state, theirs.state, base.values)
    work = _Work(replace(mine, state=own), replace(theirs, state=other), replace(base, values=before), said)
    tables = {table: work.table(table) for table in own.tables}
    renamed = work.with_distinct_names(tables)
    result = replace(own, tables=renamed)
    names = account_names((result, own, other, *([before] if before else [])))
    return Merged(renamed, tuple(work.changes), tuple(work.clashes), own, other, names)


class _Work:
    """One merge under way; it gathers what changed and what is to be decided."""

    def __init__(self, mine: Version, theirs: Version, base: Base, said: Callable[[Clash], Said]) -> None:
        self.mine, self.theirs, self.base, self.said = mine, theirs, base, said
        self.changes: list[Change] = []
        self.clashes: list[Clash] = []
        # Clients whose deletion by one side is in dispute or was decided: whether they stay, their rows with them.
        self.disputed: dict[tuple[str, Side], bool] = {}

    def table(self, table: str) -> Records:
        """Return the records of a table: mine in their order, then those that theirs adds."""
        own, other = self.mine.state.tables[table], self.theirs.state.tables.get(table, {})
        found: dict[str, Fields] = {}
        for id, fields in own.items():
            kept = self.both(table, id, fields, other[id]) if id in other else self.alone(table, id, fields, "mine")
            if kept is not None:
                found[id] = kept
        for id, fields in other.items():
            if id not in own and (kept := self.alone(table, id, fields, "theirs")) is not None:
                found[id] = kept
        self.unreadable(table, found)
        return found

    def both(self, table: str, id: str, own: Fields, other: Fields) -> Fields:
        """Return a record that both sides have, field by field."""
        if own == other:
            return own
        # A row that theirs had added has no base: what was said of it as a whole tells who changed it since.
        row = "" if self.base.has(table, id) else self.said(Clash(table, id, "", None, own, other))
        taken = {key: other[key] for key, now in own.items() if self.takes(table, id, key, now, other[key], row)}
        for key, new in taken.items():
            happened: Happened = "renamed" if (table, key) == (ACCOUNTS, "account") else "changed"
            self.changes.append(Change(happened, table, id, key, own[key], new))
        return {**own, **taken} if taken else own

    def takes(self, table: str, id: str, key: str, own: Any, other: Any, row: Said) -> bool:
        """Tell whether theirs is taken for a field; where both changed it a clash is noted, and mine stands."""
        if same(own, other):
            return False
        clash = Clash(table, id, key, self.base.value(table, id, key), own, other)
        said = self.said(clash) or (row if row != "neither" else "")
        if said == "theirs" or (table, id, key) in self.theirs.unreadable:
            return False
        if self.compares(table, id, key):
            own_change = self.base.changed(table, id, key, own)
            other_change = self.base.changed(table, id, key, other)
        else:
            own_change, other_change = bool(canonical(own)), bool(canonical(other))
        nameless = (table, key) == (ACCOUNTS, "account") and not (canonical(own) and canonical(other))
        asks = said != "mine" and own_change and (other_change or said == "neither")
        if asks or nameless:
            self.clashes.append(clash)
            return False
        return other_change or said == "mine"

    def compares(self, table: str, id: str, key: str) -> bool:
        """Tell whether base and both sides can be compared; else a blank gives way and two values are a clash."""
        return self.base.knows(table, id, key) and self.mine.holds(table, id, key) and self.theirs.holds(table, id, key)

    def alone(self, table: str, id: str, fields: Fields, has: Side) -> Fields | None:
        """Return a record that one side has; None where the other deleted it and this one left it as it was."""
        by: Side = "theirs" if has == "mine" else "mine"
        whole = self.completed(table, id, fields, has)
        before = self.base.values.tables[table].get(id) if self.base.values else None
        clash = Clash(table, id, "", before, whole if has == "mine" else None, None if has == "mine" else whole, by)
        said = self.said(clash)
        lacks = self.theirs if has == "mine" else self.mine
        known = self.base.has(table, id) and lacks.had(table, id)
        if known and table not in (ACCOUNTS, SETUP) and (fields["account"], by) in self.disputed:
            return whole if self.disputed[fields["account"], by] else None
        if said == "theirs":
            return self.as_decided(table, id, whole, by, has == "mine")
        if (said == "mine" and has == "theirs") or (not said and not known):
            if has == "theirs":
                self.changes.append(Change("added", table, id, "", None, fields))
            return fields
        if said == "mine" or (not said and not self.touched(table, id, fields, has)):
            self.changes.append(Change("deleted", table, id, "", whole, None, by))
            return None
        self.clashes.append(clash)
        return self.as_decided(table, id, whole, by, True)

    def as_decided(self, table: str, id: str, whole: Fields, by: Side, stays: bool) -> Fields | None:
        """Return a record that one side deleted, if it stays; what belongs to a client stays or goes with him."""
        if table == ACCOUNTS:
            self.disputed[account_reference(id), by] = stays
        return whole if stays else None

    def completed(self, table: str, id: str, fields: Fields, has: Side) -> Fields:
        """Return a record with the values that its side never got, where the base has them."""
        side = self.mine if has == "mine" else self.theirs
        missing = {
            key: self.base.value(table, id, key)
            for key, now in fields.items()
            if not canonical(now) and not side.holds(table, id, key) and self.base.has_value(table, id, key)
        }
        return {**fields, **missing} if missing else fields

    def touched(self, table: str, id: str, fields: Fields, has: Side) -> bool:
        """Tell whether the side that has a record changed it since theirs was last merged.

        What it was never sent does not count while blank.
        """
        side = self.mine if has == "mine" else self.theirs
        return any(self.changed(side, table, id, key, now) for key, now in fields.items()) or any(
            (table, id) == cell[:2] for cell in side.unreadable
        )

    def changed(self, side: Version, table: str, id: str, key: str, now: Any) -> bool:
        """Tell whether a side changed a field; a field that was not sent to it counts where it typed something."""
        if not (side.holds(table, id, key) and self.base.knows(table, id, key)):
            if not canonical(now):
                return False
            if not self.base.has_value(table, id, key):
                return side.sent is not None
        return self.base.changed(table, id, key, now) and self.said(Clash(table, id, key, None, now, now)) != "theirs"

    def unreadable(self, table: str, found: Mapping[str, Fields]) -> None:
        """Note what theirs holds and nobody can read."""
        for (name, id, key), text in self.theirs.unreadable.items():
            if name == table:
                own = self.mine.state.tables[table].get(id, {}).get(key)
                clash = Clash(table, id, key, self.base.value(table, id, key), own, None, text=text)
                if self.said(clash) != "theirs":
                    self.clashes.append(clash)

    def with_distinct_names(self, tables: Mapping[str, Records]) -> Mapping[str, Records]:
        """Return the tables with another name for a client who would be called like another one."""
        accounts = tables.get(ACCOUNTS, {})
        renamed = distinct_names(accounts, (id for id in accounts if self.base.has(ACCOUNTS, id)))
        for id, name in renamed.items():
            self.changes.append(Change("renamed", ACCOUNTS, id, "account", accounts[id]["account"], name))
        found = {id: {**fields, "account": renamed[id]} if id in renamed else fields for id, fields in accounts.items()}
        return {**tables, **({ACCOUNTS: found} if renamed else {})}
