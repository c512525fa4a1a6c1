"""Modules from text: what only a file has goes, what a stream needs comes, what VBA cannot hold is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kam_xl.build.vba.modules import (
    LINE_LIMIT,
    Module,
    UnwritableVba,
    chart_module,
    class_module,
    sheet_module,
    standard,
    workbook_module,
)

EXPORTED_CLASS = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Counter"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = True
Attribute VB_Exposed = False
Option Explicit

Public Property Get Item() As Long
Attribute Item.VB_UserMemId = 0
End Property
"""
MAKERS = [standard, class_module, workbook_module, sheet_module, chart_module]


def attributes(module: Module) -> dict[str, str]:
    """Return the attributes that head a module."""
    lines = module.text.split("\n")
    return dict(line.removeprefix("Attribute ").split(" = ") for line in lines if line.startswith("Attribute VB_"))


def test_a_standard_module_has_its_name_and_its_code() -> None:
    assert standard("Main", "Sub Go()\nEnd Sub\n").text == 'Attribute VB_Name = "Main"\nSub Go()\nEnd Sub\n'


def test_a_name_that_the_text_states_is_not_stated_twice() -> None:
    assert standard("Main", 'Attribute VB_Name = "Main"\nSub Go()\nEnd Sub\n') == standard(
        "Main", "Sub Go()\nEnd Sub\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_are_one(end: str) -> None:
    assert standard("Main", f"Sub Go(){end}End Sub{end}").text == 'Attribute VB_Name = "Main"\nSub Go()\nEnd Sub\n'


def test_a_last_line_is_ended() -> None:
    assert standard("Main", "Option Explicit").text.endswith("\nOption Explicit\n")


@pytest.mark.parametrize("make", MAKERS)
def test_a_module_may_have_no_code(make: Callable[[str, str], Module]) -> None:
    assert make("Main", "").text == make("Main", 'Attribute VB_Name = "Main"').text
    assert make("Main", "").text.count("\n") == len(attributes(make("Main", "")))


def test_a_class_loses_what_only_its_file_has_and_keeps_its_code() -> None:
    module = class_module("Counter", EXPORTED_CLASS)
    assert module.kind == "class"
    assert module.text.startswith('Attribute VB_Name = "Counter"\nAttribute VB_Base = ')
    assert module.text.endswith("False\n" + EXPORTED_CLASS[EXPORTED_CLASS.index("Option Explicit") :])


def test_a_class_has_the_attributes_of_classes_and_its_own() -> None:
    assert attributes(class_module("Counter", EXPORTED_CLASS)) == {
        "VB_Name": '"Counter"',
        "VB_Base": '"0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": "True",
        "VB_Exposed": "False",
        "VB_TemplateDerived": "False",
        "VB_Customizable": "False",
    }
    described = class_module("Counter", 'Attribute VB_Name = "Counter"\nAttribute VB_Description = "Counts"\n')
    assert attributes(described)["VB_Description"] == '"Counts"'


@pytest.mark.parametrize(
    ("make", "base"),
    [
        (workbook_module, '"0{00020819-0000-0000-C000-000000000046}"'),
        (sheet_module, '"0{00020820-0000-0000-C000-000000000046}"'),
        (chart_module, '"0{00020821-0000-0000-C000-000000000046}"'),
    ],
)
@pytest.mark.parametrize("source", ["", "Option Explicit\n", EXPORTED_CLASS])
def test_a_document_module_has_the_attributes_of_its_document_whatever_its_text_says(
    make: Callable[[str, str], Module], base: str, source: str
) -> None:
    module = make("Counter", source)
    assert module.kind == "document"
    assert attributes(module) == {
        "VB_Name": '"Counter"',
        "VB_Base": base,
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": "True",
        "VB_Exposed": "True",
        "VB_TemplateDerived": "False",
        "VB_Customizable": "True",
    }


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    "source",
    ["' Клиент\n", "' na\u00efve\n", "MsgBox \u00a0\n", "\ufeffOption Explicit\n", "Option\x00\n", "\x1a", "\x0c"],
)
def test_text_that_is_not_printable_ascii_is_refused(make: Callable[[str, str], Module], source: str) -> None:
    with pytest.raises(UnwritableVba, match=r"module Main, line \d+: .* is not printable ASCII"):
        make("Main", source)


def test_the_line_of_a_bad_character_is_named() -> None:
    with pytest.raises(UnwritableVba, match="module Main, line 4: 'И' is"):
        standard("Main", "Sub Go()\n  Dim x\n  'Иван\nEnd Sub\n")


def test_a_line_may_be_as_long_as_vba_takes_it() -> None:
    longest = "'" + "x" * (LINE_LIMIT - 1)
    assert standard("Main", longest).text.endswith(longest + "\n")
    with pytest.raises(UnwritableVba, match="line 2: 1024 characters, 1023 at most"):
        standard("Main", longest + "x")


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    "name", ["", "1st", "_x", "My Module", "My-Module", "Модуль", "x" * 32, "Main\n", 'x"', "Dir", "VBA", "excel"]
)
def test_a_name_that_no_module_can_have_is_refused(make: Callable[[str, str], Module], name: str) -> None:
    with pytest.raises(UnwritableVba, match="name"):
        make(name, "")


@pytest.mark.parametrize("name", ["A", "x" * 31, "a_1", "Directory"])
def test_a_name_may_have_31_letters_digits_and_underscores(name: str) -> None:
    assert standard(name, "").name == name


@pytest.mark.parametrize("make", MAKERS)
def test_the_text_of_another_module_is_refused(make: Callable[[str, str], Module]) -> None:
    with pytest.raises(UnwritableVba, match='module Main is that of "Other"'):
        make("Main", 'Attribute VB_Name = "Other"\n')


@pytest.mark.parametrize("text", ["", "Sub Go()\n", 'Attribute VB_Name = "Other"\n'])
def test_a_module_without_its_name_in_front_is_refused(text: str) -> None:
    with pytest.raises(UnwritableVba, match="does not start with its VB_Name"):
        Module("Main", "standard", text)


def test_a_module_that_ends_within_a_line_is_refused() -> None:
    with pytest.raises(UnwritableVba, match="ends in the middle of a line"):
        Module("Main", "standard", 'Attribute VB_Name = "Main"\nSub Go()')
