"""The live adapter: a workbook open in Excel, read in one block a sheet, through xlwings.

It takes xlwings' objects and never imports xlwings, so that this module costs nothing where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kam_xl.errors import NotAKamWorkbook
from kam_xl.excel.tables import Grid, Place, table_at
from kam_xl.sheets import schema
from kam_xl.sheets.context import SHEET_OF, Context, settings_table
from kam_xl.sheets.raw import CellError, RawBook, RawCell, RawTable, Value
from kam_xl.sheets.table_formulas import FORMULAS

_UNDER = 200
"""Rows under a table that are read with it: people type there; where the last of them is filled, reading goes on."""
_WIDE, _DEEP = 200, 20_000
"""Columns and rows of a sheet that are looked through for a table that has lost its name."""
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))

_ANCHORS = {
    "start": "manager",
    "portfolio": "leaver",
    "visit": "visit_client",
    "roles_map": "map_client",
    "periods": "periods_client",
    "card": "card_client",
    "policy": "cap",
}
"""Sheet → a name on it that tells its title, which people may change."""


class LiveBook:
    """A workbook that is open in Excel.

    Args:
        book: xlwings' `Book`.
    """

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def where(self) -> str:
        """Return the workbook's full name: a path, or a web address."""
        # xlwings' own name of a book in the cloud looks for its copy on this machine, and fails where there is none.
        return str(self.book.api.FullName)

    def language(self) -> str:
        """Return the language of the workbook, "" where it is no KAM workbook."""
        try:
            return str(self.book.names["kam_lang"].refers_to_range.value or "")
        except Exception:
            # Whatever kind of error an engine has for a name that is not there.
            return ""

    def interpreter(self) -> str | None:
        """Return the Python that the workbook's own macros start, None in a macro-free one."""
        for sheet in self.book.sheets:
            if sheet.name == "xlwings.conf":
                rows = _values(sheet.range("A1:B40"))
                return next((str(value or "") for key, value in rows if key == "INTERPRETER_WIN"), "")
        return None

    def read(self, *, formulas: bool = False) -> RawBook:
        """Return the tables and named cells.

        Args:
            formulas: look too for values typed over formulas, which takes one more block.

        Raises:
            NotAKamWorkbook: the settings or the named cells are gone.
        """
        sheets = {sheet.name: sheet for sheet in self.book.sheets}
        places = dict(self._declared(sheets))
        grids = {name: grid_of(sheets[place.sheet], place) for name, place in places.items()}
        if any(table.name not in places for table in _NEEDED):
            self._look_for_missing(sheets, places, grids)
        tables = {name: table_at(name, place, grids[name]) for name, place in places.items()}
        context = self._context(tables)
        if formulas:
            for name in FORMULAS.keys() & tables.keys():
                tables[name] = with_typed_over(tables[name], sheets[tables[name].sheet])
        return RawBook(tables, self._cells(context))

    def _declared(self, sheets: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
        """Yield the places of our tables, found by their names, wherever they stand."""
        ours = {table.name.casefold(): table.name for table in schema.TABLES}
        for title, sheet in sheets.items():
            for table in sheet.tables:
                if (name := ours.get(str(table.name).casefold())) is not None:
                    area, totals = table.range, 1 if table.show_totals else 0
                    last = area.row + area.shape[0] - 1 - totals
                    right = area.column + area.shape[1] - 1
                    yield name, Place(title, area.row, area.column, right, last, totals)

    def _look_for_missing(self, sheets: Mapping[str, Any], places: dict[str, Place], grids: dict[str, Grid]) -> None:
        """Find tables that were renamed or turned into plain cells by their headers, as in a file."""
        from kam_xl.excel.locate import locate
        from kam_xl.excel.structure import Structure

        taken = {place.sheet for place in places.values()}
        free = {title: sheet for title, sheet in sheets.items() if title not in taken}
        whole = {title: _block(sheet, 1, 1, *_reach(sheet)) for title, sheet in free.items()}
        for name, place in locate(Structure(dict.fromkeys(free, ""), {}, ()), whole.__getitem__).items():
            if name not in places:
                places[name], grids[name] = place, whole[place.sheet]

    def _context(self, tables: dict[str, RawTable]) -> Context:
        """Return the settings and the block of named cells, recalculated first: Excel may be set to manual."""
        try:
            settings, numbers = (self.book.names[name].refers_to_range for name in ("kam_settings", "kam_context"))
            numbers.api.Calculate()
            context = Context.of((_values(settings), _values(numbers)))
        except Exception as error:
            raise NotAKamWorkbook(self.where) from error
        tables[schema.SETTINGS.name] = settings_table(context.settings)
        return context

    def _cells(self, context: Context) -> dict[str, RawCell]:
        titles = {}
        for sheet, name in _ANCHORS.items():
            if name in context.cells and SHEET_OF[name] == sheet:
                titles[sheet] = str(self.book.names[name].refers_to_range.sheet.name)
        return context.raw_cells(titles)


_NEEDED = (schema.ACCOUNTS, schema.DECISIONS, schema.FINDINGS)
"""Tables without which a command cannot work, and which are therefore looked for by their headers."""


def grid_of(sheet: Any, place: Place) -> Grid:
    """Return a sheet's values from A1 to the end of a table, with the rows that people typed under it."""
    bottom, under = place.last + place.totals, _UNDER
    used = sheet.used_range.last_cell.row
    grid = _block(sheet, 1, 1, min(max(used, bottom), bottom + under), place.right)
    while len(grid) < used and any(value is not None for value in grid[-1][place.left - 1 :]):
        grid += _block(sheet, len(grid) + 1, 1, min(used, len(grid) + under), place.right)
        under *= 4
    return grid


def with_typed_over(table: RawTable, sheet: Any) -> RawTable:
    """Return the table with the filled cells of calculated columns that hold no formula."""
    from dataclasses import replace

    calculated = schema.calculated_columns(table.name, table.headers)
    inside = len(table.rows) - table.below
    if not inside or not calculated:
        return table
    top, left = table.first_row + 1, table.first_column
    formulas = two_dimensional(
        sheet.range((top, left), (top + inside - 1, left + len(table.headers) - 1)).formula, inside, len(table.headers)
    )
    bare = (
        (row, column)
        for row in range(inside)
        for column in calculated
        if table.rows[row][column] is not None and not str(formulas[row][column]).startswith("=")
    )
    return replace(table, typed_over=tuple(bare))


def _reach(sheet: Any) -> tuple[int, int]:
    last = sheet.used_range.last_cell
    return min(last.row, _DEEP), min(last.column, _WIDE)


def _block(sheet: Any, top: int, left: int, bottom: int, right: int) -> Grid:
    return [list(row) for row in _values(sheet.range((top, left), (bottom, right)))]


def _values(area: Any) -> list[list[Value]]:
    """Return an area's values: blanks as None, error values told apart from texts."""
    return [[CellError(value) if value in _ERRORS else value for value in row] for row in values_of(area)]


def values_of(area: Any) -> list[list[Any]]:
    """Return what an area shows as rows of values, error values as their texts.

    Excel gives cells that are formatted as currency in a type of their own, rounded to four decimals; their numbers
    are taken from what it calculates with.
    """
    rows: list[list[Any]] = area.options(ndim=2, err_to_str=True).value
    if any(type(value).__name__ == "Decimal" for row in rows for value in row):
        exact = two_dimensional(area.api.Value2, len(rows), len(rows[0]))
        rows = [
            [exact[i][k] if type(value).__name__ == "Decimal" else value for k, value in enumerate(row)]
            for i, row in enumerate(rows)
        ]
    return rows


def two_dimensional(content: Any, rows: int, columns: int) -> Any:
    """Return what an area gives as rows of cells: a single cell, row or column comes flat."""
    if rows == columns == 1:
        return ((content,),)
    return (
        content if isinstance(content[0], (tuple, list)) else (content,) if rows == 1 else [(one,) for one in content]
    )
