"""A book with the three tasks filled, as a command gets it: rendered and read back."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase
from typing import Any

from kam_xl.commands.task import Task
from kam_xl.findings import Location
from kam_xl.model import Account
from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, default_policy


def a_task(*accounts: Account, tasks: Tasks | None = None, policy: Policy | None = None, **args: Any) -> Task:
    """Return a press on a book of these clients, in English, as of `AS_OF`; what is asked goes into `args`."""
    portfolio = replace(a_portfolio(*accounts), tasks=tasks or Tasks())
    book = render(assess(portfolio, policy or default_policy(), AS_OF))
    return Task(parse(book), AS_OF, "en", "I. Petrova", args)


def row_of(place: object) -> int:
    """Return the sheet row of a place; which column it is in is the business of the tables."""
    assert isinstance(place, Location)
    return int(place.cell.lstrip(ascii_uppercase))
