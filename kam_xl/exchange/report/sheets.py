"""The sheets of the team workbook: one native table each, declared here with its columns and what is added up.

A column is written `key:kind:width` or `key:kind:width:words`; `key` names the column of the frame and, as
`team.column.<key>`, its header. What traces a row to its source (file, sheet, cell) stands last, outside what prints.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.policy import Policy
from kam_xl.values import value

KINDS: Mapping[str, str] = {
    "n": "count", "t": "text", "l": "long_text", "m": "money", "g": "signed_money", "s": "share", "r": "growth",
    "p": "points", "i": "influence", "d": "date", "y": "calendar", "w": "moment", "f": "flag", "c": "code",
    "x": "excess",
}  # fmt: skip


@value
class Shown:
    """One column as it is shown; `width` in characters."""

    key: str
    kind: str
    width: float
    words: str = ""
    title: str = ""
    """Its header where the catalogue has none: the name of a group of questions or of a role."""


@value
class TeamSheet:
    """One sheet with one table, `tblTeam…`.

    `tool` is the part of the product that it shows, "" for all; `sums` are the columns added up above the table, a line
    for each combination of `by`; `heat` asks for a column for each group or role after the columns named; `traced`
    columns do not print; `frozen` columns stay in sight.
    """

    key: str
    table: str
    columns: tuple[Shown, ...]
    tool: str = ""
    sums: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    heat: bool = False
    traced: int = 3
    frozen: int = 2


def _columns(text: str) -> tuple[Shown, ...]:
    found = []
    for item in text.split():
        key, kind, width, *words = item.split(":")
        found.append(Shown(key, KINDS[kind], float(width), words[0] if words else ""))
    return tuple(found)


_TRACE = " source:t:40 sheet:t:14 cell:t:9"

OVERVIEW = TeamSheet(
    "overview",
    "tblTeamOverview",
    _columns(
        "manager:l:24 currency:l:14 limit:n:9 on_record:n:11 record_over:x:10 qualifying:n:10 hours:p:9 "
        "hours_used:p:10 margin_plan:m:11 plan_confirmed:d:13 company_key:n:12 hours_freed:p:13 "
        "dossier_complete:s:9 role_coverage:s:9 plans:n:8 plans_signed:n:11 plan_now:m:11 fact_now:m:11 "
        "gap_now:g:11 errors:n:9 head:l:20 cap:n:9 hours_limit:n:10 accounts:n:9 dossier_fresh:s:9 forecast_now:m:11 "
        "budget:m:11 extra_margin:m:11 findings:n:9 received:w:17 book_policy:t:10 policy_drift:f:10" + _TRACE
    ),
    sums=(
        "limit", "on_record", "qualifying", "hours", "hours_used", "margin_plan", "company_key", "hours_freed", "plans",
        "plans_signed", "plan_now", "fact_now", "gap_now", "accounts", "forecast_now", "budget", "extra_margin",
        "findings", "errors",
    ),
    by=("currency",),
    traced=15,
    frozen=1,
)  # fmt: skip

KEYS = TeamSheet(
    "keys",
    "tblTeamKeys",
    _columns(
        "manager:l:20 account:l:28 company_key:f:11 manager_key:f:11 on_record:f:11 standing:c:28:team_standing "
        "verdict:c:20:verdicts points:p:8 influence:i:9 stake:m:10 margin:m:10 key_since:d:12 complete:s:9 "
        "role_coverage:s:9 signature:c:24:signatures review_due:d:12 gap_now:g:11 "
        "segment:t:18 rank:n:8 assumed:f:10 fresh:s:9 currency:t:25" + _TRACE
    ),
    traced=8,
)

CLAIMS = TeamSheet(
    "claims",
    "tblTeamDisputed",
    _columns(
        "claim:l:30 place:n:8 keeps:f:10 manager:l:24 account:l:30 influence:i:9 margin:m:11 stake:m:11 points:p:8 "
        "verdict:c:20:verdicts on_record:f:11 key_since:d:12 currency:l:25" + _TRACE
    ),
)

AGAINST = TeamSheet(
    "against",
    "tblTeamAgainst",
    _columns(
        "manager:l:24 account:l:32 lower_pay:f:12 reserved_goods:f:12 forced_priority:f:12 verdict:c:20:verdicts "
        "on_record:f:11 margin:m:11 stake:m:11 currency:l:25" + _TRACE
    ),
    tool="works_against_seller",
)

SERVED = TeamSheet(
    "served",
    "tblTeamServed",
    _columns(
        "manager:l:24 account:l:32 verdict:c:20:verdicts serve_proposal:c:14:served_by served_by:c:14:served_by "
        "hours_freed:p:13 hours_left:p:13 points:p:8 influence:i:9 margin:m:11 on_record:f:11 currency:l:25" + _TRACE
    ),
    tool="serves_rest",
    sums=("hours_freed", "hours_left"),
)

DOSSIER_MANAGERS = TeamSheet(
    "dossier_managers", "tblTeamDossierManagers", _columns("manager:l:26 complete:s:10"), tool="dossier", heat=True,
    traced=0, frozen=1,
)  # fmt: skip

DOSSIER = TeamSheet(
    "dossier",
    "tblTeamDossier",
    _columns("manager:l:22 account:l:30 complete:s:10"),
    tool="dossier",
    heat=True,
    traced=0,
)

COVERAGE = TeamSheet(
    "coverage", "tblTeamCoverage", _columns("manager:l:22 account:l:30 role_coverage:s:10"), tool="buying_center",
    heat=True, traced=0,
)  # fmt: skip

PLAN_YEARS = TeamSheet(
    "plan_years",
    "tblTeamPlanYears",
    _columns(
        "currency:l:25 manager:l:26 year:n:8 plans:n:9 sales:m:14 margin_year:m:14 extra:m:14 budget:m:14 result:g:14"
    ),
    tool="plan",
    sums=("plans", "sales", "margin_year", "extra", "budget", "result"),
    by=("currency", "year"),
    traced=0,
)

PLAN_MONTHS = TeamSheet(
    "plan_months",
    "tblTeamPlanMonths",
    _columns("currency:l:25 year:n:8 quarter:n:10 month:y:13 plan:m:14 plan_so_far:m:16 fact:m:14 gap:g:14"),
    tool="plan",
    sums=("plan", "plan_so_far", "fact", "gap"),
    by=("currency", "year", "quarter"),
    traced=0,
    frozen=4,
)

DUE_MONTHS = TeamSheet(
    "due_months",
    "tblTeamDueMonths",
    _columns("currency:l:25 month:y:14 actions:n:12 overdue:n:12 budget:m:16"),
    tool="plan",
    sums=("actions", "overdue", "budget"),
    by=("currency",),
    traced=0,
)

ACTIONS = TeamSheet(
    "actions",
    "tblTeamActions",
    _columns(
        "state:c:15:due_states due:d:12 manager:l:22 account:l:28 code:t:8 action:l:50 owner:l:22 "
        "status:c:16:action_states budget:m:12 effect:m:12 chance:s:10 currency:l:20" + _TRACE
    ),
    tool="plan",
    sums=("budget", "effect"),
    by=("currency",),
)

EFFECT_MANAGERS = TeamSheet(
    "effect_managers",
    "tblTeamEffectManagers",
    _columns(
        "manager:l:26 currency:l:25 months:n:10 before:m:13 after:m:13 growth:r:11 others_before:m:13 "
        "others_after:m:13 others_growth:r:11 lead:r:12"
    ),
    tool="plan",
    sums=("before", "after", "others_before", "others_after"),
    by=("currency",),
    traced=0,
    frozen=1,
)

EFFECT = TeamSheet(
    "effect",
    "tblTeamEffect",
    _columns(
        "manager:l:24 account:l:32 months:n:10 before:m:13 after:m:13 growth:r:11 others_before:m:13 "
        "others_after:m:13 others_growth:r:11 lead:r:12 currency:l:25" + _TRACE
    ),
    tool="plan",
)

DECISIONS = TeamSheet(
    "decisions",
    "tblTeamDecisions",
    _columns(
        "date:d:12 manager:l:20 account:l:26 change:c:19:changes verdict:c:20:verdicts points:p:8 influence:i:9 "
        "stake:m:10 why:l:40 who:l:18 evidence:l:40 evidence_date:d:13 policy_print:t:15 currency:t:25" + _TRACE
    ),
    traced=6,
    frozen=3,
)

CHANGES = TeamSheet(
    "changes",
    "tblTeamChanges",
    _columns(
        "manager:l:22 account:l:28 table:l:18 name:l:28 column:l:22 old:l:34 new:l:34 since:w:17 stamp:w:17" + _TRACE
    ),
)

ARRIVALS = TeamSheet(
    "arrivals",
    "tblTeamFiles",
    _columns(
        "kind:c:16:arrivals source:l:50 manager:l:24 received:w:17 stamp:w:17 sender:l:28 reason:l:40 do:l:40 "
        "sha256:c:66"
    ),
    traced=1,
)

LATE = TeamSheet(
    "late", "tblTeamLate", _columns("manager:l:28 head:l:28 received:w:18 days:n:12 source:l:60"), traced=0, frozen=1
)

FINDINGS = TeamSheet(
    "findings",
    "tblTeamFindings",
    _columns(
        "severity:c:20:severity manager:l:22 account:l:28 what:l:54 do:l:46 file:l:34 sheet:t:16 cell:t:8 "
        "code:t:22 source:t:40"
    ),
    traced=2,
)

SHEETS = (
    OVERVIEW, KEYS, CLAIMS, AGAINST, SERVED, DOSSIER_MANAGERS, DOSSIER, COVERAGE, PLAN_YEARS, PLAN_MONTHS, DUE_MONTHS,
    ACTIONS, EFFECT_MANAGERS, EFFECT, DECISIONS, CHANGES, ARRIVALS, LATE, FINDINGS,
)  # fmt: skip
"""In the order in which a head walks them."""

START, CHARTS = "start", "charts"
"""Keys of the two sheets that have no table of their own."""


def sheets_of(policy: Policy) -> tuple[TeamSheet, ...]:
    """Return the sheets of a company that uses these parts of the product."""
    return tuple(one for one in SHEETS if not one.tool or policy.has(one.tool))
