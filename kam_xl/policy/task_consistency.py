"""What the sections about the three tasks must be within themselves and to one another (DOMAIN.md sections 7 to 9).

Works on the data as they stand in the file, as `policy.consistency` does, and is silent about what the shape of the
file already says. Issues `policy_id_twice`, `policy_name_twice`, `policy_unknown_group`, `policy_unknown_role`,
`policy_no_starter`, `policy_no_mandatory`, `policy_segment_twice`, `policy_no_required_role`; as warnings
`policy_starter_optional`, `policy_set_never_used` and `policy_no_deciding_role`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.policy.mistakes import Mistake
from kam_xl.policy.toml_lines import Path

Data = Mapping[str, Any]
Row = tuple[Path, Data]
"""A table of a list: where it stands, and what it says."""

_SETS: Path = ("dossier", "sets")
_ROLES: Path = ("center", "roles")


def task_inconsistencies(data: Data) -> Iterator[Mistake]:
    """Yield what contradicts itself in the dossiers and in the set of roles."""
    sets, roles = _rows(data, _SETS), _rows(data, _ROLES)
    yield from _twice(sets, "name")
    yield from _segments(sets)
    for path, _ in sets:
        yield from _question_set(data, path, [str(role.get("id")) for _, role in roles])
    yield from _twice(roles, "name")
    yield from _role_set(roles)


def _question_set(data: Data, path: Path, roles: Sequence[str]) -> Iterator[Mistake]:
    groups, questions = _rows(data, (*path, "groups")), _rows(data, (*path, "questions"))
    yield from _twice(groups, "name")
    yield from _twice(questions, "text")
    known = [str(group.get("id")) for _, group in groups]
    for where, question in questions:
        if known and isinstance(group := question.get("group"), str) and group not in known:
            yield Mistake("policy_unknown_group", (*where, "group"), {"value": group, "allowed": known})
        if roles and isinstance(ask := question.get("ask"), str) and ask not in ("", *roles):
            yield Mistake("policy_unknown_role", (*where, "ask"), {"value": ask, "allowed": roles})
        if question.get("starter") is True and question.get("mandatory") is False:
            yield Mistake("policy_starter_optional", (*where, "starter"), severity=Severity.WARNING)
    if _none_is(questions, "starter"):
        yield Mistake("policy_no_starter", path)
    if _none_is(questions, "mandatory"):
        yield Mistake("policy_no_mandatory", path)


def _role_set(roles: Sequence[Row]) -> Iterator[Mistake]:
    if _none_is(roles, "required"):
        yield Mistake("policy_no_required_role", _ROLES)
    if _none_is(roles, "deciding"):
        yield Mistake("policy_no_deciding_role", _ROLES, severity=Severity.WARNING)


def _segments(sets: Sequence[Row]) -> Iterator[Mistake]:
    """Yield each segment that an earlier set has, and each set after the first that no segment leads to."""
    taken: set[str] = set()
    for place, (path, one) in enumerate(sets):
        segments = one.get("segments")
        if place and segments == []:
            yield Mistake("policy_set_never_used", (*path, "segments"), severity=Severity.WARNING)
        own = _texts(segments, (*path, "segments"))
        for where, text in own:
            if _folded(text) in taken:
                yield Mistake("policy_segment_twice", where, {"value": text})
        taken |= {_folded(text) for _, text in own}


def _twice(rows: Sequence[Row], naming: str) -> Iterator[Mistake]:
    """Yield each row with the id of an earlier one, or with its name: people choose by names, in either language."""
    seen: set[tuple[str, str]] = set()
    for path, row in rows:
        names = [("id", row.get("id")), *((lang, _at(row, (naming, lang))) for lang in LANGUAGES)]
        for key, name in names:
            if not isinstance(name, str) or not name.strip():
                continue
            if (key, _folded(name)) in seen:
                code, where = ("policy_id_twice", ("id",)) if key == "id" else ("policy_name_twice", (naming, key))
                yield Mistake(code, (*path, *where), {"value": name})
            seen.add((key, _folded(name)))


def _none_is(rows: Sequence[Row], flag: str) -> bool:
    """Tell whether every row says no to a flag; not so where one says something that is neither yes nor no."""
    return bool(rows) and all(row.get(flag) is False for _, row in rows)


def _rows(data: Data, path: Path) -> list[Row]:
    """Return the tables of a list with their places; nothing where it is no list, and no element that is no table."""
    found = _at(data, path)
    if not isinstance(found, list):
        return []
    return [((*path, str(i)), row) for i, row in enumerate(found) if isinstance(row, Mapping)]


def _texts(pairs: Any, path: Path) -> list[tuple[Path, str]]:
    """Return the texts of a list of pairs, each with its place."""
    if not isinstance(pairs, list):
        return []
    found = [((*path, str(i), lang), _at(pair, (lang,))) for i, pair in enumerate(pairs) for lang in LANGUAGES]
    return [(where, text) for where, text in found if isinstance(text, str)]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е")


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[int(key)] if isinstance(data, list) else data.get(key) if isinstance(data, Mapping) else None
    return data
