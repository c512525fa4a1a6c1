"""What tests of clicks share: books to click in, a click of the ribbon, and what changed in a whole book."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.findings import Finding
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.rules import assess
from tests.factories import default_policy
from tests.support.excel.processes import Click
from tests.support.excel.session import Excel, OpenBook
from tests.support.libreoffice import Book
from tests.support.tasks import with_tasks

Changes = dict[tuple[str, str], tuple[object, object]]
"""Sheet and cell → what stood there before and after."""


def demo_book(folder: Path, manager: str, lang: Lang, name: str = "KAM Book.xlsm") -> Path:
    """Write the macro workbook of an example manager."""
    path = folder / name
    path.write_bytes(_example(manager, lang, in_work=False))
    return path


def book_in_work(folder: Path, lang: Lang) -> Path:
    """Write the macro workbook of an example manager whose first key account is in work."""
    path = folder / "KAM Book.xlsm"
    path.write_bytes(_example("sokolova", lang, in_work=True))
    return path


@cache
def _example(manager: str, lang: Lang, *, in_work: bool) -> bytes:
    portfolio = demo_portfolio(manager, lang)
    return _workbook(with_tasks(portfolio, DEMO_AS_OF) if in_work else portfolio)


def book_of(
    folder: Path, portfolio: Portfolio, name: str = "KAM Book.xlsm", findings: tuple[Finding, ...] = ()
) -> Path:
    """Write the macro workbook of a portfolio, judged on the day of the examples."""
    path = folder / name
    path.write_bytes(_workbook(portfolio, findings))
    return path


def _workbook(portfolio: Portfolio, findings: tuple[Finding, ...] = ()) -> bytes:
    return build(assess(portfolio, default_policy(), DEMO_AS_OF), findings, macros=True)


class Ribbon:
    """The ribbon of one open book: what VBA calls, with the sign that it waits for.

    Args:
        book: where it is pressed.
        folder: the temporary folder of Windows.
    """

    def __init__(self, book: OpenBook, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.finished, self.began, self.outcome = False, False, ""

    def press(self, button: str, **how: Any) -> Click:
        """Press a button."""
        return self._call(f"press('{button}',", **how)

    def undo(self, **how: Any) -> Click:
        """Press Ctrl+Z directly after a button."""
        return self._call("undo(", **how)

    def recover(self) -> Click:
        """Do what VBA does where Python did not come to its end."""
        return self._call("recover(")

    def _call(self, what: str, *, where: str = "", env: Mapping[str, str] | None = None, **how: Any) -> Click:
        token = secrets.token_hex(4)
        tail = f",'{where}')" if where else ")"
        # The full environment of the tests is their own Python.
        variables = {"TEMP": str(self.folder), "KAM_FULL_PYTHON": sys.executable, "LOCALAPPDATA": ""} | dict(env or {})
        done = self.book.click(f"import kam_xl.ribbon;kam_xl.ribbon.{what}'{token}'{tail}", env=variables, **how)
        sign = self.folder / f"kam-{token}.done"
        self.finished, self.began = sign.exists(), sign.with_suffix(".begun").exists()
        self.outcome = sign.read_text(encoding="ascii") if self.finished else ""
        return done


def changes(before: Book, after: Book) -> Changes:
    """Return the cells that hold something else; one whose formula is the same counts as unchanged."""
    found: Changes = {}
    for sheet in {*before, *after}:
        old, new = before.get(sheet, {}), after.get(sheet, {})
        for cell in {*old, *new}:
            one, other = old.get(cell), new.get(cell)
            same_formula = one is not None and other is not None and one.formula and one.formula == other.formula
            if one != other and not same_formula:
                found[sheet, cell] = (one and (one.formula or one.value), other and (other.formula or other.value))
    return found


def opened(excel: Excel, path: Path, tmp_path: Path) -> tuple[OpenBook, Ribbon]:
    """Open a book before all others and give its ribbon."""
    book = excel.open(path)
    book.activate()
    temporary = tmp_path / "temp"
    temporary.mkdir(exist_ok=True)
    return book, Ribbon(book, temporary)


Opener = Callable[[Path], tuple[OpenBook, Ribbon]]
