"""Small builders and hypothesis strategies for accounts, portfolios and policies, shared by all tests.

Builders give something that is key unless told otherwise, so that a test names only what it is about. Money is typed
with two decimals and shares in whole percent, as people do.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from kam_xl.model import Account, Portfolio, Scores, Setup, record_id
from kam_xl.policy import Capacity, Policy, Scoring, from_dict
from kam_xl.policy.shipped import composed_text
from kam_xl.rules import Assessment, PortfolioAssessment, assess

AS_OF = dt.date(2026, 5, 20)
"""The day on which tests judge, unless they name another."""

PLAN = 30.0
"""The yearly margin plan of the worked cases; gate 2 opens at 0.6 under the default policy."""

NAMES = ("Ёлка", "елка-2", "1С", "Armatura", "Ягода", "zeta", "Трубы и Ко", "=1+1", "Ö-Werk", "Вентиль")


@cache
def default_policy() -> Policy:
    """Return the policy that ships with the project."""
    return from_dict(tomllib.loads(composed_text()))


def a_policy(
    *,
    scoring: Mapping[str, float] | None = None,
    capacity: Mapping[str, float] | None = None,
    plan: Mapping[str, float] | None = None,
) -> Policy:
    """Return the default policy with some numbers of `[scoring]`, `[capacity]` and `[plan]` changed."""
    policy = default_policy()
    return replace(
        policy,
        scoring=replace(policy.scoring, **(scoring or {})),
        capacity=replace(policy.capacity, **(capacity or {})),
        plan=replace(policy.plan, **(plan or {})),
    )


def without_tool(tool: str) -> Policy:
    """Return the default policy with one of its tools switched off."""
    policy = default_policy()
    return replace(policy, tools={**policy.tools, tool: False})


def an_account(name: str = "Armatura", **fields: Any) -> Account:
    """Return an account that is key under the default policy and a plan of `PLAN`: 70.17 points, stake 10.1.

    `grades` and `levers` are six numbers each; any field of `Account` may be named.
    """
    filled: dict[str, Any] = {
        "id": record_id("a", name),
        "account": name,
        "margin": 7.56,
        "headroom": 8.97,
        "loss_probability": 0.15,
        "company": (True, False, False, False, False, False),
        "grades": (3, 1, 3, 1, 0, 1),
        "levers": (3, 2, 2, 1, 2, 1),
        "evidence": "Three product groups listed after the tests",
        "evidence_date": AS_OF - dt.timedelta(days=40),
    }
    return Account(**{**filled, **fields})


def on_record(name: str = "Armatura", **fields: Any) -> Account:
    """Return an account like `an_account` that has been key on record for a year, reviewed last quarter."""
    record = {"key_since": AS_OF - dt.timedelta(days=365), "low_reviews": 0, "last_review": dt.date(2026, 2, 10)}
    return an_account(name, **{**record, **fields})


def a_portfolio(*accounts: Account, **setup: Any) -> Portfolio:
    """Return a portfolio of these accounts; any field of `Setup` may be named."""
    filled = {"manager": "I. Petrova", "head": "S. Orlov", "margin_plan": PLAN, "hours": 160.0}
    return Portfolio("book1", "en", Setup(**{**filled, **setup}), accounts)


def assessed(
    *accounts: Account, policy: Policy | None = None, as_of: dt.date = AS_OF, **setup: Any
) -> PortfolioAssessment:
    """Return the assessment of a portfolio of these accounts."""
    return assess(a_portfolio(*accounts, **setup), policy or default_policy(), as_of)


def the_one(account: Account, policy: Policy | None = None, as_of: dt.date = AS_OF, **setup: Any) -> Assessment:
    """Return the assessment of an account that is alone in its portfolio."""
    return assessed(account, policy=policy, as_of=as_of, **setup).accounts[0]


def equal_accounts(count: int, **fields: Any) -> list[Account]:
    """Return accounts that are key and differ by name and id only."""
    return [an_account(f"Client {i:02}", id=f"a{i:010}", **fields) for i in range(count)]


scores: st.SearchStrategy[Scores] = st.one_of(
    st.tuples(*[st.integers(0, 3)] * 6),
    st.tuples(*[st.none() | st.integers(0, 3)] * 6),
    st.just((None,) * 6),
)
"""Six grades or levers: all typed, some blank, all blank."""

money = st.one_of(st.none(), st.integers(0, 100).map(lambda n: n / 10), st.integers(0, 10_000).map(lambda n: n / 100))
shares = st.one_of(st.none(), st.integers(0, 100).map(lambda n: n / 100))
flags = st.sampled_from((None, None, True, False))
"""A yes/no cell, blank half of the time."""


@st.composite
def days_about(draw: st.DrawFn, as_of: dt.date = AS_OF) -> dt.date | None:
    """Draw a date about the limits of evidence and the ends of quarters, or none."""
    back = draw(st.one_of(st.none(), st.sampled_from((-1, 0, 1, 183, 184, 365, 366)), st.integers(0, 500)))
    return None if back is None else as_of - dt.timedelta(days=back)


@st.composite
def accounts(draw: st.DrawFn, number: int = 0) -> Account:
    """Draw an account; graded, on record and assumed ones often enough. `number` makes its name and id its own."""
    recorded = draw(st.booleans())
    return Account(
        id=record_id("a", number, draw(st.integers(0, 9))),
        account=f"{draw(st.sampled_from(NAMES))} {number}",
        margin=draw(money),
        headroom=draw(money),
        loss_probability=draw(shares),
        company=draw(st.tuples(*[flags] * 6)),
        grades=draw(scores),
        levers=draw(scores),
        evidence=draw(st.sampled_from(("A sample was tested", "Прайс согласован", " ", ""))),
        evidence_date=draw(days_about()),
        lower_pay=draw(flags),
        reserved_goods=draw(flags),
        forced_priority=draw(flags),
        served_by=draw(st.sampled_from(("", "", "service", "head", "specialist"))),
        proposed=draw(st.sampled_from((None, None, AS_OF))),
        confirmed=draw(st.sampled_from((None, AS_OF))),
        key_since=AS_OF - dt.timedelta(days=draw(st.integers(0, 900))) if recorded else None,
        low_reviews=draw(st.sampled_from((None, 0, 1, 2))) if recorded else None,
        last_review=draw(days_about()) if recorded else None,
    )


@st.composite
def strong_accounts(draw: st.DrawFn, number: int = 0) -> Account:
    """Draw an account that passes both gates under the default policy, so that points and the cap decide."""
    high = st.tuples(*[st.integers(1, 3)] * 6)
    return replace(
        draw(accounts(number)),
        grades=draw(high),
        levers=(2, *draw(high)[1:]),
        headroom=draw(st.integers(10, 200).map(lambda n: n / 10)),
        evidence="A sample was tested",
        evidence_date=AS_OF - dt.timedelta(days=draw(st.integers(0, 183))),
    )


@st.composite
def portfolios(draw: st.DrawFn, largest: int = 12) -> Portfolio:
    """Draw a portfolio in which gates, points and the cap all have something to decide."""
    count = draw(st.integers(0, largest))
    rows = [draw(st.one_of(strong_accounts(i), accounts(i))) for i in range(count)]
    leaver = draw(st.sampled_from(("", "nobody", *(row.account for row in rows))))
    setup = Setup(
        manager="I. Petrova",
        currency=draw(st.sampled_from(("", "million RUB"))),
        margin_plan=draw(st.sampled_from((None, 0.0, PLAN, 35.0, 100.0))),
        hours=draw(st.sampled_from((None, 0.0, 20.0, 40.0, 160.0))),
        plan_confirmed=draw(st.sampled_from((None, AS_OF))),
        leaver=leaver,
    )
    return Portfolio("book1", draw(st.sampled_from(("en", "ru"))), setup, tuple(rows))


@st.composite
def weights(draw: st.DrawFn) -> tuple[float, ...]:
    """Draw six whole weights that add up to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
    return tuple(float(high - low) for low, high in zip([0, *cuts], [*cuts, 100], strict=True))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy with other weights, thresholds, cap and hours than the default one's."""
    policy = default_policy()
    of_criteria = float(draw(st.integers(0, 100)))
    exit_points = draw(st.integers(0, 60))
    scoring = Scoring(
        points_criteria=of_criteria,
        points_influence=100 - of_criteria,
        core_min=draw(st.integers(1, 3)),
        evidence_days=draw(st.integers(30, 730)),
        evidence_days_new=draw(st.integers(30, 365)),
        stake_share=draw(st.integers(0, 10)) / 100,
        entry_points=exit_points + draw(st.integers(0, 30)),
        exit_points=exit_points,
        exit_reviews=draw(st.integers(1, 4)),
    )
    cap = draw(st.integers(1, 15))
    capacity = Capacity(
        cap=cap,
        warn_above=draw(st.integers(1, cap)),
        monthly_hours=draw(st.integers(1, 200)),
        share_for_key=draw(st.integers(1, 10)) / 10,
        hours_per_account=draw(st.integers(1, 20)) / 2,
    )
    pairs_of_criteria = zip(policy.criteria, draw(weights()), strict=True)
    pairs_of_levers = zip(policy.levers, draw(weights()), strict=True)
    return replace(
        policy,
        criteria=tuple(replace(one, weight=weight) for one, weight in pairs_of_criteria),
        levers=tuple(replace(one, weight=weight) for one, weight in pairs_of_levers),
        scoring=scoring,
        capacity=capacity,
    )
