"""A button that works on a file asks for it, in its own words, and some can do without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.buttons import BUTTONS, button
from kam_xl.i18n import Lang
from kam_xl.press import press
from kam_xl.rules import assess
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, an_account, default_policy


class Asking:
    """A spreadsheet that hands out a file, and notes what it is asked."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.asked: list[tuple[str, str, Sequence[str]]] = []
        self.ran: list[dict[str, Any]] = []

    def read(self, *, formulas: bool = False) -> RawBook:
        book = render(assess(a_portfolio(an_account()), default_policy(), AS_OF))
        return replace(book, cells={name: replace(one, cell="A1") for name, one in book.cells.items()})

    def selected_rows(self, sheet: str) -> list[int]:
        return []

    def choose_file(self, title: str, kind: str, endings: Sequence[str]) -> str:
        self.asked.append((title, kind, endings))
        return self.file

    def place(self) -> str:
        return "C:/KAM/Anna.xlsm"

    def run_elsewhere(self, command: str, request: dict[str, Any], lang: Lang) -> dict[str, Any]:
        self.ran.append({"command": command, **request["args"]})
        return {"lang": lang, "message": "Done", "findings": [], "blocks": [], "go": None}


def pressed(name: str, file: str) -> Asking:
    screen = Asking(file)
    press(button(name), screen, dt.date(2026, 5, 20))
    return screen


def test_a_merge_gets_the_file_and_the_place_of_the_book() -> None:
    screen = pressed("merge_returned", "D:/Returned.xlsx")
    assert screen.asked == [("Choose the book that came back", "KAM workbooks", ("xlsx", "xlsm"))]
    assert screen.ran == [{"command": "merge", "file": "D:/Returned.xlsx", "book": "C:/KAM/Anna.xlsm"}]


def test_a_merge_without_a_file_still_applies_the_choices() -> None:
    assert pressed("merge_returned", "").ran[0]["file"] == ""


def test_an_import_without_a_file_does_nothing() -> None:
    assert pressed("import_sales", "").ran == []
    screen = pressed("import_sales", "D:/sales.csv")
    assert screen.asked[0][2] == ("csv", "xlsx", "xlsm") and screen.ran[0]["export"] == "D:/sales.csv"
    assert "book" not in screen.ran[0]


@pytest.mark.parametrize("one", BUTTONS, ids=lambda one: one.name)
def test_a_button_takes_a_file_where_it_says_which(one: Any) -> None:
    assert (one.takes == "file") == (one.file is not None)
