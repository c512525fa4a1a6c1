"""A list of accounts: the manager's own values under our column keys or headers, read as the workbook reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from kam_xl.errors import UnreadableExport
from kam_xl.exchange.imports.columns import ColumnMap
from kam_xl.exchange.imports.dates import day_of
from kam_xl.exchange.imports.export import Export
from kam_xl.exchange.imports.frame import Frame
from kam_xl.exchange.imports.labels import text_of
from kam_xl.exchange.imports.numbers import read_numbers
from kam_xl.findings import Finding, Location, Severity, worst
from kam_xl.i18n import message
from kam_xl.model import Account, natural_name
from kam_xl.sheets.cells import read_column
from kam_xl.sheets.raw import Value
from kam_xl.sheets.schema import ACCOUNTS, COMPANY_KEYS, GRADE_KEYS, LEVER_KEYS, Column, header_text

_YES = frozenset(["1", "x", "х", "v", "+", "true", "истина", "y", "д"])
_NO = frozenset(["0", "-", "false", "ложь", "n", "н"])
_SIX = {"company": COMPANY_KEYS, "grades": GRADE_KEYS, "levers": LEVER_KEYS}


def read_list(frame: Frame, columns: ColumnMap, order: str) -> Export:
    """Read a list of accounts; the six scores of a kind without a column stay blank.

    Raises:
        UnreadableExport: values that the rules cannot read, a row without a client, a client listed twice or named
            like a formula; every one is listed with its row, and nothing is taken.
    """
    findings: list[Finding] = []
    names = [text_of(cell) for cell in frame.column(frame.own["account"])]
    _check_names(frame, names, findings)
    values: dict[str, list[Any]] = {
        key: _values(frame, ACCOUNTS.column(key), position, columns, order, findings)
        for key, position in frame.own.items()
        if key not in ("account", "proposed")
    }
    if worst(findings) is Severity.ERROR:
        raise UnreadableExport(frame.file, findings, reason=message("import.reason.list", n=len(findings)))
    accounts = tuple(_account(name, {key: column[i] for key, column in values.items()}) for i, name in enumerate(names))
    found = {key: frame.headers[position] for key, position in frame.own.items()}
    return Export(
        frame.file, "list", len(frame.rows), found, clients=tuple(names), listed=accounts, findings=tuple(findings)
    )


def _check_names(frame: Frame, names: Sequence[str], findings: list[Finding]) -> None:
    first: dict[str, int] = {}
    for number, name in zip(frame.numbers.tolist(), names, strict=True):
        where = Location(file=frame.file, row=number)
        if not name:
            findings.append(Finding("account_without_name", Severity.ERROR, where))
            continue
        if name.startswith("="):
            findings.append(Finding("account_name_formula", Severity.ERROR, where, account=name))
        if (earlier := first.setdefault(natural_name(name), number)) != number:
            other = message("finding.at_row", file=frame.file, row=str(earlier))
            findings.append(Finding("account_duplicate", Severity.ERROR, where, {"other": other}, account=name))


def _values(
    frame: Frame, column: Column, position: int, columns: ColumnMap, order: str, findings: list[Finding]
) -> list[Any]:
    """Return the values of a column as the workbook reads them, after texts became numbers, dates and words."""
    cells = frame.column(position)
    typed: list[Value]
    if column.numeric:
        numbers, bad = read_numbers(cells, columns.decimal, frame.comma_decimal)
        typed = [
            text_of(cell) if wrong else None if np.isnan(value) else value
            for cell, value, wrong in zip(cells, numbers.tolist(), bad.tolist(), strict=True)
        ]
    elif column.kind == "date":
        typed = [day_of(cell, order) or text_of(cell) for cell in cells]
    elif column.kind == "flag":
        typed = [_yes_no(text_of(cell)) for cell in cells]
    else:
        typed = [text_of(cell) for cell in cells]

    def place(i: int) -> Location:
        return Location(file=frame.file, row=int(frame.numbers[i]))

    return read_column(column, header_text(ACCOUNTS, column), typed, place, findings.append)


def _yes_no(text: str) -> str:
    """Return `x`, `+`, `1` and their like as the words that the workbook knows."""
    lower = text.casefold()
    return "yes" if lower in _YES else "no" if lower in _NO else text


def _account(name: str, values: dict[str, Any]) -> Account:
    fields = {key: value for key, value in values.items() if not any(key in keys for keys in _SIX.values())}
    six = {field: tuple(values.get(key) for key in keys) for field, keys in _SIX.items()}
    return Account(**{"id": "", **fields, **six, "account": name})
