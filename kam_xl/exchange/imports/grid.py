"""Read the cells of any table: text in the usual encodings and separators, or a workbook; nothing is interpreted."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kam_xl.errors import FileMissing, NoPermission, UnreadableExport
from kam_xl.exchange.encodings import decoded
from kam_xl.exchange.imports.columns import HEADER_ROWS, recognised
from kam_xl.i18n import message

Row = Sequence[object]

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_SEPARATORS = (";", "\t", ",", "|")
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream in which Office keeps a workbook under a password."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as cells, the title rows and headers included; `separator` is "" for a workbook.

    Cells of text files are texts; cells of workbooks are texts, numbers, dates or "" where blank. Row i stands in
    row i + 1 of the file.
    """

    file: str
    rows: Sequence[Row]
    separator: str = ""


def read_grid(path: Path) -> Grid:
    """Read a file by what it holds, whatever its extension says.

    Raises:
        FileMissing, NoPermission: there is no such file, or it may not be read.
        UnreadableExport: it is empty, encrypted, damaged, or no table at all.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(path.name) from None
    except PermissionError:
        raise NoPermission(path.name) from None
    if not data.strip():
        raise UnreadableExport(path.name, reason=message("import.reason.empty"))
    if data.startswith(_WORKBOOK_MARKS):
        return Grid(path.name, _sheet(data, path.name))
    text = decoded(data)
    if "\x00" in text:
        raise UnreadableExport(path.name, reason=message("import.reason.binary"))
    separator = _separator(text)
    return Grid(path.name, _parsed(text, separator, path.name), separator)


def _sheet(data: bytes, name: str) -> Sequence[Row]:
    """Return the sheet with most known headers, the longest of equals."""
    if _ENCRYPTED_MARK in data and not data.startswith(b"PK"):
        raise UnreadableExport(name, reason=message("import.reason.encrypted"))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        best: tuple[int, int, list[Row]] = (-1, 0, [])
        for sheet in book.sheet_names:
            rows: list[Row] = list(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
            score = max((recognised(row) for row in rows[:HEADER_ROWS]), default=0)
            if (score, len(rows)) > best[:2]:
                best = (score, len(rows), rows)
    except PasswordError:
        raise UnreadableExport(name, reason=message("import.reason.encrypted")) from None
    except CalamineError:
        raise UnreadableExport(name, reason=message("import.reason.damaged")) from None
    return best[2]


def _separator(text: str) -> str:
    """Choose the separator under which most headers are known; of equals the one that gives the evenest rows."""
    head = text.splitlines()[:HEADER_ROWS]

    def score(separator: str) -> tuple[float, float]:
        rows = [row for row in csv.reader(head, delimiter=separator) if row]
        width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
        return max(map(recognised, rows), default=0), times / len(rows) * width if rows else 0

    return max(_SEPARATORS, key=score)


def _parsed(text: str, separator: str, name: str) -> Sequence[Row]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise UnreadableExport(name, reason=message("import.reason.binary")) from None
