"""Run LibreOffice for the tests: one JSON request a line on stdin, one JSON answer a line on stdout.

Started by `tests.support.libreoffice` under the system's Python, because `uno` belongs to it: standard library and
`uno` only. The process must be the leader of its own process group: when stdin closes (the tests ended, or were
killed), it removes its working folder and kills the whole group, LibreOffice included, even in the middle of a call.

Request: `{"op": …, "book": path, "edits": {sheet: [[row, column, rows], …]}, "out": path, "calls": [[procedure,
arguments], …]}`, rows and columns from 0.
Answer: `{"result": …}` or `{"error": text}`. When LibreOffice itself is gone, the process ends without an answer.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno

from tests.support import lo_macros

SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
    ".pdf": "calc_pdf_Export",
}
FORMULA = 16  # com.sun.star.sheet.CellFlags
CONTENT = 1 | 2 | 4 | FORMULA  # VALUE, DATETIME, STRING, FORMULA
ERRORS = 4  # com.sun.star.sheet.FormulaResult.ERROR
ALWAYS_EXECUTE = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN


def start(folder: Path) -> Any:
    """Start LibreOffice with a profile of its own under the folder and return its desktop."""
    pipe = f"kam{os.getpid()}"
    profile = uno.systemPathToFileUrl(str(folder / "profile"))
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
    accept = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
    quiet = subprocess.DEVNULL
    office = subprocess.Popen(
        ["soffice", *options, f"-env:UserInstallation={profile}", f"--accept={accept}"],
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            context = resolver.resolve(f"uno:{accept}")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.05)
    raise SystemExit(f"soffice ended with {office.returncode}")


def properties(**values: object) -> tuple[Any, ...]:
    """Return keyword arguments as the property values that UNO asks for."""
    found = []
    for name, value in values.items():
        item = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        item.Name, item.Value = name, value
        found.append(item)
    return tuple(found)


def opened(desktop: Any, folder: Path, book: Path, macros: bool = False) -> Any:
    """Open a copy of the book, so that neither the file nor a lock beside it is ever touched.

    With macros its own procedures run, from Workbook_Open on; they need a window, so the book is not hidden.

    Raises:
        ValueError: LibreOffice does not take the file for a spreadsheet.
    """
    copy = folder / f"book{book.suffix}"
    shutil.copyfile(book, copy)
    how = properties(MacroExecutionMode=ALWAYS_EXECUTE) if macros else properties(Hidden=True)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(str(copy)), "_blank", 0, how)
    if document is None:
        raise ValueError(f"LibreOffice cannot open {book.name}")
    if not document.supportsService(SPREADSHEET):
        document.close(True)
        raise ValueError(f"LibreOffice does not take {book.name} for a spreadsheet")
    return document


def write(document: Any, edits: dict[str, list[Any]]) -> None:
    """Write blocks of values into sheets.

    Raises:
        ValueError: there is no such sheet, or the sheet is protected and a cell locked.
    """
    for name, blocks in edits.items():
        if not document.Sheets.hasByName(name):
            raise ValueError(f"there is no sheet {name}")
        sheet = document.Sheets.getByName(name)
        for row, column, rows in blocks:
            area = sheet.getCellRangeByPosition(column, row, column + len(rows[0]) - 1, row + len(rows) - 1)
            if sheet.isProtected() and area.CellProtection.IsLocked:
                raise ValueError(f"sheet {name} is protected, and its cells from row {row + 1} on are locked")
            area.setDataArray(tuple(tuple("" if value is None else value for value in values) for values in rows))


def dump(sheet: Any) -> dict[str, Any]:
    """Return the filled part of a sheet from A1 on: its values, its formulas, and the texts of its errors.

    A text such as "=1+1" looks like a formula in the array of formulas; only a query tells them apart.
    """
    filled = sheet.queryContentCells(CONTENT).RangeAddresses
    if not filled:
        return {"values": [], "formulas": [], "errors": []}
    area = sheet.getCellRangeByPosition(0, 0, max(at.EndColumn for at in filled), max(at.EndRow for at in filled))
    texts = area.getFormulaArray()
    formulas = [(row, column, texts[row][column]) for row, column in places(sheet.queryContentCells(FORMULA))]
    wrong = places(sheet.queryFormulaCells(ERRORS))
    errors = [(row, column, sheet.getCellByPosition(column, row).getString()) for row, column in wrong]
    return {"values": area.getDataArray(), "formulas": formulas, "errors": errors}


def places(ranges: Any) -> Iterator[tuple[int, int]]:
    """Yield row and column, from 0, of every cell of some ranges."""
    for at in ranges.RangeAddresses:
        for row in range(at.StartRow, at.EndRow + 1):
            for column in range(at.StartColumn, at.EndColumn + 1):
                yield row, column


def answer(desktop: Any, folder: Path, request: dict[str, Any]) -> object:
    """Do what a request asks.

    `recalculate` returns every sheet, `store` writes the book to another file, `run_macros` calls procedures and
    returns what each gave back, and every sheet after the last.
    """
    if request["op"] == "run_macros":
        return run_macros(desktop, folder, request)
    document = opened(desktop, folder, Path(request["book"]))
    try:
        write(document, request["edits"])
        if request["edits"] or request["op"] == "recalculate":
            document.calculateAll()
        if request["op"] == "recalculate":
            return sheets(document)
        store(document, Path(request["out"]))
        return None
    finally:
        document.close(True)


def run_macros(desktop: Any, folder: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Open a book with macros on, write into cells, call procedures, recalculate.

    Raises:
        ValueError: what `opened`, `write`, `lo_macros.prepare` and `lo_macros.call` raise.
    """
    how = properties(MacroExecutionMode=ALWAYS_EXECUTE, Hidden=True)
    document = opened(desktop, folder, Path(request["book"]), macros=True)
    try:
        lo_macros.prepare(
            document, request["calls"], lambda: desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, how)
        )
        write(document, request["edits"])
        returned = list(lo_macros.call(document, request["calls"]))
        document.calculateAll()
        return {"returned": returned, "sheets": sheets(document)}
    finally:
        document.close(True)


def sheets(document: Any) -> dict[str, Any]:
    """Return the filled part of every sheet, by name."""
    return {name: dump(document.Sheets.getByName(name)) for name in document.Sheets.ElementNames}


def store(document: Any, out: Path) -> None:
    """Write a document to another file, in the format that the file's suffix names."""
    how = properties(FilterName=FILTERS[out.suffix.lower()], Overwrite=True)
    document.storeToURL(uno.systemPathToFileUrl(str(out)), how)


def listen(folder: Path, requests: queue.Queue[str]) -> None:
    """Pass requests on until stdin closes; then leave nothing behind."""
    for line in sys.stdin:
        requests.put(line)
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Serve requests until stdin closes or LibreOffice is gone."""
    folder = Path(sys.argv[1])
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=listen, args=(folder, requests), daemon=True).start()
    desktop = start(folder)
    while True:
        request = json.loads(requests.get())
        try:
            reply = json.dumps({"result": answer(desktop, folder, request)})
        except uno.getClass("com.sun.star.lang.DisposedException"):
            raise SystemExit("LibreOffice is gone") from None
        except Exception as error:
            reply = json.dumps({"error": f"{type(error).__name__}: {error}"})
        sys.stdout.write(reply + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
