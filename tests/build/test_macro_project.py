"""The macro workbook and the add-in as packages: what the VBA says, what two readers read back, what repeats."""

from __future__ import annotations

import io
import re
import zipfile
from importlib import resources
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from pyvbaanalysis import analyze_workbook

from kam_xl import XLWINGS_VERSION, __version__
from kam_xl.build.macro_project import (
    ADDIN_PROJECT,
    WORKBOOK_PROJECT,
    Project,
    modules,
    settings_of,
    texts_of,
    xlwings_source,
)
from kam_xl.build.master import master_files
from kam_xl.build.udf_wrappers import MODULE
from kam_xl.build.workbook import build
from kam_xl.commands.buttons import BUTTONS
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.places import ADDIN, CLICK_INTERPRETER, MACRO_SHEETS, WORKBOOK
from kam_xl.rules import assess
from tests.factories import default_policy, without_tool
from tests.support.vba_readers import by_olevba, by_pyopenvba

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = (WORKBOOK_PROJECT, ADDIN_PROJECT)
SOURCES = list(resources.files("kam_xl.build").joinpath("macros").iterdir())
MOST_LINES = 13
PROCEDURE = re.compile(r"^(?:Public |Private )?(?:Sub|Function) (\w+).*?^End (?:Sub|Function)", re.M | re.S)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Give the files that ship."""
    return dict(master_files(default_policy(), "en"))


@pytest.fixture(scope="module", params=LANGUAGES)
def filled(request: pytest.FixtureRequest) -> bytes:
    """Give the macro workbook of an example manager."""
    return build(assess(demo_portfolio("sokolova", request.param), default_policy(), DEMO_AS_OF), macros=True)


def ours(project: Project) -> dict[str, str]:
    """Return the modules that are not xlwings' own, by name."""
    return {one.name: one.text.replace("\r\n", "\n") for one in modules(project, []) if one.name != "xlwings"}


def codes(package: bytes) -> set[str]:
    """Return the code names of a package's workbook and sheets."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        texts = (
            parts.read(name).decode()
            for name in parts.namelist()
            if re.match(r"xl/(workbook|worksheets/\w+)\.xml", name)
        )
        return {name for text in texts for name in re.findall(r'codeName="(\w+)"', text)}


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: str(one.name))
def test_a_source_is_ascii_with_windows_lines_and_explicit(source: Path) -> None:
    text = source.read_bytes().decode("ascii")
    assert text.count("\n") == text.count("\r\n")
    assert "Option Explicit\r\n" in text


@pytest.mark.parametrize("project", PROJECTS)
def test_a_procedure_is_a_callback_and_not_a_programme(project: Project) -> None:
    for name, text in ours(project).items():
        for procedure in PROCEDURE.finditer(text):
            if procedure[1] != "KamDescribe":
                assert procedure[0].count("\n") - 1 <= MOST_LINES, (name, procedure[1])


@pytest.mark.parametrize("project", PROJECTS)
def test_vba_holds_no_rule_and_touches_no_cell_of_the_person(project: Project) -> None:
    text = "\n".join(ours(project).values())
    assert not re.search(r"ActiveSheet|ActiveCell|\.Select\b|\.Activate\b|Cells\(|tblAccounts", text)
    assert text.count("MsgBox") == 1  # only where it says why not
    assert text.count(".Popup ") == 1


def test_only_the_addin_looks_at_the_active_workbook() -> None:
    assert "ActiveWorkbook" not in "\n".join(ours(WORKBOOK_PROJECT).values())
    assert "ActiveWorkbook" in ours(ADDIN_PROJECT)["KamWhere"]
    assert all("ActiveWorkbook" not in text for name, text in ours(ADDIN_PROJECT).items() if name != "KamWhere")


@pytest.mark.parametrize("project", PROJECTS)
def test_what_changes_excels_state_puts_it_back_after_the_label_of_every_way_out(project: Project) -> None:
    changing = re.compile(r"Application\.(ScreenUpdating|EnableEvents|Calculation) = (?!screen|events|calculation)")
    call = next(m[0] for m in PROCEDURE.finditer(ours(project)["KamPython"]) if m[1] == "KamCall")
    restored = call.partition("Restore:")[2]
    assert all(f"Application.{name} = " in restored for name in ("ScreenUpdating", "EnableEvents", "Calculation"))
    assert not any(changing.search(text) for text in ours(project).values())


@pytest.mark.parametrize("name", [WORKBOOK, ADDIN])
def test_static_analysis_finds_nothing_in_ours_and_no_error_in_that_of_xlwings(
    name: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(files[name])
    found = analyze_workbook(path)
    theirs = found.pop("xlwings")
    assert {module: str(one) for module, one in found.items() if one} == {}
    # `Dictionary` stands in a branch for macOS alone, where xlwings brings its own.
    errors = [one for one in theirs if one.severity.value == "error"]
    assert {one.code for one in errors} <= {"missing-library-reference"}


@pytest.mark.parametrize("name", [WORKBOOK, ADDIN])
def test_two_independent_readers_read_the_source_back(name: str, files: dict[str, bytes]) -> None:
    binary = vba_of(files[name])
    project = WORKBOOK_PROJECT if name == WORKBOOK else ADDIN_PROJECT
    sheets = sorted(codes(files[name]) - {"ThisWorkbook"})
    expected = {one.name: without_attributes(one.text) for one in modules(project, sheets)}
    first = {stem(file): without_attributes(code) for file, code in by_olevba(binary).items()}
    second = {one.name: without_attributes(one.source) for one in by_pyopenvba(binary).modules}
    assert first == expected
    assert second == expected


def vba_of(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return parts.read("xl/vbaProject.bin")


def stem(file: str) -> str:
    return file.rpartition(".")[0]


def without_attributes(text: str) -> str:
    """Return a module's text without the lines that readers leave out."""
    return "\n".join(
        line for line in text.replace("\r\n", "\n").split("\n") if not line.startswith("Attribute ")
    ).strip()


@pytest.mark.parametrize("name", [WORKBOOK, ADDIN])
def test_every_code_name_has_its_module_and_every_document_its_code_name(name: str, files: dict[str, bytes]) -> None:
    documents = {stem(file) for file in by_olevba(vba_of(files[name])) if file.endswith(".cls")} - {"KamEvents"}
    assert documents == codes(files[name])


@pytest.mark.parametrize("name", [WORKBOOK, ADDIN])
def test_the_package_has_nothing_that_excel_would_repair(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(files[name])
    assert not OpenXmlValidator().validate(path).errors


def test_a_filled_macro_workbook_has_nothing_that_excel_would_repair(filled: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes(filled)
    assert not OpenXmlValidator().validate(path).errors


def test_two_builds_are_equal_part_by_part(files: dict[str, bytes]) -> None:
    again = master_files(default_policy(), "en")
    for name, data in files.items():
        with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(io.BytesIO(again[name])) as other:
            assert one.namelist() == other.namelist()
            assert all(one.read(part) == other.read(part) for part in one.namelist())
        assert data == again[name]


def test_the_workbook_that_is_checked_in_is_a_fresh_build(files: dict[str, bytes]) -> None:
    assert (ROOT / "workbook" / WORKBOOK).read_bytes() == files[WORKBOOK]


def test_the_embedded_xlwings_is_the_pinned_one_unchanged() -> None:
    assert f'XLWINGS_VERSION As String = "{XLWINGS_VERSION}"' in xlwings_source()
    assert f"xlwings=={XLWINGS_VERSION}" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    embedded = next(one.text for one in modules(ADDIN_PROJECT, []) if one.name == "xlwings")
    assert without_attributes(embedded) == without_attributes(xlwings_source())


def test_every_setting_that_xlwings_reads_stands_in_the_projects_own_sheet() -> None:
    read = set(re.findall(r'GetConfig\("([A-Z _]+)"', xlwings_source()))
    assert {"INTERPRETER_WIN", "CONDA PATH", "TEMP DIR"} <= read
    assert read <= set(settings_of(CLICK_INTERPRETER))


def test_the_workbooks_folder_is_not_searched_for_modules() -> None:
    assert settings_of(CLICK_INTERPRETER)["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"


def test_settings_are_texts_that_every_language_of_windows_reads_alike(files: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(files[WORKBOOK]))["xlwings.conf"]
    assert {row[0].value: row[1].value or "" for row in sheet.iter_rows()} == settings_of(CLICK_INTERPRETER)
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_technical_sheets_are_very_hidden(files: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(files[WORKBOOK]))
    assert all(book[name].sheet_state == "veryHidden" for name in MACRO_SHEETS)


def test_every_key_that_vba_looks_up_has_a_text() -> None:
    keys = {key for key, *_ in texts_of(BUTTONS)}
    asked = {
        key
        for project in PROJECTS
        for text in ours(project).values()
        for key in re.findall(r'KamText\("([\w.]+)"\)', text)
        + re.findall(r'Kam(?:Obstacle|Problem|Recovered) = "(\w+)"', text)
    }
    assert asked - {"undo"} <= keys | {"version"}
    assert "undo" in keys
    assert ("version", __version__, __version__) in texts_of(BUTTONS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_macro_free_workbook_names_no_function_of_ours(lang: Lang) -> None:
    data = build(assess(demo_portfolio("sokolova", lang), default_policy(), DEMO_AS_OF))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any(b"KAM_" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets"))
        assert not any(name.startswith("customUI") or name.endswith(".bin") for name in parts.namelist())


def test_every_cell_with_a_function_of_ours_falls_back_where_python_is_not() -> None:
    data = build(assess(demo_portfolio("sokolova", "en"), default_policy(), DEMO_AS_OF), macros=True)
    formulas = [
        str(cell.value)
        for sheet in load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and "KAM_" in str(cell.value)
    ]
    assert formulas
    assert all(re.search(r"IFERROR\(KAM_\w+\(", formula) for formula in formulas)


def test_wrappers_give_errors_and_no_text_and_pass_the_context_first() -> None:
    text = ours(WORKBOOK_PROJECT)[MODULE]
    for function in FUNCTIONS:
        wrapper = next(m[0] for m in PROCEDURE.finditer(text) if m[1] == function.name)
        assert f'XLPy.CallUDF("kam_xl.udf", "{function.name}", passed, ThisWorkbook, Application.Caller)' in wrapper
        assert "passed = Array(KamContext(), " in wrapper
        assert "Err.Description" not in wrapper
        assert f"{function.name} = CVErr(xlErrNA)" in wrapper


def test_a_policy_that_switches_imports_off_is_told_to_vba() -> None:
    whole = assess(demo_portfolio("sokolova", "en"), without_tool("imports"), DEMO_AS_OF)
    book = load_workbook(io.BytesIO(build(whole, macros=True)))
    sheet, _, cell = book.defined_names["kam_off"].attr_text.partition("!")
    assert book[sheet.strip("'")][cell.replace("$", "")].value == ";imports;"
    assert ("import_sales.tool", "imports", "imports") in texts_of(BUTTONS)
