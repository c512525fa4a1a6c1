"""The cap: how many key accounts a manager can carry, and who has a place (DOMAIN.md section 5).

limit = min(`capacity.cap`, floor(hours · `share_for_key` ÷ `hours_per_account`)). Accounts that qualify are ranked by
points, then stake × influence, then id, then their place in the table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kam_xl.policy import Policy
from kam_xl.rules.numbers import round6

RankKey = tuple[float, float, str, int]
"""What orders qualifying accounts, best first: −points, −(stake × influence), id, row of the table."""


def hours_limit(policy: Policy, hours: float | None) -> int:
    """Return how many key accounts the hours allow; hours a month, the policy's usual ones where none are typed."""
    capacity = policy.capacity
    counted = hours if hours and hours > 0 else capacity.monthly_hours
    return math.floor(round6(counted * capacity.share_for_key / capacity.hours_per_account))


def account_limit(policy: Policy, hours: float | None) -> int:
    """Return how many key accounts the manager may have at most; hours a month."""
    return int(min(policy.capacity.cap, hours_limit(policy, hours)))


def ranks(keys: Sequence[RankKey | None]) -> list[int | None]:
    """Return the rank of each account, from 1; None where it does not qualify.

    Args:
        keys: a rank key for each account that qualifies, None for the others.
    """
    order = sorted((key, i) for i, key in enumerate(keys) if key is not None)
    found: list[int | None] = [None] * len(keys)
    for rank, (_, i) in enumerate(order, start=1):
        found[i] = rank
    return found
