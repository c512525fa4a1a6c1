"""A whole portfolio: who has a place, two statuses side by side, and what must not make a difference."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kam_xl.model import Account, Portfolio
from kam_xl.policy import Policy
from kam_xl.rules import VERDICTS, PortfolioAssessment, Verdict, assess
from kam_xl.rules.qualify import qualify
from tests.factories import (
    AS_OF,
    PLAN,
    a_policy,
    accounts,
    an_account,
    assessed,
    default_policy,
    equal_accounts,
    on_record,
    policies,
    portfolios,
    the_one,
)


def by_id(whole: PortfolioAssessment) -> dict[str, tuple[Verdict, int | None, float]]:
    return {item.account.id: (item.verdict, item.rank, item.qualification.points) for item in whole.accounts}


class TestTheCap:
    def test_the_best_have_the_places(self) -> None:
        whole = assessed(*equal_accounts(16, grades=(3, 3, 3, 0, 0, 0)), an_account("Best", grades=(3,) * 6))
        assert [item.account.account for item in whole.ranked[:2]] == ["Best", "Client 00"]
        assert [item.account.account for item in whole.accounts if item.verdict is Verdict.OVER_CAP] == [
            "Client 14",
            "Client 15",
        ]
        assert (whole.limit, whole.qualifying, whole.over, whole.record_over) == (15, 17, 2, -15)

    def test_of_equal_points_the_larger_stake_times_influence_goes_first(self) -> None:
        small, large = an_account("small", id="a1", headroom=5.0), an_account("large", id="a2", headroom=6.0)
        assert [item.account.account for item in assessed(small, large).ranked] == ["large", "small"]

    def test_what_does_not_qualify_has_no_rank_and_takes_no_place(self) -> None:
        whole = assessed(an_account("none", levers=(1,) * 6), an_account("one"), policy=a_policy(capacity={"cap": 1}))
        assert [item.rank for item in whole.accounts] == [None, 1]
        assert whole.accounts[1].manager_key

    def test_the_leavers_are_those_not_key_any_more_and_then_the_last_ranks(self) -> None:
        whole = assessed(
            on_record("outranked twin b", id="b"),
            on_record("outranked twin a", id="a"),
            on_record("no stake", headroom=0.0, loss_probability=0.0),
            on_record("weak and no influence", levers=(0,) * 6),
            on_record("best", grades=(3,) * 6),
            policy=a_policy(capacity={"cap": 1}),
        )
        assert [item.account.account for item in whole.leavers] == [
            "weak and no influence",
            "no stake",
            "outranked twin b",
            "outranked twin a",
        ]

    def test_the_candidates_qualify_and_are_not_on_record(self) -> None:
        whole = assessed(an_account("second"), on_record("there"), an_account("first", grades=(3,) * 6))
        assert [item.account.account for item in whole.candidates] == ["first", "second"]


class TestTwoStatuses:
    def test_one_company_flag_is_enough(self) -> None:
        assert the_one(an_account(company=(None, False, None, True, None, None))).company_key
        assert not the_one(an_account(company=(None, False, None, None, None, None))).company_key

    def test_the_companys_status_is_never_copied_down(self) -> None:
        item = the_one(an_account(company=(True,) * 6, levers=(0, 0, 0, 1, 1, 0)))
        assert (item.company_key, item.manager_key) == (True, False)

    def test_the_head_serves_a_partner_a_specialist_a_complex_client_and_service_the_rest(self) -> None:
        lost = an_account(levers=(1,) * 6)
        assert the_one(replace(lost, company=(True, None, None, None, True, True))).serve_proposal == "head"
        assert the_one(replace(lost, company=(True, None, None, None, None, True))).serve_proposal == "specialist"
        assert the_one(replace(lost, company=(True, None, None, None, False, None))).serve_proposal == "service"

    def test_nobody_else_need_serve_a_key_account_or_one_that_is_not_the_companys(self) -> None:
        assert the_one(an_account()).serve_proposal == ""
        assert the_one(an_account(levers=(1,) * 6, company=(None,) * 6)).serve_proposal == ""


@given(accounts(), policies(), st.integers(0, 11), st.sampled_from((None, 0.0, PLAN, 35.0)))
def test_a_better_grade_or_lever_never_lowers_points_or_verdict(
    account: Account, policy: Policy, place: int, plan: float | None
) -> None:
    scores = [*account.grades, *account.levers]
    if (score := scores[place] or 0) == 3:
        return
    scores[place] = score + 1
    better = replace(account, grades=tuple(scores[:6]), levers=tuple(scores[6:]))
    before, after = (qualify(one, policy, plan, AS_OF) for one in (account, better))
    assert after.points >= before.points
    assert VERDICTS.index(after.verdict_before_cap) >= VERDICTS.index(before.verdict_before_cap)


@given(portfolios(), policies())
def test_never_more_than_the_limit_are_key_and_no_place_stays_empty(portfolio: Portfolio, policy: Policy) -> None:
    whole = assess(portfolio, policy, AS_OF)
    keys = [item for item in whole.accounts if item.manager_key]
    assert len(keys) == min(whole.limit, whole.qualifying)
    assert all(item.rank is not None and item.rank <= whole.limit for item in keys)
    assert sum(item.verdict is Verdict.OVER_CAP for item in whole.accounts) == max(0, whole.over)


@given(portfolios(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(portfolio: Portfolio, random: object) -> None:
    rows = list(portfolio.accounts)
    random.shuffle(rows)  # type: ignore[attr-defined]
    shuffled = replace(portfolio, accounts=tuple(rows))
    policy = a_policy(capacity={"cap": 3})
    assert by_id(assess(shuffled, policy, AS_OF)) == by_id(assess(portfolio, policy, AS_OF))


@given(portfolios())
def test_the_names_of_clients_do_not_matter(portfolio: Portfolio) -> None:
    renamed = replace(
        portfolio, accounts=tuple(replace(one, account=f"{9 - i} ё") for i, one in enumerate(portfolio.accounts))
    )
    policy = a_policy(capacity={"cap": 3})
    assert by_id(assess(renamed, policy, AS_OF)) == by_id(assess(portfolio, policy, AS_OF))


def test_an_assumed_account_is_judged_like_any_other() -> None:
    assert the_one(an_account(proposed=AS_OF)).verdict is Verdict.KEY


def test_the_date_is_the_one_asked_for() -> None:
    late = AS_OF.replace(year=2028)
    assert the_one(an_account(), as_of=late).verdict is Verdict.STALE_EVIDENCE
    assert assess(Portfolio("b", "en", assessed().portfolio.setup), default_policy(), late).as_of == late
