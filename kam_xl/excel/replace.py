"""Put a new workbook in an old one's place: all of it or nothing, and the old one stays beside it as .bak."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from kam_xl.errors import DiskFull, FileExists, FileMissing, InputError, KamError, NoPermission, OpenElsewhere
from kam_xl.excel.package import unpack

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NEW_FILE_MODE = 0o666


def replace_book(path: Path, data: bytes) -> None:
    """Write a workbook to a path; a file that is there is kept as `<name>.bak`.

    The new file is written beside the old one, flushed to the disk, read back and compared before it takes the old
    one's place in a single step. Whatever fails before that step leaves the old file as it was and nothing beside it.

    Raises:
        OpenElsewhere: Excel or LibreOffice has the workbook open (its lock file lies beside it).
        NoPermission, DiskFull, FileMissing: it cannot be written; the folder may be missing.
        DamagedWorkbook, NotAWorkbook: the data are no whole workbook, or came back from the disk different.
    """
    unpack(data, str(path))
    replace_file(path, data)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file to a path; one that is there is kept as `<name>.bak`, and stays until the new one is whole.

    Raises:
        OpenElsewhere, NoPermission, DiskFull, FileMissing: as `replace_book`.
    """
    where, target = str(path), path.resolve()
    check_not_open(path)
    made: list[Path] = []
    try:
        old = target.read_bytes() if target.exists() else None
        if old is not None and not os.access(target, os.W_OK):
            raise NoPermission(where)
        new = _written(target, data, made)
        if old is not None:
            _written(target, old, made).replace(backup_path(target))
        # Somebody may have opened the book while the new one was being written.
        check_not_open(path)
        new.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise _told(error, where) from error
    finally:
        for leftover in made:
            with suppress(OSError):
                leftover.unlink()


def new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet: whole or not at all, and never over another one.

    Raises:
        FileExists: a file of that name is there.
        NoPermission, DiskFull, FileMissing: it cannot be written; the folder may be missing.
    """
    made: list[Path] = []
    try:
        _claim(_written(path, data, made), path)
        _flush_folder(path.parent)
    except FileExistsError as error:
        raise FileExists(str(path)) from error
    except OSError as error:
        raise _told(error, str(path)) from error
    finally:
        for leftover in made:
            with suppress(OSError):
                leftover.unlink()


def _claim(new: Path, path: Path) -> None:
    """Give a new file its name in one step, which fails where the name is taken."""
    if os.name == "nt":
        new.rename(path)
        return
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: the name is taken first, then filled in one step.
        os.close(os.open(path, _NEW_FILE, _NEW_FILE_MODE))
        new.replace(path)


def backup_path(path: Path) -> Path:
    """Return where the old file is kept: `book.xlsx` → `book.xlsx.bak`."""
    return path.with_name(path.name + ".bak")


def check_not_open(path: Path) -> None:
    """Make sure that no program has the workbook open, as far as its lock file beside it tells.

    Raises:
        OpenElsewhere: Excel (`~$book.xlsx`) or LibreOffice (`.~lock.book.xlsx#`) has.
    """
    for folder, name in {(one.parent, one.name) for one in (path, path.resolve())}:
        for lock in (f"~${name}", f".~lock.{name}#"):
            if (folder / lock).exists():
                raise OpenElsewhere(str(path), lock=lock)


def _written(target: Path, data: bytes, made: list[Path]) -> Path:
    """Return a new file beside the target that surely holds the data; it is listed in `made` from its first byte."""
    new = target.with_name(f".kam-{secrets.token_hex(4)}.tmp")
    handle = os.open(new, _NEW_FILE, _NEW_FILE_MODE)
    made.append(new)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    if target.exists():
        new.chmod(target.stat().st_mode & 0o777)
    if new.read_bytes() != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return new


def _flush_folder(folder: Path) -> None:
    """Make the exchange of names lasting; folders cannot be flushed everywhere, nor need they be."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _told(error: OSError, where: str) -> KamError:
    if error.errno in _NO_ROOM:
        return DiskFull(where)
    if error.errno in _NO_RIGHT:
        return NoPermission(where)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileMissing(where)
    return InputError(where, detail=error.strerror or str(error))
