"""The cap: limit = min(15, floor(hours × share ÷ hours an account)); rank by points, stake × influence, id, row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.rules.cap import RankKey, account_limit, hours_limit, ranks
from tests.factories import a_policy, default_policy


@pytest.mark.parametrize(
    ("hours", "of_hours", "limit"),
    [(160.0, 16, 15), (150.0, 15, 15), (149.9, 14, 14), (40.0, 4, 4), (9.9, 0, 0), (744.0, 74, 15)],
)
def test_the_limit_is_the_smaller_of_the_ceiling_and_what_the_hours_allow(
    hours: float, of_hours: int, limit: int
) -> None:
    assert (hours_limit(default_policy(), hours), account_limit(default_policy(), hours)) == (of_hours, limit)


@pytest.mark.parametrize("hours", [None, 0.0, -8.0])
def test_without_hours_the_usual_ones_of_the_policy_count(hours: float | None) -> None:
    assert hours_limit(a_policy(capacity={"monthly_hours": 60}), hours) == 6


def test_a_quotient_that_is_whole_on_paper_is_not_rounded_down() -> None:
    """8 × 0.7 ÷ 0.8 is 6.999999999999999 in binary."""
    policy = a_policy(capacity={"share_for_key": 0.7, "hours_per_account": 0.8})
    assert 8 * 0.7 / 0.8 < 7
    assert hours_limit(policy, 8.0) == 7


def test_the_ceiling_is_the_policys() -> None:
    assert account_limit(a_policy(capacity={"cap": 3}), 160.0) == 3


def test_points_rank_first_then_stake_times_influence_then_id_then_row() -> None:
    keys: list[RankKey | None] = [
        (-50.0, -1.0, "a2", 0),
        (-50.0, -1.0, "a1", 4),
        None,
        (-70.0, -0.1, "a9", 2),
        (-50.0, -2.0, "a8", 3),
        (-50.0, -1.0, "a1", 1),
    ]
    assert ranks(keys) == [5, 4, None, 1, 2, 3]


rank_keys = st.tuples(
    st.integers(-3, 0).map(float), st.integers(-2, 0).map(float), st.sampled_from(("a", "b")), st.integers(0, 99)
)


@given(st.lists(st.none() | rank_keys, max_size=12, unique_by=lambda key: key and key[3]))
def test_ranks_are_one_to_n_in_the_order_of_the_keys(keys: list[RankKey | None]) -> None:
    found = ranks(keys)
    ranked = sorted((rank, key) for rank, key in zip(found, keys, strict=True) if rank is not None and key is not None)
    assert [rank for rank, _ in ranked] == list(range(1, len(ranked) + 1))
    assert all(better < worse for (_, better), (_, worse) in pairwise(ranked))
    assert [rank is None for rank in found] == [key is None for key in keys]
