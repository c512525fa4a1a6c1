"""The tables of the three tasks: dossier, buying center, perspective plan and what belongs to it (DESIGN section 5).

Child rows name their account as people see it. Years stand in columns: `y0` is the base year, `y1` to `y5` the years
after it; the policy's horizon decides which of them are shown. `role` holds the name of a role of the policy, and
`question` the id of one of its questions.
"""

from __future__ import annotations

from kam_xl.model_tasks import YEARS
from kam_xl.policy.tasks import ATTITUDE_MAX, ATTITUDE_MIN, INFLUENCE_MAX
from kam_xl.sheets.shape import Column, Kind, Table

_ACCOUNT = Column("account", "text", band="client", width=32, choices="client_names")
_ID = Column("id", "text", "record", "workings", width=13, working=True)


def years(prefix: str, first: int = 0) -> tuple[str, ...]:
    """Return the keys of a group of yearly columns, from the base year or from the first year after it."""
    return tuple(f"{prefix}_y{i}" for i in range(first, YEARS + 1))


def months(prefix: str) -> tuple[str, ...]:
    """Return the keys of a group of monthly columns."""
    return tuple(f"{prefix}{i}" for i in range(1, 13))


MONTH_KEYS = months("m")


def _score(key: str, low: float, high: float, scale: str) -> Column:
    return Column(key, "score", band="stand", width=11, low=low, high=high, choices=scale)


def _money(prefix: str, first: int = 0, low: float | None = 0) -> tuple[Column, ...]:
    keys = enumerate(years(prefix, first), start=first)
    return tuple(Column(key, "money", band=prefix, width=11, low=low, year=year) for year, key in keys)


def _working(*keys: str, kind: Kind = "points") -> tuple[Column, ...]:
    return tuple(Column(key, kind, "calculated", "workings", width=11, working=True) for key in keys)


def _yearly(prefix: str, first: int = 0) -> tuple[Column, ...]:
    """Return a group of working columns, one a year of the plan."""
    keys = enumerate(years(prefix, first), start=first)
    return tuple(Column(key, "points", "calculated", "workings", 11, working=True, year=year) for year, key in keys)


def _answer(key: str, kind: Kind, width: float = 11, band: str = "answer") -> Column:
    return Column(key, kind, "calculated", band, width=width)


DOSSIER = Table(
    "tblDossier",
    "dossier",
    (
        _ACCOUNT,
        Column("question", "text", band="question", width=18, choices="questions"),
        _answer("group", "text", 24, "question"),
        _answer("wording", "long_text", 44, "question"),
        _answer("state", "text", 15, "question"),
        Column("answer", "long_text", band="answer", width=60),
        Column("source", "text", band="answer", width=24),
        Column("status", "choice", band="answer", width=14, choices="certainty"),
        Column("as_of", "date", band="answer", width=12),
        Column("who", "text", band="answer", width=18),
        Column("link", "link", band="answer", width=28),
        _ID,
        *_working("account_no", "key_no", "question_no", "answered", "fresh", "answer_key", "answer_day"),
    ),
    tool="dossier",
)

MEMBERS = Table(
    "tblMembers",
    "center",
    (
        _ACCOUNT,
        Column("name", "text", band="person", width=26),
        Column("position", "text", band="person", width=28),
        Column("inside", "flag", band="person", width=9, choices="yes_no"),
        Column("role", "text", band="person", width=28, choices="roles"),
        _score("influence", 0, INFLUENCE_MAX, "influence_scale"),
        _score("attitude", ATTITUDE_MIN, ATTITUDE_MAX, "attitude_scale"),
        _score("target_attitude", ATTITUDE_MIN, ATTITUDE_MAX, "attitude_scale"),
        Column("target_by", "date", band="stand", width=12),
        Column("interest", "long_text", band="interest", width=40),
        Column("personal_interest", "long_text", band="interest", width=36),
        Column("reports_to", "text", band="interest", width=24),
        Column("competitor_tie", "text", band="interest", width=24),
        Column("our_contact", "text", band="contact", width=18),
        Column("channel", "text", band="contact", width=22),
        Column("cadence", "count", band="contact", width=9, low=1, high=730),
        Column("last_contact", "date", band="contact", width=12),
        _answer("days_since", "count", 9, "contact"),
        _answer("contact_state", "text", 13, "contact"),
        _answer("proposed_direction", "long_text", 44, "step"),
        Column("direction", "long_text", band="step", width=40),
        Column("next_step", "long_text", band="step", width=40),
        Column("next_date", "date", band="step", width=12),
        _answer("step_state", "text", 13, "step"),
        Column("evidence", "long_text", band="proof", width=36),
        Column("status", "choice", band="proof", width=14, choices="certainty"),
        Column("phone", "text", band="proof", width=26),
        Column("state", "choice", band="proof", width=12, choices="member_states"),
        _ID,
        *_working(
            "account_no", "key_no", "role_no", "active", "attitude_no", "weight", "pull", "cadence_days", "contact_no",
            "step_no", "active_key", "role_key", "kept_key", "recent_key", "due_key", "own_due", "people_key",
        ),
    ),
    tool="buying_center",
    frozen=2,
)  # fmt: skip

PLANS = Table(
    "tblPlans",
    "plans",
    (
        _ACCOUNT,
        _answer("signed", "text", 24),
        _answer("review_due", "date", 12),
        _answer("share_base", "share", 10),
        _answer("share_last", "share", 10),
        _answer("sales_base", "money"),
        _answer("sales_last", "money"),
        _answer("extra_margin", "money"),
        _answer("budget", "money"),
        _answer("result", "money"),
        _answer("payback", "count", 9),
        _answer("low_result", "money"),
        _answer("stop_share", "share", 10),
        _answer("plan_now", "money", band="year_now"),
        _answer("fact_now", "money", band="year_now"),
        _answer("gap_now", "money", band="year_now"),
        _answer("gap_share", "share", 10, band="year_now"),
        _answer("forecast", "money", band="year_now"),
        Column("base_year", "count", band="base", width=9, low=2000, high=2100),
        Column("growth", "share", band="base", width=9, low=-1, high=5),
        Column("strategy", "long_text", band="strategy", width=56),
        Column("not_do", "long_text", band="strategy", width=44),
        Column("low_case", "share", band="strategy", width=9, low=0, high=1),
        Column("stop_rule", "long_text", band="strategy", width=44),
        Column("next_review", "date", band="strategy", width=12),
        _answer("version", "count", 12, band="sign"),
        _answer("signed_version", "count", 12, band="sign"),
        _ID,
        *_working("name", kind="text"),
        *_working("plan_row", "plan_no", "base", "rate", "kept", "year_no"),
        *(column for group in ("pot", "sold", "earned") for column in _yearly(group)),
        *(column for group in ("extra", "cost", "won") for column in _yearly(group, 1)),
        *_working("scaled", "season_at", "season_row", *months("s"), "base_now", *months("cum"), *months("known")),
        *_working("signed_order", "last_order", "stamp", "seal", "control"),
    ),
    tool="plan",
)

GOALS = Table(
    "tblGoals",
    "goals",
    (
        _ACCOUNT,
        Column("product_group", "text", band="client", width=34),
        _answer("white_space", "money", band="wallet"),
        *(Column(f"share_y{t}", "share", "calculated", "wallet", 9, year=t) for t in range(YEARS + 1)),
        Column("margin_rate", "share", band="rate", width=9, low=0, high=1),
        *_money("potential"),
        *_money("sales"),
        *_money("margin", low=None),
        _ID,
        *_working("plan_row", "rate"),
        *_yearly("earned"),
        *_yearly("code"),
        *_working("seal", "control"),
    ),
    tool="plan",
    frozen=2,
)

ACTIONS = Table(
    "tblActions",
    "actions",
    (
        _ACCOUNT,
        Column("code", "text", band="action", width=8),
        Column("action", "long_text", band="action", width=52),
        _answer("state", "text", 13, band="action"),
        Column("owner", "text", band="action", width=22),
        Column("due", "date", band="action", width=12),
        Column("start", "date", band="action", width=12),
        Column("status", "choice", band="action", width=13, choices="action_states"),
        *_money("budget", 1),
        *_money("effect", 1),
        Column("probability", "share", band="effect", width=13, low=0, high=1),
        Column("scales", "flag", band="effect", width=12, choices="yes_no"),
        Column("rests_on", "text", band="proof", width=24),
        _ID,
        *_working("plan_row", "status_no", "state_no", "alive", "counts", "begin", "begin_year", "share_before"),
        *_yearly("paid", 1),
        *_yearly("gain", 1),
        *_working("scaled_cost", "now_gain", "now_from", "shown_gain", "shown_from", "shown_order"),
        *_yearly("code", 1),
        *_working("seal", "control", "key_no", "due_key", "own_due"),
    ),
    tool="plan",
)

RISKS = Table(
    "tblRisks",
    "risks",
    (
        _ACCOUNT,
        Column("risk", "long_text", band="risk", width=44),
        Column("probability", "share", band="risk", width=13, low=0, high=1),
        Column("impact", "choice", band="risk", width=11, choices="impacts"),
        Column("sign", "long_text", band="risk", width=40),
        Column("answer", "long_text", band="risk", width=44),
        _ID,
        *_working("plan_row", "seal", "control", "key_no", "own_key"),
    ),
    tool="plan",
)

REVIEWS = Table(
    "tblReviews",
    "reviews",
    (
        _ACCOUNT,
        Column("date", "date", band="review", width=12),
        Column("decisions", "long_text", band="review", width=64),
        Column("next_review", "date", band="review", width=14),
        Column("manager", "text", band="sign", width=22),
        Column("head", "text", band="sign", width=22),
        Column("version", "points", band="sign", width=16),
        _answer("current", "text", 20, band="sign"),
        _ID,
        *_working("plan_row", "day", "next_day", "named", "unstamped", "order_no", "sign_no"),
    ),
    tool="plan",
)

SEASONS = Table(
    "tblSeasons",
    "seasons",
    (
        _ACCOUNT,
        *(Column(key, "share", band="months", width=7, low=0) for key in MONTH_KEYS),
        _ID,
        *_working("plan_row", "total", *months("s")),
    ),
    tool="plan",
)

FACTS = Table(
    "tblFacts",
    "facts",
    (
        _ACCOUNT,
        Column("year", "count", band="fact", width=8, low=2000, high=2100),
        Column("month", "count", band="fact", width=8, low=1, high=12),
        Column("sales", "money", band="fact", width=12),
        _ID,
        *_working("plan_row", "period"),
    ),
    tool="plan",
)

TASK_TABLES = (DOSSIER, MEMBERS, PLANS, GOALS, ACTIONS, RISKS, REVIEWS, SEASONS, FACTS)
"""Tables of the three tasks in the order of the work."""
