"""Why a verdict is what it is, in short sentences that a manager could read to his head.

The order is that of the rules (DESIGN.md section 4): the verdict, what the manager's work can move and what proves it,
what is at stake, the points by parts, the company's status beside the manager's, the record, what works against the
seller, and last the smallest change that would turn it. Names of criteria and levers come from the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kam_xl.i18n import Lang, Message, Text, message
from kam_xl.policy.model import GRADE_MAX
from kam_xl.rules.assessment import Assessment, PortfolioAssessment
from kam_xl.rules.numbers import round6
from kam_xl.rules.qualify import Verdict, evidence_limit, low_reviews_with_this, stake_threshold
from kam_xl.rules.robustness import nearest_change, spoken

AGAINST = ("lower_pay", "reserved_goods", "forced_priority")
"""Columns of what works against the seller, in their order (DOMAIN.md section 4, point 7)."""


def why(item: Assessment, whole: PortfolioAssessment) -> tuple[Message, ...]:
    """Return the sentences that explain an account's verdict, the verdict first, its nearest change last."""
    return tuple(_sentences(item, whole))


def _sentences(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    """Yield the sentences; the last one takes most of the time, and not everybody reads so far."""
    graded = item.verdict is not Verdict.NOT_GRADED
    yield _verdict(item, whole)
    if graded:
        yield from _influence(item, whole)
        yield from _stake(item, whole)
        yield from _points(item, whole)
    yield from _company(item, whole)
    if graded:
        yield from _served(item, whole)
    yield from _record(item)
    yield from _against(item, whole)
    if item.account.assumed:
        yield message("why.assumed", date=item.account.proposed)
    change = nearest_change(item, whole)
    yield change.message() if change else message("change.none")


def why_text(item: Assessment, whole: PortfolioAssessment, lang: Lang, first: int | None = None) -> str:
    """Return the explanation as one text in a language; only its `first` sentences where a number is given."""
    return " ".join(sentence.in_(lang) for sentence in islice(_sentences(item, whole), first))


def works_against(item: Assessment) -> list[str]:
    """Return the columns that say what works against the seller on this client."""
    return [key for key in AGAINST if getattr(item.account, key)]


def _verdict(item: Assessment, whole: PortfolioAssessment) -> Message:
    if item.verdict is Verdict.NOT_GRADED:
        grades = any(score is not None for score in item.account.grades)
        levers = any(score is not None for score in item.account.levers)
        what = "no_levers" if grades else "no_grades" if levers else "nothing_typed"
        return message("verdict.not_graded", what=message(f"why.{what}"))
    return message(
        f"verdict.{item.verdict}",
        points=item.qualification.points,
        rank=item.rank or 0,
        qualifying=whole.qualifying,
        limit=whole.limit,
        needed=_needed(item, whole),
    )


def _needed(item: Assessment, whole: PortfolioAssessment) -> float:
    scoring = whole.policy.scoring
    return scoring.exit_points if item.account.on_record else scoring.entry_points


def _influence(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    needed = whole.policy.scoring.core_min
    core = [
        (lever.name, score or 0)
        for lever, score in zip(whole.policy.levers, item.account.levers, strict=True)
        if lever.core
    ]
    moved = [_lever(name, score) for name, score in core if score >= needed]
    if moved:
        yield message("why.moves", levers=moved)
        yield _evidence(item, whole)
        return
    name, score = max(core, key=lambda one: one[1], default=(Text("", ""), 0))
    if score > 0:
        yield message("why.best_lever", lever=_lever(name, score), needed=needed)
    else:
        yield message("why.no_core_lever", needed=needed)


def _lever(name: Text, score: float) -> Message:
    return message("why.lever", name=spoken(name), score=score)


def _evidence(item: Assessment, whole: PortfolioAssessment) -> Message:
    account = item.account
    date, text = account.evidence_date, account.evidence.strip().rstrip(".")
    if date is None:
        return message("why.evidence_undated", evidence=text) if text else message("why.evidence_none")
    if not text:
        return message("why.evidence_unwritten", date=date)
    if item.qualification.evidence_ok:
        return message("why.evidence", date=date, evidence=text)
    days = (whole.as_of - date).days
    if days < 0:
        return message("why.evidence_future", date=date)
    return message("why.evidence_old", date=date, days=days, allowed=evidence_limit(account, whole.policy))


def _stake(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    account, setup, stake = item.account, whole.portfolio.setup, item.qualification.stake
    unit = message("why.unit", currency=setup.currency) if setup.currency else message("why.no_unit")
    win = account.headroom or 0
    lose = round6(stake - win)
    if not stake:
        yield message("why.stake_none")
    elif not lose:
        yield message("why.stake_win", unit=unit, stake=stake)
    else:
        margin, risk = account.margin or 0, account.loss_probability or 0
        yield message("why.stake", unit=unit, stake=stake, win=win, lose=lose, margin=margin, risk=risk)
    plan = setup.margin_plan
    if not plan or plan <= 0:
        yield message("why.no_plan")
        return
    yield message(
        "why.stake_enough" if item.qualification.gate_stake else "why.stake_short",
        threshold=stake_threshold(whole.policy, plan),
        share=whole.policy.scoring.stake_share,
        plan=plan,
    )


def _points(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    one, scoring = item.qualification, whole.policy.scoring
    needed, on_record = _needed(item, whole), item.account.on_record
    yield message(
        "why.points",
        criteria=round6(scoring.points_criteria * one.grade_sum / (100 * GRADE_MAX)),
        levers=round6(scoring.points_influence * one.lever_sum / (100 * GRADE_MAX)),
        influence=one.influence,
        needed=needed,
        purpose=message("why.to_stay" if on_record else "why.to_enter"),
    )
    if on_record and one.points < round6(needed):
        count = low_reviews_with_this(item.account, whole.as_of)
        yield message("why.low_review", needed=needed, count=max(1, count), allowed=scoring.exit_reviews)


def _company(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    names = [
        spoken(criterion.name)
        for criterion, flag in zip(whole.policy.criteria, item.account.company, strict=True)
        if flag
    ]
    yield message("why.company_key", criteria=names) if names else message("why.company_not")


def _served(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    if not whole.policy.has("serves_rest") or not item.serve_proposal:
        return
    key = "why.served_by" if item.account.served_by else "why.serve_proposal"
    who = message(f"list.served_by.{item.account.served_by or item.serve_proposal}")
    yield message(key, who=who, hours=whole.policy.capacity.hours_per_account)


def _record(item: Assessment) -> Iterator[Message]:
    account = item.account
    if account.on_record and account.low_reviews:
        yield message("why.on_record_low", since=account.key_since, count=account.low_reviews)
    elif account.on_record:
        yield message("why.on_record", since=account.key_since)
    elif item.manager_key:
        yield message("why.not_on_record")


def _against(item: Assessment, whole: PortfolioAssessment) -> Iterator[Message]:
    if whole.policy.has("works_against_seller") and (keys := works_against(item)):
        yield message("why.against", what=[message(f"why.{key}") for key in keys])
