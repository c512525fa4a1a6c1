"""What each number of a policy may be; one place for the check of the file and for whoever explains it.

The ceiling of the cap is 15: a company may lower it, never raise it (DOMAIN.md section 5). Grades and levers go from 0
to 3, so gate 1 may ask for 1 to 3 (section 3). A plan has a column for each of five years after the base year
(section 9). The other limits only keep out what cannot be meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.policy.model import GRADE_MAX
from kam_xl.policy.tasks import HORIZON_MAX
from kam_xl.values import value

CAP_CEILING = 15
"""Key accounts that one manager can carry at the very most (DOMAIN.md section 5)."""

HOURS_IN_MONTH = 31 * 24
"""No month has more hours than this."""


@value
class Limit:
    """From `low` to `high`, both allowed; `above`: `low` itself is not; `whole`: no fractions."""

    low: float
    high: float
    whole: bool = False
    above: bool = False


_SHARE = Limit(0, 1)
_SOME_SHARE = Limit(0, 1, above=True)
_POINTS = Limit(0, 100)
_DAYS = Limit(1, 3650, whole=True)
_HOURS = Limit(0, HOURS_IN_MONTH, above=True)
_ACCOUNTS = Limit(1, CAP_CEILING, whole=True)
_GROWTH = Limit(0, 10)

WEIGHT = Limit(0, 100)
"""The weight of a criterion or a lever, in points of 100."""

LIMITS: Mapping[str, Mapping[str, Limit]] = {
    "criteria": {"weight": WEIGHT},
    "levers": {"weight": WEIGHT},
    "scoring": {
        "points_criteria": _POINTS,
        "points_influence": _POINTS,
        "core_min": Limit(1, GRADE_MAX, whole=True),
        "evidence_days": _DAYS,
        "evidence_days_new": _DAYS,
        "stake_share": _SHARE,
        "entry_points": _POINTS,
        "exit_points": _POINTS,
        "exit_reviews": Limit(1, 12, whole=True),
    },
    "capacity": {
        "cap": _ACCOUNTS,
        "warn_above": _ACCOUNTS,
        "monthly_hours": _HOURS,
        "share_for_key": _SOME_SHARE,
        "hours_per_account": _HOURS,
    },
    "imports": {
        "company_large_share": _SHARE,
        "company_loyal_years": Limit(0, 50),
        "company_growth": _GROWTH,
        "manager_large_share": _SHARE,
        "manager_headroom_share": _SHARE,
        "loyal_months": Limit(1, 12, whole=True),
        "new_groups": Limit(1, 100, whole=True),
        "volume_growth": _GROWTH,
        "price_conceded_share": _SHARE,
        "base_loss_probability": _SHARE,
        "headroom_share": _SHARE,
    },
    "dossier": {
        "complete_target": _SOME_SHARE,
        "fresh_target": _SOME_SHARE,
        "days": _DAYS,
    },
    "center": {
        "min_members": Limit(1, 100, whole=True),
        "contact_days": _DAYS,
        "single_share": _SOME_SHARE,
        "next_step_days": _DAYS,
        "cadence": _DAYS,
    },
    "plan": {
        "horizon": Limit(1, HORIZON_MAX, whole=True),
        "low_case": _SHARE,
        "gap_share": _SOME_SHARE,
        "gap_months": Limit(1, 12, whole=True),
        "review_days": _DAYS,
    },
    "exchange": {"due_days": _DAYS},
}
"""Section of the policy file → number → what it may be, wherever in the section it stands (`days` at each question).

Shares and probabilities are fractions, growth 0.15 is 15 %.
"""
