"""From the tables of the three tasks to their records: dossier, buying center, perspective plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kam_xl.findings import Finding
from kam_xl.i18n import LANGUAGES
from kam_xl.model import Account, natural_name
from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.sheets.raw import RawBook, RawTable
from kam_xl.sheets.rows import blank, columns_of
from kam_xl.sheets.task_checks import TypedRows, pointing_nowhere
from kam_xl.sheets.task_records import TASK_RECORDS, Kept
from kam_xl.values import value


@value
class Reading:
    """What the tables of the tasks are read by.

    `policy` is the one that counts and `built` the book's own (the same where it carries none); `policies` are those
    whose columns must be there.
    """

    policy: Policy
    built: Policy
    policies: Sequence[Policy]
    accounts: Sequence[Account]


def tasks_of(raw: RawBook, by: Reading, findings: list[Finding], records: dict[str, Sequence[int]]) -> Tasks:
    """Return the records of the three tasks: one for each row in which people typed something.

    A table that is not there has none. Where the records stand is noted in `records`, by table.

    Raises:
        MissingColumn: a table lost a column that the policies show.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for kept in TASK_RECORDS:
        records[kept.table.name], found[kept.field] = (), ()
        if (table := raw.tables.get(kept.table.name)) is not None:
            typed = _typed(kept, table, by, findings)
            records[kept.table.name] = typed.rows
            found[kept.field] = _records(kept, typed)
            if by.policy.has(kept.table.tool):
                findings.extend(pointing_nowhere(typed, by.policy, by.accounts))
    return Tasks(**found)


def _typed(kept: Kept, table: RawTable, by: Reading, findings: list[Finding]) -> TypedRows:
    columns = columns_of(kept.table, table, by.policies, findings)
    filled = [column for column in kept.table.columns if column.role != "calculated"]
    columns = {column.key: columns.get(column.key) or [blank(column)] * len(table.rows) for column in filled}
    if "question" in columns:
        columns["question"] = _ids(columns["question"], _question_ids(by))
    if "role" in columns:
        columns["role"] = _ids(columns["role"], _role_ids(by))
    inputs = zip(*(columns[column.key] for column in filled if column.role == "input"), strict=True)
    rows = [i for i, cells in enumerate(inputs) if any(cell not in (None, "") for cell in cells)]
    return TypedRows(kept.table, table, columns, rows)


def _records(kept: Kept, typed: TypedRows) -> tuple[Any, ...]:
    fields = [
        list(zip(*(typed.columns[key] for key in kept.groups[name]), strict=True))
        if name in kept.groups
        else typed.columns[name]
        for name in kept.names
    ]
    values = list(zip(*fields, strict=True))
    return tuple(kept.record(*values[i]) for i in typed.rows)


def _ids(typed: Sequence[str], ids: Mapping[str, str]) -> list[str]:
    """Return what people typed as ids; what stands for none stays as typed."""
    return [ids.get(text) or ids.get(natural_name(text), text) if text else "" for text in typed]


def _question_ids(by: Reading) -> dict[str, str]:
    policies = (by.policy, by.built)
    return {question.id: question.id for one in policies for kind in one.dossier.sets for question in kind.questions}


def _role_ids(by: Reading) -> dict[str, str]:
    """Return the ids of roles by name in either language and by id; what the book's own policy says goes first.

    A book judged by another policy and written again shows its own names, as before.
    """
    found: dict[str, str] = {}
    for policy in (by.policy, by.built):
        for role in policy.center.roles:
            names = (role.id, *(role.name.in_(lang) for lang in LANGUAGES))
            found |= {natural_name(name): role.id for name in names}
    return found
