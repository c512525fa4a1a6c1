"""The VBA wrappers of the worksheet functions, generated from their registry.

xlwings' own wrapper puts the text of a traceback into the cell; ours gives a real Excel error, asks nothing of Python
before the workbook is open, and after one failure to reach it not again until a button is pressed. A cell of
another workbook is #N/A, and no failure.
"""

from __future__ import annotations

from collections.abc import Iterable

from kam_xl.commands.function_values import Function

MODULE = "KamFunctions"
_HEAD = f"""Attribute VB_Name = "{MODULE}"
Option Explicit

' Generated from the registry of worksheet functions; change that.
"""
_WRAPPER = """
Public Function {name}({declared}) As Variant
    Dim passed As Variant, result As Variant
    {name} = CVErr(xlErrNA)
    If Not KamReady() Then Exit Function
    On Error GoTo Wrong
    passed = Array({passed})
    On Error GoTo Failed
    result = XLPy.CallUDF("kam_xl.udf", "{name}", passed, ThisWorkbook, Application.Caller)
    On Error GoTo Wrong
    {name} = KamResult(result)
    Exit Function
Failed:
    KamFail
Wrong:
End Function
"""
_DESCRIBE = """
' Texts for the function wizard; they do not make the workbook a changed one.
Public Sub KamDescribe()
    Dim saved As Boolean
    saved = ThisWorkbook.Saved
    On Error Resume Next
{lines}
    ThisWorkbook.Saved = saved
End Sub
"""


def wrappers(functions: Iterable[Function]) -> str:
    """Return the module with a wrapper for each function and the descriptions for the function wizard."""
    functions = list(functions)
    lines = "\n".join(_description(function) for function in functions)
    return _HEAD + "".join(_wrapper(function) for function in functions) + _DESCRIBE.format(lines=lines)


def _wrapper(function: Function) -> str:
    declared = (f"{'Optional ' if one.optional else ''}ByVal {one.name} As Variant" for one in function.arguments)
    passed = ["KamContext()", *(f"KamValues({one.name})" for one in function.arguments)]
    return _WRAPPER.format(name=function.name, declared=", ".join(declared), passed=", ".join(passed))


def _description(function: Function) -> str:
    described = ", ".join(f'KamText("{function.name}.{one.name}")' for one in function.arguments)
    return (
        f'    Application.MacroOptions Macro:="{function.name}", Description:=KamText("{function.name}"), '
        f'Category:="KAM", ArgumentDescriptions:=Array({described})'
    )
