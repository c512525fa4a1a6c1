"""From the perspective plan to months: baseline × season + effects of approved actions, beside the facts.

For month k of year t, 1 ≤ t ≤ horizon (DOMAIN.md section 9.4):

- baseline_t is that of `rules.plan`: ROUND(sales of t = 0,6) × (1 + growth)^t, rounded to six decimals.
- S_k = share of the year that its months 1 … k hold: (m1 + … + mk) ÷ (m1 + … + m12) of the season's row, counting only
  numbers above zero; k ÷ 12 where no month has one. S_0 = 0.
- An action that is approved or done begins in the month of its start (of its due date where no start is typed; one
  with neither has no effect). Of its effect_t the months 1 … k hold effect_t × g, with g = S_k where it begins before
  year t, max(0, S_k − S_(begin month − 1)) where it begins in year t, 0 where later.
- Cumulated plan C_k = ROUND2(baseline_t × S_k + Σ effect_t × g), ROUND2(x) = ROUND(ROUND(x,6),2); the month is
  ROUND(C_k − C_(k−1),2), so that months add up to quarters and to the year to the last hundredth. Baseline and weighted
  line are cumulated and rounded alike.
- Effects count in full. The weighted line beside the plan takes each times its probability (1 where blank, kept within
  0 … 1).

Facts of a month are the sum of its rows with a number; a month without such a row has no fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kam_xl.model_tasks import Action, Fact, Season
from kam_xl.policy import PlanRules
from kam_xl.rules.numbers import round2, round6
from kam_xl.rules.plan import PLANNED, amount, baselines
from kam_xl.rules.plan_rows import PlanRows, fact_month
from kam_xl.values import value

FACTS_FOR_RATE = 3
"""Months with facts from which on the rest of the year is forecast at the rate reached so far."""


@value
class MonthPlan:
    """One month: `plan` = `baseline` + `effects`; `weighted` takes effects times their probability.

    `fact` is None without facts; `gap` = fact − plan, and `cumulated_gap` the gaps of the year so far, both None in a
    month without facts. `off_running` counts the months running, this one the last, that are off by more than
    `gap_share` of their plan; each year counts anew.
    """

    month: int
    baseline: float
    effects: float
    plan: float
    weighted: float
    fact: float | None = None
    gap: float | None = None
    cumulated_gap: float | None = None
    off_running: int = 0


@value
class YearPlan:
    """One year of months (always twelve) with the goal that the perspective plan sets for it.

    `goal` is the sum of the groups' sales; `plan`, `weighted` the sums of months; `fact` and `plan_so_far` the sums
    over months with facts, `gap` = fact − plan so far. `forecast` = facts + plan of the other months × rate; rate =
    facts ÷ their plan, at least 0, where three months or more have facts and their plan is above 0, else 1.
    """

    t: int
    year: int
    goal: float
    months: tuple[MonthPlan, ...]
    plan: float
    weighted: float
    fact: float
    plan_so_far: float
    gap: float
    months_with_facts: int
    forecast: float

    def quarter(self, number: int) -> float:
        """Return the plan of a quarter, 1 to 4."""
        return round2(sum(one.plan for one in self.months[3 * number - 3 : 3 * number]))

    @property
    def running(self) -> int:
        """Return `off_running` of the last month with facts, 0 without facts."""
        return next((one.off_running for one in reversed(self.months) if one.fact is not None), 0)


@value
class _Effect:
    """What an action brings in one year: `before` is the share of the year that its months before the start hold."""

    whole: float
    before: float
    likely: float


def roll_down(rows: PlanRows, rules: PlanRules) -> tuple[YearPlan, ...]:
    """Return the years t = 1 … horizon of one account by month; none without a base year."""
    if rows.base_year is None:
        return ()
    growth = rows.plan.growth if rows.plan else None
    base = baselines(round6(sum(amount(one.sales[0]) for one in rows.goals)), growth, int(rules.horizon))
    shares, facts = cumulated_shares(rows.season), monthly_facts(rows.facts)
    return tuple(
        _year(t, rows.base_year + t, base[t], shares, facts, rows, rules) for t in range(1, int(rules.horizon) + 1)
    )


def cumulated_shares(season: Season | None) -> tuple[float, ...]:
    """Return S_0 … S_12: what share of a year its first months hold."""
    months = [amount(month) for month in season.months] if season else [0.0] * 12
    total = sum(months)
    if total <= 0:
        return tuple(k / 12 for k in range(13))
    return (*(sum(months[:k]) / total for k in range(12)), 1.0)


def begins(action: Action) -> dt.date | None:
    """Return the day whose month an action's effect begins with: its start, else its due date."""
    return action.start or action.due


def monthly_facts(facts: Sequence[Fact]) -> Mapping[tuple[int, int], float]:
    """Return (year, month) → sales of all rows that have both and a number of sales."""
    found: dict[tuple[int, int], float] = {}
    for one in facts:
        if (key := fact_month(one)) and one.sales is not None:
            found[key] = found.get(key, 0.0) + one.sales
    return found


def _year(
    t: int,
    year: int,
    base: float,
    shares: Sequence[float],
    facts: Mapping[tuple[int, int], float],
    rows: PlanRows,
    rules: PlanRules,
) -> YearPlan:
    effects = [_effect(one, t, year, shares) for one in rows.actions if one.status in PLANNED]
    baseline = _months(base, shares, ())
    plan = _months(base, shares, [(one.whole, one.before) for one in effects])
    certain = all(one.likely == 1 for one in effects)
    weighted = plan if certain else _months(base, shares, [(one.whole * one.likely, one.before) for one in effects])
    sales = [facts.get((year, month)) for month in range(1, 13)]
    known = [(fact, wanted) for fact, wanted in zip(sales, plan, strict=True) if fact is not None]
    so_far, wanted_so_far = round2(sum(fact for fact, _ in known)), round2(sum(wanted for _, wanted in known))
    whole = round2(sum(plan))
    return YearPlan(
        t=t,
        year=year,
        goal=round6(sum(amount(one.sales[t]) for one in rows.goals)),
        months=_beside_facts(baseline, plan, weighted, sales, rules.gap_share),
        plan=whole,
        weighted=round2(sum(weighted)),
        fact=so_far,
        plan_so_far=wanted_so_far,
        gap=round2(so_far - wanted_so_far),
        months_with_facts=len(known),
        forecast=round2(so_far + (whole - wanted_so_far) * _rate(so_far, wanted_so_far, len(known))),
    )


def _months(base: float, shares: Sequence[float], effects: Iterable[tuple[float, float]]) -> list[float]:
    """Return twelve amounts from what months 1 … k hold together: a month is what its rounded sum adds.

    Effects are given as their whole and the share of the year before their start. Those of one start are added up
    first, which `round2` allows: what engines differ by when they add in another order is rounded away.
    """
    together: dict[float, float] = {}
    for whole, before in effects:
        together[before] = together.get(before, 0.0) + whole
    groups = [(before, whole) for before, whole in together.items() if whole]
    sums = [base * share + sum(whole * max(0.0, share - before) for before, whole in groups) for share in shares]
    return [round2(after - before) for before, after in pairwise(map(round2, sums))]


def _effect(action: Action, t: int, year: int, shares: Sequence[float]) -> _Effect:
    day = begins(action)
    if day is None or day.year > year:
        return _Effect(0.0, 0.0, 0.0)
    before = shares[day.month - 1] if day.year == year else 0.0
    likely = 1.0 if action.probability is None else min(1.0, max(0.0, action.probability))
    return _Effect(amount(action.effect[t - 1]), before, likely)


def _rate(fact: float, plan: float, months: int) -> float:
    return max(0.0, fact / plan) if months >= FACTS_FOR_RATE and plan > 0 else 1.0


def _beside_facts(
    baseline: Sequence[float],
    plan: Sequence[float],
    weighted: Sequence[float],
    facts: Sequence[float | None],
    gap_share: float,
) -> tuple[MonthPlan, ...]:
    found, cumulated, running = [], 0.0, 0
    for i, fact in enumerate(facts):
        gap = None if fact is None else round2(fact - plan[i])
        cumulated = cumulated if gap is None else round2(cumulated + gap)
        running = running + 1 if gap is not None and _is_off(gap, plan[i], gap_share) else 0
        found.append(
            MonthPlan(
                month=i + 1,
                baseline=baseline[i],
                effects=round2(plan[i] - baseline[i]),
                plan=plan[i],
                weighted=weighted[i],
                fact=None if fact is None else round2(fact),
                gap=gap,
                cumulated_gap=None if gap is None else cumulated,
                off_running=running,
            )
        )
    return tuple(found)


def _is_off(gap: float, plan: float, gap_share: float) -> bool:
    return round6(abs(gap)) > round6(gap_share * abs(plan))
