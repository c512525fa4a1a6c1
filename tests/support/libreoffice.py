"""Ask LibreOffice what a workbook calculates, prints and saves: an engine independent of ours and of Excel.

LibreOffice trusts the values cached in an .xlsx, so every dump is taken after a hard recalculation. Its formulas are
given as it writes them itself (`=SUM(A1;B1)`, `$Sheet.A1`), for a person who reads a failure.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import to_excel

SYSTEM_PYTHON = "/usr/bin/python3"
ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120.0

Typed = float | int | str | dt.date | None
"""What a person types into a cell: a number, a text, a date (written as its serial number), nothing."""

Edits = Mapping[str, Mapping[str, Typed]]
"""Sheet → cell (`A1`) → what is typed there."""


class Cell(NamedTuple):
    """One filled cell: its value (None where it is an error), its formula or "", its error text or ""."""

    value: float | str | None
    formula: str
    error: str


Book = dict[str, dict[str, Cell]]
"""Sheet → cell (`A1`) → content; empty cells are left out."""


class Call(NamedTuple):
    """A procedure of a book's VBA project (`Module.Procedure`) and its arguments: numbers, texts, truth values."""

    procedure: str
    arguments: tuple[float | str | bool, ...] = ()


class Returned(NamedTuple):
    """What a procedure returned, and its arguments after it: a `ByRef … As Variant` may have changed.

    A date is its serial number, an error value its text (`Error 2042`), the result of a Sub None.
    """

    value: object
    arguments: tuple[object, ...]


class MacroRun(NamedTuple):
    """What a book's procedures gave back, one a call, and its cells after them."""

    returned: list[Returned]
    book: Book


class LibreOfficeError(Exception):
    """LibreOffice refused what was asked: no spreadsheet, no such sheet, a locked cell, a macro; or it crashed."""


class LibreOfficeTimeoutError(LibreOfficeError):
    """LibreOffice did not answer within the time limit and was killed; the next call starts a new one."""


class _EndedError(LibreOfficeError):
    """LibreOffice ended before it answered."""


def why_missing() -> str:
    """Return why LibreOffice cannot be used here, "" where it can."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed"
    probe = [SYSTEM_PYTHON, "-c", "import uno"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(probe, env=_environment(), capture_output=True).returncode:
        return f"the module uno of {SYSTEM_PYTHON} (Debian: python3-uno) is not installed"
    return ""


class LibreOffice:
    """One LibreOffice with a profile of its own, started at the first call and surely killed at the end.

    Not for several threads. Books are opened as copies: a file given is never changed, nor locked.

    Args:
        timeout: seconds that one call may take; the first has `START_SECONDS` more.
    """

    def __init__(self, timeout: float = 120.0) -> None:
        self.timeout = timeout
        self._server: subprocess.Popen[str] | None = None
        self._folder = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_group(self) -> int | None:
        """Return the process group of the running LibreOffice and its server, None where there is none."""
        return self._server.pid if self._server else None

    def recalculate(self, path: Path) -> Book:
        """Open a workbook, recalculate every formula and return every filled cell.

        Raises:
            LibreOfficeError: the file is not a spreadsheet, or LibreOffice failed.
        """
        return self.set_cells(path, {})

    def set_cells(self, path: Path, edits: Edits) -> Book:
        """Open a workbook, type values into cells, recalculate every formula and return every filled cell.

        Raises:
            LibreOfficeError: no spreadsheet, no such sheet, a locked cell, or LibreOffice failed.
        """
        sheets = self._ask("recalculate", path, edits)
        return {name: cells_of(sheet) for name, sheet in sheets.items()}

    def save_as(self, path: Path, out: Path, edits: Edits | None = None) -> Path:
        """Open a workbook and save it as LibreOffice does, to .xlsx, .xlsm or .ods; return the new file.

        Without edits nothing is recalculated beyond what LibreOffice recalculates on opening.

        Raises:
            LibreOfficeError: as for `set_cells`, or the file cannot be written.
        """
        self._ask("store", path, edits or {}, out)
        return out

    def to_pdf(self, path: Path, out: Path) -> Path:
        """Print all visible sheets of a workbook to a PDF, print areas and page set-up respected; return the PDF.

        Raises:
            LibreOfficeError: the file is not a spreadsheet, or LibreOffice failed.
        """
        return self.save_as(path, out)

    def run_macros(self, path: Path, calls: Sequence[Call] = (), edits: Edits | None = None) -> MacroRun:
        """Open a workbook with macros on, type values into cells, call procedures, recalculate every formula.

        Workbook_Open runs before anything else. Values typed so raise no event of a sheet, values that a procedure
        writes do. A message box closes itself. LibreOffice compiles every branch of `#If`: give it modules from
        `vba_conditions.resolved`.

        Raises:
            LibreOfficeError: as for `set_cells`, or there is no VBA project, or it does not compile (the modules are
                named), or a procedure is missing or failed. What fails inside an event is not seen.
        """
        found = self._ask("run_macros", path, edits or {}, calls=calls)
        returned = [Returned(one["value"], tuple(one["arguments"])) for one in found["returned"]]
        return MacroRun(returned, {name: cells_of(sheet) for name, sheet in found["sheets"].items()})

    def close(self) -> None:
        """Kill LibreOffice and remove its profile; harmless where nothing runs."""
        if not self._server:
            return
        _kill(self._server)
        self._server.wait()
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._server = None

    def _ask(self, op: str, book: Path, edits: Edits, out: Path | None = None, calls: Sequence[Call] = ()) -> Any:
        """Ask, and once more where LibreOffice itself falls: its Basic compiler does after some hundred errors.

        A request begins with opening a file, so that the new LibreOffice knows all that the old one did.
        """
        try:
            return self._ask_once(op, book, edits, out, calls)
        except _EndedError:
            return self._ask_once(op, book, edits, out, calls)

    def _ask_once(self, op: str, book: Path, edits: Edits, out: Path | None, calls: Sequence[Call]) -> Any:
        limit = self.timeout if self._server else self.timeout + START_SECONDS
        server = self._server or self._start()
        request = {
            "op": op,
            "book": str(book.resolve()),
            "edits": {sheet: blocks(cells) for sheet, cells in edits.items()},
            "out": str(out.resolve()) if out else "",
            "calls": calls,
        }
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            _kill(server)

        watchdog = threading.Timer(limit, expire)
        watchdog.start()
        try:
            line = _exchange(server, json.dumps(request))
        finally:
            watchdog.cancel()
            watchdog.join()
        if not line.endswith("\n"):
            self.close()
            if expired.is_set():
                raise LibreOfficeTimeoutError(f"no answer for {book.name} within {limit:.0f} s")
            raise _EndedError(f"LibreOffice ended while it worked on {book.name}")
        reply = json.loads(line)
        if "error" in reply:
            raise LibreOfficeError(reply["error"])
        return reply["result"]

    def _start(self) -> subprocess.Popen[str]:
        self._folder = tempfile.mkdtemp(prefix="kam-libreoffice-")
        self._server = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", "tests.support.lo_server", self._folder],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        return self._server


def blocks(cells: Mapping[str, Typed]) -> list[tuple[int, int, list[list[float | str | None]]]]:
    """Group single cells into rectangles (first row and column from 0, rows of values): a crossing costs time.

    Runs of neighbours in a row are put together first, then equal runs of consecutive rows.
    """
    runs: list[tuple[int, int, list[float | str | None]]] = []
    for (row, column), value in sorted((coordinate_to_tuple(name), _plain(value)) for name, value in cells.items()):
        if runs and (runs[-1][0], runs[-1][1] + len(runs[-1][2])) == (row - 1, column - 1):
            runs[-1][2].append(value)
        else:
            runs.append((row - 1, column - 1, [value]))
    found: list[tuple[int, int, list[list[float | str | None]]]] = []
    for row, column, values in sorted(runs, key=lambda run: (run[1], len(run[2]), run[0])):
        last = found[-1] if found else None
        if last and (last[0] + len(last[2]), last[1], len(last[2][0])) == (row, column, len(values)):
            last[2].append(values)
        else:
            found.append((row, column, [values]))
    return found


def pdf_to_png(pdf: Path, folder: Path, dpi: int = 70) -> list[Path]:
    """Draw each page of a PDF into the folder as a PNG through pdftoppm (poppler-utils); return them in page order.

    Raises:
        FileNotFoundError: pdftoppm is not installed.
        subprocess.CalledProcessError, subprocess.TimeoutExpired: it failed, or took more than two minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem)]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"), key=lambda page: int(page.stem.rpartition("-")[2]))


def cells_of(sheet: Mapping[str, Any]) -> dict[str, Cell]:
    """Return the filled cells of a sheet from its dump: values, formulas and errors from A1 on."""
    formulas = {(row, column): text for row, column, text in sheet["formulas"]}
    errors = {(row, column): text for row, column, text in sheet["errors"]}
    found = {}
    for row, values in enumerate(sheet["values"]):
        for column, value in enumerate(values):
            at = (row, column)
            if at in errors:
                found[_a1(*at)] = Cell(None, formulas[at], errors[at])
            elif at in formulas or value not in ("", None):
                found[_a1(*at)] = Cell(value, formulas.get(at, ""), "")
    return found


def _a1(row: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{row + 1}"


def _exchange(server: subprocess.Popen[str], line: str) -> str:
    assert server.stdin
    assert server.stdout
    try:
        server.stdin.write(line + "\n")
        server.stdin.flush()
        return server.stdout.readline()
    except BrokenPipeError:
        return ""


def _kill(server: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def _plain(value: Typed) -> float | str | None:
    if isinstance(value, dt.date):
        serial: float = to_excel(value)  # type: ignore[no-untyped-call]
        return float(serial)
    return float(value) if isinstance(value, int) else value


def _environment() -> dict[str, str]:
    foreign: Iterable[str] = ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "PYTHONDEVMODE", "LANGUAGE")
    return {name: value for name, value in os.environ.items() if name not in foreign} | {
        "LC_ALL": "C.UTF-8",
        "TEMP": tempfile.gettempdir(),
    }
