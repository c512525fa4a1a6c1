"""A policy as plain data and back, and its fingerprint; standard library only, since a click reads it too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from kam_xl.i18n import Text
from kam_xl.policy.model import CRITERIA, LEVERS, TOOLS, Capacity, Criterion, ImportRules, Lever, Policy, Scoring
from kam_xl.policy.shipped import completed
from kam_xl.policy.tasks import (
    BuyingRole,
    CenterRules,
    DossierGroup,
    DossierRules,
    ExchangeRules,
    PlanRules,
    Question,
    QuestionSet,
)

Data = Mapping[str, Any]
T = TypeVar("T")


def to_dict(policy: Policy) -> dict[str, Any]:
    """Return the policy in the shape of its TOML file: dicts and lists of numbers, texts and `{en, ru}` pairs."""
    return {
        "version": policy.version,
        "name": _plain(policy.name),
        "currency": _plain(policy.currency),
        "criteria": {item.id: _without_id(item) for item in policy.criteria},
        "levers": {item.id: _without_id(item) for item in policy.levers},
        "scale": {"grades": _plain(policy.grade_names), "levers": _plain(policy.lever_names)},
        "scoring": _plain(policy.scoring),
        "capacity": _plain(policy.capacity),
        "imports": _plain(policy.imports),
        "tools": dict(policy.tools),
        "dossier": _plain(policy.dossier),
        "center": _plain(policy.center),
        "plan": _plain(policy.plan),
        "exchange": _plain(policy.exchange),
    }


def from_dict(data: Data) -> Policy:
    """Build a policy from data of the shape that `to_dict` gives; what it does not say of a task, the shipped one says.

    Raises:
        KeyError, TypeError: the data were not checked before; `policy.file.read` checks what people write.
    """
    data = completed(data)
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
        dossier=_read(DossierRules, {**data["dossier"], "sets": tuple(map(_question_set, data["dossier"]["sets"]))}),
        center=_read(CenterRules, {**data["center"], "roles": _all(BuyingRole, data["center"]["roles"])}),
        plan=_read(PlanRules, data["plan"]),
        exchange=_read(ExchangeRules, {key: _tuple(one) for key, one in data["exchange"].items()}),
    )


def fingerprint(policy: Policy) -> str:
    """Return twelve hex digits that change with any number or text of the policy."""
    text = json.dumps(to_dict(policy), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def flat(data: Data, prefix: str = "") -> dict[str, Any]:
    """Return nested data as dotted keys → values, in order: `scoring.entry_points` → 45.

    What stands in a list is named by its id, else by its place from 0: `center.roles.buyer.cadence`,
    `scale.grades.3.en`.
    """
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, Mapping):
            found.update(flat(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            found.update(flat({_called(item, i): item for i, item in enumerate(value)}, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = value
    return found


def _called(item: Any, place: int) -> str:
    return str(item.get("id", place)) if isinstance(item, Mapping) else str(place)


def _plain(value: Any) -> Any:
    """Write 45 and 45.0 alike, so that a fingerprint does not depend on how a person typed a number."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _without_id(item: Criterion | Lever) -> dict[str, Any]:
    return {name: value for name, value in _plain(item).items() if name != "id"}


def _question_set(data: Data) -> QuestionSet:
    lists = {
        "segments": tuple(Text(**pair) for pair in data["segments"]),
        "groups": _all(DossierGroup, data["groups"]),
        "questions": _all(Question, data["questions"]),
    }
    return _read(QuestionSet, {**data, **lists})


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _all(kind: type[T], rows: list[Data]) -> tuple[T, ...]:
    return tuple(_read(kind, row) for row in rows)


def _read(kind: type[T], data: Data) -> T:
    return kind(**{name: Text(**value) if isinstance(value, Mapping) else value for name, value in data.items()})
