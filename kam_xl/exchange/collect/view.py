"""The team as a collection leaves it, as rows of all tables of the team in the words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.collect.run import Collected
from kam_xl.exchange.collect.team import Team, Together
from kam_xl.exchange.collect.words import arrival_row, change_row, finding_row
from kam_xl.exchange.store import Store
from kam_xl.exchange.team_tables import BOOK_TABLES, COVERAGE, DOSSIER, Row
from kam_xl.exchange.team_view import TeamView
from kam_xl.findings import Severity
from kam_xl.i18n import Lang
from kam_xl.policy import Policy


def team_view(store: Store, collected: Collected, by: Company, lang: Lang, now: dt.datetime) -> TeamView:
    """Return the team as of a collection: what the team workbook shows and analysts get.

    Args:
        store: holds the books.
        collected: the collection, by which all of them are judged.
        by: the company's policy and the day.
        lang: of names of roles and groups, of findings, changes and reasons.
        now: the moment that the view is made, UTC.
    """
    team = Team(store, collected, by)
    together = team.together(by.as_of or by.today)
    before = store.last_finished_run(collected.run)
    since = before.started if before else None
    tables: dict[str, list[Row]] = {one.name: [] for one in BOOK_TABLES}
    for one in team.books:
        for name, rows in team.rows_of(one, *tables).items():
            tables[name] += rows
    tables |= _in_words(tables, by.policy, lang)
    tables["claims"] = [row for claim in together.claims for row in claim]
    tables["findings"] = _findings(team, together, lang)
    tables["changes"] = [change_row(one, by.policy, lang) for one in store.changes(since)] if since else []
    tables["arrivals"] = [arrival_row(one, lang) for one in team.arrivals()]
    tables["late"] = list(together.late)
    return TeamView(lang, by.policy, by.as_of or by.today, now, since, tables)


def _in_words(tables: Mapping[str, list[Row]], policy: Policy, lang: Lang) -> dict[str, list[Row]]:
    """Return the tables that name groups of questions and roles, with the names of this language."""
    groups = {one.id: one.name.in_(lang) for kind in policy.dossier.sets for one in kind.groups}
    roles = {one.id: one.name.in_(lang) for one in policy.center.roles}
    return {
        "dossier": _named(tables["dossier"], DOSSIER.keys.index("group"), groups),
        "coverage": _named(tables["coverage"], COVERAGE.keys.index("role"), roles),
    }


def _named(rows: list[Row], code: int, names: Mapping[str, str]) -> list[Row]:
    """Return rows whose column after the code holds the code's name."""
    return [(*row[: code + 1], names.get(row[code], row[code + 1]), *row[code + 2 :]) for row in rows]


def _findings(team: Team, together: Together, lang: Lang) -> list[Row]:
    """Return all findings, the weightiest first; of one weight those between books before those of a book."""
    by_weight: dict[Severity, list[Row]] = {severity: [] for severity in sorted(Severity, reverse=True)}
    for found in together.findings:
        by_weight[found.finding.severity].append(finding_row(found.manager, found.book_id, found.finding, lang))
    for one in team.books:
        for finding in team.findings_of(one):
            by_weight[finding.severity].append(finding_row(one.manager, one.book_id, finding, lang))
    return [row for rows in by_weight.values() for row in rows]
