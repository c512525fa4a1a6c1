"""Which conflicts stand after a merge: new ones, and those of earlier merges on which nobody has chosen yet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kam_xl.exchange.merge.version import Version
from kam_xl.exchange.state import Fields, same
from kam_xl.model_exchange import Conflict


def standing(
    old: Sequence[Conflict], new: Sequence[Conflict], tables: Mapping[str, Mapping[str, Fields]], theirs: Version
) -> tuple[Conflict, ...]:
    """Return the rows of the conflicts: a new one takes the place of the one on the same field.

    An earlier one goes where its record is gone, or where theirs now says the same as the book.
    """
    fresh = {one.id: one for one in new}
    kept = [
        _again(one, fresh.pop(one.id)) if one.id in fresh else one
        for one in old
        if one.id in fresh or _open(one, tables, theirs)
    ]
    return (*kept, *fresh.values())


def _again(old: Conflict, new: Conflict) -> Conflict:
    """Return a conflict that was there before; what the person typed stays where it is about the same values."""
    return replace(new, choice=old.choice) if (old.mine, old.theirs) == (new.mine, new.theirs) else new


def _open(one: Conflict, tables: Mapping[str, Mapping[str, Fields]], theirs: Version) -> bool:
    if not one.record:
        return True
    now = tables.get(one.table, {}).get(one.record)
    other = theirs.state.tables.get(one.table, {}).get(one.record)
    if now is None:
        return False
    if not one.field:
        return other is None or _deleted_by_mine(one)
    if other is None or not theirs.holds(one.table, one.record, one.field):
        return True
    return not same(now.get(one.field), other.get(one.field))


def _deleted_by_mine(one: Conflict) -> bool:
    try:
        data = json.loads(one.value)
    except ValueError:
        return True
    return not isinstance(data, dict) or data.get("deleted_by") != "theirs"
