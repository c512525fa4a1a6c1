"""What a command changed, as cells to write: the difference between two states of a book.

An open workbook gets only these cells; a file is built anew instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.policy import Policy
from kam_xl.sheets.raw import Value
from kam_xl.sheets.render import Row, account_row, conflict_row, decision_row, log_row, proposal_row
from kam_xl.sheets.render_tasks import task_rows
from kam_xl.sheets.schema import CELLS
from kam_xl.sheets.task_records import TASK_RECORDS
from kam_xl.values import value


@value
class Block:
    """Cells to write in one row of a table: `row` counts its data rows from 0, None appends a row.

    A block without a table holds named cells.
    """

    table: str
    row: int | None
    values: Mapping[str, Value]


def blocks(before: Portfolio, after: Portfolio, policy: Policy) -> tuple[Block, ...]:
    """Return the cells that differ between two states of one book; rows are the same by their id.

    The policy says how roles are called.
    """
    lang = after.lang
    named = {
        cell.name: getattr(after.setup, cell.name)
        for cell in CELLS
        if getattr(before.setup, cell.name) != getattr(after.setup, cell.name)
    }
    found = [Block("", None, named)] if named else []
    for table, old, new in _tables(before, after, lang, policy):
        found += _rows(table, old, new)
    return tuple(found)


def _tables(
    before: Portfolio, after: Portfolio, lang: Lang, policy: Policy
) -> Iterator[tuple[str, list[Row], list[Row]]]:
    for table, render, field in (
        ("tblAccounts", account_row, "accounts"),
        ("tblProposals", proposal_row, "proposals"),
        ("tblDecisions", decision_row, "decisions"),
        ("tblConflicts", conflict_row, "conflicts"),
        ("tblLog", log_row, "log"),
    ):
        old, new = ([render(one, lang) for one in getattr(state, field)] for state in (before, after))
        yield table, old, new
    for kept in TASK_RECORDS:
        # A command changes few of these tables, and one may have tens of thousands of rows.
        if getattr(before.tasks, kept.field) != getattr(after.tasks, kept.field):
            old, new = (task_rows(kept, state.tasks, lang, policy) for state in (before, after))
            yield kept.table.name, old, new


def _rows(table: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Block]:
    """Yield what differs, row by row: a row that is gone is blanked where it stands, so that no other one moves.

    What people typed beside a row in columns of their own thus stays beside it.
    """
    places = _places(old, new)
    for row, place in zip(new, places, strict=True):
        if place is None:
            yield Block(table, None, row)
        elif changed := {key: value for key, value in row.items() if old[place].get(key) != value}:
            yield Block(table, place, changed)
    for place in sorted(set(range(len(old))) - set(places)):
        yield Block(table, place, dict.fromkeys(old[place]))


def _places(old: Sequence[Row], new: Sequence[Row]) -> list[int | None]:
    """Return for each new row which old one it is: that of its id, else the next without one of its own; None for none.

    A row that a person typed has no id yet, and a copied one that of another.
    """
    count = Counter(row.get("id") for row in old)
    by_id = {row["id"]: i for i, row in enumerate(old) if row.get("id") and count[row["id"]] == 1}
    loose = iter([i for i, row in enumerate(old) if not row.get("id") or count[row["id"]] > 1])
    return [by_id[row["id"]] if row.get("id") in by_id else next(loose, None) for row in new]
