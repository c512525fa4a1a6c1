"""Read the company's policy file: every mistake at once, each with its key and line, then frozen values.

The shape of the file (which keys, of which type, within which limits) follows from the dataclasses of `policy.model`
and from `policy.limits`; pydantic checks it. Issues `policy_not_utf8` and what `policy.toml_text`, `policy.mistakes`
and `policy.consistency` issue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Annotated, Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from kam_xl.errors import FileMissing, NoPermission, PolicyError
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Text
from kam_xl.policy.codec import from_dict
from kam_xl.policy.consistency import inconsistencies
from kam_xl.policy.limits import LIMITS
from kam_xl.policy.mistakes import Mistake, mistake_of_shape, mistakes_of_version
from kam_xl.policy.model import (
    CRITERIA,
    GRADE_MAX,
    LEVERS,
    TOOLS,
    Capacity,
    Criterion,
    ImportRules,
    Lever,
    Policy,
    Scoring,
)
from kam_xl.policy.toml_lines import Path, dotted, line_of
from kam_xl.policy.toml_text import parse


def read(path: FilePath) -> Policy:
    """Return the policy of a file.

    Raises:
        PolicyError: the file has mistakes; its findings name them all.
        FileMissing, NoPermission: the file cannot be opened.
    """
    policy, findings = _examine(_bytes(path), path.name)
    if policy is None:
        raise PolicyError(path.name, [finding for finding in findings if finding.severity is Severity.ERROR])
    return policy


def check(path: FilePath) -> tuple[Finding, ...]:
    """Return every mistake of a policy file in the order of its lines.

    Errors stop the file from being read; warnings (a limit that is never reached) do not.

    Raises:
        FileMissing, NoPermission: the file cannot be opened.
    """
    return _examine(_bytes(path), path.name)[1]


@cache
def default() -> Policy:
    """Return the policy that ships with the product."""
    return from_dict(tomllib.loads(default_text()))


def default_text() -> str:
    """Return the shipped policy file as it stands, comments included, for a company to start from."""
    return files(__package__).joinpath("default.toml").read_text(encoding="utf-8")


def _bytes(path: FilePath) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(str(path)) from None
    except OSError:
        raise NoPermission(str(path)) from None


def _examine(raw: bytes, name: str) -> tuple[Policy | None, tuple[Finding, ...]]:
    """Return the policy, None where there is an error, and all findings."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return None, (Finding("policy_not_utf8", Severity.ERROR, Location(file=name, row=row)),)
    parsed = parse(text, name)
    if parsed.data is None:
        return None, parsed.findings
    found = list(parsed.findings)
    for mistake in _mistakes(parsed.data):
        row = line_of(mistake.path, parsed.lines)
        if row not in parsed.set_aside:
            params = {"key": dotted(mistake.path), **mistake.params}
            found.append(Finding(mistake.code, mistake.severity, Location(file=name, row=row), params))
    found.sort(key=lambda finding: (finding.where.row, finding.code))
    wrong = any(finding.severity is Severity.ERROR for finding in found)
    return None if wrong else from_dict(parsed.data), tuple(found)


def _mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    yield from mistakes_of_version(data)
    try:
        _shape().model_validate(data)
    except ValidationError as error:
        known = _known(_shape())
        for item in error.errors(include_url=False):
            path = tuple(str(part) for part in item["loc"])
            text = item.get("ctx", {}).get("class_name") == Pair.__name__
            if path != ("version",):
                yield mistake_of_shape(item["type"], path, item["input"], text=text, known=known)
    yield from inconsistencies(data)


_STRICT = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
_Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Pair(BaseModel):
    """One text in both languages; neither may be empty."""

    model_config = _STRICT
    en: _Filled
    ru: _Filled


@cache
def _shape() -> type[BaseModel]:
    """Return the shape of the whole file."""
    steps = Annotated[list[Pair], Field(min_length=GRADE_MAX + 1, max_length=GRADE_MAX + 1)]
    shape = {
        "version": str,
        "name": Pair,
        "currency": Pair,
        "criteria": _table(dict.fromkeys(CRITERIA, _record(Criterion, "criteria"))),
        "levers": _table(dict.fromkeys(LEVERS, _record(Lever, "levers"))),
        "scale": _table({"grades": steps, "levers": steps}),
        "scoring": _record(Scoring, "scoring"),
        "capacity": _record(Capacity, "capacity"),
        "imports": _record(ImportRules, "imports"),
        "tools": _table(dict.fromkeys(TOOLS, bool)),
    }
    return _table(shape)


def _record(kind: type, section: str) -> type[BaseModel]:
    """Return the shape of a section, or of one criterion or lever, from its dataclass."""
    types = get_type_hints(kind)
    names = [item.name for item in fields(kind) if item.name != "id"]
    return _table({name: _number(section, name) if types[name] is float else _OTHER[types[name]] for name in names})


_OTHER: Mapping[type, type] = {Text: Pair, bool: bool}


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
    """Return every key that the file may have, sections before what they hold."""
    found: list[Path] = []
    for name, member in table.model_fields.items():
        found.append((*above, name))
        if isinstance(member.annotation, type) and issubclass(member.annotation, BaseModel):
            found += _known(member.annotation, (*above, name))
    return found
