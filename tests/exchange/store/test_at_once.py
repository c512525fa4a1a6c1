"""Two processes on one store, and processes killed in the middle: nothing lost, doubled or half written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.exchange.digest import Digest
from kam_xl.exchange.store import Store
from kam_xl.exchange.store.check import check
from tests.factories import a_portfolio, an_account
from tests.support.digests import JUDGED, a_digest, at

ROOT = Path(__file__).resolve().parents[3]
BOOKS, VERSIONS = 12, 3


def digests(seed: int) -> list[Digest]:
    """Return versions of some books in an order of the seed's own."""
    found = []
    for number in range(BOOKS):
        for day in range(VERSIONS):
            accounts = [an_account(f"Client {i}", id=f"a{i}", margin=float(day)) for i in range(day, 40)]
            book = replace(a_portfolio(*accounts, hours=float(day)), book_id=f"b{number}")
            found.append(a_digest(book, at(day), packed=str(number)))
    random.Random(seed).shuffle(found)
    return found


def collect(file: str, seed: int) -> None:
    """Add everything to a store as one run; said on stdout when the first book is in."""
    with Store.open(file) as store:
        run = store.begin([f"seed {seed}"], JUDGED, at(9))
        for one in digests(seed):
            store.add(run, one)
            print("stored", flush=True)  # noqa: T201
        store.settle(run)
        store.finish(run, at(10))


def started(file: Path, seed: int) -> subprocess.Popen[bytes]:
    code = f"from tests.exchange.store.test_at_once import collect; collect({str(file)!r}, {seed})"
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)


def whole(store: Store) -> None:
    """Make sure that a store holds every version once, each as it was."""
    assert check(store) == []
    expected = {one.arrived.sha256: one for one in digests(0)}
    kept = store.versions()
    assert sorted(one.sha256 for one in kept) == sorted(expected)
    for one in kept:
        assert store.state(one.id) == expected[one.sha256].state
        assert store.rows(one.id, JUDGED) == expected[one.sha256].rows
    assert [one.place for one in kept if one.book_id == "b3"] == list(range(1, VERSIONS + 1))


def test_two_processes_add_the_same_books_in_another_order_at_once(file: Path) -> None:
    both = [started(file, seed) for seed in (1, 2)]
    for one in both:
        one.communicate(timeout=120)
        assert one.returncode == 0
    with Store.open(str(file)) as store:
        whole(store)
        assert all(one.finished for one in store.runs())
        for run in store.runs():
            said = {one.sha256: one.kind for one in store.arrivals(run.id)}
            assert sorted(said.values()) == sorted(["current"] * BOOKS + ["older"] * BOOKS * (VERSIONS - 1))


def killed(file: Path, seed: int, wait: float) -> None:
    """Kill a collection some moments after it stored its first book."""
    process = started(file, seed)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def survive(file: Path, times: int) -> None:
    chance = random.Random(times)
    for number in range(times):
        killed(file, number, chance.random() * 0.4)
        with Store.open(str(file)) as store:
            assert check(store) == []
            assert store.current()
    collect(str(file), 0)
    with Store.open(str(file)) as store:
        whole(store)


def test_a_store_survives_ten_kills(file: Path) -> None:
    survive(file, 10)


@pytest.mark.slow
def test_a_store_survives_a_hundred_kills(tmp_path: Path) -> None:
    for number in range(10):
        survive(tmp_path / f"{number}.sqlite", 10)
