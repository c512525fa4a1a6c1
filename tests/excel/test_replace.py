"""A new workbook takes the old one's place whole, or the old one stays as it was and nothing lies beside it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kam_xl.errors import (
    DamagedWorkbook,
    DiskFull,
    FileExists,
    FileMissing,
    InputError,
    NoPermission,
    NotAWorkbook,
    OpenElsewhere,
)
from kam_xl.excel.replace import backup_path, new_file, replace_book
from tests.excel.books import the_book

OLD, NEW = the_book("en"), the_book("ru")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = tmp_path / "Мой портфель.xlsx"
    book.write_bytes(OLD)
    return book


def folder(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.parent.iterdir()}


def failing(call: str, code: int, after: int = 0) -> Callable[..., Any]:
    """Return a call of the system that fails with an error, from the call after so many good ones on."""
    real, calls = getattr(os, call), iter(range(1000))

    def fail(*arguments: Any, **named: Any) -> Any:
        if next(calls) < after:
            return real(*arguments, **named)
        raise OSError(code, os.strerror(code))

    return fail


def test_the_old_book_stays_as_bak(path: Path) -> None:
    replace_book(path, NEW)
    assert folder(path) == {path.name: NEW, path.name + ".bak": OLD}
    replace_book(path, OLD)
    assert folder(path) == {path.name: OLD, path.name + ".bak": NEW}


def test_a_new_book_needs_no_old_one(tmp_path: Path) -> None:
    replace_book(tmp_path / "new.xlsx", NEW)
    assert folder(tmp_path / "new.xlsx") == {"new.xlsx": NEW}


def test_the_rights_of_the_old_file_are_kept(path: Path) -> None:
    path.chmod(0o640)
    replace_book(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "book.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)
    replace_book(link, NEW)
    assert link.is_symlink() and path.read_bytes() == NEW and backup_path(path).read_bytes() == OLD


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_a_book_that_is_open_is_refused(path: Path, lock: str) -> None:
    name = lock.format(path.name)
    path.with_name(name).touch()
    with pytest.raises(OpenElsewhere) as caught:
        replace_book(path, NEW)
    assert name in caught.value.remedy("en") and str(path) in caught.value.in_("ru")
    assert folder(path) == {path.name: OLD, name: b""}


def test_a_book_opened_while_the_new_one_is_written_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, flush = path.with_name("~$" + path.name), os.fsync

    def fsync(handle: int) -> None:
        flush(handle)
        lock.touch()

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OpenElsewhere):
        replace_book(path, NEW)
    assert path.read_bytes() == OLD
    assert set(folder(path)) <= {path.name, lock.name, path.name + ".bak"}


@pytest.mark.parametrize(
    ("call", "code", "error"),
    [
        ("write", errno.ENOSPC, DiskFull),
        ("fsync", errno.ENOSPC, DiskFull),
        ("fsync", errno.EDQUOT, DiskFull),
        ("open", errno.EACCES, NoPermission),
        ("open", errno.EROFS, NoPermission),
        ("replace", errno.EPERM, NoPermission),
        ("fsync", errno.EIO, InputError),
    ],
)
def test_what_fails_leaves_the_old_book_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, error: type[InputError]
) -> None:
    with monkeypatch.context() as patched, pytest.raises(InputError) as caught:
        patched.setattr(os, call, failing(call, code))
        replace_book(path, NEW)
    assert type(caught.value) is error and str(path) in caught.value.in_("en")
    assert folder(path) == {path.name: OLD}


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_fills_up_after_the_new_file_leaves_the_old_book_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """The copy that becomes .bak is written second; it too may find no room."""
    with monkeypatch.context() as patched, pytest.raises(DiskFull):
        patched.setattr(os, call, failing(call, errno.ENOSPC, after=1))
        replace_book(path, NEW)
    assert path.read_bytes() == OLD
    assert set(folder(path)) <= {path.name, path.name + ".bak"}


def test_a_disk_that_loses_bytes_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    with monkeypatch.context() as patched, pytest.raises(InputError):
        patched.setattr(os, "write", lambda handle, data: write(handle, bytes(len(data))))
        replace_book(path, NEW)
    assert folder(path) == {path.name: OLD}


@pytest.mark.parametrize(("data", "error"), [(b"no workbook", NotAWorkbook), (NEW[:-100], DamagedWorkbook)])
def test_only_a_whole_workbook_takes_the_place(path: Path, data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        replace_book(path, data)
    assert folder(path) == {path.name: OLD}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        replace_book(tmp_path / "none" / "book.xlsx", NEW)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_or_file_that_may_not_be_written(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(NoPermission):
        replace_book(path, NEW)
    path.chmod(0o644)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(NoPermission):
            replace_book(path, NEW)
    finally:
        path.parent.chmod(0o755)
    assert folder(path) == {path.name: OLD}


def test_a_file_marked_read_only_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NoPermission):
        replace_book(path, NEW)
    assert folder(path) == {path.name: OLD}


def test_a_new_file_is_never_written_over_another(path: Path) -> None:
    with pytest.raises(FileExists):
        new_file(path, NEW)
    new_file(path.with_name("copy.xlsx"), NEW)
    assert folder(path) == {path.name: OLD, "copy.xlsx": NEW}


def test_a_disk_without_hard_links_takes_a_new_file_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing("link", errno.EPERM))
    new_file(path.with_name("copy.xlsx"), NEW)
    with pytest.raises(FileExists):
        new_file(path, NEW)
    assert folder(path) == {path.name: OLD, "copy.xlsx": NEW}


@pytest.mark.parametrize(
    ("call", "code", "error"), [("write", errno.ENOSPC, DiskFull), ("open", errno.EACCES, NoPermission)]
)
def test_a_new_file_that_cannot_be_written_leaves_nothing(
    call: str, code: int, error: type[InputError], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, call, failing(call, code))
    with pytest.raises(error):
        new_file(path.with_name("copy.xlsx"), NEW)
    monkeypatch.undo()
    assert folder(path) == {path.name: OLD}
