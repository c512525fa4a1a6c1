"""The current books of a team as the store has them, and what only all of them together tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from kam_xl.exchange.collect.claims import Claim, claims
from kam_xl.exchange.collect.company import Company
from kam_xl.exchange.collect.run import Collected
from kam_xl.exchange.collect.team_findings import (
    TeamFinding,
    books_findings,
    disputed,
    handed_on,
    late_findings,
    late_rows,
    nobodys_keys,
    not_judged,
)
from kam_xl.exchange.store import Arrival, Store, Submission
from kam_xl.exchange.store.questions import last_sent
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import Finding
from kam_xl.values import value


class Team:
    """The current books by what a collection judged them; rows and findings are read a book at a time."""

    def __init__(self, store: Store, collected: Collected, by: Company) -> None:
        self._store, self._collected, self._by = store, collected, by
        self.books = collected.books
        self._by_number = {one.id: one for one in self.books}

    def book(self, submission: int | None) -> Submission | None:
        """Return a current book by the number of its version, None where that is not current."""
        return self._by_number.get(submission or 0)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table of the team, book by book."""
        for one in self.books:
            yield from self.rows_of(one, table).get(table, ())

    def rows_of(self, one: Submission, *tables: str) -> Mapping[str, Sequence[Row]]:
        """Return the rows of a book, of all tables where none are named."""
        return self._store.rows(one.id, self._collected.judged, *tables) or {}

    def findings_of(self, one: Submission) -> Sequence[Finding]:
        """Return the findings of a book."""
        return self._store.findings(one.id, self._collected.judged) or ()

    def arrivals(self) -> Sequence[Arrival]:
        """Return every file of the collection."""
        return self._store.arrivals(self._collected.run)

    def together(self, day: dt.date) -> Together:
        """Return what only all books together tell.

        Args:
            day: the day on which managers are late.
        """
        books = list(self.rows("books"))
        found = [tuple(claim) for claim in claims(lambda: self.rows("accounts"))]
        due = self._by.policy.exchange.due_days
        late = late_rows(self._store.ask(last_sent), books, due, day)
        findings = (
            *not_judged(self._collected.unjudged),
            *disputed(found),
            *books_findings(books, lambda: self.rows("accounts")),
            *handed_on(self._managers()),
            *late_findings(late, due),
            *nobodys_keys(lambda: self.rows("accounts")),
        )
        return Together(tuple(found), tuple(late), tuple(sorted(findings, key=lambda one: -one.finding.severity)))

    def _managers(self) -> Mapping[str, Mapping[str, Row]]:
        """Return for each book by name of its managers the last version under that name.

        Names that were last used longer ago than managers are due are left out: somebody's name was put right since.
        """
        spell = dt.timedelta(days=self._by.policy.exchange.due_days)
        newest = {one.book_id: one.received for one in self.books}
        found: dict[str, dict[str, Row]] = {}
        for one in self._store.versions():
            if one.book_id in newest and newest[one.book_id] - one.received <= spell:
                row = (one.manager, one.book_id, one.source, "", "")
                found.setdefault(one.book_id, {})[one.manager] = row
        return found


@value
class Together:
    """Who claims whose clients, who is late (rows of `late`), and findings between books, the weightiest first."""

    claims: tuple[Claim, ...]
    late: tuple[Row, ...]
    findings: tuple[TeamFinding, ...]
