"""Judge a book of the store anew from its records: another day, another policy, and the file itself is not at hand.

Figures come from the records by the same rules. Places stay those that were found when the file was read. What only the
file could tell (rows of nobody's, cells that cannot be read, formulas typed over, macros, links) stays said as it was;
the verdicts that it showed are compared anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kam_xl.exchange.collect.book import judged_book
from kam_xl.exchange.collect.book_findings import about_rules, differing_verdicts
from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.collect.prints import content_print
from kam_xl.exchange.collect.reading import digest
from kam_xl.exchange.collect.rows import rows_of
from kam_xl.exchange.collect.team_findings import reader
from kam_xl.exchange.digest import Arrived, Digest, Outcome
from kam_xl.exchange.state import SETUP, State
from kam_xl.exchange.team_tables import BOOK_TABLES, BOOKS, PLACE, SHOWN, Row, team_table
from kam_xl.findings import Finding, Location, Severity
from kam_xl.model import Portfolio, Setup, natural_name
from kam_xl.rules import assess
from kam_xl.sheets.book_records import BOOK_RECORDS, record_of, with_records
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from kam_xl.values import value

_OF_RULES = (
    "cap_", "plan_", "record_", "verdict_", "against_", "dossier_", "center_", "account_plan_", "action_", "season_",
    "fact_", "team_day_fixed", "team_verdict_differs",
)  # fmt: skip
"""How the codes of findings begin that follow from records, rules and day; all others are of the file, and stay."""
_OF_FILE = frozenset({"record_id_twice"})

_KEYS: Mapping[str, tuple[str, ...]] = {
    "decisions": ("decision_id",),
    "dossier": ("account_id", "group"),
    "coverage": ("account_id", "role"),
    "actions": ("account_id", "code", "action"),
}
"""Columns that tell the rows of a table apart, where the account alone does not."""

_book = reader(BOOKS)


@value
class Stored:
    """A version of a book as the store has it: its records, and rows and findings of an earlier judgement if any."""

    arrived: Arrived
    stamp: dt.datetime
    state: State
    rows: Mapping[str, Sequence[Row]]
    findings: tuple[Finding, ...]


def read_or_rejudge(item: Any, by: Company) -> Outcome:
    """Do the work of a reader: read and judge a file that came, or judge anew what the store has."""
    return rejudged(item, by) if isinstance(item, Stored) else digest(item, by)


def rejudged(one: Stored, by: Company) -> Digest:
    """Return what the book of these records is by this policy and as of this day."""
    portfolio = portfolio_of(one.state)
    raw = render(assess(portfolio, by.policy, by.day))
    parsed = parse(raw, by.policy)
    own = next(((_book(row, "policy"), _book(row, "policy_print")) for row in one.rows.get("books", ())), ("", ""))
    book = judged_book((one.arrived, one.stamp), raw, parsed, one.state, by, own)
    places = _Places(one)
    shown = one.rows.get(SHOWN.name, ())
    anew = (*(places.of_finding(each) for each in about_rules(book)), *differing_verdicts(book, shown))
    findings = (*_kept(one, by), *anew)
    rows = {name: [places.of_row(name, row) for row in rows] for name, rows in rows_of(book, findings).items()}
    rows[SHOWN.name] = list(shown)
    return Digest(one.arrived, content_print(one.state), one.stamp, one.state, by.judged, rows, findings)


def portfolio_of(state: State) -> Portfolio:
    """Return the portfolio of a book's records, each naming its account as people see it."""
    base = Portfolio(state.book_id, state.lang, Setup(**state.tables[SETUP][SETUP]))
    records = {}
    for kept in BOOK_RECORDS:
        own = state.tables[kept.table.name].items()
        records[kept.field] = [
            record_of(kept, id, {**fields, "account": state.account_name(fields["account"])}) for id, fields in own
        ]
    return with_records(base, records)


def _kept(one: Stored, by: Company) -> list[Finding]:
    """Return what only the file tells; that its rules are others than the company's is compared anew."""
    found = [each for each in one.findings if each.code in _OF_FILE or not each.code.startswith(_OF_RULES)]
    own = next((_book(row, "policy_print") for row in one.rows.get("books", ())), "")
    before = next((each for each in found if each.code.startswith("team_policy_")), None)
    if before is not None and before.params.get("company") == by.print:
        return found
    found = [each for each in found if each is not before]
    if own not in ("", by.print):
        where = before.where if before else Location(file=one.arrived.source)
        found.append(Finding("team_policy_other", Severity.WARNING, where, {"own": own, "company": by.print}))
    return found


class _Places:
    """Where rows and findings of a book were found when its file was read."""

    def __init__(self, one: Stored) -> None:
        self._source = one.arrived.source
        self._rows = {
            (table.name, _key(table.name, row)): row[-len(PLACE) :]
            for table in BOOK_TABLES
            for row in reversed(one.rows.get(table.name, ()))
        }
        self._accounts = {natural_name(row[3]): row[-len(PLACE) :] for row in reversed(one.rows.get("accounts", ()))}
        self._sheets: dict[tuple[str, str], Row] = {}
        for table in BOOK_TABLES[1:]:
            for row in one.rows.get(table.name, ()):
                _, sheet, cell = place = row[-len(PLACE) :]
                at = natural_name(str(row[3])), sheet
                if at not in self._sheets or _row_number(cell) < _row_number(self._sheets[at][2]):
                    self._sheets[at] = place
        self._findings = {(each.code, natural_name(each.account)): each.where for each in reversed(one.findings)}

    def of_row(self, table: str, row: Row) -> Row:
        """Return a row at its place, at its client's where it is new."""
        place = self._rows.get((table, _key(table, row))) or self._accounts.get(natural_name(str(row[3])))
        return (*row[: -len(PLACE)], *(place or (self._source, "", "")))

    def of_finding(self, one: Finding) -> Finding:
        """Return a finding at its place; where it is new, at the client's first row of its sheet, else of Accounts."""
        name = natural_name(one.account)
        where = self._findings.get((one.code, name))
        if where is None:
            at = self._sheets.get((name, one.where.sheet)) or self._accounts.get(name)
            source, sheet, cell = at or (self._source, one.where.sheet, "")
            where = Location(sheet, cell, source)
        return replace(one, where=where)


def _row_number(cell: str) -> int:
    return int("".join(filter(str.isdigit, cell)) or 0)


def _key(table: str, row: Row) -> tuple[Any, ...]:
    keys = team_table(table).keys
    usual = ("book_id",) if table == "books" else ("account_id",)
    return tuple(row[keys.index(key)] for key in _KEYS.get(table, usual))
