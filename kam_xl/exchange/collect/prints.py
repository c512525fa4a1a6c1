"""What tells two books apart that hold the same or not the same: a print of the content, and the moment it is from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from kam_xl.exchange.collect.company import AHEAD
from kam_xl.exchange.state import State
from kam_xl.model import Portfolio


def content_print(state: State) -> str:
    """Return a print of all that a book says, equal however it was packed, and whichever program saved it.

    Reading has made numbers alike already (15 digits, as every program keeps them); ends of lines are made so here.
    Records count in the order of their ids, so that a sorted table is no other content.
    """
    whole = hashlib.sha256()
    for table, records in sorted(state.tables.items()):
        text = json.dumps([table, [(id, *records[id].values()) for id in sorted(records)]], default=str)
        whole.update(text.replace("\\r\\n", "\\n").encode("ascii"))
    return whole.hexdigest()


def stamp_of(moments: Sequence[dt.datetime], received: dt.datetime, otherwise: dt.datetime) -> dt.datetime:
    """Return the moment that a version of a book is from, in UTC, by which versions are ordered.

    Args:
        moments: when it was sent, and when its program last saved it, as far as they are known; the later one counts.
        received: when it arrived; a clock is wrong that says more than a day later.
        otherwise: what it is from where neither is known or right.
    """
    return max((one for one in moments if one - received <= AHEAD), default=otherwise)


def sent_at(portfolio: Portfolio) -> dt.datetime | None:
    """Return when a copy was sent as it says itself, in UTC; None where it does not or makes no sense."""
    try:
        moment = dt.datetime.fromisoformat(portfolio.sent.at) if portfolio.sent else None
        if moment is None:
            return None
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
