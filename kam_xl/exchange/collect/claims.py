"""Clients that several managers claim, and who should keep each.

Rows of `accounts` of different managers are about one client where the names are equal but for case, blanks and ё, or
where both have the same link to the CRM. Of each manager the best row counts. They are ranked by who has influence and
sales there: influence, then margin, then stake, the highest first; ties by manager, then id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from kam_xl.exchange.team_tables import ACCOUNTS, CLAIMS, CLIENT, PLACE, Row
from kam_xl.model import natural_name

AccountRows = Callable[[], Iterable[Row]]
"""Gives the rows of `accounts` of all current books, each time anew: a large team's are not held in memory at once."""

Claim = Sequence[Row]
"""The rows of `claims` about one client, the best first."""

_AT = {key: i for i, key in enumerate(ACCOUNTS.keys)}
_MANAGER, _BOOK, _ID, _NAME, _LINK = (_AT[key] for key in ("manager", "book_id", "account_id", "account", "crm_link"))
_RANKED_BY = tuple(_AT[key] for key in ("influence", "margin", "stake"))
_TAKEN = tuple(
    _AT[key] for key in CLAIMS.keys[len(CLIENT) : -len(PLACE)] if key in _AT
)  # fmt: skip


def claims(rows: AccountRows) -> Iterator[Claim]:
    """Yield for each client that several managers claim the rows of `claims`, best first; clients by name."""
    disputed = _disputed(rows())
    groups = _groups(row for row in rows() if not disputed.isdisjoint(_marks(row)))
    found = [claim for group in groups if len(claim := _ranked(group)) > 1]
    yield from sorted(found, key=lambda claim: (natural_name(claim[0][3]), claim[0][:3]))


def holder(row: Row) -> str:
    """Return who holds a row: the manager as his name counts for comparing, his book where he has no name."""
    return natural_name(row[_MANAGER]) or f"\x1f{row[_BOOK]}"


def _marks(row: Row) -> tuple[str, ...]:
    """Return by what a row's client is recognised: the name, and the link where there is one."""
    name, link = natural_name(row[_NAME]), natural_name(row[_LINK] or "").rstrip("/")
    return (*((f"n{name}",) if name else ()), *((f"l{link}",) if link else ()))


def _disputed(rows: Iterable[Row]) -> set[str]:
    """Return the marks that rows of more than one manager have."""
    first: dict[str, str] = {}
    found: set[str] = set()
    for row in rows:
        who = holder(row)
        for mark in _marks(row):
            if first.setdefault(mark, who) != who:
                found.add(mark)
    return found


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows about one client together: rows with a mark in common, and whatever is in common with those."""
    group_of: dict[str, list[Row]] = {}
    for row in rows:
        marks = _marks(row)
        joined = {id(group): group for mark in marks if (group := group_of.get(mark)) is not None}
        whole = [row, *(one for group in joined.values() for one in group)]
        for mark in (*marks, *(mark for one in whole for mark in _marks(one))):
            group_of[mark] = whole
    yield from {id(group): group for group in group_of.values()}.values()


def _ranked(group: Iterable[Row]) -> Claim:
    by_holder: defaultdict[str, list[Row]] = defaultdict(list)
    for row in group:
        by_holder[holder(row)].append(row)
    best = sorted((min(rows, key=_place) for rows in by_holder.values()), key=_place)
    return [
        (*row[: len(CLIENT)], best[0][_NAME], place, place == 1, *(row[i] for i in _TAKEN), *row[-len(PLACE) :])
        for place, row in enumerate(best, start=1)
    ]


def _place(row: Row) -> tuple[object, ...]:
    return (
        *(-(row[i] or 0.0) for i in _RANKED_BY),
        natural_name(row[_MANAGER]),
        row[_ID],
        row[_BOOK],
        *row[-len(PLACE) :],
        row[_NAME],
    )
