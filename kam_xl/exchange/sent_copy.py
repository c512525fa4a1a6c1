"""The copy of a book that travels: macro-free, without what stays at home, with prints of what was sent.

Verdicts in it are computed anew from what is in it, so that whoever opens it sees what the cells there give.

Issues: `verdict_differs_in_copy`, `plan_differs_in_copy`, `own_column_stays_home`.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from kam_xl.build.workbook import build
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.commands.task import as_of_of
from kam_xl.exchange.books import findings_of
from kam_xl.exchange.local_paths import holds_path
from kam_xl.exchange.prints import Prints, prints_in, prints_of, to_text
from kam_xl.exchange.state import state_of
from kam_xl.exchange.staying import Staying, StayingFields
from kam_xl.findings import Finding, Severity
from kam_xl.model import Portfolio, natural_name
from kam_xl.model_exchange import Sent
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.key_accounts import key_accounts
from kam_xl.sheets.carried import Carried, OwnColumn
from kam_xl.sheets.exchange_tables import EXCHANGE_TABLES
from kam_xl.sheets.schema import FINDINGS
from kam_xl.values import value

_FOREIGN = re.compile(
    r"!|'|\[\d+\]|\b(?:" + "|".join(re.escape(one.name) for one in FUNCTIONS) + r")\s*\(", re.IGNORECASE
)
"""In a formula: another sheet or workbook, or a function of ours, which Excel stores with the add-in's path."""
_NOT_SENT = frozenset(one.name for one in (FINDINGS, *EXCHANGE_TABLES))


@value
class SentCopy:
    """The copy as a file, what it holds judged, what it lists, and what the sender should know of it."""

    data: bytes
    whole: PortfolioAssessment
    listed: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def sent_copy(
    full: Portfolio, staying: Staying, sent: Sent, policy: Policy, today: dt.date, own: tuple[OwnColumn, ...] = ()
) -> SentCopy:
    """Return the copy of a book.

    Args:
        full: all that the book holds, to say where its verdicts differ.
        staying: what of it is sent and what is not.
        sent: what the copy tells of itself.
        policy: the one that the book was built with.
        today: judges, unless the book counts with a day of its own.
        own: columns of people that go along, already looked through.
    """
    day = as_of_of(full, None, today)
    whole = assess(replace(staying.portfolio, sent=sent), policy, day)
    listed = findings_of(whole)
    carried = Carried(columns=own, hidden_columns=staying.columns)
    cut = {natural_name(one.account) for one in staying.findings if one.code == "path_stays_home"}
    findings = (*staying.findings, *_differences(assess(full, policy, day), whole, cut))
    return SentCopy(build(whole, listed, carried), whole, listed, findings)


def new_sent(staying: Staying, by: str, at: dt.datetime) -> Sent:
    """Return what a copy that is sent for the first time tells of itself; its snapshot gets a new id."""
    prints = prints_of(state_of(staying.portfolio), staying.fields)
    return Sent(f"n{secrets.token_hex(5)}", _moment(at), by, to_text(prints))


def sent_back(sent: Sent, staying: Staying, by: str, at: dt.datetime) -> Sent:
    """Return what a copy that goes back tells of itself: snapshot and prints as they came.

    A field that does not go back has no print any more, so that it does not pass for one that somebody emptied.
    """
    kept = _without(prints_in(sent), staying.fields)
    return Sent(sent.snapshot, _moment(at), by, to_text(kept) if kept else "")


def own_to_send(carried: Carried) -> tuple[tuple[OwnColumn, ...], tuple[Finding, ...]]:
    """Return the columns of people that may go along, and a finding for each that holds something local."""
    columns = [one for one in carried.columns if one.table not in _NOT_SENT]
    local = [one for one in columns if _local(one)]
    findings = (Finding("own_column_stays_home", Severity.WARNING, params={"column": one.header}) for one in local)
    return tuple(one for one in columns if one not in local), tuple(findings)


def _local(column: OwnColumn) -> bool:
    texts = (one for one in (column.header, column.formula, *column.values.values()) if isinstance(one, str))
    return any(map(holds_path, texts)) or _FOREIGN.search(column.formula) is not None


def _without(prints: Prints, staying: StayingFields) -> dict[str, dict[str, Mapping[str, str]]]:
    left: dict[str, dict[str, Mapping[str, str]]] = {}
    for table, records in prints.items():
        gone = staying.get(table, {})
        fields = {
            id: {key: one for key, one in found.items() if key not in gone.get(id, ())} for id, found in records.items()
        }
        left[table] = {id: found for id, found in fields.items() if found}
    return left


def _differences(full: PortfolioAssessment, copy: PortfolioAssessment, cut: Collection[str]) -> Iterator[Finding]:
    """Yield where the copy says something else; `cut` are the clients of whom a text stays because of a path in it.

    What the policy keeps at home does not count for a plan: the merge completes it before it stamps a signature.
    """
    for before, after in zip(full.accounts, copy.accounts, strict=True):
        if before.verdict is not after.verdict:
            yield Finding("verdict_differs_in_copy", Severity.WARNING, account=before.account.account)
    if copy.policy.has("plan"):
        versions = {one.account.id: one.version for one in key_accounts(copy)}
        for plan in key_accounts(full):
            if natural_name(plan.account.account) in cut and plan.version != versions.get(plan.account.id):
                yield Finding("plan_differs_in_copy", Severity.WARNING, account=plan.account.account)


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
