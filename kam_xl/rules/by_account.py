"""Rows of a table by the account they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from kam_xl.model import natural_name


class Belonging(Protocol):
    """A row that names its account."""

    @property
    def account(self) -> str:
        """Return the account's name as it is typed."""


Row = TypeVar("Row", bound=Belonging)


def by_account(rows: Iterable[Row]) -> Callable[[str], tuple[Row, ...]]:
    """Return what finds an account's rows, in the order of the table: those whose `natural_name` is the account's."""
    kept: defaultdict[str, list[Row]] = defaultdict(list)
    keys: dict[str, str] = {}
    for row in rows:
        name = row.account
        if (key := keys.get(name)) is None:
            key = keys[name] = natural_name(name)
        kept[key].append(row)
    return lambda account: tuple(kept.get(natural_name(account), ()))
