"""The tables of a team: what collecting makes of each book, what the store keeps and what the team workbook shows.

Every row comes from one book. It begins with whose book that is and ends with the place that its figures can be traced
to: source, sheet and cell. Codes (verdicts, states, roles, ids of groups) stay codes; words are made where people read.
Money is in the unit of the book (`books.currency`), shares are fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from kam_xl.values import value

Kind = Literal["text", "long_text", "money", "share", "points", "count", "date", "moment", "flag", "code"]
Row = tuple[Any, ...]
"""Values in the order of a table's columns; days as `datetime.date`, moments as aware `datetime` in UTC."""


@value
class TeamColumn:
    """One column: `words` names the list (`sheets.words.LISTS`) that a code belongs to, where it belongs to one."""

    key: str
    kind: Kind
    words: str = ""


@value
class TeamTable:
    """One table of the team; its first columns are those of `WHOSE`, its last those of `PLACE`."""

    name: str
    columns: tuple[TeamColumn, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the columns, in order."""
        return tuple(one.key for one in self.columns)


WHOSE = (TeamColumn("manager", "text"), TeamColumn("book_id", "text"))
CLIENT = (*WHOSE, TeamColumn("account_id", "text"), TeamColumn("account", "text"))
SEPARATOR = " › "
"""Between the links of a source: `inbox/july.mbox › Plan review (2026-11-20) › KAM Anna.xlsx`."""
PLACE = (TeamColumn("source", "text"), TeamColumn("sheet", "text"), TeamColumn("cell", "text"))

_KINDS: Mapping[str, Kind] = {
    "n": "count", "t": "text", "l": "long_text", "m": "money", "s": "share", "p": "points", "d": "date", "w": "moment",
    "f": "flag", "c": "code",
}  # fmt: skip


def _columns(text: str) -> tuple[TeamColumn, ...]:
    """Read columns written as `key:kind` or `key:kind:words`, kinds by their letter in `_KINDS`."""
    found = []
    for item in text.split():
        key, kind, *words = item.split(":")
        found.append(TeamColumn(key, _KINDS[kind], words[0] if words else ""))
    return tuple(found)


BOOKS = TeamTable(
    "books",
    (
        *WHOSE,
        *_columns(
            "head:t lang:t currency:t received:w stamp:w as_of:d policy:t policy_print:t policy_drift:f accounts:n "
            "qualifying:n key_accounts:n on_record:n limit:n cap:n hours_limit:n over:n record_over:n hours:p "
            "hours_used:p margin_plan:m plan_confirmed:d company_key:n served_rest:n hours_freed:p dossier_complete:s "
            "dossier_fresh:s roles_required:n roles_covered:n plans:n plans_signed:n plan_now:m fact_now:m gap_now:m "
            "forecast_now:m budget:m extra_margin:m findings:n errors:n"
        ),
        *PLACE,
    ),
)
"""`hours_used` = key accounts × the policy's hours an account; `hours_freed` those of `served_rest` accounts, which
somebody else serves. Plan figures add up over key accounts on record; `*_now` cover this year's months with facts."""

ACCOUNTS = TeamTable(
    "accounts",
    (
        *CLIENT,
        *_columns(
            "segment:t margin:m stake:m influence:s points:p verdict:c:verdicts manager_key:f company_key:f "
            "on_record:f key_since:d rank:n assumed:f served_by:c:served_by serve_proposal:c:served_by lower_pay:f "
            "reserved_goods:f forced_priority:f evidence:l evidence_date:d crm_link:t"
        ),
        *PLACE,
    ),
)

KEYS = TeamTable(
    "keys",
    (
        *CLIENT,
        *_columns(
            "mandatory:n answered:n complete:s fresh:s required:n covered:n named:n empty:n people:n next_step:d "
            "base_year:n signature:c:signatures signed_on:d review_due:d sales_base:m sales_last:m extra_margin:m "
            "budget:m result:m low_result:m plan_now:m fact_now:m gap_now:m forecast_now:m"
        ),
        *PLACE,
    ),
)
"""One row a key account on record: dossier, buying center and plan."""

DOSSIER = TeamTable(
    "dossier", (*CLIENT, *_columns("group:c group_name:t mandatory:n answered:n complete:s fresh:s"), *PLACE)
)
"""One row a key account and group of questions."""

COVERAGE = TeamTable("coverage", (*CLIENT, *_columns("role:c role_name:t hold:c people:t last_contact:d"), *PLACE))
"""One row a key account and required role; `hold` is covered, named or empty."""

PLAN_YEARS = TeamTable(
    "plan_years", (*CLIENT, *_columns("year:n potential:m sales:m margin:m extra:m budget:m result:m"), *PLACE)
)
"""One row a key account and year of its plan, the base year first."""

PLAN_MONTHS = TeamTable("plan_months", (*CLIENT, *_columns("year:n month:n plan:m fact:m"), *PLACE))
"""One row a key account and month of its plan's years; `fact` is blank where there is none."""

ACTIONS = TeamTable(
    "actions",
    (
        *CLIENT,
        *_columns("code:t action:l owner:t due:d status:c:action_states state:c:due_states budget:m effect:m chance:s"),
        *PLACE,
    ),
)
"""Actions of the plans of key accounts; budget and effect (extra sales) over all years, `chance` the probability."""

EFFECT = TeamTable(
    "effect",
    (
        *CLIENT,
        *_columns("months:n before:m after:m growth:s others_before:m others_after:m others_growth:s lead:s"),
        *PLACE,
    ),
)
"""Growth of key accounts against the other clients of the same manager (`rules.effect`); the total of a book has a
blank `account`."""

DECISIONS = TeamTable(
    "decisions",
    (
        *CLIENT,
        *_columns(
            "date:d change:c:changes verdict:c:verdicts points:p influence:s stake:m why:l who:t policy:t evidence:l "
            "evidence_date:d decision_id:t"
        ),
        *PLACE,
    ),
)
"""Decisions of record with the evidence that the account's row holds."""

SHOWN = TeamTable("shown", (*CLIENT, *_columns("verdict:c:verdicts"), *PLACE))
"""Verdicts that a book's own formulas last showed, kept beside its tables: only its file tells them."""

BOOK_TABLES = (
    BOOKS, ACCOUNTS, KEYS, DOSSIER, COVERAGE, PLAN_YEARS, PLAN_MONTHS, ACTIONS, EFFECT, DECISIONS,
)  # fmt: skip
"""What each book gives."""


CLAIMS = TeamTable(
    "claims",
    (
        *CLIENT,
        *_columns(
            "claim:t place:n keeps:f influence:s margin:m stake:m points:p verdict:c:verdicts on_record:f key_since:d"
        ),
        *PLACE,
    ),
)
"""One row a manager and client that several managers claim; `claim` names the client for all of them, `place` ranks
them from 1 (influence, then margin, then stake), `keeps` is yes for the first."""

FINDINGS = TeamTable("findings", (*WHOSE, *_columns("account:t severity:c:severity code:t what:l do:l"), *PLACE))
"""Findings in the words of the report's language, the weightiest first."""

CHANGES = TeamTable(
    "changes",
    (*CLIENT, *_columns("table:t name:l column:t old:l new:l since:w stamp:w"), *PLACE),
)
"""What changed in a book since the collection before: words of the report's language; `since` and `stamp` are the
moments of the two versions."""

ARRIVALS = TeamTable(
    "arrivals",
    (*WHOSE, *_columns("kind:c:arrivals received:w stamp:w sender:t sha256:t reason:l do:l"), *PLACE),
)
"""Every file of the run: current, older, resent, identical or refused; `sheet` and `cell` are blank."""

LATE = TeamTable("late", (*WHOSE, *_columns("head:t received:w days:n"), *PLACE))
"""Managers who have sent nothing for longer than the policy's `exchange.due_days`."""

TEAM_TABLES = (*BOOK_TABLES, CLAIMS, FINDINGS, CHANGES, ARRIVALS, LATE)
"""Everything that the team workbook and `kam_xl.frames` are made of."""


def team_table(name: str) -> TeamTable:
    """Return a table of the team by its name.

    Raises:
        KeyError: there is none; a mistake of the program.
    """
    return {one.name: one for one in TEAM_TABLES}[name]
