"""What a person does to the rows of a table in Excel beside typing: delete one, sort them, add a column and a note."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.worksheet.table import TableColumn

from kam_xl.sheets import schema
from kam_xl.sheets.raw import column_letters
from tests.support.versions import Typing


def typed_columns(person: Typing, table: str) -> list[int]:
    """Return the columns of a table that hold no formula."""
    sheet, left, top, right, _ = person.place(table)
    one = schema.table(table)
    formulas = {schema.header(one, column, person.lang) for column in one.columns if column.role == "calculated"}
    return [i for i in range(left, right + 1) if sheet.cell(top, i).value not in formulas]


def delete_row(person: Typing, table: str, id: str) -> None:
    """Delete the row of a record: those below move up."""
    sheet, _, _, _, bottom = person.place(table)
    for row in range(person.by_id(table, id), bottom + 1):
        for column in typed_columns(person, table):
            sheet.cell(row, column).value = sheet.cell(row + 1, column).value if row < bottom else None


def sort_rows(person: Typing, table: str, key: str) -> None:
    """Sort the rows of a table by a column of texts, from Z to A; blank rows stay below."""
    sheet, _, top, _, bottom = person.place(table)
    columns, by = typed_columns(person, table), person.column(table, key)
    last = next((row for row in range(top + 1, bottom + 1) if sheet.cell(row, by).value is None), bottom + 1)
    rows = range(top + 1, last)
    order = sorted(rows, key=lambda row: str(sheet.cell(row, by).value), reverse=True)
    contents = [[sheet.cell(row, column).value for column in columns] for row in order]
    for row, content in zip(rows, contents, strict=True):
        for column, one in zip(columns, content, strict=True):
            sheet.cell(row, column).value = one


def add_column(person: Typing, table: str, header: str, first: str) -> None:
    """Add a column of one's own right of a table, and fill its first row."""
    sheet, left, top, right, bottom = person.place(table)
    sheet.cell(top, right + 1).value, sheet.cell(top + 1, right + 1).value = header, first
    declared, area = sheet.tables[table], f"{column_letters(left)}{top}:{column_letters(right + 1)}{bottom}"
    declared.ref = area
    if declared.autoFilter is not None:
        declared.autoFilter.ref = area
    declared.tableColumns.append(TableColumn(id=right - left + 2, name=header))


def add_note(person: Typing, table: str, key: str, text: str, author: str) -> None:
    """Put a note on the first row's cell of a column."""
    sheet, _, top, _, _ = person.place(table)
    sheet.cell(top + 1, person.column(table, key)).comment = Comment(text, author)
