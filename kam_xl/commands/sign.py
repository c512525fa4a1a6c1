"""Sign a perspective plan: manager and head put their names under one version of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kam_xl.commands.asked import key_accounts_asked
from kam_xl.commands.places import below
from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import SignerUnknown
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import message
from kam_xl.model import Portfolio
from kam_xl.model_tasks import Review
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.rules.plan_review import account_findings
from kam_xl.rules.plan_signing import Signature, last_signed
from kam_xl.values import value

TABLE = "tblReviews"

REFUSED = frozenset(
    (
        "account_plan_missing", "account_plan_twice", "account_plan_no_base_year", "account_plan_no_goals",
        "account_plan_no_actions", "account_plan_negative", "action_circular",
    )
)  # fmt: skip
"""Findings with which a plan cannot be signed: its numbers are not there, or not what they seem."""


@value
class _Signed:
    """One plan signed: the review, and whether it is a row that a person typed (its record) or a new one (None)."""

    key: KeyAccount
    review: Review
    record: int | None


def sign_plans(task: Task) -> Outcome:
    """Write for each plan asked for a review with the day, both names and the version that stands now.

    The newest review that a person typed without a version is stamped instead, where it names the head or is of the
    day of signing. Plans with errors, and those signed at this version, are not signed: `sign_refused`, `sign_already`.
    `args["accounts"]` names the clients; `args["head"]` and `args["decisions"]` may be given, else the head is the one
    on Start.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
        SignerUnknown: manager or head is not named anywhere.
        UnreadableValues: cells of the book cannot be read.
    """
    task.refuse_unreadable()
    keys = key_accounts_asked(task, task.whole)
    signed: list[_Signed] = []
    findings: list[Finding] = []
    for one in keys:
        reasons = _refused(one, task)
        findings += reasons
        if not reasons:
            signed.append(_sign(one, task))
    said = message(
        "outcome.sign" if signed else "outcome.sign_none",
        n=len(signed),
        clients=[one.key.account.account for one in signed],
    )
    portfolio = _with(task.parsed.portfolio, signed) if signed else None
    data = {
        "signed": [_as_dict(one) for one in signed],
        "refused": [_reason(one) for one in findings if one.code.startswith("sign_")],
    }
    lead = _place(signed[0], task) if signed else ""
    return Outcome(said, data, task.located(tuple(findings)), portfolio=portfolio, lead=lead)


def _refused(one: KeyAccount, task: Task) -> tuple[Finding, ...]:
    """Return why a plan cannot be signed, the reasons first; nothing where it can."""
    name = one.account.account
    reasons = [
        finding
        for finding in account_findings(one.rows, task.parsed.policy.plan, task.as_of, one.money, one.years)
        if finding.code in REFUSED
    ]
    if reasons:
        return (Finding("sign_refused", Severity.WARNING, params={"n": len(reasons)}, account=name), *reasons)
    before = last_signed(one.rows.reviews)
    if one.signature is Signature.SIGNED and before is not None:
        return (Finding("sign_already", Severity.WARNING, params={"date": before.date}, account=name),)
    return ()


def _sign(one: KeyAccount, task: Task) -> _Signed:
    setup = task.parsed.portfolio.setup
    manager, head = setup.manager.strip() or task.who, str(task.args.get("head") or setup.head).strip()
    decisions = str(task.args.get("decisions") or "").strip()
    typed = _unstamped(one, task)
    row = typed or Review("", one.account.account)
    review = replace(
        row,
        date=row.date or task.as_of,
        manager=row.manager.strip() or manager,
        head=row.head.strip() or head,
        decisions=row.decisions if row.decisions.strip() else decisions,
        version=float(one.version),
    )
    if not review.manager or not review.head:
        raise SignerUnknown(account=one.account.account)
    rows = {id(each): i for i, each in enumerate(task.parsed.portfolio.tasks.reviews)}
    return _Signed(one, review, rows[id(typed)] if typed else None)


def _unstamped(one: KeyAccount, task: Task) -> Review | None:
    """Return the newest review where a person typed it to sign: it has no version yet, and names the head or is new."""
    newest: Review | None = None
    for row in one.rows.reviews:
        if newest is None or (row.date or task.as_of) >= (newest.date or task.as_of):
            newest = row
    if newest is None or newest.version is not None:
        return None
    return newest if newest.head.strip() or newest.date in (None, task.as_of) else None


def _with(portfolio: Portfolio, signed: Sequence[_Signed]) -> Portfolio:
    stamped: Mapping[int, Review] = {one.record: one.review for one in signed if one.record is not None}
    reviews = [stamped.get(i, row) for i, row in enumerate(portfolio.tasks.reviews)]
    reviews += [one.review for one in signed if one.record is None]
    return replace(portfolio, tasks=replace(portfolio.tasks, reviews=tuple(reviews)))


def _place(one: _Signed, task: Task) -> Location | str:
    return below(task.parsed, TABLE) if one.record is None else task.parsed.place(TABLE, one.record, "version")


def _as_dict(one: _Signed) -> dict[str, Any]:
    review = one.review
    return {
        "account": review.account,
        "version": one.key.version,
        "date": review.date.isoformat() if review.date else None,
        "manager": review.manager,
        "head": review.head,
        "decisions": review.decisions or None,
        "review": "added" if one.record is None else "stamped",
    }


def _reason(one: Finding) -> dict[str, Any]:
    return {"account": one.account, "reason": one.code.removeprefix("sign_")}
