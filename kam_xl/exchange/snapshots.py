"""Snapshots of sent books: what a book held when it was sent, kept beside it; the base of the merge that follows.

A snapshot stays with the sender: `KAM Anna.xlsx` has its snapshots in the folder `KAM Anna.sent`.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kam_xl.excel.replace import replace_file
from kam_xl.exchange.books import make_folder
from kam_xl.exchange.state import State, from_json, to_json

_ID = re.compile(r"[A-Za-z0-9]{1,40}")
"""An id comes back in a book that anybody may have changed; it must not lead to another folder."""


def sent_folder(book: Path) -> Path:
    """Return the folder beside a book for what was sent from it."""
    return book.with_name(f"{book.stem}.sent")


def save_snapshot(book: Path, id: str, state: State, staying: Mapping[str, Mapping[str, frozenset[str]]]) -> Path:
    """Keep the whole state of a book as it was when it was sent, with the fields that were not sent.

    Raises:
        NoPermission, DiskFull: it cannot be written.
    """
    data = {
        "book_id": state.book_id,
        "lang": state.lang,
        "tables": {
            table: {one: to_json(fields) for one, fields in records.items()} for table, records in state.tables.items()
        },
        "staying": {
            table: {one: sorted(fields) for one, fields in records.items()} for table, records in staying.items()
        },
    }
    path = _path(book, id)
    make_folder(path.parent)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    replace_file(path, gzip.compress(text.encode(), mtime=0))
    return path


def load_snapshot(book: Path, id: str) -> State | None:
    """Return the state of a book when it was sent, None where no snapshot of that id can be read beside it."""
    if not _ID.fullmatch(id):
        return None
    try:
        data: Any = json.loads(gzip.decompress(_path(book, id).read_bytes()))
        tables = {
            table: {one: from_json(table, fields) for one, fields in records.items()}
            for table, records in data["tables"].items()
        }
        return State(data["book_id"], data["lang"], tables)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _path(book: Path, id: str) -> Path:
    return sent_folder(book) / f"snapshot-{id}.json.gz"
