"""Joint reviews: which signature counts, whether the plan changed since, when to meet again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import PlanRows
from kam_xl.rules.plan_signing import Signature, last_signed, review_due, signature
from tests.factories_plan import RULES, a_plan, a_review, rows_of, worked_plan


def signed_plan() -> PlanRows:
    """Return the worked plan, signed by both on 1 April 2026."""
    rows = worked_plan()
    return replace(rows, reviews=(a_review(version=version(rows)),))


def test_a_plan_that_both_signed_is_signed_until_anything_changes() -> None:
    rows = signed_plan()
    assert signature(rows) is Signature.SIGNED
    assert signature(replace(rows, plans=(a_plan(growth=0.06),))) is Signature.CHANGED
    assert signature(replace(rows, goals=rows.goals[1:])) is Signature.CHANGED


@pytest.mark.parametrize("lacks", [{"manager": " "}, {"head": ""}, {"version": None}, {"date": None}])
def test_a_review_without_date_version_or_one_of_both_names_does_not_sign(lacks: dict[str, Any]) -> None:
    assert signature(replace(signed_plan(), reviews=(a_review(**lacks),))) is Signature.UNSIGNED


def test_the_latest_signature_counts_and_of_one_day_the_lowest_row() -> None:
    old, first, second = a_review(date=dt.date(2026, 1, 1)), a_review(version=1), a_review(version=2)
    assert last_signed((first, second, old)) == second
    assert last_signed(()) is None


def test_the_last_review_says_when_to_meet_again_then_the_plan_then_the_policy() -> None:
    meeting, planned = dt.date(2026, 5, 5), dt.date(2026, 6, 6)
    said = a_review(next_review=meeting)
    assert review_due(rows_of(a_plan(next_review=planned), said), RULES) == meeting
    assert review_due(rows_of(a_plan(next_review=planned), a_review()), RULES) == planned
    assert review_due(rows_of(a_plan(), a_review()), RULES) == dt.date(2026, 7, 2)
    assert review_due(rows_of(a_plan()), RULES) is None


def test_a_review_counts_for_the_next_meeting_whether_signed_or_not() -> None:
    unsigned = a_review(head="", date=dt.date(2026, 6, 1))
    assert review_due(rows_of(a_plan(), a_review(), unsigned), RULES) == dt.date(2026, 9, 1)
