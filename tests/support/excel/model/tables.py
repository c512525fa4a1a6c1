"""Tables. Growing fills no formulas into new rows: Excel does that, LibreOffice does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from tests.support.excel.model.a1 import Area
from tests.support.excel.model.base import Collection, ComObject, refusal
from tests.support.excel.model.ranges import Range

if TYPE_CHECKING:
    from tests.support.excel.model.sheets import Worksheet


class ListObjects(Collection):
    """The tables of a sheet."""

    kind = "ListObjects"

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet

    def com_items(self) -> list[ListObject]:
        """Return the tables."""
        found = self.sheet.book.ask("tables")
        return [ListObject(self.sheet, one["name"]) for one in found if one["sheet"] == self.sheet.name]


class ListObject(ComObject):
    """One table; like Excel's, it knows where it is now."""

    kind = "ListObject"
    plain: ClassVar[dict[str, object]] = {"ShowHeaders": True, "ShowAutoFilter": True}

    def __init__(self, sheet: Worksheet, name: str) -> None:
        self.sheet, self.name = sheet, name

    @property
    def state(self) -> dict[str, Any]:
        """Return name, sheet, area, totals as they are now.

        Raises:
            ExcelError: the table is gone.
        """
        for one in self.sheet.book.ask("tables"):
            if one["name"].lower() == self.name.lower():
                found: dict[str, Any] = one
                return found
        raise refusal()

    @property
    def area(self) -> Area:
        """Return where it is, header and totals included."""
        return Area(*self.state["area"])

    @property
    def body(self) -> Area | None:
        """Return where its rows are, None where it has none."""
        state = self.state
        area = Area(*state["area"])
        rows = area.rows - 1 - state["totals"]
        return area._replace(row=area.row + 1, rows=rows) if rows > 0 else None

    def get_name(self) -> str:
        """Return its name."""
        return self.name

    get_display_name = get_name

    def put_name(self, name: str) -> None:
        """Give it another name."""
        if any(one["name"].lower() == name.lower() != self.name.lower() for one in self.sheet.book.ask("tables")):
            raise refusal("A table name must be unique")
        self.sheet.book.ask("rename_table", name=self.name, new=name)
        self.name = name

    put_display_name = put_name

    def get_range(self) -> Range:
        """Return all its cells."""
        return Range(self.sheet, (self.area,))

    def get_header_row_range(self) -> Range:
        """Return its header."""
        return Range(self.sheet, (self.area._replace(rows=1),))

    def get_data_body_range(self) -> Range | None:
        """Return its rows, None where it has none."""
        body = self.body
        return Range(self.sheet, (body,)) if body else None

    def get_show_totals(self) -> bool:
        """Tell whether its last row holds totals."""
        return bool(self.state["totals"])

    def put_show_totals(self, show: bool) -> None:
        """Give it a row of totals, or take it away."""
        self.sheet.book.ask("show_totals", name=self.name, show=show)

    def get_totals_row_range(self) -> Range | None:
        """Return the row of totals."""
        area = self.area
        return Range(self.sheet, (area._replace(row=area.bottom, rows=1),)) if self.state["totals"] else None

    def get_parent(self) -> Worksheet:
        """Return its sheet."""
        return self.sheet

    def get_list_columns(self) -> ListColumns:
        """Return its columns."""
        return ListColumns(self)

    def get_list_rows(self) -> ListRows:
        """Return its rows."""
        return ListRows(self)

    def do_resize(self, range: Range) -> None:
        """Give it other cells: the header stays in its row, and a row is left below it."""
        new, now = range.first, self.area
        others = [Area(*one["area"]) for one in self.sheet.book.ask("tables") if self._is_neighbour(one)]
        stays = range.sheet is self.sheet and new.row == now.row and new.rows > 1 and new.overlap(now)
        if not stays or any(new.overlap(other) for other in others):
            raise refusal()
        if self.sheet.get_protect_contents():
            raise refusal()
        self.sheet.book.ask("resize_table", name=self.name, sheet=self.sheet.name, area=list(new))

    def _is_neighbour(self, other: dict[str, Any]) -> bool:
        return bool(other["sheet"] == self.sheet.name and other["name"].lower() != self.name.lower())

    def do_unlist(self) -> None:
        """Make plain cells of it."""
        self.sheet.book.ask("delete_table", name=self.name)

    def do_delete(self) -> None:
        """Delete it with its cells."""
        cells = self.get_range()
        self.do_unlist()
        cells.do_clear()


class ListColumns(Collection):
    """The columns of a table, found by header."""

    kind = "ListColumns"

    def __init__(self, table: ListObject) -> None:
        self.table = table

    def com_items(self) -> list[ListColumn]:
        """Return the columns."""
        area = self.table.area
        header = self.table.sheet.ask("read", area=list(area._replace(rows=1)))[0]
        return [ListColumn(self.table, str(name), index) for index, name in enumerate(header)]


class ListColumn(ComObject):
    """One column of a table."""

    kind = "ListColumn"

    def __init__(self, table: ListObject, name: str, index: int) -> None:
        self.table, self.name, self.index = table, name, index

    def get_name(self) -> str:
        """Return its header."""
        return self.name

    def get_index(self) -> int:
        """Return its place, counted from 1."""
        return self.index + 1

    def get_range(self) -> Range:
        """Return its cells, header included."""
        area = self.table.area
        return Range(self.table.sheet, (area._replace(column=area.column + self.index, columns=1),))

    def get_data_body_range(self) -> Range | None:
        """Return its cells without the header, None where there are none."""
        body = self.table.body
        if body is None:
            return None
        return Range(self.table.sheet, (body._replace(column=body.column + self.index, columns=1),))


class ListRows(Collection):
    """The rows of a table."""

    kind = "ListRows"

    def __init__(self, table: ListObject) -> None:
        self.table = table

    def com_items(self) -> list[ListRow]:
        """Return the rows."""
        body = self.table.body
        return (
            [ListRow(Range(self.table.sheet, (body._replace(row=body.row + i, rows=1),))) for i in range(body.rows)]
            if body
            else []
        )


class ListRow(ComObject):
    """One row of a table."""

    kind = "ListRow"

    def __init__(self, cells: Range) -> None:
        self.cells = cells

    def get_name(self) -> str:
        """Return "": rows are found by number."""
        return ""

    def get_range(self) -> Range:
        """Return its cells."""
        return self.cells

    def do_delete(self) -> None:
        """Delete it; what is below moves up."""
        self.cells.ask("delete", self.cells.first, mode="UP")
