"""The shape of the policy file: which keys, of which type, within which limits; pydantic checks it.

It follows from the dataclasses of `policy.model` and `policy.tasks` and from `policy.limits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from kam_xl.i18n import Text
from kam_xl.policy.limits import LIMITS
from kam_xl.policy.mistakes import Mistake, mistake_of_shape
from kam_xl.policy.model import CRITERIA, GRADE_MAX, LEVERS, TOOLS, Capacity, Criterion, ImportRules, Lever, Scoring
from kam_xl.policy.tasks import CenterRules, DossierRules, ExchangeRules, PlanRules
from kam_xl.policy.toml_lines import Path

_STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""Begins with a letter, or a spreadsheet would take it for a number or a day: 1.10 is 1.1, or the first of October."""


class Pair(BaseModel):
    """One text in both languages; neither may be empty."""

    model_config = _STRICT
    en: _Filled
    ru: _Filled


def mistakes_in_shape(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield every key that is missing, unknown, of a wrong type or out of its limits; the version is not looked at."""
    try:
        _file().model_validate(data)
    except ValidationError as error:
        known = _known(_file())
        for item in error.errors(include_url=False):
            path = tuple(str(part) for part in item["loc"])
            text = item.get("ctx", {}).get("class_name") == Pair.__name__
            if path != ("version",):
                yield mistake_of_shape(item["type"], path, item["input"], text=text, known=known)


@cache
def _file() -> type[BaseModel]:
    """Return the shape of the whole file."""
    steps = Annotated[list[Pair], Field(min_length=GRADE_MAX + 1, max_length=GRADE_MAX + 1)]
    shape = {
        "version": str,
        "name": Pair,
        "currency": Pair,
        "criteria": _table(dict.fromkeys(CRITERIA, _record(Criterion, "criteria", without="id"))),
        "levers": _table(dict.fromkeys(LEVERS, _record(Lever, "levers", without="id"))),
        "scale": _table({"grades": steps, "levers": steps}),
        "scoring": _record(Scoring, "scoring"),
        "capacity": _record(Capacity, "capacity"),
        "imports": _record(ImportRules, "imports"),
        "tools": _table(dict.fromkeys(TOOLS, bool)),
        "dossier": _record(DossierRules, "dossier"),
        "center": _record(CenterRules, "center"),
        "plan": _record(PlanRules, "plan"),
        "exchange": _record(ExchangeRules, "exchange"),
    }
    return _table(shape)


def _record(kind: type, section: str, without: str = "") -> type[BaseModel]:
    """Return the shape of a section, or of one table in it, from its dataclass; without one field where asked."""
    types = get_type_hints(kind)
    names = [item.name for item in fields(kind) if item.name != without]
    return _table({name: _value(section, name, types[name]) for name in names})


def _value(section: str, name: str, kind: Any) -> Any:
    if kind is float:
        return _number(section, name)
    if get_origin(kind) is tuple:
        element = get_args(kind)[0]
        if element is Text:
            return list[Pair]
        if element is str:
            return list[_Filled]
        return Annotated[list[_record(element, section)], Field(min_length=1)]  # type: ignore[misc]
    return _Id if name == "id" else Pair if kind is Text else kind


def _number(section: str, name: str) -> Any:
    limit = LIMITS[section][name]
    return Annotated[
        float,
        Field(
            gt=limit.low if limit.above else None,
            ge=None if limit.above else limit.low,
            le=limit.high,
            multiple_of=1 if limit.whole else None,
        ),
    ]


def _table(members: Mapping[str, Any]) -> type[BaseModel]:
    required: dict[str, Any] = {name: (kind, ...) for name, kind in members.items()}
    return create_model("Table", __config__=_STRICT, **required)


def _known(table: type[BaseModel], above: Path = ()) -> list[Path]:
    """Return every key that the file may have, sections before what they hold; places in lists are left out."""
    found: list[Path] = []
    for name, member in table.model_fields.items():
        found.append((*above, name))
        kind: Any = get_args(member.annotation)[0] if get_origin(member.annotation) is list else member.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found += _known(kind, (*above, name))
    return found
