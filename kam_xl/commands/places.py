"""Where in the workbook a finding of the rules lies: they know accounts and records, not cells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from kam_xl.findings import NOWHERE, Finding, Location
from kam_xl.model import natural_name
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.task_records import TASK_RECORDS
from kam_xl.values import value

_ABOUT = {
    "dossier_": ("tblDossier", "question"),
    "sign_": ("tblPlans", "account"),
    "center_": ("tblMembers", "name"),
    "action_": ("tblActions", "action"),
    "account_plan_": ("tblPlans", "account"),
    "season_": ("tblSeasons", "account"),
    "fact_": ("tblFacts", "month"),
    "import_month_": ("tblFacts", "month"),
}
"""How the code of a finding begins → table and column that it is about."""


@value
class _Rows:
    """Rows of one table: by id, and the first of each account; from 0, in the order of the records."""

    by_id: Mapping[str, int]
    first: Mapping[str, int]


def below(parsed: Parsed, table: str) -> Location | str:
    """Return the cell under a table's last record, where a new one goes; "" where the workbook has no such table."""
    if (found := parsed.tables.get(table)) is None:
        return ""
    return Location(found.sheet, found.cell(max(parsed.records[table], default=-1) + 1, 0))


class Places:
    """Find the cells of findings in one workbook as read."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed

    def __call__(self, finding: Finding) -> Location:
        """Return the cell of what a finding is about, nowhere where the workbook has no such row."""
        table, key = next((found for start, found in _ABOUT.items() if finding.code.startswith(start)), ("", ""))
        name = natural_name(finding.account)
        if rows := self._tables.get(table):
            record = rows.by_id.get(str(finding.params.get("record", "")), rows.first.get(name))
            if record is not None:
                return self._parsed.place(table, record, key)
        return self._parsed.location(self._accounts[name]) if name in self._accounts else NOWHERE

    @cached_property
    def _accounts(self) -> dict[str, int]:
        return {natural_name(one.account): i for i, one in enumerate(self._parsed.portfolio.accounts)}

    @cached_property
    def _tables(self) -> dict[str, _Rows]:
        found = {}
        for kept in TASK_RECORDS:
            by_id: dict[str, int] = {}
            first: dict[str, int] = {}
            for i, one in enumerate(getattr(self._parsed.portfolio.tasks, kept.field)):
                if one.id:
                    by_id.setdefault(one.id, i)
                first.setdefault(natural_name(one.account), i)
            found[kept.table.name] = _Rows(by_id, first)
        return found
