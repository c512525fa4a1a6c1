"""Find the columns of an export: by a map file where there is one, else by synonyms in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kam_xl.errors import FileMissing, UnreadableExport
from kam_xl.exchange.imports.synonyms import EXAMPLES, FIELDS, NAMES, SYNONYMS, plain
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import message
from kam_xl.sheets.schema import ACCOUNTS, column_key

DATE_ORDERS = ("dmy", "mdy", "ymd")
HEADER_ROWS = 30
"""How many rows from the top may stand above the headers: 1C reports begin with a title and filters."""

_ALL = NAMES.union(*(tier for tiers in SYNONYMS.values() for tier in tiers))


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a map file says: field → header, how dates and decimals are written, which stages won and lost.

    Keys of `columns` are fields of an export (`client`, `date`, …) or keys of the accounts table (`margin`, …).
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    decimal: str = ""
    stages: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_map(path: Path | None) -> ColumnMap:
    """Read a map file: `client = "Название партнёра"`, `date_order = "dmy"`, `decimal = ","`, `[stages] won = […]`.

    Raises:
        FileMissing: there is no such file.
        UnreadableExport: it is not TOML, or names what no export has; every mistake is listed.
    """
    if path is None:
        return ColumnMap()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileMissing(path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        wrong = Finding("import_map_unreadable", Severity.ERROR, Location(file=path.name), {"detail": str(error)})
        raise UnreadableExport(path.name, [wrong], reason=message("import.reason.map")) from None
    stages = data.pop("stages", {})
    order, decimal = str(data.pop("date_order", "")), str(data.pop("decimal", ""))
    wrong_keys = [key for key, value in data.items() if not isinstance(value, str) or not _known(key)]
    wrong_keys += ["date_order"] * (order not in ("", *DATE_ORDERS)) + ["decimal"] * (decimal not in ("", ".", ","))
    if not isinstance(stages, dict) or not all(key in ("won", "lost") and _texts(stages[key]) for key in stages):
        wrong_keys.append("stages")
    if wrong_keys:
        where = Location(file=path.name)
        findings = [Finding("import_map_key", Severity.ERROR, where, {"key": key}) for key in wrong_keys]
        raise UnreadableExport(path.name, findings, reason=message("import.reason.map"))
    return ColumnMap(data, order, decimal, {key: frozenset(map(plain, names)) for key, names in stages.items()})


def recognised(cells: Iterable[object]) -> int:
    """Count the cells of a row that are headers we know; tells the heading from titles and data."""
    return sum(_is_header(cell) for cell in cells if isinstance(cell, str) and cell.strip())


def header_row(rows: Sequence[Sequence[object]], columns: ColumnMap) -> int:
    """Return the index of the row that holds the headers: the one with most known headers, the first of equals."""
    mapped = {plain(header) for header in columns.columns.values()}
    best, best_score = 0, 0
    for i, row in enumerate(rows[:HEADER_ROWS]):
        score = recognised(row) + sum(plain(cell) in mapped for cell in row if cell not in (None, ""))
        if score > best_score:
            best, best_score = i, score
    return best


def find_columns(
    headers: Sequence[object], fields: Iterable[str], columns: ColumnMap, file: str, findings: list[Finding]
) -> dict[str, int]:
    """Return field → position for the fields that the file has; what is ambiguous or wrongly mapped is a finding.

    A column that the map file gives to one field is not taken for another.
    """
    names = [plain(header) if header not in (None, "") else "" for header in headers]
    found: dict[str, int] = {}
    for name, header in columns.columns.items():
        if plain(header) in names:
            found[name] = names.index(plain(header))
        else:
            params = {"key": name, "header": header, "has": shown(headers)}
            findings.append(Finding("import_map_column", Severity.ERROR, Location(file=file), params))
    taken = set(found.values())
    for name in fields:
        if name in columns.columns:
            continue
        for tier in SYNONYMS[name]:
            here = [i for i, one in enumerate(names) if one in tier and i not in taken]
            if len(here) > 1:
                params = {"key": name, "headers": [str(headers[i]) for i in here], "example": str(headers[here[0]])}
                findings.append(Finding("import_column_ambiguous", Severity.ERROR, Location(file=file), params))
            if here:
                found[name] = here[0]
                break
    return found


def missing(name: str, headers: Sequence[object], file: str) -> Finding:
    """Return the finding that a needed column is not there: what was looked for, what the file has, how to map it."""
    params = {"key": name, "looked_for": EXAMPLES[name], "has": shown(headers)}
    return Finding("import_column_missing", Severity.ERROR, Location(file=file), params)


def shown(headers: Sequence[object]) -> list[str]:
    """Return the headers of a file as a finding lists them."""
    return [str(header).strip() for header in headers if header not in (None, "") and str(header).strip()]


def _is_header(text: str) -> bool:
    return plain(text) in _ALL or column_key(ACCOUNTS.name, text) is not None


def _known(key: str) -> bool:
    return key in FIELDS or any(column.key == key for column in ACCOUNTS.columns)


def _texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
