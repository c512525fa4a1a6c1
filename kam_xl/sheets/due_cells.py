"""What the working columns of everything due hold: the cached values, from the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kam_xl.policy import Policy
from kam_xl.policy.tasks import INFLUENCE_MAX
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.due import KINDS, Due, Kind, due_list
from kam_xl.rules.key_accounts import OPEN, key_accounts
from kam_xl.rules.plan import white_space
from kam_xl.serials import LAST_SERIAL, day_serial
from kam_xl.sheets import schema
from kam_xl.sheets.due_formulas import ACCOUNT, DAY, KINDS_OF_DUE, PLAN, ROWS, SOURCES
from kam_xl.sheets.plan_cells import plan_book
from kam_xl.sheets.raw import Value
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_tables import ACTIONS, GOALS, MEMBERS, RISKS
from kam_xl.sheets.task_values import Clients

Row = dict[str, Value]


def due_cells(whole: PortfolioAssessment) -> Mapping[str, list[Row]]:
    """Return by table what these columns hold in each row; nothing for tasks that are switched off."""
    days = {(one.kind, one.row): day_serial(one.date) for one in due_list(whole, key_accounts(whole))}
    number = Clients.of(whole).number
    rows: dict[Table, Callable[[int], Iterator[Row]]] = {
        MEMBERS: lambda first: _members(whole, number, days, first),
        ACTIONS: lambda first: _actions(whole, number, days, first),
        GOALS: lambda first: _goals(whole, first),
        RISKS: lambda first: _risks(whole, number, first),
    }
    return {
        table.name: list(of(_first_row(table, whole.policy)))
        for table, of in rows.items()
        if whole.policy.has(table.tool)
    }


def due_key(one: Due, policy: Policy) -> int:
    """Return the key of a thing to do, as its row holds it."""
    tables = {source.kind: schema.table(source.table) for source in SOURCES}
    return _key(day_serial(one.date), one.kind, _first_row(tables[one.kind], policy) + one.row)


def _key(serial: int, kind: Kind, row: int) -> int:
    return (serial * KINDS_OF_DUE + KINDS.index(kind)) * ROWS + row


def _members(
    whole: PortfolioAssessment, number: Callable[[str], int], days: Mapping[tuple[Kind, int], int], first: int
) -> Iterator[Row]:
    for row, member in enumerate(whole.portfolio.tasks.members):
        key = number(member.account)
        weaker = round((INFLUENCE_MAX - (member.influence or 0)) * 10)
        people = key * ACCOUNT + weaker * ROWS + first + row if key and member.active else ""
        yield {**_due(days.get(("step", row)), "step", first + row, key), "people_key": people}


def _actions(
    whole: PortfolioAssessment, number: Callable[[str], int], days: Mapping[tuple[Kind, int], int], first: int
) -> Iterator[Row]:
    for row, action in enumerate(whole.portfolio.tasks.actions):
        key = number(action.account)
        serial = LAST_SERIAL if action.due is None else day_serial(action.due)
        open_key = key * ACCOUNT + serial * DAY + first + row if key and action.status in OPEN else ""
        due = _due(days.get(("action", row)), "action", first + row, key)
        yield {"key_no": key, **due, "open_key": open_key}


def _goals(whole: PortfolioAssessment, first: int) -> Iterator[Row]:
    book = plan_book(whole)
    goals = [(book.plan_row(one.account), white_space(one)) for one in whole.portfolio.tasks.goals]
    for row, (plan, white) in enumerate(goals, first):
        larger = sum(other == plan and more > white for other, more in goals)
        yield {"white_key": plan * PLAN + larger * ROWS + row if plan and white else ""}


def _risks(whole: PortfolioAssessment, number: Callable[[str], int], first: int) -> Iterator[Row]:
    for row, risk in enumerate(whole.portfolio.tasks.risks, first):
        key = number(risk.account)
        yield {"key_no": key, "own_key": key * ACCOUNT + row if key else ""}


def _due(serial: int | None, kind: Kind, row: int, number: int) -> dict[str, Any]:
    if serial is None:
        return {"due_key": "", "own_due": ""}
    key = _key(serial, kind, row)
    return {"due_key": key, "own_due": number * ACCOUNT + key}


def _first_row(table: Table, policy: Policy) -> int:
    """Return the sheet row, from 1, of a table's first record."""
    return schema.header_row(table, policy) + 1
