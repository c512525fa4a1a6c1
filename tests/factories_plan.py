"""Builders of perspective plans: the worked example of a valve wholesaler, and hypothesis strategies for plans.

Money is million roubles in the example and has two decimals in the strategies, as people type it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from kam_xl.model_tasks import Action, ActionStatus, Fact, Goal, Plan, Review, Risk, Season, Tasks
from kam_xl.policy import PlanRules
from kam_xl.rules.plan_rows import PlanRows, plan_rows

ACCOUNT = "Client B"
RULES = PlanRules(horizon=3, low_case=0.5, gap_share=0.10, gap_months=2, review_days=92)

_GROUPS = (
    ("Steel gate valves", 0.22, (48.0, 50.4, 52.9, 55.6), (9.6, 12.6, 16.9, 21.1), (2.11, 2.77, 3.72, 4.64)),
    ("Cast-iron gate valves", 0.20, (30.0, 31.5, 33.1, 34.7), (6.0, 7.9, 9.9, 12.1), (1.20, 1.58, 1.98, 2.42)),
    ("Butterfly valves", 0.26, (24.0, 25.2, 26.5, 27.8), (7.2, 8.8, 10.6, 12.5), (1.87, 2.29, 2.76, 3.25)),
    ("Ball valves", 0.18, (40.0, 42.0, 44.1, 46.3), (2.0, 3.4, 6.2, 9.3), (0.36, 0.61, 1.12, 1.67)),
    ("Flanges", 0.16, (36.0, 37.8, 39.7, 41.7), (10.8, 13.6, 16.7, 20.0), (1.73, 2.18, 2.67, 3.20)),
    ("Check valves", 0.24, (12.0, 12.6, 13.2, 13.9), (1.2, 1.9, 2.9, 4.2), (0.29, 0.46, 0.70, 1.01)),
    ("Fasteners", 0.20, (10.0, 10.5, 11.0, 11.6), (0.0, 0.5, 1.1, 1.7), (0.00, 0.10, 0.22, 0.34)),
)
_ACTIONS = (
    ("A01", "head of logistics", dt.date(2026, 3, 31), (1.10, 1.10, 1.10)),
    ("A02", "head of quality", dt.date(2026, 5, 31), (0.45, 0.10, 0.10)),
    ("A03", "product manager", dt.date(2026, 4, 30), (0.18, 0.18, 0.18)),
    ("A04", "manager M.", dt.date(2026, 3, 31), (0.24, 0.24, 0.24)),
    ("A05", "commercial director", dt.date(2026, 1, 31), (0.15, 0.36, 0.57)),
    ("A06", "head R.", dt.date(2026, 9, 30), (0.60, 0.00, 0.00)),
    ("A07", "IT", dt.date(2026, 6, 30), (0.25, 0.05, 0.05)),
    ("A08", "product manager", dt.date(2027, 3, 31), (0.00, 0.35, 0.10)),
    ("A09", "head of logistics", dt.date(2027, 6, 30), (0.00, 0.30, 0.10)),
    ("A10", "credit controller", dt.date(2026, 2, 28), (0.22, 0.53, 0.85)),
    ("A11", "head R.", dt.date(2026, 3, 31), (0.00, 0.00, 0.00)),
)
_SCALING = {"A05", "A10"}


def a_plan(**fields: Any) -> Plan:
    """Return the head of the worked plan: base year 2025, the client grows by 5 % a year."""
    filled: dict[str, Any] = {
        "id": "p1",
        "account": ACCOUNT,
        "base_year": 2025,
        "growth": 0.05,
        "stop_rule": "Share below 20.8 % at the end of 2026: freeze A08 and A09",
    }
    return Plan(**{**filled, **fields})


def a_goal(group: str = "Flanges", **fields: Any) -> Goal:
    """Return a product group; years are given from the base year on, as many as wanted."""
    filled: dict[str, Any] = {
        key: padded(value, 6) if isinstance(value, tuple) else value for key, value in fields.items()
    }
    return Goal(**{"id": f"g-{group}", "account": ACCOUNT, "product_group": group, **filled})


def an_action(code: str = "A01", **fields: Any) -> Action:
    """Return an approved action with owner and due date, a budget and an effect; any field may be named."""
    filled: dict[str, Any] = {
        "id": f"x-{code}",
        "account": ACCOUNT,
        "code": code,
        "action": f"Action {code}",
        "owner": "manager M.",
        "due": dt.date(2026, 3, 31),
        "budget": (0.1, 0.1, 0.1),
        "effect": (1.2, 2.4, 2.4),
        "status": "approved",
        **fields,
    }
    years = {key: padded(filled[key], 5) for key in ("budget", "effect")}
    return Action(**{**filled, **years})


def a_review(**fields: Any) -> Review:
    """Return a review of 1 April 2026 signed by manager and head; its version is 0 unless named."""
    filled: dict[str, Any] = {
        "id": "r1",
        "account": ACCOUNT,
        "date": dt.date(2026, 4, 1),
        "manager": "Manager M.",
        "head": "Head R.",
        "version": 0,
    }
    return Review(**{**filled, **fields})


def a_season(*months: float | None, account: str = ACCOUNT) -> Season:
    """Return a season; months not given are blank."""
    return Season(f"s-{account}", account, padded(months, 12))


def facts(year: int, *sales: float | None, account: str = ACCOUNT) -> tuple[Fact, ...]:
    """Return the facts of a year's first months; None leaves a month without a row."""
    return tuple(
        Fact(f"f{account}{year}-{i}", account, year, i, amount)
        for i, amount in enumerate(sales, start=1)
        if amount is not None
    )


def rows_of(*records: Plan | Goal | Action | Risk | Review | Season | Fact, account: str = ACCOUNT) -> PlanRows:
    """Return one account's rows of a book that holds these records."""
    return plan_rows(tasks_of(*records), [account])[0]


def tasks_of(*records: Plan | Goal | Action | Risk | Review | Season | Fact) -> Tasks:
    """Sort records into the tables of a book, in the order given."""

    def of(kind: type) -> Any:
        return tuple(one for one in records if isinstance(one, kind))

    return Tasks(
        plans=of(Plan), goals=of(Goal), actions=of(Action), risks=of(Risk), reviews=of(Review), seasons=of(Season),
        facts=of(Fact),
    )  # fmt: skip


def worked_goals() -> tuple[Goal, ...]:
    """Return the seven product groups of the worked example, with typed margins."""
    return tuple(
        a_goal(name, margin_rate=rate, potential=potential, sales=sales, margin=margins)
        for name, rate, potential, sales, margins in _GROUPS
    )


def worked_actions(status: ActionStatus = "approved") -> tuple[Action, ...]:
    """Return the eleven actions of the worked example; A05 and A10 cost more the more is sold."""
    return tuple(
        an_action(code, owner=owner, due=due, budget=budget, effect=(0.0, 0.0, 0.0), scales=code in _SCALING,
                  status=status)
        for code, owner, due, budget in _ACTIONS
    )  # fmt: skip


def worked_plan() -> PlanRows:
    """Return the worked example whole (DOMAIN.md section 9.2)."""
    return rows_of(a_plan(), *worked_goals(), *worked_actions())


def padded(values: tuple[float | None, ...], length: int) -> tuple[float | None, ...]:
    """Return the values filled up with blanks."""
    return (*values, *(None,) * (length - len(values)))


money = st.integers(0, 10_000_000).map(lambda cents: cents / 100)
maybe_money = st.none() | money
shares = st.integers(0, 100).map(lambda percent: percent / 100)
days = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
short_texts = st.text("abcхяё 019.%-", max_size=12)
plans = st.builds(
    a_plan, growth=st.none() | st.integers(-30, 60).map(lambda n: n / 100), low_case=st.none() | shares,
    stop_rule=short_texts,
)  # fmt: skip
goals = st.builds(
    Goal, id=st.just("g"), account=st.just(ACCOUNT), product_group=st.sampled_from(("Flanges", "Valves", "Ёлка")),
    margin_rate=st.none() | shares, potential=st.tuples(*[maybe_money] * 6), sales=st.tuples(*[maybe_money] * 6),
    margin=st.tuples(*[maybe_money] * 6),
)  # fmt: skip
actions = st.builds(
    Action, id=st.just("x"), account=st.just(ACCOUNT), code=st.sampled_from(("A01", "A02", "A03")),
    action=short_texts, owner=short_texts, due=st.none() | days, start=st.none() | days,
    budget=st.tuples(*[maybe_money] * 5), effect=st.tuples(*[maybe_money] * 5), probability=st.none() | shares,
    scales=st.none() | st.booleans(), status=st.sampled_from(("", "draft", "submitted", "approved", "done", "dropped")),
)  # fmt: skip
risks = st.builds(
    Risk, id=st.just("k"), account=st.just(ACCOUNT), risk=short_texts, probability=st.none() | shares,
    impact=st.sampled_from(("", "low", "medium", "high")),
)  # fmt: skip
seasons = st.builds(
    Season, id=st.just("s"), account=st.sampled_from(("", ACCOUNT)), months=st.tuples(*[st.none() | shares] * 12)
)
whole_plans = st.builds(
    lambda plan, goals, actions, risks, season: rows_of(plan, *goals, *actions, *risks, season),
    plans, st.lists(goals, max_size=4), st.lists(actions, max_size=4), st.lists(risks, max_size=2), seasons,
)  # fmt: skip
