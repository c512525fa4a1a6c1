"""How long merging two full books takes once both are read, beside reading and building them.

A book of 40 accounts, 15 of them key with 65 answers each, 60 people, plans and a year of facts; a head and the manager
have each changed every tenth row, some of them the same (aim: at most 200 ms). Medians of interleaved runs in one
process, imports and the first run left out. Run: `python -m benchmarks.merge_books`.
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kam_xl.build.workbook import build
from kam_xl.exchange.books import open_book
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.choices import Chosen
from kam_xl.exchange.merge.combined import Returned, combine
from kam_xl.exchange.merge.sources import Origin
from kam_xl.exchange.state import state_of
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Tasks
from kam_xl.policy.file import default
from kam_xl.rules import assess
from kam_xl.sheets.book_records import BOOK_RECORDS, records_in, with_records
from kam_xl.sheets.task_records import TASK_RECORDS
from tests.factories import AS_OF, an_account, on_record
from tests.factories_plan import a_goal, a_plan, an_action, facts, tasks_of
from tests.factories_tasks import a_member, an_answer

ACCOUNTS, KEY, ANSWERS, PEOPLE, GOALS, ACTIONS = 40, 15, 65, 4, 10, 15
RUNS = 11
TEXTS = ("answer", "position", "strategy", "owner", "notes")


def a_book() -> Portfolio:
    """Return a manager's book that is full, every record with its id."""
    accounts = [on_record(f"Client {i:02}") for i in range(KEY)]
    accounts += [an_account(f"Client {i:02}") for i in range(KEY, ACCOUNTS)]
    found: dict[str, list[Any]] = {kept.field: [] for kept in TASK_RECORDS}
    for one in accounts[:KEY]:
        for name, records in _tasks(one.account).items():
            found[name] += [replace(record, id="") for record in records]
    setup = Setup("Anna", "Boris", margin_plan=30.0, hours=160.0, as_of_fixed=AS_OF)
    tasks = Tasks(**{name: tuple(records) for name, records in found.items()})
    return with_ids(Portfolio("b1", "en", setup, tuple(accounts), tasks=tasks))


def _tasks(name: str) -> Mapping[str, tuple[Any, ...]]:
    questions = [one.id for one in default().dossier.sets[0].questions]
    roles = [one.id for one in default().center.roles]
    sales = {"potential": (9.0,) * 4, "sales": (3.0, 4.0, 5.0, 6.0)}
    plan = tasks_of(
        a_plan(account=name),
        *(a_goal(f"Group {i}", account=name, **sales) for i in range(GOALS)),
        *(an_action(f"A{i:02}", account=name) for i in range(ACTIONS)),
        *facts(2026, *(3.0,) * 12, account=name),
    )
    answers = tuple(an_answer(questions[i % len(questions)], account=name) for i in range(ANSWERS))
    members = tuple(a_member(f"P{i}", account=name, role=roles[i % len(roles)]) for i in range(PEOPLE))
    whole = replace(plan, answers=answers, members=members)
    return {kept.field: getattr(whole, kept.field) for kept in TASK_RECORDS}


def changed(portfolio: Portfolio, first: int, text: str) -> Portfolio:
    """Return the book with a text typed over in every tenth row of each table, from one on."""
    records = {kept.field: list(records_in(portfolio, kept)) for kept in BOOK_RECORDS}
    for ones in records.values():
        for i in range(first, len(ones), 10):
            if name := next((one for one in TEXTS if hasattr(ones[i], one)), None):
                ones[i] = replace(ones[i], **{name: text})
    return with_records(portfolio, records)


def timed(tasks: Mapping[str, Callable[[], object]]) -> Mapping[str, float]:
    """Return the median of each task's time in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for run in range(RUNS + 1):
        for name, task in tasks.items():
            begun = time.perf_counter()
            task()
            if run:
                times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(ones) for name, ones in times.items()}


def main() -> None:
    """Print the time of a merge, and its share of reading both books and of building the new one."""
    base = a_book()
    mine, theirs = changed(base, 0, "Mine"), changed(changed(base, 5, "Theirs"), 0, "Also theirs")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("mine.xlsx", "theirs.xlsx")]
        for path, portfolio in zip(paths, (mine, theirs), strict=True):
            path.write_bytes(build(assess(portfolio, default(), AS_OF)))
        read = [open_book(path) for path in paths]
        origin = Origin(Base(state_of(base)))
        day = dt.date(2026, 5, 21)

        def merge() -> Any:
            returned = Returned(read[1], origin, "theirs.xlsx", "Boris")
            return combine(read[0], Chosen(read[0].portfolio), returned, AS_OF, day)

        found = merge()
        took = timed(
            {
                "merge": merge,
                "read": lambda: [open_book(path) for path in paths],
                "build": lambda: build(assess(found.portfolio, default(), AS_OF)),
            }
        )
    count = sum(len(records_in(base, kept)) for kept in BOOK_RECORDS)
    print(f"{count} records, {len(found.merged.changes)} changes, {len(found.conflicts)} conflicts")
    print(f"merge: {took['merge']:.0f} ms (aim: 200)")
    for name in ("read", "build"):
        print(f"{name}: {took[name]:.0f} ms; the merge takes {took['merge'] / took[name]:.2f} of it")


if __name__ == "__main__":
    main()
