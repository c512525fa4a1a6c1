"""The policy inside a workbook: numbers in named cells that formulas read, the whole as text on the hidden sheet.

Where somebody changed a number on the Policy sheet, the number counts, since the formulas count with it, and the
drift from the policy that the book was built with is a finding. A number that no policy file could hold does not
count: it is an error, and the number that the book was built with stands. Issues `policy_cell_changed`,
`policy_cell_unreadable`, `policy_cell_out_of_range` and `policy_cells_disagree`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Message, message
from kam_xl.policy import CRITERIA, LEVERS, Capacity, PlanRules, Policy, Scoring, from_dict
from kam_xl.policy.limits import LIMITS, Limit
from kam_xl.sheets.raw import RawBook, RawCell

Path = tuple[str, ...]

DOSSIER_NUMBERS = ("complete_target", "fresh_target")
CENTER_NUMBERS = ("min_members", "contact_days", "single_share", "next_step_days")

NAMES: Mapping[str, Path] = {
    **{field.name: ("scoring", field.name) for field in fields(Scoring)},
    **{field.name: ("capacity", field.name) for field in fields(Capacity)},
    **{name: ("dossier", name) for name in DOSSIER_NUMBERS},
    **{name: ("center", name) for name in CENTER_NUMBERS},
    **{f"plan_{field.name}": ("plan", field.name) for field in fields(PlanRules)},
    **{f"weight_{id}": ("criteria", id, "weight") for id in CRITERIA},
    **{f"weight_lever_{id}": ("levers", id, "weight") for id in LEVERS},
    **{f"core_lever_{id}": ("levers", id, "core") for id in LEVERS},
}
"""Defined names of the Policy sheet → where the number stands in the policy file."""

_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "policy_criteria_sum": tuple(f"weight_{id}" for id in CRITERIA),
    "policy_levers_sum": tuple(f"weight_lever_{id}" for id in LEVERS),
    "policy_points_sum": ("points_criteria", "points_influence"),
    "policy_no_core_lever": tuple(f"core_lever_{id}" for id in LEVERS),
    "policy_exit_not_below_entry": ("entry_points", "exit_points"),
}
"""What contradicts itself (a mistake of `policy.consistency`) → the names of the numbers that must agree."""

_YES_OR_NO = Limit(0, 1, whole=True)


def value_at(data: Mapping[str, Any], path: Path) -> Any:
    """Return the value at a path of nested data."""
    for key in path:
        data = data[key]
    return data


def number_in_cell(value: Any) -> float:
    """Return a policy value as its cell holds it: a number, yes as 1 and no as 0."""
    return float(value)


@lru_cache(maxsize=8)
def built_policy(text: str) -> tuple[Mapping[str, Any], Policy]:
    """Return the policy that a workbook was built with, as data and as itself, from the text on the hidden sheet.

    The books of a company carry the same one; neither is ever changed.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: the text is no policy, or holds a number that no policy may.
    """
    data = json.loads(text)
    if wrong := [path for path in NAMES.values() if not _allows(_limit(path), number_in_cell(value_at(data, path)))]:
        raise ValueError(wrong)
    return data, from_dict(data)


def policy_in(raw: RawBook, text: str) -> tuple[Policy, Policy, tuple[Finding, ...]]:
    """Return the policy that the workbook counts with, the one it was built with, and where the first drifted.

    Args:
        raw: the workbook; the named cells of its Policy sheet are read.
        text: the policy it was built with, from the hidden sheet.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: see `built_policy`.
    """
    data, built = built_policy(text)
    cells = {name: raw.cells[name] for name in NAMES if name in raw.cells}
    findings = {name: finding for name, cell in cells.items() if (finding := _examined(cell, NAMES[name], data))}
    drifted = [name for name, one in findings.items() if one.severity is Severity.WARNING]
    if drifted:
        findings |= _disagreeing(drifted, cells, data)
    kept = [name for name, one in findings.items() if one.severity is Severity.WARNING]
    return from_dict(_with(data, cells, kept)) if kept else built, built, tuple(findings.values())


def _examined(cell: RawCell, path: Path, data: Mapping[str, Any]) -> Finding | None:
    """Return what is wrong with one number by itself, or that it was changed."""
    now, limit = cell.value, _limit(path)
    if isinstance(now, bool) or not isinstance(now, int | float):
        return _finding("policy_cell_unreadable", cell, path, data)
    if not _allows(limit, now):
        return _finding("policy_cell_out_of_range", cell, path, data, allowed=_allowed(limit))
    if abs(now - number_in_cell(value_at(data, path))) > 1e-9:
        return _finding("policy_cell_changed", cell, path, data, severity=Severity.WARNING)
    return None


def _disagreeing(drifted: Collection[str], cells: Mapping[str, RawCell], data: Mapping[str, Any]) -> dict[str, Finding]:
    """Return what is wrong with numbers that were changed and now contradict one another, by name."""
    from kam_xl.policy.consistency import inconsistencies  # a click pays for what it loads, and few books drift

    found: dict[str, Finding] = {}
    for mistake in inconsistencies(_with(data, cells, drifted)):
        why = message(f"finding.{mistake.code}", **mistake.params)
        for name in _TOGETHER.get(mistake.code, ()):
            if name in drifted:
                found[name] = _finding("policy_cells_disagree", cells[name], NAMES[name], data, why=why)
    return found


def _with(data: Mapping[str, Any], cells: Mapping[str, RawCell], names: Iterable[str]) -> dict[str, Any]:
    """Return the policy's data with the numbers of some cells in place of those it was built with."""
    changed = copy.deepcopy(dict(data))
    for name in names:
        path, now = NAMES[name], cells[name].value
        is_flag = isinstance(value_at(data, path), bool)
        value_at(changed, path[:-1])[path[-1]] = bool(now) if is_flag else number_in_cell(now)
    return changed


def _limit(path: Path) -> Limit:
    return _YES_OR_NO if path[-1] == "core" else LIMITS[path[0]][path[-1]]


def _allows(limit: Limit, value: float) -> bool:
    above = value > limit.low if limit.above else value >= limit.low
    return above and value <= limit.high and not (limit.whole and value != int(value))


def _allowed(limit: Limit) -> Message:
    kind = "whole" if limit.whole else "above" if limit.above else "range"
    return message(f"finding.allowed.{kind}", low=limit.low, high=limit.high)


def _finding(
    code: str, cell: RawCell, path: Path, data: Mapping[str, Any], severity: Severity = Severity.ERROR, **more: object
) -> Finding:
    now = "" if cell.value is None else cell.value
    params = {"key": ".".join(path), "built": number_in_cell(value_at(data, path)), "now": now, **more}
    return Finding(code, severity, Location(cell.sheet, cell.cell), params)
