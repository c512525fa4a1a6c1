"""The store beside a bare reading of the same books: how much time a book costs to keep, and how much room.

Books of 40 accounts, 15 × 65 answers, 60 people and plans with three years of facts (some 1,700 records and 2,000 rows
of the team's tables) are stored as collecting does it: all for the first time, all once more (their bytes are known),
each in a version with some fields changed, and each in a version that arrived late (aim: at most 15 ms a book the
first time, so that collecting stays within twice a bare reading). Times are those of the processor, so that a busy
machine shows the same. Run: `python -m benchmarks.store_books [BOOKS]`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from kam_xl.exchange.digest import Digest
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.state import state_of
from kam_xl.exchange.store import Store
from kam_xl.exchange.team_tables import ACCOUNTS, BOOK_TABLES, BOOKS, KEYS, Row, TeamTable
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Tasks
from kam_xl.policy.file import default
from tests.factories import an_account, on_record
from tests.factories_plan import a_goal, a_plan, an_action, facts, tasks_of
from tests.factories_tasks import a_member, an_answer
from tests.support.digests import DAY_ONE, JUDGED, an_arrival, at

KEY, OTHERS, ANSWERS, PEOPLE, GOALS, ACTIONS = 15, 25, 65, 4, 7, 8
ROWS = {
    "dossier": 8 * KEY,
    "coverage": 7 * KEY,
    "plan_years": 4 * KEY,
    "plan_months": 96 * KEY,
    "actions": ACTIONS * KEY,
}
SAMPLES = {
    "count": 7, "money": 12.375, "share": 0.4375, "points": 61.25, "date": dt.date(2026, 5, 20), "moment": DAY_ONE,
    "flag": True,
}  # fmt: skip


def a_book(number: int) -> Portfolio:
    """Return a manager's book that is full."""
    keys = [on_record(f"Client {i:02}", id="") for i in range(KEY)]
    questions = [one.id for one in default().dossier.sets[0].questions]
    roles = [one.id for one in default().center.roles]
    tasks = Tasks()
    for one in keys:
        name = one.account
        sales = {"potential": (9.0,) * 4, "sales": (3.0, 4.0, 5.0, 6.0)}
        plan = tasks_of(
            a_plan(account=name),
            *(a_goal(f"Group {i}", account=name, **sales) for i in range(GOALS)),
            *(an_action(f"A{i:02}", account=name) for i in range(ACTIONS)),
            *(fact for year in (2024, 2025, 2026) for fact in facts(year, *(3.0,) * 12, account=name)),
        )
        answers = tuple(an_answer(questions[i % len(questions)], account=name) for i in range(ANSWERS))
        members = tuple(a_member(f"P{i}", account=name, role=roles[i % len(roles)]) for i in range(PEOPLE))
        own = replace(plan, answers=answers, members=members)
        tasks = Tasks(**{one.name: getattr(tasks, one.name) + getattr(own, one.name) for one in fields(Tasks)})
    others = [an_account(f"Other {i:02}", id="") for i in range(OTHERS)]
    setup = Setup(f"Manager {number:03}", "Boris", margin_plan=30.0, hours=160.0)
    return with_ids(Portfolio(f"b{number:010}", "en", setup, (*keys, *others), tasks=tasks))


def a_digest(book: Portfolio, stamp: dt.datetime) -> Digest:
    """Return what collecting makes of a book; the rows are as many and as wide as real ones."""
    source = f"inbox.mbox › Plan review {stamp:%d %B} › KAM {book.setup.manager}.xlsx"
    content = hashlib.sha256(f"{book.book_id}{stamp}".encode()).hexdigest()
    arrived = an_arrival(source, stamp, sha256=content)
    counts = {BOOKS.name: 1, ACCOUNTS.name: KEY + OTHERS, KEYS.name: KEY, **ROWS}
    rows = {one.name: list(_rows(one, counts.get(one.name, 0), book, source)) for one in BOOK_TABLES}
    return Digest(arrived, content, stamp, state_of(book), JUDGED, rows, ())


def _rows(table: TeamTable, count: int, book: Portfolio, source: str) -> Iterator[Row]:
    typed = tuple(SAMPLES.get(one.kind, "Ответ клиента") for one in table.columns[2:-3])
    ids = [(one.id, one.account) for one in book.accounts]
    for i in range(count):
        own = typed if table is BOOKS else (*ids[i % len(ids)], *typed[2:])
        yield (book.setup.manager, book.book_id, *own, source, table.name, f"F{i + 5}")


def changed(book: Portfolio, hours: float) -> Portfolio:
    """Return a later version: 40 answers are new, 15 people were met."""
    answers = tuple(replace(one, answer=f"{one.answer} {hours}") for one in book.tasks.answers[:40])
    members = tuple(replace(one, next_step=f"Call {hours}") for one in book.tasks.members[:15])
    tasks = replace(
        book.tasks,
        answers=(*answers, *book.tasks.answers[40:]),
        members=(*members, *book.tasks.members[15:]),
    )
    return replace(book, setup=replace(book.setup, hours=hours), tasks=tasks)


def stored(store: Store, digests: Iterable[Digest], *, known: bool = False) -> float:
    """Return the milliseconds a book that storing took; making the books is not counted."""
    run, took, count = store.begin(["inbox"], JUDGED, at(0)), 0.0, 0
    for one in digests:
        began = time.process_time()
        if known and (held := store.known(one.arrived.sha256)):
            store.seen(run, one.arrived, held)
        else:
            store.add(run, one)
        took, count = took + time.process_time() - began, count + 1
    store.finish(run, at(0))
    return took / count * 1000


def main(count: int) -> None:
    """Print the time and room that a book takes."""
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "team.sqlite")) as store:
        books = [a_book(number) for number in range(count)]
        first = [a_digest(one, at(10)) for one in books]
        print(f"{sum(map(len, first[0].state.tables.values()))} records, {sum(map(len, first[0].rows.values()))} rows")
        print(f"first version: {stored(store, first):.1f} ms a book (aim 15)")
        size = sum(one.stat().st_size for one in Path(folder).iterdir())
        print(f"room: {size / count / 1000:.0f} kB a book")
        print(f"known bytes: {stored(store, first, known=True):.1f} ms a book")
        newer = (a_digest(changed(one, 90.0), at(40)) for one in books)
        print(f"a later version: {stored(store, newer):.1f} ms a book")
        late = (a_digest(changed(one, 91.0), at(25)) for one in books)
        print(f"one between them, late: {stored(store, late):.1f} ms a book")
        size = sum(one.stat().st_size for one in Path(folder).iterdir())
        print(f"room with three versions: {size / count / 1000:.0f} kB a book")
        began = time.process_time()
        for one in store.current():
            store.rows(one.id, JUDGED)
        print(f"reading rows: {(time.process_time() - began) / count * 1000:.1f} ms a book")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
