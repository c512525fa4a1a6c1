"""A head's folder, collected twice as it is, and once more after a manager sent a newer version."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from kam_xl.demo import DEMO_AS_OF
from kam_xl.exchange.books import open_book
from kam_xl.i18n import Lang
from kam_xl.sheets.schema import ACCOUNTS, header
from tests.cli.conftest import Run
from tests.exchange.end_to_end.command_line import data, kam
from tests.exchange.end_to_end.mails import Came, fill
from tests.exchange.end_to_end.review import Review, first_of
from tests.exchange.end_to_end.team import HEAD, SentBook
from tests.exchange.end_to_end.team_workbook import Cells, TeamWorkbook, area_of
from tests.support.mails import mail
from tests.support.versions import Typing

MARGIN, GRADE, PHONE = 4.44, 0, "+7 900 000-00-00"
"""What a manager types before he sends his book once more."""


@dataclass(frozen=True)
class Collection:
    """The folder with what is in it, and what three runs said; the second and third wrote a workbook."""

    lang: Lang
    folder: Path
    came: tuple[Came, ...]
    runs: tuple[Run, Run, Run]
    changed: SentBook
    newer: Path
    managers: Mapping[str, str]

    @cached_property
    def workbook(self) -> TeamWorkbook:
        """Return the team workbook of the second run."""
        return TeamWorkbook(self.folder / "team 2.xlsx", self.lang)

    @cached_property
    def later(self) -> TeamWorkbook:
        """Return the team workbook after the newer version."""
        return TeamWorkbook(self.folder / "team 3.xlsx", self.lang)

    @cached_property
    def told(self) -> Any:
        """Return the data of the first run."""
        return self.runs[0].data

    @cached_property
    def current(self) -> Mapping[str, Path]:
        """Return the books that the team is judged by, each as a file of its own, by source."""
        by_print = {one.sha256: one.data for one in self.came if one.data}
        found = {}
        for i, one in enumerate(each for each in self.told["books"] if "accounts" in each):
            found[one["source"]] = path = self.folder / "current" / f"{i}{Path(one['source']).suffix}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(by_print[one["sha256"]])
        return found

    @cached_property
    def opened(self) -> Mapping[str, Workbook]:
        """Return the same books with the values that their cells show."""
        return {source: load_workbook(path, data_only=True) for source, path in self.current.items()}

    def cell(self, row: Cells) -> Cell:
        """Return the cell to which a row of the team workbook leads."""
        found: Cell = self.opened[row["source"]][row["sheet"]][row["cell"]]  # type: ignore[assignment]
        return found

    def accounts_row(self, row: Cells) -> Cells:
        """Return the row of Accounts to which a row of the team workbook leads, by key."""
        at = self.cell(row)
        sheet = self.opened[row["source"]][row["sheet"]]
        left, top, right, _ = area_of(sheet, ACCOUNTS.name)
        keys = {header(ACCOUNTS, column, self.lang): column.key for column in ACCOUNTS.columns}
        return {keys[str(sheet.cell(top, i).value)]: sheet.cell(at.row, i).value for i in range(left, right + 1)}

    def of_books(self, command: str) -> Mapping[str, Any]:
        """Return what a command says of each book that counts, by source."""
        return {source: data(self.lang, command, path) for source, path in self.current.items()}


def collected(folder: Path, team: Mapping[str, SentBook], review: Review, lang: Lang) -> Collection:
    """Fill the folder, collect it twice, let a manager send a newer version, and collect again."""
    inbox = folder / "inbox"
    came = fill(inbox, team, review, lang)
    first, second = (_collect(folder, lang, number) for number in (1, 2))
    newer = _newer(team["vogel"], folder, lang)
    letter = mail("Newer", attachments={"KAM.xlsx": newer.read_bytes()}, date=dt.datetime.now(dt.UTC))
    (inbox / "newer.eml").write_bytes(letter)
    managers = {key: one.manager for key, one in team.items()}
    return Collection(lang, folder, came, (first, second, _collect(folder, lang, 3)), team["vogel"], newer, managers)


def _collect(folder: Path, lang: Lang, number: int) -> Run:
    """Collect the folder; the first run writes no team workbook, since the second one's is the same."""
    report = ("--report", folder / f"team {number}.xlsx") if number > 1 else ()
    how = (*report, "--as-of", DEMO_AS_OF, "--lang", lang, "--json")
    return kam(lang, "collect", folder / "inbox", "--db", folder / "team.db", *how)


def _newer(sent: SentBook, folder: Path, lang: Lang) -> Path:
    """Return the copy of a book that its manager sends once more, with three fields changed."""
    book = folder / "own" / sent.book.name
    book.parent.mkdir()
    shutil.copy(sent.then, book)
    portfolio = open_book(book).portfolio
    key = next(one for one in portfolio.accounts if one.key_since)
    with Typing(book, lang) as manager:
        manager.type("tblAccounts", key.id, margin=MARGIN, large=GRADE)
        manager.type("tblMembers", first_of(portfolio.tasks.members, portfolio, key.id).id, phone=PHONE)
    return Path(data(lang, "send", book, "--to", HEAD)["file"])
