"""Resolve the conditional compilation of VBA (`#Const`, `#If` … `#End If`), for compilers that ignore it.

LibreOffice compiles every branch. Tests give it twins of the modules, of which one PC's branches are left; the lines
keep their numbers, so that what the compiler says points into the true module.

Values are as in VBA: True is -1, `And`, `Or` and `Not` work on bits, an unknown name counts 0 and equals "", and texts
are compared without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

Value = int | str | None
"""A number or truth, a text, or nothing yet (VBA's Empty)."""

EXCEL_64: Mapping[str, Value] = MappingProxyType(
    {"vba6": -1, "vba7": -1, "win16": 0, "win32": -1, "win64": -1, "mac": 0}
)
"""What 64-bit Excel on Windows defines, by name in lower case."""

_LITERALS: Mapping[str, Value] = MappingProxyType({"true": -1, "false": 0, "empty": None})
_DIRECTIVE = re.compile(r"\s*#\s*(const|if|elseif|else|end\s*if)\b(.*)", re.I)
_CONSTANT = re.compile(r"\s*([a-z]\w*)\s*=(.*)", re.I)
_CONDITION = re.compile(r"(.*)\bthen\s*$", re.I)
_TOKEN = re.compile(r'\s*("(?:[^"]|"")*"|\d+|[a-z]\w*|<>|<=|>=|[=<>()])', re.I)
_COMMENT = re.compile(r"""^((?:[^"']|"[^"]*")*)'.*""")


class ConditionError(ValueError):
    """A directive that makes no sense; the text names its line."""


def resolved(text: str, constants: Mapping[str, Value] = EXCEL_64) -> str:
    """Return a module's text with blank lines where directives and untaken branches were.

    Args:
        text: the module, with CRLF or LF; LF comes back.
        constants: what the compiler defines, by name in lower case.

    Raises:
        ConditionError: a directive cannot be read, or an `#If` has no end or an end no `#If`.
    """
    known = dict(constants)
    open_ifs: list[_If] = []
    lines = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        try:
            kept = _kept(line, known, open_ifs)
        except ValueError as error:
            raise ConditionError(f"line {number}: {error}") from error
        lines.append(line if kept else "")
    if open_ifs:
        raise ConditionError(f"line {len(lines)}: #If without #End If")
    return "\n".join(lines)


def value_of(expression: str, constants: Mapping[str, Value]) -> Value:
    """Return the value of an expression of conditional compilation.

    Raises:
        ValueError: it cannot be read.
    """
    parser = _Parser(expression, constants)
    value = parser.disjunction()
    if parser.tokens:
        raise ValueError(f"{parser.tokens[0]} is too much in {expression.strip()}")
    return value


class _If:
    """An open `#If`: whether its lines count, and whether one of its branches was taken."""

    def __init__(self, inside: bool) -> None:
        self.inside = inside
        self.active = self.taken = False

    def branch(self, condition: Callable[[], bool]) -> None:
        """Enter the next branch; its condition is asked only where it matters."""
        self.active = self.inside and not self.taken and condition()
        self.taken = self.taken or self.active


def _kept(line: str, known: dict[str, Value], open_ifs: list[_If]) -> bool:
    """Tell whether a line stays, and note what it changes if it is a directive."""
    active = all(one.active for one in open_ifs)
    directive = _DIRECTIVE.fullmatch(line)
    if not directive:
        return active
    word, rest = "".join(directive[1].lower().split()), _COMMENT.sub(r"\1", directive[2])
    if word == "const":
        if active:
            _define(rest, known)
        return False
    if word == "if":
        open_ifs.append(_If(inside=active))
    if not open_ifs:
        raise ValueError(f"#{word} without #If")
    if word == "endif":
        open_ifs.pop()
    else:
        open_ifs[-1].branch((lambda: True) if word == "else" else lambda: _holds(rest, known))
    return False


def _define(rest: str, known: dict[str, Value]) -> None:
    constant = _CONSTANT.fullmatch(rest)
    if not constant:
        raise ValueError("#Const needs a name and a value")
    known[constant[1].lower()] = value_of(constant[2], known)


def _holds(rest: str, known: Mapping[str, Value]) -> bool:
    condition = _CONDITION.fullmatch(rest)
    if not condition:
        raise ValueError("there is no Then")
    return _number(value_of(condition[1], known)) != 0


class _Parser:
    """Recursive descent over the tokens, one method a level of precedence, loosest first."""

    def __init__(self, expression: str, constants: Mapping[str, Value]) -> None:
        self.constants = constants
        self.tokens: list[str] = []
        at, end = 0, len(expression.rstrip())
        while at < end:
            token = _TOKEN.match(expression, at, end)
            if not token:
                raise ValueError(f"cannot read {expression[at:end].strip()}")
            self.tokens.append(token[1].lower())
            at = token.end()

    def disjunction(self) -> Value:
        value = self.conjunction()
        while self._next_is("or"):
            value = _number(value) | _number(self.conjunction())
        return value

    def conjunction(self) -> Value:
        value = self.negation()
        while self._next_is("and"):
            value = _number(value) & _number(self.negation())
        return value

    def negation(self) -> Value:
        if self._next_is("not"):
            return ~_number(self.negation())
        return self.comparison()

    def comparison(self) -> Value:
        value = self.single()
        while operator := self._next_is("=", "<>", "<", ">", "<=", ">="):
            value = -1 if _compare(value, operator, self.single()) else 0
        return value

    def single(self) -> Value:
        if self._next_is("("):
            value = self.disjunction()
            if not self._next_is(")"):
                raise ValueError("a parenthesis is open")
            return value
        token = self.tokens.pop(0) if self.tokens else ""
        if token.startswith('"'):
            return token[1:-1].replace('""', '"')
        if token.isdigit():
            return int(token)
        if not token[:1].isalpha() or token in ("and", "or", "not"):
            raise ValueError(f"a value is missing before {token or 'the end'}")
        return _LITERALS[token] if token in _LITERALS else self.constants.get(token)

    def _next_is(self, *wanted: str) -> str:
        """Take the next token if it is one of those wanted; return it, "" otherwise."""
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""


def _compare(left: Value, operator: str, right: Value) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        one, other = _word(left), _word(right)
        return _ordered(operator, one < other, one == other)
    one_number, other_number = _number(left), _number(right)
    return _ordered(operator, one_number < other_number, one_number == other_number)


def _ordered(operator: str, less: bool, equal: bool) -> bool:
    return ("<" in operator and less) or ("=" in operator and equal) or (">" in operator and not less and not equal)


def _word(value: Value) -> str:
    if isinstance(value, int):
        raise ValueError(f"{value} cannot be compared with a text")
    return value or ""


def _number(value: Value) -> int:
    if isinstance(value, str):
        raise ValueError(f'"{value}" is no number')
    return value or 0
