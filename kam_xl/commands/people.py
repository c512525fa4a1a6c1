"""The people of a workbook's buying centers with the rows that they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kam_xl.findings import Location
from kam_xl.i18n import Message, message
from kam_xl.model import Portfolio
from kam_xl.model_tasks import Member
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.task_tables import MEMBERS

TABLE = MEMBERS.name


class People:
    """Members found by themselves, not by name or id: two rows may be alike in both.

    Args:
        parsed: the book as read; rows keep its order.
        portfolio: its state after changes, the book's own where left out.
    """

    def __init__(self, parsed: Parsed, portfolio: Portfolio | None = None) -> None:
        self._parsed = parsed
        self.portfolio = portfolio or parsed.portfolio
        states = (parsed.portfolio, self.portfolio)
        self._rows = {id(one): i for state in states for i, one in enumerate(state.tasks.members)}

    @property
    def members(self) -> tuple[Member, ...]:
        """Return all people, of whichever client."""
        return self.portfolio.tasks.members

    def row(self, member: Member) -> int:
        """Return which record a person is, from 0."""
        return self._rows[id(member)]

    def place(self, member: Member, key: str) -> Location:
        """Return the cell of a person in one of the columns."""
        return self._parsed.place(TABLE, self.row(member), key)

    def called(self, member: Member) -> str | Message:
        """Return how a person is called: by name, else by position."""
        return member.name.strip() or member.position.strip() or message("finding.list.nameless")

    def changed(self, fields: Mapping[int, Mapping[str, Any]]) -> People:
        """Return the people with fields of some rows changed."""
        members = tuple(replace(one, **fields[i]) if i in fields else one for i, one in enumerate(self.members))
        tasks = replace(self.portfolio.tasks, members=members)
        return People(self._parsed, replace(self.portfolio, tasks=tasks))
