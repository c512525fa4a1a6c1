"""The nearest change: applied to the account it turns the verdict, and nothing cheaper does."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.i18n import LANGUAGES, Text
from kam_xl.model import Account, Portfolio
from kam_xl.policy import CRITERIA, LEVERS, Policy
from kam_xl.rules import VERDICTS, Assessment, PortfolioAssessment, Verdict, assess, stake_threshold
from kam_xl.rules.robustness import EVIDENCE_COST, NearestChange, nearest_change, spoken
from tests.factories import (
    AS_OF,
    a_policy,
    an_account,
    assessed,
    default_policy,
    equal_accounts,
    on_record,
    policies,
    portfolios,
)


def nearest(account: Account, *others: Account, policy: Policy | None = None) -> NearestChange:
    whole = assessed(account, *others, policy=policy)
    change = nearest_change(whole.accounts[0], whole)
    assert change is not None
    return change


def with_score(account: Account, field: str, score: float) -> Account:
    """Return the account with one grade (`large`) or lever (`lever_volume`) changed."""
    if field in CRITERIA:
        grades = list(account.grades)
        grades[CRITERIA.index(field)] = score
        return replace(account, grades=tuple(grades))
    levers = list(account.levers)
    levers[LEVERS.index(field.removeprefix("lever_"))] = score
    return replace(account, levers=tuple(levers))


def with_stake(account: Account, amount: float) -> Account:
    return replace(account, headroom=(account.headroom or 0) + amount)


def applied(account: Account, change: NearestChange) -> Account:
    """Return the account as it would be after the change, as a person would type it."""
    match change.kind:
        case "evidence":
            return replace(account, evidence="It was tested", evidence_date=AS_OF)
        case "stake":
            return with_stake(account, change.amount)
        case _:
            return with_score(account, change.field, change.after)


def verdict_with(account: Account, item: Assessment, whole: PortfolioAssessment) -> Verdict:
    """Return the verdict that the account would have in its row, the whole portfolio judged anew."""
    rows = list(whole.portfolio.accounts)
    rows[item.row] = account
    return assess(replace(whole.portfolio, accounts=tuple(rows)), whole.policy, whole.as_of).accounts[item.row].verdict


def is_turned(item: Assessment, verdict: Verdict) -> bool:
    return verdict is not Verdict.KEY if item.manager_key else VERDICTS.index(verdict) > VERDICTS.index(item.verdict)


def every_score(item: Assessment) -> Iterator[tuple[float, Account]]:
    """Yield every other grade and lever in the direction that counts, with what it costs."""
    fields = [*CRITERIA, *(f"lever_{lever}" for lever in LEVERS)]
    for field, score in zip(fields, (*item.account.grades, *item.account.levers), strict=True):
        for after in range(4):
            if after != (score or 0) and (after < (score or 0)) is item.manager_key:
                yield abs(after - (score or 0)), with_score(item.account, field, after)


def by_brute_force(item: Assessment, whole: PortfolioAssessment) -> list[tuple[float, Verdict]]:
    """Return cost and verdict of every change that turns the verdict; stakes at the gate and in steps about it."""
    tried = list(every_score(item))
    if not item.manager_key and not item.qualification.evidence_ok:
        dated = replace(item.account, evidence="It was tested", evidence_date=AS_OF)
        tried.append((EVIDENCE_COST, dated))
    threshold, stake = stake_threshold(whole.policy, whole.portfolio.setup.margin_plan), item.qualification.stake
    if threshold > 0:
        sign = -1 if item.manager_key else 1
        amounts = {threshold - stake, threshold - 0.000001 - stake, *(sign * n * threshold / 10 for n in range(1, 40))}
        tried += [
            (abs(amount) / threshold, with_stake(item.account, amount))
            for amount in amounts
            if amount * sign > 0 and stake + amount >= 0
        ]
    found = [(cost, verdict_with(account, item, whole)) for cost, account in tried]
    return [(cost, verdict) for cost, verdict in found if is_turned(item, verdict)]


@given(portfolios(largest=6), st.one_of(st.just(default_policy()), policies()), st.integers(0, 5), st.integers(1, 3))
def test_the_change_turns_the_verdict_and_nothing_cheaper_does(
    portfolio: Portfolio, policy: Policy, place: int, cap: int
) -> None:
    whole = assess(portfolio, replace(policy, capacity=replace(policy.capacity, cap=cap)), AS_OF)
    if place >= len(whole.accounts) or whole.accounts[place].verdict is Verdict.NOT_GRADED:
        return
    item = whole.accounts[place]
    change, others = nearest_change(item, whole), by_brute_force(item, whole)
    flips = [(cost, verdict) for cost, verdict in others if item.manager_key or verdict is Verdict.KEY]
    if change is None:
        assert others == []
        return
    assert change.verdict is verdict_with(applied(item.account, change), item, whole)
    assert change.verdict is not None
    assert is_turned(item, change.verdict)
    if not item.manager_key and change.verdict is not Verdict.KEY:
        assert flips == []
    cheapest = min((cost for cost, _ in flips or others), default=math.inf)
    assert change.cost <= cheapest + 1e-9
    for lang in LANGUAGES:
        assert change.message().in_(lang)


class TestWhatWouldMakeItKey:
    def test_one_lever(self) -> None:
        change = nearest(an_account(levers=(1, 0, 0, 1, 3, 3)))
        assert (change.kind, change.field, change.before, change.after) == ("lever", "lever_assortment", 1, 2)
        assert change.message().in_("en") == (
            "It becomes key if the lever “assortment / specification” rises from 1 to 2."
        )
        assert (
            change.message().in_("ru") == "Станет ключевым, если рычаг «ассортимент / спецификация» вырастет с 1 до 2."
        )

    def test_one_grade(self) -> None:
        change = nearest(an_account(grades=(2, 0, 1, 0, 0, 0)))
        assert (change.kind, change.field, change.after, change.verdict) == ("grade", "large", 3, Verdict.KEY)

    def test_an_amount_of_stake(self) -> None:
        change = nearest(an_account(margin=1.0, headroom=0.1))
        assert (change.kind, change.field, change.amount, change.after) == ("stake", "headroom", 0.35, 0.6)
        assert change.message().in_("en") == "It becomes key with 0.35 more at stake a year, 0.6 in all."

    def test_dated_evidence(self) -> None:
        change = nearest(an_account(evidence_date=AS_OF - dt.timedelta(days=400)))
        assert (change.kind, change.verdict, change.cost) == ("evidence", Verdict.KEY, 0.5)

    def test_a_helper_lever_is_nearer_but_does_not_open_gate_1(self) -> None:
        change = nearest(an_account(levers=(0, 0, 0, 0, 1, 1)))
        assert (change.field, change.after, change.cost) == ("lever_assortment", 2, 2)

    def test_a_step_over_the_last_one_within_the_limit(self) -> None:
        rivals = equal_accounts(2, grades=(3, 3, 3, 0, 0, 0), headroom=8.0)
        change = nearest(an_account(grades=(3, 2, 3, 0, 0, 0)), *rivals, policy=a_policy(capacity={"cap": 2}))
        assert (change.kind, change.verdict, change.cost) == ("grade", Verdict.KEY, 1)

    def test_a_little_more_stake_than_a_rival_of_equal_points(self) -> None:
        rival = an_account("rival", headroom=9.0)
        change = nearest(an_account(headroom=8.99), rival, policy=a_policy(capacity={"cap": 1}))
        assert (change.kind, change.verdict) == ("stake", Verdict.KEY)
        assert change.amount == pytest.approx(0.01, abs=2e-6)

    def test_the_amount_shown_is_never_too_little(self) -> None:
        change = nearest(an_account(margin=0.0, headroom=0.2481, evidence_date=AS_OF))
        assert change.amount == 0.3519
        assert "0.36 more at stake" in change.message().in_("en")


class TestTheNextObstacle:
    def test_where_one_change_is_not_enough_the_first_step_is_named(self) -> None:
        change = nearest(an_account(levers=(1, 0, 0, 0, 1, 1), evidence="", evidence_date=None))
        assert (change.field, change.verdict) == ("lever_assortment", Verdict.STALE_EVIDENCE)
        assert change.message().in_("en").endswith("the next obstacle is then “evidence missing”.")

    def test_a_dearer_change_that_makes_it_key_goes_before_a_cheap_first_step(self) -> None:
        """Assortment 1 → 2 opens gate 1 for a step, but only 1 → 3 brings the points as well."""
        account = an_account(levers=(1, 1, 1, 1, 3, 3), grades=(3, 0, 2, 0, 0, 0))
        change = nearest(account, policy=a_policy(scoring={"entry_points": 54}))
        assert (change.field, change.after, change.verdict) == ("lever_assortment", 3, Verdict.KEY)

    def test_nothing_helps_without_a_plan(self) -> None:
        whole = assessed(an_account(), margin_plan=None)
        assert nearest_change(whole.accounts[0], whole) is None

    def test_nothing_single_brings_thirty_points(self) -> None:
        whole = assessed(an_account(grades=(0,) * 6, levers=(2, 0, 0, 0, 0, 0)))
        assert nearest_change(whole.accounts[0], whole) is None

    def test_an_ungraded_account_is_to_be_graded(self) -> None:
        change = nearest(an_account(grades=(None,) * 6))
        assert (change.kind, change.verdict) == ("grading", None)


class TestWhatWouldLoseIt:
    def test_the_only_core_lever(self) -> None:
        change = nearest(an_account(levers=(1, 2, 1, 1, 3, 3)))
        assert (change.field, change.before, change.after) == ("lever_volume", 2, 1)
        assert change.message().in_("en") == (
            "The key status falls if the lever “volume” drops from 2 to 1: “no influence”."
        )

    def test_a_stake_near_the_threshold(self) -> None:
        change = nearest(an_account(margin=0.0, headroom=0.65, evidence_date=AS_OF))
        assert (change.kind, change.field, change.verdict) == ("stake", "headroom", Verdict.NO_STAKE)
        assert change.amount == -0.050001
        assert (
            change.message()
            .in_("en")
            .startswith("The key status falls if the stake drops by more than 0.05 a year, below 0.6")
        )

    def test_a_stake_that_headroom_alone_cannot_lose(self) -> None:
        assert nearest(an_account(margin=6.5, headroom=0.0, loss_probability=0.1)).field == "stake"

    def test_points_that_fall_behind_a_rival(self) -> None:
        whole = assessed(an_account(), an_account("rival", headroom=1.0), policy=a_policy(capacity={"cap": 1}))
        change = nearest_change(whole.accounts[0], whole)
        assert change is not None
        assert change.verdict is Verdict.OVER_CAP

    def test_fewer_points_alone_do_not_lose_a_place_on_record_at_the_first_low_review(self) -> None:
        change = nearest(on_record(grades=(2, 1, 0, 0, 0, 0), levers=(2, 2, 1, 1, 1, 1)))
        assert change.verdict is not Verdict.LOW_POINTS


finite = st.one_of(
    st.sampled_from((9e307, -9e307, 1.7e308, 1e300, 5e-324)), st.floats(allow_nan=False, allow_infinity=False)
)


def test_an_absurd_headroom_is_judged_like_any_other() -> None:
    change = nearest(an_account(headroom=9e307, levers=(1, 2, 1, 1, 3, 3)))
    assert (change.field, change.verdict) == ("lever_volume", Verdict.NO_INFLUENCE)


@given(finite, finite, finite, finite, st.sampled_from((30.0, 1e308, 1e-5)), st.booleans())
def test_no_finite_number_is_too_great(
    headroom: float, other: float, margin: float, loss: float, plan: float, weak: bool
) -> None:
    levers = (1, 0, 0, 1, 3, 3) if weak else (3, 2, 2, 1, 2, 1)
    account = an_account(headroom=headroom, margin=margin, loss_probability=loss, levers=levers)
    whole = assessed(
        account, an_account("rival", headroom=other), margin_plan=plan, policy=a_policy(capacity={"cap": 1})
    )
    for item in whole.accounts:
        change = nearest_change(item, whole)
        assert change is None or (math.isfinite(change.amount) and all(change.message().in_(one) for one in LANGUAGES))


def test_a_change_as_data_has_its_sentence() -> None:
    change = nearest(an_account(margin=1.0, headroom=0.1))
    assert change.as_dict("ru") == {
        "kind": "stake",
        "field": "headroom",
        "before": 0.25,
        "after": 0.6,
        "amount": 0.35,
        "verdict": "key",
        "text": "Станет ключевым, если ставка вырастет на 0,35 в год, до 0,6.",
    }


def test_names_are_spoken_without_brackets_and_capitals() -> None:
    assert spoken(Text("Status (image)", "Статусный (имиджевый)")) == Text("status", "статусный")
    assert spoken(Text("NPS above 9", "НДС")) == Text("NPS above 9", "НДС")
