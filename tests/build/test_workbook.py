"""The built workbook as a package: what Excel refuses, what people see, what repeats exactly."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import get_column_letter
from openxml_audit import OpenXmlValidator

from kam_xl.build.styles import NAMED
from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets import schema
from kam_xl.sheets.formulas import ACCOUNT_FORMULAS
from kam_xl.sheets.task_tables import TASK_TABLES
from tests.factories import AS_OF, an_account, default_policy, without_tool
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences


def judged(lang: Lang, *names: str) -> PortfolioAssessment:
    """Return a judged portfolio of accounts that are key."""
    accounts = tuple(an_account(name) for name in names)
    return assess(
        Portfolio("b1", lang, Setup("Anna", margin_plan=30.0, as_of_fixed=AS_OF), accounts), default_policy(), AS_OF
    )


def opened(data: bytes) -> Workbook:
    """Open a workbook from its bytes."""
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module", params=LANGUAGES)
def empty(request: pytest.FixtureRequest) -> bytes:
    """Give a new book without accounts."""
    return build(judged(request.param))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_books_of_the_example_team_recalculate_to_what_they_show(
    lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    for portfolio in demo_portfolios(lang):
        path = tmp_path / f"{portfolio.book_id}.xlsx"
        path.write_bytes(build(assess(portfolio, default_policy(), DEMO_AS_OF)))
        assert differences(path, libreoffice) == []
        assert not OpenXmlValidator().validate(path).errors


def test_an_empty_book_recalculates_to_what_it_shows(empty: bytes, libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(empty)
    assert differences(path, libreoffice) == []
    assert not OpenXmlValidator().validate(path).errors


def test_equal_data_give_equal_bytes() -> None:
    assert build(judged("en", "Armatura")) == build(judged("en", "Armatura"))


def test_sheets_stand_in_the_order_of_the_work_and_the_technical_ones_are_very_hidden(empty: bytes) -> None:
    workbook = opened(empty)
    states = [sheet.sheet_state for sheet in workbook.worksheets]
    assert states == ["visible"] * len(schema.PRINTED) + ["veryHidden"] * len(schema.HIDDEN)
    assert workbook.worksheets[0].title in ("Start", "Начало")
    assert all(len(sheet.title) <= 31 for sheet in workbook.worksheets)


@pytest.mark.parametrize(
    "name", ["=1+1", "+7 Trade", "-minus", "@home", "https://example.com", "123", "{=A1}", "'quoted"]
)
def test_what_people_typed_stays_text(name: str) -> None:
    sheet = opened(build(judged("en", name)))["Accounts"]
    cell = sheet["A6"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.hyperlink is None


def test_every_visible_sheet_prints_on_a4_with_a_foot_and_a_print_area(empty: bytes) -> None:
    for sheet, key in zip(opened(empty).worksheets, schema.PRINTED, strict=False):
        assert sheet.page_setup.orientation == ("portrait" if key in ("visit", "card") else "landscape")
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.oddFooter
        assert "&P" in str(sheet.oddFooter.left.text)
        assert sheet["A1"].value
        assert sheet["A2"].value


def test_tables_freeze_their_header_and_repeat_it_in_print() -> None:
    workbook = opened(build(judged("en", "Armatura")))
    assert workbook["Accounts"].freeze_panes == "B6"
    assert workbook["Accounts"].print_title_rows == "$5:$5"
    assert workbook["Accounts"].print_title_cols == "$A:$A"
    assert {name for sheet in workbook.worksheets for name in sheet.tables} == {table.name for table in schema.TABLES}
    assert not any(sheet.merged_cells.ranges for sheet in workbook.worksheets)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_input_shows_help_and_refuses_only_what_cannot_be_read(lang: Lang) -> None:
    workbook = opened(build(judged(lang, "Armatura")))
    sheet = workbook[schema.sheet_name("accounts", lang)]
    covered: dict[str, str] = {}
    for rule in sheet.data_validations.dataValidation:
        for area in str(rule.sqref).split():
            covered[re.sub(r"\d.*", "", area)] = rule.type or "any"
        assert 0 < len(rule.promptTitle) <= 32
        assert 0 < len(rule.prompt) <= 255
        if rule.type not in (None, "none"):
            assert len(rule.error) <= 255
            assert rule.error.strip()
            assert rule.errorStyle in (None, "stop")
        if rule.type == "list":
            assert rule.formula1 in ("scale", "yes_no", "served_by")
    inputs = [column for column in schema.ACCOUNTS.columns if column.role == "input"]
    assert len(covered) == len(inputs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_inputs_of_the_tasks_show_help_and_of_unknown_names_a_person_is_only_warned(lang: Lang) -> None:
    workbook = opened(build(judged(lang, "Armatura")))
    for table in TASK_TABLES:
        rules = {}
        for rule in workbook[schema.sheet_name(table.sheet, lang)].data_validations.dataValidation:
            for area in str(rule.sqref).split():
                rules[re.sub(r"\d.*", "", area)] = rule
        shown = table.shown(default_policy())
        for i, column in enumerate(shown, start=1):
            rule = rules.pop(get_column_letter(i), None)
            assert (rule is not None) == (column.role == "input")
            if rule is None:
                continue
            assert 0 < len(rule.promptTitle) <= 32
            assert 0 < len(rule.prompt) <= 255
            if column.choices:
                assert rule.formula1 == column.choices
                assert rule.formula1 in workbook.defined_names
                assert rule.errorStyle == ("warning" if column.kind == "text" else None)
        assert not rules


def test_lists_of_roles_and_questions_are_those_of_the_policy() -> None:
    workbook = opened(build(judged("ru")))

    def texts(name: str) -> list[object]:
        sheet, area = next(iter(workbook.defined_names[name].destinations))
        return [cell.value for row in workbook[sheet][area] for cell in row]

    assert texts("roles") == [role.name.ru for role in default_policy().center.roles]
    assert texts("questions") == [question.id for question in default_policy().dossier.sets[0].questions]
    assert texts("attitude_scale") == [-2, -1, 0, 1, 2]


@pytest.mark.parametrize(("tool", "gone"), [("dossier", 4), ("buying_center", 3), ("plan", 8)])
def test_a_tool_that_is_switched_off_has_no_sheets(tool: str, gone: int) -> None:
    whole = replace(judged("en", "Armatura"), policy=without_tool(tool))
    titles = set(opened(build(whole)).sheetnames)
    off = {schema.sheet_name(sheet, "en") for sheet in schema.SHEETS if schema.tool_of(sheet) == tool}
    assert len(off) == gone
    assert not off & titles
    assert len(titles) == len(schema.SHEETS) - gone


def test_formulas_take_every_number_of_the_policy_from_its_sheet() -> None:
    numbers = {"70", "30", "45", "35", "15", "365", "183", "0.02", "160", "0.5"}
    for key, formula in ACCOUNT_FORMULAS.items():
        assert not numbers & set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", formula)), key


def test_cells_carry_named_styles_and_the_legend_uses_the_same_ones(empty: bytes) -> None:
    workbook = opened(empty)
    start = workbook.worksheets[0]
    legend = {
        cell.style for row in start["A1:A100"] for cell in row if cell.value and str(cell.style).startswith("KAM")
    }
    used = {cell.style for row in workbook.worksheets[1].iter_rows(min_row=5) for cell in row}
    assert {NAMED["input"], NAMED["calculated"], NAMED["record"], NAMED["good"], NAMED["bad"]} <= legend
    assert used <= {*NAMED.values(), "Normal"}
    assert {NAMED["input"], NAMED["calculated"], NAMED["record"]} <= used


@pytest.mark.parametrize("lang", LANGUAGES)
def test_document_has_title_and_language_and_names_no_author(lang: Lang) -> None:
    with zipfile.ZipFile(io.BytesIO(build(judged(lang)))) as package:
        core = package.read("docProps/core.xml").decode()
    assert f"<dc:language>{lang}</dc:language>" in core
    assert "Anna" in core
    assert re.search(r"<dc:creator>\s*</dc:creator>|<dc:creator/>", core)


def test_chart_and_tables_carry_alternative_text() -> None:
    with zipfile.ZipFile(io.BytesIO(build(judged("en", "Armatura")))) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        tables = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/tables/")]
    assert "influence from 0 to 1" in drawing
    assert len(tables) == len(schema.TABLES)
    for table in tables:
        described = re.search(r'altText="([^"]+)" altTextSummary="([^"]+)"', table)
        assert described
        assert all(described.groups())


def test_start_and_policy_are_locked_without_a_password_and_their_inputs_are_open(empty: bytes) -> None:
    workbook = opened(empty)
    start = workbook.worksheets[0]
    assert start.protection.sheet
    assert start.protection.password is None
    assert not start["B8"].protection.locked
    assert not workbook.worksheets[1].protection.sheet


def test_names_on_both_languages_are_the_same(empty: bytes) -> None:
    names = {name for name in opened(empty).defined_names if not name.startswith("_")}
    assert {"as_of", "margin_plan", "hours", "leaver", "entry_points", "weight_large", "account_limit"} <= names
    assert all(name.isascii() for name in names)
