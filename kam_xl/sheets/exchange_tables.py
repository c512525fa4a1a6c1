"""The tables that merging keeps: where two versions of a book disagree, and every change that came from elsewhere."""

from __future__ import annotations

from kam_xl.sheets.shape import Column, Table


def _record(key: str, kind: str, width: float, *, choices: str = "", working: bool = False) -> Column:
    return Column(key, kind, "record", width=width, choices=choices, working=working)  # type: ignore[arg-type]


CONFLICTS = Table(
    "tblConflicts",
    "conflicts",
    (
        _record("account", "long_text", 26),
        _record("name", "long_text", 30),
        _record("column", "text", 20),
        _record("base", "long_text", 24),
        _record("mine", "long_text", 32),
        _record("theirs", "long_text", 32),
        Column("choice", "choice", width=14, choices="sides"),
        _record("who", "text", 18),
        _record("date", "date", 12),
        _record("file", "long_text", 22),
        _record("table", "text", 14, working=True),
        _record("record", "text", 13, working=True),
        _record("field", "text", 16, working=True),
        _record("value", "text", 20, working=True),
        _record("id", "text", 13, working=True),
    ),
    tool="exchange",
    frozen=2,
)

LOG = Table(
    "tblLog",
    "log",
    (
        _record("date", "date", 12),
        _record("action", "choice", 15, choices="log_actions"),
        _record("account", "long_text", 28),
        _record("name", "long_text", 34),
        _record("column", "text", 22),
        _record("old", "long_text", 34),
        _record("new", "long_text", 34),
        _record("who", "text", 18),
        _record("file", "long_text", 28),
        _record("table", "text", 14, working=True),
        _record("record", "text", 13, working=True),
        _record("id", "text", 13, working=True),
    ),
    tool="exchange",
)

EXCHANGE_TABLES = (CONFLICTS, LOG)
