"""The perspective plan by year: potential, share of wallet, margin and budget against the baseline (DOMAIN.md 9).

t counts years from the base year (t = 0) to the policy's horizon. Money is in the book's unit, shares are fractions;
everything derived is rounded to six decimals (`ROUND(…,6)`). In potential, sales, budget and effect only numbers above
zero count (`SUMIFS(column,account,name,column,">0")`): a blank is nothing, a negative one a finding. A margin counts
as typed, a negative one too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kam_xl.model import natural_name
from kam_xl.model_tasks import Action, Goal
from kam_xl.policy import PlanRules
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan_rows import PlanRows
from kam_xl.values import value

PLANNED = frozenset({"approved", "done"})
"""States of an action in which its effect stands in the plans of periods; others are only proposed or given up."""


@value
class PlanYear:
    """One year of a plan, or of one product group of it.

    `share` is sales ÷ potential (0 where there is no potential), `white_space` potential − sales (0 at least): what
    the client buys from others.
    """

    t: int
    potential: float
    sales: float
    margin: float
    share: float
    white_space: float


@value
class MoneyYear:
    """What a plan brings in one year over the baseline, where the share of wallet stays and the client grows.

    `baseline_sales` = sales of t = 0 × (1 + growth)^t, `baseline_margin` likewise; `extra_sales`, `extra_margin` = plan
    − baseline (0 at t = 0); `budget` of the actions that are not dropped; `net` = extra margin − budget.
    """

    t: int
    baseline_sales: float
    baseline_margin: float
    extra_sales: float
    extra_margin: float
    budget: float
    net: float
    cumulative_net: float


@value
class LowCase:
    """What remains if only the fraction `kept` of the extra sales comes, over all years of the horizon.

    `effect` = extra margin × kept; `cost` = budget of actions that do not scale + budget of those that do × kept;
    `result` = effect − cost; `stop_share` = base share + kept × (share of year 1 − base share): below it after the
    first year the stop rule holds.
    """

    kept: float
    effect: float
    cost: float
    result: float
    stop_share: float


@value
class PlanMoney:
    """A whole plan in numbers.

    `years` and `money` have horizon + 1 items each; `groups` names each product group with its own years, in the order
    of the rows; sums are over t = 1 … horizon. `payback` is the first t ≥ 1 with cumulated budget > 0 and cumulated net
    ≥ 0, None where there is none; `return_on_budget` = extra margin ÷ budget, 0 without a budget.
    """

    base_year: int | None
    years: tuple[PlanYear, ...]
    groups: tuple[tuple[str, tuple[PlanYear, ...]], ...]
    money: tuple[MoneyYear, ...]
    extra_margin: float
    budget: float
    payback: int | None
    return_on_budget: float
    low: LowCase


def plan_money(rows: PlanRows, rules: PlanRules) -> PlanMoney:
    """Return the years, the money and the low case of one account's plan; all zero where nothing is typed."""
    horizon = int(rules.horizon)
    years = _years(rows.goals, horizon)
    money = _money(years, rows)
    extra, budget = round6(sum(one.extra_margin for one in money)), round6(sum(one.budget for one in money))
    return PlanMoney(
        base_year=rows.base_year,
        years=years,
        groups=_groups(rows.goals, horizon),
        money=money,
        extra_margin=extra,
        budget=budget,
        payback=_payback(money),
        return_on_budget=round6(extra / budget) if budget > 0 else 0.0,
        low=_low_case(years, extra, budget, rows, rules),
    )


def baselines(base: float, growth: float | None, horizon: int) -> tuple[float, ...]:
    """Return base × (1 + growth)^t for t = 0 … horizon, each rounded to six decimals; a blank growth is none."""
    return tuple(round6(base * (1 + (growth or 0)) ** t) for t in range(horizon + 1))


def amount(number: float | None) -> float:
    """Return a number above zero, 0 for any other and for a blank."""
    return number if number and number > 0 else 0.0


def margin(goal: Goal, t: int) -> float:
    """Return a group's margin of year t: the typed one, else sales × margin rate (a blank rate is 0)."""
    typed = goal.margin[t]
    return typed if typed is not None else round6(amount(goal.sales[t]) * amount(goal.margin_rate))


def white_space(goal: Goal) -> float:
    """Return what the client buys from others of a group in the base year, 0 at least."""
    return round6(max(0.0, amount(goal.potential[0]) - amount(goal.sales[0])))


def budget(actions: Iterable[Action], t: int) -> float:
    """Return what the actions that are not dropped cost in year t ≥ 1."""
    return round6(sum(amount(one.budget[t - 1]) for one in actions if one.status != "dropped"))


def _years(goals: Sequence[Goal], horizon: int) -> tuple[PlanYear, ...]:
    return tuple(_year(goals, t) for t in range(horizon + 1))


def _year(goals: Sequence[Goal], t: int) -> PlanYear:
    potential = round6(sum(amount(one.potential[t]) for one in goals))
    sales = round6(sum(amount(one.sales[t]) for one in goals))
    return PlanYear(
        t=t,
        potential=potential,
        sales=sales,
        margin=round6(sum(margin(one, t) for one in goals)),
        share=round6(sales / potential) if potential > 0 else 0.0,
        white_space=round6(sum(max(0.0, amount(one.potential[t]) - amount(one.sales[t])) for one in goals)),
    )


def _groups(goals: Sequence[Goal], horizon: int) -> tuple[tuple[str, tuple[PlanYear, ...]], ...]:
    named: dict[str, list[Goal]] = {}
    for one in goals:
        named.setdefault(natural_name(one.product_group), []).append(one)
    return tuple((rows[0].product_group, _years(rows, horizon)) for rows in named.values())


def _money(years: Sequence[PlanYear], rows: PlanRows) -> tuple[MoneyYear, ...]:
    growth = rows.plan.growth if rows.plan else None
    sales = baselines(years[0].sales, growth, len(years) - 1)
    margins = baselines(years[0].margin, growth, len(years) - 1)
    found, cumulative = [], 0.0
    for year, base_sales, base_margin in zip(years, sales, margins, strict=True):
        extra, cost = round6(year.margin - base_margin), budget(rows.actions, year.t) if year.t else 0.0
        cumulative = round6(cumulative + extra - cost)
        found.append(
            MoneyYear(
                t=year.t,
                baseline_sales=base_sales,
                baseline_margin=base_margin,
                extra_sales=round6(year.sales - base_sales),
                extra_margin=extra,
                budget=cost,
                net=round6(extra - cost),
                cumulative_net=cumulative,
            )
        )
    return tuple(found)


def _payback(money: Sequence[MoneyYear]) -> int | None:
    spent = 0.0
    for year in money[1:]:
        spent += year.budget
        if spent > 0 and year.cumulative_net >= 0:
            return year.t
    return None


def _low_case(years: Sequence[PlanYear], extra: float, cost: float, rows: PlanRows, rules: PlanRules) -> LowCase:
    typed = rows.plan.low_case if rows.plan else None
    kept = rules.low_case if typed is None else typed
    scaling = [one for one in rows.actions if one.scales]
    scaled = round6(sum(budget(scaling, year.t) for year in years[1:]))
    effect, reduced = round6(extra * kept), round6(cost - scaled + scaled * kept)
    gain = years[1].share - years[0].share
    return LowCase(kept, effect, reduced, round6(effect - reduced), round6(years[0].share + kept * gain))
