"""Worksheets of a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from tests.support.excel.model.a1 import EVERYTHING, Area, areas
from tests.support.excel.model.base import Collection, ComObject, refusal
from tests.support.excel.model.ranges import Range
from tests.support.excel.model.tables import ListObjects

if TYPE_CHECKING:
    from tests.support.excel.model.workbook import Workbook

VISIBLE, HIDDEN, VERY_HIDDEN = -1, 0, 2
FORBIDDEN_IN_NAMES = re.compile(r"[\\/?*\[\]:]|^'|'$")
LONGEST_NAME = 31
COLUMN = re.compile(r"(?P<table>\w+)(?:\[(?P<part>#?[^\[\]]*)\])?")


class Worksheets(Collection):
    """The sheets of a book."""

    kind = "Worksheets"

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def com_items(self) -> list[Worksheet]:
        """Return the sheets in their order."""
        return self.book.sheets

    def get_parent(self) -> Workbook:
        """Return the book."""
        return self.book

    def do_add(self, before: Worksheet | None = None, after: Worksheet | None = None) -> Worksheet:
        """Add a sheet before or after another, or before the active one; it becomes active."""
        sheets = self.book.sheets
        place = sheets.index(after) + 1 if after else sheets.index(before or self.book.active)
        taken = {sheet.name.lower() for sheet in sheets}
        number = next(number for number in range(1, len(sheets) + 2) if f"sheet{number}" not in taken)
        sheet = Worksheet(self.book, f"Sheet{number}")
        self.book.ask("add_sheet", sheet=sheet.name, index=place)
        sheets.insert(place, sheet)
        self.book.active = sheet
        return sheet


class Worksheet(ComObject):
    """One sheet; it stays itself when it is renamed."""

    kind = "Worksheet"
    plain: ClassVar[dict[str, object]] = {"EnableSelection": 0, "AutoFilterMode": False}

    def __init__(self, book: Workbook, name: str, code_name: str = "", very_hidden: bool = False) -> None:
        self.book, self.name, self.code_name, self.very_hidden = book, name, code_name, very_hidden
        self.selection: tuple[Area, ...] = (Area(1, 1),)

    def ask(self, op: str, **arguments: object) -> Any:
        """Ask the calculating engine about this sheet, or to change it; raises ExcelError where that is refused."""
        return self.book.ask(op, sheet=self.name, **arguments)

    def used(self) -> Area:
        """Return the used area."""
        return Area(*self.ask("used"))

    def get_name(self) -> str:
        """Return its name."""
        return self.name

    def put_name(self, name: str) -> None:
        """Give it another name; formulas follow."""
        taken = any(sheet.name.lower() == name.lower() for sheet in self.book.sheets if sheet is not self)
        if taken or not name or len(name) > LONGEST_NAME or FORBIDDEN_IN_NAMES.search(name):
            raise refusal("That name is already taken. Try a different one." if taken else "You typed an invalid name")
        self.ask("rename_sheet", name=name)
        self.name = name

    def get_code_name(self) -> str:
        """Return the name that VBA knows it by."""
        return self.code_name

    def get_index(self) -> int:
        """Return its place, counted from 1."""
        return self.book.sheets.index(self) + 1

    def get_visible(self) -> int:
        """Return -1, 0 (hidden) or 2 (very hidden)."""
        if self.ask("visible"):
            return VISIBLE
        return VERY_HIDDEN if self.very_hidden else HIDDEN

    def put_visible(self, state: int) -> None:
        """Show or hide it; the last shown sheet stays."""
        show = state not in (HIDDEN, VERY_HIDDEN)
        shown = [sheet for sheet in self.book.sheets if sheet is not self and sheet.get_visible() == VISIBLE]
        if not show and not shown:
            raise refusal("Unable to set the Visible property of the Worksheet class")
        self.ask("visible", on=show)
        self.very_hidden = state == VERY_HIDDEN
        if not show and self.book.active is self:
            self.book.active = shown[0]

    def get_protect_contents(self) -> bool:
        """Tell whether it is protected."""
        return bool(self.ask("protected"))

    def do_protect(self, *_: object, **__: object) -> None:
        """Protect it; options are not imitated."""
        self.ask("protected", on=True)

    def do_unprotect(self, *_: object) -> None:
        """Unprotect it."""
        self.ask("protected", on=False)

    def get_parent(self) -> Workbook:
        """Return its book."""
        return self.book

    def get_application(self) -> object:
        """Return Excel."""
        return self.book.application

    def get_cells(self) -> Range:
        """Return all cells."""
        return Range(self, (EVERYTHING,))

    def get_rows(self) -> Range:
        """Return all rows."""
        return Range(self, (EVERYTHING,), "rows")

    def get_columns(self) -> Range:
        """Return all columns."""
        return Range(self, (EVERYTHING,), "columns")

    def get_used_range(self) -> Range:
        """Return the used cells."""
        return Range(self, (self.used(),))

    def get_list_objects(self) -> ListObjects:
        """Return its tables."""
        return ListObjects(self)

    def do_range(self, cell1: Range | str, cell2: Range | str | None = None) -> Range:
        """Return cells by address, defined name, or table reference; two corners give what is between."""
        first = self._range(cell1)
        if cell2 is None:
            return first
        second = self._range(cell2)
        if first.sheet is not self or second.sheet is not self:
            raise refusal()
        return Range(self, (first.first.around(second.first),))

    def _range(self, said: Range | str) -> Range:
        if isinstance(said, Range):
            return said
        sheet, _, place = str(said).rpartition("!")
        owner = self.book.sheet_named(sheet.strip("'").replace("''", "'")) if sheet else self
        if found := areas(place):
            return Range(owner, found)
        named = self.book.named_range(place) or self._in_table(place)
        if named is None:
            raise refusal()
        return named

    def _in_table(self, text: str) -> Range | None:
        match = COLUMN.fullmatch(text)
        table = self.book.table(match["table"]) if match else None
        if not match or not table:
            return None
        parts = {"#all": table.get_range, "#headers": table.get_header_row_range, "#totals": table.get_totals_row_range}
        part = (match["part"] or "#data").lower()
        if part == "#data":
            return table.get_data_body_range()
        if part in parts:
            return parts[part]()
        column = table.get_list_columns().do_item(match["part"])
        found: Range | None = column.get_data_body_range()
        return found

    def do_activate(self) -> None:
        """Show it; what is hidden cannot be shown."""
        if self.get_visible() != VISIBLE:
            raise refusal("Activate method of Worksheet class failed")
        self.book.active = self
        self.book.application.record.activated = self.name

    do_select = do_activate

    def do_calculate(self) -> None:
        """Calculate; here, whatever of the book waits for it."""
        self.book.ask("calculate")

    def do_delete(self) -> None:
        """Delete it; the last one stays."""
        sheets = self.book.sheets
        if len(sheets) == 1:
            raise refusal("Delete method of Worksheet class failed")
        self.ask("delete_sheet")
        place = sheets.index(self)
        sheets.remove(self)
        if self.book.active is self:
            self.book.active = sheets[min(place, len(sheets) - 1)]

    def do_move(self, before: Worksheet | None = None, after: Worksheet | None = None) -> None:
        """Put it before or after another sheet."""
        sheets = self.book.sheets
        place = sheets.index(after) + 1 if after else sheets.index(before) if before else len(sheets)
        self.ask("move_sheet", index=place)
        moved = sheets.index(self)
        sheets.insert(place, self)
        del sheets[moved if moved < place else moved + 1]
