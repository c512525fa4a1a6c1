"""Keep what a version was judged to be: the rows of the team's tables and the findings, once for a policy and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from kam_xl.exchange.digest import Judged
from kam_xl.exchange.store.codec import findings_from_text, findings_to_text, rows_from_text, rows_to_text
from kam_xl.exchange.store.moments import sound
from kam_xl.exchange.store.tables import ACCOUNT_STATUS, JUDGED_ROWS, JUDGINGS
from kam_xl.exchange.team_tables import ACCOUNTS, KEYS, Row, TeamTable
from kam_xl.findings import Finding

_OF_ACCOUNTS = (
    "verdict", "manager_key", "company_key", "on_record", "key_since", "points", "influence", "margin", "stake",
)  # fmt: skip
_OF_KEYS = (
    "complete", "fresh", "required", "covered", "signature", "signed_on", "sales_last", "extra_margin", "budget",
)  # fmt: skip
KEPT = 3
"""Last judgements kept of each version beside the first: several collections may run by other policies or days."""
_FLAGS = frozenset(("manager_key", "company_key", "on_record"))
_TEXTS = frozenset(("verdict", "signature"))


def write_judged(
    connection: Connection,
    submission: int,
    judged: Judged,
    rows: Mapping[str, Sequence[Row]],
    findings: Sequence[Finding],
) -> None:
    """Write what a version was judged to be, where that is not kept yet: equal policies and days give equal rows."""
    if _judging(connection, submission, judged) is not None:
        return
    row = {
        "submission": submission,
        "policy": judged.policy,
        "as_of": judged.as_of.isoformat(),
        "findings": findings_to_text(findings),
    }
    key = connection.execute(insert(JUDGINGS).values(row)).inserted_primary_key
    judging = key[0] if key is not None else None
    contents = [{"judging": judging, "tbl": name, "content": rows_to_text(ones)} for name, ones in rows.items()]
    if contents:
        connection.execute(insert(JUDGED_ROWS), contents)
    if statuses := [{"judging": judging, **one} for one in status_rows(rows)]:
        connection.execute(insert(ACCOUNT_STATUS), statuses)
    _forget_old(connection, submission)


def _forget_old(connection: Connection, submission: int) -> None:
    """Delete all but the first judgement of a version, which is that of its time, and the newest ones.

    Who collects every day would fill the disk with them.
    """
    newest = select(JUDGINGS.c.id).where(JUDGINGS.c.submission == submission).order_by(JUDGINGS.c.id.desc())
    if old := list(connection.scalars(newest))[KEPT:-1]:
        for table in (JUDGED_ROWS, ACCOUNT_STATUS):
            connection.execute(delete(table).where(table.c.judging.in_(old)))
        connection.execute(delete(JUDGINGS).where(JUDGINGS.c.id.in_(old)))


def status_rows(rows: Mapping[str, Sequence[Row]]) -> Iterator[dict[str, Any]]:
    """Yield what the judged rows say of each account, with the figures of key accounts where it is one."""
    keys = {one["account_id"]: one for one in _dicts(KEYS, rows)}
    for one in _dicts(ACCOUNTS, rows):
        key = keys.get(one["account_id"], {})
        yield {
            "account_id": sound(str(one["account_id"] or "")),
            "account": sound(str(one["account"] or "")),
            **{name: _cell(name, one[name]) for name in _OF_ACCOUNTS},
            **{name: _cell(name, key.get(name)) for name in _OF_KEYS},
        }


def _dicts(table: TeamTable, rows: Mapping[str, Sequence[Row]]) -> Iterator[dict[str, Any]]:
    keys = table.keys
    for row in rows.get(table.name, ()):
        yield dict(zip(keys, row, strict=True))


def _cell(name: str, content: Any) -> Any:
    if name in _FLAGS:
        return int(bool(content))
    if name in _TEXTS:
        return str(content or "")
    return content.isoformat() if isinstance(content, dt.date) else content


def _judging(connection: Connection, submission: int, judged: Judged) -> int | None:
    by = and_(JUDGINGS.c.policy == judged.policy, JUDGINGS.c.as_of == judged.as_of.isoformat())
    found: int | None = connection.scalar(select(JUDGINGS.c.id).where(JUDGINGS.c.submission == submission, by))
    return found


def judged_rows(
    connection: Connection, submission: int, judged: Judged, tables: Collection[str] = ()
) -> dict[str, list[Row]] | None:
    """Return the rows of a version by table, of all tables where none are named; None where it was not judged so."""
    judging = _judging(connection, submission, judged)
    if judging is None:
        return None
    asked = select(JUDGED_ROWS.c.tbl, JUDGED_ROWS.c.content).where(JUDGED_ROWS.c.judging == judging)
    if tables:
        asked = asked.where(JUDGED_ROWS.c.tbl.in_(sorted(tables)))
    return {row.tbl: rows_from_text(row.content) for row in connection.execute(asked)}


def judged_findings(connection: Connection, submission: int, judged: Judged) -> list[Finding] | None:
    """Return the findings of a version, None where it was not judged so."""
    judging = _judging(connection, submission, judged)
    if judging is None:
        return None
    return findings_from_text(connection.scalar(select(JUDGINGS.c.findings).where(JUDGINGS.c.id == judging)) or "[]")


def judgings_of(connection: Connection, submission: int) -> frozenset[Judged]:
    """Return by which policies and as of which days a version was judged."""
    asked = select(JUDGINGS.c.policy, JUDGINGS.c.as_of).where(JUDGINGS.c.submission == submission)
    return frozenset(Judged(row.policy, dt.date.fromisoformat(row.as_of)) for row in connection.execute(asked))
