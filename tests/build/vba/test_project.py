"""A VBA project: two readers of other people give back its text, and its streams say what Excel asks of them."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence

import olefile
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kam_xl.build.macro_project import xlwings_source
from kam_xl.build.vba.modules import (
    Module,
    UnwritableVba,
    chart_module,
    class_module,
    sheet_module,
    standard,
    workbook_module,
)
from kam_xl.build.vba.project import vba_project
from tests.build.vba.compound_files import CompoundFile
from tests.build.vba.test_encryption import decrypted
from tests.support.vba_readers import by_olevba, by_pyopenvba, decompressed

MODULES = [
    workbook_module("ThisWorkbook", "Private Sub Workbook_Open()\nEnd Sub\n"),
    sheet_module("KamStartSheet"),
    chart_module("KamChart"),
    standard("KamRibbon", "Option Explicit\n"),
    class_module("KamEvents", "Public WithEvents App As Application\n"),
]
SUFFIX = {"standard": "bas", "class": "cls", "document": "cls"}
TAKEN = {"dir", "vba", "excel", "office", "stdole", "kamxl", "thisworkbook"}
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,30}", fullmatch=True).filter(lambda name: name.lower() not in TAKEN)
CODE = st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.just("\n"), max_size=300)


def program(size: int, seed: int) -> str:
    """Return lines of VBA of about so many bytes that repeat themselves as programs do."""
    words = random.Random(seed).choices(["total", "Sum", "(", ")", " = ", "Range", '"Data"', "1", "As", "Long"], k=size)
    lines = [f"  x = {''.join(words[at : at + 8])}" for at in range(0, size, 8)]
    return "\n".join(lines)[:size]


def noise(size: int, seed: int) -> str:
    """Return comments of about so many bytes that do not compress."""
    text = "".join(random.Random(seed).choices([chr(code) for code in range(33, 127)], k=size))
    return "\n".join("'" + text[at : at + 900] for at in range(0, size, 902))


def check(modules: Sequence[Module], **options: str) -> bytes:
    """Write a project and check that every reader gives the modules back; return it.

    A module whose end does not compress has blanks after it.
    """
    data = vba_project(modules, **options)
    wanted = {one.name: one.text.replace("\n", "\r\n") for one in modules}
    CompoundFile(data).check_trees()
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert ole.parsing_issues == []
    project = by_pyopenvba(data)
    assert {one.name: one.source.rstrip(" ") for one in project.modules} == wanted
    assert project.module_names() == [one.name for one in modules]
    found = {name: text.rstrip(" ") for name, text in by_olevba(data).items()}
    assert found == {f"{one.name}.{SUFFIX[one.kind]}": wanted[one.name] for one in modules}
    return data


def lines_of(data: bytes) -> list[str]:
    """Return the lines of the PROJECT stream."""
    text = CompoundFile(data).read("PROJECT").decode("ascii")
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").split("\r\n")


def test_modules_of_every_kind_come_back() -> None:
    check(MODULES)


@given(st.dictionaries(NAMES, CODE, min_size=1, max_size=12), st.data())
def test_any_ascii_text_comes_back(codes: dict[str, str], data: st.DataObject) -> None:
    different = {name.lower(): name for name in codes}.values()
    kinds = st.sampled_from([standard, class_module, sheet_module, chart_module])
    check([data.draw(kinds)(name, codes[name]) for name in different])


@given(st.integers(1, 200), st.lists(st.tuples(st.integers(0, 70_000), st.booleans()), max_size=2), st.data())
@example(200, [(70_000, True), (70_000, False), (0, True)], None)
def test_projects_of_up_to_200_sheets_come_back(
    count: int, long_ones: list[tuple[int, bool]], data: st.DataObject | None
) -> None:
    names = [f"Sheet{i}" for i in range(1, count + 1)]
    if data is not None:
        drawn = data.draw(st.lists(NAMES, min_size=count, max_size=count, unique_by=str.lower))
        names = [name for name in drawn if name.lower() not in TAKEN]
    codes = [noise(size, size) if hard else program(size, size) for size, hard in long_ones]
    codes += ["Option Explicit\n" * (i % 7) for i in range(count)]
    check([workbook_module("ThisWorkbook"), *map(sheet_module, names, codes)])


@pytest.mark.parametrize("size", [*range(3500, 4100, 37), 4095, 4096, 4097, 8191, 8192, 8193])
def test_text_that_does_not_compress_comes_back_with_blanks_at_most(size: int) -> None:
    check([standard("Main", noise(size, size))])


def test_a_module_whose_end_does_not_compress_ends_with_a_line_of_blanks() -> None:
    module = standard("Main", noise(3900, 1))
    file = CompoundFile(vba_project([module]))
    text = decompressed(file.read("VBA", "Main")).decode("ascii")
    assert re.fullmatch(r"\n *", text.removeprefix(module.text.replace("\n", "\r\n").removesuffix("\n")))
    assert len(text) == 4096


def test_xlwings_own_module_comes_back() -> None:
    source = xlwings_source()
    data = check([workbook_module("ThisWorkbook"), sheet_module("Sheet1"), standard("xlwings", source)])
    assert by_olevba(data)["xlwings.bas"] == source


def test_every_stream_is_found_by_search() -> None:
    file = CompoundFile(vba_project(MODULES))
    streams = [("PROJECT",), ("PROJECTwm",), ("VBA", "dir"), ("VBA", "_VBA_PROJECT")]
    assert all(file.find(*path) for path in streams)
    assert all(file.find("VBA", one.name) for one in MODULES)
    assert len([entry for entry in file.entries if entry.kind]) == 2 + len(streams) + len(MODULES)


def test_no_compiled_code_is_claimed() -> None:
    assert CompoundFile(vba_project(MODULES)).read("VBA", "_VBA_PROJECT") == bytes.fromhex("cc61ffff000100")
    assert {one.text_offset for one in by_pyopenvba(vba_project(MODULES)).modules} == {0}


def test_the_project_stream_has_its_lines_in_the_order_that_excel_asks_for() -> None:
    found = lines_of(vba_project(MODULES))
    assert re.fullmatch(r'ID="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"', found[0])
    assert found[1:9] == [
        "Document=ThisWorkbook/&H00000000",
        "Document=KamStartSheet/&H00000000",
        "Document=KamChart/&H00000000",
        "Module=KamRibbon",
        "Class=KamEvents",
        'Name="KamXl"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
    ]
    assert [line.split("=")[0] for line in found[9:12]] == ["CMG", "DPB", "GC"]
    assert found[12:] == [
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{one.name}=0, 0, 0, 0, C" for one in MODULES),
    ]


def test_the_project_is_visible_and_has_no_password() -> None:
    found = dict(line.replace('"', "").split("=", 1) for line in lines_of(vba_project(MODULES)) if "=" in line)
    key = sum(found["ID"].encode()) % 256
    assert decrypted(found["CMG"]) == (2, key, b"\0\0\0\0")
    assert decrypted(found["DPB"]) == (2, key, b"\0")
    assert decrypted(found["GC"]) == (2, key, b"\xff")


def test_the_names_stream_gives_each_name_in_both_encodings() -> None:
    data = vba_project([standard("Ab", ""), standard("C", "")])
    assert CompoundFile(data).read("PROJECTwm") == b"Ab\0A\0b\0\0\0" + b"C\0C\0\0\0" + b"\0\0"


def test_the_project_refers_to_ole_automation_and_office() -> None:
    project = by_pyopenvba(vba_project(MODULES))
    assert [(one.name, one.guid, one.version) for one in project.references] == [
        ("stdole", "{00020430-0000-0000-C000-000000000046}", (2, 0)),
        ("Office", "{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}", (2, 0)),
    ]


def test_the_dir_stream_tells_standard_modules_from_objects() -> None:
    project = by_pyopenvba(vba_project(MODULES))
    assert (project.name, project.code_page, project.project_cookie) == ("KamXl", 1252, 0xFFFF)
    assert [one.kind.name for one in project.modules] == ["other", "other", "other", "standard", "other"]


def test_a_project_may_have_another_name() -> None:
    data = check(MODULES, name="KamAddin")
    assert by_pyopenvba(data).name == "KamAddin"
    assert 'Name="KamAddin"' in lines_of(data)
    assert lines_of(data)[0] != lines_of(vba_project(MODULES))[0]


def test_equal_modules_give_equal_bytes() -> None:
    assert vba_project(MODULES) == vba_project(list(MODULES))
    assert vba_project(MODULES) != vba_project(MODULES[::-1])


@pytest.mark.parametrize(
    "modules",
    [
        [standard("Main", ""), standard("Main", "")],
        [standard("Main", ""), class_module("MAIN", "")],
        [standard("Main", ""), sheet_module("kamxl")],
    ],
)
def test_names_that_vba_cannot_tell_apart_are_refused(modules: list[Module]) -> None:
    with pytest.raises(UnwritableVba, match="share a name"):
        vba_project(modules)


@pytest.mark.parametrize("name", ["", "Kam Xl", "VBA", "Проект"])
def test_a_name_that_no_project_can_have_is_refused(name: str) -> None:
    with pytest.raises(UnwritableVba, match="name"):
        vba_project(MODULES, name)
