"""What tells two books apart that hold the same or not the same: a print of the content, and the moment it is from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from kam_xl.exchange.state import State
from kam_xl.model import Portfolio

AHEAD = dt.timedelta(days=1)
"""How far a book's own clock may run ahead of its arrival; beyond that it is wrong."""


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


def stamp_of(portfolio: Portfolio, saved: dt.datetime | None, received: dt.datetime) -> dt.datetime:
    """Return the moment that a version of a book is from, in UTC, by which versions are ordered.

    That is the later of when it was sent and when its program last saved it. Where neither is known, or the clock that
    says so is wrong (more than a day after the book arrived), it is the arrival.
    """
    moments = [one for one in (_sent(portfolio), saved) if one is not None and one <= received + AHEAD]
    return max(moments, default=received)


def _sent(portfolio: Portfolio) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(portfolio.sent.at) if portfolio.sent else None
        if moment is None:
            return None
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
