"""Read the company's policy file: every mistake at once, each with its key and line, then frozen values.

Issues `policy_not_utf8`, as a note `policy_task_shipped` for each section about a task that the file leaves to the
shipped policy, and what `policy.toml_text`, `.mistakes`, `.consistency` and `.task_consistency` issue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kam_xl.errors import FileMissing, NoPermission, PolicyError
from kam_xl.findings import Finding, Location, Severity
from kam_xl.policy.codec import from_dict
from kam_xl.policy.consistency import inconsistencies
from kam_xl.policy.mistakes import Mistake, mistakes_of_version, named
from kam_xl.policy.model import Policy
from kam_xl.policy.shape import mistakes_in_shape
from kam_xl.policy.shipped import DOSSIERS, ROLE_SETS, completed, composed_text, missing_tasks
from kam_xl.policy.task_consistency import task_inconsistencies
from kam_xl.policy.toml_lines import line_of
from kam_xl.policy.toml_text import parse


def read(path: Path) -> Policy:
    """Return the policy of a file.

    Raises:
        PolicyError: the file has mistakes; its findings name them all.
        FileMissing, NoPermission: the file cannot be opened.
    """
    policy, findings = _examine(_bytes(path), path.name)
    if policy is None:
        raise PolicyError(path.name, [finding for finding in findings if finding.severity is Severity.ERROR])
    return policy


def check(path: Path) -> tuple[Finding, ...]:
    """Return every mistake of a policy file in the order of its lines.

    Errors stop the file from being read; warnings (a limit that is never reached) and notes do not.

    Raises:
        FileMissing, NoPermission: the file cannot be opened.
    """
    return _examine(_bytes(path), path.name)[1]


@cache
def default() -> Policy:
    """Return the policy that ships with the product."""
    return shipped()


def default_text() -> str:
    """Return the shipped policy file as it stands, comments included, for a company to start from."""
    return composed_text()


def shipped(dossiers: Sequence[str] = DOSSIERS[:1], roles: str = ROLE_SETS[0]) -> Policy:
    """Return the policy put together from shipped texts, whose names `policy.shipped` has.

    Raises:
        KeyError: nothing of that name ships.
    """
    return from_dict(tomllib.loads(composed_text(dossiers, roles)))


def _bytes(path: Path) -> bytes:
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
    found = [*parsed.findings, *_left_to_shipped(parsed.data, name)]
    data = completed(parsed.data)
    for mistake in _mistakes(data):
        row = line_of(mistake.path, parsed.lines)
        if row not in parsed.set_aside:
            params = {"key": named(mistake.path, data), **mistake.params}
            found.append(Finding(mistake.code, mistake.severity, Location(file=name, row=row), params))
    found.sort(key=lambda finding: (finding.where.row, finding.code))
    wrong = any(finding.severity is Severity.ERROR for finding in found)
    return None if wrong else from_dict(data), tuple(found)


def _left_to_shipped(data: Mapping[str, Any], name: str) -> Iterator[Finding]:
    for section in missing_tasks(data):
        yield Finding("policy_task_shipped", Severity.NOTE, Location(file=name), {"key": section})


def _mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    yield from mistakes_of_version(data)
    yield from mistakes_in_shape(data)
    yield from inconsistencies(data)
    yield from task_inconsistencies(data)
