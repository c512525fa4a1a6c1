"""From a workbook's values to the model: portfolio, policy, and findings with sheet and cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from kam_xl.errors import DamagedWorkbook, MissingColumn, NotAKamWorkbook
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import LANGUAGES, Lang, Text, message
from kam_xl.model import Account, Decision, Portfolio, Proposal, Setup, natural_name
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import policy_in
from kam_xl.sheets.cells import read_column, shown
from kam_xl.sheets.formulas import side_by_side
from kam_xl.sheets.raw import RawBook, RawTable, Value
from kam_xl.sheets.schema import COMPANY_KEYS, GRADE_KEYS, LEVER_KEYS, Column, Table
from kam_xl.sheets.words import code_of
from kam_xl.values import value

_PlaceOf = Callable[[int], Location]

_GROUPS: Mapping[str, tuple[str, ...]] = {"company": COMPANY_KEYS, "grades": GRADE_KEYS, "levers": LEVER_KEYS}
"""Fields of an account that stand in six columns each."""


@value
class Parsed:
    """A workbook read: its portfolio and policy, what is wrong in it, and where its accounts stand.

    `policy` is the one that counts: the given one, else the book's own with the numbers that its Policy sheet shows.
    `built_policy` is the one that the book was built with, None where the book carries none. `rows` gives for each
    account of the portfolio its row in the table's data, from 0; `records` does the same for every table whose rows
    become records.
    """

    portfolio: Portfolio
    policy: Policy
    built_policy: Policy | None
    findings: tuple[Finding, ...]
    accounts: RawTable
    rows: tuple[int, ...]
    records: Mapping[str, Sequence[int]]

    def location(self, row: int, key: str = "account") -> Location:
        """Return the place of a column's cell of the portfolio's i-th account."""
        return _place(schema.ACCOUNTS, self.accounts, key)(self.rows[row])


def parse(raw: RawBook, policy: Policy | None = None) -> Parsed:
    """Read a workbook's values.

    Every known column that is there is read, whatever the policies switch off. One that either policy has switched
    off may be missing; its fields stay blank.

    Args:
        raw: the values by table and named cell.
        policy: judge by this policy instead of the one that the workbook carries.

    Raises:
        NotAKamWorkbook: there is no table of accounts.
        MissingColumn: the table of accounts lost a column that the rules need.
        DamagedWorkbook: the hidden settings were changed into something else.
    """
    settings = _settings(raw)
    findings: list[Finding] = []
    carried, built, drift = _policy_of(raw, settings) if "policy" in settings else (None, None, ())
    findings += drift
    used = policy or carried
    if used is None or schema.ACCOUNTS.name not in raw.tables:
        raise NotAKamWorkbook()
    lang: Lang = "ru" if settings.get("lang") == "ru" else "en"
    policies = [one for one in (built, policy) if one is not None]
    accounts, rows = _accounts(raw.tables[schema.ACCOUNTS.name], policies, findings)
    records: dict[str, list[int]] = {}
    portfolio = Portfolio(
        settings.get("book_id", ""),
        lang,
        _setup(raw, findings),
        accounts,
        tuple(_proposals(raw, policies, findings, records)),
        tuple(Decision(**record) for record in _records(raw, schema.DECISIONS, policies, findings, records)),
    )
    places = {schema.ACCOUNTS.name: rows, **records}
    return Parsed(portfolio, used, built, tuple(findings), raw.tables[schema.ACCOUNTS.name], rows, places)


def _policy_of(raw: RawBook, settings: Mapping[str, str]) -> tuple[Policy, Policy, tuple[Finding, ...]]:
    try:
        return policy_in(raw, json.loads(settings["policy"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = raw.tables[schema.SETTINGS.name].sheet
        raise DamagedWorkbook(where, detail=message("error.damaged_workbook.settings")) from error


def _settings(raw: RawBook) -> dict[str, str]:
    """Return the hidden settings; a long text is spread over rows `policy.1`, `policy.2` …, joined here."""
    found: dict[str, str] = {}
    table = raw.tables.get(schema.SETTINGS.name)
    for key, piece, *_ in table.rows if table else ():
        name = str(key).partition(".")[0]
        found[name] = found.get(name, "") + str(piece)
    return found


def _setup(raw: RawBook, findings: list[Finding]) -> Setup:
    values: dict[str, Any] = {}
    for cell in schema.CELLS:
        if (one := raw.cells.get(cell.name)) is None:
            continue
        where = Location(one.sheet, one.cell)
        label = schema.cell_label(cell.name)
        values[cell.name] = read_column(cell, label, [one.value], _at(where), findings.append)[0]
    return Setup(**values)


def _at(where: Location) -> _PlaceOf:
    return lambda _: where


def _accounts(
    table: RawTable, policies: Sequence[Policy], findings: list[Finding]
) -> tuple[tuple[Account, ...], tuple[int, ...]]:
    columns = _columns(schema.ACCOUNTS, table, policies, findings)
    findings.extend(_moved(table))
    findings.extend(_typed_over(table))
    count = len(table.rows)
    rows = tuple(i for i in range(count) if any(values[i] not in (None, "") for values in columns.values()))
    place = _place(schema.ACCOUNTS, table, "account")
    _check_names(columns["account"], table, rows, place, findings)
    findings.extend(
        Finding("row_below_table", Severity.ERROR, place(i), account=columns["account"][i])
        for i in rows
        if i >= count - table.below
    )
    lists = [_field_values(field.name, columns, count) for field in fields(Account)]
    records = list(zip(*lists, strict=True))
    return tuple(Account(*records[i]) for i in rows), rows


def _field_values(name: str, columns: Mapping[str, list[Any]], count: int) -> list[Any]:
    """Return a field of all accounts; six columns a group for company flags, grades and levers."""
    if keys := _GROUPS.get(name):
        return list(zip(*(columns[key] for key in keys), strict=True))
    if name in columns:
        return columns[name]
    return ["" if name == "served_by" else None] * count


def _check_names(
    names: Sequence[str], table: RawTable, rows: Sequence[int], place: _PlaceOf, findings: list[Finding]
) -> None:
    position = _positions(schema.ACCOUNTS, table)["account"]
    first: dict[str, int] = {}
    for i in rows:
        typed, name = table.rows[i][position], names[i]
        if not name.strip():
            findings.append(Finding("account_without_name", Severity.ERROR, place(i)))
            continue
        if not isinstance(typed, str):
            findings.append(Finding("account_name_is_number", Severity.ERROR, place(i), {"value": name}))
        elif name.lstrip().startswith("="):
            findings.append(Finding("account_name_formula", Severity.ERROR, place(i), account=name))
        earlier = first.setdefault(natural_name(name), i)
        if earlier != i:
            other = place(earlier).cell
            findings.append(Finding("account_duplicate", Severity.ERROR, place(i), {"other": other}, account=name))


def _moved(table: RawTable) -> Iterator[Finding]:
    """Yield columns that do not stand side by side in their order: formulas take them as a range, by position."""
    positions = _positions(schema.ACCOUNTS, table)
    for keys in side_by_side():
        found = [(positions[key], key) for key in keys if key in positions]
        out = [key for i, (position, key) in enumerate(found) if position != found[0][0] + i]
        if out:
            names = [schema.header_text(schema.ACCOUNTS, schema.ACCOUNTS.column(key)) for _, key in found]
            where = Location(table.sheet, table.cell(-1, positions[out[0]]))
            params = {"column": schema.header_text(schema.ACCOUNTS, schema.ACCOUNTS.column(out[0])), "columns": names}
            yield Finding("columns_moved", Severity.ERROR, where, params)


def _typed_over(table: RawTable) -> Iterator[Finding]:
    """Yield the cells of calculated columns in which a value stands instead of the formula."""
    keys = {position: key for key, position in _positions(schema.ACCOUNTS, table).items()}
    for row, position in table.typed_over:
        column = schema.ACCOUNTS.column(keys[position]) if position in keys else None
        if column is not None and column.role == "calculated":
            where = Location(table.sheet, table.cell(row, position))
            label = schema.header_text(schema.ACCOUNTS, column)
            params = {"column": label, "value": shown(table.rows[row][position])}
            yield Finding("formula_typed_over", Severity.WARNING, where, params)


def _proposals(
    raw: RawBook, policies: Sequence[Policy], findings: list[Finding], rows: dict[str, list[int]]
) -> Iterator[Proposal]:
    for record in _records(raw, schema.PROPOSALS, policies, findings, rows, loose=("value",)):
        field, value = str(record["field"]), record["value"]
        key = schema.column_key(schema.ACCOUNTS.name, field)
        if key is None and natural_name(field) in {
            natural_name(text) for text in _both(schema.cell_label("margin_plan"))
        }:
            key = "margin_plan"
        kind = schema.ACCOUNTS.column(key).kind if key and key != "margin_plan" else ""
        if kind == "flag" and isinstance(value, str):
            value = code_of("yes_no", value) == "yes"
        elif kind == "choice" and isinstance(value, str):
            value = code_of(schema.ACCOUNTS.column(key or "").choices, value) or value
        yield Proposal(**{**record, "field": key or field, "value": value})


def _records(
    raw: RawBook,
    table: Table,
    policies: Sequence[Policy],
    findings: list[Finding],
    rows: dict[str, list[int]],
    loose: tuple[str, ...] = (),
) -> Iterator[dict[str, Any]]:
    """Yield the filled rows of a table as dicts by column key; `loose` columns keep what the cell holds.

    Where they stand is noted in `rows`.
    """
    found = raw.tables.get(table.name)
    rows[table.name] = []
    if found is None:
        return
    columns = _columns(table, found, policies, findings)
    positions = _positions(table, found)
    for key in loose:
        if key in positions:
            columns[key] = [row[positions[key]] for row in found.rows]
    for column in table.columns:
        if column.key not in columns:
            columns[column.key] = [None if column.numeric or column.kind == "date" else ""] * len(found.rows)
    for row, values in enumerate(zip(*(columns[column.key] for column in table.columns), strict=True)):
        if any(value not in (None, "") for value in values):
            rows[table.name].append(row)
            yield dict(zip((column.key for column in table.columns), values, strict=True))


def _columns(
    table: Table, found: RawTable, policies: Sequence[Policy], findings: list[Finding]
) -> dict[str, list[Any]]:
    """Return the readable values of the columns that people or commands fill, by key."""
    positions = _positions(table, found)
    filled = [column for column in table.columns if column.role != "calculated"]
    if missing := [column for column in filled if column.key not in positions and _needed(table, column, policies)]:
        names = [Text(*(schema.header(table, column, lang) for lang in LANGUAGES)) for column in missing]
        raise MissingColumn(found.sheet, table=table.name, columns=names)
    cells: list[tuple[Value, ...]] = list(zip(*found.rows, strict=True)) if found.rows else [()] * len(found.headers)
    return {
        column.key: read_column(
            column,
            schema.header_text(table, column),
            cells[positions[column.key]],
            _place(table, found, column.key),
            findings.append,
        )
        for column in filled
        if column.key in positions
    }


def _needed(table: Table, column: Column, policies: Sequence[Policy]) -> bool:
    return all(policy.has(table.tool) and policy.has(column.tool) for policy in policies)


def _positions(table: Table, found: RawTable) -> dict[str, int]:
    """Return where each known column stands; people may have moved columns and added their own."""
    return _positions_in(table.name, found.headers)


@lru_cache(maxsize=32)
def _positions_in(table: str, headers: tuple[str, ...]) -> dict[str, int]:
    keys = [schema.column_key(table, text) for text in headers]
    return {key: i for i, key in reversed(list(enumerate(keys))) if key}


def _place(table: Table, found: RawTable, key: str) -> _PlaceOf:
    positions = _positions(table, found)
    # A policy given from outside may judge by a column that this book was built without: then the row is the place.
    position = positions.get(key, positions.get("account", 0))
    return lambda row: Location(found.sheet, found.cell(row, position))


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.ru
