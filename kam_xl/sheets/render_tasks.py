"""From the records of the three tasks to the rows of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kam_xl.i18n import Lang
from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.sheets.raw import Value
from kam_xl.sheets.task_records import Kept
from kam_xl.sheets.words import in_words


def task_rows(kept: Kept, tasks: Tasks, lang: Lang, policy: Policy) -> list[dict[str, Value]]:
    """Return what is typed in the rows of one kind of record, by column key; a role stands with its name."""
    roles = {role.id: role.name.in_(lang) for role in policy.center.roles}
    records = getattr(tasks, kept.field)
    filled = [column for column in kept.table.columns if column.role != "calculated"]
    columns = [(column, _values(kept, column.key, records)) for column in filled]
    shown = [
        [roles.get(value, value) if column.key == "role" else in_words(column, value, lang) for value in values]
        for column, values in columns
    ]
    keys = [column.key for column, _ in columns]
    return [dict(zip(keys, row, strict=True)) for row in zip(*shown, strict=True)]


def _values(kept: Kept, key: str, records: Sequence[Any]) -> list[Any]:
    for name, keys in kept.groups.items():
        if key in keys:
            place = keys.index(key)
            return [getattr(record, name)[place] for record in records]
    return [getattr(record, key) for record in records]
