"""Prints of the fields of a book that was sent: they tell on return which fields either side changed since.

A print is six hex digits of a field's canonical value, nothing for a blank one. A field that was not sent has none at
all, so that nothing of what stays at home can be guessed from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kam_xl.exchange.state import State, canonical
from kam_xl.model_exchange import Sent

Prints = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Table → record's id → field → print; only what was sent."""

_ABSENT = "-"
"""Stands for a field that was not sent."""


def print_of(content: Any) -> str:
    """Return the print of a value."""
    text = canonical(content)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:6] if text else ""


def prints_of(state: State, staying: Mapping[str, Mapping[str, frozenset[str]]]) -> Prints:
    """Return the prints of a book's fields but for those that stay at home (table → id → fields)."""
    return {
        table: {
            id: {key: print_of(one) for key, one in fields.items() if key not in staying.get(table, {}).get(id, ())}
            for id, fields in records.items()
        }
        for table, records in state.tables.items()
    }


def to_text(prints: Prints) -> str:
    """Return prints as the text that a sent copy carries: the fields of a table once, then a line a record."""
    found = {}
    for table, records in prints.items():
        names = list(dict.fromkeys(name for fields in records.values() for name in fields))
        rows = {id: ",".join(fields.get(name, _ABSENT) for name in names) for id, fields in records.items()}
        found[table] = {"fields": names, "rows": rows}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Prints:
    """Return the prints that a text holds.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: somebody changed it into something else.
    """
    return {
        table: {
            id: {
                name: one
                for name, one in zip(data["fields"], row.split(","), strict=True)
                if one != _ABSENT
            }
            for id, row in data["rows"].items()
        }
        for table, data in json.loads(text).items()
    }  # fmt: skip


def prints_in(sent: Sent) -> Prints:
    """Return the prints that a copy carries, none where somebody changed them into something else."""
    try:
        return from_text(sent.prints)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
