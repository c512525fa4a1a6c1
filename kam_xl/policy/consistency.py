"""What numbers of a policy must be to one another (DOMAIN.md sections 3 to 5).

Works on the data as they stand in the file, so that a mistake elsewhere hides nothing; where a number that a rule needs
is missing or is not a number, the rule is silent, because the file's shape is already a finding. Issues
`policy_criteria_sum`, `policy_levers_sum`, `policy_points_sum`, `policy_no_core_lever`, `policy_exit_not_below_entry`;
as warnings `policy_warning_never` and `policy_no_place`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from kam_xl.findings import Severity
from kam_xl.policy.mistakes import Mistake
from kam_xl.policy.model import CRITERIA, LEVERS
from kam_xl.policy.toml_lines import Path

Data = Mapping[str, Any]


def inconsistencies(data: Data) -> Iterator[Mistake]:
    """Yield every pair or set of values that contradict one another."""
    yield from _weights(data, "criteria", CRITERIA)
    yield from _weights(data, "levers", LEVERS)
    yield from _points(data)
    yield from _core(data)
    yield from _thresholds(data)
    yield from _capacity(data)


def _weights(data: Data, section: str, ids: tuple[str, ...]) -> Iterator[Mistake]:
    weights = _numbers(data, *((section, id, "weight") for id in ids))
    if weights and not _is_hundred(sum(weights)):
        yield Mistake(
            f"policy_{section}_sum", (section,), {"total": _exact(sum(weights)), "off": _exact(100 - sum(weights))}
        )


def _points(data: Data) -> Iterator[Mistake]:
    parts = _numbers(data, ("scoring", "points_criteria"), ("scoring", "points_influence"))
    if parts and not _is_hundred(sum(parts)):
        yield Mistake("policy_points_sum", ("scoring", "points_influence"), {"total": _exact(sum(parts))})


def _core(data: Data) -> Iterator[Mistake]:
    if all(_at(data, ("levers", id, "core")) is False for id in LEVERS):
        yield Mistake("policy_no_core_lever", ("levers",))


def _thresholds(data: Data) -> Iterator[Mistake]:
    points = _numbers(data, ("scoring", "entry_points"), ("scoring", "exit_points"))
    if points and points[0] <= points[1]:
        params = {"entry": points[0], "exit": points[1]}
        yield Mistake("policy_exit_not_below_entry", ("scoring", "exit_points"), params)


def _capacity(data: Data) -> Iterator[Mistake]:
    bounds = _numbers(data, ("capacity", "warn_above"), ("capacity", "cap"))
    if bounds and bounds[0] > bounds[1]:
        params = {"warn": bounds[0], "cap": bounds[1]}
        yield Mistake("policy_warning_never", ("capacity", "warn_above"), params, Severity.WARNING)
    names = ("monthly_hours", "share_for_key", "hours_per_account")
    hours = _numbers(data, *(("capacity", name) for name in names))
    if hours and all(value > 0 for value in hours) and hours[0] * hours[1] < hours[2]:
        params = {"free": hours[0] * hours[1], "each": hours[2]}
        yield Mistake("policy_no_place", ("capacity", "hours_per_account"), params, Severity.WARNING)


def _numbers(data: Data, *paths: Path) -> tuple[float, ...]:
    """Return the numbers at the paths, nothing at all unless every one is a finite number."""
    values = [_at(data, path) for path in paths]
    found = tuple(float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool))
    return found if len(found) == len(paths) and all(map(math.isfinite, found)) else ()


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _is_hundred(total: float) -> bool:
    return round(total, 6) == 100


def _exact(total: float) -> str:
    """Write a sum as the file writes numbers, so that 99.996 is not shown as 100."""
    return f"{round(total, 6):.10g}"
