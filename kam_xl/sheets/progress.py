"""Where the work on all key accounts together stands, as Start shows it: the cached values, from the rules."""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.dossier import Tally, together
from kam_xl.rules.effect import Effect, Growth, effect, month_number
from kam_xl.rules.numbers import round2
from kam_xl.rules.plan_rows import fact_month
from kam_xl.rules.plan_signing import Signature, last_review, signature, unstamped
from kam_xl.rules.roll_down import YearPlan
from kam_xl.sheets.key_clients import KeyClient
from kam_xl.sheets.plan_cells import PlanBook, plan_book
from kam_xl.sheets.task_values import Clients
from kam_xl.values import value

FIRST_MONTH = month_number(1990, 1)
"""Whoever became key earlier counts as key since then: no fact is older, and spreadsheets differ before March 1900."""


@value
class KeyPlan:
    """One key account among the plans and facts.

    `own` tells whether facts and plans under its name are counted here: of two rows with one name, at the first.
    `plan_row` is its row of tblPlans, 0 for none; `since` the month (`month_number`) in which it became key, 0 where
    not `own`; `growth` is None where it is too early to compare.
    """

    own: bool
    plan_row: int
    since: int
    growth: Growth | None


@value
class Year:
    """What the plans of key accounts come to in the year of `as_of`, money; `plan` and `fact` in months with facts."""

    plan: float
    fact: float
    gap: float
    forecast: float


@value
class Progress:
    """Counts over all key accounts on record; `year` is None where no plan covers this year."""

    accounts: int
    dossier: Tally
    required: int
    covered: int
    signed: int
    year: Year | None
    last_month: int
    plans: tuple[KeyPlan, ...]
    effect: Effect


def progress_of(whole: PortfolioAssessment, clients: Sequence[KeyClient]) -> Progress:
    """Return where the work on the key accounts stands."""
    book = plan_book(whole)
    numbers = Clients.of(whole)
    own = [numbers.number(one.account) == one.number for one in clients]
    since = [item.account.key_since for item in whole.on_record]
    keys = {one.account: day for one, day, mine in zip(clients, since, own, strict=True) if mine and day is not None}
    found = effect(book.tasks.facts, keys)
    growth = {one.account: one for one in found.accounts}
    plans = tuple(
        KeyPlan(
            own=mine,
            plan_row=book.plan_row(one.account) if mine else 0,
            since=max(FIRST_MONTH, month_number(keys[one.account].year, keys[one.account].month)) if mine else 0,
            growth=growth.get(one.account) if mine else None,
        )
        for one, mine in zip(clients, own, strict=True)
    )
    rows = [one.plan_row for one in plans if one.plan_row]
    years = [year for row in rows if (year := book.year_now(row))]
    return Progress(
        accounts=len(clients),
        dossier=together(one.dossier.total for one in clients),
        required=sum(len(one.center.required) for one in clients),
        covered=sum(role.hold == "covered" for one in clients for role in one.center.required),
        signed=sum(_is_signed(book, row) for row in rows),
        year=_year(years) if years else None,
        last_month=_last_month(book),
        plans=plans,
        effect=found,
    )


def _is_signed(book: PlanBook, row: int) -> bool:
    """Tell whether a plan is signed as it is; a new signature that waits for its version is none yet."""
    rows = book.rows[row]
    last = last_review(rows.reviews)
    return signature(rows) is Signature.SIGNED and not (last is not None and unstamped(last))


def _year(years: Sequence[YearPlan]) -> Year:
    return Year(
        plan=round2(sum(one.plan_so_far for one in years)),
        fact=round2(sum(one.fact for one in years)),
        gap=round2(sum(one.gap for one in years)),
        forecast=round2(sum(one.forecast for one in years)),
    )


def _last_month(book: PlanBook) -> int:
    months = [fact_month(one) for one in book.tasks.facts if one.sales is not None]
    return max((month_number(*month) for month in months if month), default=0)
