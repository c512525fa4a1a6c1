"""Working columns that put people, actions and risks of the key accounts in the order of Start and Card.

A key is a whole number: by date × 3 + kind and then by row for everything due (`rules.due`), with the number of the
key account before it where one account's rows are wanted; "" where a row is not wanted. SMALL finds the k-th, MATCH
its row, whatever the order of the rows. Keys stay below 2^53.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.policy.tasks import INFLUENCE_MAX
from kam_xl.rules.due import KINDS, Kind
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
_KEY_NO = f'IFERROR(IF({_NAME}="","",INDEX(tblAccounts[record_no],MATCH({literal(_NAME)},tblAccounts[name_key],0))),"")'
"""Number of the row's account among those on record, "" where it is none."""


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
        "key_no": _KEY_NO,
        "due_key": (
            'IF([@key_no]="","",IF(SUMPRODUCT(--(closed_words=[@status]))>0,"",'
            f'IF({dated("[@due]")}=0,"",(INT([@due])*{KINDS_OF_DUE}+1)*{ROWS}+ROW())))'
        ),
        "own_due": _own("due_key"),
    },
    "tblRisks": {"key_no": _KEY_NO, "own_key": f'IF([@key_no]="","",[@key_no]*{ACCOUNT}+ROW())'},
}
"""Table → key of a calculated column → formula."""
