"""Name the mistakes of a policy file as codes of the catalogue, with what fills their texts.

Issues `policy_misspelt_key` and `policy_unknown_key`, `policy_not_bilingual`, `policy_not_a_section`,
`policy_not_tables` and `policy_empty_list`, `policy_cap_above_ceiling`, the codes of `_CODES` and the four about the
version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from difflib import get_close_matches
from typing import Any

from kam_xl.findings import Severity
from kam_xl.policy.limits import CAP_CEILING, LIMITS
from kam_xl.policy.model import GRADE_MAX
from kam_xl.policy.toml_lines import Path, dotted
from kam_xl.values import value

SHAPE = 1
"""First number of a policy's version: the shape of file that this program reads. The rest of it is the company's."""

_CODES = {
    "missing": "policy_missing_key",
    "float_type": "policy_not_a_number",
    "finite_number": "policy_not_a_number",
    "string_type": "policy_not_a_text",
    "bool_type": "policy_not_yes_or_no",
    "list_type": "policy_not_a_list",
    "too_short": "policy_scale_length",
    "too_long": "policy_scale_length",
    "string_too_short": "policy_empty_text",
    "string_pattern_mismatch": "policy_bad_id",
    "multiple_of": "policy_not_whole",
    "greater_than": "policy_not_above",
    "greater_than_equal": "policy_out_of_range",
    "less_than_equal": "policy_out_of_range",
}
_TABLES = ("sets", "groups", "questions", "roles")
"""Keys under which a file has a list of tables, each beginning with its `[[header]]`."""
_SHOWN = 40


@value
class Mistake:
    """One mistake: a code of the catalogue, where it stands in the file, and what fills its text."""

    code: str
    path: Path
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


def mistake_of_shape(kind: str, path: Path, value: object, *, text: bool, known: Collection[Path]) -> Mistake:
    """Name a mistake that pydantic found.

    Args:
        kind: pydantic's type of the error.
        path: where it is.
        value: what stands there.
        text: a text in two languages should stand there, not a section.
        known: every key that a policy file has, sections included.
    """
    keys = _without_places(path)
    shown = {"value": _shown(value), "header": dotted(keys), "name": keys[-1]}
    if kind == "extra_forbidden":
        near = _near(path, known)
        return Mistake("policy_misspelt_key" if near else "policy_unknown_key", path, {"near": near})
    if kind in ("list_type", "model_type") and keys[-1] in _TABLES:
        return Mistake("policy_not_tables", path, shown)
    if kind == "too_short" and keys[-1] in _TABLES:
        return Mistake("policy_empty_list", path, shown)
    if kind == "model_type":
        return Mistake("policy_not_bilingual" if text else "policy_not_a_section", path, shown)
    if kind == "less_than_equal" and path == ("capacity", "cap"):
        return Mistake("policy_cap_above_ceiling", path, {"value": _shown(value), "ceiling": CAP_CEILING})
    limit = LIMITS.get(path[0], {}).get(path[-1])
    bounds = {"low": _shown(limit.low), "high": _shown(limit.high)} if limit else {}
    return Mistake(_CODES[kind], path, {**shown, "steps": GRADE_MAX + 1, **bounds})


def named(path: Path, data: Mapping[str, Any]) -> str:
    """Return a path as people read it: what stands in a list is named by its id, `center.roles.buyer.cadence`."""
    parts: list[str] = []
    here: Any = data
    for part in path:
        if isinstance(here, list):
            here = here[int(part)]
            name = here.get("id") if isinstance(here, Mapping) else None
            parts.append(name if isinstance(name, str) and name else part)
        else:
            here = here.get(part) if isinstance(here, Mapping) else None
            parts.append(part)
    return dotted(tuple(parts))


def mistakes_of_version(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield what is wrong with the version: missing, unclear, of an older or a newer shape of file."""
    version = data.get("version")
    path, params = ("version",), {"shape": str(SHAPE), "value": _shown(version)}
    if version is None:
        yield Mistake("policy_version_missing", path, params)
    elif not isinstance(version, str) or not (found := re.match(r"([0-9]{1,9})(\.|$)", version)):
        yield Mistake("policy_version_unclear", path, params)
    elif int(found[1]) != SHAPE:
        yield Mistake("policy_version_older" if int(found[1]) < SHAPE else "policy_version_newer", path, params)


def _near(path: Path, known: Collection[Path]) -> str:
    """Return the known key that was probably meant: a neighbour spelt alike, or the same name in another section."""
    siblings = {other[-1]: other for other in known if other[:-1] == _without_places(path[:-1])}
    if alike := get_close_matches(path[-1], siblings, n=1):
        return dotted(siblings[alike[0]])
    elsewhere = [other for other in known if other[-1] == path[-1]]
    return dotted(elsewhere[0]) if len(elsewhere) == 1 else ""


def _without_places(path: Path) -> Path:
    """Return the keys of a path; places in lists, which no key of a policy looks like, are left out."""
    return tuple(part for part in path if not part.isdecimal())


def _shown(value: object) -> str:
    """Write a value as it stands in the file, cut where it is long."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
