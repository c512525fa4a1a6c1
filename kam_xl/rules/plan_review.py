"""Look over the perspective plans of key accounts: what asks manager and head to act, and what is worth knowing.

Findings name their account and no cell: who reads the workbook knows where that stands. Months and facts are judged
for key accounts alone, rows that cannot be read for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kam_xl.findings import Finding, Severity
from kam_xl.model_tasks import Action, Goal, Season, Tasks
from kam_xl.policy import PlanRules
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan import PlanMoney, amount, plan_money
from kam_xl.rules.plan_links import circles, unknown_supports
from kam_xl.rules.plan_rows import PlanRows, fact_month, plan_rows
from kam_xl.rules.plan_signing import Signature, last_signed, review_due, signature
from kam_xl.rules.roll_down import YearPlan, begins, roll_down

NAMED = 5
"""Items that a finding names at most; more of them would be read by nobody."""


def plan_findings(tasks: Tasks, rules: PlanRules, keys: Sequence[str], as_of: dt.date) -> tuple[Finding, ...]:
    """Return the findings account by account, then those on seasons and facts.

    Args:
        tasks: the tables of the book.
        rules: the policy's section `plan`.
        keys: names of the key accounts on record, whose plans are judged.
        as_of: the day of judging.
    """
    found: list[Finding] = []
    for rows in plan_rows(tasks, keys):
        found += account_findings(rows, rules, as_of)
    return (*found, *book_findings(tasks, as_of))


def book_findings(tasks: Tasks, as_of: dt.date) -> tuple[Finding, ...]:
    """Return the findings on seasons and facts, of whichever client."""
    seasons = (finding for season in tasks.seasons for finding in _season(season))
    return (*seasons, *_facts(tasks, as_of))


def account_findings(
    rows: PlanRows,
    rules: PlanRules,
    as_of: dt.date,
    money: PlanMoney | None = None,
    years: Sequence[YearPlan] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings on one account's plan; a single one where nothing of a plan is there.

    Who has the plan's money and its years already gives them, since they take most of the time.
    """
    if not rows.plans and not rows.goals and not rows.actions:
        return (_warning("account_plan_missing", rows),)
    return (
        *_head(rows),
        *_goals(rows, int(rules.horizon)),
        *_actions(rows, as_of),
        *_links(rows),
        *_money(rows, money or plan_money(rows, rules)),
        *(_signing(rows, rules, as_of) if rows.goals or rows.actions else ()),
        *_gap(rows, rules, roll_down(rows, rules) if years is None else years),
    )


def _head(rows: PlanRows) -> Iterator[Finding]:
    if len(rows.plans) > 1:
        yield _warning("account_plan_twice", rows, n=len(rows.plans))
    if rows.base_year is None:
        yield _warning("account_plan_no_base_year", rows)
    if not rows.goals:
        yield _warning("account_plan_no_goals", rows)
    elif not rows.actions:
        yield _warning("account_plan_no_actions", rows)


def _goals(rows: PlanRows, horizon: int) -> Iterator[Finding]:
    beyond = [_group(one) for one in rows.goals if _any((one.potential, one.sales, one.margin), horizon + 1)]
    beyond += [_code(one) for one in rows.actions if _any((one.budget, one.effect), horizon)]
    if beyond:
        yield _warning("account_plan_beyond_horizon", rows, names=_few(beyond), n=horizon)
    negative = [_group(one) for one in rows.goals if _negative(*one.potential, *one.sales)]
    negative += [_code(one) for one in rows.actions if _negative(*one.budget, *one.effect)]
    if negative:
        yield _warning("account_plan_negative", rows, names=_few(negative))
    above = [_group(one) for one in rows.goals if _above_potential(one, horizon)]
    if above:
        yield _warning("account_plan_above_potential", rows, names=_few(above))


def _actions(rows: PlanRows, as_of: dt.date) -> Iterator[Finding]:
    open_ = [one for one in rows.actions if one.status not in ("done", "dropped")]
    approved = [one for one in open_ if one.status == "approved"]
    lacks = {
        "action_no_owner": [one for one in open_ if not one.owner.strip()],
        "action_no_due": [one for one in open_ if one.due is None],
        "action_no_budget": [one for one in open_ if not _any((one.budget,))],
        "action_no_effect": [one for one in open_ if not _any((one.effect,))],
        "action_no_start": [one for one in rows.actions if one.status == "done" and begins(one) is None],
        "action_overdue": [one for one in approved if one.due is not None and one.due < as_of],
    }
    for code, found in lacks.items():
        if found:
            yield _warning(code, rows, names=_few(map(_code, found)), n=len(found))


def _links(rows: PlanRows) -> Iterator[Finding]:
    for action, name in unknown_supports(rows):
        yield _warning("action_rests_on_nothing", rows, action=_code(action), name=name)
    for circle in circles(rows):
        yield _warning("action_circular", rows, names=[_code(one) for one in (*circle, circle[0])])


def _money(rows: PlanRows, money: PlanMoney) -> Iterator[Finding]:
    if money.budget > max(0.0, money.extra_margin):
        yield _warning("account_plan_costs_more", rows, budget=money.budget, extra=money.extra_margin)
    if money.low.result < 0 and not (rows.plan and rows.plan.stop_rule.strip()):
        yield _warning(
            "account_plan_no_stop_rule", rows, kept=money.low.kept, result=money.low.result, share=money.low.stop_share
        )


def _signing(rows: PlanRows, rules: PlanRules, as_of: dt.date) -> Iterator[Finding]:
    state, signed = signature(rows), last_signed(rows.reviews)
    if state is Signature.UNSIGNED:
        yield _warning("account_plan_unsigned", rows)
    elif state is Signature.CHANGED and signed is not None:
        yield _warning("account_plan_changed", rows, date=signed.date)
    due = review_due(rows, rules)
    if due is not None and due < as_of:
        yield _warning("account_plan_review_overdue", rows, date=due)


def _gap(rows: PlanRows, rules: PlanRules, years: Sequence[YearPlan]) -> Iterator[Finding]:
    """Yield one finding for the last year with facts where its last months running are off the plan.

    A plan that is only begun, with nothing in it, cannot be missed.
    """
    last = next((year for year in reversed(years) if year.months_with_facts), None)
    if last is not None and last.plan > 0 and last.running >= rules.gap_months:
        params = {"year": str(last.year), "gap": last.gap, "forecast": last.forecast, "plan": last.plan}
        yield _warning("account_plan_gap_running", rows, n=last.running, share=rules.gap_share, **params)


def _season(season: Season) -> Iterator[Finding]:
    if _negative(*season.months):
        yield Finding("season_negative", Severity.WARNING, account=season.account)
    if _any((season.months,)) and sum(map(amount, season.months)) <= 0:
        yield Finding("season_empty", Severity.WARNING, account=season.account)


def _facts(tasks: Tasks, as_of: dt.date) -> Iterator[Finding]:
    unread = [one.account for one in tasks.facts if fact_month(one) is None]
    if unread:
        yield Finding("fact_month_unknown", Severity.WARNING, params={"n": len(unread), "names": _few(unread)})
    future = [one.account for one in tasks.facts if (fact_month(one) or (0, 0)) > (as_of.year, as_of.month)]
    if future:
        yield Finding("fact_in_future", Severity.WARNING, params={"n": len(future), "names": _few(future)})


def _any(years: Iterable[Sequence[float | None]], first: int = 0) -> bool:
    """Tell whether a number is typed in any of the rows of years from a place on."""
    return any(number is not None for row in years for number in row[first:])


def _negative(*numbers: float | None) -> bool:
    return any(number is not None and number < 0 for number in numbers)


def _above_potential(goal: Goal, horizon: int) -> bool:
    pairs = zip(goal.potential[: horizon + 1], goal.sales[: horizon + 1], strict=True)
    return any(wanted is not None and round6(amount(sold)) > round6(wanted) for wanted, sold in pairs)


def _few(names: Iterable[str]) -> list[str]:
    distinct = list(dict.fromkeys(names))
    return [*distinct[:NAMED], "…"] if len(distinct) > NAMED else distinct


def _group(goal: Goal) -> str:
    return goal.product_group.strip() or goal.id


def _code(action: Action) -> str:
    return action.code.strip() or action.action.strip() or action.id


def _warning(code: str, rows: PlanRows, **params: object) -> Finding:
    return Finding(code, Severity.WARNING, params=params, account=rows.account)
