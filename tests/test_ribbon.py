"""The ribbon for real: xlwings' own Windows code runs the command line that RunPython builds, LibreOffice calculates.

Each button is pressed on a filled book in both languages: the right cells are written, nothing else in the whole book
changes, and Ctrl+Z brings every cell back. Then what goes wrong in practice: each ends in a clear sentence and an
unharmed workbook.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.commands.buttons import BUTTONS
from kam_xl.commands.registry import COMMANDS
from kam_xl.demo import demo_portfolio
from kam_xl.i18n import LANGUAGES, Lang, template
from kam_xl.model import Portfolio
from kam_xl.model_tasks import NO_TASKS
from kam_xl.sheets import schema
from kam_xl.sheets.raw import column_letters
from tests.factories import default_policy, equal_accounts
from tests.support.excel.session import Excel, OpenBook
from tests.support.live import Ribbon, book_in_work, book_of, changes, demo_book, opened

RECORD = ("key_since", "low_reviews", "last_review", "id", "proposed")
FOLDERS = ("folder",)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give a small sales export of one new client and one that the example book has."""
    path = tmp_path / "sales.csv"
    rows = [("Invoice", "Date", "Customer", "Product", "Quantity", "Price")]
    for month in range(1, 13):
        rows.append((f"A{month}", f"2026-{(month % 9) + 1:02}-05", "Prikamye Valve Trading", "Valves", "2", "300000"))
        rows.append((f"B{month}", f"2026-{(month % 9) + 1:02}-07", "+7 Trade", "Flanges", "1", "200000"))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def sheet_of(key: str, lang: Lang) -> str:
    return schema.sheet_name(key, lang)


def columns_of(lang: Lang, *keys: str) -> set[str]:
    """Return the letters of columns of Accounts."""
    shown = [column.key for column in schema.ACCOUNTS.shown(default_policy())]
    return {column_letters(shown.index(key) + 1) for key in keys}


SHEETS = {
    "nothing": ("findings",),
    "record": ("findings", "decisions", "accounts", "portfolio"),
    "input": ("findings", "accounts", "proposals", "start"),
    "import_sales": ("findings", "accounts", "proposals", "start", "facts"),
    "start_dossier": ("findings", "dossier", "plans"),
    "questions_for_visit": ("findings", "visit"),
    "next_steps": ("findings", "center"),
    "contact_made": ("findings", "center"),
    "roll_down": ("findings", "periods"),
    "sign_plan": ("findings", "reviews"),
    "show_card": ("findings", "card"),
    "send_for_review": ("findings", "log"),
}
"""Sheets that a button may write cells on: those of its own, else those of what it writes."""

SELECTED = {"contact_made": ("center", "A6:B7"), "next_steps": ("center", "A6:A12"), "sign_plan": ("plans", "B6")}
"""Where a button finds its rows, unless it is on Accounts."""


def allowed(button: str, lang: Lang) -> set[str]:
    """Return the sheets that a button may write cells on."""
    writes = COMMANDS[{one.name: one.command for one in BUTTONS}[button]].writes
    known = {key for key in SHEETS.get(button, SHEETS[writes]) if key in schema.SHEETS}
    return {sheet_of(key, lang) for key in known}


PRESSES = [
    pytest.param(one.name, lang, marks=() if number % 2 == LANGUAGES.index(lang) else pytest.mark.slow)
    for number, one in enumerate(one for one in BUTTONS if one.command and one.takes != "file")
    for lang in LANGUAGES
]
"""Each button in one language by turns, in both in the slow run: the cells are the same, only their names differ."""


@pytest.mark.parametrize(("button", "lang"), PRESSES)
def test_a_button_writes_its_own_cells_and_ctrl_z_brings_every_cell_back(
    button: str, lang: Lang, excel: Excel, tmp_path: Path
) -> None:
    book, ribbon = opened(excel, book_in_work(tmp_path, lang), tmp_path)
    sheet, area = SELECTED.get(button, ("accounts", "A6:A20"))
    book.select(sheet_of(sheet, lang), area)
    before, tables = book.snapshot(), book.tables()
    done = ribbon.press(button)
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    assert done.statuses[-1]
    changed = changes(before, book.snapshot())
    assert changed
    assert {sheet for sheet, _ in changed} <= allowed(button, lang)
    accounts = {cell.rstrip("0123456789") for sheet, cell in changed if sheet == sheet_of("accounts", lang)}
    assert accounts <= columns_of(lang, *RECORD, *FOLDERS)
    undone = ribbon.undo()
    assert undone.returncode == 0, undone.stderr
    assert (book.snapshot(), book.tables()) == (before, tables)


def typed(book: OpenBook, table: str, key: str, lang: Lang) -> list[object]:
    """Return what the first seven rows of a column hold."""
    keys = [column.key for column in schema.table(table).shown(default_policy())]
    letters = column_letters(keys.index(key) + 1)
    cells = book.snapshot()[sheet_of(schema.table(table).sheet, lang)]
    return [cells[f"{letters}{row}"].value if f"{letters}{row}" in cells else None for row in range(6, 13)]


def test_only_selected_people_get_a_step_or_a_contact(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, book_in_work(tmp_path, "en"), tmp_path)
    book.select("Buying center", "A12")
    before = typed(book, "tblMembers", "last_contact", "en")
    ribbon.press("contact_made")
    after = typed(book, "tblMembers", "last_contact", "en")
    assert [i for i in range(7) if before[i] != after[i]] == [6]
    assert typed(book, "tblMembers", "next_step", "en")[6] is None
    done = ribbon.press("next_steps")
    assert typed(book, "tblMembers", "next_step", "en")[6]
    assert done.activated == "Buying center"


def test_on_another_sheet_a_proposed_step_is_a_finding_and_not_written(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, book_in_work(tmp_path, "en"), tmp_path)
    book.select("Start", "A1")
    done = ribbon.press("next_steps")
    assert typed(book, "tblMembers", "next_step", "en")[6] is None
    assert done.activated == "Findings"


def test_a_dossier_is_begun_at_its_first_new_row_and_only_once(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, book_in_work(tmp_path, "en"), tmp_path)
    done = ribbon.press("start_dossier")
    assert (done.activated, done.selected.replace("$", "")) == ("Dossier", "A8")
    tables = book.tables()
    ribbon.press("start_dossier")
    assert book.tables()["tblDossier"] == tables["tblDossier"]


def test_a_plan_is_signed_by_its_row_and_not_twice(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, book_in_work(tmp_path, "en"), tmp_path)
    book.select("Plans", "A6")
    ribbon.press("sign_plan")
    versions = typed(book, "tblReviews", "version", "en")
    assert [one is not None for one in versions] == [True] + [False] * 6
    book.select("Plans", "A6")
    ribbon.press("sign_plan")
    assert typed(book, "tblReviews", "version", "en") == versions
    assert any(one.value == "sign_already" for one in book.snapshot()["Findings"].values())


def test_python_that_dies_before_writing_leaves_no_sign_that_it_began(excel: Excel, tmp_path: Path) -> None:
    """Then there is nothing to take back: the journal that is there is that of the last command."""
    _, ribbon = faulty(excel, tmp_path)
    ribbon.press("check_cap")
    died = ribbon.press("qualify_all", python="/bin/false")
    assert (died.returncode != 0, ribbon.began, ribbon.finished) == (True, False, False)


def test_a_press_that_has_nothing_to_write_leaves_the_last_one_to_be_undone(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    before = book.snapshot()
    ribbon.press("check_cap")
    again = ribbon.press("check_cap")
    assert (again.returncode, ribbon.outcome, ribbon.began) == (0, "", False), again.stderr
    ribbon.undo()
    assert changes(before, book.snapshot()) == {}


def test_where_the_findings_are_hidden_they_are_written_and_can_be_undone(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.sheet("Findings").put_visible(0)
    before = book.snapshot()
    done = ribbon.press("check_cap")
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    assert changes(before, book.snapshot())


def test_a_totals_row_stays_the_end_of_its_table(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    table = book.workbook.table("tblDecisions")
    assert table is not None
    table.put_show_totals(True)
    before, tables = book.snapshot(), book.tables()
    done = ribbon.press("qualify_all")
    assert (done.returncode, done.alerts) == (0, []), done.stderr
    assert table.get_show_totals()
    assert book.tables()["tblDecisions"] != tables["tblDecisions"]
    ribbon.undo()
    assert (changes(before, book.snapshot()), book.tables()) == ({}, tables)


@pytest.mark.parametrize("button", ["diagnose", "about"])
def test_help_helps_outside_our_books_too(button: str, excel: Excel, tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "Other.xlsx"
    Workbook().save(path)
    _, ribbon = opened(excel, path, tmp_path)
    done = ribbon.press(button, where="active")
    assert (done.returncode, ribbon.finished) == (0, True), done.stderr
    ((_, text, _),) = done.alerts
    assert "0.1.0" in text


@pytest.mark.parametrize("button", [one.name for one in BUTTONS if not one.command])
def test_a_button_that_helps_changes_nothing(button: str, excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "sokolova", "ru"), tmp_path)
    before = book.snapshot()
    done = ribbon.press(button)
    assert (done.returncode, ribbon.outcome) == (0, ""), done.stderr
    assert done.alerts or done.statuses
    assert book.snapshot() == before


def test_qualify_account_explains_and_decides_about_the_selected_rows_only(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "sokolova", "en"), tmp_path)
    before = book.snapshot()
    names = [before["Accounts"][f"A{row}"].value for row in (6, 8)]
    book.select("Accounts", "C6,F8")
    done = ribbon.press("qualify_account")
    after = book.snapshot()["Findings"]
    assert [after[f"B{row}"].value for row in (5, 6)] == names
    assert str(after["C5"].value).startswith("Why: ")
    assert str(after["E5"].value).startswith("What would turn it: ")
    assert (done.activated, done.selected.replace("$", "")) == ("Findings", "A5")
    decided = changes(before, book.snapshot())
    assert {value[1] for (sheet, cell), value in decided.items() if sheet == "Decisions" and cell[0] == "B"} <= set(
        names
    )


def test_rows_that_a_filter_hides_are_not_decided_about(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "sokolova", "en"), tmp_path)
    book.hide_rows("Accounts", 7, 8)
    book.select("Accounts", "A6:A9")
    ribbon.press("qualify_account")
    found = book.snapshot()
    shown = [found["Findings"][f"B{row}"].value for row in (5, 6)]
    assert shown == [found["Accounts"]["A6"].value, found["Accounts"]["A9"].value]
    assert sum(str(one.value).startswith("Why: ") for one in found["Findings"].values()) == 2


def test_at_the_limit_the_drop_down_for_who_leaves_is_selected(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "lebedev", "en"), tmp_path)
    done = ribbon.press("qualify_all")
    place = book.workbook.get_names().do_item("leaver").get_refers_to_range()
    assert done.activated == "Portfolio"
    assert done.selected == place.do_get_address()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_import_reads_the_chosen_file_in_the_full_environment(
    lang: Lang, excel: Excel, tmp_path: Path, export: Path
) -> None:
    portfolio = demo_portfolio("sokolova", "en")
    portfolio = replace(portfolio, lang=lang, setup=replace(portfolio.setup, margin_plan=None, plan_confirmed=None))
    book, ribbon = opened(excel, book_of(tmp_path, portfolio), tmp_path)
    before, tables = book.snapshot(), book.tables()
    excel.answers.append(str(export))
    done = ribbon.press("import_sales", timeout=120)
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    after = book.snapshot()
    accounts = sheet_of("accounts", lang)
    assert {sheet for sheet, _ in changes(before, after)} <= allowed("import_sales", lang)
    row = 6 + len(portfolio.accounts)
    assert after[accounts][f"A{row}"].value == "+7 Trade"
    assert not after[accounts][f"A{row}"].formula
    verdict = columns_of(lang, "verdict").pop()
    assert after[accounts][f"{verdict}{row}"].formula
    assert after[accounts][f"{verdict}{row}"].value
    facts = after[sheet_of("facts", lang)]
    sold = {place: cell.value for place, cell in facts.items() if cell.value == "+7 Trade"}
    assert len(sold) == 9
    last = max(int(place[1:]) for place in sold)
    assert [facts[f"{column}{last}"].value for column in "BCD"] == [2026, 9, 200_000]
    ribbon.undo()
    assert (changes(before, book.snapshot()), book.tables()) == ({}, tables)


def test_cancelling_the_choice_of_a_file_changes_nothing(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "sokolova", "en"), tmp_path)
    before = book.snapshot()
    excel.answers.append(False)
    done = ribbon.press("import_sales")
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "")
    assert book.snapshot() == before


def test_a_sorted_renamed_widened_and_moved_book_is_written_in_the_right_rows(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "sokolova", "en"), tmp_path)
    book.rename_sheet("Accounts", "My clients")
    book.insert_rows("My clients", 1, 2)
    book.insert_columns("My clients", "A", 1)
    book.insert_rows("Decisions", 2, 3)
    before = book.snapshot()
    done = ribbon.press("qualify_all")
    assert (done.returncode, done.alerts) == (0, []), done.stderr
    after = book.snapshot()
    columns = {cell.rstrip("0123456789") for sheet, cell in changes(before, after) if sheet == "My clients"}
    shifted = {column_letters(number(letters) + 1) for letters in columns_of("en", *RECORD)}
    assert columns
    assert columns <= shifted
    ribbon.undo()
    assert book.snapshot() == before


def number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value


def test_undo_leaves_what_the_person_changed_since(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, demo_book(tmp_path, "sokolova", "en"), tmp_path)
    ribbon.press("check_cap")
    book.type("Findings", {"C5": "my own remark"})
    undone = ribbon.undo()
    left = book.snapshot()["Findings"]
    assert left["C5"].value == "my own remark"
    assert "A5" not in left
    assert re.search(r"1 was changed since", str(undone.statuses[-1]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_person_typed_into_the_buying_center_gets_an_id_and_ctrl_z_takes_it_back(
    lang: Lang, excel: Excel, tmp_path: Path
) -> None:
    empty = replace(demo_portfolio("sokolova", lang), tasks=NO_TASKS)
    book, ribbon = opened(excel, book_of(tmp_path, empty, "book.xlsm"), tmp_path)
    sheet = sheet_of("center", lang)
    book.type(sheet, {"A6": demo_portfolio("sokolova", lang).accounts[0].account, "B6": "I. Belova"})
    before = book.snapshot()
    done = ribbon.press("qualify_all")
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    found = {cell: value for (title, cell), value in changes(before, book.snapshot()).items() if title == sheet}
    keys = [column.key for column in schema.table("tblMembers").shown(default_policy())]
    ((cell, (old, new)),) = found.items()
    assert cell == f"{column_letters(keys.index('id') + 1)}6"
    assert old is None
    assert re.fullmatch(r"m[0-9a-f]{10}", str(new))
    ribbon.undo()
    assert book.snapshot() == before


def test_crossings_do_not_grow_with_the_rows(excel: Excel, tmp_path: Path) -> None:
    def crossings(rows: int) -> int:
        portfolio = demo_portfolio("sokolova", "en")
        accounts = tuple(replace(one, margin=None) for one in equal_accounts(rows))
        path = book_of(tmp_path, replace(portfolio, accounts=accounts, decisions=(), proposals=()), f"{rows}.xlsm")
        book, ribbon = opened(excel, path, tmp_path)
        done = ribbon.press("check_workbook")
        assert done.returncode == 0, done.stderr
        book.close()
        return sum(done.crossings[f"{what} Range.{kind}"] for what in ("get", "put") for kind in ("Value", "Formula"))

    few, many = crossings(10), crossings(400)
    assert many <= few + 2
    # Sixteen tables are read, in a block each; a check reads the formulas of those that have some too.
    assert few <= 50


def faulty(excel: Excel, tmp_path: Path, lang: Lang = "en") -> tuple[OpenBook, Ribbon]:
    return opened(excel, demo_book(tmp_path, "sokolova", lang), tmp_path)


def assert_refused(book: OpenBook, ribbon: Ribbon, *words: str, button: str = "qualify_all", lang: Lang = "en") -> None:
    before = book.snapshot()
    done = ribbon.press(button)
    assert (done.returncode, ribbon.finished, ribbon.outcome) == (0, True, ""), done.stderr
    ((title, text, _),) = done.alerts
    assert title == template(lang, "vba.title")
    assert all(word in text for word in words), text
    assert "Traceback" not in text
    assert book.snapshot() == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_selected_on_accounts_is_said_in_the_books_language(lang: Lang, excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path, lang)
    book.select(sheet_of("start", lang), "A1")
    text = template(lang, "error.no_row_selected")
    assert_refused(book, ribbon, text, sheet_of("accounts", lang), button="qualify_account", lang=lang)


def test_a_protected_sheet_is_found_before_anything_is_written(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.protect("Decisions")
    assert_refused(book, ribbon, "protected", "Decisions")


def test_a_table_that_lost_its_name_is_found_by_its_header(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.rename_table("tblDecisions", "Journal")
    before = book.snapshot()
    done = ribbon.press("check_workbook")
    assert (done.returncode, done.alerts) == (0, []), done.stderr
    assert {sheet for sheet, _ in changes(before, book.snapshot())} == {"Findings"}


def test_a_deleted_table_of_accounts_is_no_kam_workbook_any_more(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.delete_table("tblAccounts", cells=True)
    assert_refused(book, ribbon)


def test_a_removed_column_is_named(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.delete_columns("Accounts", columns_of("en", "headroom").pop())
    assert_refused(book, ribbon, "headroom".title())


def test_a_cell_in_error_stops_what_writes_decisions_and_is_listed_by_check(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    cell = f"{columns_of('en', 'margin').pop()}6"
    book.type("Accounts", {cell: "=NA()"})
    assert_refused(book, ribbon, cell)
    assert ribbon.press("check_workbook").alerts == []
    found = book.snapshot()["Findings"]
    assert any(str(one.value).endswith(f"!{cell}") for one in found.values())


def test_a_value_typed_over_a_formula_is_a_finding_of_check(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.type("Accounts", {f"{columns_of('en', 'points').pop()}7": 99.0})
    ribbon.press("check_workbook")
    assert any(one.value == "formula_typed_over" for one in book.snapshot()["Findings"].values())


def test_python_that_dies_half_way_leaves_no_sign_and_recovering_brings_every_cell_back(
    excel: Excel, tmp_path: Path
) -> None:
    book, ribbon = faulty(excel, tmp_path)
    before, tables = book.snapshot(), book.tables()
    for at in (1, 2, 4):
        died = ribbon.press("qualify_all", die_at_write=at)
        signs = [ribbon.began, ribbon.finished]
        ribbon.recover()
        signs.append(ribbon.finished)
        assert (died.returncode != 0, signs) == (True, [True, False, True])
        assert (changes(before, book.snapshot()), book.tables()) == ({}, tables)


def test_a_book_at_a_web_address_works_like_any_other(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.keep_at("https://firm.example.com/personal/anna/Documents/KAM Book.xlsm")
    done = ribbon.press("check_cap")
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr


def test_with_two_books_open_the_one_that_called_is_written(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    other = excel.open(demo_book(tmp_path, "vogel", "ru", "Other.xlsm"))
    other.activate()
    untouched, before = other.snapshot(), book.snapshot()
    done = ribbon.press("check_cap")
    assert done.returncode == 0, done.stderr
    assert other.snapshot() == untouched
    assert {sheet for sheet, _ in changes(before, book.snapshot())} == {"Findings"}


def test_the_addin_writes_the_active_book(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    untouched = book.snapshot()
    other = excel.open(demo_book(tmp_path, "vogel", "ru", "Other.xlsm"))
    other.activate()
    before = other.snapshot()
    done = ribbon.press("check_cap", where="active")
    assert done.returncode == 0, done.stderr
    assert changes(before, other.snapshot())
    assert book.snapshot() == untouched


def test_a_book_that_is_no_kam_workbook_is_refused(excel: Excel, tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "Other.xlsx"
    Workbook().save(path)
    book, ribbon = opened(excel, path, tmp_path)
    assert_refused(book, ribbon)


def test_a_stray_remark_under_the_findings_is_pushed_down_and_not_overwritten(excel: Excel, tmp_path: Path) -> None:
    book, ribbon = faulty(excel, tmp_path)
    book.type("Findings", {"C8": "keep this"})
    before, tables = book.snapshot(), book.tables()
    ribbon.press("check_workbook")
    assert "keep this" in {one.value for one in book.snapshot()["Findings"].values()}
    ribbon.undo()
    assert (book.snapshot(), book.tables()) == (before, tables)


@pytest.mark.slow
def test_five_thousand_accounts_are_judged_and_undone(excel: Excel, tmp_path: Path) -> None:
    portfolio = demo_portfolio("sokolova", "en")
    path = book_of(tmp_path, Portfolio(portfolio.book_id, "en", portfolio.setup, tuple(equal_accounts(5000))))
    book, ribbon = opened(excel, path, tmp_path)
    before = book.snapshot()
    done = ribbon.press("qualify_all", timeout=600)
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    ribbon.undo(timeout=600)
    assert changes(before, book.snapshot()) == {}


@pytest.mark.parametrize("name", ["KAM Анна, «Север».xlsm", "Q1=good & 100 %.xlsm"])
def test_a_book_is_found_by_whatever_name(name: str, excel: Excel, tmp_path: Path) -> None:
    book, ribbon = opened(excel, book_of(tmp_path, demo_portfolio("sokolova", "en"), name), tmp_path)
    done = ribbon.press("check_cap")
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    assert "A5" in book.snapshot()["Findings"]
