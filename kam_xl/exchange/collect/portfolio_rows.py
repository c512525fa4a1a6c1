"""Rows of a judged book about the manager and all clients: `books`, `accounts`, `decisions`, `effect`.

Figures are those of the commands `kam qualify`, `kam cap`, `kam dossier`, `kam center` and `kam plan`; here they only
stand side by side. Where a book has no key account on record, what is said of key accounts is blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kam_xl.exchange.collect.book import Book, column_places
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import Finding, Severity
from kam_xl.model import natural_name
from kam_xl.rules.dossier import together
from kam_xl.rules.effect import Growth, effect
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.rules.numbers import round2, round6
from kam_xl.rules.plan_signing import Signature


def books_row(book: Book, findings: Sequence[Finding]) -> Row:
    """Return the row of the book itself; `findings` counts those that ask somebody to act, `errors` the unreadable."""
    whole, setup = book.whole, book.portfolio.setup
    capacity = whole.policy.capacity
    served = sum(bool(one.account.served_by) and not one.manager_key for one in whole.accounts)
    return (
        *book.whose,
        setup.head,
        book.portfolio.lang,
        setup.currency,
        book.arrived.received,
        book.stamp,
        whole.as_of,
        book.own_version,
        book.own_print,
        book.own_print not in ("", book.company_print),
        len(whole.accounts),
        whole.qualifying,
        sum(one.manager_key for one in whole.accounts),
        len(whole.on_record),
        whole.limit,
        int(capacity.cap),
        whole.hours_limit,
        whole.over,
        whole.record_over,
        setup.hours if setup.hours and setup.hours > 0 else capacity.monthly_hours,
        round6(len(whole.on_record) * capacity.hours_per_account),
        setup.margin_plan,
        setup.plan_confirmed,
        sum(one.company_key for one in whole.accounts),
        served,
        round6(served * capacity.hours_per_account),
        *_of_keys(book.keys),
        *_plans(book),
        sum(one.severity >= Severity.WARNING for one in findings),
        sum(one.severity is Severity.ERROR for one in findings),
        *book.place(book.named_cell("manager")),
    )


def _of_keys(keys: Sequence[KeyAccount]) -> Row:
    """Return completeness and freshness of all dossiers together, roles that somebody must hold and those covered."""
    if not keys:
        return None, None, 0, 0
    total = together(one.dossier.total for one in keys)
    required = [role for one in keys for role in one.center.required]
    return total.completeness, total.freshness, len(required), sum(role.hold == "covered" for role in required)


def _plans(book: Book) -> Row:
    """Return plans, signed ones, this year's plan, fact, gap and forecast, and budget and extra margin of all years."""
    keys = book.keys
    counts = sum(bool(one.rows.plans) for one in keys), sum(one.signature is Signature.SIGNED for one in keys)
    years = [year for one in keys if (year := one.year(book.whole.as_of))]
    known = [year for year in years if year.months_with_facts]
    now = (_sum(known, name) for name in ("plan_so_far", "fact", "gap", "forecast"))
    return (
        *counts,
        *now,
        round6(sum(one.money.budget for one in keys)) if keys else None,
        round6(sum(one.money.extra_margin for one in keys)) if keys else None,
    )


def _sum(years: Sequence[Any], name: str) -> float | None:
    return round2(sum(getattr(year, name) for year in years)) if years else None


def account_rows(book: Book) -> Iterator[Row]:
    """Yield a row a client, in the order of the book."""
    cell = column_places(book.parsed, "tblAccounts", "account")
    for item in book.whole.accounts:
        one, judged = item.account, item.qualification
        yield (
            *book.client(item),
            one.segment,
            one.margin,
            judged.stake,
            judged.influence,
            judged.points,
            str(item.verdict),
            item.manager_key,
            item.company_key,
            one.on_record,
            one.key_since,
            item.rank,
            one.assumed,
            one.served_by,
            item.serve_proposal,
            one.lower_pay,
            one.reserved_goods,
            one.forced_priority,
            one.evidence,
            one.evidence_date,
            one.crm_link,
            *book.place(cell(item.row)),
        )


def effect_rows(book: Book) -> Iterator[Row]:
    """Yield a row a key account that is key long enough, and last one for all of them, at the first of the facts."""
    items = {item.account.account: item for item in book.whole.on_record}
    since = {name: item.account.key_since for name, item in items.items() if item.account.key_since}
    found = effect(book.portfolio.tasks.facts, since)
    cell = column_places(book.parsed, "tblAccounts", "account")
    for one in found.accounts:
        item = items[one.account]
        yield *book.client(item), *_growth(one), *book.place(cell(item.row))
    if found.accounts:
        first = column_places(book.parsed, "tblFacts", "sales")(0)
        yield *book.whose, "", "", *_growth(found.total), *book.place(first)


def _growth(one: Growth) -> Row:
    others = one.others_before, one.others_after, one.others_growth
    return one.months, one.before, one.after, one.growth, *others, one.lead


def decision_rows(book: Book) -> Iterator[Row]:
    """Yield a row a decision of record, with the evidence that the client's row holds now."""
    items = {natural_name(item.account.account): item for item in reversed(book.whole.accounts)}
    cell = column_places(book.parsed, "tblDecisions", "date")
    for i, one in enumerate(book.portfolio.decisions):
        item = items.get(natural_name(one.account))
        account = item.account if item else None
        yield (
            *book.whose,
            book.account_ids[item.row] if item else "",
            one.account,
            one.date,
            one.change,
            one.verdict,
            one.points,
            one.influence,
            one.stake,
            one.why,
            one.who,
            one.policy,
            account.evidence if account else "",
            account.evidence_date if account else None,
            book.decision_ids[i],
            *book.place(cell(i)),
        )
