"""`kam install` and `kam doctor` as a person runs them, on a machine that is not Windows and on one that is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
import xlsxwriter

from kam_xl import __version__, places
from kam_xl.cli import machine as commands
from kam_xl.excel.file import read_book
from kam_xl.i18n import Lang
from kam_xl.survey import TRUSTED_KEY
from tests.cli.conftest import Kam
from tests.support.machine import PROFILE, RUNTIME, FakeMachine

BOOK = PureWindowsPath(rf"{PROFILE}\Documents\KAM\KAM.xlsm")

STEPS = {
    "en": [
        "Make the environment that a click in Excel starts",
        "Install kam_xl into it with xlwings and nothing more, so that a click answers at once",
        "Check that xlwings loads there, and that neither pandas nor numpy slows it down",
        "Compile what a click loads, since Excel starts Python so that it compiles nothing itself",
        "Make the full environment, for imports of sales exports and for the command line",
        "Install kam_xl into it with pandas and the libraries for files",
        "Check that pandas and the command line load there",
        "Compile kam_xl there too",
        "Build the workbook and the add-in",
        "Put the workbook into the documents and take away the mark that would block its macros",
        "Put the add-in where Excel opens it at each start, and take the mark away",
        "Make the folder of the workbook a trusted location of Excel: macros of books in it run without a question",
    ],
    "ru": [
        "Создать среду, которую запускает кнопка в Excel",
        "Установить в неё kam_xl с xlwings и ничего больше, чтобы кнопка отвечала сразу",
        "Проверить, что xlwings там загружается и что его не замедляют ни pandas, ни numpy",
        "Скомпилировать то, что загружает кнопка: запущенный из Excel Python сам ничего не компилирует",
        "Создать полную среду: для импорта выгрузок продаж и для командной строки",
        "Установить в неё kam_xl с pandas и библиотеками для файлов",
        "Проверить, что pandas и командная строка там загружаются",
        "Скомпилировать kam_xl и там",
        "Построить книгу и надстройку",
        "Положить книгу в документы и снять метку, из-за которой Excel заблокировал бы макросы",
        "Положить надстройку туда, откуда Excel открывает её при каждом запуске, и снять метку",
        "Сделать папку книги надёжным расположением Excel: макросы всех книг в ней работают без вопросов",
    ],
}  # fmt: skip

UNDONE = {
    "en": [
        "Take the folder off the trusted locations",
        "Remove the add-in",
        "Remove the workbook and the add-in as they were built, not the workbook in use",
        "Remove the full environment",
        "Remove the environment that a click in Excel starts",
        r"Workbooks stay, since they hold people's data: %USERPROFILE%\Documents\KAM",
    ],
    "ru": [
        "Убрать папку из надёжных расположений",
        "Удалить надстройку",
        "Удалить построенные образцы книги и надстройки; книга, в которой работают, остаётся",
        "Удалить полную среду",
        "Удалить среду, которую запускает кнопка в Excel",
        r"Книги остаются, в них данные людей: %USERPROFILE%\Documents\KAM",
    ],
}


def steps(printed: str) -> list[str]:
    return re.findall(r"^ ?\d+\. (.*)$", printed, re.M)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    """Give a Windows machine on which nothing is installed; the commands run on it."""
    machine = FakeMachine()
    monkeypatch.setattr(commands, "this_machine", lambda: machine)
    monkeypatch.setattr(commands, "this_runtime", lambda: RUNTIME)

    def build(folder: Path, lang: Lang, home: PureWindowsPath | None) -> None:
        machine.build(folder)
        machine.write(rf"{folder}\KAM.xlsm", lang)

    monkeypatch.setattr(commands, "_build_files", build)
    return machine


@pytest.fixture
def macro_book(kam: Kam, tmp_path: Path) -> Callable[..., Path]:
    """Give `macro_book(interpreter)`: a workbook of ours whose sheet xlwings.conf names an interpreter."""

    def make(interpreter: str | None) -> Path:
        path = tmp_path / "KAM Анна.xlsx"
        kam("new", path, "--manager", "Анна", "--lang", "ru", "--force")
        if interpreter is not None:
            add_conf(path, interpreter)
        return path

    return make


def add_conf(path: Path, interpreter: str) -> None:
    """Replace a book by one with the same settings and accounts table, and a sheet xlwings.conf."""
    raw = read_book(path)
    with xlsxwriter.Workbook(path) as workbook:
        for name in ("tblAccounts", "tblKam"):
            table = raw.tables[name]
            columns = [{"header": header} for header in table.headers]
            rows = [[None if value is None else str(value) for value in row] for row in table.rows]
            area = (0, 0, max(len(rows), 1), len(columns) - 1)
            workbook.add_worksheet(name).add_table(*area, {"name": name, "columns": columns, "data": rows})
        workbook.add_worksheet("xlwings.conf").write_row(0, 0, ["INTERPRETER_WIN", interpreter])


# kam install


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_dry_run_shows_the_plan_on_any_system(kam: Kam, monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    monkeypatch.setenv("KAM_LANG", lang)
    run = kam("install", "--dry-run", "--add-in", "--trust")
    assert run.code == 0
    assert steps(run.out) == STEPS[lang]
    assert "Windows" in run.err
    removal = kam("install", "--dry-run", "--remove")
    assert removal.code == 0
    assert steps(removal.out) == UNDONE[lang]


def test_a_dry_run_shows_each_command_and_what_undoes_it(kam: Kam) -> None:
    lines = kam("install", "--dry-run", "--trust", "--wheels", r"D:\Мои пакеты").out.splitlines()
    at = lines.index(" 1. Make the environment that a click in Excel starts")
    assert lines[at + 1] == r'      python -I -m venv "%LOCALAPPDATA%\kam_xl\click"'
    assert lines[at + 2] == r'      undone by: rmdir /s /q "%LOCALAPPDATA%\kam_xl\click"'
    assert any(r'--no-index --find-links "D:\Мои пакеты"' in line for line in lines)
    assert lines[-1] == f'      undone by: reg delete "{TRUSTED_KEY}" /f'


def test_elsewhere_it_says_what_can_be_done_instead(kam: Kam) -> None:
    run = kam("install", "--add-in")
    assert (run.code, run.out) == (2, "")
    assert "Windows" in run.err
    assert "--dry-run" in run.err
    assert "kam new" in run.err


def test_a_dry_run_on_windows_plans_for_that_machine_and_changes_nothing(kam: Kam, windows: FakeMachine) -> None:
    run = kam("install", "--dry-run", "--add-in")
    assert rf"{PROFILE}\AppData\Local\kam_xl\click" in run.out
    assert "%LOCALAPPDATA%" not in run.out
    assert not windows.files
    assert not windows.commands


def test_installing_tells_each_step_and_prints_where_the_workbook_is(kam: Kam, windows: FakeMachine) -> None:
    run = kam("install", "--add-in", "--trust", "--lang", "ru")
    assert (run.code, run.out.strip()) == (0, str(BOOK))
    told = [line.removeprefix("• ") for line in run.err.splitlines()]
    assert told[:-1] == STEPS["en"]
    assert str(BOOK) in told[-1]
    assert windows.files[BOOK] == "ru"
    assert windows.keys[TRUSTED_KEY]["Description"] == "KAM: книги по ключевым клиентам"


def test_a_workbook_in_use_is_left_alone_and_named(kam: Kam, windows: FakeMachine) -> None:
    windows.write(BOOK, "a year of work")
    run = kam("install")
    assert run.code == 0
    assert f"✓ A workbook is there already and stays as it is: {BOOK}" in run.err
    assert windows.files[BOOK] == "a year of work"


def test_a_step_left_to_it_is_marked_and_the_exit_code_says_so(kam: Kam, windows: FakeMachine) -> None:
    policy = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
    windows.set_registry(policy, {"AllLocationsDisabled": 1})
    run = kam("install", "--trust")
    assert run.code == 1
    assert "! Not done: group policy" in run.err
    assert "except for 1 step" in run.err


def test_a_failing_step_ends_with_a_sentence_and_the_next_run_goes_on(kam: Kam, windows: FakeMachine) -> None:
    windows.breaks = lambda command: "ERROR: no route to host" if "pip" in command else ""
    run = kam("install")
    assert run.code == 3
    last = run.err.splitlines()[-1]
    assert "no route to host" in last
    assert "--wheels" in last
    assert f"Done and kept: {STEPS['en'][0]}" in last
    windows.breaks = lambda _: ""
    assert kam("install").code == 0


def test_removing_leaves_the_workbook_and_says_so(kam: Kam, windows: FakeMachine) -> None:
    kam("install", "--add-in", "--trust")
    run = kam("install", "--remove")
    assert (run.code, run.out) == (0, "")
    assert run.err.splitlines()[-2:] == [rf"✓ Workbooks stay, since they hold people's data: {BOOK.parent}", "Removed"]
    assert set(windows.files) == {BOOK}
    assert not windows.keys
    assert kam("install", "--remove").err.splitlines()[-1] == "Nothing of kam_xl is installed here"


def test_a_folder_of_wheels_that_is_not_there_is_refused_before_anything_is_done(
    kam: Kam, windows: FakeMachine, tmp_path: Path
) -> None:
    run = kam("install", "--wheels", tmp_path / "no")
    assert run.code == 3
    assert not windows.commands


def test_folders_are_taken_as_they_are_named(kam: Kam, windows: FakeMachine, tmp_path: Path) -> None:
    home, books = tmp_path / "Наша папка", tmp_path / "Книги & планы"
    run = kam("install", "--home", home, "--workbook-folder", books)
    assert run.code == 1
    assert windows.exists(PureWindowsPath(home) / "click" / "Scripts" / "python.exe")
    assert windows.exists(PureWindowsPath(books) / "KAM.xlsm")
    assert kam("install", "--remove", "--home", home).code == 0
    assert not windows.exists(PureWindowsPath(home))
    assert windows.exists(PureWindowsPath(books) / "KAM.xlsm")


# kam doctor


def test_a_diagnosis_elsewhere_says_what_only_windows_has(kam: Kam) -> None:
    run = kam("doctor")
    assert run.code == 0
    assert run.out.startswith("✓ Python ")
    assert "? The environment that a click starts: only on Windows" in run.out
    assert run.err.strip() == "All well"


def test_a_diagnosis_as_data_is_a_list_of_checks(kam: Kam, windows: FakeMachine) -> None:
    run = kam("doctor", "--json")
    assert run.code == 1
    assert {frozenset(one) for one in run.data} == {frozenset({"name", "state", "what", "remedy"})}
    by_name = {one["name"]: one for one in run.data}
    assert by_name["click"]["state"] == "fail"
    assert by_name["click"]["remedy"] == "Run kam install"
    assert by_name["python"] == {"name": "python", "state": "ok", "what": "Python 3.11.9, 64-bit", "remedy": ""}


def test_each_thing_to_do_stands_beside_what_was_found_and_is_counted(kam: Kam, windows: FakeMachine) -> None:
    run = kam("doctor")
    assert run.code == 1
    assert rf"✗ The full environment is not there: {PROFILE}\AppData\Local\kam_xl\full — Run kam install" in run.out
    assert run.err.strip() == "2 things to do"
    kam("install")
    assert kam("doctor").code == 0


def test_a_diagnosis_speaks_russian(kam: Kam, windows: FakeMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_LANG", "ru")
    run = kam("doctor")
    assert "— Выполните kam install" in run.out
    assert run.err.strip() == "Нужно сделать: 2"


def test_a_book_without_macros_starts_nothing(kam: Kam, macro_book: Callable[..., Path]) -> None:
    by_name = {one["name"]: one for one in kam("doctor", macro_book(None), "--json").data}
    assert by_name["interpreter"]["what"] == "The book holds no macros and starts nothing"
    assert by_name["book_schema"]["state"] == "ok"
    assert by_name["language"]["what"].endswith("book ru")


@pytest.mark.parametrize(
    ("interpreter", "state"),
    [(places.CLICK_INTERPRETER, "ok"), (r"C:\evil\python.exe", "fail"), ("", "fail")],
)
def test_the_interpreter_that_a_book_names_is_read_from_its_settings(
    kam: Kam, windows: FakeMachine, macro_book: Callable[..., Path], interpreter: str, state: str
) -> None:
    kam("install")
    by_name = {one["name"]: one for one in kam("doctor", macro_book(interpreter), "--json").data}
    assert by_name["interpreter"]["state"] == state


def test_a_file_from_the_internet_is_told(kam: Kam, windows: FakeMachine, macro_book: Callable[..., Path]) -> None:
    book = macro_book(None)
    windows.write(f"{book}:Zone.Identifier")
    by_name = {one["name"]: one for one in kam("doctor", book, "--json").data}
    assert by_name["blocked"]["state"] == "fail"


def test_what_is_no_book_of_ours_is_said(kam: Kam, tmp_path: Path) -> None:
    assert kam("doctor", tmp_path / "no.xlsx").code == 3
    other = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(other) as workbook:
        workbook.add_worksheet()
    assert kam("doctor", other).code == 3


def test_the_version_that_runs_is_told(kam: Kam) -> None:
    assert f"Package kam_xl {__version__}" in kam("doctor").out
