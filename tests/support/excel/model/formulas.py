"""Formulas in Excel's English notation and in LibreOffice's, one into the other."""

from __future__ import annotations

import re

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

SHEET = re.compile(r"^(?P<sheet>'(?:[^']|'')+'|[^'!]+)!(?P<rest>.+)$", re.DOTALL)
THIS_ROW = re.compile(r"(?P<table>\w*)\[@(?:\[(?P<inner>[^\]]*)\]|(?P<plain>[^\[\]]*))\]")
PREFIX = re.compile(r"^_xl(?:fn|ws)\.(?:_xlws\.)?", re.IGNORECASE)
NATIVE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |\$?(?P<sheet>'(?:[^']|'')+'|[^\W\d]\w*)\.(?=\$?[A-Z]{1,3}\$?\d|\$?[A-Z]{1,3}:|\$?\d+:)
    |(?P<array>\{[^{}"]*(?:"(?:[^"]|"")*"[^{}"]*)*\})
    |(?P<truth>TRUE|FALSE)\(\)
    |(?P<separator>;)""",
    re.VERBOSE,
)


class BadFormulaError(ValueError):
    """Excel would not take the formula."""


def to_calc(formula: str) -> str:
    """Return a formula in LibreOffice's notation: `;` between arguments, `$Sheet.A1`, `[#This Row]` for `@`.

    Raises:
        BadFormulaError: its brackets or quotes are not closed, or the array braces hold no constants.
    """
    try:
        tokens = Tokenizer(formula).items
    except TokenizerError as error:
        raise BadFormulaError(formula) from error
    if sum((token.subtype == Token.OPEN) - (token.subtype == Token.CLOSE) for token in tokens):
        raise BadFormulaError(formula)
    return "=" + "".join(_native(token) for token in tokens)


def _native(token: Token) -> str:
    text = str(token.value)
    if token.type == Token.SEP:
        return ";" if token.subtype == Token.ARG else "|"
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        return PREFIX.sub("", text)
    if token.type != Token.OPERAND:
        return text
    if token.subtype == Token.LOGICAL:
        return f"{text.upper()}()"
    return _native_range(text) if token.subtype == Token.RANGE else text


def _native_range(text: str) -> str:
    if "[" in text:
        text = THIS_ROW.sub(lambda at: f"{at['table']}[[#This Row],[{at['inner'] or at['plain']}]]", text)
        return re.sub(r"\]\s*,\s*\[", "];[", text)
    match = SHEET.match(text)
    return f"${match['sheet']}.{match['rest']}" if match else text


def to_excel(native: str) -> str:
    """Return a formula in Excel's notation: `,` between arguments, `Sheet!A1`, array rows after `;`."""
    return NATIVE.sub(_excel, native)


def _excel(match: re.Match[str]) -> str:
    if match["sheet"]:
        return f"{match['sheet']}!"
    if match["array"]:
        return "".join(
            part if part.startswith('"') else part.replace(";", ",").replace("|", ";")
            for part in re.split(r'("(?:[^"]|"")*")', match["array"])
        )
    if match["truth"]:
        return match["truth"]
    return "," if match["separator"] else match["text"]
