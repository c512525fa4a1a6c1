"""What the dossiers of key accounts ask of their manager.

Issues, one an account each: `dossier_missing` and `dossier_stale`, a warning below the policy's target or where a
starter question is missing, else a note; `dossier_future`, a warning. Where rows are meant, `params["record"]` is the
id of the first. Rows about nothing known are findings of the parser, which knows their cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kam_xl.findings import Finding, Severity
from kam_xl.policy.tasks import DossierRules
from kam_xl.rules.dossier import Dossier, has_text
from kam_xl.rules.listing import plain, quoted
from kam_xl.rules.numbers import round6


def dossier_gaps(found: Iterable[Dossier], rules: DossierRules) -> tuple[Finding, ...]:
    """Return what is missing and what is stale, account by account."""
    return tuple(finding for one in found for finding in (*_missing(one, rules), *_stale(one, rules)))


def dossier_future(found: Iterable[Dossier], as_of: dt.date) -> Iterator[Finding]:
    """Yield, account by account, the answers that are dated after the day of judging."""
    for one in found:
        dated = [row for standing in one.questions for row in standing.rows if has_text(row)]
        future = [row for row in dated if row.as_of and row.as_of > as_of]
        if future:
            listed = plain(list(dict.fromkeys(row.question.strip() for row in future)))
            params = {"n": len(future), "record": future[0].id, "listed": listed, "date": as_of}
            yield Finding("dossier_future", Severity.WARNING, params=params, account=one.account)


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


def _severity(short: bool) -> Severity:
    return Severity.WARNING if short else Severity.NOTE
