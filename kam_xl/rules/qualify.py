"""Qualify one account: two gates, points, and the verdict before the cap (DOMAIN.md section 4, DESIGN.md section 4).

Gate 1, influence: a core lever at `scoring.core_min` or above, with evidence at most `scoring.evidence_days` old
(`evidence_days_new` for a client with no margin yet). Gate 2, stake: headroom + margin × loss probability reaches
`scoring.stake_share` of the manager's yearly margin plan. Points: `points_criteria` · Σ weight · grade / 300 +
`points_influence` · influence. A newcomer needs `entry_points`; a key account on record leaves when its points lie
below `exit_points` at `exit_reviews` quarterly reviews running.

The five steps are the columns `graded, lever_ok, evidence_ok, gate_stake, points_ok` of the Accounts sheet: the first
that fails names the verdict.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from kam_xl.model import NO_SCORES, Account, Scores
from kam_xl.policy import Policy
from kam_xl.policy.model import GRADE_MAX
from kam_xl.rules.numbers import round6
from kam_xl.values import value


class Verdict(StrEnum):
    """Name every verdict, in the order in which the first that holds is taken."""

    NOT_GRADED = "not_graded"
    NO_INFLUENCE = "no_influence"
    STALE_EVIDENCE = "stale_evidence"
    NO_STAKE = "no_stake"
    LOW_POINTS = "low_points"
    OVER_CAP = "over_cap"
    KEY = "key"


VERDICTS = tuple(Verdict)


@value
class Qualification:
    """What is true of one account before the cap; `influence` 0–1, `points` 0–100, `stake` in money a year.

    `grade_sum` and `lever_sum` are Σ weight · score, 0–300.
    """

    grade_sum: float
    lever_sum: float
    influence: float
    stake: float
    points: float
    graded: bool
    lever_ok: bool
    evidence_ok: bool
    gate_stake: bool
    points_ok: bool

    @property
    def gate_influence(self) -> bool:
        """Tell whether gate 1 is passed: a core lever with fresh evidence."""
        return self.lever_ok and self.evidence_ok

    @property
    def qualifies(self) -> bool:
        """Tell whether the account would be key if there were room."""
        return self.graded and self.gate_influence and self.gate_stake and self.points_ok

    @property
    def tie(self) -> float:
        """Return what ranks accounts of equal points: stake × influence."""
        return round6(self.stake * self.influence)

    @property
    def verdict_before_cap(self) -> Verdict:
        """Return the first step that fails, or `KEY`."""
        steps = (self.graded, self.lever_ok, self.evidence_ok, self.gate_stake, self.points_ok)
        for passed, verdict in zip(steps, VERDICTS, strict=False):
            if not passed:
                return verdict
        return Verdict.KEY


def qualify(account: Account, policy: Policy, margin_plan: float | None, as_of: dt.date) -> Qualification:
    """Judge one account as of a date, without regard to how many others there are.

    Args:
        account: the client; blank numbers count 0.
        policy: weights and thresholds.
        margin_plan: the manager's yearly margin plan in money; without one gate 2 stays shut.
        as_of: the day on which evidence must be fresh.
    """
    grade_sum, lever_sum = weighted_grades(account.grades, policy), weighted_levers(account.levers, policy)
    stake = stake_of(account)
    points = points_of(grade_sum, lever_sum, policy)
    return Qualification(
        grade_sum=grade_sum,
        lever_sum=lever_sum,
        influence=influence_of(lever_sum),
        stake=stake,
        points=points,
        graded=_typed(account.grades) and _typed(account.levers),
        lever_ok=has_core_lever(account.levers, policy),
        evidence_ok=evidence_is_fresh(account, policy, as_of),
        gate_stake=bool(margin_plan and margin_plan > 0 and stake >= stake_threshold(policy, margin_plan)),
        points_ok=points_suffice(account, points, policy, as_of),
    )


def weighted_grades(grades: Scores, policy: Policy) -> float:
    """Return Σ criterion weight · grade, 0 to 300; blanks count 0."""
    total = 0.0
    for item, grade in zip(policy.criteria, grades, strict=True):
        if grade:
            total += item.weight * grade
    return total


def weighted_levers(levers: Scores, policy: Policy) -> float:
    """Return Σ lever weight · score, 0 to 300; blanks count 0."""
    total = 0.0
    for lever, score in zip(policy.levers, levers, strict=True):
        if score:
            total += lever.weight * score
    return total


def has_core_lever(levers: Scores, policy: Policy) -> bool:
    """Tell whether a core lever scores `scoring.core_min` or more; a blank one does not."""
    least = policy.scoring.core_min
    for lever, score in zip(policy.levers, levers, strict=True):
        if score is not None and score >= least and lever.core:
            return True
    return False


def influence_of(lever_sum: float) -> float:
    """Return the influence, Σ lever weight · score / 300, a number from 0 to 1."""
    return round6(lever_sum / (100 * GRADE_MAX))


def points_of(grade_sum: float, lever_sum: float, policy: Policy) -> float:
    """Return the points, 0 to 100: the criteria's part and the influence's part.

    Both parts are added before rounding, so that a threshold met exactly on paper is met here.
    """
    scoring = policy.scoring
    total = scoring.points_criteria * grade_sum + scoring.points_influence * lever_sum
    return round6(total / (100 * GRADE_MAX))


def stake_of(account: Account) -> float:
    """Return what is to win or to lose in a year, in money: headroom + margin × loss probability."""
    return round6((account.headroom or 0) + (account.margin or 0) * (account.loss_probability or 0))


def stake_threshold(policy: Policy, margin_plan: float | None) -> float:
    """Return the stake from which gate 2 opens, in money; 0 without a plan."""
    return round6(policy.scoring.stake_share * max(margin_plan or 0, 0))


def evidence_is_fresh(account: Account, policy: Policy, as_of: dt.date) -> bool:
    """Tell whether there is dated written evidence, young enough; a date in the future is none."""
    if account.evidence_date is None or not account.evidence.strip(" "):
        return False
    limit = evidence_limit(account, policy)
    return 0 <= (as_of - account.evidence_date).days <= limit


def evidence_limit(account: Account, policy: Policy) -> float:
    """Return for how many days evidence counts: a client with no margin yet is checked again sooner."""
    new = (account.margin or 0) <= 0
    return policy.scoring.evidence_days_new if new else policy.scoring.evidence_days


def points_suffice(account: Account, points: float, policy: Policy, as_of: dt.date) -> bool:
    """Tell whether the points let the account enter, or, when it is key on record, stay."""
    scoring = policy.scoring
    if not account.on_record:
        return points >= round6(scoring.entry_points)
    return points >= round6(scoring.exit_points) or low_reviews_with_this(account, as_of) < scoring.exit_reviews


def low_reviews_with_this(account: Account, as_of: dt.date) -> float:
    """Return the number of low quarterly reviews running, a review of this quarter counted once."""
    return (account.low_reviews or 0) + (0 if reviewed_this_quarter(account, as_of) else 1)


def reviewed_this_quarter(account: Account, as_of: dt.date) -> bool:
    """Tell whether a decision was already made in the calendar quarter of the date."""
    return account.last_review is not None and quarter(account.last_review) == quarter(as_of)


def quarter(day: dt.date) -> int:
    """Return a number that grows by one each calendar quarter."""
    return day.year * 4 + (day.month - 1) // 3


def _typed(scores: Scores) -> bool:
    return scores != NO_SCORES
