"""Plan what a command writes into an open workbook: areas of cells, and tables that grow or shrink.

Only cells that change are written, side by side in one area each, since a call to the spreadsheet costs milliseconds.
Rows are found by where they were read, columns by their header, so that sorted, filtered or moved tables are no matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kam_xl.commands.blocks import Block
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.sheets import schema
from kam_xl.sheets.raw import RawBook, RawTable, Value
from kam_xl.sheets.render import Row
from kam_xl.sheets.schema import Table
from kam_xl.sheets.table_formulas import column_formulas
from kam_xl.values import value


@value
class Formula:
    """A formula to write, with its equals sign; any text that is no `Formula` stays text."""

    text: str


Content = Value | Formula


@value
class Area:
    """A rectangle of cells to write; `top` and `left` count from 1."""

    sheet: str
    top: int
    left: int
    rows: tuple[tuple[Content, ...], ...]

    @property
    def bottom(self) -> int:
        """Return the last row."""
        return self.top + len(self.rows) - 1

    @property
    def right(self) -> int:
        """Return the last column."""
        return self.left + len(self.rows[0]) - 1


@value
class Resize:
    """A table that gets another number of data rows; `top` is its header row, `width` its number of columns.

    `typed` counts rows that a person typed under the table and that it takes in; `totals` tells that it shows a totals
    row, which moves down with the end.
    """

    table: str
    sheet: str
    top: int
    left: int
    width: int
    before: int
    after: int
    typed: int = 0
    totals: bool = False


@value
class Plan:
    """What to write, in this order: tables resized, then areas."""

    resizes: tuple[Resize, ...] = ()
    areas: tuple[Area, ...] = ()


def plan(
    raw: RawBook, blocks: Sequence[Block], rows: Mapping[str, Sequence[int]], findings: Sequence[Row], lang: Lang
) -> Plan:
    """Return what brings an open workbook to the state after a command.

    Args:
        raw: the workbook as it was read.
        blocks: the cells that the command changed, and rows that it adds.
        rows: for each table, where its records stand among the rows read, from 0.
        findings: what the Findings table lists from now on.
        lang: the language of the workbook.
    """
    resizes: list[Resize] = []
    cells: dict[str, dict[tuple[int, int], Content]] = {}
    for name, found in raw.tables.items():
        table = schema.table(name)
        own = [block for block in blocks if block.table == name]
        added = [block.values for block in own if block.row is None]
        for block in own:
            if block.row is not None:
                _put(cells, found, rows[name][block.row], _columns(table, found, block.values))
        if name == schema.FINDINGS.name:
            _replace_rows(table, found, findings, cells, resizes)
        elif added:
            _add_rows(table, found, added, rows[name], lang, cells, resizes)
    for block in blocks:
        if not block.table:
            _put_named(raw, block.values, cells)
    areas = [Area(sheet, *one) for sheet, content in cells.items() for one in rectangles(content)]
    return Plan(tuple(resizes), tuple(areas))


def _columns(table: Table, found: RawTable, values: Mapping[str, Content]) -> dict[int, Content]:
    """Return values by the position of their column; a column that is not there is left out."""
    keys = [schema.column_key(table.name, header) for header in found.headers]
    return {i: values[key] for i, key in enumerate(keys) if key in values}  # type: ignore[index]


def _put(
    cells: dict[str, dict[tuple[int, int], Content]], found: RawTable, row: int, values: Mapping[int, Content]
) -> None:
    here = cells.setdefault(found.sheet, {})
    for column, content in values.items():
        here[found.first_row + 1 + row, found.first_column + column] = content


def _put_named(raw: RawBook, values: Mapping[str, Value], cells: dict[str, dict[tuple[int, int], Content]]) -> None:
    for name, content in values.items():
        cell = raw.cells[name]
        cells.setdefault(cell.sheet, {})[position(cell.cell)] = content


def position(address: str) -> tuple[int, int]:
    """Return row and column, from 1, of a cell such as `AB12`."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column


def _add_rows(
    table: Table,
    found: RawTable,
    added: Sequence[Mapping[str, Value]],
    records: Sequence[int],
    lang: Lang,
    cells: dict[str, dict[tuple[int, int], Content]],
    resizes: list[Resize],
) -> None:
    """Put rows after the last record, with the formulas of calculated columns.

    A totals row stays between the data and what was typed under it: those rows are not taken in then.
    """
    inside = _inside(found)
    start = max((row for row in records if not found.totals or row < inside), default=-1) + 1
    formulas = _formulas(table, found, lang)
    for i, values in enumerate(added):
        _put(cells, found, start + i, _columns(table, found, {**formulas, **values}))
    typed = 0 if found.totals else found.below
    _resize(found, max(start + len(added), inside + typed), resizes, typed=typed)


def _replace_rows(
    table: Table,
    found: RawTable,
    rows: Sequence[Row],
    cells: dict[str, dict[tuple[int, int], Content]],
    resizes: list[Resize],
) -> None:
    """Put these rows in the place of all that are there, where anything differs."""
    keys = [column.key for column in table.columns]
    inside = found.rows[: _inside(found)]
    for i in range(max(len(rows), len(inside))):
        new = _columns(table, found, rows[i] if i < len(rows) else dict.fromkeys(keys))
        old = inside[i] if i < len(inside) else ()
        # Whole rows, so that blank cells among them do not break one block into many.
        if any(_at(old, column) != (content or None) for column, content in new.items()):
            _put(cells, found, i, new)
    _resize(found, max(len(rows), 1), resizes, typed=0)


def _at(row: Sequence[Value], column: int) -> Value:
    return row[column] if column < len(row) else None


def _inside(found: RawTable) -> int:
    """Return how many rows the table itself has; what was typed under it begins after its totals row."""
    return len(found.rows) - found.below - (found.totals if found.below else 0)


def _resize(found: RawTable, after: int, resizes: list[Resize], *, typed: int) -> None:
    before = max(_inside(found), 1)
    if after != before:
        place = (found.sheet, found.first_row, found.first_column, len(found.headers))
        resizes.append(Resize(found.name, *place, before, after, typed, found.totals > 0))


def _formulas(table: Table, found: RawTable, lang: Lang) -> dict[str, Formula]:
    """Return the formulas of calculated columns, in the language in which the headers stand."""
    spoken = max(
        (lang, *LANGUAGES),
        key=lambda one: sum(schema.header(table, column, one) in found.headers for column in table.columns),
    )
    keys = {schema.column_key(table.name, text) or "" for text in found.headers}
    return {key: Formula(formula) for key, formula in column_formulas(table, spoken, keys).items()}


def rectangles(
    cells: Mapping[tuple[int, int], Content],
) -> Iterator[tuple[int, int, tuple[tuple[Content, ...], ...]]]:
    """Group single cells into rectangles (first row, first column, rows): neighbours in a row, then equal rows."""
    runs: list[tuple[int, int, list[Content]]] = []
    for (row, column), content in sorted(cells.items(), key=lambda one: one[0]):
        if runs and (runs[-1][0], runs[-1][1] + len(runs[-1][2])) == (row, column):
            runs[-1][2].append(content)
        else:
            runs.append((row, column, [content]))
    open_: dict[tuple[int, int], tuple[int, list[tuple[Content, ...]]]] = {}
    for row, column, contents in runs:
        key = (column, len(contents))
        top, rows = open_.get(key, (row, []))
        if top + len(rows) != row:
            yield top, column, tuple(rows)
            top, rows = row, []
        rows.append(tuple(contents))
        open_[key] = (top, rows)
    for (column, _), (top, rows) in open_.items():
        yield top, column, tuple(rows)
