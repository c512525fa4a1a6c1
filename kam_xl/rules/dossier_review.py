"""What the dossiers of key accounts ask of their manager.

Issues, one an account each: `dossier_missing` and `dossier_stale`, a warning below the policy's target or where a
starter question is missing, else a note; about what was typed `dossier_unknown_question, dossier_future,
dossier_unknown_account, dossier_no_account`, warnings, and `dossier_twice`, a note. Where rows are meant,
`params["record"]` is the id of the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import message
from kam_xl.model_tasks import Answer
from kam_xl.policy.tasks import DossierRules
from kam_xl.rules.by_account import of_no_account
from kam_xl.rules.dossier import Dossier, has_text
from kam_xl.rules.listing import plain, quoted
from kam_xl.rules.numbers import round6


def dossier_gaps(found: Iterable[Dossier], rules: DossierRules) -> tuple[Finding, ...]:
    """Return what is missing and what is stale, account by account."""
    return tuple(finding for one in found for finding in (*_missing(one, rules), *_stale(one, rules)))


def dossier_mistakes(
    answers: Iterable[Answer], found: Iterable[Dossier], known: Iterable[str], as_of: dt.date
) -> tuple[Finding, ...]:
    """Return what cannot be meant so: rows about no known account, about no known question, twice, of the future.

    Args:
        answers: all rows of the book.
        found: the dossiers judged; rows of other accounts are looked at for their account only.
        known: names of all accounts of the book, key or not.
        as_of: the day of judging.
    """
    strange = [finding for rows in of_no_account(answers, known) for finding in _no_account(rows)]
    return (*strange, *(finding for one in found for finding in _mistyped(one, as_of)))


def _missing(one: Dossier, rules: DossierRules) -> Iterator[Finding]:
    if missing := one.missing:
        short = one.total.completeness < round6(rules.complete_target) or missing[0].starter
        params = {
            "n": len(missing),
            "complete": one.total.completeness,
            "listed": quoted([question.text for question in missing]),
        }
        yield Finding("dossier_missing", _severity(short), params=params, account=one.account)


def _stale(one: Dossier, rules: DossierRules) -> Iterator[Finding]:
    stale = [standing for standing in one.questions if standing.state == "stale"]
    if stale:
        stale.sort(key=lambda standing: (not standing.question.mandatory, not standing.question.starter))
        params = {
            "n": len(stale),
            "fresh": one.total.freshness,
            "listed": quoted([standing.question.text for standing in stale]),
            "record": next(row.id for row in stale[0].rows if has_text(row)),
        }
        short = one.total.freshness < round6(rules.fresh_target)
        yield Finding("dossier_stale", _severity(short), params=params, account=one.account)


def _no_account(rows: Sequence[Answer]) -> Iterator[Finding]:
    name = rows[0].account.strip()
    code = "dossier_unknown_account" if name else "dossier_no_account"
    yield Finding(code, Severity.WARNING, params={"n": len(rows), "record": rows[0].id}, account=name)


def _mistyped(one: Dossier, as_of: dt.date) -> Iterator[Finding]:
    if one.unknown:
        ids = dict.fromkeys(row.question.strip() for row in one.unknown)
        yield _about(
            "dossier_unknown_question",
            one.unknown,
            one.account,
            listed=plain([id or message("finding.list.blank") for id in ids]),
        )
    twice = [standing for standing in one.questions if standing.answers > 1]
    if twice:
        rows = [row for row in twice[0].rows if has_text(row)]
        listed = quoted([standing.question.text for standing in twice])
        yield _about("dossier_twice", rows, one.account, Severity.NOTE, questions=len(twice), listed=listed)
    dated = [row for standing in one.questions for row in standing.rows if has_text(row)]
    future = [row for row in dated if row.as_of and row.as_of > as_of]
    if future:
        ids = dict.fromkeys(row.question.strip() for row in future)
        yield _about("dossier_future", future, one.account, listed=plain(list(ids)), date=as_of)


def _about(
    code: str, rows: Sequence[Answer], account: str, severity: Severity = Severity.WARNING, **params: object
) -> Finding:
    return Finding(code, severity, params={"n": len(rows), "record": rows[0].id, **params}, account=account)


def _severity(short: bool) -> Severity:
    return Severity.WARNING if short else Severity.NOTE
