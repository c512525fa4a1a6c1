"""A team as pandas data frames, for analysts: the same figures as the team workbook.

`frames(view)` gives every table of `kam_xl.exchange.team_tables.TEAM_TABLES` by name; the other functions count from
those frames. Needs pandas.

    from kam_xl.frames import frames, plan_by_year
    tables = frames(view)
    plan_by_year(tables)
"""

from __future__ import annotations

from kam_xl.exchange.team_figures import (
    actions_by_month,
    coverage_map,
    currencies,
    dossier_by_manager,
    dossier_map,
    effect_by_account,
    effect_by_manager,
    effect_total,
    managers,
    names_of,
    open_actions,
    plan_by_month,
    plan_by_quarter,
    plan_by_year,
    with_currency,
)
from kam_xl.exchange.team_frames import Frames, frame, frames

__all__ = [
    "Frames",
    "actions_by_month",
    "coverage_map",
    "currencies",
    "dossier_by_manager",
    "dossier_map",
    "effect_by_account",
    "effect_by_manager",
    "effect_total",
    "frame",
    "frames",
    "managers",
    "names_of",
    "open_actions",
    "plan_by_month",
    "plan_by_quarter",
    "plan_by_year",
    "with_currency",
]
