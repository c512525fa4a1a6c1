"""Excel as tests use it: open a book, click, call worksheet functions, do what people do, look at every cell."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from tests.support.excel.calc.client import Calc
from tests.support.excel.model.a1 import Area
from tests.support.excel.model.application import Answer, Application
from tests.support.excel.model.ranges import Range
from tests.support.excel.model.sheets import Worksheet
from tests.support.excel.model.workbook import Workbook
from tests.support.excel.processes import DIE_AT_WRITE, Click, UdfServer, click, command_line, environment
from tests.support.libreoffice import Book, cells_of


class Excel:
    """One Excel: LibreOffice calculates, xlwings' own Windows code drives it. A context manager.

    LibreOffice starts with the first book and is surely killed at the end. Refusals (a locked cell, an unknown name)
    are `tests.support.excel.model.base.ExcelError`. Not for several threads.
    """

    def __init__(self) -> None:
        self.calc = Calc()
        self.application = Application(self.calc)
        self.folder = Path(tempfile.mkdtemp(prefix="kam-excel-"))
        self._servers: dict[str, UdfServer] = {}
        self._opened = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def answers(self) -> deque[Answer]:
        """Return what a person will answer to dialogs, in order: a button ("yes"), a path, or False for Cancel."""
        return self.application.answers

    def open(self, path: Path) -> OpenBook:
        """Open a copy of a workbook, named as the file, with its macros off; it becomes the active book.

        Raises:
            LibreOfficeError: it is no spreadsheet.
        """
        self._opened += 1
        copy = self.folder / str(self._opened) / path.name
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
        return OpenBook(self, self.application.open(copy))

    def close_all(self) -> None:
        """Close all books without saving, end the server of worksheet functions, forget answers and settings."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()
        for book in list(self.application.books):
            self.application.close(book)
        self.application = Application(self.calc)

    def close(self) -> None:
        """Close everything and kill LibreOffice."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()
        self.calc.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def home(self) -> Path:
        """Return the home folder of the children, with no settings of xlwings in it."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return home

    def udf_server(self, pythonpath: str) -> UdfServer:
        """Return the server of worksheet functions for some folders; it is started once."""
        if pythonpath not in self._servers:
            self._servers[pythonpath] = UdfServer(self.application, pythonpath, self.home())
        return self._servers[pythonpath]


class OpenBook:
    """An open workbook: what a person, a button or a formula does with it.

    Args:
        excel: where it is open.
        workbook: its COM object.
    """

    def __init__(self, excel: Excel, workbook: Workbook) -> None:
        self.excel, self.workbook = excel, workbook

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.workbook.get_name()

    @property
    def path(self) -> Path:
        """Return the copy that is open; `save` of a click writes it."""
        return self.workbook.path

    def keep_at(self, url: str) -> None:
        """Let Excel say that the book is kept in the cloud, at an https:// address."""
        self.workbook.full_name = url

    def click(
        self,
        command: str,
        *,
        python: str = sys.executable,
        workbook: OpenBook | None = None,
        pythonpath: str = "",
        env: Mapping[str, str] | None = None,
        die_at_write: int = 0,
        timeout: float = 60.0,
    ) -> Click:
        """Run a command as `RunPython` of this book does: the same command line, in a process of its own.

        Args:
            command: Python, such as `import kam_xl.ribbon; kam_xl.ribbon.press("qualify", "token")`.
            python: the interpreter.
            workbook: the book that the command is told of, where it is not this one (an add-in names the active book).
            pythonpath: the setting PYTHONPATH, folders with ";" between them.
            env: variables of the process; PYTHONPATH is the checkout unless it stands here.
            die_at_write: the process dies instead of doing this change of cells, tables or sheets, counted from 1.
            timeout: seconds until it is killed.

        Raises:
            ClickTimeoutError: it was killed.
            NotImitatedError: it asked Excel for something that the stand-in lacks.
        """
        told = (workbook or self).workbook
        office = str(self.excel.application.com_get("Path")[1])
        line = command_line(python, command, told.full_name, told.get_name(), office, pythonpath)
        variables = environment(env or {}, self.excel.home()) | {DIE_AT_WRITE: str(die_at_write)}
        return click(self.excel.application, line, variables, timeout)

    def call_udf(
        self,
        module: str,
        function: str,
        args: Sequence[object] = (),
        caller: tuple[str, str] | None = None,
        *,
        pythonpath: str = "",
    ) -> Any:
        """Call a worksheet function as its VBA wrapper does, through xlwings' UDF server; return what VBA gets.

        Args:
            module: the Python module.
            function: its function, decorated with `xlwings.func`.
            args: values (an area as rows in rows), error codes, `MISSING`, or `("range", sheet, "A1:B3")`, live.
            caller: sheet and address of the cell whose formula calls; A1 of the first sheet if not given. Functions
                called from a cell can change nothing.
            pythonpath: as for `click`.

        Raises:
            UdfError: the function raised; the text is the traceback that VBA gets.
        """
        sheet, address = caller or (self.workbook.sheets[0].name, "A1")
        cells = self.range(sheet, address)
        given = tuple(self._argument(arg) for arg in args)
        server, application = self.excel.udf_server(pythonpath), self.excel.application
        application.calculating = True
        try:
            return server.call(module, function, given, self.workbook, cells)
        finally:
            application.calculating = False

    def _argument(self, arg: object) -> object:
        if isinstance(arg, tuple) and len(arg) == 3 and arg[0] == "range":
            return self.range(str(arg[1]), str(arg[2]))
        return arg

    # What is there

    def snapshot(self) -> Book:
        """Return every filled cell of every sheet, after a hard recalculation."""
        return {name: cells_of(sheet) for name, sheet in self.workbook.ask("dump").items()}

    def tables(self) -> dict[str, tuple[str, str]]:
        """Return sheet and address (header and totals included) of every table, by name."""
        found = self.workbook.ask("tables")
        return {one["name"]: (one["sheet"], self._address(one["sheet"], Area(*one["area"]))) for one in found}

    def sheets(self) -> list[str]:
        """Return the sheets in their order."""
        return [sheet.name for sheet in self.workbook.sheets]

    def range(self, sheet: str, address: str) -> Range:
        """Return cells as the COM object that Excel gives."""
        return self.sheet(sheet).do_range(address)

    def sheet(self, name: str) -> Worksheet:
        """Return a sheet as the COM object that Excel gives."""
        return self.workbook.sheet_named(name)

    def _address(self, sheet: str, area: Area) -> str:
        return Range(self.sheet(sheet), (area,)).do_get_address(False, False)

    # What people do

    def type(self, sheet: str, cells: Mapping[str, object]) -> None:
        """Type values into cells; a text that begins with "=" is a formula, "007" a number."""
        for address, value in cells.items():
            self.range(sheet, address).put_value(value)

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert whole rows before a row."""
        self._lines(sheet, f"{row}:{row + count - 1}").do_insert()

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete whole rows."""
        self._lines(sheet, f"{row}:{row + count - 1}").do_delete()

    def insert_columns(self, sheet: str, column: str, count: int = 1) -> None:
        """Insert whole columns before a column."""
        self._lines(sheet, _columns(column, count)).do_insert()

    def delete_columns(self, sheet: str, column: str, count: int = 1) -> None:
        """Delete whole columns."""
        self._lines(sheet, _columns(column, count)).do_delete()

    def hide_rows(self, sheet: str, first: int, last: int, *, hidden: bool = True) -> None:
        """Hide rows, as a filter does, or show them."""
        self._lines(sheet, f"{first}:{last}").put_hidden(hidden)

    def sort(self, table: str, column: str, *, descending: bool = False) -> None:
        """Sort a table's rows by a column."""
        found = self._table(table)
        body = found.body
        if body is not None:
            index = found.get_list_columns().do_item(column).index
            found.sheet.ask("sort", area=list(body), column=index, descending=descending)

    def rename_sheet(self, sheet: str, name: str) -> None:
        """Rename a sheet."""
        self.sheet(sheet).put_name(name)

    def delete_sheet(self, sheet: str) -> None:
        """Delete a sheet."""
        self.sheet(sheet).do_delete()

    def protect(self, sheet: str) -> None:
        """Protect a sheet."""
        self.sheet(sheet).do_protect()

    def unprotect(self, sheet: str) -> None:
        """Unprotect a sheet."""
        self.sheet(sheet).do_unprotect()

    def rename_table(self, table: str, name: str) -> None:
        """Rename a table."""
        self._table(table).put_name(name)

    def delete_table(self, table: str, *, cells: bool = False) -> None:
        """Make plain cells of a table, or delete it with its cells."""
        found = self._table(table)
        found.do_delete() if cells else found.do_unlist()

    def activate(self, sheet: str | None = None) -> None:
        """Put the book before the others, and show one of its sheets."""
        self.workbook.do_activate()
        if sheet is not None:
            self.sheet(sheet).do_activate()

    def select(self, sheet: str, address: str) -> None:
        """Select cells: `A3:B5,A9`."""
        self.activate(sheet)
        self.range(sheet, address).do_select()

    def save_as(self, path: Path) -> Path:
        """Save a copy in LibreOffice's writing, to .xlsx, .xlsm or .ods; return it."""
        self.workbook.do_save_copy_as(str(path.resolve()))
        return path

    def close(self) -> None:
        """Close the book without saving."""
        self.workbook.do_close()

    def _lines(self, sheet: str, address: str) -> Range:
        return self.range(sheet, address)

    def _table(self, name: str) -> Any:
        found = self.workbook.table(name)
        if found is None:
            raise KeyError(name)
        return found


def _columns(column: str, count: int) -> str:
    """Return whole columns as an address, such as B:D."""
    return f"{column}:{get_column_letter(column_index_from_string(column) + count - 1)}"
