"""Digests of books as collecting makes them, from the demo team or any portfolio; rows are as plain as can be."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.digest import Arrived, Digest, Judged, Refused
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.state import State, state_of, to_json
from kam_xl.exchange.team_tables import ACCOUNTS, BOOKS, DECISIONS, KEYS, Row, TeamTable
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import message
from kam_xl.model import Portfolio
from kam_xl.rules import PortfolioAssessment, assess
from tests.factories import default_policy

JUDGED = Judged("policy0000ab", DEMO_AS_OF)
DAY_ONE = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
"""When the first version of a book was saved, unless a test names another moment."""


def at(days: float) -> dt.datetime:
    """Return a moment so many days after `DAY_ONE`."""
    return DAY_ONE + dt.timedelta(days=days)


def team() -> list[Portfolio]:
    """Return the books of the demo team, in English; every record has its id."""
    return [with_ids(one) for one in demo_portfolios("en")]


def an_arrival(source: str = "inbox/KAM Anna.xlsx", received: dt.datetime = DAY_ONE, **fields: Any) -> Arrived:
    """Return a file of a name; its SHA-256 is that of the name and of `bytes`, where they are given."""
    content = f"{source}{fields.pop('bytes', '')}".encode("utf-8", "surrogatepass")
    filled = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "sender": "anna@example.com"}
    return Arrived(source, received=received, **{**filled, **fields})


def a_digest(
    portfolio: Portfolio,
    stamp: dt.datetime = DAY_ONE,
    *,
    source: str = "",
    judged: Judged = JUDGED,
    packed: str = "",
) -> Digest:
    """Return what collecting makes of a portfolio saved at a moment; `packed` makes other bytes of the same content."""
    state = state_of(portfolio)
    content = content_of(state)
    source = source or f"inbox.mbox › Plan review › KAM {portfolio.setup.manager}.xlsx"
    sha256 = hashlib.sha256(f"{content}{stamp}{packed}".encode()).hexdigest()
    arrived = an_arrival(source, stamp + dt.timedelta(hours=1), sha256=sha256)
    whole = assess(portfolio, default_policy(), judged.as_of)
    where = Location("Accounts", "B5", source)
    finding = Finding("evidence_missing", Severity.WARNING, where, {}, portfolio.setup.manager)
    return Digest(arrived, content, stamp, state, judged, rows_of(whole, state, arrived), (finding,))


def a_refusal(source: str = "inbox/holiday.xlsx", code: str = "not_a_workbook", **fields: Any) -> Refused:
    """Return a file that was refused."""
    return Refused(an_arrival(source, **fields), code, message(f"error.{code}"))


def content_of(state: State) -> str:
    """Return a print of all that a book says."""
    tables = {table: {id: to_json(one) for id, one in records.items()} for table, records in state.tables.items()}
    text = json.dumps([state.book_id, tables], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def rows_of(whole: PortfolioAssessment, state: State, arrived: Arrived) -> Mapping[str, Sequence[Row]]:
    """Return rows of the team's tables of books, accounts, key accounts and decisions; other columns are blank."""
    setup = whole.portfolio.setup
    common = {"manager": setup.manager, "book_id": state.book_id, "head": setup.head, "source": arrived.source}
    ids = list(state.tables["tblAccounts"])
    accounts, keys = [], []
    for id, item in zip(ids, whole.accounts, strict=True):
        one = {
            **common,
            "account_id": id,
            "account": item.account.account,
            "sheet": "Accounts",
            "cell": f"B{item.row + 5}",
        }
        judged = {
            "margin": item.account.margin,
            "stake": item.qualification.stake,
            "influence": item.qualification.influence,
            "points": item.qualification.points,
            "verdict": str(item.verdict),
            "manager_key": item.manager_key,
            "company_key": item.company_key,
            "on_record": item.account.on_record,
            "key_since": item.account.key_since,
        }
        accounts.append({**one, **judged})
        if item.account.on_record:
            keys.append({**one, "complete": 0.5, "fresh": 0.25, "required": 5, "covered": 3, "signature": "unsigned"})
    decisions = [{**common, "date": one.date, "account": one.account} for one in whole.portfolio.decisions]
    book = {**common, "accounts": len(accounts), "as_of": whole.as_of, "received": arrived.received}
    filled: Mapping[TeamTable, list[dict[str, Any]]] = {
        BOOKS: [book],
        ACCOUNTS: accounts,
        KEYS: keys,
        DECISIONS: decisions,
    }
    return {table.name: [_row(table, one) for one in ones] for table, ones in filled.items()}


def _row(table: TeamTable, filled: Mapping[str, Any]) -> Row:
    return tuple(filled.get(key) for key in table.keys)
