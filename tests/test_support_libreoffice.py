"""LibreOffice as the tests use it: it calculates anew, takes typed values, saves, prints, and never hangs a suite."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.cell import get_column_letter

from kam_xl.build.vba.modules import Module, class_module, sheet_module, standard, workbook_module
from tests.conftest import ROOT, absent
from tests.support.libreoffice import (
    Call,
    Cell,
    LibreOffice,
    LibreOfficeError,
    LibreOfficeTimeoutError,
    Returned,
    Typed,
    blocks,
    pdf_to_png,
)
from tests.support.vba_books import macro_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two sheets: numbers, texts, wrong cached values, errors, and a formula across sheets."""
    path = tmp_path / "Книга 1.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        first, second = workbook.add_worksheet("Клиенты"), workbook.add_worksheet("Sum")
        first.write_row("A1", [2, 3, "text", "=1+1"])
        first.write_formula("A2", "=A1+B1", value=99)
        first.write_formula("B2", '=IF(A1>9,"big","")', value="wrong")
        first.write_formula("C2", "=A1/0", value=0)
        first.write_formula("C3", "=NA()", value=0)
        second.write_formula("B3", "=Клиенты!A2*10", value=0)
        workbook.add_worksheet("Empty")
    return path


@pytest.fixture
def own_libreoffice(libreoffice: LibreOffice) -> Iterator[LibreOffice]:
    """Another LibreOffice, free to be hurt, beside the one of the session."""
    with LibreOffice() as running:
        yield running


def test_recalculates_instead_of_trusting_cached_values(libreoffice: LibreOffice, book: Path) -> None:
    found = libreoffice.recalculate(book)
    assert list(found) == ["Клиенты", "Sum", "Empty"]
    assert found["Клиенты"]["A2"] == Cell(5.0, "=A1+B1", "")
    assert found["Клиенты"]["B2"].value == ""
    assert found["Sum"] == {"B3": Cell(50.0, "=$Клиенты.A2*10", "")}
    assert found["Empty"] == {}


def test_tells_errors_from_values_and_texts_from_formulas(libreoffice: LibreOffice, book: Path) -> None:
    cells = libreoffice.recalculate(book)["Клиенты"]
    assert {name: cell.error for name, cell in cells.items() if cell.error} == {"C2": "#DIV/0!", "C3": "#N/A"}
    assert cells["C2"].value is None
    assert cells["C1"] == Cell("text", "", "")
    assert cells["D1"] == Cell("=1+1", "", "")


def test_types_values_into_a_copy(libreoffice: LibreOffice, book: Path) -> None:
    before = book.read_bytes()
    day = dt.date(2026, 11, 23)
    typed: dict[str, Typed] = {"A1": 10, "B1": day, "C1": None, "D1": "=2+2", "A5": "2"}
    cells = libreoffice.set_cells(book, {"Клиенты": typed})["Клиенты"]
    assert cells["B1"].value == (day - dt.date(1899, 12, 30)).days
    assert cells["A2"].value == 10 + cells["B1"].value
    assert cells["B2"].value == "big"
    assert "C1" not in cells
    assert (cells["D1"], cells["A5"]) == (Cell("=2+2", "", ""), Cell("2", "", ""))
    assert book.read_bytes() == before
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_refuses_what_a_person_could_not_do(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Policy")
        sheet.protect()
        sheet.write("A1", 1)
        sheet.write("A2", 1, workbook.add_format({"locked": False}))
    assert libreoffice.set_cells(path, {"Policy": {"A2": 7}})["Policy"]["A2"].value == 7
    with pytest.raises(LibreOfficeError, match="locked"):
        libreoffice.set_cells(path, {"Policy": {"A1": 7}})
    with pytest.raises(LibreOfficeError, match="no sheet Accounts"):
        libreoffice.set_cells(path, {"Accounts": {"A1": 7}})


def test_refuses_what_is_no_spreadsheet(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_text("Dear head", encoding="utf-8")
    with pytest.raises(LibreOfficeError, match=r"letter\.docx"):
        libreoffice.recalculate(path)
    with pytest.raises(LibreOfficeError, match="FileNotFoundError"):
        libreoffice.recalculate(tmp_path / "absent.xlsx")


def test_saves_a_round_trip_with_and_without_edits(libreoffice: LibreOffice, book: Path, tmp_path: Path) -> None:
    saved = libreoffice.save_as(book, tmp_path / "saved.xlsx", {"Клиенты": {"A1": 4}})
    again = openpyxl.load_workbook(saved, data_only=True)
    assert again["Клиенты"]["A2"].value == 7
    plain = libreoffice.save_as(book, tmp_path / "plain.xlsx")
    assert openpyxl.load_workbook(plain)["Клиенты"]["A2"].value == "=A1+B1"


def test_prints_only_the_print_area_to_pictures(libreoffice: LibreOffice, tmp_path: Path) -> None:
    if not shutil.which("pdftoppm"):
        absent("pdftoppm (poppler-utils) is not installed", "KAM_REQUIRE_LIBREOFFICE")
    path = tmp_path / "pages.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_column("A1", range(600))
        sheet.set_h_pagebreaks(range(10, 120, 10))
        sheet.print_area("A1:A115")
    pages = pdf_to_png(libreoffice.to_pdf(path, tmp_path / "pages.pdf"), tmp_path / "pictures")
    assert len(pages) == 12
    assert [int(page.stem.rpartition("-")[2]) for page in pages] == list(range(1, 13))
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


def test_a_wedged_libreoffice_is_killed_and_replaced(own_libreoffice: LibreOffice, book: Path) -> None:
    own_libreoffice.recalculate(book)
    wedged = own_libreoffice.process_group
    assert wedged
    os.killpg(wedged, signal.SIGSTOP)
    own_libreoffice.timeout = 1
    with pytest.raises(LibreOfficeTimeoutError, match=book.name):
        own_libreoffice.recalculate(book)
    assert alive(wedged) == []
    own_libreoffice.timeout = 120
    assert own_libreoffice.recalculate(book)["Клиенты"]["A2"].value == 5


def test_a_libreoffice_that_fell_is_replaced(own_libreoffice: LibreOffice, book: Path) -> None:
    own_libreoffice.recalculate(book)
    group = own_libreoffice.process_group
    assert group
    [office] = [pid for pid in alive(group) if name(pid) == "soffice.bin"]
    os.kill(office, signal.SIGKILL)
    assert own_libreoffice.recalculate(book)["Клиенты"]["A2"].value == 5


def test_nothing_is_left_at_the_end(own_libreoffice: LibreOffice, book: Path) -> None:
    own_libreoffice.recalculate(book)
    group = own_libreoffice.process_group
    assert group
    assert "soffice.bin" in [name(pid) for pid in alive(group)]
    own_libreoffice.close()
    assert alive(group) == []
    assert own_libreoffice.process_group is None


def test_a_libreoffice_that_falls_again_is_told(
    own_libreoffice: LibreOffice, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.libreoffice.SYSTEM_PYTHON", "false")
    with pytest.raises(LibreOfficeError, match=f"ended while it worked on {book.name}"):
        own_libreoffice.recalculate(book)


def test_nothing_is_left_when_the_tests_themselves_are_killed(libreoffice: LibreOffice, book: Path) -> None:
    suite = f"""
import os, signal
from pathlib import Path
from tests.support.libreoffice import LibreOffice
running = LibreOffice()
running.recalculate(Path({str(book)!r}))
print(running.process_group, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", suite], cwd=ROOT, capture_output=True, text=True, timeout=300)
    group = int(killed.stdout)
    for _ in range(200):
        if not alive(group):
            break
        time.sleep(0.05)
    assert alive(group) == []


@given(st.dictionaries(st.tuples(st.integers(1, 6), st.integers(1, 6)), st.integers(0, 9), max_size=36))
def test_blocks_hold_every_cell_once_and_no_other(cells: dict[tuple[int, int], int]) -> None:
    typed = {f"{get_column_letter(column)}{row}": value for (row, column), value in cells.items()}
    found = [
        ((top + down + 1, left + right + 1), value)
        for top, left, rows in blocks(typed)
        for down, values in enumerate(rows)
        for right, value in enumerate(values)
    ]
    assert len(found) == len(cells)
    assert dict(found) == cells


def test_a_filled_rectangle_is_one_block() -> None:
    typed: dict[str, Typed] = {f"{letter}{row}": row for row in range(2, 500) for letter in "CDE"}
    assert [(row, column, len(rows), len(rows[0])) for row, column, rows in blocks(typed)] == [(1, 2, 498, 3)]


def alive(group: int) -> list[int]:
    """Return the processes of a group that still run; killed ones that nobody asked for yet do not count."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, process_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(process_group) == group and state not in "ZX":
            found.append(int(folder.name))
    return found


def name(pid: int) -> str:
    """Return the name of a process."""
    return Path(f"/proc/{pid}/comm").read_text().strip()


MACROS = """Option Explicit
Public Opened As Long

Public Sub Label(ByVal id As String, ByRef text As Variant)
    text = "label of " & id
End Sub

Public Function OpenedTimes() As Long
    OpenedTimes = Opened
End Function

Public Function Many() As Variant
    Many = Array(1, "two", True)
End Function

Public Function Day() As Variant
    Day = DateSerial(2026, 1, 2)
End Function

Public Function Missing() As Variant
    Missing = CVErr(2042)
End Function

Public Sub Divide(ByVal number As Double)
    Worksheets("Data").Range("A1").Value = 1 / number
End Sub

Public Sub Ask()
    MsgBox "Go on?"
End Sub
"""
OPEN = "Private Sub Workbook_Open()\n    Main.Opened = Main.Opened + 1\nEnd Sub\n"
UNCLOSED = "Option Explicit\nSub Go()\n    If True Then\nEnd Sub\n"


def with_macros(folder: Path, *more: Module) -> Path:
    """Write a workbook with macros, and with further modules, into a folder."""
    own = [workbook_module("ThisWorkbook", OPEN), sheet_module("SheetData"), standard("Main", MACROS)]
    return macro_book(folder / "macros.xlsm", [*own, *more], {"Data": "SheetData"})


def test_procedures_return_values_and_changed_arguments(libreoffice: LibreOffice, tmp_path: Path) -> None:
    calls = [Call(f"Main.{name}") for name in ("Many", "Day", "Missing", "Ask")]
    run = libreoffice.run_macros(with_macros(tmp_path), [*calls, Call("Main.Label", ("btnHelp", ""))])
    day = (dt.date(2026, 1, 2) - dt.date(1899, 12, 30)).days
    assert [one.value for one in run.returned[:-1]] == [[1, "two", True], day, "Error 2042", None]
    assert run.returned[-1] == Returned(None, ("btnHelp", "label of btnHelp"))


def test_a_book_opens_once_and_remembers_between_calls(libreoffice: LibreOffice, tmp_path: Path) -> None:
    run = libreoffice.run_macros(with_macros(tmp_path), [Call("Main.OpenedTimes")] * 2)
    assert [one.value for one in run.returned] == [1, 1]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (Call("Main.Divide", (0,)), "Main.Divide: Division by zero"),
        (Call("Main.Divide"), "Main.Divide: Argument is not optional"),
        (Call("Main.Absent"), "Main.Absent: .* not found"),
        (Call("Nowhere.Divide"), "Nowhere.Divide: "),
        (Call("Divide"), "Divide is not the name of a module and of a procedure in it"),
    ],
)
def test_a_procedure_that_fails_is_no_success(
    libreoffice: LibreOffice, tmp_path: Path, call: Call, problem: str
) -> None:
    with pytest.raises(LibreOfficeError, match=problem):
        libreoffice.run_macros(with_macros(tmp_path), [call])


@pytest.mark.parametrize("make", [standard, class_module])
def test_a_module_that_does_not_compile_is_named(
    libreoffice: LibreOffice, tmp_path: Path, make: Callable[[str, str], Module]
) -> None:
    with pytest.raises(LibreOfficeError, match=r"does not compile: see Unclosed$"):
        libreoffice.run_macros(with_macros(tmp_path, make("Unclosed", UNCLOSED)))


def test_a_book_without_macros_has_none_to_run(libreoffice: LibreOffice, book: Path) -> None:
    with pytest.raises(LibreOfficeError, match="the book has no VBA project"):
        libreoffice.run_macros(book, [Call("Main.Divide", (1,))])
