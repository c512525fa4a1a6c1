"""Tell on which line of a TOML text each key stands, which `tomllib` does not.

The text must be valid TOML (`tomllib.loads` accepted it), so the scanner only walks over it and never judges.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping

Path = tuple[str, ...]
"""Where a value stands: the names of tables and keys, places in arrays as "0", "1" …"""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
KEY_PART = re.compile(r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')""")
"""One part of a dotted key, bare or in quotes."""

_SCALAR = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'''
    r"""|'''(?:[^']|'{1,2}(?!'))*'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\[\]{}#\n]+""",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table, key and array element of a valid TOML text.

    A table that only its parts name (`[a.b]` names `a`) stands where it is named first.
    """
    return _Scanner(text).scan()


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Return the line of a path, or of the nearest table around it that the text has; 0 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def dotted(path: Path) -> str:
    """Return a path as people write it in the file: `scoring.entry_points`, odd names in quotes."""
    return ".".join(part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else f'"{part}"' for part in path)


class _Scanner:
    """Walk over a TOML text once, noting where keys stand."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.elements: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]` and return the table that the following keys belong to."""
        start, of_array = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if of_array else 1
        *parents, last = self._key()
        self.at += 2 if of_array else 1
        table: Path = ()
        for part in parents:
            table = self._last_element((*table, part))
            self._note(table, start)
        table = (*table, last)
        if not of_array:
            self._note(table, start)
            return table
        self.elements[table] = self.elements.get(table, -1) + 1
        self._note(table, start)
        table = self._last_element(table)
        self._note(table, start)
        return table

    def _last_element(self, table: Path) -> Path:
        return (*table, str(self.elements[table])) if table in self.elements else table

    def _pair(self, table: Path) -> None:
        """Read `key = value`, dotted keys too."""
        start, path = self.at, table
        for part in self._key():
            path = (*path, part)
            self._note(path, start)
        self.at += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self.text[self.at]
        if opening == "[":
            self._enclosed("]", path, of_array=True)
        elif opening == "{":
            self._enclosed("}", path, of_array=False)
        else:
            self._skip(_SCALAR)

    def _enclosed(self, closing: str, path: Path, *, of_array: bool) -> None:
        """Read an array or an inline table."""
        self.at += 1
        count = 0
        while self.text[self._skip(_BLANK)] != closing:
            if self.text[self.at] == ",":
                self.at += 1
            elif of_array:
                element = (*path, str(count))
                self._note(element, self.at)
                self._value(element)
                count += 1
            else:
                self._pair(path)
        self.at += 1

    def _key(self) -> list[str]:
        parts = []
        while True:
            start = self._skip(_SPACE)
            raw = self.text[start : self._skip(KEY_PART)]
            parts.append(next(iter(tomllib.loads(f"{raw} = 0"))))
            if self.text[self._skip(_SPACE)] != ".":
                return parts
            self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _note(self, path: Path, start: int) -> None:
        self.lines.setdefault(path, bisect_left(self.breaks, start) + 1)
