"""Make decisions of record: who becomes key, who stays, who leaves, who is not key (DESIGN.md section 4).

The record never passes the limit by a decision. A newcomer takes a free place, or the place of the one account on
record that Portfolio names to leave. Where more are on record than can be carried, the one named leaves and nobody
enters. An account pushed out by a better one keeps its place until a person names it, or until its quarterly reviews,
which go on, have been low too often. Assumed accounts are not decided about, ungraded ones only when named to leave.
Pressing again in the same quarter changes nothing where nothing changed.

Issues: `cap_needs_leaver, cap_leaver_unknown, verdict_assumed, record_pushed_out, record_not_graded`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Lang, Message, message
from kam_xl.model import Account, Change, Decision, Portfolio, natural_name, record_id
from kam_xl.policy import fingerprint
from kam_xl.rules import Assessment, PortfolioAssessment, Verdict
from kam_xl.rules.assessment import weakness
from kam_xl.rules.explain import why_text
from kam_xl.rules.numbers import round6
from kam_xl.rules.qualify import low_reviews_with_this, quarter
from kam_xl.rules.review import leaver, leaver_unknown, standing
from kam_xl.values import value

_WHY_SENTENCES = 3
_UNDECIDED = ("verdict_assumed", "record_pushed_out", "record_not_graded")
_FAILED = (Verdict.NO_INFLUENCE, Verdict.STALE_EVIDENCE, Verdict.NO_STAKE, Verdict.LOW_POINTS)


@value
class Decided:
    """The portfolio with its record brought up to date, the decisions added to it, and what could not be decided."""

    portfolio: Portfolio
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]


@value
class _Step:
    """One change of the record, and the sentence that only this decision needs."""

    item: Assessment
    change: Change
    besides: Message | None = None


@value
class _Exchange:
    """Who enters, who gives up a place by name, and who waits."""

    entering: Sequence[Assessment]
    waiting: Sequence[Assessment]
    leaver: Assessment | None


def decide(whole: PortfolioAssessment, *, names: frozenset[str] | None = None, who: str, lang: Lang) -> Decided:
    """Bring the record of the accounts named up to date, and write down why.

    Args:
        whole: the judged portfolio.
        names: the accounts to decide about, all where None; the named leaver may be another one.
        who: who decides.
        lang: the language in which the reasons are written.
    """
    wanted = None if names is None else {natural_name(name) for name in names}
    scope = [item for item in whole.accounts if wanted is None or natural_name(item.account.account) in wanted]
    settled = [item for item in scope if not item.account.assumed and item.verdict is not Verdict.NOT_GRADED]
    failed = [item for item in settled if item.account.on_record and item.verdict in _FAILED]
    exchange = _exchange(whole, scope, settled, failed)
    rules = fingerprint(whole.policy)
    steps = [step for step in _steps(settled, failed, exchange) if not _said_before(step, whole, rules)]
    decisions = tuple(_decision(step, whole, who, lang, rules) for step in steps)
    changed = {step.item.row: _recorded(step, whole) for step in steps}
    accounts = tuple(changed.get(item.row, item.account) for item in whole.accounts)
    portfolio = replace(
        whole.portfolio,
        accounts=accounts,
        decisions=(*whole.portfolio.decisions, *decisions),
        setup=replace(whole.portfolio.setup, leaver=_leaver_still_named(whole, accounts)),
    )
    return Decided(portfolio, decisions, tuple(_findings(whole, scope, failed, exchange)))


def _exchange(
    whole: PortfolioAssessment,
    scope: Sequence[Assessment],
    settled: Sequence[Assessment],
    failed: Sequence[Assessment],
) -> _Exchange:
    """Share out the places: free ones first, then that of the account named to leave."""
    newcomers = sorted(
        (item for item in settled if item.manager_key and not item.account.on_record), key=lambda item: item.rank or 0
    )
    places = whole.limit - len(whole.on_record) + len(failed)
    named = leaver(whole)
    if named and (named.account.assumed or named in failed):
        named = None
    needed = len(newcomers) > places if places >= 0 else bool(newcomers) or named in scope
    gives_up = named if needed else None
    entering = newcomers[: max(0, places + (1 if gives_up else 0))]
    return _Exchange(entering, newcomers[len(entering) :], gives_up)


def _steps(settled: Sequence[Assessment], failed: Sequence[Assessment], exchange: _Exchange) -> Iterator[_Step]:
    """Yield the changes in the order in which they hold: places are given up before they are taken."""
    for item in failed:
        yield _Step(item, "left")
    newcomer = exchange.entering[-1] if exchange.entering else None
    if exchange.leaver:
        name = newcomer.account.account if newcomer else ""
        reason = message("why.gives_place", account=name) if newcomer else message("why.gives_up")
        yield _Step(exchange.leaver, "left", reason)
    for item in exchange.entering:
        taken = exchange.leaver if item is newcomer else None
        yield _Step(item, "entered", message("why.takes_place", account=taken.account.account) if taken else None)
    for item in settled:
        if item.account.on_record:
            # One pushed out is reviewed too: its low quarters count, or it would never leave by its points.
            if item.verdict not in _FAILED and item is not exchange.leaver:
                yield _Step(item, "stays")
        elif not item.manager_key:
            yield _Step(item, "not_key")


def _said_before(step: _Step, whole: PortfolioAssessment, rules: str) -> bool:
    """Tell whether the last decision on the account, made this quarter, already says this.

    One that entered stays, and one that left is not key: pressing again says nothing new. Only the verdict of one that
    left may differ now, since a newcomer needs more points than one on record.
    """
    last = _last_decision(step.item, whole)
    if last is None or quarter(last.date) != quarter(whole.as_of) or last.policy != rules:
        return False
    if round6(last.points) != step.item.qualification.points:
        return False
    if step.change == "stays":
        return last.change in ("entered", "stays") and last.verdict == step.item.verdict
    return step.change == "not_key" and (
        last.change == "left" or (last.change == "not_key" and last.verdict == step.item.verdict)
    )


def _last_decision(item: Assessment, whole: PortfolioAssessment) -> Decision | None:
    return next(iter(_decisions_on(item, whole)), None)


def _decisions_on(item: Assessment, whole: PortfolioAssessment) -> list[Decision]:
    """Return the decisions on an account, the last one first."""
    name = natural_name(item.account.account)
    return [one for one in reversed(whole.portfolio.decisions) if natural_name(one.account) == name]


def _decision(step: _Step, whole: PortfolioAssessment, who: str, lang: Lang, rules: str) -> Decision:
    item, one = step.item, step.item.qualification
    name, number = natural_name(item.account.account), len(_decisions_on(item, whole)) + 1
    why = why_text(item, whole, lang, _WHY_SENTENCES)
    return Decision(
        id=record_id("d", whole.portfolio.book_id, "tblDecisions", name, whole.as_of, number),
        date=whole.as_of,
        account=item.account.account,
        verdict=item.verdict.value,
        change=step.change,
        points=one.points,
        influence=one.influence,
        stake=one.stake,
        why=f"{step.besides.in_(lang)} {why}" if step.besides else why,
        who=who,
        policy=rules,
    )


def _recorded(step: _Step, whole: PortfolioAssessment) -> Account:
    """Return the account with its record as the decision leaves it."""
    account, as_of = step.item.account, whole.as_of
    match step.change:
        case "entered":
            return replace(account, key_since=as_of, low_reviews=0, last_review=as_of)
        case "stays":
            return replace(account, low_reviews=_low_reviews(step.item, whole), last_review=as_of)
        case "left":
            return replace(account, key_since=None, low_reviews=None, last_review=as_of)
        case "not_key":
            return account


def _low_reviews(item: Assessment, whole: PortfolioAssessment) -> float:
    """Return the low reviews running once this one is counted, at most once a quarter.

    Low points later in a quarter that began well count too, but a second look never makes the account leave by itself:
    that waits for the next quarter.
    """
    scoring = whole.policy.scoring
    if item.qualification.points >= round6(scoring.exit_points):
        return 0
    counted = low_reviews_with_this(item.account, whole.as_of)
    return counted if counted >= 1 else min(1, scoring.exit_reviews - 1)


def _leaver_still_named(whole: PortfolioAssessment, accounts: Sequence[Account]) -> str:
    """Return what stays in the leaver cell: nothing once the account named has left, or has just entered.

    A name that stood there before the account entered would take it out again at the next press.
    """
    name = natural_name(whole.portfolio.setup.leaver)
    moved = {
        natural_name(after.account)
        for item, after in zip(whole.accounts, accounts, strict=True)
        if item.account.on_record != after.on_record
    }
    return "" if name in moved else whole.portfolio.setup.leaver


def _findings(
    whole: PortfolioAssessment, scope: Sequence[Assessment], failed: Sequence[Assessment], exchange: _Exchange
) -> Iterator[Finding]:
    """Yield what could not be decided, and whom to name so that a newcomer may enter."""
    yield from leaver_unknown(whole)
    named = leaver(whole)
    for item in scope if named is None or named in scope else (*scope, named):
        if item is not exchange.leaver:
            yield from (one for one in standing(item, whole) if one.code in _UNDECIDED)
    remaining = [item for item in whole.on_record if item not in failed and item is not exchange.leaver]
    recorded = len(remaining) + len(exchange.entering)
    proposed = sorted(remaining, key=lambda item: (item.account.assumed, item.manager_key, *weakness(item)))
    for place, item in enumerate(exchange.waiting):
        weak = proposed[min(place, len(proposed) - 1)]
        params = {
            "recorded": recorded,
            "limit": whole.limit,
            "leaver": weak.account.account,
            "points": weak.qualification.points,
            "hours": whole.policy.capacity.hours_per_account,
        }
        yield Finding("cap_needs_leaver", Severity.WARNING, params=params, account=item.account.account)
