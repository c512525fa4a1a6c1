"""The ribbon: valid for both generations of Excel, every callback there with the right signature, keys that differ."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
import xmlschema

from kam_xl.build.macro_project import ADDIN_PROJECT, WORKBOOK_PROJECT, Project, modules
from kam_xl.build.ribbon_xml import CALLBACKS, PARTS, ribbon_xml
from kam_xl.commands.buttons import BUTTONS, GROUPS, TAB_KEY, shown
from kam_xl.commands.registry import COMMANDS
from kam_xl.help_buttons import HELP
from kam_xl.i18n import LANGUAGES, template
from tests.factories import default_policy, without_tool

SCHEMAS = {"customUI/customUI.xml": "customUI.xsd", "customUI/customUI14.xml": "customui14.xsd"}
PROJECTS = (WORKBOOK_PROJECT, ADDIN_PROJECT)
SIGNATURES = {
    "OnLoad": "ByVal ribbon As Object",
    "Press": "ByVal control As Object",
    **dict.fromkeys(
        ("GetLabel", "GetScreentip", "GetSupertip", "GetEnabled", "GetVisible"),
        "ByVal control As Object, ByRef returnedVal As Variant",
    ),
}
PLAIN_PICTURES = {
    "Refresh", "RefreshAll", "Translate", "FileSave", "FileSaveAsPdfOrXps", "FileSendAsAttachment", "Help",
    "ChartInsert", "PivotTableInsert", "GetExternalDataFromText", "DataValidation", "FilterReapply", "CalculateNow",
    "NameManager", "MacroPlay", "Calculator", "SlicerInsert", "FileNew", "FileOpen", "ErrorChecking",
    "ReviewNewComment", "TraceDependents", "HyperlinkInsert", "SignatureLineInsert", "FilePrintPreview",
}  # fmt: skip
"""Pictures that Excel has had since 2010."""


def ribbon(project: Project, part: str) -> str:
    return ribbon_xml(BUTTONS, PARTS[part][0], project.prefix)


def controls(xml: str) -> Iterator[Element]:
    return (one for one in fromstring(xml.encode()).iter() if one.get("id"))


@pytest.mark.parametrize("project", PROJECTS)
@pytest.mark.parametrize("part", SCHEMAS)
def test_a_ribbon_part_is_valid_against_its_schema(part: str, project: Project, schemas: Path) -> None:
    schema = xmlschema.XMLSchema(str(schemas / SCHEMAS[part]))
    assert [error.reason for error in schema.iter_errors(io.StringIO(ribbon(project, part)))] == []


@pytest.mark.parametrize("project", PROJECTS)
def test_every_callback_is_a_procedure_of_the_project_with_the_signature_that_excel_calls(project: Project) -> None:
    called = set(re.findall(r' (?:on|get)[A-Z]\w+="(\w+)"', ribbon(project, "customUI/customUI14.xml")))
    assert called == {project.prefix + name for name in CALLBACKS.values()}
    source = "\n".join(module.text for module in modules(project, []))
    for name, arguments in SIGNATURES.items():
        assert f"Public Sub {project.prefix}{name}({arguments})\n" in source.replace("\r", "")


def test_workbook_and_addin_share_no_name_that_excel_calls() -> None:
    names = [
        {
            found
            for module in modules(project, [])
            if module.name != "xlwings"
            for found in re.findall(r"Public (?:Sub|Function) (Kam(?:Book|Addin)_\w+)", module.text)
        }
        for project in PROJECTS
    ]
    assert names[0]
    assert not names[0] & names[1]


def test_every_button_presses_a_command_of_the_registry_or_helps() -> None:
    for button in BUTTONS:
        assert button.command in COMMANDS if button.command else button.name in HELP


def test_every_command_of_the_registry_has_a_button() -> None:
    assert {button.command for button in BUTTONS if button.command} == set(COMMANDS)


def test_keys_are_short_and_differ_and_none_begins_like_another() -> None:
    keys = [button.key for button in BUTTONS]
    assert all(re.fullmatch(r"[A-IK-XB-X0-9][A-Z0-9]{0,2}", key) for key in (*keys, TAB_KEY))
    assert not any(one != other and other.startswith(one) for one in keys for other in keys)
    assert len(set(keys)) == len(keys)


def test_every_button_has_a_picture_of_its_own_that_every_excel_has() -> None:
    pictures = [button.picture for button in BUTTONS]
    assert len(set(pictures)) == len(pictures)
    assert set(pictures) <= PLAIN_PICTURES


def test_the_first_button_of_the_first_group_is_the_large_one() -> None:
    assert [button.large for button in BUTTONS] == [True] + [False] * (len(BUTTONS) - 1)


def test_groups_hold_three_to_five_buttons_side_by_side() -> None:
    groups = [button.group for button in BUTTONS]
    assert [group for i, group in enumerate(groups) if i == 0 or groups[i - 1] != group] == list(GROUPS)
    assert all(3 <= groups.count(group) <= 5 for group in GROUPS)
    assert len(GROUPS) <= 7


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_short_and_tips_are_sentences_that_do_not_repeat_them(lang: str) -> None:
    for button in BUTTONS:
        label, tip = (template(lang, f"button.{button.name}.{what}") for what in ("label", "tip"))  # type: ignore[arg-type]
        assert len(label.split()) <= 4
        assert not label.endswith((".", "…"))
        assert tip.endswith(".")
        assert len(tip) <= 1024
        assert not tip.startswith(label)


def test_a_switched_off_tool_takes_its_buttons_out_of_the_workbook() -> None:
    assert "import_sales" in {button.name for button in shown(default_policy())}
    assert "import_sales" not in {button.name for button in shown(without_tool("imports"))}


def test_controls_have_ids_that_differ() -> None:
    ids = [one.get("id") for one in controls(ribbon(WORKBOOK_PROJECT, "customUI/customUI14.xml"))]
    assert len(set(ids)) == len(ids)
