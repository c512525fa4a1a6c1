"""The surface of the ribbon: what VBA calls through `RunPython`, and nothing else.

Each call ends by leaving a sign for VBA that Python came to its end, with the word "undo" where something was written.
A problem is said in a box in the workbook's language; what a person cannot understand goes to the log.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import xlwings

from kam_xl import __version__
from kam_xl.commands.buttons import button
from kam_xl.errors import ClickFailed, KamError
from kam_xl.excel.journal import journal_path, temporary_folder
from kam_xl.excel.live import LiveBook
from kam_xl.excel.live_write import apply, take_back
from kam_xl.findings import Location
from kam_xl.i18n import Lang, say
from kam_xl.press import Pressed
from kam_xl.press import press as run_press
from kam_xl.sheets.raw import RawBook

_VISIBLE = 12
"""Excel's xlCellTypeVisible."""


def press(name: str, token: str, where: str = "") -> None:
    """Answer a press of a button.

    Args:
        name: the button.
        token: names the sign by which VBA knows that Python came to its end.
        where: "active" where the add-in calls: the active workbook is meant then.
    """
    _ended(token, where, lambda session: session.answer(name))


def undo(token: str, where: str = "") -> None:
    """Take back what the last command wrote, where the cells still hold it."""
    _ended(token, where, lambda session: session.undo())


def recover(token: str, where: str = "") -> None:
    """Take back what an interrupted command had written."""
    _ended(token, where, lambda session: session.recover())


class Session:
    """One call: the workbook it is about, and the Excel around it."""

    def __init__(self, token: str, where: str) -> None:
        caller = _caller()
        self.app = caller.app
        self.live = LiveBook(self.app.books.active if where == "active" else caller)
        self.lang: Lang = "ru" if self.live.language() == "ru" else "en"
        self.begun = temporary_folder() / f"kam-{token}.begun"
        # Whether the workbook is surely as it was, or as the command wanted it; else VBA has it taken back.
        self.whole = True

    @property
    def log(self) -> str:
        """Return where errors are written down."""
        return str(log_path())

    def answer(self, name: str) -> str:
        """Answer a button and return what VBA may offer then: "undo" or nothing."""
        pressed = button(name)
        if not pressed.command:
            from kam_xl.help_buttons import HELP

            HELP[name](self)
            return ""
        done = run_press(pressed, self, dt.date.today())
        if done is None:
            self.say(say(self.lang, "ribbon.cancelled"))
            return ""
        return self._finish(done)

    def _finish(self, done: Pressed) -> str:
        journal = journal_path(self.live.where)
        try:
            written = apply(self.live.book, done.plan, journal, self.begun)
        except KamError:
            raise
        except Exception:
            self.whole = not self.begun.exists()
            if not self.whole:
                take_back(self.live.book, journal)
                self.whole = True
            raise
        if done.go:
            # A sheet that is hidden cannot be shown; what was written is written all the same.
            with suppress(Exception):
                self.lead(done.go)
        self.say(done.said)
        return "undo" if written or done.plan.resizes else ""

    def undo(self) -> str:
        """Take the last command back and say how much of it."""
        restored, kept = take_back(self.live.book, journal_path(self.live.where))
        key = "undone_partly" if kept else "undone" if restored else "nothing_to_undo"
        self.say(say(self.lang, f"ribbon.{key}", n=restored, kept=kept))
        return ""

    def recover(self) -> str:
        """Take back what an interrupted command had written; VBA says what happened."""
        take_back(self.live.book, journal_path(self.live.where))
        return ""

    def read(self, *, formulas: bool = False) -> RawBook:
        """Return the tables and named cells of the workbook."""
        return self.live.read(formulas=formulas)

    def selected_rows(self, sheet: str) -> list[int]:
        """Return the selected rows of a sheet that can be seen, from 1; none where another sheet is active."""
        selection = self.app.selection
        if selection is None or selection.sheet.name != sheet:
            return []
        cells = selection.api
        if len(selection.rows) > 1 or cells.Areas.Count > 1:
            with suppress(Exception):
                # Rows that a filter hides are selected too; nobody who selects a filtered list means them.
                cells = cells.SpecialCells(_VISIBLE)
        # Not by address: Excel cuts a long one off.
        areas = [cells.Areas(i) for i in range(1, int(cells.Areas.Count) + 1)]
        spans = [(int(area.Row), int(area.Rows.Count)) for area in areas]
        bottom = selection.sheet.used_range.last_cell.row
        return sorted({row for first, count in spans for row in range(first, min(first + count - 1, bottom) + 1)})

    def choose_file(self, title: str, kind: str, endings: Sequence[str]) -> str:
        """Ask for a file through Excel's own dialog."""
        shown = ";".join(f"*.{one}" for one in endings)
        chosen = self.app.api.GetOpenFilename(f"{kind} ({shown}),{shown}", 1, title)
        return chosen if isinstance(chosen, str) else ""

    def place(self) -> str:
        """Return where the workbook lies: a path, or a web address."""
        return self.live.where

    def run_elsewhere(self, command: str, request: dict[str, Any], lang: Lang) -> dict[str, Any]:
        """Run a command in the full environment."""
        from kam_xl.excel.full import run_in_full

        return run_in_full(command, request, lang)

    def lead(self, place: Location) -> None:
        """Lead the person to a cell."""
        sheet = self.live.book.sheets[place.sheet]
        sheet.activate()
        if place.cell:
            sheet.range(place.cell).select()

    def say(self, text: str) -> None:
        """Say something in the status bar, on one line."""
        self.app.status_bar = text.replace("\n", " ")

    def box(self, text: str) -> None:
        """Show a box; only where work cannot go on, or a person asked for it."""
        self.app.alert(text, title=say(self.lang, "vba.title"), buttons="ok", mode="info")


def _ended(token: str, where: str, call: Callable[[Session], str]) -> None:
    """Run a call and leave the sign that it came to its end, whatever happened in it."""
    outcome, session = "", None
    try:
        session = Session(token, where)
        outcome = call(session)
    except KamError as error:
        _tell(session, error)
    except Exception as error:
        _log()
        if session is not None and session.whole:
            _tell(session, ClickFailed(str(log_path()), detail=f"{type(error).__name__}: {error}"))
    # Without a session nothing could be said to the person, and a workbook that is half written must be taken back:
    # VBA does both where the sign is missing.
    if session is not None and session.whole:
        (temporary_folder() / f"kam-{token}.done").write_text(outcome, encoding="ascii")


def _caller() -> Any:
    """Return the workbook whose macro called, as xlwings finds it; a name with an equals sign it cuts off there."""
    told = dict(arg[2:].split("=", 1) for arg in sys.argv if arg.startswith("--") and "=" in arg)
    if "=" not in told.get("wb", ""):
        return xlwings.Book.caller()
    app = next(one for one in xlwings.apps if str(one.hwnd) == told.get("hwnd"))
    return app.books[told["wb"]]


def _tell(session: Session | None, error: KamError) -> None:
    if session is not None:
        session.app.status_bar = False
        session.box(error.in_(session.lang))


def log_path() -> Path:
    """Return where errors that no person can understand are written down."""
    local = os.environ.get("LOCALAPPDATA")
    return (Path(local) / "kam_xl" if local else temporary_folder()) / "kam.log"


def _log() -> None:
    with suppress(OSError):
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            version = f"kam_xl {__version__}, Python {platform.python_version()}, {sys.platform}"
            file.write(f"{dt.datetime.now():%Y-%m-%d %H:%M:%S} {version}\n{traceback.format_exc()}\n")
