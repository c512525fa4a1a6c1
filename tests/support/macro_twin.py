"""A macro workbook that LibreOffice can run: the same modules with `#If` resolved and Windows' own parts played.

What xlwings does on Windows alone (start a process, read settings through COM, load its library) is played by a module
that writes down what it was asked; our own are the very ones that ship, but for the message box, whose text is
written down too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from unittest.mock import patch

from kam_xl.build import macro_project
from kam_xl.build.macro_project import WORKBOOK_PROJECT, Project
from kam_xl.build.vba.modules import Module, class_module, standard
from kam_xl.build.workbook import build
from kam_xl.rules import PortfolioAssessment
from tests.support.vba_conditions import resolved

_PLAYED = ("RunPython", "GetConfig", "CreateGUID", "XLPy")
"""Procedures of xlwings that need Windows."""

_PLAYER = """Attribute VB_Name = "TwinPlayer"
Option Explicit
Public mCalls As String
Public mTold As String
Public mDies As Boolean
Public mBegins As Boolean
Public mLeaves As String

Public Function RunPython(ByVal command As String) As Variant
    Dim parts As Variant, pressed As Boolean
    mCalls = mCalls & command & "|"
    parts = Split(command, "'")
    pressed = InStr(command, "press(") > 0
    If pressed And mBegins Then
        LeaveSign CStr(parts(3)), "begun"
    End If
    If pressed And mDies Then
        Exit Function
    End If
    LeaveSign CStr(parts(IIf(pressed, 3, 1))), "done"
End Function

Private Sub LeaveSign(ByVal token As String, ByVal what As String)
    Dim file As Integer
    file = FreeFile
    Open Environ("TEMP") & "/kam-" & token & "." & what For Output As #file
    Print #file, mLeaves
    Close #file
End Sub

Public Function GetConfig(ByVal key As String, Optional ByVal other As String, Optional ByVal at As String) As Variant
    Dim row As Long
    For row = 1 To 40
        If ThisWorkbook.Worksheets("xlwings.conf").Cells(row, 1).Value = key Then
            GetConfig = ThisWorkbook.Worksheets("xlwings.conf").Cells(row, 2).Value
        End If
    Next row
End Function

Public Function CreateGUID() As String
    CreateGUID = "twin" & CStr(Int(Rnd * 1000000000))
End Function

Public Function XLPy() As Object
    Err.Raise 1000, , "no library here"
End Function

Public Sub Dies(ByVal begun As Boolean)
    mDies = True
    mBegins = begun
End Sub

Public Function Calls() As String
    Calls = mCalls
End Function

Public Function Told() As String
    Told = mTold
End Function

Public Function Ask(ByVal what As String, ByVal id As String) As Variant
    Dim control As New TwinControl, answer As Variant
    control.ID = id
    If what = "label" Then KamBook_GetLabel control, answer
    If what = "screentip" Then KamBook_GetScreentip control, answer
    If what = "supertip" Then KamBook_GetSupertip control, answer
    If what = "enabled" Then KamBook_GetEnabled control, answer
    If what = "visible" Then KamBook_GetVisible control, answer
    Ask = answer
End Function

Public Sub Press(ByVal id As String)
    Dim control As New TwinControl
    control.ID = id
    KamBook_Press control
End Sub
"""
_FILES = """Attribute VB_Name = "KamFiles"
Option Explicit
Public Function KamExists(ByVal path As String) As Boolean
    KamExists = FileExists(path)
End Function

Public Function KamVariable(ByVal name As String) As String
    KamVariable = Environ(name)
End Function

Public Function KamFirstLine(ByVal path As String) As String
    Dim file As Integer, said As String
    file = FreeFile
    Open path For Input As #file
    If Not EOF(file) Then Line Input #file, said
    Close #file
    KamFirstLine = said
End Function

Public Sub KamDelete(ByVal path As String)
    If FileExists(path) Then Kill path
End Sub

Public Sub KamShelter()
End Sub
"""
_CONTROL = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "TwinControl"
Option Explicit
Public ID As String
"""
_SAY = """Attribute VB_Name = "KamSay"
Option Explicit
Public Sub KamTell(ByVal sentence As String, ByVal title As String)
    mTold = mTold & title & ": " & sentence & "|"
End Sub
"""


def twin(whole: PortfolioAssessment, interpreter: str, path: Path, project: Project = WORKBOOK_PROJECT) -> Path:
    """Write the macro workbook of a portfolio as LibreOffice can run it, with the modules of either project."""
    player = _PLAYER.replace(WORKBOOK_PROJECT.prefix, project.prefix)
    real = macro_project.modules

    def modules(_: Project, sheets: Sequence[str]) -> list[Module]:
        found = [_played(one) for one in real(project, sheets) if one.name not in ("KamSay", "KamFiles")]
        return [
            *found,
            standard("KamSay", _SAY),
            standard("KamFiles", _FILES),
            standard("TwinPlayer", player),
            class_module("TwinControl", _CONTROL),
        ]

    with patch.object(macro_project, "modules", modules):
        path.write_bytes(build(whole, macros=True, interpreter=interpreter))
    return path


def _renamed(name: str, procedure: re.Match[str]) -> str:
    """Return a procedure under another name, which is also what its result is assigned to."""
    return re.sub(rf"(?<!\.)\b{name}\b", f"Real{name}", procedure[0])


def _played(module: Module) -> Module:
    text = resolved(module.text)
    if module.name == "xlwings":
        for name in _PLAYED:
            whole = re.compile(rf"^(?:Public )?Function {name}\(.*?^End Function", re.M | re.S)
            text = whole.sub(partial(_renamed, name), text)
    return Module(module.name, module.kind, text)
