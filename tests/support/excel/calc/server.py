"""Hold workbooks open in LibreOffice: one JSON request a line on stdin, one JSON answer a line on stdout.

Runs under the system's Python, because `uno` belongs to it: standard library and `uno` only. Request:
`{"op": name, …arguments}`; answer: `{"result": …}`, `{"refused": text}` for what a protected sheet forbids, or
`{"error": text}`. When stdin closes, LibreOffice is killed with the whole process group (`tests.support.lo_server`).
"""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno

from tests.support.excel.calc import cells, sheets, tables
from tests.support.excel.calc.areas import Refused
from tests.support.lo_server import FILTERS, SPREADSHEET, dump, listen, properties, start

NEVER_RUN_MACROS = 0  # com.sun.star.document.MacroExecMode


class Books:
    """The open documents, by number."""

    def __init__(self, desktop: Any) -> None:
        self.desktop = desktop
        self.documents: dict[int, Any] = {}
        self.opened = 0

    def open(self, path: str) -> int:
        """Open a workbook with its macros off, recalculate it and return its number.

        Raises:
            ValueError: LibreOffice does not take the file for a spreadsheet.
        """
        how = properties(Hidden=True, MacroExecutionMode=NEVER_RUN_MACROS)
        document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, how)
        if document is None or not document.supportsService(SPREADSHEET):
            raise ValueError(f"LibreOffice does not take {Path(path).name} for a spreadsheet")
        document.calculateAll()
        self.opened += 1
        self.documents[self.opened] = document
        return self.opened

    def close(self, book: int) -> None:
        """Close a workbook without saving."""
        self.documents.pop(book).close(True)

    def save(self, book: int, path: str) -> None:
        """Write a workbook to a file, in the format that the suffix names."""
        how = properties(FilterName=FILTERS[Path(path).suffix.lower()], Overwrite=True)
        self.documents[book].storeToURL(uno.systemPathToFileUrl(path), how)

    def calculate(self, book: int, everything: bool = False) -> None:
        """Calculate what waits for it, or every formula."""
        document = self.documents[book]
        document.calculateAll() if everything else document.calculate()

    def automatic(self, book: int, on: bool) -> None:
        """Calculate after each change, or only when asked."""
        self.documents[book].enableAutomaticCalculation(on)

    def dump(self, book: int) -> dict[str, Any]:
        """Return the filled cells of every sheet, calculated anew."""
        document = self.documents[book]
        document.calculateAll()
        return {name: dump(document.Sheets.getByName(name)) for name in document.Sheets.ElementNames}


def answer(books: Books, request: dict[str, Any]) -> object:
    """Do what a request asks: an operation on books, or on one open book."""
    op = request.pop("op")
    whole: Callable[..., object] | None = getattr(books, op, None)
    if whole:
        return whole(**request)
    inside: dict[str, Callable[..., object]] = {**cells.OPERATIONS, **sheets.OPERATIONS, **tables.OPERATIONS}
    return inside[op](books.documents[request.pop("book")], **request)


def main() -> None:
    """Serve requests until stdin closes or LibreOffice is gone."""
    folder = Path(sys.argv[1])
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=listen, args=(folder, requests), daemon=True).start()
    books = Books(start(folder))
    while True:
        request = json.loads(requests.get())
        try:
            reply: dict[str, object] = {"result": answer(books, request)}
        except uno.getClass("com.sun.star.lang.DisposedException"):
            raise SystemExit("LibreOffice is gone") from None
        except Refused as refusal:
            reply = {"refused": str(refusal)}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
