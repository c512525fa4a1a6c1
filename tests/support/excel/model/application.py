"""Excel itself: what is open, what is shown, what is asked."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import ClassVar

from tests.support.excel.calc.client import Calc
from tests.support.excel.model.base import ComObject, Record, refusal
from tests.support.excel.model.ranges import Range
from tests.support.excel.model.sheets import Worksheet
from tests.support.excel.model.workbook import Workbook, Workbooks

AUTOMATIC, MANUAL = -4105, -4135
INTERNATIONAL: dict[int, object] = {1: 1, 2: 1, 3: ".", 4: ",", 5: ",", 17: "/", 32: 0}
"""`Application.International` of an English PC: codes, separators, the order of a date."""
BUTTONS = {0: "ok", 1: "ok_cancel", 3: "yes_no_cancel", 4: "yes_no"}
CODES = {"ok": 1, "cancel": 2, "yes": 6, "no": 7}
UNANSWERED = {"ok": "ok", "ok_cancel": "cancel", "yes_no_cancel": "cancel", "yes_no": "no"}

Answer = str | Path | bool | None
"""What a person answers: a button ("yes"), a file, or False for Cancel."""


class Application(ComObject):
    """Excel's application object, and the state behind it.

    Args:
        calc: the calculating engine.
    """

    kind = "Application"
    plain: ClassVar[dict[str, object]] = {
        "ScreenUpdating": True,
        "EnableEvents": True,
        "DisplayAlerts": True,
        "Interactive": True,
        "Visible": True,
        "Cursor": -4143,
        "CutCopyMode": False,
        "Hwnd": 1234,
        "Name": "Microsoft Excel",
        "Version": "16.0",
        "Path": r"C:\Program Files\Microsoft Office\root\Office16",
        "OperatingSystem": "Windows (64-bit) NT 10.00",
        "Ready": True,
    }

    def __init__(self, calc: Calc) -> None:
        self.calc = calc
        self.books: list[Workbook] = []
        self.active: Workbook | None = None
        self.record = Record()
        self.answers: deque[Answer] = deque()
        self.status: object = False
        self.calculation = AUTOMATIC
        self.calculating = False
        self.language: int | None = None

    def open(self, path: Path) -> Workbook:
        """Open a workbook; it becomes the active one."""
        book = Workbook(self, self.calc.ask("open", path=str(path)), path)
        self.books.append(book)
        self.active = book
        return book

    def close(self, book: Workbook) -> None:
        """Close a workbook; the one opened before it becomes active."""
        self.calc.ask("close", book=book.number)
        self.books.remove(book)
        if self.active is book:
            self.active = self.books[-1] if self.books else None

    def box(self, text: str, title: str, style: int) -> int:
        """Show a message; the next answer that waits names the button, without one it is cancelled."""
        buttons = BUTTONS[style & 0xF]
        self.record.alerts.append((title, text, buttons))
        answer = "ok" if buttons == "ok" else self.answers.popleft() if self.answers else UNANSWERED[buttons]
        return CODES[str(answer)]

    def settings(self) -> dict[str, object]:
        """Return what code may have changed and must put back."""
        kept = ("ScreenUpdating", "EnableEvents", "DisplayAlerts", "Interactive", "Cursor")
        found = {name: self.com_get(name)[1] for name in kept}
        return found | {"Calculation": self.calculation, "StatusBar": self.status}

    def get_application(self) -> Application:
        """Return itself: the main window asks for it."""
        return self

    def get_workbooks(self) -> Workbooks:
        """Return the open books."""
        return Workbooks(self)

    def get_active_workbook(self) -> Workbook | None:
        """Return the book before the others."""
        return self.active

    def get_active_sheet(self) -> Worksheet | None:
        """Return the sheet that is shown."""
        return self.active.active if self.active else None

    def get_selection(self) -> Range | None:
        """Return the selected cells of the sheet that is shown."""
        sheet = self.get_active_sheet()
        return Range(sheet, sheet.selection) if sheet else None

    def get_active_cell(self) -> Range | None:
        """Return the first selected cell."""
        selection = self.get_selection()
        return selection.do_item(1) if selection else None

    def get_status_bar(self) -> object:
        """Return the text, False where Excel shows its own."""
        return self.status

    def put_status_bar(self, text: object) -> None:
        """Show a text; False or None gives the bar back to Excel."""
        self.record.statuses.append(text)
        self.status = False if text is None else text

    def get_calculation(self) -> int:
        """Return when Excel calculates."""
        return self.calculation

    def put_calculation(self, mode: int) -> None:
        """Calculate after each change, or only when asked."""
        for book in self.books:
            self.calc.ask("automatic", book=book.number, on=mode != MANUAL)
        self.calculation = mode
        if mode != MANUAL:
            self.do_calculate()

    def do_calculate(self) -> None:
        """Calculate what waits for it in all books."""
        for book in self.books:
            self.calc.ask("calculate", book=book.number)

    def do_calculate_full(self) -> None:
        """Calculate every formula of all books."""
        for book in self.books:
            self.calc.ask("calculate", book=book.number, everything=True)

    def do_international(self, index: int) -> object:
        """Return a setting of the PC; few are known here."""
        if index not in INTERNATIONAL:
            raise refusal()
        return INTERNATIONAL[index]

    def get_language_settings(self) -> LanguageSettings:
        """Return the languages of Office; refused unless a test has set one."""
        if self.language is None:
            raise refusal()
        return LanguageSettings(self.language)

    def do_get_open_filename(self, *args: object, **options: object) -> object:
        """Ask for a file: the next answer that waits, without one it is cancelled (False)."""
        self.record.dialogs.append(("GetOpenFilename", *args, *options.values()))
        return self._file()

    def do_get_save_as_filename(self, *args: object, **options: object) -> object:
        """Ask where to save: the next answer that waits, without one it is cancelled (False)."""
        self.record.dialogs.append(("GetSaveAsFilename", *args, *options.values()))
        return self._file()

    def _file(self) -> object:
        answer = self.answers.popleft() if self.answers else False
        return str(answer) if isinstance(answer, str | Path) else False

    def do_run(self, macro: str, *_: object) -> None:
        """Run a macro: all are off."""
        raise refusal(f"Cannot run the macro '{macro}'. The macro may not be available in this workbook.")

    def do_goto(self, reference: Range, scroll: bool = False) -> None:
        """Go to cells, whatever is active."""
        reference.sheet.book.do_activate()
        reference.sheet.do_activate()
        reference.do_select()

    def do_union(self, *ranges: Range) -> Range:
        """Return the areas of several ranges."""
        return Range(ranges[0].sheet, tuple(area for one in ranges for area in one.areas))

    def do_intersect(self, first: Range, second: Range) -> Range | None:
        """Return the cells that two ranges share."""
        shared = [a.overlap(b) for a in first.areas for b in second.areas]
        found = tuple(area for area in shared if area)
        return Range(first.sheet, found) if found and first.sheet is second.sheet else None


class LanguageSettings(ComObject):
    """The languages of Office."""

    kind = "LanguageSettings"

    def __init__(self, language: int) -> None:
        self.language = language

    def do_language_id(self, which: int) -> int:
        """Return a language, 1033 for English, 1049 for Russian."""
        return self.language
