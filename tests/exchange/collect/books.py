"""The example team as files that came, and by what they are judged."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.collect.company import Company, company
from kam_xl.exchange.collect.reading import digest
from kam_xl.exchange.digest import Digest, Refused
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.team_tables import Row, team_table
from kam_xl.i18n import Lang, Message
from kam_xl.model import Portfolio
from kam_xl.policy import Policy
from kam_xl.rules import assess
from tests.factories import default_policy

NOW = dt.datetime(2026, 10, 5, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
MANAGERS = 3


@dataclass(frozen=True)
class Came:
    """A file that came, as sources give it."""

    source: str
    data: bytes | None = None
    path: Path | None = None
    received: dt.datetime | None = NOW
    sender: str = "anna@firm.example"
    refused: Message | None = None

    @property
    def name(self) -> str:
        return self.source.rpartition(" › ")[2]


def by(policy: Policy | None = None, as_of: dt.date | None = DEMO_AS_OF, today: dt.date = TODAY) -> Company:
    """Return by what tests judge: the shipped policy, as of the day that the books of the example team count with."""
    return company(policy or default_policy(), as_of, today)


@cache
def team(lang: Lang = "en") -> tuple[Portfolio, ...]:
    """Return the books of the example team, every record with its id."""
    return tuple(with_ids(one) for one in demo_portfolios(lang))


def packed(portfolio: Portfolio, policy: Policy | None = None, day: dt.date = DEMO_AS_OF) -> bytes:
    """Return the workbook of a portfolio."""
    return build(assess(portfolio, policy or default_policy(), day))


@cache
def team_files(lang: Lang = "en") -> Mapping[str, bytes]:
    """Return the workbooks of the example team by file name."""
    return {f"KAM {one.setup.manager}.xlsx": packed(one) for one in team(lang)}


@cache
def a_team_workbook() -> bytes:
    """Return a workbook that has of a team workbook only what it is known by: a table of its name."""
    package = io.BytesIO()
    with xlsxwriter.Workbook(package) as workbook:
        workbook.add_worksheet("Overview").add_table(0, 0, 1, 1, {"name": "tblTeamOverview"})
    return package.getvalue()


def judged(data: bytes, source: str = "inbox/KAM.xlsx", company: Company | None = None, **came: Any) -> Digest:
    """Return what a reader makes of a workbook that must be accepted."""
    outcome = digest(Came(source, data, **came), company or by())
    assert isinstance(outcome, Digest), outcome
    return outcome


def refused(data: bytes, source: str = "inbox/KAM.xlsx") -> Refused:
    """Return what a reader makes of a file that must be refused."""
    outcome = digest(Came(source, data), by())
    assert isinstance(outcome, Refused), outcome
    return outcome


def named(table: str, row: Row) -> dict[str, Any]:
    """Return a row of a team table by its columns."""
    return dict(zip(team_table(table).keys, row, strict=True))


def all_named(table: str, rows: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """Return the rows of a team table by their columns."""
    return [named(table, row) for row in rows[table]]
