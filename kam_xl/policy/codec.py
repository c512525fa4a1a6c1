"""A policy as plain data and back, and its fingerprint; standard library only, since a click reads it too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from kam_xl.i18n import Text
from kam_xl.policy.model import CRITERIA, LEVERS, TOOLS, Capacity, Criterion, ImportRules, Lever, Policy, Scoring

Data = Mapping[str, Any]
T = TypeVar("T")


def to_dict(policy: Policy) -> dict[str, Any]:
    """Return the policy in the shape of its TOML file: nested dicts of numbers, texts and `{en, ru}` pairs."""
    return {
        "version": policy.version,
        "name": _pair(policy.name),
        "currency": _pair(policy.currency),
        "criteria": {item.id: _record(item) for item in policy.criteria},
        "levers": {item.id: _record(item) for item in policy.levers},
        "scale": {
            "grades": [_pair(text) for text in policy.grade_names],
            "levers": [_pair(text) for text in policy.lever_names],
        },
        "scoring": _record(policy.scoring),
        "capacity": _record(policy.capacity),
        "imports": _record(policy.imports),
        "tools": dict(policy.tools),
    }


def from_dict(data: Data) -> Policy:
    """Build a policy from data of the shape that `to_dict` gives.

    Raises:
        KeyError, TypeError: the data were not checked before; `policy.file.read` checks what people write.
    """
    return Policy(
        version=data["version"],
        name=Text(**data["name"]),
        currency=Text(**data["currency"]),
        criteria=tuple(_read(Criterion, {"id": key, **data["criteria"][key]}) for key in CRITERIA),
        levers=tuple(_read(Lever, {"id": key, **data["levers"][key]}) for key in LEVERS),
        grade_names=tuple(Text(**pair) for pair in data["scale"]["grades"]),
        lever_names=tuple(Text(**pair) for pair in data["scale"]["levers"]),
        scoring=_read(Scoring, data["scoring"]),
        capacity=_read(Capacity, data["capacity"]),
        imports=_read(ImportRules, data["imports"]),
        tools={tool: bool(data["tools"][tool]) for tool in TOOLS},
    )


def fingerprint(policy: Policy) -> str:
    """Return twelve hex digits that change with any number or text of the policy."""
    text = json.dumps(to_dict(policy), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def flat(data: Data, prefix: str = "") -> dict[str, Any]:
    """Return nested data as dotted keys → values, in order: `scoring.entry_points` → 45."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, Mapping):
            found.update(flat(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            found.update(flat({str(i): item for i, item in enumerate(value)}, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = value
    return found


def _pair(text: Text) -> dict[str, str]:
    return {"en": text.en, "ru": text.ru}


def _record(item: Any) -> dict[str, Any]:
    values = {field.name: getattr(item, field.name) for field in fields(item) if field.name != "id"}
    return {name: _pair(value) if isinstance(value, Text) else _number(value) for name, value in values.items()}


def _number(value: Any) -> Any:
    """Write 45 and 45.0 alike, so that a fingerprint does not depend on how a person typed a number."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _read(kind: type[T], data: Data) -> T:
    return kind(**{name: Text(**value) if isinstance(value, Mapping) else value for name, value in data.items()})
