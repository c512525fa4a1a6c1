"""The snapshot that the sender keeps of a book that was sent: all of it as plain fields, and what stayed at home.

One file a sending, in a folder beside the book: `KAM Anna.xlsm` → `KAM Anna.sent/snapshot-<id>.json.gz`. Merging takes
it for the base when the copy comes back.
"""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kam_xl.errors import FileMissing, NoPermission
from kam_xl.excel.replace import replace_file
from kam_xl.exchange.errors import DamagedSnapshot
from kam_xl.exchange.state import SETUP, State, from_json, to_json
from kam_xl.sheets.book_records import BOOK_RECORDS

Staying = Mapping[str, Mapping[str, frozenset[str]]]
"""Table → record's id → fields that stayed at home."""

_TABLES = frozenset((SETUP, *(kept.table.name for kept in BOOK_RECORDS)))
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LARGEST = 1 << 28
"""Bytes of a snapshot unpacked that are read at most."""
_GZIP = b"\x1f\x8b"


def sent_folder(book: Path) -> Path:
    """Return the folder beside a book for what was sent from it."""
    return book.with_name(f"{book.stem}.sent")


def snapshot_path(book: Path, id: str) -> Path:
    """Return where the snapshot of a sending lies."""
    return sent_folder(book) / f"snapshot-{id}.json.gz"


def save_snapshot(book: Path, id: str, state: State, staying: Staying) -> Path:
    """Write the snapshot of a sending beside the book, whole or not at all; return where.

    Raises:
        NoPermission, DiskFull: it cannot be written.
    """
    path = snapshot_path(book, id)
    data = {
        "book_id": state.book_id,
        "lang": state.lang,
        "tables": {
            table: {id: to_json(fields) for id, fields in records.items()} for table, records in state.tables.items()
        },
        "staying": {
            table: {id: sorted(fields) for id, fields in records.items()} for table, records in staying.items()
        },
    }
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise NoPermission(str(path.parent)) from error
    replace_file(path, gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))
    return path


def load_snapshot(book: Path, id: str) -> State | None:
    """Return the snapshot of a sending, None where there is none beside the book.

    Raises:
        DamagedSnapshot, NoPermission: it is there and cannot be read.
    """
    # The id comes from a file that somebody sent, and must not lead elsewhere.
    path = snapshot_path(book, id) if _ID.fullmatch(id) else None
    return read_snapshot(path) if path and path.is_file() else None


def is_snapshot(path: Path) -> bool:
    """Tell whether a file looks like a snapshot, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(2) == _GZIP
    except OSError:
        return False


def read_snapshot(path: Path) -> State:
    """Return the snapshot that a file holds.

    Raises:
        DamagedSnapshot, FileMissing, NoPermission: it cannot be read.
    """
    try:
        packed = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        raise NoPermission(str(path)) from error
    try:
        return _state(json.loads(_unpacked(packed)))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedSnapshot(str(path)) from error


def _unpacked(packed: bytes) -> bytes:
    with gzip.open(io.BytesIO(packed)) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError("larger than any book")
    return data


def _state(data: Mapping[str, Any]) -> State:
    tables = {
        table: {str(id): from_json(table, fields) for id, fields in records.items()}
        for table, records in data["tables"].items()
        if table in _TABLES
    }
    return State(str(data["book_id"]), "ru" if data["lang"] == "ru" else "en", tables)
