"""Write into an open workbook and take it back: blocks of cells, tables resized, everything in a journal first.

Nothing is written before it is sure that all of it may be: a protected sheet is found out beforehand. A text stays a
text, whatever Excel would read in it ("=1", "12.05", "TRUE").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kam_xl.errors import SheetProtected
from kam_xl.excel.changes import Area, Content, Formula, Plan, Resize
from kam_xl.excel.journal import Journal, Resized, Rows, Written, forget, load, save
from kam_xl.excel.live import two_dimensional, values_of
from kam_xl.sheets.raw import CellError, column_letters

_LONGEST = 32_766
"""Characters that a cell takes beside the apostrophe; only a list of thousands of names is longer."""
_BOOLEANS = frozenset(("true", "false", "истина", "ложь"))


def apply(book: Any, plan: Plan, journal: Path, begun: Path) -> int:
    """Write a plan into a workbook and keep in the journal how to take it back; return how many cells were written.

    Args:
        book: xlwings' `Book`.
        plan: what to write.
        journal: where the journal is kept, in place of that of the last command.
        begun: a file that is made directly before the first change, as a sign that there is something to take back.

    Raises:
        SheetProtected: a cell to write is locked; nothing was written.
    """
    if not plan.areas and not plan.resizes:
        return 0
    sheets = {sheet.name: sheet for sheet in book.sheets}
    _refuse_protected(sheets, plan)
    with quiet(book.app):
        resized = [_resized(sheets[one.sheet], one) for one in plan.resizes]
        save(journal, Journal((), resized))
        begun.touch()
        for one in resized:
            _grow(sheets[one.sheet], one)
        written = [_before(_range(sheets, one), one, resized) for one in plan.areas]
        save(journal, Journal(written, resized))
        for area in plan.areas:
            _range(sheets, area).value = _for_excel(area.rows)
        after = [replace(one, after=_content(_at(sheets[one.sheet], one))) for one in written]
        save(journal, Journal(after, resized))
    return sum(len(area.rows) * len(area.rows[0]) for area in plan.areas)


def take_back(book: Any, journal: Path) -> tuple[int, int]:
    """Restore what the last command wrote; return how many cells are as before, and how many changed since and stay.

    Where the command was interrupted, so that it is not known which cells it had written, all are restored.
    """
    last = load(journal)
    if last is None:
        return 0, 0
    sheets = {sheet.name: sheet for sheet in book.sheets}
    restored = kept = 0
    with quiet(book.app):
        for one in reversed(last.written):
            if one.sheet in sheets:
                back, left = _restore(_at(sheets[one.sheet], one), one)
                restored, kept = restored + back, kept + left
        for resized in last.resized:
            if resized.sheet in sheets and not kept:
                _shrink_back(sheets[resized.sheet], resized)
    forget(journal)
    return restored, kept


@contextmanager
def quiet(app: Any) -> Iterator[None]:
    """Keep Excel from redrawing, recalculating and answering events while blocks are written; its state comes back."""
    names = ("screen_updating", "enable_events", "calculation")
    before = [getattr(app, name) for name in names]
    try:
        for name, state in zip(names, (False, False, "manual"), strict=True):
            setattr(app, name, state)
        yield
    finally:
        for name, state in zip(names, before, strict=True):
            setattr(app, name, state)


def _refuse_protected(sheets: dict[str, Any], plan: Plan) -> None:
    wanted = {area.sheet for area in plan.areas} | {one.sheet for one in plan.resizes}
    protected = {title for title in wanted if sheets[title].api.ProtectContents}
    for one in plan.resizes:
        if one.sheet in protected:
            raise SheetProtected(one.sheet)
    for area in plan.areas:
        if area.sheet in protected and _range(sheets, area).api.Locked is not False:
            raise SheetProtected(f"{area.sheet}!{column_letters(area.left)}{area.top}")


def _resized(sheet: Any, one: Resize) -> Resized:
    """Tell what resizing a table takes: sheet rows are inserted where something stands in its way."""
    place = (one.table, one.sheet, one.top, one.left, one.width)
    plain = Resized(*place, one.before, one.after, typed=one.typed, totals=one.totals)
    new = one.after - one.before - one.typed
    return replace(plain, inserted=new) if new > 0 and _filled(sheet, plain, new) else plain


def _grow(sheet: Any, one: Resized) -> None:
    if one.inserted:
        sheet.range(_inserted(one)).insert("down")
    _resize(sheet, one, one.after)


def _before(area: Any, one: Area, resized: Sequence[Resized]) -> Written:
    """Return what stands in an area before it is written; new rows of a table count as blank.

    Excel has already filled their calculated columns, and taking back must not put those formulas under the table.
    """
    content = _content(area)
    for table in resized:
        first = table.top + table.before + table.typed + 1
        if table.sheet == one.sheet:
            content = [
                [None] * len(row) if first <= one.top + i <= table.top + table.after else row
                for i, row in enumerate(content)
            ]
    return Written(one.sheet, one.top, one.left, content)


def _shrink_back(sheet: Any, one: Resized) -> None:
    table = _table(sheet, one)
    if table is not None and _data_rows(table, one) == one.after:
        _resize(sheet, one, one.before)
        first, last = one.top + one.before + one.typed + 1, one.top + one.after
        if last >= first:
            sheet.range((first, one.left), (last, one.left + one.width - 1)).clear_contents()
    # An interrupted command may not have come to inserting: what stands in these rows is then a person's.
    if one.inserted and not _filled(sheet, one, one.inserted):
        sheet.range(_inserted(one)).delete("up")


def _resize(sheet: Any, one: Resized, rows: int) -> None:
    """Give a table another number of data rows; a totals row is put away meanwhile."""
    table = _table(sheet, one)
    if table is None:
        # Plain cells that were a table once have no end to move.
        return
    if one.totals:
        table.show_totals = False
    table.resize(sheet.range((one.top, one.left), (one.top + rows, one.left + one.width - 1)))
    if one.totals:
        table.show_totals = True


def _table(sheet: Any, one: Resized) -> Any:
    """Return the table that begins where it was read: a person may have renamed it."""
    for table in sheet.tables:
        area = table.range
        if (area.row, area.column) == (one.top, one.left):
            return table
    return None


def _data_rows(table: Any, one: Resized) -> int:
    rows: int = table.range.shape[0]
    return rows - 1 - int(one.totals)


def _inserted(one: Resized) -> str:
    """Return the sheet rows that were inserted: the last ones that the table grew by."""
    return f"{one.top + one.after - one.inserted + 1}:{one.top + one.after}"


def _filled(sheet: Any, one: Resized, rows: int) -> bool:
    """Tell whether anything stands in the last rows of a table's area as it is after growing."""
    last = one.top + one.after
    area = sheet.range((last - rows + 1, one.left), (last, one.left + one.width - 1))
    return any(cell is not None for row in values_of(area) for cell in row)


def _restore(area: Any, one: Written) -> tuple[int, int]:
    """Restore an area where it still holds what was written; return how many cells are back, and how many are not."""
    now = _content(area) if one.after is not None else None
    if now is None or now == one.after:
        area.value = [[_from_json(cell) for cell in row] for row in one.before]
        return sum(len(row) for row in one.before), 0
    restored = kept = 0
    for i, row in enumerate(one.before):
        for k, cell in enumerate(row):
            if now[i][k] == one.after[i][k]:  # type: ignore[index]
                area[i, k].value = _from_json(cell)
                restored += 1
            else:
                kept += 1
    return restored, kept


def _range(sheets: dict[str, Any], area: Area) -> Any:
    return sheets[area.sheet].range((area.top, area.left), (area.bottom, area.right))


def _at(sheet: Any, one: Written) -> Any:
    bottom, right = one.top + len(one.before) - 1, one.left + len(one.before[0]) - 1
    return sheet.range((one.top, one.left), (bottom, right))


def _content(area: Any) -> Rows:
    """Return what stands in an area, formulas as formulas, as JSON data."""
    values = values_of(area)
    rows, columns = len(values), len(values[0])
    formulas = two_dimensional(area.formula, rows, columns)
    return [[_cell(values[i][k], formulas[i][k]) for k in range(columns)] for i in range(rows)]


def _cell(content: Any, formula: Any) -> Any:
    if isinstance(formula, str) and formula.startswith("=") and content != formula:
        return {"formula": formula}
    if isinstance(content, dt.datetime):
        return {"date": content.isoformat()}
    return content


def _from_json(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return _guarded(cell)
    return cell["formula"] if "formula" in cell else dt.datetime.fromisoformat(cell["date"])


def _for_excel(rows: Sequence[Sequence[Content]]) -> list[list[Any]]:
    return [[_guarded(cell) for cell in row] for row in rows]


def _guarded(cell: Content) -> Any:
    """Return a cell as it is handed to Excel; an apostrophe keeps a text from being read as anything else."""
    if isinstance(cell, Formula):
        return cell.text
    if isinstance(cell, CellError):
        return f"'{cell.text}"
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return dt.datetime.combine(cell, dt.time())
    if isinstance(cell, str) and cell:
        cell = cell[:_LONGEST]
        plain = cell[0].isalpha() and not any(letter.isdigit() for letter in cell)
        return cell if plain and cell.casefold() not in _BOOLEANS else f"'{cell}"
    return None if cell == "" else cell
