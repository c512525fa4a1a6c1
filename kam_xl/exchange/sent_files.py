"""The files of one sending: the copy, the draft of the mail and its text, under one name that none of them had."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from kam_xl.errors import FileExists
from kam_xl.excel.replace import new_file
from kam_xl.exchange.errors import NoDraftName, SentFileExists

_DAY = re.compile(r"(?: \d{4}-\d\d-\d\d)(?: \(\d+\))?$")


def copy_name(book: Path, day: dt.date) -> str:
    """Return what the copies of a book are called on a day, without ending: `KAM Anna 2026-11-26`.

    The day in the name of a copy that goes back is replaced.
    """
    return f"{_DAY.sub('', book.stem)} {day.isoformat()}"


def free_name(folder: Path, name: str, endings: tuple[str, ...]) -> str:
    """Return the name, numbered where a file of it and of one of the endings is in the folder already."""
    names = (name if n == 1 else f"{name} ({n})" for n in count(1))
    return next(one for one in names if not any((folder / f"{one}{ending}").exists() for ending in endings))


@contextmanager
def writing(files: Mapping[Path, bytes]) -> Iterator[list[Path]]:
    """Write new files; they are taken away again where one cannot be written, or what follows does not work out.

    The list that is given may take further files of the kind.

    Raises:
        SentFileExists: one of them is there; it is left as it is.
        NoPermission, DiskFull, FileMissing: one cannot be written.
    """
    made: list[Path] = []
    try:
        for path, data in files.items():
            try:
                new_file(path, data)
            except FileExists as error:
                raise SentFileExists(str(path)) from error
            made.append(path)
        yield made
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise


def check_draft(path: Path) -> None:
    """Make sure that a draft can be written where a person wants it.

    Raises:
        NoDraftName: it does not end in `.eml`, so that it might be the place of the copy, of the text or of the book.
        SentFileExists: a file is there.
    """
    if path.suffix.lower() != ".eml":
        raise NoDraftName(str(path))
    if path.exists():
        raise SentFileExists(str(path))
