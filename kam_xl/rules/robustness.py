"""How near a verdict is to turning: the smallest single change that would turn it (DESIGN.md section 4, robustness).

A single change is one grade, one lever, an amount of stake, or dated evidence. Its cost: a step of the scale is 1, a
stake changed by the whole stake threshold is 1, evidence brought is a half. A change that makes or unmakes the key
account goes first; where no single one can, the cheapest that leads to the next obstacle. A verdict that is not key is
only ever improved, a key one only ever lost; evidence is brought, never taken away, since any verdict would fall so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal

from kam_xl.i18n import Lang, Message, Text, message
from kam_xl.model import Scores
from kam_xl.policy.model import GRADE_MAX, Criterion, Lever
from kam_xl.rules.assessment import Assessment, PortfolioAssessment, rank_key
from kam_xl.rules.cap import RankKey
from kam_xl.rules.numbers import round6
from kam_xl.rules.qualify import (
    VERDICTS,
    Qualification,
    Verdict,
    influence_of,
    points_of,
    points_suffice,
    stake_threshold,
)
from kam_xl.values import value

Kind = Literal["grade", "lever", "stake", "evidence", "grading"]

EVIDENCE_COST = 0.5
"""Bringing evidence is cheaper than moving a client by one step of the scale."""

_MICRO = 1_000_000
"""Stakes are compared at six decimals."""

_MOST = 1e300
"""Money beyond which a typed number is no amount: its millionths would not be a finite number."""


@value
class NearestChange:
    """One change and the verdict it leads to.

    `field` is the column that changes: `large`, `lever_assortment`, `headroom`, `stake` where headroom alone cannot
    fall that far, `evidence`, or "" for grading. `before` and `after` are scores, or the stake in money a year;
    `amount` is the signed change of the stake. `cost` counts steps. `verdict` is None where nobody can know it yet.
    """

    kind: Kind
    field: str
    before: float
    after: float
    amount: float
    verdict: Verdict | None
    cost: float
    name: Text | None = None

    def message(self) -> Message:
        """Return the change as one sentence."""
        if self.verdict is None:
            return message("change.grading")
        way = "gains" if self.verdict is Verdict.KEY else "loses" if self.falls else "moves"
        return message(
            f"change.{way}.{self.kind}",
            name=spoken(self.name) if self.name else "",
            before=self.before,
            after=self.after,
            amount=_shown_amount(self.amount),
            edge=_shown_edge(self.after, self.amount),
            then=message(f"list.verdicts.{self.verdict}"),
        )

    @property
    def falls(self) -> bool:
        """Tell whether the change takes something away: that is how a key account is lost."""
        return self.after < self.before

    def as_dict(self, lang: Lang) -> dict[str, object]:
        """Return the change as plain data, with its sentence in a language under `text`."""
        return {
            "kind": self.kind,
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "amount": self.amount,
            "verdict": self.verdict.value if self.verdict else None,
            "text": self.message().in_(lang),
        }


def nearest_change(item: Assessment, whole: PortfolioAssessment) -> NearestChange | None:
    """Return the smallest single change that would turn the verdict, None where no single one does.

    Only weighted sums and the two rank keys around the limit are looked at, so the cost for a portfolio grows with
    its number of accounts times the little that one look takes.
    """
    if item.verdict is Verdict.NOT_GRADED:
        return NearestChange("grading", "", 0, 0, 0, None, 0)
    changes = list(_Trial(item, whole).changes())
    flips = [change for change in changes if item.manager_key or change.verdict is Verdict.KEY]
    return min(flips or changes, key=lambda change: change.cost, default=None)


def spoken(name: Text) -> Text:
    """Return a policy's name as it sounds within a sentence: no bracket, no capital at the start."""
    return Text(_spoken(name.en), _spoken(name.ru))


def _spoken(name: str) -> str:
    brief = name.partition(" (")[0].strip()
    return brief if brief[1:2].isupper() else brief[:1].lower() + brief[1:]


def _shown_amount(amount: float) -> float:
    """Round a stake to gain up, and one that may be lost down, so that doing as the sentence says suffices."""
    scale = 1 if abs(amount) >= 100 else 100
    return (math.ceil(round6(amount * scale)) if amount > 0 else math.floor(round6(-amount * scale))) / scale


def _shown_edge(after: float, amount: float) -> float:
    """Return the stake at which the verdict turns: reached from below, or just above one that no longer holds."""
    return after if amount > 0 else round6(after + 1 / _MICRO)


class _Trial:
    """Try changes on one account: what would the verdict be, the other accounts as they are?"""

    def __init__(self, item: Assessment, whole: PortfolioAssessment) -> None:
        self.item, self.account, self.now = item, item.account, item.qualification
        self.policy, self.as_of = whole.policy, whole.as_of
        self.threshold = stake_threshold(whole.policy, whole.portfolio.setup.margin_plan)
        self.planned = bool(whole.portfolio.setup.margin_plan and whole.portfolio.setup.margin_plan > 0)
        self.full = whole.limit <= 0
        self.rival = _rival(item, whole)
        self.level = VERDICTS.index(item.verdict)

    def changes(self) -> Iterator[NearestChange]:
        """Yield for each thing that may change its smallest change that turns the verdict, levers first.

        Where a thing can make the account key, its smallest change that does so.
        """
        if not self.item.manager_key and not self.now.evidence_ok:
            verdict = self.verdict(evidence_ok=True)
            if self._turns(verdict):
                yield NearestChange("evidence", "evidence", 0, 0, 0, verdict, EVIDENCE_COST)
        for lever, score in zip(self.policy.levers, self.account.levers, strict=True):
            yield from self._scores("lever", f"lever_{lever.id}", lever, score, self._with_lever(lever, score))
        for criterion, score in zip(self.policy.criteria, self.account.grades, strict=True):
            yield from self._scores("grade", criterion.id, criterion, score, self._with_grade(criterion, score))
        if self.threshold > 0:
            yield from self._stakes()

    def verdict(
        self,
        *,
        grade_sum: float | None = None,
        lever_sum: float | None = None,
        lever_ok: bool | None = None,
        evidence_ok: bool | None = None,
        stake: float | None = None,
    ) -> Verdict:
        """Return the verdict that the account would have with these values in place of its own."""
        now = self.now
        grades = now.grade_sum if grade_sum is None else grade_sum
        levers = now.lever_sum if lever_sum is None else lever_sum
        money = now.stake if stake is None else stake
        moved = grade_sum is not None or lever_sum is not None
        points = points_of(grades, levers, self.policy) if moved else now.points
        tried = Qualification(
            grades,
            levers,
            now.influence if lever_sum is None else influence_of(levers),
            money,
            points,
            now.graded,
            now.lever_ok if lever_ok is None else lever_ok,
            now.evidence_ok if evidence_ok is None else evidence_ok,
            self.planned and money >= self.threshold,
            points_suffice(self.account, points, self.policy, self.as_of) if moved else now.points_ok,
        )
        before_cap = tried.verdict_before_cap
        return before_cap if before_cap is not Verdict.KEY or self._has_place(tried) else Verdict.OVER_CAP

    def _has_place(self, tried: Qualification) -> bool:
        if self.full:
            return False
        return self.rival is None or rank_key(self.account, tried, self.item.row) < self.rival

    def _turns(self, verdict: Verdict) -> bool:
        return verdict is not Verdict.KEY if self.item.manager_key else VERDICTS.index(verdict) > self.level

    def _aim(self, farthest: Verdict) -> Callable[[Verdict], bool] | None:
        """Return what to look for, given where the farthest change leads; None where it leads nowhere."""
        if farthest is Verdict.KEY and not self.item.manager_key:
            return lambda verdict: verdict is Verdict.KEY
        return self._turns if self._turns(farthest) else None

    def _scores(
        self, kind: Kind, field: str, part: Criterion | Lever, score: float | None, tried: Callable[[int], Verdict]
    ) -> Iterator[NearestChange]:
        before = score or 0
        steps = _steps(before, down=self.item.manager_key)
        if steps and (aim := self._aim(tried(steps[-1]))):
            after = next(step for step in steps if aim(tried(step)))
            yield NearestChange(kind, field, before, after, 0, tried(after), abs(after - before), part.name)

    def _with_grade(self, criterion: Criterion, score: float | None) -> Callable[[int], Verdict]:
        rest = self.now.grade_sum - criterion.weight * (score or 0)
        return lambda after: self.verdict(grade_sum=rest + criterion.weight * after)

    def _with_lever(self, lever: Lever, score: float | None) -> Callable[[int], Verdict]:
        rest = self.now.lever_sum - lever.weight * (score or 0)
        core_min = self.policy.scoring.core_min
        others = _core_elsewhere(self.account.levers, self.policy.levers, lever, core_min)

        def tried(after: int) -> Verdict:
            lever_ok = others or (lever.core and after >= core_min)
            return self.verdict(lever_sum=rest + lever.weight * after, lever_ok=lever_ok)

        return tried

    def _stakes(self) -> Iterator[NearestChange]:
        """Yield the change of the stake: over or under the gate, or past a rival of equal points."""
        now = self.now.stake
        far = 0.0 if self.item.manager_key else max(now, self.threshold, self._stake_to_pass_rival())
        if far != now and (aim := self._aim(self.verdict(stake=far))):
            change = self._stake_change(self._edge(far, now, aim))
            # Between amounts too great to be reckoned with, no edge is found.
            if math.isfinite(change.amount) and change.verdict is not None and aim(change.verdict):
                yield change

    def _stake_change(self, after: float) -> NearestChange:
        now = self.now.stake
        amount = round6(after - now)
        enough = (self.account.headroom or 0) + amount >= 0
        verdict = self.verdict(stake=after)
        field = "headroom" if enough else "stake"
        return NearestChange("stake", field, now, after, amount, verdict, abs(amount) / self.threshold)

    def _stake_to_pass_rival(self) -> float:
        """Return a stake that certainly beats a rival of equal points; 0 where none could or none is needed."""
        if self.rival is None or self.now.influence <= 0:
            return 0.0
        return round6((-self.rival[1] + 2 / _MICRO) / self.now.influence)

    def _edge(self, far: float, near: float, holds: Callable[[Verdict], bool]) -> float:
        """Return the stake nearest to `near` at which the verdict holds, given that it does at `far`."""
        good, bad, gate = _micros(far), _micros(near), _micros(self.threshold)

        def turned(micro: int) -> bool:
            return holds(self.verdict(stake=micro / _MICRO))

        if good < bad and turned(gate - 1) and not turned(gate):
            return (gate - 1) / _MICRO
        if bad < gate <= good and turned(gate):
            return self.threshold
        while abs(good - bad) > 1:
            middle = (good + bad) // 2
            good, bad = (middle, bad) if turned(middle) else (good, middle)
        return good / _MICRO


def _micros(money: float) -> int:
    return round(min(max(money, -_MOST), _MOST) * _MICRO)


def _steps(before: float, *, down: bool) -> range:
    """Return the whole scores that lie beyond this one, nearest first."""
    return range(math.ceil(before) - 1, -1, -1) if down else range(math.floor(before) + 1, GRADE_MAX + 1)


def _core_elsewhere(scores: Scores, levers: tuple[Lever, ...], apart: Lever, core_min: float) -> bool:
    return any(
        lever.core and lever is not apart and score is not None and score >= core_min
        for lever, score in zip(levers, scores, strict=True)
    )


def _rival(item: Assessment, whole: PortfolioAssessment) -> RankKey | None:
    """Return the rank key that the account must beat to have a place; None where there is room for it anyway."""
    placed = item.rank is not None and item.rank <= whole.limit
    wanted = whole.limit + 1 if placed else whole.limit
    return next((other.rank_key for other in whole.accounts if other.rank == wanted), None)
