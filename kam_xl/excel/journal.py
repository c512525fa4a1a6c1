"""What was written into an open workbook, kept so that it can be taken back: by Ctrl+Z, or after a crash half-way.

The journal lies in the user's temporary folder, not in the workbook: it holds clients' data and must not travel. It is
written before the first cell is, so that an interrupted command can be taken back too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any
from zlib import crc32

from kam_xl.values import value

Rows = list[list[Any]]
"""Cells as JSON data: a plain value, `{"formula": …}` or `{"date": …}`."""


@value
class Written:
    """One area: what stood there before, and what after (None while it is not known that it was written)."""

    sheet: str
    top: int
    left: int
    before: Rows
    after: Rows | None = None


@value
class Resized:
    """One table with its number of data rows before and after; `inserted` sheet rows were made under it.

    `typed` rows of the difference a person had typed; `totals` tells that it shows a totals row.
    """

    table: str
    sheet: str
    top: int
    left: int
    width: int
    before: int
    after: int
    inserted: int = 0
    typed: int = 0
    totals: bool = False


@value
class Journal:
    """Everything that one command wrote."""

    written: Sequence[Written] = ()
    resized: Sequence[Resized] = ()


def journal_path(book: str) -> Path:
    """Return where the journal of a workbook lies; `book` is its full name, which may be a web address."""
    name = f"{crc32(book.encode()):08x}{len(book):x}"
    return temporary_folder() / f"kam-undo-{name}.json"


def temporary_folder() -> Path:
    """Return the folder in which VBA looks for what Python leaves."""
    return Path(os.environ.get("TEMP") or os.environ.get("TMPDIR") or "/tmp")


def save(path: Path, journal: Journal) -> None:
    """Keep a journal in place of the last one, all of it or nothing."""
    data = {
        "written": [[one.sheet, one.top, one.left, one.before, one.after] for one in journal.written],
        "resized": [[getattr(one, field.name) for field in fields(one)] for one in journal.resized],
    }
    new = path.with_suffix(".new")
    new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    new.replace(path)


def load(path: Path) -> Journal | None:
    """Return the last journal, None where there is none or it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Journal(tuple(Written(*one) for one in data["written"]), tuple(Resized(*one) for one in data["resized"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(path: Path) -> None:
    """Remove a journal: what it says was taken back, or is out of date."""
    with suppress(OSError):
        path.unlink()
