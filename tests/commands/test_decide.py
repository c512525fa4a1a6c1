"""Decisions of record: who enters, stays, leaves, is not key; never past the limit; pressing twice changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.commands.decide import Decided, decide
from kam_xl.i18n import LANGUAGES
from kam_xl.model import Account, Portfolio
from kam_xl.policy import Policy, fingerprint
from kam_xl.rules import PortfolioAssessment, Verdict, assess
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

BETTER = (3, 3, 3, 1, 0, 1)
ONE_PLACE = a_policy(capacity={"cap": 1})
TWO_PLACES = a_policy(capacity={"cap": 2})
THREE_PLACES = a_policy(capacity={"cap": 3})


def press(whole: PortfolioAssessment, *names: str) -> Decided:
    return decide(whole, names=frozenset(names) if names else None, who="I. Petrova", lang="en")


def again(decided: Decided, policy: Policy | None = None, as_of: dt.date = AS_OF) -> PortfolioAssessment:
    return assess(decided.portfolio, policy or default_policy(), as_of)


def changes(decided: Decided) -> list[tuple[str, str]]:
    return [(one.account, one.change) for one in decided.decisions]


def codes(decided: Decided) -> list[tuple[str, str]]:
    return [(one.code, one.account) for one in decided.findings]


def recorded(accounts: Iterable[Account]) -> list[str]:
    return [one.account for one in accounts if one.on_record]


class TestEntering:
    def test_a_key_account_takes_a_free_place(self) -> None:
        decided = press(assessed(an_account("new")))
        assert changes(decided) == [("new", "entered")]
        account = decided.portfolio.accounts[0]
        assert (account.key_since, account.low_reviews, account.last_review) == (AS_OF, 0, AS_OF)
        assert decided.findings == ()

    def test_the_decision_says_what_why_who_and_by_which_policy(self) -> None:
        whole = assessed(an_account("new"))
        (decision,) = decide(whole, who="S. Orlov", lang="ru").decisions
        assert (decision.date, decision.verdict, decision.points) == (AS_OF, "key", 70.166667)
        assert (decision.influence, decision.stake) == (0.666667, 10.104)
        assert decision.why.startswith("Ключевой: 70,17 балла")
        assert decision.why.endswith("«Three product groups listed after the tests».")
        assert (decision.who, decision.policy) == ("S. Orlov", fingerprint(default_policy()))

    def test_without_a_free_place_it_waits_and_a_leaver_is_proposed(self) -> None:
        whole = assessed(
            an_account("new", grades=BETTER), on_record("strong", grades=BETTER), on_record("weak"), policy=TWO_PLACES
        )
        decided = press(whole, "new")
        assert changes(decided) == []
        assert decided.portfolio == whole.portfolio
        (finding,) = decided.findings
        assert finding.what("en") == "“new” is key, but no place is free: 2 on record, limit 2"
        assert finding.remedy("en").endswith("Proposed: weak (70.17 points), which frees 5 hours a month")

    def test_each_of_several_that_wait_gets_a_proposal_of_its_own(self) -> None:
        new = [replace(one, grades=BETTER) for one in equal_accounts(2)]
        whole = assessed(*new, on_record("a", grades=(3, 1, 3, 0, 0, 1)), on_record("b"), policy=TWO_PLACES)
        waiting = [one for one in press(whole).findings if one.code == "cap_needs_leaver"]
        assert [(one.account, one.params["leaver"]) for one in waiting] == [("Client 00", "a"), ("Client 01", "b")]

    def test_of_several_the_best_ranked_take_the_free_places(self) -> None:
        whole = assessed(
            an_account("second"),
            an_account("first", grades=BETTER),
            on_record("idle", levers=(None,) * 6),
            policy=TWO_PLACES,
        )
        decided = press(whole)
        assert changes(decided) == [("first", "entered")]
        assert ("cap_needs_leaver", "second") in codes(decided)

    def test_only_the_accounts_named_are_decided_about(self) -> None:
        decided = press(assessed(an_account("Ёлка"), an_account("other")), "  елка ")
        assert changes(decided) == [("Ёлка", "entered")]


class TestExchange:
    WHOLE = assessed(
        an_account("new", grades=BETTER), on_record("weak"), on_record("strong"), policy=TWO_PLACES, leaver=" WEAK "
    )

    def test_the_one_named_leaves_and_the_newcomer_takes_the_place(self) -> None:
        decided = press(self.WHOLE, "new")
        assert changes(decided) == [("weak", "left"), ("new", "entered")]
        left, entered = decided.decisions
        assert left.why.startswith("Gives up its place to new. ")
        assert entered.why.startswith("Takes the place of weak. ")
        assert recorded(decided.portfolio.accounts) == ["new", "strong"]
        weak = decided.portfolio.accounts[1]
        assert (weak.key_since, weak.low_reviews) == (None, None)
        assert decided.portfolio.setup.leaver == ""

    def test_one_leaver_gives_one_place(self) -> None:
        whole = assessed(
            *(replace(one, grades=BETTER) for one in equal_accounts(2)),
            on_record("a"),
            on_record("b"),
            policy=TWO_PLACES,
            leaver="a",
        )
        decided = press(whole)
        assert [change for change in changes(decided) if change[1] != "stays"] == [
            ("a", "left"),
            ("Client 00", "entered"),
        ]
        assert ("cap_needs_leaver", "Client 01") in codes(decided)

    def test_nobody_leaves_while_a_place_is_free(self) -> None:
        decided = press(assessed(an_account("new"), on_record("old"), leaver="old"))
        assert changes(decided) == [("new", "entered"), ("old", "stays")]
        assert decided.portfolio.setup.leaver == "old"

    def test_nobody_leaves_without_a_newcomer(self) -> None:
        decided = press(assessed(on_record("a"), on_record("b"), policy=TWO_PLACES, leaver="a"))
        assert changes(decided) == [("a", "stays"), ("b", "stays")]

    def test_a_leaver_who_fails_anyway_gives_one_place_not_two(self) -> None:
        whole = assessed(
            *(replace(one, grades=BETTER) for one in equal_accounts(2)),
            on_record("failed", levers=(1,) * 6),
            on_record("b"),
            policy=TWO_PLACES,
            leaver="failed",
        )
        decided = press(whole)
        assert len(recorded(decided.portfolio.accounts)) == 2
        assert ("Client 01", "entered") not in changes(decided)
        assert decided.portfolio.setup.leaver == ""

    def test_a_leaver_not_on_record_is_a_finding(self) -> None:
        decided = press(assessed(an_account("new"), on_record("old"), policy=ONE_PLACE, leaver="nobody"), "new")
        assert ("cap_leaver_unknown", "") in codes(decided)
        assert decided.portfolio.setup.leaver == "nobody"

    def test_one_named_to_leave_that_enters_is_not_taken_out_again_at_the_next_press(self) -> None:
        better = [replace(one, grades=BETTER) for one in equal_accounts(2)]
        whole = assessed(*better, on_record("old"), policy=TWO_PLACES, leaver="Client 00")
        first = press(whole)
        assert changes(first) == [("Client 00", "entered"), ("old", "stays")]
        assert first.portfolio.setup.leaver == ""
        assert recorded(press(again(first, TWO_PLACES)).portfolio.accounts) == ["Client 00", "old"]

    def test_above_the_limit_the_one_named_leaves_and_nobody_enters(self) -> None:
        whole = assessed(
            an_account("new", grades=BETTER),
            on_record("a"),
            on_record("b"),
            on_record("c"),
            policy=TWO_PLACES,
            leaver="a",
        )
        decided = press(whole, "new", "a")
        assert changes(decided) == [("a", "left")]
        assert decided.decisions[0].why.startswith("Named to leave")
        assert ("cap_needs_leaver", "new") in codes(decided)

    def test_but_not_while_only_another_account_is_decided_about(self) -> None:
        best = on_record("b", grades=BETTER)
        decided = press(assessed(on_record("a"), best, on_record("c"), policy=TWO_PLACES, leaver="a"), "b")
        assert changes(decided) == [("b", "stays")]
        assert recorded(decided.portfolio.accounts) == ["a", "b", "c"]


class TestStaying:
    LOW = (1, 0, 1, 0, 0, 0)

    def test_a_key_account_on_record_stays(self) -> None:
        decided = press(assessed(on_record("old", low_reviews=1)))
        assert changes(decided) == [("old", "stays")]
        account = decided.portfolio.accounts[0]
        assert (account.low_reviews, account.last_review) == (0, AS_OF)
        assert account.key_since == AS_OF - dt.timedelta(days=365)

    def test_a_low_review_is_counted_once_a_quarter(self) -> None:
        first = press(assessed(on_record("old", grades=self.LOW)))
        assert first.portfolio.accounts[0].low_reviews == 1
        later = again(first, as_of=dt.date(2026, 6, 30))
        assert press(later).portfolio.accounts[0].low_reviews == 1

    def test_and_the_second_running_takes_it_off_the_record(self) -> None:
        first = press(assessed(on_record("old", grades=self.LOW)))
        second = press(again(first, as_of=dt.date(2026, 7, 1)))
        assert changes(second) == [("old", "left")]
        assert recorded(second.portfolio.accounts) == []

    def test_a_quarter_that_began_well_and_went_low_counts_as_low(self) -> None:
        account = on_record("old", grades=self.LOW, low_reviews=0, last_review=dt.date(2026, 4, 2))
        assert press(assessed(account)).portfolio.accounts[0].low_reviews == 1

    def test_a_second_look_in_a_quarter_never_makes_it_leave(self) -> None:
        """With one review allowed, a low one late in the quarter waits for the next quarter."""
        policy = a_policy(scoring={"exit_reviews": 1})
        account = on_record("old", grades=self.LOW, low_reviews=0, last_review=dt.date(2026, 4, 2))
        first = press(assessed(account, policy=policy))
        assert changes(first) == [("old", "stays")]
        assert changes(press(again(first, policy))) == []
        assert changes(press(again(first, policy, dt.date(2026, 7, 1)))) == [("old", "left")]


class TestLeavingAndNotEntering:
    @pytest.mark.parametrize(
        "failed", [{"levers": (1,) * 6}, {"evidence": ""}, {"headroom": 0.0, "loss_probability": 0.0}]
    )
    def test_a_failed_gate_takes_it_off_the_record(self, failed: dict[str, object]) -> None:
        decided = press(assessed(on_record("old", low_reviews=1, **failed)))
        assert changes(decided) == [("old", "left")]
        account = decided.portfolio.accounts[0]
        assert (account.key_since, account.low_reviews) == (None, None)

    def test_its_place_is_free_for_a_newcomer_at_once(self) -> None:
        whole = assessed(an_account("new"), on_record("old", levers=(1,) * 6), policy=ONE_PLACE)
        assert changes(press(whole)) == [("old", "left"), ("new", "entered")]

    def test_one_pushed_out_by_a_better_one_keeps_its_place_and_is_a_finding(self) -> None:
        whole = assessed(an_account("new", grades=BETTER), on_record("old", low_reviews=1), policy=ONE_PLACE)
        decided = press(whole)
        assert [(one.account, one.change, one.verdict) for one in decided.decisions] == [("old", "stays", "over_cap")]
        assert codes(decided) == [("record_pushed_out", "old"), ("cap_needs_leaver", "new")]
        assert recorded(decided.portfolio.accounts) == ["old"]
        assert (decided.portfolio.accounts[1].low_reviews, decided.portfolio.accounts[1].last_review) == (0, AS_OF)

    def test_one_pushed_out_leaves_when_its_quarterly_reviews_were_low_too_often(self) -> None:
        """Four quarters, two low reviews allowed: counted once a quarter, over the limit or not."""
        low = on_record("low", grades=(1, 0, 1, 0, 0, 0))
        whole = assessed(low, on_record("good"), policy=ONE_PLACE)
        found: list[tuple[list[tuple[str, str]], float | None, bool]] = []
        for day in (AS_OF, dt.date(2026, 6, 30), dt.date(2026, 7, 1), dt.date(2026, 10, 1), dt.date(2027, 1, 4)):
            fresh = [replace(one, evidence_date=day) for one in whole.portfolio.accounts]
            whole = assess(replace(whole.portfolio, accounts=tuple(fresh)), ONE_PLACE, day)
            decided = press(whole, "low")
            pushed_out = ("record_pushed_out", "low") in codes(decided)
            found.append((changes(decided), decided.portfolio.accounts[0].low_reviews, pushed_out))
            whole = again(decided, ONE_PLACE, day)
        assert found == [
            ([("low", "stays")], 1, True),
            ([], 1, True),
            ([("low", "left")], None, False),
            ([("low", "not_key")], None, False),
            ([("low", "not_key")], None, False),
        ]

    def test_not_key_and_not_on_record_is_written_down(self) -> None:
        (decision,) = press(assessed(an_account("a", levers=(1,) * 6))).decisions
        assert (decision.change, decision.verdict) == ("not_key", "no_influence")

    def test_over_the_limit_is_not_key(self) -> None:
        whole = assessed(an_account("first", grades=BETTER), an_account("second"), policy=ONE_PLACE)
        assert changes(press(whole)) == [("first", "entered"), ("second", "not_key")]


class TestNotDecided:
    @pytest.mark.parametrize("account", [an_account("a", proposed=AS_OF), on_record("a", proposed=AS_OF)])
    def test_an_assumed_account(self, account: Account) -> None:
        whole = assessed(account)
        decided = press(whole)
        assert codes(decided) == [("verdict_assumed", "a")]
        assert decided.portfolio == whole.portfolio

    def test_an_assumed_leaver(self) -> None:
        whole = assessed(
            an_account("new", grades=BETTER), on_record("old", proposed=AS_OF), policy=ONE_PLACE, leaver="old"
        )
        decided = press(whole, "new")
        assert changes(decided) == []
        assert {("verdict_assumed", "old"), ("cap_needs_leaver", "new")} <= set(codes(decided))

    def test_an_ungraded_account_on_record(self) -> None:
        whole = assessed(on_record("a", grades=(None,) * 6))
        decided = press(whole)
        assert codes(decided) == [("record_not_graded", "a")]
        assert decided.portfolio == whole.portfolio

    def test_but_an_ungraded_account_may_be_named_to_leave(self) -> None:
        whole = assessed(an_account("new"), on_record("a", grades=(None,) * 6), policy=ONE_PLACE, leaver="a")
        assert changes(press(whole)) == [("a", "left"), ("new", "entered")]

    def test_an_ungraded_account_off_record(self) -> None:
        decided = press(assessed(an_account("a", grades=(None,) * 6)))
        assert (decided.decisions, decided.findings) == ((), ())


class TestPressingAgain:
    def test_in_the_same_quarter_nothing_is_added(self) -> None:
        first = press(assessed(an_account("new"), on_record("old"), an_account("no", levers=(1,) * 6)))
        second = press(again(first, as_of=dt.date(2026, 6, 30)))
        assert second.decisions == ()
        assert second.portfolio == first.portfolio

    def test_in_the_next_quarter_it_is_a_new_review(self) -> None:
        first = press(assessed(an_account("new")))
        second = press(again(first, as_of=dt.date(2026, 7, 1)))
        assert changes(second) == [("new", "stays")]

    def test_other_points_are_a_new_decision(self) -> None:
        first = press(assessed(on_record("old")))
        better = replace(first.portfolio, accounts=(replace(first.portfolio.accounts[0], grades=BETTER),))
        assert changes(press(assess(better, default_policy(), AS_OF))) == [("old", "stays")]

    def test_another_policy_is_a_new_decision(self) -> None:
        first = press(assessed(on_record("old")))
        assert changes(press(again(first, a_policy(scoring={"entry_points": 44})))) == [("old", "stays")]

    def test_a_record_wiped_by_hand_is_decided_anew(self) -> None:
        first = press(assessed(on_record("old")))
        wiped = replace(first.portfolio, accounts=(replace(first.portfolio.accounts[0], key_since=None),))
        assert changes(press(assess(wiped, default_policy(), AS_OF))) == [("old", "entered")]

    def test_every_decision_has_an_id_of_its_own_that_a_repeat_gives_again(self) -> None:
        whole = assessed(an_account("new"), an_account("other"))
        first = press(whole)
        better = [replace(one, grades=BETTER) for one in first.portfolio.accounts]
        second = press(assess(replace(first.portfolio, accounts=tuple(better)), default_policy(), AS_OF))
        ids = [one.id for one in second.portfolio.decisions]
        assert len(set(ids)) == len(ids) == 4
        assert [one.id for one in press(whole).decisions] == ids[:2]


scopes = st.one_of(st.none(), st.sets(st.integers(0, 11)))


@given(portfolios(), st.one_of(st.just(THREE_PLACES), policies()), scopes)
def test_decisions_never_bring_the_record_past_the_limit(
    portfolio: Portfolio, policy: Policy, scope: set[int] | None
) -> None:
    whole = assess(portfolio, policy, AS_OF)
    names = None if scope is None else frozenset(one.account for i, one in enumerate(portfolio.accounts) if i in scope)
    decided = decide(whole, names=names, who="", lang="en")
    before, after = len(whole.on_record), len(recorded(decided.portfolio.accounts))
    assert after <= max(before, whole.limit)
    entered = [one for one in decided.decisions if one.change == "entered"]
    assert not entered or after <= whole.limit
    waiting = [one for one in decided.findings if one.code == "cap_needs_leaver"]
    assert not waiting or after >= whole.limit


@given(portfolios(), st.one_of(st.just(THREE_PLACES), policies()))
def test_a_decision_keeps_to_verdicts_and_leaves_the_rest_alone(portfolio: Portfolio, policy: Policy) -> None:
    whole = assess(portfolio, policy, AS_OF)
    decided = decide(whole, who="", lang="ru")
    by_name = {one.account: one for one in decided.decisions}
    for item, account in zip(whole.accounts, decided.portfolio.accounts, strict=True):
        decision = by_name.get(item.account.account)
        kept = replace(account, key_since=None, low_reviews=None, last_review=None)
        assert kept == replace(item.account, key_since=None, low_reviews=None, last_review=None)
        if decision is None or decision.change == "not_key":
            assert account == item.account
        if decision is None:
            continue
        assert not item.account.assumed
        assert decision.verdict == item.verdict
        assert item.verdict is not Verdict.NOT_GRADED or decision.change == "left"
        assert (decision.change in ("entered", "stays")) == account.on_record
        assert item.manager_key or not account.on_record or item.verdict is Verdict.OVER_CAP
        assert item.manager_key or decision.change != "entered"
    for finding in decided.findings:
        assert all("{" not in finding.in_(lang) for lang in LANGUAGES)


@given(portfolios(), st.one_of(st.just(THREE_PLACES), policies()))
def test_pressing_again_changes_nothing(portfolio: Portfolio, policy: Policy) -> None:
    """A named leaver is left out: when one leaves, the ranks of the others may change, and that is news."""
    quiet = replace(portfolio, setup=replace(portfolio.setup, leaver=""))
    first = decide(assess(quiet, policy, AS_OF), who="", lang="en")
    second = decide(assess(first.portfolio, policy, AS_OF), who="", lang="en")
    assert second.portfolio == first.portfolio


@given(portfolios(), st.one_of(st.just(THREE_PLACES), policies()))
def test_nobody_who_gave_up_a_place_gets_it_back_by_pressing_again(portfolio: Portfolio, policy: Policy) -> None:
    first = decide(assess(portfolio, policy, AS_OF), who="", lang="en")
    second = decide(assess(first.portfolio, policy, AS_OF), who="", lang="en")
    assert recorded(second.portfolio.accounts) == recorded(first.portfolio.accounts)
