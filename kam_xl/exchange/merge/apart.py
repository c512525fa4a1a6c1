"""Reviews that both sides typed of one client on one day: two rows where they say different things.

A review may become a signature, and nobody signs what another wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.rows import merge_of
from kam_xl.exchange.merge.signing import REVIEWS
from kam_xl.exchange.state import canonical
from kam_xl.model import Portfolio, record_id
from kam_xl.model_exchange import LogEntry
from kam_xl.model_tasks import Review
from kam_xl.sheets.book_records import fields_of, kept_of


def with_own_reviews(theirs: Portfolio, mine: Portfolio, base: Base, log: Iterable[LogEntry]) -> Portfolio:
    """Return theirs in which a review that it added has an id of its own where mine typed another one.

    Args:
        theirs: every record has its id, a typed review the one of client and day.
        mine: likewise.
        base: without one nobody can tell who typed a review, and both stay one row.
        log: it has the reviews that came from theirs before; mine may have changed those since.
    """
    own = {one.id: one for one in mine.tasks.reviews}
    came = {one.record for one in log if one.action == "added" and one.table == REVIEWS and merge_of(one)}

    def numbered(one: Review) -> Review:
        new = record_id("v", one.id, "theirs")
        if not base.known or base.has(REVIEWS, one.id) or one.id in came:
            return one
        apart = new in own or new in came or (one.id in own and _differ(own[one.id], one))
        return replace(one, id=new) if apart else one

    return replace(theirs, tasks=replace(theirs.tasks, reviews=tuple(map(numbered, theirs.tasks.reviews))))


def _differ(one: Review, other: Review) -> bool:
    """Tell whether two reviews say different things; what only one of them says does not count."""
    both = (fields_of(kept_of(REVIEWS), each) for each in (one, other))
    pairs = zip(*(map(canonical, fields.values()) for fields in both), strict=True)
    return any(left and right and left != right for left, right in pairs)
