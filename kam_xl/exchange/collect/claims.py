"""Clients that several managers claim, and who should keep each.

Rows of `accounts` of different managers are about one client where the names are equal but for case, blanks and ё, or
where both have the same link to the CRM. A link with nothing beyond the site, and one that clients of several names
share in one book, names no client: "-", the CRM itself, a list.

Of each manager the best row counts. They are ranked by who has influence and sales there: influence, then margin, then
stake, the highest first; ties by manager, then id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from kam_xl.exchange.team_tables import ACCOUNTS, CLAIMS, CLIENT, PLACE, Row
from kam_xl.model import natural_name

AccountRows = Callable[[], Iterable[Row]]
"""Gives the rows of `accounts` of all current books, each time anew: a large team's are not held in memory at once."""

Claim = Sequence[Row]
"""The rows of `claims` about one client, the best first."""

Marks = Sequence[str]

_AT = {key: i for i, key in enumerate(ACCOUNTS.keys)}
_MANAGER, _BOOK, _ID, _NAME, _LINK = (_AT[key] for key in ("manager", "book_id", "account_id", "account", "crm_link"))
_RANKED_BY = tuple(_AT[key] for key in ("influence", "margin", "stake"))
_SITE = re.compile(r"[/?#]")
_TELLING = re.compile(r"\d|\w\w")
"""What tells one client from another in a link; "n/a" has none."""
_TAKEN = tuple(
    _AT[key] for key in CLAIMS.keys[len(CLIENT) : -len(PLACE)] if key in _AT
)  # fmt: skip


def claims(rows: AccountRows) -> Iterator[Claim]:
    """Yield for each client that several managers claim the rows of `claims`, best first; clients by name."""
    disputed, shared = _disputed(rows())
    groups = _groups((row, marks) for row, marks in _marked(rows(), shared) if not disputed.isdisjoint(marks))
    found = [claim for group in groups if len(claim := _ranked(group)) > 1]
    yield from sorted(found, key=lambda claim: (natural_name(claim[0][3]), claim[0][:3]))


def holder(row: Row) -> str:
    """Return who holds a row: the manager as his name counts for comparing, his book where he has no name."""
    return natural_name(row[_MANAGER]) or f"\x1f{row[_BOOK]}"


def _name(row: Row) -> str:
    """Return the mark of a row's name, "" where it has none."""
    name = natural_name(row[_NAME])
    return f"n{name}" if name else ""


def _link(row: Row) -> str:
    """Return the mark of a row's link to the CRM, "" where there is none, or one that names no client."""
    link = natural_name(row[_LINK] or "").rstrip("/")
    beyond = _SITE.split(link.partition("://")[2] or link, maxsplit=1)[1:]
    return f"l{link}" if beyond and _TELLING.search(beyond[0]) else ""


def _marked(rows: Iterable[Row], shared: Set[str]) -> Iterator[tuple[Row, Marks]]:
    """Yield rows with the marks by which their clients are recognised: the name, and the link unless it is shared."""
    for row in rows:
        yield row, [mark for mark in (_name(row), _link(row)) if mark and mark not in shared]


def _disputed(rows: Iterable[Row]) -> tuple[set[str], set[str]]:
    """Return the marks that rows of more than one manager have, and the links that several names of a book share."""
    first: dict[str, str] = {}
    named: dict[tuple[str, str], str] = {}
    found: set[str] = set()
    shared: set[str] = set()
    for row in rows:
        who, name, link = holder(row), _name(row), _link(row)
        for mark in filter(None, (name, link)):
            if first.setdefault(mark, who) != who:
                found.add(mark)
        if link and named.setdefault((row[_BOOK], link), name) != name:
            shared.add(link)
    return found, shared


def _groups(rows: Iterable[tuple[Row, Marks]]) -> Iterable[list[Row]]:
    """Return rows about one client together: rows with a mark in common, and whatever is in common with those."""
    above: dict[str, str] = {}
    found: list[tuple[Row, str]] = []
    for row, marks in rows:
        tops = [_top(above, mark) for mark in marks]
        above.update(dict.fromkeys(tops, tops[0]))
        found.append((row, tops[0]))
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row, mark in found:
        groups[_top(above, mark)].append(row)
    return groups.values()


def _top(above: dict[str, str], mark: str) -> str:
    """Return the mark that stands for all that were joined with one; the way to it is halved as it is gone."""
    while (higher := above.setdefault(mark, mark)) != mark:
        above[mark] = above[higher]
        mark = higher
    return mark


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
