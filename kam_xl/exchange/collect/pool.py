"""Reading in processes of their own, so that a file which kills or hangs its reader costs itself alone.

A watchdog ends a reader that works on one file for too long, a limit of memory one that takes too much; a reader whose
parent is gone ends by itself. What was in work when a reader died is read again, each file alone: the culprit dies
again and is refused, the others come through.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from kam_xl.errors import InputError
from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.collect.reading import Candidate, arrived, bytes_of
from kam_xl.exchange.collect.rejudging import Stored, read_or_rejudge
from kam_xl.exchange.digest import Arrived, Outcome, Refused
from kam_xl.exchange.errors import ReaderNotStarted
from kam_xl.i18n import message
from kam_xl.values import value

READER_DIED, READER_TIMEOUT = "reader_died", "reader_timeout"
"""Codes of files at which a reader died, or took too long."""

Work = Candidate | Stored
Read = Callable[[Work, Company], Outcome]
"""The work of a reader: of a file that came, or of a book of the store that is to be judged anew."""
S = TypeVar("S")


@value
class Bounds:
    """What a reader may take for one file: seconds, and bytes of memory in all; `jobs` readers work side by side."""

    jobs: int = 1
    seconds: float = 60.0
    memory: int = 4 * 2**30

    @property
    def window(self) -> int:
        """Return how many files may be in work or waiting at once."""
        return 2 * self.jobs


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """One file on its way: what is known of it, and the candidate to be read, None where nothing is to be read."""

    known: S
    item: Work | None


class Readers:
    """A pool of reading processes, made anew whenever one of them dies."""

    def __init__(self, by: Company, bounds: Bounds, read: Read = read_or_rejudge) -> None:
        self._by, self._bounds, self._read = by, bounds, read
        self._pool = self._new(bounds.jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def in_order(self, steps: Iterable[Step[S]]) -> Iterator[tuple[S, Outcome | None]]:
        """Yield for each step what is known and what came of reading, None where nothing was to be read; in order."""
        waiting: deque[tuple[Step[S], Future[Outcome] | None]] = deque()
        for step in steps:
            waiting.append((step, self._submit(step.item) if step.item else None))
            if len(waiting) >= self._bounds.window:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def _finished(self, step: Step[S], future: Future[Outcome] | None) -> tuple[S, Outcome | None]:
        if future is None or step.item is None:
            return step.known, None
        try:
            return step.known, future.result()
        except BrokenExecutor:
            return step.known, self._alone(step.item)

    def _submit(self, item: Work) -> Future[Outcome]:
        try:
            return self._pool.submit(_run, item)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self._pool = self._new(self._bounds.jobs)
            return self._pool.submit(_run, item)

    def _alone(self, item: Work) -> Outcome:
        """Read one file with a reader of its own, and say of it why the reader died.

        Raises:
            ReaderNotStarted: the reader did not even come to the file.
        """
        with self._new(1) as pool:
            _check_started(pool)
            start = time.monotonic()
            try:
                return pool.submit(_run, item).result()
            except BrokenExecutor:
                late = time.monotonic() - start >= self._bounds.seconds
        code = READER_TIMEOUT if late else READER_DIED
        return Refused(_came(item, self._by), code, message(f"collect.{code}", seconds=self._bounds.seconds))

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            jobs, mp_context=_context(), initializer=_begin, initargs=(self._by, self._bounds, self._read)
        )


def _check_started(pool: ProcessPoolExecutor) -> None:
    try:
        pool.submit(_ready).result()
    except BrokenExecutor as error:
        raise ReaderNotStarted() from error


def _ready() -> None:
    """Show that a reader has started."""


def _came(item: Work, by: Company) -> Arrived:
    """Return how a file came at which a reader died; its bytes are read for their print alone."""
    if isinstance(item, Stored):
        return item.arrived
    try:
        return arrived(item, *bytes_of(item), by.clock)
    except InputError:
        return arrived(item, b"", None, by.clock)


def _context() -> BaseContext:
    """Return how readers are started: from one clean process that has loaded what they need, where there is such a way.

    Elsewhere each loads it anew; copies of this very process are never made, since it has connections open.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([read_or_rejudge.__module__])
    return context


_work: Any = None
"""In a reader: the function, by what it judges, its seconds, and where the watchdog writes what nobody reads."""


def _begin(by: Company, bounds: Bounds, read: Read) -> None:
    """Make this process a reader."""
    global _work
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115, it stays open as long as the reader lives
    _work = read, by, bounds.seconds, nowhere
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(item: Work) -> Outcome:
    """Read one file in a reader, under its watchdog: it ends the process even where no Python code gets its turn."""
    read, by, seconds, nowhere = _work
    faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
    try:
        outcome: Outcome = read(item, by)
        return outcome
    finally:
        faulthandler.cancel_dump_traceback_later()
