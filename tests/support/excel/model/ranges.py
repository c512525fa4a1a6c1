"""Ranges: one or several areas of cells of one sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.formula.translate import Translator

from tests.support.excel.model.a1 import COLUMNS, ROWS, Area, address, areas, quoted
from tests.support.excel.model.base import Collection, ComObject, NotImitatedError, refusal
from tests.support.excel.model.entry import Entry, TooLongError, entry, moment
from tests.support.excel.model.formulas import BadFormulaError, to_excel

if TYPE_CHECKING:
    from tests.support.excel.model.sheets import Worksheet

ERROR_CODES = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
}
_VISIBLE = 12
SHIFT_DOWN, SHIFT_RIGHT, SHIFT_UP, SHIFT_LEFT = -4121, -4161, -4162, -4159
STEPS = {SHIFT_DOWN: (1, 0), SHIFT_UP: (-1, 0), SHIFT_RIGHT: (0, 1), SHIFT_LEFT: (0, -1)}


@dataclass(eq=False)
class Range(ComObject):
    """Areas of a sheet, counted and called by cells, rows or columns."""

    sheet: Worksheet
    areas: tuple[Area, ...]
    by: Literal["cells", "rows", "columns"] = "cells"

    kind = "Range"

    @property
    def first(self) -> Area:
        """Return the first area: what most properties of a range speak of."""
        return self.areas[0]

    def ask(self, op: str, area: Area, **arguments: object) -> Any:
        """Ask the calculating engine about an area, or to change it; raises ExcelError where that is refused."""
        return self.sheet.ask(op, area=list(area), **arguments)

    # Values

    def get_value(self) -> object:
        """Return what the cells hold; dates as times."""
        return self._read(lambda number: moment(number))

    def get_value2(self) -> object:
        """Return what the cells hold; dates as numbers."""
        return self._read(lambda number: number)

    def _read(self, date: Callable[[float], object]) -> object:
        def cell(value: Any) -> object:
            if isinstance(value, dict):
                return ERROR_CODES[value["error"]] if "error" in value else date(value["date"])
            return value

        return _shaped([[cell(value) for value in row] for row in self.ask("read", self.first)])

    def put_value(self, value: object) -> None:
        """Write what Excel makes of a value, or of an array of values."""
        self._write(value)

    put_value2 = put_value

    def get_formula(self) -> object:
        """Return formulas in English A1 notation; constants as texts."""
        rows = self.ask("formulas", self.first)
        return _shaped([[to_excel(text) if text.startswith("=") else text for text in row] for row in rows])

    def put_formula(self, value: object) -> None:
        """Write formulas; a single one moves its relative references from cell to cell."""
        self._write(value)

    get_formula2, put_formula2 = get_formula, put_formula

    def get_has_array(self) -> bool:
        """Return False: nobody writes array formulas here."""
        return False

    def get_has_formula(self) -> bool | None:
        """Tell whether all cells hold formulas, None where some do."""
        said = {text.startswith("=") for row in self.ask("formulas", self.first) for text in row}
        return said.pop() if len(said) == 1 else None

    def _write(self, value: object) -> None:
        for area in self.areas:
            try:
                rows = _entries(value, area)
            except (BadFormulaError, TooLongError) as error:
                raise refusal() from error
            self.ask("write", area, rows=rows)

    def do_clear_contents(self) -> None:
        """Empty the cells."""
        self._clear(contents=True, layout=False)

    def do_clear_formats(self) -> None:
        """Take the formats away."""
        self._clear(contents=False, layout=True)

    def do_clear(self) -> None:
        """Empty the cells and take their formats away."""
        self._clear(contents=True, layout=True)

    def _clear(self, **what: bool) -> None:
        for area in self.areas:
            self.ask("clear", area, **what)

    def do_fill_down(self) -> None:
        """Copy the formulas and values of the first row into the others."""
        area = self.first
        head = _rows(Range(self.sheet, (area._replace(rows=1),)).get_formula())[0]
        for index, text in enumerate(head):
            below = Area(area.row + 1, area.column + index, area.rows - 1, 1)
            if below.rows:
                source = address(Area(area.row, below.column), False, False)
                moved = Translator(text, source).translate_formula(address(Area(below.row, below.column), False, False))
                Range(self.sheet, (below,))._write(moved)

    def do_calculate(self) -> None:
        """Calculate; here, whatever of the book waits for it."""
        self.sheet.book.ask("calculate")

    # Looks

    def get_number_format(self) -> object:
        """Return the number format, None where cells differ."""
        return self.ask("number_format", self.first)

    def put_number_format(self, code: str) -> None:
        """Set the number format."""
        for area in self.areas:
            self.ask("number_format", area, code=code)

    def get_locked(self) -> bool | None:
        """Tell whether the cells are locked, None where some are."""
        locked: bool | None = self.ask("locked", self.first)
        return locked

    def put_locked(self, on: bool) -> None:
        """Lock or unlock the cells."""
        for area in self.areas:
            self.ask("lock", area, on=bool(on))

    def get_hidden(self) -> bool | None:
        """Tell whether whole rows or columns are hidden, None where some are."""
        hidden: bool | None = self.ask("hidden", self.first, axis=self._axis())
        return hidden

    def put_hidden(self, on: bool) -> None:
        """Hide or show whole rows or columns."""
        for area in self.areas:
            self.ask("hidden", area, axis=self._axis(), on=bool(on))

    def _axis(self) -> str:
        if self.first.columns == COLUMNS:
            return "rows"
        if self.first.rows == ROWS:
            return "columns"
        raise refusal("Unable to get the Hidden property of the Range class")

    # Insertion and deletion

    def do_insert(self, shift: int | None = None, copy_origin: object = None) -> None:
        """Insert cells; without a direction Excel moves down what is wide, and to the right what is high."""
        self.ask("insert", self.first, mode=self._mode(shift, "DOWN", "RIGHT"))

    def do_delete(self, shift: int | None = None) -> None:
        """Delete cells."""
        for area in sorted(self.areas, reverse=True):
            self.ask("delete", area, mode=self._mode(shift, "UP", "LEFT"))

    def _mode(self, shift: int | None, along_rows: str, along_columns: str) -> str:
        if self.first.columns == COLUMNS:
            return "ROWS"
        if self.first.rows == ROWS:
            return "COLUMNS"
        if shift is None:
            return along_rows if self.first.columns >= self.first.rows else along_columns
        return along_rows if shift in (SHIFT_DOWN, SHIFT_UP) else along_columns

    # Places

    def get_row(self) -> int:
        """Return the first row."""
        return self.first.row

    def get_column(self) -> int:
        """Return the first column."""
        return self.first.column

    def get_count(self) -> int:
        """Return how many cells, rows or columns there are."""
        if self.by == "rows":
            return self.first.rows
        return self.first.columns if self.by == "columns" else sum(area.rows * area.columns for area in self.areas)

    get_count_large = get_count

    def get_address(self) -> str:
        """Return `$A$1:$B$2,$D$4`."""
        return self.do_get_address()

    def do_get_address(
        self, row_absolute: bool = True, column_absolute: bool = True, style: int = 1, external: bool = False
    ) -> str:
        """Return the address as asked for, with book and sheet where it is external."""
        text = ",".join(address(area, row_absolute, column_absolute) for area in self.areas)
        if not external:
            return text
        whole = f"[{self.sheet.book.get_name()}]{self.sheet.name}".replace("'", "''")
        return f"'{whole}'!{text}" if quoted(self.sheet.name) != self.sheet.name else f"{whole}!{text}"

    def get_areas(self) -> Areas:
        """Return the areas, each as a range."""
        return Areas(self)

    def get_worksheet(self) -> Worksheet:
        """Return its sheet."""
        return self.sheet

    get_parent = get_worksheet

    def get_application(self) -> object:
        """Return Excel."""
        return self.sheet.book.application

    def get_rows(self) -> Range:
        """Return the same cells, counted by rows."""
        return Range(self.sheet, self.areas, "rows")

    def get_columns(self) -> Range:
        """Return the same cells, counted by columns."""
        return Range(self.sheet, self.areas, "columns")

    def get_cells(self) -> Range:
        """Return the same cells, counted by cells."""
        return Range(self.sheet, self.areas)

    def get_entire_row(self) -> Range:
        """Return the whole rows."""
        return Range(self.sheet, tuple(area._replace(column=1, columns=COLUMNS) for area in self.areas))

    def get_entire_column(self) -> Range:
        """Return the whole columns."""
        return Range(self.sheet, tuple(area._replace(row=1, rows=ROWS) for area in self.areas))

    def do_item(self, row: float, column: float | None = None) -> Range:
        """Return a cell, a row or a column of the first area, counted from 1; it may lie outside."""
        area, index = self.first, int(row)
        if column is not None:
            return self._at(area.row + index - 1, area.column + int(column) - 1)
        if self.by == "rows":
            return self._at(area.row + index - 1, area.column, 1, area.columns)
        if self.by == "columns":
            return self._at(area.row, area.column + index - 1, area.rows, 1)
        return self._at(area.row + (index - 1) // area.columns, area.column + (index - 1) % area.columns)

    def com_items(self) -> list[Range]:
        """Return the cells, rows or columns one by one."""
        count = self.first.rows * self.first.columns if self.by == "cells" else self.get_count()
        return [self.do_item(index) for index in range(1, count + 1)]

    def do_range(self, text: str) -> Range:
        """Return a place counted from this range's first cell."""
        return self._at(self.first.row + areas(text)[0].row - 1, self.first.column + areas(text)[0].column - 1)

    def do_get_offset(self, rows: int = 0, columns: int = 0) -> Range:
        """Return as many cells, moved."""
        return self._at(self.first.row + rows, self.first.column + columns, *self.first[2:])

    def do_get_resize(self, rows: int | None = None, columns: int | None = None) -> Range:
        """Return more or fewer cells from the same first one."""
        return self._at(*self.first[:2], rows or self.first.rows, columns or self.first.columns)

    def _at(self, row: int, column: int, rows: int = 1, columns: int = 1) -> Range:
        area = Area(row, column, rows, columns)
        if row < 1 or column < 1 or area.bottom > ROWS or area.right > COLUMNS:
            raise refusal()
        return Range(self.sheet, (area,), self.by if self.by == "cells" else "cells")

    def get_current_region(self) -> Range:
        """Return the filled block around the cells."""
        return Range(self.sheet, (Area(*self.ask("region", self.first)),))

    def do_end(self, direction: int) -> Range:
        """Return the cell that Ctrl and an arrow lead to."""
        down, right = STEPS[direction]
        limit = self.sheet.used().around(Area(*self.first[:2]))
        row, column = self.first[:2]
        line = Area(limit.row, column, limit.rows, 1) if down else Area(row, limit.column, 1, limit.columns)
        filled = [value is not None for values in self.ask("read", line) for value in values]
        start = row - limit.row if down else column - limit.column
        stop = _stop(filled, start, down or right)
        if stop is None:
            far = (ROWS if down else COLUMNS) if down + right > 0 else 1
            return self._at(far, column) if down else self._at(row, far)
        return self._at(limit.row + stop, column) if down else self._at(row, limit.column + stop)

    def get_list_object(self) -> object:
        """Return the table that holds the first cell, None where there is none."""
        cell = self.first._replace(rows=1, columns=1)
        tables = self.sheet.get_list_objects().com_items()
        return next((table for table in tables if table.area.overlap(cell)), None)

    def do_special_cells(self, kind: int) -> Range:
        """Return the cells that can be seen (12), those of rows that are not hidden.

        Raises:
            NotImitatedError: another kind was asked for.
        """
        if kind != _VISIBLE:
            raise NotImitatedError(f"Range.SpecialCells({kind})")
        single = (area._replace(row=area.row + i, rows=1) for area in self.areas for i in range(area.rows))
        return Range(self.sheet, tuple(row for row in single if not self.ask("hidden", row, axis="rows")))

    def do_select(self) -> None:
        """Select the cells; Excel does so on the active sheet only."""
        if self.sheet.book.application.get_active_sheet() is not self.sheet:
            raise refusal("Select method of Range class failed")
        self.sheet.selection = self.areas
        self.sheet.book.application.record.selected = self.get_address()

    do_activate = do_select


class Areas(Collection):
    """The areas of a range."""

    kind = "Areas"

    def __init__(self, whole: Range) -> None:
        self.whole = whole

    def com_items(self) -> list[Range]:
        """Return one range an area."""
        return [Range(self.whole.sheet, (area,)) for area in self.whole.areas]


def _shaped(rows: list[list[object]]) -> object:
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _rows(value: object) -> list[list[Any]]:
    if not isinstance(value, list | tuple):
        return [[value]]
    return [list(row) if isinstance(row, list | tuple) else [row] for row in value]


def _entries(value: object, area: Area) -> list[list[Entry]]:
    """Return a cell for each place of an area: an array fills from its corner, a row every row, the rest is #N/A."""
    if isinstance(value, list | tuple):
        nested = bool(value) and isinstance(value[0], list | tuple)
        given = (
            [[entry(cell) for cell in row] for row in value]
            if nested
            else [[entry(cell) for cell in value]] * area.rows
        )
        return [
            [
                given[row][column] if row < len(given) and column < len(given[row]) else entry("#N/A")
                for column in range(area.columns)
            ]
            for row in range(area.rows)
        ]
    if isinstance(value, str) and value.startswith("=") and value != "=":
        moving = Translator(value, address(Area(area.row, area.column), False, False))
        return [
            [entry(moving.translate_formula(row_delta=row, col_delta=column)) for column in range(area.columns)]
            for row in range(area.rows)
        ]
    return [[entry(value)] * area.columns for _ in range(area.rows)]


def _stop(filled: list[bool], start: int, step: int) -> int | None:
    places = range(start + step, len(filled) if step > 0 else -1, step)
    if filled[start] and places and filled[places[0]]:
        return next((place - step for place in places if not filled[place]), places[-1])
    return next((place for place in places if filled[place]), None)
