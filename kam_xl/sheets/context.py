"""What a workbook says of itself in two blocks of cells: its settings and its named numbers, read in one go each.

On the very hidden sheet `_kam` stand the settings table and, beside it, one row for each named cell: name, value, row
and column. A click reads both blocks instead of sixty names, and a worksheet function gets them handed over, so that
it judges by the workbook's own policy without asking Excel anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.raw import CellError, RawBook, RawCell, RawTable, Value, column_letters
from kam_xl.values import value

CONTEXT_NAMES: tuple[str, ...] = (*(cell.name for cell in schema.CELLS), "as_of", *NAMES)
"""Names whose cells the block lists, in this order."""

SHEET_OF: Mapping[str, str] = {
    **{cell.name: cell.sheet for cell in schema.CELLS},
    "as_of": "start",
    **dict.fromkeys(NAMES, "policy"),
}
"""Name → key of the sheet on which its cell stands."""

_ERRORS = {
    -2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!", -2146826252: "#NUM!",
    -2146826265: "#REF!", -2146826273: "#VALUE!",
}  # fmt: skip
"""Error values as COM hands them over: whole numbers, which no cell can hold by itself."""

Block = tuple[tuple[Value, ...], ...]


@value
class Context:
    """The two blocks as values: rows of key and value, rows of name, value, row and column."""

    settings: Block
    numbers: Block

    @classmethod
    def of(cls, blocks: object) -> Context:
        """Return the context from what a spreadsheet hands over.

        Raises:
            TypeError: there are no two blocks; the cell that asks stands in no KAM workbook.
        """
        if not isinstance(blocks, (tuple, list)) or len(blocks) != 2:
            raise TypeError(blocks)
        settings, numbers = (tuple(cells(row) for row in block) for block in blocks)
        return cls(settings, numbers)

    @property
    def cells(self) -> dict[str, Value]:
        """Return the values of the named cells; a blank one is None."""
        return {str(name): value for name, value, *_ in self.numbers}

    def raw_cells(self, titles: Mapping[str, str]) -> dict[str, RawCell]:
        """Return the named cells with their places; `titles` names the sheets by key."""
        return {
            str(name): RawCell(value, titles.get(SHEET_OF.get(str(name), ""), ""), _address(row, column))
            for name, value, row, column in self.numbers
        }


def cells(row: Sequence[Value]) -> tuple[Value, ...]:
    """Return a row of cells with blanks as None and errors told apart from numbers."""
    return tuple(_cell(value) for value in row)


def _cell(value: Value) -> Value:
    if value is None or value == "":
        return None
    if type(value) is int and value in _ERRORS:
        return CellError(_ERRORS[value])
    return value


def _address(row: Value, column: Value) -> str:
    if isinstance(row, (int, float)) and isinstance(column, (int, float)):
        return f"{column_letters(int(column))}{int(row)}"
    return ""


def settings_table(rows: Block) -> RawTable:
    """Return the settings as a table."""
    return RawTable(schema.SETTINGS.name, schema.SETTINGS.sheet, ("key", "value"), rows)


@lru_cache(maxsize=4)
def book_of(context: Context, accounts: Block | None = None, others: tuple[tuple[str, Block], ...] = ()) -> Parsed:
    """Return the workbook that a context and blocks of tables (header row first) describe.

    Without accounts the portfolio has none; `others` are tables by name.

    Raises:
        NotAKamWorkbook, MissingColumn, DamagedWorkbook: the blocks are not those of a KAM workbook.
    """
    keys = tuple(column.key for column in schema.ACCOUNTS.columns)
    blocks = {schema.ACCOUNTS.name: accounts or (keys,), **dict(others)}
    tables = {name: _table(name, block) for name, block in blocks.items()}
    return parse(RawBook({schema.SETTINGS.name: settings_table(context.settings), **tables}, context.raw_cells({})))


def _table(name: str, block: Block) -> RawTable:
    head, *rows = block
    headers = tuple("" if text is None else str(text) for text in head)
    return RawTable(name, schema.table(name).sheet, headers, [cells(row) for row in rows])
