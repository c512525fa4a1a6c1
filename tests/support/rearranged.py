"""What people and other programs do to a workbook, done through openpyxl: sheets, tables, columns, rows, names.

Each function changes an open workbook; `with_tables` says how the columns of a table stand, all else follows from it.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import Table, TableColumn

from kam_xl.i18n import Lang
from kam_xl.sheets import schema

Edit = Callable[[Any], None]


def edited_by(data: bytes, *edits: Edit) -> bytes:
    """Return a workbook's bytes after edits, saved by openpyxl."""
    with _quiet():
        workbook = load_workbook(io.BytesIO(data))
        for edit in edits:
            edit(workbook)
        out = io.BytesIO()
        workbook.save(out)
    return out.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def tables_of(workbook: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each sheet that holds a table, with it."""
    for sheet in list(workbook.worksheets):
        for table in list(sheet.tables.values()):
            yield sheet, table


def table_in(workbook: Any, name: str) -> tuple[Any, Any]:
    """Return the sheet and the table of a name."""
    return next((sheet, table) for sheet, table in tables_of(workbook) if table.name == name)


def bounds(table: Any) -> tuple[int, int, int, int]:
    """Return a table's first column, header row, last column and last row, from 1."""
    left, top, right, bottom = range_boundaries(table.ref)
    assert left and top and right and bottom
    return left, top, right, bottom


def rename_sheets(workbook: Any) -> None:
    """Give every sheet another title; names follow, as Excel lets them."""
    for i, sheet in enumerate(workbook.worksheets, start=1):
        _retitle(workbook, sheet, f"Olga's {i}")


def _retitle(workbook: Any, sheet: Any, title: str) -> None:
    quoted = title.replace("'", "''")
    for one in (*workbook.defined_names.values(), *sheet.defined_names.values()):
        one.attr_text = one.attr_text.replace(f"'{sheet.title}'!", f"'{quoted}'!")
        one.attr_text = one.attr_text.replace(f"{sheet.title}!", f"'{quoted}'!")
    sheet.title = title


def translate_titles(lang: Lang) -> Edit:
    """Give every sheet its title in another language."""
    titles = {
        schema.sheet_name(key, other): schema.sheet_name(key, lang) for key in schema.SHEETS for other in ("en", "ru")
    }

    def edit(workbook: Any) -> None:
        for sheet in workbook.worksheets:
            _retitle(workbook, sheet, titles.get(sheet.title, sheet.title))

    return edit


def move_tables(rows: int, columns: int) -> Edit:
    """Insert rows above and columns left of every table and of the cells of Start; names and tables follow."""

    def edit(workbook: Any) -> None:
        for sheet in workbook.worksheets:
            if sheet.tables or sheet.title in {schema.sheet_name("start", lang) for lang in ("en", "ru")}:
                _shift(workbook, sheet, rows, columns)

    return edit


def _shift(workbook: Any, sheet: Any, rows: int, columns: int) -> None:
    sheet.move_range(sheet.dimensions, rows, columns)
    for table in sheet.tables.values():
        table.ref = _moved(table.ref, rows, columns)
        table.autoFilter.ref = _moved(table.autoFilter.ref, rows, columns)
    for one in workbook.defined_names.values():
        title, _, area = one.attr_text.rpartition("!")
        if title.strip("'").replace("''", "'") == sheet.title and "(" not in one.attr_text:
            moved = _moved(area.replace("$", ""), rows, columns)
            one.attr_text = f"{title}!{_absolute(moved)}"


def _moved(area: str, rows: int, columns: int) -> str:
    left, top, right, bottom = range_boundaries(area)
    assert left and top and right and bottom
    return _area(left + columns, top + rows, right + columns, bottom + rows)


def _area(left: int, top: int, right: int, bottom: int) -> str:
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _absolute(area: str) -> str:
    first, _, last = area.partition(":")
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", first if first == last else area)


Arrange = Callable[[Sequence[str]], Sequence[int | str]]
"""Headers as they stand → the new order: places of columns, from 0, and titles of a person's own columns between."""


def with_columns(arrange: Arrange, translated: Lang | None = None) -> Edit:
    """Put the columns of every table in another order, with a person's own between, and headers in a language."""

    def edit(workbook: Any) -> None:
        for sheet, table in tables_of(workbook):
            _rearrange(sheet, table, arrange, translated)

    return edit


def _rearrange(sheet: Any, table: Any, arrange: Arrange, translated: Lang | None) -> None:
    left, top, right, bottom = bounds(table)
    headers = [str(sheet.cell(top, column).value or "") for column in range(left, right + 1)]
    cells = [[_content(sheet.cell(row, column)) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
    order = arrange(headers)
    titles = [one if isinstance(one, str) else _translated(table.name, headers[one], translated) for one in order]
    for i, row in enumerate(cells):
        for k, one in enumerate(order):
            cell = sheet.cell(top + i, left + k)
            cell.value, kind, cell.number_format = (f"{one} {i}", "s", "General") if isinstance(one, str) else row[one]
            cell.data_type = kind
            if not i:
                cell.value = titles[k]
    table.ref = table.autoFilter.ref = _area(left, top, left + len(order) - 1, bottom)
    table.tableColumns[:] = [TableColumn(id=i, name=title) for i, title in enumerate(titles, start=1)]


def _content(cell: Any) -> tuple[Any, str, str]:
    """Return what makes a cell what it is: a text that begins like a formula is none."""
    return cell.value, cell.data_type, cell.number_format


def _translated(table: str, header: str, lang: Lang | None) -> str:
    key = schema.column_key(table, header)
    return schema.header(schema.table(table), schema.table(table).column(key), lang) if lang and key else header


def reversed_order(headers: Sequence[str]) -> Sequence[int | str]:
    """Return all columns from the last to the first."""
    return [*reversed(range(len(headers)))]


def own_between(headers: Sequence[str]) -> Sequence[int | str]:
    """Return the columns in their order with one of a person's own after every third."""
    order: list[int | str] = []
    for i in range(len(headers)):
        order += [i] if i % 3 else [f"My {i}", i]
    return order


def as_before(headers: Sequence[str]) -> Sequence[int | str]:
    """Return the columns as they stand."""
    return range(len(headers))


def hide_rows(workbook: Any) -> None:
    """Hide the first data row of every table."""
    for sheet, table in tables_of(workbook):
        sheet.row_dimensions[bounds(table)[1] + 1].hidden = True


def filter_rows(workbook: Any) -> None:
    """Filter every table by its first column for something that no row has, which hides all rows."""
    for sheet, table in tables_of(workbook):
        _, top, _, bottom = bounds(table)
        table.autoFilter.filterColumn = [FilterColumn(colId=0, filters=Filters(filter=["nobody"]))]
        for row in range(top + 1, bottom + 1):
            sheet.row_dimensions[row].hidden = True


def copy_sheet(name: str, declared: bool, change: Mapping[tuple[int, str], object] | None = None) -> Edit:
    """Copy the sheet of a table; `change` types values into the copy (data row from 0, column key).

    `declared` tells whether the copy's table is one, with a name of its own as Excel gives it, or plain cells.
    """

    def edit(workbook: Any) -> None:
        sheet, table = table_in(workbook, name)
        copy = workbook.copy_worksheet(sheet)
        copy.title = f"{sheet.title} (2)"
        workbook.move_sheet(copy, -len(workbook.worksheets) + 1)
        left, top, right, _ = bounds(table)
        keys = [schema.column_key(name, str(sheet.cell(top, i).value or "")) for i in range(left, right + 1)]
        for (row, key), value in (change or {}).items():
            copy.cell(top + 1 + row, left + keys.index(key)).value = value
        if declared:
            second = Table(id=900, displayName=f"{name}3", name=f"{name}3", ref=table.ref)
            second.tableColumns = [TableColumn(id=one.id, name=one.name) for one in table.tableColumns]
            copy.add_table(second)

    return edit


def lose_tables(workbook: Any) -> None:
    """Turn every table into plain cells."""
    for sheet, table in tables_of(workbook):
        del sheet.tables[table.name]


def rename_tables(workbook: Any) -> None:
    """Give every table a name that says nothing."""
    for i, (sheet, table) in enumerate(tables_of(workbook), start=1):
        del sheet.tables[table.name]
        table.name = table.displayName = f"Table{i}"
        sheet.tables.add(table)


def lose_names(workbook: Any) -> None:
    """Take away every defined name."""
    workbook.defined_names.clear()
    for sheet in workbook.worksheets:
        sheet.defined_names.clear()


def break_names(workbook: Any) -> None:
    """Let every defined name point nowhere, as after the cells were deleted and typed anew."""
    for one in workbook.defined_names.values():
        one.attr_text = "#REF!"


def unhide_sheets(workbook: Any) -> None:
    """Make very hidden sheets hidden, as programs do that know no other."""
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "veryHidden":
            sheet.sheet_state = "hidden"


def dates_as_numbers(workbook: Any) -> None:
    """Take the date formats away, so that dates are serial numbers."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.is_date:
                    cell.number_format = "General"
                    cell.value = cell.internal_value if not hasattr(cell.value, "year") else _serial(cell.value)


def _serial(value: Any) -> float:
    from openpyxl.utils.datetime import to_excel

    return float(to_excel(value))  # type: ignore[no-untyped-call]


def nudge_numbers(workbook: Any) -> None:
    """Write every typed fraction with its last binary digit changed, as other ways of adding up leave it."""
    import math

    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float) and not cell.value.is_integer():
                    cell.value = math.nextafter(cell.value, math.inf)


def add_blank_rows(workbook: Any) -> None:
    """Let every table reach over five blank rows more."""
    for _, table in tables_of(workbook):
        left, top, right, bottom = bounds(table)
        table.ref = table.autoFilter.ref = _area(left, top, right, bottom + 5)


def part_rows(workbook: Any) -> None:
    """Insert two blank rows before the last data row of every table that has two."""
    for sheet, table in tables_of(workbook):
        left, top, right, bottom = bounds(table)
        if bottom - top >= 2:
            sheet.move_range(_area(left, bottom, right, bottom), 2, 0)
            table.ref = table.autoFilter.ref = _area(left, top, right, bottom + 2)


def add_totals(workbook: Any) -> None:
    """Show the totals row of every table: a word, and sums of the columns of numbers."""
    for sheet, table in tables_of(workbook):
        left, top, right, bottom = bounds(table)
        table.ref, table.totalsRowCount = _area(left, top, right, bottom + 1), 1
        sheet.cell(bottom + 1, left).value = "Total"
        letters = get_column_letter(right)
        sheet.cell(bottom + 1, right).value = f"=SUBTOTAL(109,{letters}{top + 1}:{letters}{bottom})"


def forget_totals(workbook: Any) -> None:
    """Let every totals row pass for a row of data, as after a detour over .ods."""
    add_totals(workbook)
    for _, table in tables_of(workbook):
        table.totalsRowCount = None


GOOGLE: tuple[Edit, ...] = (lose_tables, lose_names, unhide_sheets)
"""What a program leaves that has neither tables nor names: cells under headers, labels beside cells."""
