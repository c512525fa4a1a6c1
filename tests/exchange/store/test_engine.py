"""Which database is opened, and what a person is told when it cannot be."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest
from sqlalchemy.exc import OperationalError

from kam_xl.errors import DiskFull, KamError, NoPermission
from kam_xl.exchange.errors import DriverNeeded, NotAStore, StoreBusy, StoreFailed, StoreUrlWrong
from kam_xl.exchange.store import Store, engine
from kam_xl.exchange.store.engine import file_of, named, telling, url_of
from tests.support.digests import JUDGED, at


def test_a_path_is_an_sqlite_file_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "100% Ёлка?.sqlite"
    with Store.open(str(file)) as store:
        assert store.where == str(file)
    assert file.read_bytes().startswith(b"SQLite format 3\0")


def test_a_variable_names_the_store_and_an_option_overrules_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KAM_DB", str(tmp_path / "a.sqlite"))
    assert file_of(url_of("")) == tmp_path / "a.sqlite"
    assert file_of(url_of("other.sqlite")) == Path("other.sqlite")


def test_without_either_the_store_is_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KAM_DB", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name, appauthor: str(tmp_path / name))
    assert file_of(url_of("")) == tmp_path / "kam_xl" / "team.sqlite"


def test_a_password_is_never_shown() -> None:
    url = url_of("postgresql://anna:secret@server/kam")
    assert file_of(url) is None
    assert "secret" not in named(url) and "server/kam" in named(url)


@pytest.mark.parametrize("url", ["nothing://at/all", "://", "sqlite+nothing:///a", "sqlite:///a?mode=ro"])
def test_a_wrong_url_is_a_mistake_of_the_person(url: str) -> None:
    with pytest.raises(StoreUrlWrong):
        Store.open(url)


def test_a_driver_that_is_not_installed_is_named() -> None:
    with pytest.raises(DriverNeeded) as missing:
        Store.open("mysql+mysqldb://server/kam")
    assert missing.value.params == {"package": "mysqlclient"}
    assert "pip install mysqlclient" in missing.value.remedy("en")


@pytest.mark.parametrize("content", [b"Name;Sum\r\n", b"SQLite format 3\0" + b"x" * 5000])
def test_another_file_is_refused_and_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(NotAStore):
        Store.open(str(file))
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
        other.commit()
    with pytest.raises(NotAStore):
        Store.open(str(file))
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_an_empty_file_becomes_a_store(file: Path) -> None:
    file.touch()
    with Store.open(str(file)) as store:
        assert store.current() == []


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NoPermission):
        Store.open(str(tmp_path))


def test_a_store_that_another_program_holds_is_busy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with Store.open(str(file)) as store, closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            store.begin([], JUDGED, at(0))
        assert store.runs() == []
        other.execute("COMMIT")
        assert store.begin([], JUDGED, at(0)) == 1


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("database is locked", StoreBusy),
        ("deadlock detected", StoreBusy),
        ("attempt to write a readonly database", NoPermission),
        ("unable to open database file", NoPermission),
        ("database or disk is full", DiskFull),
        ("database disk image is malformed", NotAStore),
        ("server closed the connection", StoreFailed),
    ],
)
def test_what_a_database_complains_of_is_told_in_three_parts(said: str, error: type[KamError]) -> None:
    def failing() -> None:
        raise OperationalError("INSERT", {}, Exception(said))

    with pytest.raises(error) as told:
        telling("team.sqlite", failing)
    assert told.value.where == "team.sqlite"
    assert all(told.value.what(lang) and told.value.remedy(lang) for lang in ("en", "ru"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NoPermission):
        Store.open(str(tmp_path / "a.sqlite"))
