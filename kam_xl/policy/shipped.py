"""The policy texts that ship: a general part, the dossiers and the role sets, from which a policy is put together.

Each is TOML with comments, so that what is put together explains itself. Whatever is not said about the three tasks in
a file or a book of an earlier version is taken from here too. Standard library only, since a click reads books.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

DOSSIERS = ("general", "medical")
"""Names of the shipped question sets."""

ROLE_SETS = ("general", "legal", "three", "four", "six", "fifteen")
"""Names of the shipped sets of roles in a buying center."""

TASK_SWITCHES: Mapping[str, str] = {
    "dossier": "dossier", "center": "buying_center", "plan": "plan", "exchange": "exchange",
}  # fmt: skip
"""Section of the policy file about one of the three tasks, or about the exchange → its switch under `[tools]`."""


def composed_text(dossiers: Sequence[str] = ("general",), roles: str = "general") -> str:
    """Return a policy file put together from shipped texts, comments included.

    Args:
        dossiers: names of `DOSSIERS`, at least one; the first is for every segment that no other names.
        roles: a name of `ROLE_SETS`. Where a question asks a role that the set does not have, it asks the role that
            stands in for it.

    Raises:
        KeyError: nothing of that name ships.
    """
    if unknown := {*dossiers} - {*DOSSIERS} or {roles} - {*ROLE_SETS}:
        raise KeyError(*unknown)
    stand_ins = _toml("roles/stand_ins.toml").get(roles, {})
    questions = [_asking(_text(f"dossiers/{name}.toml"), stand_ins) for name in dict.fromkeys(dossiers)]
    return "\n".join([_text("default.toml"), *questions, _text(f"roles/{roles}.toml")])


def missing_tasks(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which of the sections about the three tasks a policy of an earlier version does not have."""
    return tuple(section for section in TASK_SWITCHES if section not in data)


def completed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a policy with shipped sections in the places of missing ones; a missing switch is on.

    A shipped question that asks a role which the policy's own roles do not have is asked of ourselves.
    """
    result, missing = dict(data), missing_tasks(data)
    if missing:
        result |= {section: _shipped_data()[section] for section in missing}
    if "dossier" in missing:
        result["dossier"] = _answerable(result["dossier"], _role_ids(result["center"]))
    if isinstance(tools := data.get("tools"), Mapping):
        result["tools"] = {**dict.fromkeys(TASK_SWITCHES.values(), True), **tools}
    return result


def _asking(text: str, stand_ins: Mapping[str, str]) -> str:
    return re.sub(r'(?m)^ask = "(\w+)"', lambda found: f'ask = "{stand_ins.get(found[1], found[1])}"', text)


def _answerable(dossier: Mapping[str, Any], roles: set[str]) -> dict[str, Any]:
    sets = [
        {
            **one,
            "questions": [{**item, "ask": item["ask"] if item["ask"] in roles else ""} for item in one["questions"]],
        }
        for one in dossier["sets"]
    ]
    return {**dossier, "sets": sets}


def _role_ids(center: Any) -> set[str]:
    """Return the ids of the roles of a section that nobody has checked yet."""
    rows = center.get("roles") if isinstance(center, Mapping) else None
    return {str(row.get("id")) for row in rows if isinstance(row, Mapping)} if isinstance(rows, list) else set()


@cache
def _shipped_data() -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads(composed_text())


def _toml(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    from importlib.resources import files  # as tomllib, slow to load, and only books of earlier versions need it

    return files(__package__).joinpath(*name.split("/")).read_text(encoding="utf-8")
