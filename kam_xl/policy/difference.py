"""Where two policies differ, key by key, as `kam policy diff` shows it."""

from __future__ import annotations

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
    """Return what differs between two policies, in the order of the policy file.

    Numbers in the units of the policy (points, days, hours, fractions); texts apart for each language
    (`criteria.large.name.ru`), items of a scale by their place from 0 (`scale.grades.3.en`).
    """
    before, after = flat(to_dict(old)), flat(to_dict(new))
    keys = [*before, *(key for key in after if key not in before)]
    return [Change(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]
