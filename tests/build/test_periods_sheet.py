"""The sheet Periods: the worked plan out of a spreadsheet's own recalculation, and what the sheet is made of."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.build.workbook import build
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Tasks
from kam_xl.rules import assess
from kam_xl.sheets import schema
from tests.factories import an_account, default_policy
from tests.factories_plan import ACCOUNT, a_plan, a_season, facts, tasks_of, worked_actions, worked_goals
from tests.support.libreoffice import Book, LibreOffice

AS_OF = dt.date(2026, 5, 20)
WORKED = tasks_of(
    a_plan(), *worked_goals(), *worked_actions(), a_season(*(1.0,) * 12), *facts(2026, 2.0, 3.0, 4.0, account=ACCOUNT)
)


def a_book(tasks: Tasks = WORKED, lang: Lang = "en", *names: str) -> bytes:
    """Return a workbook whose clients are key on record, the one of the worked plan unless others are named."""
    accounts = tuple(an_account(name, key_since=dt.date(2026, 1, 5)) for name in names or (ACCOUNT,))
    setup = Setup("Anna", margin_plan=30.0, as_of_fixed=AS_OF)
    return build(assess(Portfolio("b1", lang, setup, accounts, tasks=tasks), default_policy(), AS_OF))


def recalculated(libreoffice: LibreOffice, tmp_path: Path, edits: dict[str, dict[str, float | str]]) -> Book:
    """Return the cells of the worked book after something was typed."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(a_book())
    return libreoffice.set_cells(path, edits)


def row_of(book: Book, label: str, column: str, after: int = 0) -> object:
    """Return the value of a line of Periods, found by its label, in a column; rounded as people read it."""
    sheet = book["Periods"]
    row = next(n for n in range(after + 1, 70) if f"A{n}" in sheet and sheet[f"A{n}"].value == label)
    found = sheet[f"{column}{row}"].value
    return round(found, 3 if abs(found) < 1 else 2) if isinstance(found, float) else found


def test_the_worked_plan_comes_out_of_the_recalculated_sheet(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = recalculated(libreoffice, tmp_path, {})
    assert [row_of(book, "Share of wallet", column) for column in "BCDE"] == [0.184, 0.232, 0.292, 0.349]
    assert [row_of(book, "Extra margin less budget", column) for column in "CDE"] == [-1.14, 1.63, 4.49]
    assert (row_of(book, "Extra margin", "F"), row_of(book, "Budget of actions", "F")) == (14.67, 9.69)
    assert row_of(book, "Result in the low case", "F") == -1.02
    assert row_of(book, "Stop below this share", "C") == 0.208


def test_months_add_up_to_quarters_and_to_the_year(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = recalculated(libreoffice, tmp_path, {"Periods": {"B5": 2027}})
    months = [row_of(book, "Plan", column) for column in "BCDEFGHIJKLM"]
    quarters = [row_of(book, "Plan", column) for column in "NOPQ"]
    numbers = [one for one in months if isinstance(one, float)]
    assert len(numbers) == 12
    assert quarters == [round(sum(numbers[3 * n : 3 * n + 3]), 2) for n in range(4)]
    assert row_of(book, "Plan", "R") == round(sum(numbers), 2) == 40.57


def test_a_year_outside_the_plan_shows_the_one_of_today(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = recalculated(libreoffice, tmp_path, {"Periods": {"B5": 2040}})
    assert row_of(book, "Fact", "R") == 9.0
    assert row_of(book, "Goal of the perspective plan", "R") == 48.7


def test_a_change_of_a_goal_changes_the_version_of_the_plan(libreoffice: LibreOffice, tmp_path: Path) -> None:
    before = recalculated(libreoffice, tmp_path, {})["Plans"]["Z6"].value
    columns = [column.key for column in schema.table("tblGoals").shown(default_policy())]
    cell = f"{chr(ord('A') + columns.index('sales_y1'))}6"
    after = recalculated(libreoffice, tmp_path, {"Goals": {cell: 12.7}})["Plans"]["Z6"].value
    assert isinstance(before, float)
    assert before != after


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_choice_is_open_and_everything_else_is_locked_on_one_page(lang: Lang) -> None:
    workbook = load_workbook(io.BytesIO(a_book(lang=lang)))
    sheet = workbook[schema.sheet_name("periods", lang)]
    assert sheet.protection.sheet
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked} == {"B4", "B5"}
    # One page each way is what a file says by saying nothing.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, None)
    assert {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"} == {
        "names_on_record"
    }


def test_without_a_plan_the_sheet_says_so() -> None:
    sheet = load_workbook(io.BytesIO(a_book(Tasks())), data_only=True)["Periods"]
    assert sheet["D5"].value == "No plan yet: give the client a row on Plans."
