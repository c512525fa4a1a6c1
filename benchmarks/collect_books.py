"""How long collecting 500 emailed books takes, the store included, and how much memory.

Each book is full (40 clients, 15 key accounts with 65 answers, four people, five product groups, eight actions and a
year of facts each), different from all others, and comes as an attachment of a mail. Compared are a bare calamine read
of the same sheets (aim: at most twice its time), `pandas.read_excel` with openpyxl on a few (aim: ten times its speed),
two processes with one (aim: 1.7 times as fast), and the peak of memory of all processes at 100 and at 500 books (aim:
at most 1.15 times). Run: `python -m benchmarks.collect_books [BOOKS]`; memory is then compared at a fifth
of them.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas
from python_calamine import CalamineWorkbook

from benchmarks.full_books import SHEETS, many
from kam_xl.exchange.collect.company import company
from kam_xl.exchange.collect.pool import Bounds
from kam_xl.exchange.collect.run import collect
from kam_xl.exchange.collect.team import Team
from kam_xl.exchange.sources import items
from kam_xl.exchange.store import Store
from kam_xl.policy.file import default

BOOKS, KINDS, SAMPLE = 500, 20, 4
NOW = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)


def mails(folder: Path, count: int) -> None:
    """Write a mail with a book of its own attached, so many times."""
    for i, data in enumerate(many(count, KINDS)):
        head = (
            f"From: manager{i}@firm.example\r\nDate: Fri, 29 May 2026 09:{i % 60:02}:00 +0000\r\nSubject: Book {i}\r\n"
            "MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
            f'Content-Disposition: attachment; filename="KAM {i}.xlsx"\r\n\r\n'
        )
        (folder / f"{i:05}.eml").write_bytes(head.encode() + base64.encodebytes(data).replace(b"\n", b"\r\n"))


def collected(folder: Path, jobs: int) -> int:
    """Collect a folder into a new store, with all that the books say together; return how many books there are."""
    by = company(default(), None, NOW.date())
    with tempfile.TemporaryDirectory() as place, Store.open(str(Path(place) / "team.db")) as store:
        run = collect(items([folder]), store, by, now=NOW, bounds=Bounds(jobs))
        team = Team(store, run, by)
        team.together(NOW.date())
        if len(team.books) != len(list(folder.iterdir())):
            raise SystemExit("not every book was taken, so the times say nothing")
        return len(team.books)


def books_in(folder: Path) -> Iterator[bytes]:
    """Yield the books of the mails."""
    for item in items([folder]):
        if item.data is not None:
            yield item.data


def bare(folder: Path) -> tuple[float, float]:
    """Read the sheets that hold tables of ours and judge nothing; return seconds with and without opening the mails."""
    start, reading = time.perf_counter(), 0.0
    for data in books_in(folder):
        begun = time.perf_counter()
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for name in SHEETS:
                workbook.get_sheet_by_name(name).to_python()
        reading += time.perf_counter() - begun
    return time.perf_counter() - start, reading


def with_pandas(folder: Path) -> None:
    """Read the same sheets of a few books into frames."""
    for _, data in zip(range(SAMPLE), books_in(folder), strict=False):
        pandas.read_excel(io.BytesIO(data), sheet_name=list(SHEETS), engine="openpyxl")


class Peak:
    """The most memory that this process and all that it started have held at once, in bytes, shared pages once."""

    def __init__(self) -> None:
        self.bytes, self._done = 0, threading.Event()
        self._watcher = threading.Thread(target=self._watch)

    def __enter__(self) -> Peak:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            self.bytes = max(self.bytes, sum(map(_proportional, _family(os.getpid()))))


def _family(root: int) -> list[int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main(count: int) -> int:
    """Print all ratios beside what was aimed at."""
    few = count // 5
    with tempfile.TemporaryDirectory() as all_of_them, tempfile.TemporaryDirectory() as some:
        many_mails, few_mails = Path(all_of_them), Path(some)
        print(f"writing {count} mails: {seconds(lambda: mails(many_mails, count)):.0f} s", flush=True)
        mails(few_mails, few)
        with Peak() as peak_few:
            collected(few_mails, 1)
        with Peak() as peak_many:
            one = seconds(lambda: collected(many_mails, 1))
        from_mails, calamine = bare(many_mails)
        two = seconds(lambda: collected(many_mails, 2))
        frames = seconds(lambda: with_pandas(many_mails)) / SAMPLE
    each = one / count
    print(f"{count} books: {count / one:.1f} a second, {each * 1000:.0f} ms a book")
    print(f"bare calamine: {calamine / count * 1000:.0f} ms a book; ours takes {one / calamine:.2f} times (aim 2)")
    print(f"the same, out of mails: {from_mails / count * 1000:.0f} ms a book; ours takes {one / from_mails:.2f} times")
    print(f"pandas with openpyxl: {frames * 1000:.0f} ms a book; ours is {frames / each:.1f} times as fast (aim 10)")
    print(f"two processes: {two / count * 1000:.0f} ms a book, {one / two:.2f} times as fast (aim 1.7)")
    ratio = peak_many.bytes / peak_few.bytes
    small, large = (peak.bytes / 2**20 for peak in (peak_few, peak_many))
    print(f"memory: {small:.0f} MiB at {few} books, {large:.0f} at {count}: {ratio:.2f} times (aim 1.15)")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else BOOKS))
