"""The store as collecting and questions use it: one connection to one database, a transaction a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, insert, select

from kam_xl.errors import FileMissing
from kam_xl.exchange.digest import Arrived, Digest, Judged, Refused
from kam_xl.exchange.state import State
from kam_xl.exchange.store import asking, judging, taking
from kam_xl.exchange.store.engine import connect, file_of, named, reading, url_of, writing
from kam_xl.exchange.store.tables import POLICIES
from kam_xl.exchange.store.values import Arrival, ArrivalKind, FieldChange, Known, Run, Submission
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import Finding

T = TypeVar("T")
P = ParamSpec("P")


class Store:
    """Collected books, their versions and what they were judged to be; use it in a `with`, from one thread.

    Every call that writes is one transaction: after it all is kept, whatever happens next, and before its end nothing.
    Several processes may write at once. All calls raise `StoreBusy`, `NoPermission`, `DiskFull` or `StoreFailed` where
    the database cannot do it.
    """

    def __init__(self, engine: Engine, connection: Connection, where: str) -> None:
        self._engine, self._connection, self.where = engine, connection, where

    @classmethod
    def open(cls, url: str = "", *, must_exist: bool = False) -> Store:
        """Open a store, made where there is none yet, and brought to the newest version where it is older.

        `url` is one of SQLAlchemy or the path of an SQLite file; "" means what the variable `KAM_DB` names, else a
        file in the user's own folder for data.

        Raises:
            FileMissing: there is no such file, and `must_exist` was given.
            NotAStore, StoreNewer: something else is there, or a store of a newer program.
            StoreUrlWrong, DriverNeeded: no such database can be opened here.
        """
        found = url_of(url)
        file = file_of(found)
        if must_exist and file is not None and not file.exists():
            raise FileMissing(str(file))
        return cls(*connect(found), named(found))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self._connection.close()
        self._engine.dispose()

    def ask(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Return the answer to a question, which sees the store as of one moment."""
        return reading(self._connection, self.where, lambda connection: question(connection, *args, **named))

    def _write(self, act: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs) -> T:
        return writing(self._connection, self.where, lambda connection: act(connection, *args, **named))

    def begin(self, sources: Sequence[str], judged: Judged, now: dt.datetime) -> int:
        """Begin a run and return its number; books that come with it count as added `now`."""
        return self._write(taking.begin, sources, judged, now)

    def settle(self, run: int) -> None:
        """Say anew what the files of a run are called: another run may have brought versions meanwhile."""
        self._write(taking.settle, run)

    def finish(self, run: int, now: dt.datetime) -> None:
        """Say that a run came to its end: what is new after it is counted from there."""
        self._write(taking.finish, run, now)

    def known(self, sha256: str) -> Known | None:
        """Return what is known of a file by its SHA-256: which version of which book it is, or why it was refused."""
        return self.ask(asking.known, sha256)

    def add(self, run: int, digest: Digest) -> ArrivalKind:
        """Take a book and return what it is: current, older, resent or identical (see `taking`).

        All of it is kept or nothing. Bytes that are known already change nothing but the list of what came; rows by
        another policy or day are kept beside those that are there.
        """
        return self._write(taking.add, run, digest)

    def refuse(self, run: int, refused: Refused) -> None:
        """Keep that a file came and why it was not accepted."""
        self._write(taking.refuse, run, refused)

    def seen(self, run: int, arrived: Arrived, known: Known) -> ArrivalKind:
        """Keep that a file came whose bytes are known, and return what it is, as `add` does, or refused."""
        if known.submission is not None:
            return self._write(taking.seen, run, arrived, known.submission)
        self._write(taking.refused_again, run, arrived, known)
        return "refused"

    def judge(
        self, submission: int, judged: Judged, rows: Mapping[str, Sequence[Row]], findings: Sequence[Finding]
    ) -> None:
        """Keep what a version is judged to be by a policy as of a day; what is kept already stays."""
        self._write(judging.write_judged, submission, judged, rows, findings)

    def current(self) -> list[Submission]:
        """Return the newest version of each book, by manager and book."""
        return self.ask(asking.current)

    def versions(self, book_id: str = "") -> list[Submission]:
        """Return all versions of a book, or of all books, in their order in time."""
        return self.ask(asking.versions, book_id)

    def rows(self, submission: int, judged: Judged, *tables: str) -> Mapping[str, list[Row]] | None:
        """Return the rows of a version by team table, of all where none are named; None where it was not judged so."""
        return self.ask(judging.judged_rows, submission, judged, tables)

    def findings(self, submission: int, judged: Judged) -> list[Finding] | None:
        """Return the findings of a version; None where it was not judged so."""
        return self.ask(judging.judged_findings, submission, judged)

    def state(self, submission: int) -> State:
        """Return a version as plain fields.

        A field that says the same as in the version before, written another way (2 and 2.0), stands as it did there.
        """
        return self.ask(asking.state, submission)

    def arrivals(self, run: int) -> list[Arrival]:
        """Return every file of a run, in the order in which they came."""
        return self.ask(asking.arrivals, run)

    def runs(self) -> list[Run]:
        """Return all runs, the first first."""
        return self.ask(asking.runs)

    def last_finished_run(self, before: int) -> Run | None:
        """Return the last run before another one that came to its end, None where there is none."""
        return self.ask(asking.last_finished_run, before)

    def changes(
        self,
        since: dt.datetime | None,
        book_id: str = "",
        account: str = "",
        *,
        stamped_since: dt.datetime | None = None,
        unsent: bool = False,
    ) -> Iterator[FieldChange]:
        """Yield what changed between versions that follow each other, in the order of time within each book.

        `since` leaves out versions that a run brought which began at that moment or before: given the beginning of the
        last run, what is new since. `stamped_since` goes by the versions' own stamps instead. `account` is an id or
        any name that the account ever had. What a version did not bring is left out unless it is asked for (`unsent`).
        """
        yield from self.ask(asking.changes, since, stamped_since, book_id, account, unsent=unsent)

    def add_policy(self, print: str, text: str) -> None:
        """Keep a policy as text under its fingerprint."""
        self._write(_add_policy, print, text)

    def policy(self, print: str) -> str | None:
        """Return the text of a policy by its fingerprint, None where it is not known."""
        return self.ask(_policy, print)


def _policy(connection: Connection, print: str) -> str | None:
    return connection.scalar(select(POLICIES.c.content).where(POLICIES.c.print == print))


def _add_policy(connection: Connection, print: str, text: str) -> None:
    if _policy(connection, print) is None:
        connection.execute(insert(POLICIES).values(print=print, content=text))
