"""What a portfolio asks of its manager and his head."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.i18n.verdict_findings import TEXTS
from kam_xl.model import Account, Portfolio
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.review import review
from tests.factories import (
    AS_OF,
    a_policy,
    an_account,
    assessed,
    equal_accounts,
    on_record,
    policies,
    portfolios,
    without_tool,
)

CONFIRMED = {"plan_confirmed": AS_OF}


def look(*accounts: Account, policy: Policy | None = None, **setup: object) -> list[tuple[str, str, str]]:
    """Return what a portfolio with a confirmed plan gives: code, severity, account."""
    return flat(assessed(*accounts, policy=policy, **{**CONFIRMED, **setup}))  # type: ignore[arg-type]


def flat(whole: PortfolioAssessment) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity.name, one.account) for one in review(whole)]


def one(code: str, *accounts: Account, policy: Policy | None = None, **setup: object) -> Finding:
    whole = assessed(*accounts, policy=policy, **{**CONFIRMED, **setup})  # type: ignore[arg-type]
    found = [finding for finding in review(whole) if finding.code == code]
    assert len(found) == 1
    return found[0]


def test_a_portfolio_in_order_asks_nothing() -> None:
    assert look(an_account("a"), on_record("b")) == []


class TestPlanAndHours:
    def test_a_missing_plan_asks_to_act(self) -> None:
        assert look(margin_plan=None) == [("plan_missing", "WARNING", "")]
        assert look(margin_plan=0.0) == [("plan_missing", "WARNING", "")]

    def test_a_plan_that_nobody_confirmed_is_noted(self) -> None:
        assert look(plan_confirmed=None) == [("plan_not_confirmed", "NOTE", "")]
        finding = one("plan_not_confirmed", plan_confirmed=None, head="")
        assert finding.remedy("ru") == "Попросите проверить и поставить дату на листе «Начало»: руководитель"

    def test_missing_hours_are_noted_with_those_that_count(self) -> None:
        finding = one("plan_hours_missing", hours=None)
        assert finding.what("en") == "The working hours are not typed; 160 a month are taken from the policy"


class TestTheLimit:
    def test_more_that_qualify_than_can_be_carried_with_the_names_of_those_without_a_place(self) -> None:
        finding = one("cap_over", *equal_accounts(4), hours=20.0)
        assert finding.severity is Severity.WARNING
        assert finding.what("en") == ("4 clients qualify and 2 can be carried. Without a place: Client 02, Client 03")

    def test_exactly_as_many_as_the_limit_is_well(self) -> None:
        assert look(*equal_accounts(2), hours=20.0) == []

    def test_more_on_record_than_can_be_carried_with_whom_to_think_of_first(self) -> None:
        finding = one("cap_record_over", on_record("a"), on_record("weak", grades=(3, 1, 1, 0, 0, 0)), hours=10.0)
        assert finding.what("en") == "2 key accounts are on record and 1 can be carried: 1 too many"
        assert finding.remedy("en").endswith("first to think of: weak")

    def test_near_the_ceiling_is_a_note(self) -> None:
        assert look(*equal_accounts(13)) == [("cap_near", "NOTE", "")]
        assert look(*equal_accounts(12)) == []

    def test_a_leaver_must_be_on_record(self) -> None:
        assert look(an_account("a"), leaver="A") == [("cap_leaver_unknown", "WARNING", "")]
        assert look(on_record("a"), leaver=" A ") == []


class TestTheRecord:
    ONE_PLACE = a_policy(capacity={"cap": 1})

    def test_pushed_out_by_a_better_one(self) -> None:
        codes = look(an_account("new", grades=(3,) * 6), on_record("old"), policy=self.ONE_PLACE)
        assert ("record_pushed_out", "WARNING", "old") in codes

    @pytest.mark.parametrize("fields", [{"levers": (1,) * 6}, {"grades": (0,) * 6, "low_reviews": 1}])
    def test_not_key_any_more(self, fields: dict[str, tuple[int, ...]]) -> None:
        assert ("record_leaver_due", "WARNING", "old") in look(on_record("old", **fields))

    def test_not_graded(self) -> None:
        assert ("record_not_graded", "WARNING", "old") in look(on_record("old", grades=(None,) * 6))

    def test_a_low_review_is_announced_and_then_counted(self) -> None:
        low = on_record("old", grades=(1, 0, 1, 0, 0, 0))
        announced = one("record_low_review", low)
        assert announced.severity is Severity.NOTE
        assert announced.what("en").endswith("low review 1 of 2, a decision will count it")
        counted = one("record_low_review", replace(low, low_reviews=1, last_review=AS_OF))
        assert counted.what("en").endswith("low review 1 of 2, it is counted")


class TestJudgements:
    @pytest.mark.parametrize(("days", "named"), [(335, False), (336, True), (365, True)])
    def test_evidence_of_a_key_account_that_ages_within_thirty_days(self, days: int, named: bool) -> None:
        account = an_account("a", evidence_date=AS_OF - dt.timedelta(days=days))
        assert (("verdict_evidence_ages", "NOTE", "a") in look(account)) is named

    def test_with_its_last_day(self) -> None:
        finding = one("verdict_evidence_ages", an_account("a", evidence_date=AS_OF - dt.timedelta(days=360)))
        assert finding.what("en").endswith("counts only until 25 May 2026")

    def test_a_single_blank_is_named(self) -> None:
        finding = one("verdict_blanks", an_account("a", grades=(3, None, 3, 1, 0, 1), levers=(3, 2, 2, None, 2, 1)))
        assert finding.what("en") == "“a” has 2 blanks that count as 0: loyal, defence of the position"

    def test_six_blanks_are_no_single_ones(self) -> None:
        assert look(an_account("a", grades=(None,) * 6)) == []

    def test_proposals_that_would_make_an_account_key_ask_to_act_and_the_rest_is_counted(self) -> None:
        idle = {"proposed": AS_OF, "levers": (0,) * 6, "company": (None,) * 6}
        found = look(an_account("a", proposed=AS_OF), an_account("b", **idle), an_account("c", **idle))
        assert found == [("verdict_assumed", "WARNING", "a"), ("verdict_assumed_rest", "NOTE", "")]

    def test_confirmed_proposals_are_the_managers_own(self) -> None:
        assert look(an_account("a", proposed=AS_OF, confirmed=AS_OF)) == []


class TestTheRest:
    LOST = an_account("a", levers=(1,) * 6)

    def test_who_serves_a_client_of_the_company_that_is_not_the_managers(self) -> None:
        finding = one("verdict_serves_rest", self.LOST)
        assert finding.remedy("en") == "Agree with the head; proposed: service, which frees 5 hours a month"

    def test_nothing_to_propose_where_somebody_is_named_or_the_policy_does_not_ask(self) -> None:
        assert look(replace(self.LOST, served_by="head")) == []
        assert look(self.LOST, policy=without_tool("serves_rest")) == []
        assert look(replace(self.LOST, grades=(None,) * 6)) == []


class TestWhatWorksAgainstTheSeller:
    @pytest.mark.parametrize("field", ["lower_pay", "reserved_goods", "forced_priority"])
    def test_each_is_a_finding_of_its_own_for_the_head(self, field: str) -> None:
        fields = {field: True}
        assert look(an_account("a", **fields)) == [(f"against_{field}", "WARNING", "a")]
        assert one(f"against_{field}", an_account("a", **fields)).remedy("en").startswith("Head: agree on ")

    def test_on_one_that_is_key_on_record_only_the_head_is_still_asked_to_act(self) -> None:
        assert ("against_lower_pay", "WARNING", "a") in look(on_record("a", levers=(1,) * 6, lower_pay=True))

    def test_on_a_client_that_is_not_key_it_is_a_note(self) -> None:
        account = an_account("a", levers=(1,) * 6, company=(None,) * 6, lower_pay=True)
        assert look(account) == [("against_lower_pay", "NOTE", "a")]

    def test_the_policy_may_switch_it_off(self) -> None:
        assert look(an_account("a", lower_pay=True), policy=without_tool("works_against_seller")) == []


@given(portfolios(largest=6), policies())
def test_every_finding_can_be_said_in_both_languages(portfolio: Portfolio, policy: Policy) -> None:
    for finding in review(assess(portfolio, policy, AS_OF)):
        for lang in LANGUAGES:
            assert "{" not in finding.in_(lang)


def test_every_text_says_what_and_what_to_do() -> None:
    codes = {key.removesuffix(".do") for key in TEXTS}
    assert set(TEXTS) == codes | {f"{code}.do" for code in codes}
