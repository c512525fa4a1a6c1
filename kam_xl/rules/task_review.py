"""What the three tasks of the key accounts ask of manager and head: findings of dossier, buying center and plan."""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.findings import Finding
from kam_xl.rules.assessment import PortfolioAssessment
from kam_xl.rules.center_review import center_gaps, center_mistakes
from kam_xl.rules.dossier_review import dossier_future, dossier_gaps
from kam_xl.rules.key_accounts import KeyAccount, key_accounts
from kam_xl.rules.plan_review import account_findings, book_findings


def review_tasks(whole: PortfolioAssessment, keys: Sequence[KeyAccount] | None = None) -> tuple[Finding, ...]:
    """Return the findings of all tasks that the policy leaves on, about the key accounts on record.

    Who has these already gives them, since they take most of the time.
    """
    if keys is None:
        keys = key_accounts(whole)
    found: list[Finding] = []
    if whole.policy.has("dossier"):
        found += review_dossiers(whole, keys)
    if whole.policy.has("buying_center"):
        found += review_centers(whole, keys)
    if whole.policy.has("plan"):
        found += review_plans(whole, keys)
    return tuple(found)


def review_dossiers(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> tuple[Finding, ...]:
    """Return what is missing, stale or dated wrongly in the dossiers of these accounts."""
    dossiers = [one.dossier for one in keys]
    return (*dossier_gaps(dossiers, whole.policy.dossier), *dossier_future(dossiers, whole.as_of))


def review_centers(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> tuple[Finding, ...]:
    """Return who is missing, what is not done and what is typed wrongly in the buying centers of these accounts."""
    centers = [one.center for one in keys]
    return (*center_gaps(centers, whole.policy.center), *center_mistakes(centers, whole.as_of))


def review_plans(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> tuple[Finding, ...]:
    """Return what the plans of these accounts lack, what is late and what is not signed."""
    rules, as_of = whole.policy.plan, whole.as_of
    plans = (account_findings(one.rows, rules, as_of, one.money, one.years) for one in keys)
    return (*(finding for found in plans for finding in found), *book_findings(whole.portfolio.tasks, as_of))
