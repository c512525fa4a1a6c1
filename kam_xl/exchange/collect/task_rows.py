"""Rows of a judged book about its key accounts on record: `keys`, `dossier`, `coverage`, plans by period, `actions`.

A row stands at the cell that its figures are about: an answer, a person, the head of the plan, an action; where there
is none yet, at the client's own cell. A tool that the policy switches off gives no rows and blank figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kam_xl.exchange.collect.book import Book, RecordPlaces, column_places
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import Location
from kam_xl.rules.key_accounts import KeyAccount, action_state
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan import amount
from kam_xl.rules.plan_signing import Signature, last_signed, unstamped


class TaskRows:
    """The rows of one book's key accounts; each method yields those of one table."""

    def __init__(self, book: Book) -> None:
        self._book, self._as_of, has = book, book.whole.as_of, book.whole.policy.has
        self._dossier, self._center, self._plan = has("dossier"), has("buying_center"), has("plan")
        self._account = column_places(book.parsed, "tblAccounts", "account")
        self._answers = RecordPlaces(book.parsed, "answers", "question")
        self._members = RecordPlaces(book.parsed, "members", "name")
        self._plans = RecordPlaces(book.parsed, "plans", "account")
        self._actions = RecordPlaces(book.parsed, "actions", "action")

    def keys(self) -> Iterator[Row]:
        """Yield a row a key account: dossier, buying center and plan side by side."""
        for key in self._book.keys:
            yield (
                *self._book.client(key.assessment),
                *(_dossier(key) if self._dossier else _NO_DOSSIER),
                *(_center(key) if self._center else _NO_CENTER),
                *(_plan(key, self._as_of) if self._plan and _planned(key) else _NO_PLAN),
                *self._book.place(self._at(key)),
            )

    def dossier(self) -> Iterator[Row]:
        """Yield a row a key account and group of questions that its set has."""
        lang = self._book.portfolio.lang
        for key in self._book.keys if self._dossier else ():
            firsts: dict[str, Location] = {}
            for one in key.dossier.questions:
                if one.rows and one.question.group not in firsts:
                    firsts[one.question.group] = self._answers(one.rows[0])
            for group, tally in key.dossier.groups:
                counts = tally.mandatory, tally.answered, tally.completeness, tally.freshness
                where = firsts.get(group.id) or self._at(key)
                yield *self._client(key), group.id, group.name.in_(lang), *counts, *self._book.place(where)

    def coverage(self) -> Iterator[Row]:
        """Yield a row a key account and role that somebody must hold; the last contact is that of any of its people."""
        lang = self._book.portfolio.lang
        for key in self._book.keys if self._center else ():
            for role in key.center.required:
                people = [one.member for one in role.people]
                last = max((one.last_contact for one in people if one.last_contact), default=None)
                where = self._members(people[0]) if people else self._at(key)
                names = ", ".join(one.name for one in people)
                held = role.role.id, role.role.name.in_(lang), role.hold, names, last
                yield *self._client(key), *held, *self._book.place(where)

    def plan_years(self) -> Iterator[Row]:
        """Yield a row a key account and year of its plan, the base year first."""
        for key, place in self._planned():
            base = key.rows.base_year
            if base is None:
                continue
            client = self._client(key)
            for year, brings in zip(key.money.years, key.money.money, strict=True):
                figures = year.potential, year.sales, year.margin, brings.extra_margin, brings.budget, brings.net
                yield *client, base + year.t, *figures, *place

    def plan_months(self) -> Iterator[Row]:
        """Yield a row a key account and month of its plan's years."""
        for key, place in self._planned():
            client = self._client(key)
            for year in key.years:
                for month in year.months:
                    yield *client, year.year, month.month, month.plan, month.fact, *place

    def actions(self) -> Iterator[Row]:
        """Yield a row an action of a key account's plan, money over all years of the horizon."""
        horizon = int(self._book.whole.policy.plan.horizon)
        for key in self._book.keys if self._plan else ():
            for one in key.rows.actions:
                yield (
                    *self._client(key),
                    one.code,
                    one.action,
                    one.owner,
                    one.due,
                    one.status,
                    action_state(one, self._as_of),
                    round6(sum(map(amount, one.budget[:horizon]))),
                    round6(sum(map(amount, one.effect[:horizon]))),
                    one.probability,
                    *self._book.place(self._actions(one)),
                )

    def _planned(self) -> Iterator[tuple[KeyAccount, Row]]:
        for key in self._book.keys if self._plan else ():
            if key.rows.plans:
                yield key, self._book.place(self._plans(key.rows.plans[0]))

    def _client(self, key: KeyAccount) -> Row:
        return self._book.client(key.assessment)

    def _at(self, key: KeyAccount) -> Location:
        return self._account(key.assessment.row)


_NO_DOSSIER, _NO_CENTER, _NO_PLAN = (None,) * 4, (None,) * 6, (None, "", *(None,) * 12)


def _planned(key: KeyAccount) -> bool:
    return bool(key.rows.plans or key.rows.goals or key.rows.actions)


def _dossier(key: KeyAccount) -> Row:
    total = key.dossier.total
    return total.mandatory, total.answered, total.completeness, total.freshness


def _center(key: KeyAccount) -> Row:
    holds = [role.hold for role in key.center.required]
    steps = (one.member.next_date for one in key.center.active if one.step not in ("", "missing"))
    counts = len(holds), holds.count("covered"), holds.count("named"), holds.count("empty")
    return *counts, len(key.center.active), min((day for day in steps if day), default=None)


def _plan(key: KeyAccount, as_of: dt.date) -> Row:
    money, signed, year = key.money, last_signed(key.rows.reviews), key.year(as_of)
    waits = key.signature is not Signature.SIGNED and any(map(unstamped, key.rows.reviews))
    known = year if year and year.months_with_facts else None
    return (
        money.base_year,
        "to_stamp" if waits else str(key.signature),
        signed.date if signed else None,
        key.review_due,
        money.years[0].sales,
        money.years[-1].sales,
        money.extra_margin,
        money.budget,
        round6(money.extra_margin - money.budget),
        money.low.result,
        *((known.plan_so_far, known.fact, known.gap, known.forecast) if known else (None,) * 4),
    )
