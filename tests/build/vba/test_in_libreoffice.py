"""A project runs: LibreOffice compiles the modules that we wrote and executes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kam_xl.build.macro_project import xlwings_source
from kam_xl.build.vba.modules import class_module, sheet_module, standard, workbook_module
from tests.support.libreoffice import Call, Cell, LibreOffice
from tests.support.vba_books import macro_book
from tests.support.vba_conditions import resolved

WORKBOOK = """Private Sub Workbook_Open()
    Me.Worksheets("Data").Range("C1").Value = "opened"
End Sub
"""
SHEET = """Private Sub Worksheet_Change(ByVal Target As Range)
    If Target.Address = "$C$2" Then Me.Range("C3").Value = "seen: " & Target.Value
End Sub
"""
MAIN = """Option Explicit

Public Sub Stamp(ByVal word As String)
    Dim counter As New KamCounter
    counter.Add 2
    counter.Add 3
    SheetData.Range("C2").Value = word & " " & counter.Total
End Sub

Public Function KAM_DOUBLED(ByVal number As Double) As Double
    KAM_DOUBLED = number * 2
End Function
"""
COUNTER = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "KamCounter"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Option Explicit
Private sum As Long

Public Sub Add(ByVal number As Long)
    sum = sum + number
End Sub

Public Property Get Total() As Long
    Total = sum
End Property
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a formula that calls its VBA, events, a Sub and a class."""

    def write(sheets: Mapping[str, Any]) -> None:
        sheets["Data"].write("A1", 21)
        sheets["Data"].write_formula("B1", "=KAM_DOUBLED(A1)", value=0)

    modules = [
        workbook_module("ThisWorkbook", WORKBOOK),
        sheet_module("SheetData", SHEET),
        standard("Main", MAIN),
        class_module("KamCounter", COUNTER),
    ]
    return macro_book(tmp_path / "book.xlsm", modules, {"Data": "SheetData"}, write)


def test_functions_procedures_classes_and_events_run(libreoffice: LibreOffice, book: Path) -> None:
    calls = [Call("Main.KAM_DOUBLED", (4,)), Call("Main.Stamp", ("five",))]
    run = libreoffice.run_macros(book, calls, {"Data": {"A1": 10}})
    assert [one.value for one in run.returned] == [8, None]
    assert run.book["Data"] == {
        "A1": Cell(10.0, "", ""),
        "B1": Cell(20.0, "=KAM_DOUBLED(A1)", ""),
        "C1": Cell("opened", "", ""),
        "C2": Cell("five 5", "", ""),
        "C3": Cell("seen: five 5", "", ""),
    }


def test_nothing_runs_where_macros_are_blocked(libreoffice: LibreOffice, book: Path) -> None:
    assert "C1" not in libreoffice.recalculate(book)["Data"]


def test_xlwings_own_module_compiles_and_runs(libreoffice: LibreOffice, tmp_path: Path) -> None:
    modules = [
        workbook_module("ThisWorkbook"),
        sheet_module("SheetData"),
        standard("xlwings", resolved(xlwings_source())),
    ]
    book = macro_book(tmp_path / "book.xlsm", modules, {"Data": "SheetData"})
    run = libreoffice.run_macros(book, [Call("xlwings.GetBaseName", ("a.b.xlsm",))])
    assert run.returned[0].value == "a.b"
