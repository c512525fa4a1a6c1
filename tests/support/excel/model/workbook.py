"""Open workbooks."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree import ElementTree

from tests.support.excel.calc.client import RefusedError
from tests.support.excel.model.base import Collection, ComObject, no_such_item, refusal
from tests.support.excel.model.names import Names
from tests.support.excel.model.ranges import Range
from tests.support.excel.model.sheets import Worksheet, Worksheets
from tests.support.excel.model.tables import ListObject

if TYPE_CHECKING:
    from tests.support.excel.model.application import Application

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FILE_FORMATS = {".xlsx": 51, ".xlsm": 52, ".xlam": 55}
READING = {
    "read",
    "formulas",
    "locked",
    "region",
    "used",
    "names",
    "tables",
    "defined_name",
    "defined_names",
    "calculate",
    "dump",
}
PROTECTED = (
    "The cell or chart you're trying to change is on a protected sheet. To make a change, unprotect the sheet. "
    "You might be requested to enter a password."
)


class Workbook(ComObject):
    """One open book.

    Args:
        application: its Excel.
        number: the calculating engine's number for it.
        path: its file.
    """

    kind = "Workbook"
    plain: ClassVar[dict[str, object]] = {"Saved": True, "ReadOnly": False, "ProtectStructure": False}

    def __init__(self, application: Application, number: int, path: Path) -> None:
        self.application, self.number, self.path = application, number, path
        self.full_name = str(path)
        self._tables: Any = None  # Where they are until the next change: they are asked for at every step.
        told = _sheets_in(path)
        self.sheets = [Worksheet(self, name, *told.get(name, ("", False))) for name in self.ask("names")]
        self.active = next((sheet for sheet in self.sheets if sheet.get_visible() < 0), self.sheets[0])

    def ask(self, op: str, **arguments: object) -> Any:
        """Ask the calculating engine about this book, or to change it.

        Raises:
            ExcelError: a protected sheet forbids it, or a worksheet function tries to change something.
        """
        changes = op not in READING and not (op in ("visible", "protected", "hidden") and "on" not in arguments)
        if changes and self.application.calculating:
            raise refusal()
        if changes:
            self._tables = None
        elif op == "tables" and self._tables is not None:
            return self._tables
        try:
            result = self.application.calc.ask(op, book=self.number, **arguments)
        except RefusedError as error:
            raise refusal(PROTECTED) from error
        if changes:
            self.__dict__["Saved"] = False
        elif op == "tables":
            self._tables = result
        return result

    def sheet_named(self, name: str) -> Worksheet:
        """Return a sheet.

        Raises:
            ExcelError: there is none.
        """
        for sheet in self.sheets:
            if sheet.name.lower() == name.lower():
                return sheet
        raise no_such_item()

    def table(self, name: str) -> ListObject | None:
        """Return a table wherever it is in the book, None where there is none."""
        for one in self.ask("tables"):
            if one["name"].lower() == name.lower():
                return ListObject(self.sheet_named(one["sheet"]), one["name"])
        return None

    def named_range(self, name: str) -> Range | None:
        """Return the cells that a defined name means, None where it means none."""
        for one in self.get_names().com_items():
            if one.name.lower() == name.lower() and one.state["sheet"]:
                return one.get_refers_to_range()
        return None

    def get_name(self) -> str:
        """Return the file's name."""
        return self.path.name

    def get_full_name(self) -> str:
        """Return the file's path, or the address where it is kept."""
        return self.full_name

    def get_path(self) -> str:
        """Return the folder."""
        return self.full_name.rpartition("/")[0]

    def get_file_format(self) -> int:
        """Return Excel's number for the kind of file."""
        return FILE_FORMATS[self.path.suffix.lower()]

    def get_code_name(self) -> str:
        """Return the name that VBA knows it by."""
        return "ThisWorkbook"

    def get_application(self) -> Application:
        """Return Excel."""
        return self.application

    get_parent = get_application

    def get_worksheets(self) -> Worksheets:
        """Return its sheets."""
        return Worksheets(self)

    get_sheets = get_worksheets

    def get_active_sheet(self) -> Worksheet:
        """Return the sheet that is shown."""
        return self.active

    def get_names(self) -> Names:
        """Return its defined names."""
        return Names(self)

    def do_activate(self) -> None:
        """Put it before the others."""
        self.application.active = self

    def do_save(self) -> None:
        """Save it, in LibreOffice's writing."""
        self.application.calc.ask("save", book=self.number, path=str(self.path))
        self.__dict__["Saved"] = True

    def do_save_copy_as(self, filename: str) -> None:
        """Save a copy, in LibreOffice's writing."""
        self.application.calc.ask("save", book=self.number, path=filename)

    def do_close(self, save_changes: bool = False, *_: object) -> None:
        """Close it."""
        if save_changes:
            self.do_save()
        self.application.close(self)


class Workbooks(Collection):
    """The open books."""

    kind = "Workbooks"

    def __init__(self, application: Application) -> None:
        self.application = application

    def com_items(self) -> list[Workbook]:
        """Return the books in the order they were opened."""
        return self.application.books

    def get_application(self) -> Application:
        """Return Excel."""
        return self.application


def _sheets_in(path: Path) -> dict[str, tuple[str, bool]]:
    """Return code name and whether it is very hidden, of each sheet in a file."""
    with zipfile.ZipFile(path) as package:
        workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
        related = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        targets = {one.get("Id"): one.get("Target", "") for one in related}
        found = {}
        for sheet in workbook.iter(f"{MAIN}sheet"):
            part = targets[sheet.get(RELATION)].removeprefix("/xl/")
            described = ElementTree.fromstring(package.read(f"xl/{part}")).find(f"{MAIN}sheetPr")
            code_name = described.get("codeName", "") if described is not None else ""
            found[sheet.get("name", "")] = code_name, sheet.get("state") == "veryHidden"
        return found
