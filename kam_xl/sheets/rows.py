"""Read the rows of a table: columns found by their headers, cells read column by column, places of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from kam_xl.errors import MissingColumn
from kam_xl.findings import Finding, Location
from kam_xl.i18n import LANGUAGES, Text
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.cells import read_column
from kam_xl.sheets.raw import RawBook, RawTable, Value
from kam_xl.sheets.schema import Column, Table

PlaceOf = Callable[[int], Location]


def records_of(
    raw: RawBook,
    table: Table,
    policies: Sequence[Policy],
    findings: list[Finding],
    rows: dict[str, Sequence[int]],
    loose: tuple[str, ...] = (),
) -> Iterator[dict[str, Any]]:
    """Yield the filled rows of a table as dicts by column key; `loose` columns keep what the cell holds.

    Where they stand is noted in `rows`.
    """
    noted: list[int] = []
    rows[table.name] = noted
    found = raw.tables.get(table.name)
    if found is None:
        return
    columns = columns_of(table, found, policies, findings)
    positions = positions_of(table, found)
    for key in loose:
        if key in positions:
            columns[key] = [row[positions[key]] for row in found.rows]
    for column in table.columns:
        if column.key not in columns:
            columns[column.key] = [blank(column)] * len(found.rows)
    for row, values in enumerate(zip(*(columns[column.key] for column in table.columns), strict=True)):
        if any(value not in (None, "") for value in values):
            noted.append(row)
            yield dict(zip((column.key for column in table.columns), values, strict=True))


def columns_of(
    table: Table, found: RawTable, policies: Sequence[Policy], findings: list[Finding]
) -> dict[str, list[Any]]:
    """Return the readable values of the columns that people or commands fill, by key.

    Raises:
        MissingColumn: one that every policy shows is not there.
    """
    positions = positions_of(table, found)
    filled = [column for column in table.columns if column.role != "calculated"]
    if missing := [column for column in filled if column.key not in positions and _needed(table, column, policies)]:
        names = [Text(*(schema.header(table, column, lang) for lang in LANGUAGES)) for column in missing]
        raise MissingColumn(found.sheet, table=table.name, columns=names)
    cells: list[tuple[Value, ...]] = list(zip(*found.rows, strict=True)) if found.rows else [()] * len(found.headers)
    return {
        column.key: _read(table, found, column, cells[positions[column.key]], findings)
        for column in filled
        if column.key in positions
    }


def _read(
    table: Table, found: RawTable, column: Column, cells: tuple[Value, ...], findings: list[Finding]
) -> list[Any]:
    if cells.count(None) == len(cells):
        return [blank(column)] * len(cells)
    label, place = schema.header_text(table, column), place_of(table, found, column.key)
    return read_column(column, label, cells, place, findings.append)


def blank(column: Column) -> Any:
    """Return what an empty cell of a column reads as."""
    return None if column.numeric or column.kind in ("date", "flag") else ""


def positions_of(table: Table, found: RawTable) -> dict[str, int]:
    """Return where each known column stands; people may have moved columns and added their own."""
    return _positions_in(table.name, found.headers)


def place_of(table: Table, found: RawTable, key: str) -> PlaceOf:
    """Return what tells the place of a column's cell in the i-th row of the data, from 0."""
    positions = positions_of(table, found)
    # A policy given from outside may judge by a column that this book was built without: then the row is the place.
    position = positions.get(key, positions.get("account", 0))
    return lambda row: Location(found.sheet, found.cell(row, position))


def _needed(table: Table, column: Column, policies: Sequence[Policy]) -> bool:
    return not column.late and all(policy.has(table.tool) and column.shown(policy) for policy in policies)


@lru_cache(maxsize=32)
def _positions_in(table: str, headers: tuple[str, ...]) -> dict[str, int]:
    keys = [schema.column_key(table, text) for text in headers]
    return {key: i for i, key in reversed(list(enumerate(keys))) if key}
