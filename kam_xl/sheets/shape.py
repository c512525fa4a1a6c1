"""What a table, a column and a named cell of the workbook are; which there are stands in `schema`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from kam_xl.policy import Policy
from kam_xl.values import value

Kind = Literal[
    "text", "long_text", "link", "money", "share", "score", "count", "date", "flag", "choice", "points", "step"
]
Role = Literal["input", "record", "calculated"]


@value
class Column:
    """One column: what it holds, who fills it, how wide it is (characters) and under which heading it stands.

    `low` and `high` bound the numbers that the rules can read; `choices` names a list of the Lists sheet; `upright`
    columns are narrow, with the header turned; `working` ones are folded away; `tool` is the policy's switch. `year`
    counts the years after a plan's base year, 0 for all other columns. `late` ones came
    with a later schema: an earlier book lacks them, and they read as blank.
    """

    key: str
    kind: Kind
    role: Role = "input"
    band: str = ""
    width: float = 12
    low: float | None = None
    high: float | None = None
    choices: str = ""
    upright: bool = False
    working: bool = False
    tool: str = ""
    year: int = 0
    late: bool = False

    @property
    def numeric(self) -> bool:
        """Tell whether the cell holds a number that the rules count with."""
        return self.kind in ("money", "share", "score", "count", "points", "step")

    def shown(self, policy: Policy) -> bool:
        """Tell whether the policy's switches and its horizon leave the column in."""
        return policy.has(self.tool) and self.year <= policy.plan.horizon


@value
class Table:
    """One table of the workbook on a sheet of its own; its first `frozen` columns stay in sight."""

    name: str
    sheet: str
    columns: tuple[Column, ...]
    tool: str = ""
    frozen: int = 1

    def column(self, key: str) -> Column:
        """Return a column by its key.

        Raises:
            KeyError: there is none; a mistake of the program.
        """
        found = _BY_KEY.get(self.name)
        if found is None:
            found = _BY_KEY[self.name] = {column.key: column for column in self.columns}
        return found[key]

    def shown(self, policy: Policy) -> tuple[Column, ...]:
        """Return the columns that the policy's switches and its horizon leave in."""
        return tuple(column for column in self.columns if column.shown(policy))

    def written(self, policy: Policy, rows: Iterable[Mapping[str, object]]) -> tuple[Column, ...]:
        """Return the columns that hold these rows (values by key): those shown, and later years that hold a number.

        A plan made for a longer horizon thus loses nothing. Of a later year all input columns are kept, since formulas
        take a year as a whole, and of calculated ones those that the rows have.
        """
        late = [column for column in self.columns if column.year > policy.plan.horizon]
        held = {column.key for row in rows for column in late if row.get(column.key) is not None} if late else set()
        last = max((column.year for column in late if column.key in held and column.role == "input"), default=0)
        return tuple(
            column
            for column in self.columns
            if column.shown(policy)
            or column.key in held
            or (column.role == "input" and policy.has(column.tool) and column.year <= last)
        )


@value
class Cell:
    """One named cell that people fill in, the same in both languages; `tool` is the policy's switch of its sheet.

    Its label stands to its left, or over it where it is `below`.
    """

    name: str
    sheet: str
    kind: Kind
    low: float | None = None
    high: float | None = None
    tool: str = ""
    below: bool = False


_BY_KEY: dict[str, dict[str, Column]] = {}
"""Columns by key, for each table that was asked for one: it is asked for every cell."""
