"""Conditional compilation of VBA resolved: one PC's branches are left, on the lines where they were."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kam_xl.build.macro_project import xlwings_source
from tests.support.vba_conditions import EXCEL_64, ConditionError, Value, resolved, value_of

MAC = {**EXCEL_64, "mac": -1, "win32": 0, "win64": 0}
NONE: Mapping[str, Value] = {}
CHOICE = """#Const App = "{}"
#If App = "Word" Then
1
#ElseIf App = "Excel" Then
2
#ElseIf VBA7 Then
3
#Else
4
#End If"""
NESTED = """#If VBA7 Then
    #If Mac Then
1
    #Else
2
    #End If
3
#Else
    #If Mac Then
4
    #Else
5
    #End If
6
#End If
7"""
REDEFINED = """#If A Then
1
#End If
#Const A = True
#If A Then
2
#End If
#If Mac Then
    #Const A = False
#End If
#If A Then
3
#End If"""


def kept(text: str, constants: Mapping[str, Value] = EXCEL_64) -> list[str]:
    """Return the lines that stay."""
    return [line.strip() for line in resolved(text, constants).split("\n") if line]


def test_lines_keep_their_numbers() -> None:
    text = "#If Mac Then\n  mac\n#Else\n  windows\n#End If\nboth\n"
    assert resolved(text) == "\n\n\n  windows\n\nboth\n"
    assert resolved(text, MAC) == "\n  mac\n\n\n\nboth\n"


def test_line_ends_become_one() -> None:
    assert resolved("a\r\n#If Mac Then\r\nb\r\n#End If\r\nc") == "a\n\n\n\nc"


def test_text_without_directives_stays() -> None:
    text = "Open x For Input As #1\nd = #1/31/2026#\n'#If\n    #1 = 2\n"
    assert resolved(text) == text


def test_the_first_branch_that_holds_is_taken_alone() -> None:
    assert kept(CHOICE.format("Word")) == ["1"]
    assert kept(CHOICE.format("Excel")) == ["2"]
    assert kept(CHOICE.format("Other")) == ["3"]
    assert kept(CHOICE.format("Other"), NONE) == ["4"]


def test_branches_nest() -> None:
    assert kept(NESTED) == ["2", "3", "7"]
    assert kept(NESTED, MAC) == ["1", "3", "7"]
    assert kept(NESTED, NONE) == ["5", "6", "7"]


def test_constants_count_from_where_they_stand_and_in_taken_branches_only() -> None:
    assert kept(REDEFINED) == ["2", "3"]


def test_case_blanks_and_remarks_do_not_count() -> None:
    text = "#CONST a=\"it's\" 'remark\n  # if A = \"IT'S\" then ' Then\n1\n#ELSE 'no\n2\n#endif\n"
    assert kept(text) == ["1"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1", 1),
        ("True", -1),
        ("FALSE", 0),
        ("Not True", 0),
        ("Not 1", -2),
        ("Unknown", None),
        ("Not Unknown", -1),
        ("Unknown = 0", -1),
        ('Unknown = ""', -1),
        ('"a" = "A"', -1),
        ('"a""b" = "A""B"', -1),
        ('"a" < "b"', -1),
        ('"a" <> "b"', -1),
        ("2 > 1", -1),
        ("2 < 1", 0),
        ("2 >= 2", -1),
        ("1 <= 0", 0),
        ("6 And 3", 2),
        ("4 Or 1", 5),
        ("False And False Or True", -1),
        ("True Or True And False", -1),
        ("(True Or True) And False", 0),
        ("Not 1 = 2", -1),
        ("Not False And False", 0),
        ("Win64 And VBA7", -1),
        ("win64 = VBA7 = True", -1),
    ],
)
def test_expressions_mean_what_they_mean_in_vba(expression: str, value: Value) -> None:
    assert value_of(expression, EXCEL_64) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x\n#If Mac Then\n", "line 3: #If without #End If"),
        ("#End If", "line 1: #endif without #If"),
        ("#If True Then\n#End If\n#Else", "line 3: #else without #If"),
        ("#If Mac", "line 1: there is no Then"),
        ("#If Then", "line 1: a value is missing before the end"),
        ("#If Mac Or Then", "line 1: a value is missing before the end"),
        ("#If And Mac Then", "line 1: a value is missing before and"),
        ("#If 1 2 Then", "line 1: 2 is too much in 1 2"),
        ("#If (Mac Then", "line 1: a parenthesis is open"),
        ("#If Mac + 1 Then", r"line 1: cannot read \+ 1"),
        ('#If "a" Then', 'line 1: "a" is no number'),
        ('#If "a" = 1 Then', "line 1: 1 cannot be compared with a text"),
        ("#Const = 1", "line 1: #Const needs a name and a value"),
    ],
)
def test_what_makes_no_sense_is_named_by_its_line(text: str, problem: str) -> None:
    with pytest.raises(ConditionError, match=problem):
        resolved(text)


def test_an_untaken_branch_is_not_asked() -> None:
    assert kept('#If Mac Then\n#If "a" Then\n1\n#End If\n#ElseIf VBA7 Then\n2\n#ElseIf "a" Then\n3\n#End If') == ["2"]


def test_xlwings_own_module_keeps_windows_alone() -> None:
    source = xlwings_source()
    twin = resolved(source)
    assert twin.count("\n") == source.count("\n")
    assert 'XLPyDLLActivateAuto Lib "xlwings64-' in twin
    assert "xlwings32-" not in twin
    assert "#If" not in twin
