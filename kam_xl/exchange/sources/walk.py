"""Files in folders, in a fixed order: what a person named, and all that lies in folders, links followed nowhere.

Left out without a word are only files that are no person's, see `names.is_leftover`; not where they are named
themselves.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kam_xl.errors import FileMissing
from kam_xl.exchange.sources import names
from kam_xl.i18n import Message, message
from kam_xl.values import value

_JUNCTION = 0xA0000003


@value
class Found:
    """A file on disk and how it is shown; `refused` says why it is not read."""

    path: Path
    shown: str
    refused: Message | None = None


def check_sources(sources: Sequence[Path]) -> None:
    """Make sure that all that a person named is there.

    Raises:
        FileMissing: a file or a folder is not.
    """
    for source in sources:
        if not os.path.exists(source):  # noqa: PTH110 (of `Path` it raises where a folder above may not be read)
            raise FileMissing(str(source))


def files(source: Path) -> Iterator[Found]:
    """Yield a file, or all files of a folder and the folders in it, each folder's own in order of their names."""
    if not source.is_dir():
        yield Found(source, shown(source), _special(source))
        return
    root = Path(os.path.realpath(source))
    waiting = [source]
    while waiting:
        path = waiting.pop()
        if path is source or _is_folder(path):
            inside, why = _listed(path)
            waiting += reversed(inside)
            if why is not None:
                yield Found(path, shown(path), why)
        elif not names.is_leftover(path.name):
            yield Found(path, shown(path), _refused(path, root))


def shown(path: Path) -> str:
    """Return a path on one line, its folders kept."""
    return "".join(" " if sign.isspace() else sign for sign in path.as_posix() if sign.isprintable())


def day_of(path: Path) -> dt.datetime | None:
    """Return when a file was last written, in UTC; None where the system does not tell."""
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except (OSError, ValueError, OverflowError):
        return None


def unreadable(error: OSError) -> Message:
    """Return what is said of a file or folder that the system does not let us read."""
    return message("source.unreadable", why=error.strerror or type(error).__name__)


def _listed(folder: Path) -> tuple[list[Path], Message | None]:
    """Return what lies in a folder, in order, and why that may not be all."""
    found: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            found.extend(folder / entry.name for entry in entries)
    except OSError as error:
        return sorted(found), unreadable(error)
    return sorted(found), None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not _is_link(path)
    except OSError:
        return False


def _refused(path: Path, root: Path) -> Message | None:
    try:
        if not _is_link(path):
            return _special(path)
        target = Path(os.path.realpath(path, strict=True))
    except OSError:
        return message("source.link_broken")
    if target.is_dir():
        return message("source.link_folder")
    return _special(path) if target.is_relative_to(root) else message("source.link_outside")


def _is_link(path: Path) -> bool:
    """Tell whether a name stands for something elsewhere: a link, or a junction of Windows."""
    found = path.lstat()
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _special(path: Path) -> Message | None:
    """Return why something that is neither a file nor a folder is not read: reading a pipe would never end."""
    try:
        return None if stat.S_ISREG(path.stat().st_mode) else message("source.not_a_file")
    except OSError as error:
        return unreadable(error)
