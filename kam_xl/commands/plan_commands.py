"""Check perspective plans and roll them down to months: numbers as data, what asks for a decision as findings."""

from __future__ import annotations

from typing import Any

from kam_xl.commands.asked import key_accounts_asked, typed_findings
from kam_xl.commands.chosen import with_chosen
from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import YearOutsidePlans
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import message
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.rules.plan_signing import Signature, last_signed
from kam_xl.rules.roll_down import YearPlan
from kam_xl.rules.task_review import review_plans

PLAN_TABLES = ("tblPlans", "tblGoals", "tblActions", "tblRisks", "tblReviews")
PERIOD_TABLES = ("tblPlans", "tblGoals", "tblActions", "tblSeasons", "tblFacts")
CLIENT, YEAR = "periods_client", "periods_year"

_ABOUT_PERIODS = (
    "account_plan_missing", "account_plan_no_base_year", "account_plan_gap_running", "action_no_due", "action_no_start",
    "action_overdue", "season_", "fact_",
)  # fmt: skip
"""How the codes of those findings on plans begin that move months: late actions, gaps, what has no month."""


def check_plans(task: Task) -> Outcome:
    """Return what each plan sets out and brings, and as findings what it lacks, what is late and what is not signed.

    `args["accounts"]` names the clients, all key accounts where empty.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
    """
    whole = task.whole
    keys = key_accounts_asked(task, whole)
    findings = typed_findings(task, PLAN_TABLES, keys) + task.located(review_plans(whole, keys))
    said = message(
        "outcome.plan" if keys else "outcome.no_key_accounts",
        clients=len(keys),
        signed=sum(one.signature is Signature.SIGNED for one in keys),
        extra=sum(one.money.extra_margin for one in keys),
        budget=sum(one.money.budget for one in keys),
    )
    return Outcome(said, [plan_as_dict(one) for one in keys], findings)


def roll_down_plans(task: Task) -> Outcome:
    """Return the months of each plan beside the facts; one client and year are chosen on the sheet Periods.

    `args["accounts"]` names the clients, all key accounts where empty; `args["year"]` takes one year, all of the
    horizon are given where it is left out. The findings are those that move months.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
        YearOutsidePlans: no plan has the year.
    """
    whole = task.whole
    keys = key_accounts_asked(task, whole)
    year = task.args.get("year")
    years = sorted({one.year for key in keys for one in key.years})
    if year is not None and int(year) not in years:
        raise YearOutsidePlans(year=str(year), years=[str(one) for one in years] or message("outcome.no_years"))
    judged = tuple(one for one in review_plans(whole, keys) if one.code.startswith(_ABOUT_PERIODS))
    now = [(one, found) for one in keys if (found := _year_now(one, task))]
    forecasts = tuple(_forecast(one, found) for one, found in now if found.months_with_facts)
    findings = typed_findings(task, PERIOD_TABLES, keys) + task.located((*judged, *forecasts))
    shown = [found for _, found in now]
    said = message(
        "outcome.roll_down" if keys else "outcome.no_key_accounts",
        clients=len(keys),
        n=len(shown),
        plan=sum(one.plan_so_far for one in shown),
        fact=sum(one.fact for one in shown),
        gap=sum(one.gap for one in shown),
        forecast=sum(one.forecast for one in shown),
    )
    data = [
        {
            "account": one.account.account,
            "years": [year_as_dict(each) for each in one.years if year is None or each.year == int(year)],
        }
        for one in keys
    ]
    portfolio, lead = with_chosen(task.parsed.portfolio, _choices(keys[0], task)) if keys else (None, "")
    return Outcome(said, data, findings, portfolio=portfolio, lead=lead)


def _choices(one: KeyAccount, task: Task) -> dict[str, Any]:
    """Return what Periods shows: the account, and the year of as_of unless a year of the plan is chosen there."""
    chosen = getattr(task.parsed.portfolio.setup, YEAR, None)
    if task.args.get("year") is None and any(each.year == chosen for each in one.years):
        return {CLIENT: one.account.account}
    year = _year_now(one, task)
    return {CLIENT: one.account.account, YEAR: year.year if year else None}


def _year_now(one: KeyAccount, task: Task) -> YearPlan | None:
    """Return the year asked for, else that of as_of, else the first of the plan."""
    if task.args.get("year") is not None:
        return next((each for each in one.years if each.year == int(task.args["year"])), None)
    return one.year(task.as_of) or next(iter(one.years), None)


def _forecast(one: KeyAccount, year: YearPlan) -> Finding:
    params = {
        "year": str(year.year), "n": year.months_with_facts, "plan": year.plan_so_far, "fact": year.fact,
        "gap": year.gap, "forecast": year.forecast, "whole": year.plan,
    }  # fmt: skip
    return Finding("account_plan_forecast", Severity.NOTE, params=params, account=one.account.account)


def plan_as_dict(one: KeyAccount) -> dict[str, Any]:
    """Return a plan as data: years from the base year on, sums over the horizon, low case, version and signature."""
    money, base, signed = one.money, one.rows.base_year, last_signed(one.rows.reviews)
    return {
        "account": one.account.account,
        "base_year": base,
        "years": [
            {
                "t": year.t,
                "year": base + year.t if base is not None else None,
                "potential": year.potential,
                "sales": year.sales,
                "share": year.share,
                "white_space": year.white_space,
                "margin": year.margin,
                "baseline_sales": brings.baseline_sales,
                "extra_sales": brings.extra_sales,
                "extra_margin": brings.extra_margin,
                "budget": brings.budget,
                "net": brings.net,
                "cumulative_net": brings.cumulative_net,
            }
            for year, brings in zip(money.years, money.money, strict=True)
        ],
        "extra_margin": money.extra_margin,
        "budget": money.budget,
        "return_on_budget": money.return_on_budget,
        "payback": money.payback,
        "low_case": {
            "kept": money.low.kept,
            "effect": money.low.effect,
            "cost": money.low.cost,
            "result": money.low.result,
            "stop_share": money.low.stop_share,
        },
        "version": one.version,
        "signature": str(one.signature),
        "signed": signed.date.isoformat() if signed and signed.date else None,
        "review_due": one.review_due.isoformat() if one.review_due else None,
    }


def year_as_dict(year: YearPlan) -> dict[str, Any]:
    """Return a year as data: sums, four quarters, twelve months; fact and gaps are None in a month without facts."""
    return {
        "year": year.year,
        "goal": year.goal,
        "plan": year.plan,
        "weighted": year.weighted,
        "months_with_facts": year.months_with_facts,
        "plan_so_far": year.plan_so_far,
        "fact": year.fact,
        "gap": year.gap,
        "forecast": year.forecast,
        "quarters": [year.quarter(number) for number in (1, 2, 3, 4)],
        "months": [
            {
                "month": month.month,
                "baseline": month.baseline,
                "effects": month.effects,
                "plan": month.plan,
                "weighted": month.weighted,
                "fact": month.fact,
                "gap": month.gap,
                "cumulated_gap": month.cumulated_gap,
            }
            for month in year.months
        ],
    }
