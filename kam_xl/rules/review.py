"""Look over a portfolio as a head of sales would: what asks somebody to act, and what is worth knowing.

Issues: `cap_over, cap_record_over, cap_near, cap_leaver_unknown, plan_missing, plan_not_confirmed, plan_hours_missing,
record_pushed_out, record_leaver_due, record_low_review, record_not_graded, verdict_evidence_ages, verdict_blanks,
verdict_assumed, verdict_assumed_rest, verdict_serves_rest, against_lower_pay, against_reserved_goods,
against_forced_priority`. A finding names its account and no cell: who reads the workbook knows where that stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Text, message
from kam_xl.model import natural_name
from kam_xl.rules.assessment import Assessment, PortfolioAssessment, weakness
from kam_xl.rules.explain import works_against
from kam_xl.rules.numbers import round6
from kam_xl.rules.qualify import Verdict, evidence_limit, low_reviews_with_this, reviewed_this_quarter
from kam_xl.rules.robustness import spoken

AGES_WITHIN = 30
"""Days before evidence goes stale in which a key account is named."""


def review(whole: PortfolioAssessment) -> tuple[Finding, ...]:
    """Return what a portfolio asks of its manager and his head: the plan, the cap, then account by account."""
    found = [*_plan(whole), *_cap(whole)]
    for item in whole.accounts:
        found += [*standing(item, whole), *_judgement(item, whole), *_against(item, whole), *_served(item, whole)]
    return (*found, *_assumed_rest(whole))


def standing(item: Assessment, whole: PortfolioAssessment) -> Iterator[Finding]:
    """Yield what stands between an account's verdict and its record: assumed, pushed out, leaving, low."""
    one, scoring = item.qualification, whole.policy.scoring
    if item.account.assumed and _matters(item):
        yield _warning("verdict_assumed", item, verdict=message(f"list.verdicts.{item.verdict}"))
    if not item.account.on_record:
        return
    if item.verdict is Verdict.OVER_CAP:
        yield _warning("record_pushed_out", item, rank=item.rank, limit=whole.limit, points=one.points)
    elif item.verdict is Verdict.NOT_GRADED:
        yield _warning("record_not_graded", item)
    elif item.verdict is not Verdict.KEY:
        yield _warning("record_leaver_due", item, verdict=message(f"list.verdicts.{item.verdict}"))
    elif one.points < round6(scoring.exit_points):
        count = max(1, low_reviews_with_this(item.account, whole.as_of))
        yield _note(
            "record_low_review",
            item,
            points=one.points,
            needed=scoring.exit_points,
            count=count,
            allowed=scoring.exit_reviews,
            counted=message(f"why.{'review_counted' if _counted(item, whole) else 'review_to_count'}"),
        )


def leaver(whole: PortfolioAssessment) -> Assessment | None:
    """Return the account on record that Portfolio names to give up its place, None where it names none such."""
    name = natural_name(whole.portfolio.setup.leaver)
    return next((item for item in whole.on_record if name and natural_name(item.account.account) == name), None)


def leaver_unknown(whole: PortfolioAssessment) -> Iterator[Finding]:
    """Yield a finding where Portfolio names a leaver who is not on record."""
    if whole.portfolio.setup.leaver.strip() and leaver(whole) is None:
        yield Finding("cap_leaver_unknown", Severity.WARNING, params={"name": whole.portfolio.setup.leaver.strip()})


def _plan(whole: PortfolioAssessment) -> Iterator[Finding]:
    setup = whole.portfolio.setup
    planned = bool(setup.margin_plan and setup.margin_plan > 0)
    if not planned:
        yield Finding("plan_missing", Severity.WARNING)
    if not setup.hours or setup.hours <= 0:
        yield Finding("plan_hours_missing", Severity.NOTE, params={"hours": whole.policy.capacity.monthly_hours})
    if planned and setup.plan_confirmed is None:
        yield Finding("plan_not_confirmed", Severity.NOTE, params={"head": setup.head or message("why.the_head")})


def _cap(whole: PortfolioAssessment) -> Iterator[Finding]:
    recorded, limit, warn_above = len(whole.on_record), whole.limit, whole.policy.capacity.warn_above
    if whole.over > 0:
        out = [item.account.account for item in whole.ranked[limit:]]
        params = {"qualifying": whole.qualifying, "limit": limit, "over": whole.over, "accounts": out}
        yield Finding("cap_over", Severity.WARNING, params=params)
    if whole.record_over > 0:
        weakest = sorted(whole.on_record, key=lambda item: (item.manager_key, *weakness(item)))
        proposed = [item.account.account for item in weakest[: whole.record_over]]
        params = {"recorded": recorded, "limit": limit, "over": whole.record_over, "accounts": proposed}
        yield Finding("cap_record_over", Severity.WARNING, params=params)
    keys = max(recorded, min(whole.qualifying, limit))
    if keys > warn_above:
        yield Finding("cap_near", Severity.NOTE, params={"keys": keys, "limit": limit, "warn_above": warn_above})
    yield from leaver_unknown(whole)


def _judgement(item: Assessment, whole: PortfolioAssessment) -> Iterator[Finding]:
    if item.verdict is not Verdict.NOT_GRADED and (blanks := _blanks(item, whole)):
        yield _note("verdict_blanks", item, columns=blanks, n=len(blanks))
    date = item.account.evidence_date
    if item.manager_key and date is not None:
        left = int(evidence_limit(item.account, whole.policy)) - (whole.as_of - date).days
        if left < AGES_WITHIN:
            yield _note("verdict_evidence_ages", item, date=date, until=whole.as_of + dt.timedelta(days=left))


def _blanks(item: Assessment, whole: PortfolioAssessment) -> list[Text]:
    account, policy = item.account, whole.policy
    names = [*(criterion.name for criterion in policy.criteria), *(lever.name for lever in policy.levers)]
    scores = (*account.grades, *account.levers)
    return [spoken(name) for name, score in zip(names, scores, strict=True) if score is None]


def _against(item: Assessment, whole: PortfolioAssessment) -> Iterator[Finding]:
    """Yield what works against the seller: a key account asks the head to act, any other is worth knowing."""
    if whole.policy.has("works_against_seller"):
        severity = Severity.WARNING if item.manager_key or item.account.on_record else Severity.NOTE
        for key in works_against(item):
            yield Finding(f"against_{key}", severity, account=item.account.account)


def _served(item: Assessment, whole: PortfolioAssessment) -> Iterator[Finding]:
    wanted = item.serve_proposal and not item.account.served_by and item.verdict is not Verdict.NOT_GRADED
    if whole.policy.has("serves_rest") and wanted:
        who, hours = message(f"list.served_by.{item.serve_proposal}"), whole.policy.capacity.hours_per_account
        yield _note("verdict_serves_rest", item, who=who, hours=hours)


def _assumed_rest(whole: PortfolioAssessment) -> Iterator[Finding]:
    """Yield one finding for all proposed accounts that are not key: a list of hundreds would be read by nobody."""
    rest = [item for item in whole.accounts if item.account.assumed and not _matters(item)]
    if rest:
        yield Finding("verdict_assumed_rest", Severity.NOTE, params={"n": len(rest)})


def _matters(item: Assessment) -> bool:
    return item.rank is not None or item.account.on_record


def _counted(item: Assessment, whole: PortfolioAssessment) -> bool:
    return bool(item.account.low_reviews) and reviewed_this_quarter(item.account, whole.as_of)


def _warning(code: str, item: Assessment, **params: object) -> Finding:
    return Finding(code, Severity.WARNING, params=params, account=item.account.account)


def _note(code: str, item: Assessment, **params: object) -> Finding:
    return Finding(code, Severity.NOTE, params=params, account=item.account.account)
