"""Findings: problems in what people typed, returned as values and rendered only at the surface.

A finding never stops the program. Its severity decides what may follow: an `ERROR` is a value that the rules cannot
read (nothing is written until it is mended, exit code 3), a `WARNING` asks a person to act (exit code 1), a `NOTE`
only informs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import IntEnum

from kam_xl.i18n import Lang, say
from kam_xl.values import value


class Severity(IntEnum):
    """Order findings by what they ask of a person."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@value
class Location:
    """Say where a finding lies: sheet and cell of a workbook, or file and row of an import; all parts optional.

    A finding on a book that came by mail has its file, sheet and cell.
    """

    sheet: str = ""
    cell: str = ""
    file: str = ""
    row: int = 0

    def in_(self, lang: Lang) -> str:
        """Return the place as people write it: `Accounts!F12`, `sales.csv, row 7`, or `KAM Anna.xlsx, Accounts!F12`."""
        if self.row:
            return say(lang, "finding.at_row", file=self.file, row=str(self.row))
        inside = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return ", ".join(part for part in (self.file, inside) if part)


NOWHERE = Location()


@value
class Finding:
    """One problem: a stable code, how bad it is, where it lies and what fills its text.

    The text lives in the catalogue under `finding.<code>` (what is wrong) and `finding.<code>.do` (what to do).
    """

    code: str
    severity: Severity
    where: Location = NOWHERE
    params: Mapping[str, object] = field(default_factory=dict)
    account: str = ""

    def what(self, lang: Lang) -> str:
        """Return the sentence that says what is wrong."""
        return say(lang, f"finding.{self.code}", account=self.account, **self.params)

    def remedy(self, lang: Lang) -> str:
        """Return the sentence that says what to do."""
        return say(lang, f"finding.{self.code}.do", account=self.account, **self.params)

    def in_(self, lang: Lang) -> str:
        """Return all three parts in one line: what, where, what to do."""
        where = self.where.in_(lang)
        return " — ".join(part for part in (self.what(lang), where, self.remedy(lang)) if part)


def worst(findings: Iterable[Finding]) -> Severity:
    """Return the highest severity among the findings, `NOTE` where there are none."""
    return max((finding.severity for finding in findings), default=Severity.NOTE)
