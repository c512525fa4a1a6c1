"""Joint reviews and signatures of a plan (DOMAIN.md section 9.3): what is signed, by whom, and when to look again.

A review row signs where it has a date, a version and the names of manager and head. The signature that counts is the
one with the latest date, of several on one day the lowest row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from kam_xl.model_tasks import Review
from kam_xl.policy import PlanRules
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import PlanRows


class Signature(StrEnum):
    """How a plan stands to its last signature."""

    UNSIGNED = "unsigned"
    CHANGED = "changed"
    SIGNED = "signed"


def last_signed(reviews: Sequence[Review]) -> Review | None:
    """Return the review whose signature counts, None where manager and head have not both signed a version."""
    return _latest(one for one in reviews if _named(one) and one.version is not None)


def last_review(reviews: Iterable[Review]) -> Review | None:
    """Return the review with the latest date, signed or not, of several on one day the lowest row."""
    return _latest(reviews)


def unstamped(review: Review) -> bool:
    """Tell whether manager and head have put their names, and the version that they sign is still to be stamped."""
    return _named(review) and review.version is None


def signature(rows: PlanRows) -> Signature:
    """Return `changed` where the last signed version is not the plan's own, `unsigned` where none is signed."""
    signed = last_signed(rows.reviews)
    if signed is None:
        return Signature.UNSIGNED
    return Signature.SIGNED if signed.version == version(rows) else Signature.CHANGED


def review_due(rows: PlanRows, rules: PlanRules) -> dt.date | None:
    """Return the day of the next joint review; it is overdue from the day after.

    The last dated review (signed or not) says it, by its `next_review`; else the plan's `next_review`; else it is
    `review_days` after that review. None where there is neither a review nor a day.
    """
    last = last_review(rows.reviews)
    if last is not None and last.next_review is not None:
        return last.next_review
    if rows.plan and rows.plan.next_review is not None:
        return rows.plan.next_review
    return last.date + dt.timedelta(days=rules.review_days) if last is not None and last.date is not None else None


def _named(review: Review) -> bool:
    return bool(review.manager.strip() and review.head.strip())


def _latest(reviews: Iterable[Review]) -> Review | None:
    best: Review | None = None
    for one in reviews:
        if one.date is not None and (best is None or best.date is None or one.date >= best.date):
            best = one
    return best
