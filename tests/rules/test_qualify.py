"""Qualifying one account: the nine worked cases, and every clause of DESIGN.md section 4."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from kam_xl.model import Account
from kam_xl.policy import Policy
from kam_xl.rules import Qualification, Verdict, stake_threshold
from kam_xl.rules.qualify import low_reviews_with_this, qualify, quarter
from tests.factories import AS_OF, PLAN, a_policy, an_account, default_policy, on_record, the_one


def judge(account: Account, policy: Policy | None = None, plan: float | None = PLAN) -> Qualification:
    return qualify(account, policy or default_policy(), plan, AS_OF)


def verdict_of(account: Account, policy: Policy | None = None, plan: float | None = PLAN) -> Verdict:
    return judge(account, policy, plan).verdict_before_cap


@dataclass(frozen=True)
class Case:
    """A worked case of the domain: levers A V O D Ac T, grades L Lo P S Pa C, margin, headroom, loss probability."""

    name: str
    levers: tuple[int, ...]
    grades: tuple[int, ...]
    money: tuple[float, float, float]
    influence: float
    stake: float
    points: float
    gates: tuple[bool, bool]
    verdict: str


CASES = (
    Case("retail_chain", (0, 0, 0, 1, 1, 0), (3, 1, 1, 2, 0, 2), (6.0, 2.0, 0.05),
         0.1, 2.3, 43.833333, (False, True), "no_influence"),
    Case("small_outlet", (1, 0, 1, 0, 3, 0), (0, 3, 0, 0, 0, 0), (0.15, 0.01, 0.02),
         0.283333, 0.013, 19.0, (False, False), "no_influence"),
    Case("retail_chain_growing", (0, 0, 0, 1, 1, 0), (3, 1, 2, 2, 0, 2), (6.0, 4.0, 0.05),
         0.1, 4.3, 50.833333, (False, True), "no_influence"),
    Case("saturated_dealer", (2, 1, 2, 0, 3, 1), (3, 3, 0, 1, 0, 0), (3.0, 0.1, 0.05),
         0.516667, 0.25, 50.5, (True, False), "no_stake"),
    Case("valve_wholesaler", (3, 2, 2, 1, 2, 1), (3, 1, 3, 1, 0, 1), (7.56, 8.97, 0.15),
         0.666667, 10.104, 70.166667, (True, True), "key"),
    Case("loyal_attacked", (1, 1, 1, 3, 3, 2), (2, 3, 1, 1, 0, 1), (3.0, 0.3, 0.40),
         0.566667, 1.5, 53.166667, (True, True), "key"),
    Case("promising_new", (3, 3, 2, 0, 2, 1), (0, 0, 3, 2, 0, 1), (0.0, 2.4, 0.0),
         0.683333, 2.4, 49.666667, (True, True), "key"),
    Case("partner_swap", (2, 0, 1, 0, 1, 0), (2, 2, 0, 1, 3, 1), (2.5, 0.5, 0.10),
         0.266667, 0.75, 37.166667, (True, True), "low_points"),
    Case("tender_hospital", (3, 1, 1, 1, 2, 0), (2, 0, 2, 2, 0, 3), (1.8, 1.5, 0.20),
         0.516667, 1.86, 54.0, (True, True), "key"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_of_the_domain_comes_out_as_written(case: Case) -> None:
    margin, headroom, loss = case.money
    account = an_account(
        case.name, levers=case.levers, grades=case.grades, margin=margin, headroom=headroom, loss_probability=loss
    )
    one = judge(account)
    assert (one.influence, one.stake, one.points) == (case.influence, case.stake, case.points)
    assert (one.gate_influence, one.gate_stake) == case.gates
    assert one.verdict_before_cap == case.verdict
    item = the_one(account)
    assert item.company_key
    assert item.manager_key == (case.verdict == "key")


class TestTheFirstThatHoldsNamesTheVerdict:
    """not_graded → no_influence → stale_evidence → no_stake → low_points → key."""

    BLANK = (None,) * 6
    WEAK = (1, 1, 1, 1, 3, 3)

    def test_each_mended_obstacle_shows_the_next_one(self) -> None:
        steps: list[tuple[dict[str, Any], Verdict]] = [
            ({"grades": self.BLANK}, Verdict.NOT_GRADED),
            ({"grades": (0,) * 6}, Verdict.NO_INFLUENCE),
            ({"levers": (2, 0, 0, 0, 0, 0)}, Verdict.STALE_EVIDENCE),
            ({"evidence_date": AS_OF}, Verdict.NO_STAKE),
            ({"headroom": 0.6}, Verdict.LOW_POINTS),
            ({"grades": (3, 3, 3, 0, 0, 0)}, Verdict.KEY),
        ]
        fields: dict[str, Any] = {"levers": self.WEAK, "evidence_date": None, "margin": 1.0, "headroom": 0.0}
        for mended, verdict in steps:
            fields |= mended
            assert verdict_of(an_account(loss_probability=0.0, **fields)) is verdict

    @pytest.mark.parametrize("field", ["grades", "levers"])
    def test_six_blanks_are_not_graded(self, field: str) -> None:
        fields: dict[str, Any] = {field: self.BLANK}
        assert verdict_of(an_account(**fields)) is Verdict.NOT_GRADED

    def test_one_typed_nought_is_a_grade(self) -> None:
        assert verdict_of(an_account(grades=(None, None, 0, None, None, None))) is Verdict.LOW_POINTS

    def test_an_ungraded_account_has_points_all_the_same(self) -> None:
        assert judge(an_account(grades=self.BLANK)).points == 20


def test_a_blank_counts_as_nought() -> None:
    blank = judge(an_account(grades=(3, None, 3, 1, None, 1), levers=(3, 2, None, 1, 2, None)))
    nought = judge(an_account(grades=(3, 0, 3, 1, 0, 1), levers=(3, 2, 0, 1, 2, 0)))
    assert blank == nought


class TestGate1Influence:
    @pytest.mark.parametrize("place", range(4))
    def test_any_core_lever_at_two_opens_it(self, place: int) -> None:
        levers = tuple(2 if i == place else 0 for i in range(6))
        assert judge(an_account(levers=levers)).gate_influence

    @pytest.mark.parametrize("place", range(4))
    def test_a_core_lever_at_one_does_not(self, place: int) -> None:
        levers = tuple(1 if i == place else 0 for i in range(6))
        assert verdict_of(an_account(levers=levers)) is Verdict.NO_INFLUENCE

    def test_helpers_at_three_do_not(self) -> None:
        assert verdict_of(an_account(levers=(1, 1, 1, 1, 3, 3))) is Verdict.NO_INFLUENCE

    @pytest.mark.parametrize(("days", "fresh"), [(0, True), (365, True), (366, False), (-1, False)])
    def test_evidence_counts_for_a_year_and_not_from_the_future(self, days: int, fresh: bool) -> None:
        account = an_account(evidence_date=AS_OF - dt.timedelta(days=days))
        assert verdict_of(account) is (Verdict.KEY if fresh else Verdict.STALE_EVIDENCE)

    @pytest.mark.parametrize("margin", [None, 0.0, -1.0])
    @pytest.mark.parametrize(("days", "fresh"), [(183, True), (184, False)])
    def test_of_a_client_with_no_margin_yet_for_half_a_year(self, margin: float | None, days: int, fresh: bool) -> None:
        account = an_account(margin=margin, evidence_date=AS_OF - dt.timedelta(days=days))
        assert judge(account).evidence_ok is fresh

    @pytest.mark.parametrize("evidence", ["", "   "])
    def test_a_date_without_words_is_no_evidence(self, evidence: str) -> None:
        assert verdict_of(an_account(evidence=evidence)) is Verdict.STALE_EVIDENCE

    def test_words_without_a_date_are_no_evidence(self) -> None:
        assert verdict_of(an_account(evidence_date=None)) is Verdict.STALE_EVIDENCE

    def test_the_policy_sets_the_score(self) -> None:
        policy = a_policy(scoring={"core_min": 3})
        assert verdict_of(an_account(levers=(2, 2, 2, 2, 3, 3)), policy) is Verdict.NO_INFLUENCE


class TestGate2Stake:
    def test_the_stake_is_what_there_is_to_win_and_to_lose(self) -> None:
        assert judge(an_account(margin=3.0, headroom=0.3, loss_probability=0.4)).stake == 1.5

    def test_blanks_of_the_stake_count_as_nought(self) -> None:
        assert judge(an_account(margin=None, headroom=None, loss_probability=None)).stake == 0
        assert judge(an_account(margin=3.0, headroom=0.3, loss_probability=None)).stake == 0.3

    @pytest.mark.parametrize(("headroom", "opens"), [(0.7, True), (0.699999, False), (0.71, True)])
    def test_a_threshold_met_exactly_is_met(self, headroom: float, opens: bool) -> None:
        """0.02 × 35 is 0.7000000000000001 in binary."""
        account = an_account(margin=1.0, headroom=headroom, loss_probability=0.0)
        assert stake_threshold(default_policy(), 35.0) == 0.7
        assert judge(account, plan=35.0).gate_stake is opens

    def test_a_stake_that_adds_up_to_the_threshold_on_paper_meets_it(self) -> None:
        account = an_account(margin=1.0, headroom=0.1, loss_probability=0.2)
        assert judge(account, plan=15.0).gate_stake

    @pytest.mark.parametrize("plan", [None, 0.0, -5.0])
    def test_without_a_plan_it_stays_shut(self, plan: float | None) -> None:
        assert verdict_of(an_account(), plan=plan) is Verdict.NO_STAKE


class TestPoints:
    def test_all_threes_make_a_hundred_and_all_noughts_none(self) -> None:
        assert judge(an_account(grades=(3,) * 6, levers=(3,) * 6)).points == 100
        assert judge(an_account(grades=(0,) * 6, levers=(0,) * 6)).points == 0

    def test_the_two_parts_are_added_before_they_are_rounded(self) -> None:
        """24.5 from the grades and 20.5 from the levers; the rounded influence 0.683333 would give 20.49999."""
        account = an_account(grades=(2, 1, 1, 0, 0, 0), levers=(3, 3, 2, 2, 0, 1))
        assert judge(account).points == 45.0
        assert verdict_of(account) is Verdict.KEY


class TestEntryAndExit:
    """Points of the grades below, with influence 20: 41 is between the thresholds, 34 under both."""

    BETWEEN = (2, 0, 1, 0, 0, 0)
    LOW = (1, 0, 1, 0, 0, 0)
    LAST_QUARTER = dt.date(2026, 3, 31)
    THIS_QUARTER = dt.date(2026, 4, 1)

    def test_a_newcomer_needs_45(self) -> None:
        assert judge(an_account(grades=self.BETWEEN)).points == 41
        assert verdict_of(an_account(grades=self.BETWEEN)) is Verdict.LOW_POINTS

    def test_one_on_record_stays_with_35(self) -> None:
        assert verdict_of(on_record(grades=self.BETWEEN, low_reviews=1)) is Verdict.KEY
        account = on_record(grades=(1, 0, 1, 0, 0, 0), levers=(3, 3, 2, 1, 1, 1), low_reviews=1)
        assert judge(account).points == 34.5
        assert verdict_of(account, a_policy(scoring={"exit_points": 34.5})) is Verdict.KEY

    def test_one_low_review_is_forgiven_the_second_running_is_not(self) -> None:
        assert judge(on_record(grades=self.LOW)).points == 34
        assert verdict_of(on_record(grades=self.LOW, low_reviews=None)) is Verdict.KEY
        assert verdict_of(on_record(grades=self.LOW, low_reviews=0)) is Verdict.KEY
        assert verdict_of(on_record(grades=self.LOW, low_reviews=1)) is Verdict.LOW_POINTS

    def test_a_review_counts_once_a_quarter(self) -> None:
        before = on_record(grades=self.LOW, low_reviews=1, last_review=self.LAST_QUARTER)
        again = on_record(grades=self.LOW, low_reviews=1, last_review=self.THIS_QUARTER)
        assert (verdict_of(before), verdict_of(again)) == (Verdict.LOW_POINTS, Verdict.KEY)
        assert (low_reviews_with_this(before, AS_OF), low_reviews_with_this(again, AS_OF)) == (2, 1)

    def test_the_same_quarter_of_another_year_is_another_quarter(self) -> None:
        account = on_record(grades=self.LOW, low_reviews=1, last_review=dt.date(2025, 5, 20))
        assert verdict_of(account) is Verdict.LOW_POINTS

    def test_the_policy_sets_the_number_of_reviews(self) -> None:
        account = on_record(grades=self.LOW, low_reviews=1)
        assert verdict_of(account, a_policy(scoring={"exit_reviews": 3})) is Verdict.KEY
        assert verdict_of(on_record(grades=self.LOW), a_policy(scoring={"exit_reviews": 1})) is Verdict.LOW_POINTS

    @pytest.mark.parametrize(
        ("failed", "verdict"),
        [
            ({"levers": (1,) * 6}, Verdict.NO_INFLUENCE),
            ({"evidence_date": None}, Verdict.STALE_EVIDENCE),
            ({"headroom": 0.0, "loss_probability": 0.0}, Verdict.NO_STAKE),
        ],
    )
    def test_a_failed_gate_is_never_forgiven(self, failed: dict[str, Any], verdict: Verdict) -> None:
        assert verdict_of(on_record(**failed)) is verdict


@pytest.mark.parametrize(
    ("day", "following"),
    [(dt.date(2025, 12, 31), dt.date(2026, 1, 1)), (dt.date(2026, 3, 31), dt.date(2026, 4, 1))],
)
def test_quarters_follow_each_other(day: dt.date, following: dt.date) -> None:
    assert quarter(following) == quarter(day) + 1
    assert quarter(dt.date(2026, 4, 1)) == quarter(dt.date(2026, 6, 30))
