"""Everything that asks somebody to act in one book, with file, sheet and cell.

What `kam check` finds, and what only the reader of another person's book can tell: other rules than the company's, a
verdict that the book shows otherwise, macros, links to elsewhere, an id that got lost.

Issues: `team_policy_differs, team_policy_other, team_verdict_differs, team_book_without_id, team_day_fixed,
team_clock_ahead, team_macros, team_links`;
`plan_not_confirmed` is a warning here, since it is the head who reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from kam_xl.commands.places import Places
from kam_xl.excel.package import Package
from kam_xl.excel.package_facts import macro_modules, outside_links, texts_shown
from kam_xl.exchange.collect.book import Book
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import NOWHERE, Finding, Location, Severity
from kam_xl.i18n import Message, message
from kam_xl.policy import Policy
from kam_xl.policy.difference import Change, difference
from kam_xl.rules import Verdict
from kam_xl.rules.review import review
from kam_xl.rules.task_review import review_tasks
from kam_xl.sheets import schema
from kam_xl.sheets.raw import column_letters
from kam_xl.sheets.rows import positions_of
from kam_xl.sheets.words import code_of

RULES_NAMED = 3
"""Rules that differ and are named; the others are counted."""

_CELLS = {
    "plan_missing": "margin_plan",
    "plan_not_confirmed": "plan_confirmed",
    "plan_hours_missing": "hours",
    "cap_over": "leaver",
    "cap_record_over": "leaver",
    "cap_near": "leaver",
    "cap_leaver_unknown": "leaver",
    "team_book_without_id": "manager",
    "team_policy_differs": "entry_points",
    "team_day_fixed": "as_of_fixed",
}
"""Findings about the whole book → the named cell where one would look."""


def book_findings(
    book: Book, package: Package, shown: Iterable[Row], *, numbered: bool = True, ahead: dt.datetime | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a book, each with the file that it came as.

    Args:
        book: as read and judged.
        package: the workbook itself.
        shown: the verdicts that it shows, as rows of `shown`.
        numbered: whether the book carried its id.
        ahead: a moment that is still to come, at which it says that it was sent or saved.
    """
    own = list(_differing_rules(book)) + list(differing_verdicts(book, shown)) + list(_outside(package))
    if not numbered:
        own.append(Finding("team_book_without_id", Severity.WARNING))
    if ahead is not None:
        own.append(Finding("team_clock_ahead", Severity.WARNING, params={"moment": ahead}))
    here = (_here(book, one, one.where) for one in (*book.parsed.findings, *own))
    return (*here, *about_rules(book))


def about_rules(book: Book) -> tuple[Finding, ...]:
    """Return what the rules find in a book as of a day, each in its cell and with the file that the book came as."""
    place, whole = Places(book.parsed), book.whole
    found = (*review(whole), *review_tasks(whole, book.keys), *_fixed_day(book))
    return tuple(_here(book, one, place(one) if one.where is NOWHERE else one.where) for one in found)


def _fixed_day(book: Book) -> Iterator[Finding]:
    """Yield that a book counts as of a day of its own: evidence that is too old would look fresh in it."""
    fixed, day = book.portfolio.setup.as_of_fixed, book.whole.as_of
    if fixed not in (None, day):
        yield Finding("team_day_fixed", Severity.WARNING, params={"fixed": fixed, "day": day})


def _here(book: Book, one: Finding, where: Location) -> Finding:
    if not where.cell and one.code in _CELLS:
        where = book.named_cell(_CELLS[one.code])
    severity = max(one.severity, Severity.WARNING) if one.code == "plan_not_confirmed" else one.severity
    here = Location(where.sheet, where.cell, book.arrived.source)
    return Finding(one.code, severity, here, one.params, one.account)


def _differing_rules(book: Book) -> Iterator[Finding]:
    built = book.parsed.built_policy
    if built is not None and book.own_print != book.company_print:
        params = _compared.of(built, book.own_print, book.whole.policy, book.company_print)
        yield Finding("team_policy_differs", Severity.WARNING, params=params)


class _Compared:
    """What differs between policies, told once: a team's books carry few different ones."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], dict[str, object]] = {}

    def of(self, own: Policy, own_print: str, company: Policy, company_print: str) -> dict[str, object]:
        pair = own_print, company_print
        if pair not in self._known:
            changes = difference(company, own)
            rules = [_rule(one) for one in changes[:RULES_NAMED]]
            self._known[pair] = {"own": own_print, "company": company_print, "n": len(changes), "rules": rules}
        return self._known[pair]


_compared = _Compared()


def _rule(one: Change) -> Message:
    return message("collect.rule", key=one.key, company=_shown(one.old), own=_shown(one.new))


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return message(f"list.yes_no.{'yes' if value else 'no'}")
    return "—" if value is None else value


def shown_verdicts(book: Book, package: Package) -> Iterator[Row]:
    """Yield the rows of `shown`: the verdict of each client as the book's own formulas last gave it."""
    table = book.parsed.accounts
    position = positions_of(schema.ACCOUNTS, table).get("verdict")
    if position is None:
        return
    shown = texts_shown(package, table.sheet, column_letters(table.first_column + position))
    for item in book.whole.accounts:
        code = code_of("verdicts", shown.get(table.first_row + 1 + book.parsed.rows[item.row], ""))
        if code is not None:
            yield *book.client(item), code, *book.place(book.parsed.location(item.row, "verdict"))


def differing_verdicts(book: Book, shown: Iterable[Row]) -> Iterator[Finding]:
    """Yield the clients whose verdict the book last showed otherwise than the company's policy has it.

    It asks somebody to act where the client is key on one side, or on record.
    """
    told = {row[2]: row[4:] for row in shown}
    for item in book.whole.accounts:
        code, file, sheet, cell = told.get(book.account_ids[item.row], (str(item.verdict), "", "", ""))
        if code == str(item.verdict):
            continue
        matters = item.account.on_record or str(Verdict.KEY) in (code, str(item.verdict))
        yield Finding(
            "team_verdict_differs",
            Severity.WARNING if matters else Severity.NOTE,
            Location(sheet, cell, file),
            {"shown": message(f"list.verdicts.{code}"), "verdict": message(f"list.verdicts.{item.verdict}"),
             "as_of": book.whole.as_of},
            item.account.account,
        )  # fmt: skip


def _outside(package: Package) -> Iterator[Finding]:
    modules = macro_modules(package)
    if modules:
        names = [name or "?" for name in modules]
        yield Finding("team_macros", Severity.WARNING, params={"names": names, "n": len(names)})
    if links := outside_links(package):
        yield Finding("team_links", Severity.WARNING, params={"links": links[:RULES_NAMED], "n": len(links)})
