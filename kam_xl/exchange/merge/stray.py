"""A cell of theirs that cannot be read, in a row that holds nothing else: it belongs to no record, and is kept."""

from __future__ import annotations

import json

from kam_xl.exchange.merge.rows import Source, conflict_id
from kam_xl.exchange.merge.unreadable import Unreadable
from kam_xl.exchange.merge.wording import Wording
from kam_xl.model_exchange import Conflict


def stray_conflict(found: Unreadable, words: Wording, source: Source) -> Conflict:
    """Return the row that shows such a cell; it goes when a person chooses mine."""
    table, _, key = found.cell
    return Conflict(
        id=conflict_id(table, found.where.cell, key),
        account="",
        table=table,
        record="",
        field=key,
        name=found.where.in_(words.lang),
        column=words.column(table, key),
        base="",
        mine="",
        theirs=found.text,
        choice="",
        who=source.who,
        date=source.date,
        file=source.file,
        value=json.dumps({"unreadable": True}),
    )
