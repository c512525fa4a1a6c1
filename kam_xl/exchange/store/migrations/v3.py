"""Version 3: versions that are copies say what they did not bring, so that it is not taken for changed or deleted.

Versions that came before say nothing of it; what differs between them stays as it was called.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Integer, MetaData, Table

from kam_xl.exchange.store.columns import own, text

_METADATA = MetaData()
Table("submissions", _METADATA, own())
_UNSENT = Table(
    "unsent",
    _METADATA,
    Column("submission", Integer, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    text("content"),
)


def say_what_was_not_sent(connection: Connection) -> None:
    """Add the table; the table of versions is there."""
    _UNSENT.create(connection)
