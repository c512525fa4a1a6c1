"""A file that kills, hangs or bloats its reader costs itself alone, and nothing waits for ever."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from kam_xl.exchange.collect import pool
from kam_xl.exchange.collect.pool import Bounds, Readers, Step
from kam_xl.exchange.digest import Outcome, Refused
from kam_xl.exchange.errors import ReaderNotStarted
from tests.exchange.collect import readers
from tests.exchange.collect.books import Came, by

FAST = Bounds(jobs=2, seconds=20.0, memory=2 * 2**30)


def codes(*contents: bytes, bounds: Bounds = FAST, read: object = readers.by_content) -> list[str]:
    steps = [Step(i, Came(f"{i}.xlsx", content)) for i, content in enumerate(contents)]
    with Readers(by(), bounds, read) as started:  # type: ignore[arg-type]
        found = list(started.in_order(steps))
    assert [i for i, _ in found] == list(range(len(contents)))
    return [outcome.code for _, outcome in found if isinstance(outcome, Refused)]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("harm", [b"die", b"crash"])
def test_a_reader_that_dies_takes_no_other_file_with_it(harm: bytes, jobs: int) -> None:
    found = codes(b"1", harm, b"2", b"3", b"4", bounds=Bounds(jobs, 20.0))
    assert found == ["met", "reader_died", "met", "met", "met"]


def test_several_that_die_are_told_apart() -> None:
    assert codes(b"die", b"1", b"die", b"die", b"2") == ["reader_died", "met", "reader_died", "reader_died", "met"]


@pytest.mark.parametrize("harm", [b"sleep", b"hold"])
def test_a_reader_that_hangs_is_ended_even_where_it_gives_python_no_turn(harm: bytes) -> None:
    start = time.monotonic()
    assert codes(b"1", harm, b"2", bounds=Bounds(1, 1.0)) == ["met", "reader_timeout", "met"]
    assert time.monotonic() - start < 60


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to an amount of memory")
def test_a_reader_that_takes_too_much_memory_is_refused() -> None:
    assert codes(b"1", b"grow", b"2", read=readers.memory_error) == ["met", "reader_memory", "met"]


def test_readers_that_cannot_start_are_no_fault_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_begin", readers.cannot_start)
    with pytest.raises(ReaderNotStarted), Readers(by(), FAST) as started:
        list(started.in_order([Step(0, Came("0.xlsx", b"x"))]))


def test_files_come_out_in_order_and_what_is_known_passes_through_unread() -> None:
    steps = [Step(i, Came(f"{i}", b"x") if i % 3 else None) for i in range(20)]
    with Readers(by(), FAST, readers.by_content) as started:
        found = list(started.in_order(steps))
    assert [i for i, _ in found] == list(range(20))
    assert [outcome is None for _, outcome in found] == [i % 3 == 0 for i in range(20)]


def test_no_more_files_are_held_than_twice_the_readers() -> None:
    taken: list[int] = []

    def steps() -> Iterator[Step[int]]:
        for i in range(30):
            taken.append(i)
            yield Step(i, Came(f"{i}", b"x"))

    with Readers(by(), FAST, readers.by_content) as started:
        for done, (_, outcome) in enumerate(started.in_order(steps()), start=1):
            assert outcome is not None
            assert len(taken) - done < FAST.window


def test_each_reader_is_a_process_of_its_own_that_is_used_again() -> None:
    def pid(outcome: Outcome | None) -> str:
        assert isinstance(outcome, Refused)
        return str(outcome.reason.params["kind"])

    with Readers(by(), FAST, readers.by_content) as started:
        found = list(started.in_order(Step(i, Came(f"{i}", b"x")) for i in range(30)))
    assert 1 <= len({pid(outcome) for _, outcome in found}) <= FAST.jobs
