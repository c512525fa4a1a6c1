"""From a workbook's values to the model: portfolio, policy, and findings with sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, fields
from typing import Any

from kam_xl.errors import DamagedWorkbook, NotAKamWorkbook
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Lang, Text, message
from kam_xl.model import Account, Decision, Portfolio, Proposal, Setup, natural_name
from kam_xl.model_exchange import Conflict, LogEntry, Sent
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import policy_in
from kam_xl.sheets.book_records import ACCOUNT_GROUPS
from kam_xl.sheets.cells import read_column, shown
from kam_xl.sheets.exchange_tables import CONFLICTS, LOG
from kam_xl.sheets.formulas import side_by_side
from kam_xl.sheets.gone_over import cells_lost, tables_twice
from kam_xl.sheets.parse_tasks import Reading, tasks_of
from kam_xl.sheets.policy_drift import changed_rows
from kam_xl.sheets.raw import RawBook, RawCell, RawTable
from kam_xl.sheets.rows import PlaceOf, blank, columns_of, place_of, positions_of, records_of
from kam_xl.sheets.words import code_of
from kam_xl.values import value


@value
class Parsed:
    """A workbook read: its portfolio and policy, what is wrong in it, and where its accounts stand.

    `policy` is the one that counts: the given one, else the book's own with the numbers that its Policy sheet shows.
    `built_policy` is the one that the book was built with, None where the book carries none. `tables` are those of
    ours that were found; `records` gives for each record of the portfolio, by table, its row in the table's data, from
    0; `cells` are the named cells that were found.
    """

    portfolio: Portfolio
    policy: Policy
    built_policy: Policy | None
    findings: tuple[Finding, ...]
    tables: Mapping[str, RawTable]
    records: Mapping[str, Sequence[int]]
    cells: Mapping[str, RawCell] = field(default_factory=dict)

    @property
    def accounts(self) -> RawTable:
        """Return the table of accounts."""
        return self.tables[schema.ACCOUNTS.name]

    @property
    def rows(self) -> Sequence[int]:
        """Return the row of each account of the portfolio in its table's data, from 0."""
        return self.records[schema.ACCOUNTS.name]

    def location(self, row: int, key: str = "account") -> Location:
        """Return the place of a column's cell of the portfolio's i-th account."""
        return self.place(schema.ACCOUNTS.name, row, key)

    def place(self, table: str, record: int, key: str) -> Location:
        """Return the place of a column's cell of the i-th record of a table, in the portfolio's order.

        Raises:
            KeyError, IndexError: the book has no such table or record.
        """
        return place_of(schema.table(table), self.tables[table], key)(self.records[table][record])


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
    if built is not None:
        findings.extend(changed_rows(raw, built, lang))
    for table in raw.tables.values():
        findings.extend(_typed_over(table))
    findings += (*tables_twice(raw), *cells_lost(raw, lang))
    accounts, rows = _accounts(raw.tables[schema.ACCOUNTS.name], policies, findings)
    records: dict[str, Sequence[int]] = {schema.ACCOUNTS.name: rows}
    portfolio = Portfolio(
        settings.get("book_id", ""),
        lang,
        _setup(raw, findings),
        accounts,
        tuple(_proposals(raw, policies, findings, records)),
        tuple(Decision(**record) for record in records_of(raw, schema.DECISIONS, policies, findings, records)),
        tasks_of(raw, Reading(used, built or used, policies, accounts), findings, records),
        tuple(Conflict(**record) for record in records_of(raw, CONFLICTS, policies, findings, records)),
        tuple(LogEntry(**record) for record in records_of(raw, LOG, policies, findings, records)),
        _sent(settings),
    )
    return Parsed(portfolio, used, built, tuple(findings), raw.tables, records, raw.cells)


def _policy_of(raw: RawBook, settings: Mapping[str, str]) -> tuple[Policy, Policy, tuple[Finding, ...]]:
    try:
        return policy_in(raw, settings["policy"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = raw.tables[schema.SETTINGS.name].sheet
        raise DamagedWorkbook(where, detail=message("error.damaged_workbook.settings")) from error


def _settings(raw: RawBook) -> dict[str, str]:
    """Return the hidden settings; a long text is spread over rows `policy.1`, `policy.2` …, joined here."""
    found: dict[str, str] = {}
    if (table := raw.tables.get(schema.SETTINGS.name)) is None:
        return found
    positions = positions_of(schema.SETTINGS, table)
    key, piece = positions.get("key", 0), positions.get("value", 1)
    for row in table.rows:
        name = str(row[key]).partition(".")[0]
        found[name] = found.get(name, "") + ("" if row[piece] is None else str(row[piece]))
    return found


def _sent(settings: Mapping[str, str]) -> Sent | None:
    """Return what a copy that was sent tells of itself, None where the book is none."""
    if not settings.get("snapshot"):
        return None
    return Sent(
        settings["snapshot"], settings.get("sent_at", ""), settings.get("sent_by", ""), settings.get("prints", "")
    )


def _setup(raw: RawBook, findings: list[Finding]) -> Setup:
    values: dict[str, Any] = {}
    for cell in schema.CELLS:
        if (one := raw.cells.get(cell.name)) is None:
            continue
        where = Location(one.sheet, one.cell)
        label = schema.cell_label(cell.name)
        values[cell.name] = read_column(cell, label, [one.value], _at(where), findings.append)[0]
    return Setup(**values)


def _at(where: Location) -> PlaceOf:
    return lambda _: where


def _accounts(
    table: RawTable, policies: Sequence[Policy], findings: list[Finding]
) -> tuple[tuple[Account, ...], tuple[int, ...]]:
    columns = columns_of(schema.ACCOUNTS, table, policies, findings)
    findings.extend(_moved(table))
    count = len(table.rows)
    rows = tuple(i for i in range(count) if any(values[i] not in (None, "") for values in columns.values()))
    place = place_of(schema.ACCOUNTS, table, "account")
    _check_names(columns["account"], table, rows, place, findings)
    findings.extend(
        Finding("row_below_table", Severity.ERROR, place(i), account=columns["account"][i])
        for i in rows
        if i >= count - table.below
    )
    lists = [_field_values(one.name, columns, count) for one in fields(Account)]
    records = list(zip(*lists, strict=True))
    return tuple(Account(*records[i]) for i in rows), rows


def _field_values(name: str, columns: Mapping[str, list[Any]], count: int) -> list[Any]:
    """Return a field of all accounts; six columns a group for company flags, grades and levers."""
    if keys := ACCOUNT_GROUPS.get(name):
        return list(zip(*(columns[key] for key in keys), strict=True))
    if name in columns:
        return columns[name]
    return [blank(schema.ACCOUNTS.column(name))] * count


def _check_names(
    names: Sequence[str], table: RawTable, rows: Sequence[int], place: PlaceOf, findings: list[Finding]
) -> None:
    position = positions_of(schema.ACCOUNTS, table)["account"]
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
    """Yield columns that do not stand side by side in their order: formulas take them as a range, by position.

    What is typed is read nevertheless, and a rebuild puts them in order: a warning.
    """
    positions = positions_of(schema.ACCOUNTS, table)
    for keys in side_by_side():
        found = [(positions[key], key) for key in keys if key in positions]
        out = [key for i, (position, key) in enumerate(found) if position != found[0][0] + i]
        if out:
            names = [schema.header_text(schema.ACCOUNTS, schema.ACCOUNTS.column(key)) for _, key in found]
            where = Location(table.sheet, table.cell(-1, positions[out[0]]))
            params = {"column": schema.header_text(schema.ACCOUNTS, schema.ACCOUNTS.column(out[0])), "columns": names}
            yield Finding("columns_moved", Severity.WARNING, where, params)


def _typed_over(found: RawTable) -> Iterator[Finding]:
    """Yield the cells of calculated columns in which a value stands instead of the formula."""
    table = schema.table(found.name)
    keys = {position: key for key, position in positions_of(table, found).items()}
    for row, position in found.typed_over:
        column = table.column(keys[position]) if position in keys else None
        if column is not None and column.role == "calculated":
            where = Location(found.sheet, found.cell(row, position))
            params = {"column": schema.header_text(table, column), "value": shown(found.rows[row][position])}
            yield Finding("formula_typed_over", Severity.WARNING, where, params)


def _proposals(
    raw: RawBook, policies: Sequence[Policy], findings: list[Finding], rows: dict[str, Sequence[int]]
) -> Iterator[Proposal]:
    for record in records_of(raw, schema.PROPOSALS, policies, findings, rows, loose=("value",)):
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


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.ru
