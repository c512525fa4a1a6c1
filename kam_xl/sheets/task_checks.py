"""What rows of the three tasks point to and is not there: clients, questions, roles.

Issues `row_without_account`, `row_unknown_account`, `answer_without_question`, `unknown_question`, `answer_twice` and
`unknown_role`. All are warnings: what is typed stays as it is. The same mistake in many rows is told once, with the
first of them: a column filled with another firm's clients must not bury everything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import message
from kam_xl.model import Account, natural_name
from kam_xl.policy import Policy
from kam_xl.sheets.raw import RawTable
from kam_xl.sheets.rows import place_of
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_tables import DOSSIER, MEMBERS, SEASONS
from kam_xl.values import value


@value
class TypedRows:
    """The rows of a table in which people typed something: readable values by column, and the rows' numbers from 0."""

    table: Table
    found: RawTable
    columns: Mapping[str, Sequence[Any]]
    rows: Sequence[int]

    def warning(self, code: str, row: int, key: str, **params: object) -> Finding:
        """Return a finding about a column's cell of a row."""
        where = place_of(self.table, self.found, key)(row)
        return Finding(code, Severity.WARNING, where, params, account=self.columns["account"][row])


def pointing_nowhere(typed: TypedRows, policy: Policy, accounts: Sequence[Account]) -> Iterator[Finding]:
    """Yield what names a client, a question or a role that is not there, and what is answered twice."""
    yield from _told_once(_all(typed, policy, accounts))


def _told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first of those that say the same of one client, each with the number of the others."""
    first: dict[tuple[str, ...], Finding] = {}
    count: Counter[tuple[str, ...]] = Counter()
    for one in findings:
        what = (one.code, one.account, *(str(one.params.get(key, "")) for key in ("question", "role")))
        first.setdefault(what, one)
        count[what] += 1
    for what, one in first.items():
        more = message("finding.list.more_rows", n=count[what] - 1) if count[what] > 1 else ""
        yield replace(one, params={**one.params, "more": more})


def _all(typed: TypedRows, policy: Policy, accounts: Sequence[Account]) -> Iterator[Finding]:
    segments = {natural_name(one.account): one.segment for one in accounts}
    named = _named_accounts(typed)
    yield from _accounts(typed, named, segments)
    if typed.table is DOSSIER:
        yield from _questions(typed, named, segments, policy)
        yield from _answered_twice(typed, named)
    if typed.table is MEMBERS:
        roles = {"", *(role.id for role in policy.center.roles)}
        for row in typed.rows:
            if (role := typed.columns["role"][row]) not in roles:
                yield typed.warning("unknown_role", row, "role", role=role)


def _named_accounts(typed: TypedRows) -> list[str]:
    """Return the client of each row as it counts for comparing."""
    known: dict[str, str] = {}
    names = typed.columns["account"]
    for name in names:
        if name not in known:
            known[name] = natural_name(name)
    return [known[name] for name in names]


def _accounts(typed: TypedRows, named: Sequence[str], segments: Mapping[str, str]) -> Iterator[Finding]:
    for row in typed.rows:
        if not named[row]:
            # A season without a client is for all that have none of their own.
            if typed.table is not SEASONS:
                yield typed.warning("row_without_account", row, "account")
        elif named[row] not in segments:
            yield typed.warning("row_unknown_account", row, "account")


def _questions(
    typed: TypedRows, named: Sequence[str], segments: Mapping[str, str], policy: Policy
) -> Iterator[Finding]:
    """Yield answers to questions that the client's segment does not ask; of unknown clients those that nobody asks."""
    every = {question.id for one in policy.dossier.sets for question in one.questions}

    @cache
    def asked(account: str) -> set[str]:
        if account not in segments:
            return every
        return {question.id for question in policy.dossier.set_for(segments[account]).questions}

    for row in typed.rows:
        question = typed.columns["question"][row]
        if not question.strip():
            yield typed.warning("answer_without_question", row, "question")
        elif question not in asked(named[row]):
            yield typed.warning("unknown_question", row, "question", question=question)


def _answered_twice(typed: TypedRows, named: Sequence[str]) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    for row in typed.rows:
        question = typed.columns["question"][row]
        earlier = first.setdefault((named[row], question), row) if question.strip() else row
        if earlier != row:
            other = place_of(typed.table, typed.found, "question")(earlier).cell
            yield typed.warning("answer_twice", row, "question", question=question, other=other)
