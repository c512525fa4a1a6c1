"""Open the database of a store: which one, how SQLite is set so that two processes can use it, how often to try.

Sources: sqlite.org/wal.html, sqlite.org/lang_transaction.html (a transaction that will write takes the lock at once,
else two of them that read first cannot both go on).
"""

from __future__ import annotations

import os
import sqlite3
import time
import warnings
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, OperationalError, SAWarning

from kam_xl.errors import DiskFull, KamError, NoPermission
from kam_xl.excel.replace import backup_path
from kam_xl.exchange.errors import DriverNeeded, NotAStore, StoreBusy, StoreFailed, StoreNewer, StoreUrlWrong
from kam_xl.exchange.store.migrations import NEWEST, migrate, version_of

T = TypeVar("T")

VARIABLE = "KAM_DB"
BUSY_SECONDS = 30
"""How long SQLite waits for another process; a book is written in milliseconds."""

TRIES = 5
_PACKAGES = {"MySQLdb": "mysqlclient", "psycopg2": "psycopg2-binary"}
"""Modules of drivers → the packages that bring them, where those are called otherwise."""
_HEAD = b"SQLite format 3\0"
_WRITES = "kam_writes"


def url_of(asked: str) -> URL:
    """Return the URL of a database: what is asked for, else what `KAM_DB` says, else a file of the user's.

    What has no `://` is the path of an SQLite file.

    Raises:
        StoreUrlWrong: it is no URL.
    """
    found = asked or os.environ.get(VARIABLE, "")
    if not found:
        found = str(Path(platformdirs.user_data_dir("kam_xl", appauthor=False)) / "team.sqlite")
    if "://" not in found:
        return URL.create("sqlite", database=str(Path(found).expanduser()))
    try:
        return make_url(found)
    except (ArgumentError, ValueError) as error:
        raise StoreUrlWrong(found.partition("://")[0] + "://…") from error


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database, None for another one and for one in memory."""
    name = url.database or ""
    return Path(name) if url.get_backend_name() == "sqlite" and name not in ("", ":memory:") else None


def named(url: URL) -> str:
    """Return a database as a person may read it: the file, or the URL without its password."""
    return str(file_of(url) or url.render_as_string(hide_password=True))


def connect(url: URL) -> tuple[Engine, Connection]:
    """Open a database and bring it to the newest version; an SQLite file of an older one is kept as .bak before.

    Raises:
        StoreUrlWrong, DriverNeeded: the URL says nothing, or a driver is not installed.
        NotAStore, StoreNewer: something else is there, or a store of a newer program.
        StoreBusy, NoPermission, DiskFull, StoreFailed: it cannot be opened or written.
    """
    path = file_of(url)
    where = named(url)
    if path is not None:
        _check_file(path)
    engine = _engine(url)
    try:
        connection = telling(where, engine.connect)
        try:
            _bring_up(connection, path, where)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        engine.dispose()
        raise
    return engine, connection


def _check_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with path.open("rb") as file:
                head = file.read(len(_HEAD))
            if head not in (b"", _HEAD):
                raise NotAStore(str(path))
    except OSError as error:
        raise NoPermission(str(path)) from error


def _engine(url: URL) -> Engine:
    try:
        with warnings.catch_warnings():
            # A part of the address that the driver ignores, such as ?mode=ro, would promise what does not hold.
            warnings.simplefilter("error", SAWarning)
            engine = create_engine(url, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, SAWarning) as error:
        raise StoreUrlWrong(named(url)) from error
    except ModuleNotFoundError as missing:
        raise DriverNeeded(named(url), package=_PACKAGES.get(missing.name or "", missing.name)) from missing
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own way of beginning would take no lock before the first write.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Another process may be switching at this moment; the mode stays with the file, so that one of them is enough.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up(connection: Connection, path: Path | None, where: str) -> None:
    version = reading(connection, where, version_of)
    if version < 0:
        raise NotAStore(where)
    if version > NEWEST:
        raise StoreNewer(where, version=version, known=NEWEST)
    if version < NEWEST:
        writing(connection, where, lambda one: _migrate(one, path))


def _migrate(connection: Connection, path: Path | None) -> None:
    # Another process may have done it while this one waited.
    if 0 < version_of(connection) < NEWEST and path is not None:
        _keep_copy(path)
    migrate(connection)


def _keep_copy(path: Path) -> None:
    """Copy an SQLite file as it is before the transaction that is open, with what lies in its log."""
    new = path.with_name(path.name + ".new")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(new)) as target:
        source.backup(target)
    new.replace(backup_path(path))


def reading(connection: Connection, where: str, ask: Callable[[Connection], T]) -> T:
    """Ask in one transaction, which sees the store as of one moment."""

    def asked() -> T:
        with connection.begin():
            return ask(connection)

    return telling(where, asked)


def writing(connection: Connection, where: str, write: Callable[[Connection], T]) -> T:
    """Write in one transaction that holds the lock from its beginning; try again where another process was first.

    Raises:
        StoreBusy, NoPermission, DiskFull, StoreFailed: it did not work; the store is as it was.
    """
    connection.execution_options(**{_WRITES: True})
    try:
        return telling(where, lambda: _tried(connection, write))
    finally:
        connection.execution_options(**{_WRITES: False})


def _tried(connection: Connection, write: Callable[[Connection], T]) -> T:
    for attempt in range(TRIES):
        try:
            with connection.begin():
                return write(connection)
        except (OperationalError, IntegrityError) as error:
            if attempt == TRIES - 1 or not (isinstance(error, IntegrityError) or _is_busy(error)):
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("the last attempt returned or raised")


def telling(where: str, act: Callable[[], T]) -> T:
    """Do something with a database; what it complains of becomes an error in three parts.

    Raises:
        NotAStore, StoreBusy, NoPermission, DiskFull, StoreFailed: as the database said.
    """
    try:
        return act()
    except (DBAPIError, sqlite3.Error) as error:
        raise _told(error, where) from error


def _told(error: DBAPIError | sqlite3.Error, where: str) -> KamError:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if "not a database" in said or "malformed" in said:
        return NotAStore(where)
    if _is_busy(error):
        return StoreBusy(where)
    if "readonly" in said or "unable to open" in said:
        return NoPermission(where)
    return DiskFull(where) if "is full" in said else StoreFailed(where, detail=said)


def _is_busy(error: Exception) -> bool:
    said = str(error).lower()
    return "locked" in said or "deadlock" in said or "could not serialize" in said
