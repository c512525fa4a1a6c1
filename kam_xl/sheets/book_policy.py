"""The policy inside a workbook: numbers in named cells that formulas read, the whole as text on the hidden sheet.

Where somebody changed a number on the Policy sheet, the number counts, since the formulas count with it, and the
drift from the policy that the book was built with is a finding.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kam_xl.findings import Finding, Location, Severity
from kam_xl.policy import CRITERIA, LEVERS, Capacity, Policy, Scoring, from_dict
from kam_xl.sheets.raw import RawBook

Path = tuple[str, ...]

NAMES: Mapping[str, Path] = {
    **{field.name: ("scoring", field.name) for field in fields(Scoring)},
    **{field.name: ("capacity", field.name) for field in fields(Capacity)},
    **{f"weight_{id}": ("criteria", id, "weight") for id in CRITERIA},
    **{f"weight_lever_{id}": ("levers", id, "weight") for id in LEVERS},
    **{f"core_lever_{id}": ("levers", id, "core") for id in LEVERS},
}
"""Defined names of the Policy sheet → where the number stands in the policy file."""


def value_at(data: Mapping[str, Any], path: Path) -> Any:
    """Return the value at a path of nested data."""
    for key in path:
        data = data[key]
    return data


def number_in_cell(value: Any) -> float:
    """Return a policy value as its cell holds it: a number, yes as 1 and no as 0."""
    return float(value)


def policy_in(raw: RawBook, data: Mapping[str, Any]) -> tuple[Policy, tuple[Finding, ...]]:
    """Return the policy that the workbook's formulas count with, and where it drifted from the one it was built with.

    Args:
        raw: the workbook; the named cells of its Policy sheet are read.
        data: the policy it was built with, from the hidden sheet.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(data))
    findings: list[Finding] = []
    for name, path in NAMES.items():
        cell = raw.cells.get(name)
        if cell is None:
            continue
        built, now = value_at(data, path), cell.value
        if isinstance(now, bool) or not isinstance(now, int | float):
            findings.append(_drift("policy_cell_unreadable", Severity.ERROR, cell.sheet, cell.cell, path, built, now))
        elif abs(now - number_in_cell(built)) > 1e-9:
            value_at(changed, path[:-1])[path[-1]] = bool(now) if isinstance(built, bool) else float(now)
            findings.append(_drift("policy_cell_changed", Severity.WARNING, cell.sheet, cell.cell, path, built, now))
    return from_dict(changed), tuple(findings)


def _drift(code: str, severity: Severity, sheet: str, cell: str, path: Path, built: Any, now: Any) -> Finding:
    params = {"key": ".".join(path), "built": number_in_cell(built), "now": now if now is not None else ""}
    return Finding(code, severity, Location(sheet, cell), params)
