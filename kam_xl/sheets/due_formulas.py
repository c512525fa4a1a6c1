"""Working columns that put people, actions and risks of the key accounts in the order of Start and Card.

A key is a whole number: by date × 3 + kind and then by row for everything due (`rules.due`), with the number of the
key account before it where one account's rows are wanted; "" where a row is not wanted. SMALL finds the k-th, MATCH
its row, whatever the order of the rows. Keys stay below 2^53.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.policy.tasks import INFLUENCE_MAX
from kam_xl.rules.due import KINDS, Kind
from kam_xl.serials import LAST_SERIAL
from kam_xl.sheets.formulas import dated
from kam_xl.sheets.texts import literal, plain_text
from kam_xl.values import value

ROWS = 10**6
"""Room for rows in a key; a sheet has hardly more."""
KINDS_OF_DUE = len(KINDS)
DAY = KINDS_OF_DUE * ROWS
"""Weight of a day in a key."""
ACCOUNT = 10**13
"""Weight of the account's number in a key, above every date."""
PLAN = 10**10
"""Weight of the plan's row in a key of white space, above every rank."""


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
KEY_NO = f'IFERROR(IF({_NAME}="",0,N(INDEX(tblAccounts[record_no],{_FOUND}))),0)'
"""Number of the row's account among those on record, 0 where it is none."""


def _own(key: str) -> str:
    return f'IF([@{key}]="","",[@key_no]*{ACCOUNT}+[@{key}])'


DUE_FORMULAS: Mapping[str, Mapping[str, str]] = {
    "tblMembers": {
        "due_key": f'IF([@active_key]="","",IF([@step_no]<2,"",INT([@next_date])*{DAY}+ROW()))',
        "own_due": _own("due_key"),
        "people_key": (
            f'IF([@active_key]="","",[@active_key]*{ACCOUNT}+ROUND(({INFLUENCE_MAX}-[@weight])*10,0)*{ROWS}+ROW())'
        ),
    },
    "tblActions": {
        "key_no": KEY_NO,
        "due_key": (
            'IF([@key_no]=0,"",IF(SUMPRODUCT(--(closed_words=[@status]))>0,"",'
            f'IF({dated("[@due]")}=0,"",(INT([@due])*{KINDS_OF_DUE}+1)*{ROWS}+ROW())))'
        ),
        "own_due": _own("due_key"),
        "open_key": (
            'IF([@key_no]=0,"",IF(SUMPRODUCT(--(closed_words=[@status]))>0,"",'
            f"[@key_no]*{ACCOUNT}+IF({dated('[@due]')}=0,{LAST_SERIAL},INT([@due]))*{DAY}+ROW()))"
        ),
    },
    "tblGoals": {
        "white_key": (
            f'IF(N([@white_space])*[@plan_row]=0,"",[@plan_row]*{PLAN}+ROW()+{ROWS}*COUNTIFS('
            'tblGoals[plan_row],[@plan_row],tblGoals[white_space],">"&[@white_space]))'
        ),
    },
    "tblRisks": {"key_no": KEY_NO, "own_key": f'IF([@key_no]=0,"",[@key_no]*{ACCOUNT}+ROW())'},
}
"""Table → key of a calculated column → formula."""
