"""Working columns that put people, actions and risks of the key accounts in the order of Start and Card.

A key is a whole number: by date × 3 + kind and then by row for everything due (`rules.due`), with the number of the
key account before it where one account's rows are wanted; "" where a row is not wanted. SMALL finds the k-th, MATCH
its row, whatever the order of the rows. Keys stay below 2^53.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.policy.tasks import INFLUENCE_MAX
from kam_xl.rules.assessment import PortfolioAssessment
from kam_xl.rules.due import KINDS, Due, Kind, due_list
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.sheets import schema
from kam_xl.sheets.cells import day_serial
from kam_xl.sheets.formulas import dated
from kam_xl.sheets.raw import Value
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_tables import ACTIONS, MEMBERS, RISKS
from kam_xl.sheets.task_values import Clients
from kam_xl.sheets.texts import literal, plain_text
from kam_xl.values import value

ROWS = 10**6
"""Room for rows in a key; a sheet has hardly more."""
KINDS_OF_DUE = len(KINDS)
DAY = KINDS_OF_DUE * ROWS
"""Weight of a day in a key."""
ACCOUNT = 10**13
"""Weight of the account's number in a key, above every date."""


@value
class Source:
    """A table with things to do: its kind, and the columns that say what is to be done and who of us does it."""

    kind: Kind
    table: str
    what: tuple[str, ...]
    who: str


SOURCES = (
    Source("step", "tblMembers", ("next_step",), "our_contact"),
    Source("action", "tblActions", ("code", "action"), "owner"),
)
"""In the order of `rules.due.KINDS`."""


_NAME = plain_text("[@account]")
_FOUND = f"MATCH({literal(_NAME)},tblAccounts[name_key],0)"
KEY_NUMBER = f'IFERROR(IF({_NAME}="",0,N(INDEX(tblAccounts[record_no],{_FOUND}))),0)'
"""Number of the row's account among those on record, 0 where it is none."""


def _own(key: str) -> str:
    return f'IF([@{key}]="","",[@key_no]*{ACCOUNT}+[@{key}])'


_ACTIVE = "SUMPRODUCT(--(gone_words=[@state]))=0"
_INFLUENCE = f"IF(ISNUMBER([@influence]),IF(AND([@influence]>=0,[@influence]<={INFLUENCE_MAX}),[@influence],0),0)"

MEMBER_DUE_FORMULAS: Mapping[str, str] = {
    "due_key": (
        f"IF(AND([@key_no]>0,{_ACTIVE},LEN(TRIM([@next_step]))>0,{dated('[@next_date]')}>0),"
        f'INT([@next_date])*{DAY}+ROW(),"")'
    ),
    "own_due": _own("due_key"),
    "people_key": (
        f'IF(AND([@key_no]>0,{_ACTIVE}),[@key_no]*{ACCOUNT}+ROUND(({INFLUENCE_MAX}-{_INFLUENCE})*10,0)*{ROWS}+ROW(),"")'
    ),
}
ACTION_FORMULAS: Mapping[str, str] = {
    "key_no": KEY_NUMBER,
    "due_key": (
        f"IF(AND([@key_no]>0,SUMPRODUCT(--(closed_words=[@status]))=0,{dated('[@due]')}>0),"
        f'(INT([@due])*{KINDS_OF_DUE}+1)*{ROWS}+ROW(),"")'
    ),
    "own_due": _own("due_key"),
}
RISK_FORMULAS: Mapping[str, str] = {
    "key_no": KEY_NUMBER,
    "own_key": f'IF([@key_no]>0,[@key_no]*{ACCOUNT}+ROW(),"")',
}


def due_rows(whole: PortfolioAssessment, keys: Sequence[KeyAccount]) -> dict[str, list[dict[str, Value]]]:
    """Return what these columns hold in each row of tblMembers, tblActions and tblRisks: the cached values."""
    tasks = whole.portfolio.tasks
    clients = Clients.of(whole)
    due = {(one.kind, one.row): day_serial(one.date) for one in due_list(whole, keys)}
    return {
        "tblMembers": list(_members(tasks, clients, due, _first_row(MEMBERS, whole.policy))),
        "tblActions": list(_actions(tasks, clients, due, _first_row(ACTIONS, whole.policy))),
        "tblRisks": [
            {"key_no": number, "own_key": number * ACCOUNT + row if number else ""}
            for row, number in enumerate(_numbers(tasks.risks, clients), _first_row(RISKS, whole.policy))
        ],
    }


def due_key(one: Due, policy: Policy) -> int:
    """Return the key of a thing to do, as its row holds it."""
    tables = {source.kind: schema.table(source.table) for source in SOURCES}
    return _key(day_serial(one.date), KINDS.index(one.kind), _first_row(tables[one.kind], policy) + one.row)


def _key(serial: int, kind: int, row: int) -> int:
    return (serial * KINDS_OF_DUE + kind) * ROWS + row


def _members(
    tasks: Tasks, clients: Clients, due: Mapping[tuple[Kind, int], int], first: int
) -> Iterator[dict[str, Value]]:
    for row, (member, number) in enumerate(zip(tasks.members, _numbers(tasks.members, clients), strict=True)):
        weaker = round((INFLUENCE_MAX - (member.influence or 0)) * 10)
        people = number * ACCOUNT + weaker * ROWS + first + row if number and member.active else ""
        yield {"key_no": number, **_due(due.get(("step", row)), 0, first + row, number), "people_key": people}


def _actions(
    tasks: Tasks, clients: Clients, due: Mapping[tuple[Kind, int], int], first: int
) -> Iterator[dict[str, Value]]:
    for row, number in enumerate(_numbers(tasks.actions, clients)):
        yield {"key_no": number, **_due(due.get(("action", row)), 1, first + row, number)}


def _due(serial: int | None, kind: int, row: int, number: int) -> dict[str, Value]:
    if serial is None:
        return {"due_key": "", "own_due": ""}
    key = _key(serial, kind, row)
    return {"due_key": key, "own_due": number * ACCOUNT + key}


def _numbers(rows: Sequence[Any], clients: Clients) -> list[int]:
    return [clients.number(row.account) for row in rows]


def _first_row(table: Table, policy: Policy) -> int:
    """Return the sheet row, from 1, of a table's first record."""
    return schema.header_row(table, policy) + 1
