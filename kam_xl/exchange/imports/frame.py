"""One file of an export with its columns found: which field stands where, and what kind of file that makes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from kam_xl.exchange.imports.columns import ColumnMap, find_columns, header_row, missing
from kam_xl.exchange.imports.grid import Grid, Row
from kam_xl.exchange.imports.synonyms import NAMES, SYNONYMS, plain
from kam_xl.findings import Finding
from kam_xl.sheets.schema import ACCOUNTS, column_key

Role = Literal["deals", "invoices", "list", "products", "teams", "unknown"]

_HISTORY = ("date", "close_date", "stage", "amount", "quantity", "price", "document", "deal")
_NO_LIST = frozenset((*_HISTORY, "code", "group", "cost", "list_price")) - {"document", "deal"}
"""Fields that a list of clients does not have: a file with one of them lists sales, deals or goods."""
_LIST_SYNONYMS = {"client": "account", "segment": "segment", "margin": "margin"}
"""Fields whose synonyms also name columns of a list of accounts."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A file below its headers: the rows that hold anything, where they stand, and the position of each field.

    `numbers` are rows of the file, from 1, beside `rows`; `own` maps keys of the accounts table to positions.
    """

    file: str
    role: Role
    headers: tuple[str, ...]
    rows: list[Row]
    numbers: npt.NDArray[np.int64]
    positions: dict[str, int]
    own: dict[str, int]
    findings: tuple[Finding, ...]
    separator: str

    def has(self, *fields: str) -> bool:
        """Tell whether the file has all these fields."""
        return all(field in self.positions for field in fields)

    def cells(self, field: str) -> list[object]:
        """Return the cells of a field from top to bottom, "" in rows that end before it."""
        return self.column(self.positions[field])

    def column(self, position: int) -> list[object]:
        """Return the cells of a column from top to bottom, "" in rows that end before it."""
        return [row[position] if position < len(row) else "" for row in self.rows]

    @property
    def found(self) -> dict[str, str]:
        """Return which header each field was found under."""
        return {field: self.headers[position] for field, position in self.positions.items()}

    @property
    def russian(self) -> bool:
        """Tell whether the headers are Cyrillic: dates are then day first and commas decimal."""
        return any("а" <= char <= "я" for header in self.headers for char in header.casefold())

    @property
    def comma_decimal(self) -> bool:
        """Tell whether commas are decimal marks where a column itself does not tell."""
        return self.russian or self.separator == ";"


def frame_of(grid: Grid, columns: ColumnMap) -> Frame:
    """Find the headers and columns of a grid and tell what kind of file it is."""
    top = header_row(grid.rows, columns)
    headers = tuple(str(cell).strip() for cell in grid.rows[top]) if grid.rows else ()
    findings: list[Finding] = []
    positions = find_columns(headers, SYNONYMS, columns, grid.file, findings)
    if (name := _name_column(headers, positions)) is not None:
        positions = {field: i for field, i in positions.items() if field != "product"} | {"client": name}
        findings = [one for one in findings if one.params.get("key") != "product"]
    filled = list(_filled(grid.rows, top + 1))
    return Frame(
        file=grid.file,
        role=_role(positions, own := _own(headers, positions)),
        headers=headers,
        rows=[row for _, row in filled],
        numbers=np.array([number for number, _ in filled], dtype=np.int64),
        positions=positions,
        own=own,
        findings=tuple(findings),
        separator=grid.separator,
    )


def lacking(frame: Frame) -> list[Finding]:
    """Return what keeps a file from being understood: each needed column that was not found."""
    if not frame.has("client"):
        return [missing("client", frame.headers, frame.file)]
    if frame.has("stage"):
        return [missing(name, frame.headers, frame.file) for name in ("close_date", "amount") if not frame.has(name)]
    needed = ["date"] * (not frame.has("date"))
    needed += ["amount"] * (not frame.has("amount") and not frame.has("quantity", "price"))
    return [missing(name, frame.headers, frame.file) for name in needed]


def _filled(rows: Sequence[Row], start: int) -> Iterator[tuple[int, Row]]:
    for i in range(start, len(rows)):
        if any(cell is not None and cell != "" for cell in rows[i]):
            yield i + 1, rows[i]


def _name_column(headers: tuple[str, ...], positions: dict[str, int]) -> int | None:
    """Return where a list of clients names them under a header as plain as "Name"; None where it is no such list."""
    if "client" in positions or any(column_key(ACCOUNTS.name, header) == "account" for header in headers):
        return None
    found = [i for i, header in enumerate(headers) if plain(header) in NAMES]
    goods = "product" in positions and plain(headers[positions["product"]]) not in SYNONYMS["product"][1]
    return found[0] if len(found) == 1 and not goods and not _NO_LIST & positions.keys() else None


def _own(headers: tuple[str, ...], positions: dict[str, int]) -> dict[str, int]:
    own: dict[str, int] = {}
    known = {column.key for column in ACCOUNTS.columns if column.role != "calculated"}
    for i, header in enumerate(headers):
        key = column_key(ACCOUNTS.name, header)
        if key in known:
            own.setdefault(key, i)
    for field, key in _LIST_SYNONYMS.items():
        if field in positions:
            own.setdefault(key, positions[field])
    own.update({name: i for name, i in positions.items() if name in known and name not in SYNONYMS})
    return own


def _role(positions: dict[str, int], own: dict[str, int]) -> Role:
    has = positions.keys()
    dated = "date" in has or "close_date" in has
    if "account" in own:
        if len(own) > 1 and not dated:
            return "list"
        if {"stage", "close_date", "amount"} <= has:
            return "deals"
        if "date" in has and ("amount" in has or {"quantity", "price"} <= has):
            return "invoices"
        return "unknown" if any(name in has for name in _HISTORY) else "list"
    if "product" in has and has & {"list_price", "price", "group"} and not dated:
        return "products"
    return "teams" if {"seller", "head"} <= has and not dated else "unknown"
