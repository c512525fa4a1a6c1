"""Take the monthly sales of an import into the facts of a book: months that the export covers are replaced.

A client's month is covered where the export has a line of it. For a client with a perspective plan so is every month
with sales of anybody since his first one: without a 0 there, the plan would not see that he fell silent. All other
facts stay. What was replaced is said once a client, except in the month of the last import: it was still running.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kam_xl.commands.account_cells import same
from kam_xl.commands.imported import Imported
from kam_xl.commands.units import money
from kam_xl.findings import Finding, Severity
from kam_xl.model import Portfolio, natural_name
from kam_xl.model_tasks import Fact
from kam_xl.rules.plan_rows import fact_month
from kam_xl.values import value

Month = tuple[int, int]
"""Year, and month from 1."""
_Sales = dict[tuple[str, Month], float]
"""Natural name and month → sales."""


@value
class FactsTaken:
    """The facts of a book after an import; `added` and `replaced` count client's months, `findings` say the latter."""

    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...] = ()
    added: int = 0
    replaced: int = 0


def take_facts(portfolio: Portfolio, imported: Imported) -> FactsTaken:
    """Return the facts with those of the import in them; rows keep their order, new months follow.

    Several rows of one client and month that the export covers become one.
    """
    names = {natural_name(one.account): one.account for one in (*imported.accounts, *portfolio.accounts)}
    covered = _covered(portfolio, imported)
    kept: list[Fact] = []
    old: defaultdict[tuple[str, Month], list[float]] = defaultdict(list)
    natural: dict[str, str] = {}
    for fact in portfolio.tasks.facts:
        name = natural.setdefault(fact.account, natural_name(fact.account))
        place = (name, month) if (month := fact_month(fact)) else None
        if place is None or place not in covered:
            kept.append(fact)
            continue
        if place not in old:
            kept.append(fact if fact.sales == covered[place] else replace(fact, sales=covered[place]))
        old[place] += [] if fact.sales is None else [fact.sales]
    new = [(place, sales) for place, sales in covered.items() if place not in old]
    kept += [Fact("", names[name], float(year), float(month), sales) for (name, (year, month)), sales in new]
    changed = {
        place: (sum(found), covered[place])
        for place, found in old.items()
        if found and not same(sum(found), covered[place])
    }
    filled = sum(not found for found in old.values())
    findings = _findings(changed, names, _last_import(portfolio))
    return FactsTaken(tuple(kept), findings, added=len(new) + filled, replaced=len(changed))


def _covered(portfolio: Portfolio, imported: Imported) -> _Sales:
    planned = {natural_name(one.account) for one in portfolio.tasks.plans}
    by_client: defaultdict[str, dict[Month, float]] = defaultdict(dict)
    natural: dict[str, str] = {}
    for fact in imported.facts:
        name = natural.get(fact.account) or natural.setdefault(fact.account, natural_name(fact.account))
        if (month := fact_month(fact)) and fact.sales is not None:
            by_client[name][month] = fact.sales
    for name in planned & by_client.keys():
        first = min(by_client[name])
        by_client[name] = {month: by_client[name].get(month, 0.0) for month in imported.months if month >= first}
    return {(name, month): sales for name, months in by_client.items() for month, sales in months.items()}


def _last_import(portfolio: Portfolio) -> Month | None:
    """Return the month up to which an earlier import told; only its proposals keep the day."""
    last = max((one.date for one in portfolio.proposals), default=None)
    return (last.year, last.month) if last else None


def _findings(
    changed: Mapping[tuple[str, Month], tuple[float, float]], names: Mapping[str, str], running: Month | None
) -> tuple[Finding, ...]:
    said: defaultdict[str, dict[Month, tuple[float, float]]] = defaultdict(dict)
    for (name, month), sums in changed.items():
        if month != running:
            said[name][month] = sums
    return tuple(_finding(names[name], months) for name, months in said.items())


def _finding(account: str, months: Mapping[Month, tuple[float, float]]) -> Finding:
    params = {
        "n": len(months),
        "months": [f"{year}-{month:02}" for year, month in sorted(months)],
        "old": money(sum(old for old, _ in months.values())),
        "new": money(sum(new for _, new in months.values())),
    }
    return Finding("import_month_replaced", Severity.NOTE, params=params, account=account)
