"""Read a TOML text that a person wrote, naming every line that is no TOML, not only the first.

A line `key = value` whose value cannot be read is set aside, and reading goes on, so that the rest of the file is
checked too. Issues `policy_decimal_comma`, `policy_percent`, `policy_quotes`, `policy_yes_no_word`, `policy_twice` for
what people usually mistype, and `policy_syntax` for everything else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kam_xl.findings import Finding, Location, Severity
from kam_xl.policy.toml_lines import KEY_PART, Path, key_lines

_PLACE = re.compile(r"\(at line (\d+), ")
_PAIR = re.compile(rf"\s*{KEY_PART.pattern}(?:\s*\.\s*{KEY_PART.pattern})*\s*=")
_USUAL = (
    (re.compile(r"[-+]?\d+,\d+\s*(#.*)?"), "policy_decimal_comma"),
    (re.compile(r"[-+]?\d[\d.,]*\s*%.*"), "policy_percent"),
    (re.compile(r"[«»“”„‘’].*"), "policy_quotes"),
    (re.compile(r"(true|false|yes|no|on|off|да|нет)\s*(#.*)?", re.IGNORECASE), "policy_yes_no_word"),
)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be read: the data (None where nothing can be said), each key's line, what is no TOML.

    `set_aside` are the lines whose value could not be read; in the data it stands as `nan`.
    """

    data: dict[str, Any] | None
    lines: Mapping[Path, int]
    set_aside: frozenset[int]
    findings: tuple[Finding, ...]


def parse(text: str, name: str) -> Parsed:
    """Read a TOML text; `name` is the file as findings name it."""
    typed = text.split("\n")
    rows = list(typed)
    set_aside: set[int] = set()
    findings: list[Finding] = []
    while True:
        source = "\n".join(rows) + "\n"
        try:
            return Parsed(tomllib.loads(source), key_lines(source), frozenset(set_aside), tuple(findings))
        except RecursionError:
            return Parsed(None, {}, frozenset(), (*findings, _finding("policy_syntax", name, 0, "[[[…")))
        except tomllib.TOMLDecodeError as error:
            reason = str(error)
        row = _row(reason, rows)
        line = rows[row - 1]
        if row not in set_aside:
            findings.append(_finding(_code(reason, line), name, row, typed[row - 1]))
        rest = _without_value(reason, line)
        if rest is None or rest == line:
            return Parsed(None, {}, frozenset(), tuple(findings))
        rows[row - 1] = rest
        set_aside.add(row)


def _row(reason: str, rows: list[str]) -> int:
    """Return the line of an error, from 1; the last filled one where the text ended too early."""
    if found := _PLACE.search(reason):
        return int(found[1])
    return max((number for number, row in enumerate(rows, start=1) if row.strip()), default=1)


def _code(reason: str, line: str) -> str:
    if _means_twice(reason):
        return "policy_twice"
    value = line.partition("=")[2].strip()
    return next((code for pattern, code in _USUAL if pattern.fullmatch(value)), "policy_syntax")


def _means_twice(reason: str) -> bool:
    return reason.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate"))


def _without_value(reason: str, line: str) -> str | None:
    """Return the line with its value set aside; None where what follows can no longer be understood for sure."""
    pair = _PAIR.match(line)
    if not pair:
        return None
    return "" if _means_twice(reason) else f"{pair[0]} nan"


def _finding(code: str, name: str, row: int, line: str) -> Finding:
    shown = line.strip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return Finding(code, Severity.ERROR, Location(file=name, row=row), {"line": shown})
