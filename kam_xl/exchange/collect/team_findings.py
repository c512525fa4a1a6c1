"""What only the whole team tells: problems between books, each at a cell of one of them.

Issues: `team_claim, team_cap_over, team_two_books, team_book_two_managers, team_late, team_currency, team_nobodys_key,
team_not_judged`.
Pure over rows of the team's tables; a finding goes with the manager and the book that it is listed under.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kam_xl.exchange.collect.claims import AccountRows, Claim, holder
from kam_xl.exchange.team_tables import ACCOUNTS, BOOKS, CLAIMS, LATE, Row, TeamTable
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Message, message
from kam_xl.model import natural_name
from kam_xl.values import value

if TYPE_CHECKING:
    from kam_xl.exchange.store import Submission  # readers of files need no database

NAMED = 5
"""Clients that a finding names; the others are counted."""


@value
class TeamFinding:
    """A finding with the manager and the id of the book that it is listed under."""

    manager: str
    book_id: str
    finding: Finding


def reader(table: TeamTable) -> Callable[[Row, str], Any]:
    """Return what takes a column of a table's row by its key."""
    places = {key: i for i, key in enumerate(table.keys)}
    return lambda row, key: row[places[key]]


_book, _account, _claim = reader(BOOKS), reader(ACCOUNTS), reader(CLAIMS)


def _found(row: Row, code: str, severity: Severity, account: str = "", /, **params: object) -> TeamFinding:
    """Return a finding at the cell that a row comes from."""
    source, sheet, cell = row[-3:]
    where = Location(sheet, cell, source)
    return TeamFinding(row[0], row[1], Finding(code, severity, where, params, account))


def not_judged(books: Iterable[tuple[Submission, Message]]) -> Iterator[TeamFinding]:
    """Yield the books of the store that could not be judged anew, and why: they are in no figure of the team."""
    for one, why in books:
        row = (one.manager, one.book_id, one.source, "", "")
        yield _found(row, "team_not_judged", Severity.ERROR, "", manager=one.manager or one.book_id, why=why)


def disputed(claims: Iterable[Claim]) -> Iterator[TeamFinding]:
    """Yield a finding a client that several managers claim: who should keep it, and why; where the first has it."""
    for claim in claims:
        first = claim[0]
        others = [
            message("collect.claim", manager=row[0] or row[1], **_reasons(row)) for row in claim[1:]
        ]  # fmt: skip
        yield _found(
            first, "team_claim", Severity.WARNING, _claim(first, "claim"),
            keeper=first[0] or first[1], n=len(claim), others=others, **_reasons(first),
        )  # fmt: skip


def _reasons(row: Row) -> dict[str, object]:
    return {key: _claim(row, key) or 0.0 for key in ("influence", "margin", "stake")}


def books_findings(books: Sequence[Row], accounts: AccountRows) -> Iterator[TeamFinding]:
    """Yield what several books of one manager, or several units of money, make of the rows of `books`."""
    of: defaultdict[str, list[Row]] = defaultdict(list)
    for row in books:
        of[holder(row)].append(row)
    several = {who: rows for who, rows in of.items() if len(rows) > 1}
    held = _held(several, accounts) if several else {}
    for who, rows in several.items():
        yield _two_books(rows, *held[who])
    yield from _currencies(books)


def _held(several: Collection[str], accounts: AccountRows) -> Mapping[str, tuple[int, int]]:
    """Return for each of some managers how many clients are on record and qualify; one in two of his books is one."""
    recorded, qualifying = ({who: set[str]() for who in several} for _ in range(2))
    for row in accounts():
        if (who := holder(row)) in several:
            client = natural_name(row[3]) or row[2]
            if _account(row, "on_record"):
                recorded[who].add(client)
            if _account(row, "rank") is not None:
                qualifying[who].add(client)
    return {who: (len(recorded[who]), len(qualifying[who])) for who in several}


def _two_books(rows: Sequence[Row], recorded: int, qualifying: int) -> TeamFinding:
    """Return what the books of one manager say together: over his limit, or only that there are several."""
    limit = min(_book(row, "limit") for row in rows)
    params = {
        "n": len(rows), "recorded": recorded, "qualifying": qualifying, "limit": limit,
        "over": max(recorded, qualifying) - limit, "files": [_book(row, "source") for row in rows],
    }  # fmt: skip
    over = params["over"] > 0
    code, severity = ("team_cap_over", Severity.WARNING) if over else ("team_two_books", Severity.NOTE)
    return _found(rows[0], code, severity, "", manager=rows[0][0], **params)


def _currencies(books: Sequence[Row]) -> Iterator[TeamFinding]:
    """Yield the books whose money is in another unit than that of most; figures of a team add up in one unit only."""
    units = Counter(natural_name(_book(row, "currency")) for row in books)
    most = min(units, key=lambda unit: (-units[unit], unit), default="")
    usual = next((_book(row, "currency") for row in books if natural_name(_book(row, "currency")) == most), "")
    for row in books:
        if natural_name(_book(row, "currency")) != most:
            unit = _book(row, "currency") or message("collect.no_unit")
            yield _found(
                row, "team_currency", Severity.WARNING, "", unit=unit, usual=usual or message("collect.no_unit")
            )


def nobodys_keys(rows: AccountRows) -> Iterator[TeamFinding]:
    """Yield for each book one note on its clients that are key for the company and for none of the managers."""
    mine = {natural_name(row[3]) for row in rows() if _account(row, "manager_key")}
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows():
        if _account(row, "company_key") and natural_name(row[3]) not in mine:
            found.setdefault(row[:2], []).append(row)
    for group in found.values():
        names = [row[3] for row in group[:NAMED]]
        yield _found(group[0], "team_nobodys_key", Severity.NOTE, "", names=names, n=len(group))


def handed_on(managers: Mapping[str, Mapping[str, Row]]) -> Iterator[TeamFinding]:
    """Yield the ids of books that came with the names of several managers: a copy of a book is no book of one's own.

    Args:
        managers: for each id of a book, by name of the manager, a row that begins and ends as those of the team do.
    """
    for rows in managers.values():
        if len({natural_name(name) for name in rows}) > 1:
            names, files = sorted(rows), [row[-3] for _, row in sorted(rows.items())]
            first = rows[names[0]]
            yield _found(first, "team_book_two_managers", Severity.WARNING, "", names=names, files=files, n=len(names))


def late_rows(sent: Iterable[Submission], books: Iterable[Row], due_days: float, day: dt.date) -> list[Row]:
    """Return the rows of `late`: managers who last sent something more than `due_days` before the day, longest first.

    Args:
        sent: what each manager sent last (`store.questions.last_sent`).
        books: the rows of `books`, for the cell that names the manager.
        due_days: days that a manager may take.
        day: the day on which that is asked.
    """
    places = {row[1]: row[-3:] for row in books}
    found = []
    for one in sent:
        days = (day - one.received.date()).days
        if days > due_days:
            place = places.get(one.book_id, (one.source, "", ""))
            found.append((one.manager, one.book_id, one.head, one.received, days, *place))
    return sorted(found, key=lambda row: (-row[4], row[:2]))


_late = reader(LATE)


def late_findings(rows: Iterable[Row], due_days: float) -> Iterator[TeamFinding]:
    """Yield a finding a manager who is late."""
    for row in rows:
        params = {"manager": row[0] or row[1], "days": _late(row, "days"), "due": due_days}
        yield _found(row, "team_late", Severity.WARNING, "", received=_late(row, "received"), **params)
