"""What a command takes and what it gives: a task and an outcome, values without any surface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from kam_xl.commands.places import Places
from kam_xl.errors import UnreadableValues
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Lang, Message
from kam_xl.model import Portfolio
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets.parse import Parsed
from kam_xl.values import value

POLICY_DRIFT = ("policy_cell_changed", "policy_rows_changed")
"""Findings under which no decision of record is made: the policy belongs to the methodologist, not to the file."""


@value
class Task:
    """One press of a button or one call: the book as read, the day, the language, who asks, and what was asked."""

    parsed: Parsed
    as_of: dt.date
    lang: Lang
    who: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def whole(self) -> PortfolioAssessment:
        """Return the portfolio with its verdicts."""
        return assess(self.parsed.portfolio, self.parsed.policy, self.as_of)

    def located(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return findings without a place with the cell of what they are about.

        That is the row whose id they name as `record`, else the account's first row in the table of the task that
        they are about, else the account's own cell.
        """
        place = Places(self.parsed)
        return tuple(replace(one, where=place(one)) if one.where == Location() else one for one in findings)

    def refuse_unreadable(self) -> None:
        """Stop a command that writes while cells of the book cannot be read, or its policy was changed by hand.

        Raises:
            UnreadableValues: the book holds values that the rules cannot read, or numbers of the policy that are not
                the company's; all are listed.
        """
        errors = [one for one in self.parsed.findings if one.severity is Severity.ERROR or one.code in POLICY_DRIFT]
        if errors:
            raise UnreadableValues(findings=errors, n=len(errors))


@value
class Outcome:
    """What came of a command: a sentence, data, findings, where to look next, and the portfolio as it should become.

    `portfolio` is None where nothing is to be written; a surface turns the difference into cells or a new file.
    `news` are those findings that the command itself brought, and not the state of the book. `lead` is where the
    person is led whatever there is to find: a place, or a named cell by its name; `go` where there is nothing to find.
    """

    message: Message
    data: Any = None
    findings: tuple[Finding, ...] = ()
    news: tuple[Finding, ...] = ()
    go: Location | None = None
    portfolio: Portfolio | None = None
    lead: Location | str = ""


def as_of_of(portfolio: Portfolio, asked: dt.date | None, today: dt.date) -> dt.date:
    """Return the day that judges: the one asked for, else the one fixed in the book, else today."""
    return asked or portfolio.setup.as_of_fixed or today
