"""All rows that one judged book gives to the tables of the team (`BOOK_TABLES`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kam_xl.exchange.collect.book import Book
from kam_xl.exchange.collect.portfolio_rows import account_rows, books_row, decision_rows, effect_rows
from kam_xl.exchange.collect.task_rows import TaskRows
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import Finding


def rows_of(book: Book, findings: Sequence[Finding]) -> Mapping[str, Sequence[Row]]:
    """Return the rows of a book by name of the team table.

    Args:
        book: as read and judged.
        findings: all that was found in it; they are only counted.
    """
    tasks = TaskRows(book)
    return {
        "books": [books_row(book, findings)],
        "accounts": list(account_rows(book)),
        "keys": list(tasks.keys()),
        "dossier": list(tasks.dossier()),
        "coverage": list(tasks.coverage()),
        "plan_years": list(tasks.plan_years()),
        "plan_months": list(tasks.plan_months()),
        "actions": list(tasks.actions()),
        "effect": list(effect_rows(book)) if book.whole.policy.has("plan") else [],
        "decisions": list(decision_rows(book)),
    }
