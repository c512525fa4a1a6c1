"""Take the monthly sales of an import into the facts of a book: months that the export covers are replaced.

A client's month is covered where the export has a line of it. For a client with a perspective plan so is every month
with sales of anybody since his first one: without a 0 there, the plan would not see that he fell silent. All other
facts stay. What was replaced is said once a client, except in the month of the last import: it was still running.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

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
_Place = tuple[str, Month]
"""Whose month it is: natural name and month."""


@value
class _Change:
    """One client's month that became another: the id of its row, and sales before and after."""

    record: str
    old: float
    new: float


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
    old: defaultdict[_Place, list[Fact]] = defaultdict(list)
    for fact, place in _placed(portfolio.tasks.facts):
        if place is None or place not in covered:
            kept.append(fact)
            continue
        if place not in old:
            kept.append(fact if fact.sales == covered[place] else replace(fact, sales=covered[place]))
        old[place].append(fact)
    new = [(place, sales) for place, sales in covered.items() if place not in old]
    kept += [Fact("", names[name], float(year), float(month), sales) for (name, (year, month)), sales in new]
    typed = {place: rows for place, rows in old.items() if any(one.sales is not None for one in rows)}
    changed = {place: change for place, rows in typed.items() if (change := _change(rows, covered[place]))}
    findings = _findings(changed, names, _last_import(portfolio))
    return FactsTaken(tuple(kept), findings, added=len(covered) - len(typed), replaced=len(changed))


def _placed(facts: Iterable[Fact]) -> Iterator[tuple[Fact, _Place | None]]:
    """Yield each fact with whose month it is, None where its month cannot be read."""
    natural = cache(natural_name)
    for fact in facts:
        month = fact_month(fact)
        yield fact, (natural(fact.account), month) if month else None


def _covered(portfolio: Portfolio, imported: Imported) -> dict[_Place, float]:
    planned = {natural_name(one.account) for one in portfolio.tasks.plans}
    by_client: defaultdict[str, dict[Month, float]] = defaultdict(dict)
    for fact, place in _placed(imported.facts):
        if place is not None and fact.sales is not None:
            by_client[place[0]][place[1]] = fact.sales
    for name in planned & by_client.keys():
        first = min(by_client[name])
        by_client[name] = {month: by_client[name].get(month, 0.0) for month in imported.months if month >= first}
    return {(name, month): sales for name, months in by_client.items() for month, sales in months.items()}


def _change(rows: Sequence[Fact], sales: float) -> _Change | None:
    before = sum(one.sales or 0.0 for one in rows)
    return None if same(before, sales) else _Change(rows[0].id, before, sales)


def _last_import(portfolio: Portfolio) -> Month | None:
    """Return the month up to which an earlier import told; only its proposals keep the day."""
    last = max((one.date for one in portfolio.proposals), default=None)
    return (last.year, last.month) if last else None


def _findings(
    changed: Mapping[_Place, _Change], names: Mapping[str, str], running: Month | None
) -> tuple[Finding, ...]:
    said: defaultdict[str, dict[Month, _Change]] = defaultdict(dict)
    for (name, month), change in changed.items():
        if month != running:
            said[name][month] = change
    return tuple(_finding(names[name], months) for name, months in said.items())


def _finding(account: str, months: Mapping[Month, _Change]) -> Finding:
    params = {
        "record": next(iter(months.values())).record,
        "n": len(months),
        "months": [f"{year}-{month:02}" for year, month in sorted(months)],
        "old": money(sum(one.old for one in months.values())),
        "new": money(sum(one.new for one in months.values())),
    }
    return Finding("import_month_replaced", Severity.NOTE, params=params, account=account)
