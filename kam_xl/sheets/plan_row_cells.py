"""What the formulas of the tables give whose rows belong to a plan: goals, actions, risks, reviews, seasons, facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from kam_xl.model_tasks import Action, Fact, Goal, Review, Risk, Season
from kam_xl.rules.key_accounts import action_state
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan import PLANNED, amount, margin
from kam_xl.rules.plan_control import control, day_number, seal, version, weighed
from kam_xl.rules.plan_rows import fact_month
from kam_xl.rules.plan_signing import unstamped
from kam_xl.rules.roll_down import begins, cumulated_shares
from kam_xl.sheets.periods_choice import PeriodsChoice
from kam_xl.sheets.plan_cells import PlanBook, Row, order_no
from kam_xl.sheets.plan_formulas import FAR_YEAR, FIRST_YEAR, ORDER
from kam_xl.sheets.words import LISTS

Texts = Mapping[str, Sequence[str]]
"""Words of the lists in the book's language."""

_STATES = ("", *LISTS["action_states"])


def goal_cells(book: PlanBook) -> list[Row]:
    """Return the calculated cells of tblGoals."""
    goals = book.tasks.goals
    typed = ((numbers, 0) for one in goals for numbers in (one.potential, one.sales, one.margin))
    written = range(_last_typed(book.horizon, typed) + 1)
    return [_goal(book, one) | _seal(one, book.plan_row(one.account), written) for one in goals]


def _goal(book: PlanBook, one: Goal) -> Row:
    row = book.plan_row(one.account)
    years = range(book.horizon + 1)
    bought, sold = amount(one.potential[0]), amount(one.sales[0])
    return {
        "plan_row": row,
        "rate": one.margin_rate or 0,
        "white_space": round6(max(0.0, bought - sold)) if bought else "",
        **{f"share_y{t}": _share(one, t) for t in years},
        **{f"earned_y{t}": margin(one, t) for t in years},
    }


def _share(one: Goal, t: int) -> float | str:
    bought = amount(one.potential[t])
    return round6(amount(one.sales[t]) / bought) if bought else ""


def action_cells(book: PlanBook, texts: Texts, choice: PeriodsChoice) -> list[Row]:
    """Return the calculated cells of tblActions."""
    actions = book.tasks.actions
    typed = ((numbers, 1) for one in actions for numbers in (one.budget, one.effect))
    written = range(1, _last_typed(book.horizon, typed) + 1)
    return [
        _action(book, one, i, texts, choice) | _seal(one, book.plan_row(one.account), written)
        for i, one in enumerate(actions, start=1)
    ]


def _action(book: PlanBook, one: Action, place: int, texts: Texts, choice: PeriodsChoice) -> Row:
    row, as_of = book.plan_row(one.account), book.whole.as_of
    alive, counts = int(bool(row) and one.status != "dropped"), int(bool(row) and one.status in PLANNED)
    state = LISTS["due_states"].index(action_state(one, as_of)) + 1 if one.account.strip() else 0
    begin = begins(one)
    years = range(1, book.horizon + 1)
    paid = {f"paid_y{t}": alive * amount(one.budget[t - 1]) for t in years}
    before = book.shares(row)[begin.month - 1] if row and begin and begin.year >= FIRST_YEAR else 0.0
    now = book.year_now(row) if row else None
    return {
        "plan_row": row,
        "status_no": _STATES.index(one.status),
        "state_no": state,
        "state": texts["due_states"][state - 1] if state else "",
        "alive": alive,
        "counts": counts,
        "begin": day_number(begin) or 0,
        "begin_year": (begin.year if begin else FAR_YEAR) if one.account.strip() else 0,
        "share_before": before,
        **paid,
        **{f"gain_y{t}": counts * amount(one.effect[t - 1]) for t in years},
        "scaled_cost": sum(paid.values()) if one.scales else 0,
        "now_gain": _gain(one, counts, begin, now.t, now.year) if now else 0,
        "now_from": before if begin and begin.year == as_of.year else 0,
        "shown_gain": _gain(one, counts, begin, choice.t, choice.year) if row and row == choice.row else 0,
        "shown_from": before if begin and begin.year == choice.year else 0,
        "shown_order": _order(one, state, place) if row and row == choice.row else 0,
    }


def _gain(one: Action, counts: int, begin: dt.date | None, t: int, year: int) -> float:
    """Return what an action brings in a year of the plan, whole; 0 where it begins later or t is no year of it."""
    return counts * amount(one.effect[t - 1]) if t and begin and begin.year <= year else 0.0


def _order(one: Action, state: int, place: int) -> int:
    day = day_number(one.due)
    return ((state if state < 3 else 0) * 10_000_000 + (5_000_000 if day is None else day)) * ORDER + place


def risk_cells(book: PlanBook) -> list[Row]:
    """Return the calculated cells of tblRisks."""
    rows = [(one, book.plan_row(one.account)) for one in book.tasks.risks]
    return [{"plan_row": row, **_seal(one, row)} for one, row in rows]


def review_cells(book: PlanBook, texts: Texts) -> list[Row]:
    """Return the calculated cells of tblReviews."""
    return [_review(book, one, i, texts) for i, one in enumerate(book.tasks.reviews, start=1)]


def _review(book: PlanBook, one: Review, place: int, texts: Texts) -> Row:
    row = book.plan_row(one.account)
    named = bool(row and one.manager.strip() and one.head.strip())
    waits = bool(row) and unstamped(one)
    order = order_no(one, place) if row else 0
    current = texts["signatures"][3] if waits else ""
    if row and one.version is not None:
        current = texts["yes_no"][0 if one.version == version(book.rows[row]) else 1]
    return {
        "plan_row": row,
        "day": day_number(one.date) or 0,
        "next_day": day_number(one.next_review) or 0,
        "named": int(named),
        "unstamped": int(waits),
        "order_no": order,
        "sign_no": order if named and one.version is not None else 0,
        "current": current,
    }


def season_cells(book: PlanBook) -> list[Row]:
    """Return the calculated cells of tblSeasons."""
    return [_season(book, one) for one in book.tasks.seasons]


def _season(book: PlanBook, one: Season) -> Row:
    total = sum(amount(month) for month in one.months)
    shares = cumulated_shares(one)
    return {
        "plan_row": book.plan_row(one.account) if one.account.strip() else -1,
        "total": total,
        **{f"s{k}": shares[k] if total > 0 else 0 for k in range(1, 13)},
    }


def fact_cells(book: PlanBook) -> list[Row]:
    """Return the calculated cells of tblFacts."""
    return [{"plan_row": book.plan_row(one.account), "period": _period(one)} for one in book.tasks.facts]


def _period(one: Fact) -> int:
    month = fact_month(one)
    return month[0] * 100 + month[1] if month and one.sales is not None else 0


def _seal(record: Goal | Action | Risk, row: int, years: range = range(0)) -> Row:
    """Return the working columns of a row's control: codes of years, weighed sum, cube."""
    codes = weighed(record)
    by_year = {f"code_y{t}": sum(code for key, code in codes.items() if key.endswith(f"_y{t}")) for t in years}
    sum_ = seal(record) if row else 0
    return {**by_year, "seal": sum_, "control": control(sum_)}


def _last_typed(horizon: int, groups: Iterable[tuple[Sequence[float | None], int]]) -> int:
    """Return the last year of the columns: the horizon's, or a later one in which something is typed.

    Args:
        horizon: years after the base year that the policy looks ahead.
        groups: yearly numbers of all rows, each with the year of its first.
    """
    typed = (year for numbers, first in groups for year, one in enumerate(numbers, first) if one is not None)
    return max((horizon, *typed))
