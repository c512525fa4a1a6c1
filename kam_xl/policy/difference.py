"""Where two policies differ, key by key, as `kam policy diff` shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kam_xl.policy.codec import flat, to_dict
from kam_xl.policy.model import Policy
from kam_xl.values import value


@value
class Change:
    """One value of the policy that differs: its dotted key (`scoring.entry_points`), old and new; None: not there."""

    key: str
    old: str | float | bool | None
    new: str | float | bool | None


def difference(old: Policy, new: Policy) -> list[Change]:
    """Return what differs between two policies, in the order of the policy file, and last where an order differs.

    Numbers in the units of the policy (points, days, hours, fractions); texts apart for each language
    (`criteria.large.name.ru`), steps of a scale by their place from 0 (`scale.grades.3.en`), questions, groups and
    roles by their id (`center.roles.buyer.cadence`). Of an order only the first place from 0 that differs is told, with
    the ids that stand there (`center.roles.2`); what only one of the two policies has does not count for it.
    """
    before, after = to_dict(old), to_dict(new)
    return [*_of_values(flat(before), flat(after)), *_of_order(_ids(before), _ids(after))]


def _of_values(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key in [*old, *(key for key in new if key not in old)]:
        if old.get(key) != new.get(key):
            yield Change(key, old.get(key), new.get(key))


def _of_order(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[Change]:
    for key in [key for key in old if key in new]:
        before = [id for id in old[key] if id in new[key]]
        after = [id for id in new[key] if id in old[key]]
        place = next((i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other), None)
        if place is not None:
            yield Change(f"{key}.{place}", before[place], after[place])


def _ids(data: Any, key: str = "") -> dict[str, list[str]]:
    """Return the ids of every list whose rows have them, by the dotted key of the list."""
    found: dict[str, list[str]] = {}
    if isinstance(data, list):
        rows = {row["id"]: row for row in data if "id" in row}
        if rows:
            found[key] = list(rows)
        data = rows
    if isinstance(data, Mapping):
        for name, below in data.items():
            found |= _ids(below, f"{key}.{name}" if key else name)
    return found
