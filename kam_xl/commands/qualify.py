"""Qualify accounts: verdicts with reasons and the nearest change; on request decisions of record."""

from __future__ import annotations

from typing import Any

from kam_xl.commands.asked import accounts_asked
from kam_xl.commands.decide import decide
from kam_xl.commands.task import Outcome, Task
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Lang, message
from kam_xl.model import Portfolio, natural_name
from kam_xl.rules import Assessment, PortfolioAssessment, assess
from kam_xl.rules.explain import why, why_text
from kam_xl.rules.review import review
from kam_xl.rules.robustness import nearest_change


def qualify_accounts(task: Task) -> Outcome:
    """Judge the accounts asked for (`args["accounts"]`, all where empty); decide about them where `args["write"]`.

    With `args["brief"]` no data are given: a button shows none, and reasons take most of the time. With
    `args["explain"]` there is a finding for each account asked for that says why, and what would turn it.

    Raises:
        UnknownAccount: an account asked for is not in the book.
        UnreadableValues: decisions were asked for while cells of the book cannot be read.
    """
    names = accounts_asked(task)
    whole = task.whole
    portfolio: Portfolio | None = None
    news: tuple[Finding, ...] = ()
    if task.args.get("write"):
        task.refuse_unreadable()
        decided = decide(whole, names=names, who=task.who, lang=task.parsed.portfolio.lang)
        news = task.located(decided.findings)
        portfolio = decided.portfolio
        whole = assess(portfolio, whole.policy, whole.as_of)
    # What the book shows after the decisions; a decision's own findings repeat some of it.
    standing = task.parsed.findings + task.located(review(whole))
    findings = standing + tuple(one for one in news if one not in standing)
    shown = [item for item in whole.accounts if names is None or natural_name(item.account.account) in names]
    data = [] if task.args.get("brief") else [as_dict(item, whole, task.lang) for item in shown]
    keys = sum(item.manager_key for item in shown)
    said = message("outcome.qualify", n=len(shown), keys=keys, limit=whole.limit)
    if names is not None:
        findings = tuple(one for one in findings if not one.account or natural_name(one.account) in names)
        if task.args.get("explain"):
            findings = (*task.located(tuple(_explained(item, whole, task.lang) for item in shown)), *findings)
    go = task.parsed.location(shown[0].row) if shown else None
    return Outcome(said, data, findings, news, go, portfolio)


def _explained(item: Assessment, whole: PortfolioAssessment, lang: Lang) -> Finding:
    """Return the explanation of a verdict as a finding: what is so, and what would turn it."""
    *reasons, change = (sentence.in_(lang) for sentence in why(item, whole))
    params = {"why": " ".join(reasons), "change": change}
    return Finding("verdict_explained", Severity.NOTE, params=params, account=item.account.account)


def as_dict(item: Assessment, whole: PortfolioAssessment, lang: Lang) -> dict[str, Any]:
    """Return a verdict as data: numbers, both statuses, rank, record, reasons and the nearest change."""
    one = item.qualification
    change = nearest_change(item, whole)
    return {
        "account": item.account.account,
        "points": one.points,
        "influence": one.influence,
        "stake": one.stake,
        "gate_influence": one.gate_influence,
        "gate_stake": one.gate_stake,
        "company_key": item.company_key,
        "manager_key": item.manager_key,
        "verdict": str(item.verdict),
        "rank": item.rank,
        "assumed": item.account.assumed,
        "on_record": item.account.on_record,
        "served_by": item.account.served_by or None,
        "serve_proposal": item.serve_proposal or None,
        "why": why_text(item, whole, lang),
        "nearest_change": change.as_dict(lang) if change else None,
    }
