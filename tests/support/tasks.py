"""A book with the three tasks filled, as a command gets it: rendered and read back."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from string import ascii_uppercase
from typing import Any

from kam_xl.commands.task import Task
from kam_xl.findings import Location
from kam_xl.model import Account, Portfolio
from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, default_policy
from tests.factories_plan import a_plan, facts, tasks_of, worked_actions, worked_goals
from tests.factories_tasks import a_member, an_answer, the_six


def a_task(*accounts: Account, tasks: Tasks | None = None, policy: Policy | None = None, **args: Any) -> Task:
    """Return a press on a book of these clients, in English, as of `AS_OF`; what is asked goes into `args`."""
    portfolio = replace(a_portfolio(*accounts), tasks=tasks or Tasks())
    book = render(assess(portfolio, policy or default_policy(), AS_OF))
    return Task(parse(book), AS_OF, "en", "I. Petrova", args)


def row_of(place: object) -> int:
    """Return the sheet row of a place; which column it is in is the business of the tables."""
    assert isinstance(place, Location)
    return int(place.cell.lstrip(ascii_uppercase))


def with_tasks(portfolio: Portfolio, as_of: dt.date) -> Portfolio:
    """Return a portfolio whose first key account has a dossier, a buying center and a plan, none of them finished."""
    account = next(one.account for one in portfolio.accounts if one.on_record)
    answers = (an_answer("why_key", as_of=as_of), an_answer("payment", as_of=dt.date(2020, 1, 1)))
    idle = a_member("Engineer", role="user", next_step="", next_date=None, last_contact=None)
    members = (*the_six(), idle)
    plan: tuple[Any, ...] = (a_plan(), *worked_goals(), *worked_actions(), *facts(2026, 2.0, 2.5, 2.0))
    filled = replace(tasks_of(*plan), answers=answers, members=members)
    kept = {
        field.name: tuple(replace(one, account=account) for one in getattr(filled, field.name))
        for field in fields(Tasks)
    }
    return replace(portfolio, tasks=Tasks(**kept))
