"""The commands of the three tasks without the spreadsheet: our own time only.

A press of each button on a book of 15 key accounts with 65 answers, 12 people, a plan of 10 product groups and 15
actions, and a year of facts each: parse, judge, plan the cells (aim: at most 50 ms beside parsing). Run:
`python -m benchmarks.task_commands`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

from benchmarks.press import Page, median
from kam_xl.commands.buttons import BUTTONS, button
from kam_xl.commands.registry import COMMANDS
from kam_xl.commands.task import Task
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Tasks
from kam_xl.policy.file import default
from kam_xl.press import press
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, on_record
from tests.factories_plan import a_goal, a_plan, an_action, facts, tasks_of
from tests.factories_tasks import a_member, an_answer

ACCOUNTS, ANSWERS, PEOPLE, GOALS, ACTIONS = 15, 65, 12, 10, 15


def a_book() -> Portfolio:
    """Return a manager's book that is full."""
    accounts = [on_record(f"Client {i:02}", id=f"a{i:010}") for i in range(ACCOUNTS)]
    questions = [one.id for one in default().dossier.sets[0].questions]
    roles = [one.id for one in default().center.roles]
    tasks = Tasks()
    for one in accounts:
        name = one.account
        sales = {"potential": (9.0,) * 4, "sales": (3.0, 4.0, 5.0, 6.0)}
        plan = tasks_of(
            a_plan(account=name),
            *(a_goal(f"Group {i}", account=name, **sales) for i in range(GOALS)),
            *(an_action(f"A{i:02}", account=name) for i in range(ACTIONS)),
            *facts(2026, *(3.0,) * 12, account=name),
        )
        answers = tuple(an_answer(questions[i % len(questions)], account=name) for i in range(ANSWERS))
        members = tuple(a_member(f"P{i}", account=name, role=roles[i % len(roles)]) for i in range(PEOPLE))
        own = replace(plan, answers=answers, members=members)
        tasks = Tasks(**{one.name: getattr(tasks, one.name) + getattr(own, one.name) for one in fields(Tasks)})
    setup = Setup("Anna", "Boris", margin_plan=30.0, hours=160.0, as_of_fixed=AS_OF)
    return Portfolio("b1", "en", setup, tuple(accounts), tasks=tasks)


def main() -> None:
    """Print the time of each button, and that of parsing, which every press needs first."""
    raw = render(assess(a_book(), default(), AS_OF))
    parsed = parse(raw)
    print(f"parse: {median(lambda: parse(raw)):.1f} ms")
    clients = [one.account for one in parsed.portfolio.accounts]
    for one in BUTTONS:
        if one.group in ("dossier", "center", "plan") and one.takes != "place":
            named = {"accounts": clients, "members": ["P0"]} if one.rows and one.rows.needed else {}
            task = Task(parsed, AS_OF, "en", "Anna", {**one.args, **named})
            run = COMMANDS[one.command].function()
            print(f"{one.name}: {median(lambda run=run, task=task: run(task)):.1f} ms (aim 50)")
    pressed = median(lambda: press(button("show_gaps"), Page(raw), dt.date.today()))
    print(f"press Show gaps, parsing and writing included: {pressed:.1f} ms")


if __name__ == "__main__":
    main()
