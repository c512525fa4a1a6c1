"""How long reading a full emailed book takes, against what one would otherwise write by hand.

The book of a manager who uses everything: 40 clients, 15 of them key with 65 answers each, 60 people, plans with goals,
actions, risks, reviews and a year of facts. Bare calamine reads the sheets that hold our tables into lists, from the
same bytes, and tells neither tables nor names nor errors (aim of collecting as a whole: at most twice its time); pandas
with openpyxl reads the same sheets into frames (aim: ten times its speed). Medians of interleaved runs, of the time
of this process alone, imports and the first run left out. Run: `python -m benchmarks.read_emailed`, with `--profile`
for where time goes.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import sys
from dataclasses import fields, replace

import pandas
from python_calamine import CalamineWorkbook

from benchmarks.read_and_qualify import RUNS, SLOW_RUNS, interleaved
from benchmarks.task_commands import ANSWERS
from kam_xl.build.workbook import build
from kam_xl.excel.reading import read_data
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Risk, Tasks
from kam_xl.policy.file import default
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from tests.factories import AS_OF, an_account, on_record
from tests.factories_plan import a_goal, a_plan, a_review, an_action, facts, tasks_of
from tests.factories_tasks import a_member, an_answer

ACCOUNTS, KEY, PEOPLE, GOALS, ACTIONS, RISKS, REVIEWS = 40, 15, 4, 8, 10, 4, 3


def portfolio() -> Portfolio:
    """Return the portfolio of that manager."""
    key = [on_record(f"Key client {i:02}", id=f"a{i:010}") for i in range(KEY)]
    others = [an_account(f"Client {i:02}", id=f"a{i:010}") for i in range(KEY, ACCOUNTS)]
    tasks = Tasks()
    for number, one in enumerate(key):
        own = _tasks_of(one.account, number)
        tasks = Tasks(**{one.name: getattr(tasks, one.name) + getattr(own, one.name) for one in fields(Tasks)})
    setup = Setup("Anna", "Boris", "EUR million", 30.0, 160.0, AS_OF, AS_OF)
    return Portfolio("b1", "en", setup, (*key, *others), tasks=tasks)


def _tasks_of(name: str, number: int) -> Tasks:
    questions = [one.id for one in default().dossier.sets[0].questions]
    roles = [one.id for one in default().center.roles]
    sales = {"potential": (9.13, 9.5, 9.9, 10.4), "sales": (3.25, 4.0, 5.1, 6.05), "margin": (0.71, 0.9, 1.12, 1.3)}
    plan = tasks_of(
        a_plan(id=f"l{number}", account=name),
        *(a_goal(f"Group {i}", id=f"g{number}-{i}", account=name, **sales) for i in range(GOALS)),
        *(an_action(f"A{i:02}", id=f"t{number}-{i}", account=name) for i in range(ACTIONS)),
        *(Risk(f"r{number}-{i}", name, f"A tender of {name}, lot {i}", 0.3, "high") for i in range(RISKS)),
        *(a_review(id=f"v{number}-{i}", account=name) for i in range(REVIEWS)),
        *(replace(one, id=f"f{number}-{i}") for i, one in enumerate(facts(2026, *(3.25,) * 12, account=name))),
    )
    answers = tuple(
        an_answer(
            questions[i % len(questions)], id=f"q{number}-{i}", account=name, answer=f"{name} said {i} of it in spring"
        )
        for i in range(ANSWERS)
    )
    members = tuple(
        a_member(f"P{i}", id=f"m{number}-{i}", account=name, role=roles[i % len(roles)]) for i in range(PEOPLE)
    )
    return replace(plan, answers=answers, members=members)


def ratios(data: bytes) -> dict[str, float]:
    """Return the median seconds of reading, of reading and parsing, of bare calamine and of pandas."""
    raw = read_data(data, "book")
    sheets = list(dict.fromkeys(table.sheet for table in raw.tables.values()))

    def calamine() -> None:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for name in sheets:
                workbook.get_sheet_by_name(name).to_python()

    ways = {
        "read": lambda: read_data(data, "book"),
        "ours": lambda: parse(read_data(data, "book")),
        "calamine": calamine,
    }
    slow = {"pandas": lambda: pandas.read_excel(io.BytesIO(data), sheet_name=sheets, engine="openpyxl")}
    return interleaved(ways, RUNS) | interleaved(slow, SLOW_RUNS)


def main() -> int:
    """Print the times and both ratios, or the profile of our own."""
    data = build(assess(portfolio(), default(), AS_OF))
    assert parse(read_data(data, "book")).portfolio == portfolio()
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            for _ in range(10):
                parse(read_data(data, "book"))
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return 0
    found = ratios(data)
    ms = {name: seconds * 1000 for name, seconds in found.items()}
    print(f"a full emailed book of {len(data) // 1024} KiB: read {ms['read']:.1f} ms, with parsing {ms['ours']:.1f} ms")
    print(f"bare calamine: {ms['calamine']:.1f} ms; ours takes {found['ours'] / found['calamine']:.2f} times as long")
    print(f"pandas with openpyxl: {ms['pandas']:.0f} ms; ours is {found['pandas'] / found['ours']:.1f} times as fast")
    return 0


if __name__ == "__main__":
    sys.exit(main())
