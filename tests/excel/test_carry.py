"""What people added to a book is there after a rebuild, beside the right client; the rest is named and refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import Table

from kam_xl.build.workbook import build
from kam_xl.errors import ForeignContent
from kam_xl.excel.carry import people_content
from kam_xl.excel.package import unpack
from kam_xl.excel.reading import read_book, read_data
from kam_xl.excel.structure import relations, structure_of
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model_tasks import NO_TASKS
from kam_xl.sheets.carried import NOTHING, Carried, OwnColumn, RowKey, matched
from kam_xl.sheets.parse import parse
from tests.excel.books import (
    DAY,
    NAMES,
    add_column,
    edited,
    header,
    header_cell,
    judged,
    parts_of,
    the_book,
    the_portfolio,
    with_part,
    with_parts,
)
from tests.factories import without_tool
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences

YELLOW = "#FFFF00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = tmp_path / "book.xlsx"
    book.write_bytes(the_book())
    return book


def rebuilt(path: Path, reverse: bool = False, drop_foreign: bool = False) -> Any:
    """Return the book rebuilt with what people added, as openpyxl shows it."""
    return load_workbook(io.BytesIO(rebuilt_data(path, reverse, drop_foreign)))


def rebuilt_data(path: Path, reverse: bool = False, drop_foreign: bool = False) -> bytes:
    portfolio = parse(read_book(path)).portfolio
    if reverse:
        portfolio = dataclasses.replace(portfolio, accounts=portfolio.accounts[::-1])
    return build(judged(portfolio), (), people_content(path, drop_foreign))


def row_of(sheet: Any, name: str) -> int:
    return int(next(cell.row for cell in sheet["A"] if cell.value == name))


def cell_at(sheet: Any, name: str, title: str) -> Any:
    """Return the cell of a client and column."""
    return sheet.cell(row_of(sheet, name), header_cell(sheet, title).column)


def added_by_people(workbook: Any) -> None:
    """Add one of everything that is carried over."""
    sheet = workbook["Accounts"]
    add_column(sheet, "My mark", ["first", DAY, None, 4.5])
    sheet.column_dimensions[header_cell(sheet, "My mark").column_letter].width = 33
    cell_at(sheet, NAMES[1], header("headroom")).comment = Comment("Ask Olga", "Marina")
    cell_at(sheet, NAMES[0], "My mark").comment = Comment("Mine", "Marina")
    header_cell(sheet, header("margin")).comment = Comment("In EUR", "Marina")
    sheet.column_dimensions[header_cell(sheet, header("evidence")).column_letter].width = 21.5
    sheet.row_dimensions[row_of(sheet, NAMES[2])].hidden = True
    for cell in sheet[row_of(sheet, NAMES[3])][:80]:
        cell.fill = PatternFill("solid", fgColor="FFFFFF00")
    cell_at(sheet, NAMES[0], header("verdict")).fill = PatternFill("solid", fgColor="FFFFFF00")
    workbook["Start"][read_name(workbook, "margin_plan")].comment = Comment("Agreed in May", "Marina")
    workbook["Decisions"].column_dimensions["B"].hidden = True


def read_name(workbook: Any, name: str) -> str:
    return str(workbook.defined_names[name].attr_text).rpartition("!")[2].replace("$", "")


def check_added(workbook: Any) -> None:
    """Everything that `added_by_people` added is there, beside the right client."""
    sheet = workbook["Accounts"]
    marks = [cell_at(sheet, name, "My mark").value for name in NAMES]
    assert [mark.date() if isinstance(mark, dt.datetime) else mark for mark in marks] == ["first", DAY, None, 4.5]
    assert sheet.column_dimensions[header_cell(sheet, "My mark").column_letter].width == pytest.approx(33, abs=0.3)
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert notes == {
        cell_at(sheet, NAMES[1], header("headroom")).coordinate: "Ask Olga",
        cell_at(sheet, NAMES[0], "My mark").coordinate: "Mine",
        header_cell(sheet, header("margin")).coordinate: "In EUR",
    }
    evidence = header_cell(sheet, header("evidence")).column_letter
    assert sheet.column_dimensions[evidence].width == pytest.approx(21.5, abs=0.3)
    assert [name for name in NAMES if sheet.row_dimensions[row_of(sheet, name)].hidden] == [NAMES[2]]
    yellow = {
        (cell.row, cell.column)
        for row in sheet.iter_rows(min_row=row_of(sheet, NAMES[0]) - 3)
        for cell in row
        if cell.fill.fgColor.rgb == "FFFFFF00"
    }
    verdict = cell_at(sheet, NAMES[0], header("verdict"))
    own = header_cell(sheet, "My mark").column
    assert yellow == {(row_of(sheet, NAMES[3]), column) for column in range(1, own + 1)} | {
        (verdict.row, verdict.column)
    }
    assert workbook["Start"][read_name(workbook, "margin_plan")].comment.text == "Agreed in May"
    assert workbook["Decisions"].column_dimensions["B"].hidden


def test_a_book_to_which_nothing_was_added_carries_nothing(path: Path) -> None:
    for lang in LANGUAGES:
        path.write_bytes(the_book(lang))
        assert people_content(path) == NOTHING
        assert rebuilt_data(path) == build(judged(parse(read_book(path)).portfolio))


def test_what_people_added_is_there_after_a_rebuild(path: Path) -> None:
    with edited(path) as workbook:
        added_by_people(workbook)
    check_added(rebuilt(path))


def test_it_follows_the_client_when_rows_are_sorted(path: Path) -> None:
    with edited(path) as workbook:
        added_by_people(workbook)
    check_added(rebuilt(path, reverse=True))


def test_a_second_rebuild_carries_the_same(path: Path) -> None:
    with edited(path) as workbook:
        added_by_people(workbook)
    first = rebuilt_data(path)
    path.write_bytes(first)
    assert rebuilt_data(path) == first


def test_it_is_there_for_a_client_that_had_no_id_yet(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        cell_at(sheet, NAMES[0], header("id")).value = None
        cell_at(sheet, NAMES[0], header("margin")).comment = Comment("By name", "Marina")
    carried = people_content(path)
    whole = judged(the_portfolio())
    workbook = load_workbook(io.BytesIO(build(whole, (), carried)))
    assert cell_at(workbook["Accounts"], NAMES[0], header("margin")).comment.text == "By name"


def test_a_copied_row_keeps_what_is_its_own(path: Path) -> None:
    """A row that was copied has the id of another; its name tells it apart."""
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        cell_at(sheet, NAMES[1], header("id")).value = cell_at(sheet, NAMES[0], header("id")).value
        add_column(sheet, "My mark", ["first", "second", None, None])
    sheet = load_workbook(io.BytesIO(build(judged(the_portfolio()), (), people_content(path))))["Accounts"]
    assert [cell_at(sheet, name, "My mark").value for name in NAMES[:2]] == ["first", "second"]


def test_rows_are_matched_by_both_parts_then_name_then_id() -> None:
    a, b, c = RowKey("1", "alpha"), RowKey("1", "beta"), RowKey("3", "gamma")
    assert matched([a, b, c], [RowKey("3", "renamed"), RowKey("9", "beta"), a]) == {2: a, 1: b, 0: c}
    assert matched([a, RowKey("9", "beta")], [b]) == {0: RowKey("9", "beta")}
    assert matched([RowKey("", "")], [RowKey("", "")]) == {}


def test_colours_stay_a_persons_where_every_row_has_one(path: Path) -> None:
    with edited(path) as workbook:
        for name in NAMES:
            for cell in workbook["Accounts"][row_of(workbook["Accounts"], name)]:
                cell.fill = PatternFill("solid", fgColor="FFFFFF00")
    first = people_content(path)
    assert set(first.fills.values()) == {YELLOW}
    path.write_bytes(rebuilt_data(path))
    assert people_content(path) == first


def test_a_colour_of_the_theme_is_carried_as_people_see_it(path: Path) -> None:
    with edited(path) as workbook:
        cell = cell_at(workbook["Accounts"], NAMES[0], header("margin"))
        cell.fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5999938962981048))
    (colour,) = people_content(path).fills.values()
    # Excel shows #B8CCE4; it reckons in whole steps of 1/240.
    assert all(abs(int(colour[i : i + 2], 16) - part) <= 1 for i, part in ((1, 0xB8), (3, 0xCC), (5, 0xE4)))


def test_rows_hidden_by_a_filter_come_back(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        column = FilterColumn(colId=0, filters=Filters(filter=[NAMES[0]]))
        sheet.tables["tblAccounts"].autoFilter.filterColumn.append(column)
        sheet.row_dimensions[row_of(sheet, NAMES[2])].hidden = True
    assert people_content(path) == NOTHING


def test_a_formula_of_a_persons_column_stays_a_formula(path: Path, libreoffice: LibreOffice, tmp_path: Path) -> None:
    formula = f"tblAccounts[[#This Row],[{header('margin')}]]*2+margin_plan"
    with edited(path) as workbook:
        add_column(workbook["Accounts"], "Twice", [f"={formula}"] * 4)
    data = rebuilt_data(path)
    sheet = load_workbook(io.BytesIO(data))["Accounts"]
    assert {cell_at(sheet, name, "Twice").value for name in NAMES} == {f"={formula}"}
    out = tmp_path / "rebuilt.xlsx"
    out.write_bytes(data)
    column = header_cell(sheet, "Twice").column_letter
    values = libreoffice.recalculate(out)["Accounts"]
    assert values[f"{column}{row_of(sheet, NAMES[0])}"].value == pytest.approx(2 * 7.56 + 30)


@pytest.mark.parametrize("formula", ["A6*2", "tblAccounts[[#This Row],[Gone]]*2", "SUM($T$6:T9)", "Start!B8"])
def test_a_formula_that_would_point_elsewhere_is_named(path: Path, formula: str) -> None:
    with edited(path) as workbook:
        add_column(workbook["Accounts"], "Mine", [f"={formula}"] * 4)
    assert "Mine" in refusal(path)
    sheet = rebuilt(path, drop_foreign=True)["Accounts"]
    assert header_cell(sheet, "Mine")
    assert not any(str(cell_at(sheet, name, "Mine").value or "").startswith("=") for name in NAMES)


def test_carried_formulas_and_colours_leave_the_calculated_values_right(
    path: Path, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    with edited(path) as workbook:
        added_by_people(workbook)
    out = tmp_path / "rebuilt.xlsx"
    out.write_bytes(rebuilt_data(path, reverse=True))
    assert differences(out, libreoffice) == []


def test_it_is_carried_from_a_book_saved_by_libreoffice(path: Path, tmp_path: Path, libreoffice: LibreOffice) -> None:
    with edited(path) as workbook:
        added_by_people(workbook)
    check_added(rebuilt(libreoffice.save_as(path, tmp_path / "saved.xlsx")))


def refusal(path: Path, lang: Lang = "en") -> str:
    with pytest.raises(ForeignContent) as caught:
        people_content(path)
    assert people_content(path, drop_foreign=True) is not None
    for one in LANGUAGES:
        assert str(path) in caught.value.in_(one) and "{" not in caught.value.in_(one)
    return caught.value.what(lang)


def chart(workbook: Any) -> None:
    bars = BarChart()
    bars.add_data(Reference(workbook["Accounts"], min_col=5, min_row=6, max_row=9))
    workbook["Decisions"].add_chart(bars, "C20")


def second_chart(workbook: Any) -> None:
    bars = BarChart()
    bars.add_data(Reference(workbook["Accounts"], min_col=5, min_row=6, max_row=9))
    workbook["Portfolio"].add_chart(bars, "C20")


def table(workbook: Any) -> None:
    sheet = workbook["Decisions"]
    sheet["R20"], sheet["R21"] = "Mine", 1
    sheet.add_table(Table(displayName="Mine", ref="R20:R21"))


def cells(workbook: Any) -> None:
    workbook["Accounts"].cell(workbook["Accounts"].max_row + 5, 2).value = "Remember"


def note(workbook: Any) -> None:
    workbook["Start"]["C3"].comment = Comment("Here", "Marina")


@pytest.mark.parametrize(
    ("add", "named"),
    [
        (lambda workbook: workbook.create_sheet("My sums"), "the sheet “My sums”"),
        (lambda workbook: workbook.create_chartsheet("My chart"), "a chart on a sheet of its own"),
        (chart, "a chart on the sheet “Decisions”"),
        (second_chart, "a chart on the sheet “Portfolio”"),
        (table, "the table Mine on the sheet “Decisions”"),
        (cells, "outside the table, Accounts!B"),
        (note, "a note at Start!C3"),
    ],
    ids=["sheet", "chart sheet", "chart", "second chart", "table", "cells", "note"],
)
def test_what_cannot_be_carried_is_named_and_refused(path: Path, add: Callable[[Any], Any], named: str) -> None:
    with edited(path) as workbook:
        add(workbook)
    assert named in refusal(path)


@pytest.mark.parametrize("cell", ["Start!B120", "Portfolio!A60", "Policy!H5"])
def test_what_is_typed_on_a_sheet_without_a_table_is_named_by_address(path: Path, cell: str) -> None:
    sheet, _, address = cell.partition("!")
    with edited(path) as workbook:
        workbook[sheet][address] = "Ask Olga"
    assert f"typed in {cell}" in refusal(path)


def test_of_many_typed_cells_the_first_are_named_and_the_others_counted(path: Path) -> None:
    with edited(path) as workbook:
        for row in range(60, 66):
            workbook["Start"][f"B{row}"] = f"=A{row}+1"
    said = refusal(path)
    assert "Start!B60" in said and "Start!B62" in said and "Start!B63" not in said
    assert "3 more cells typed on the sheet “Start”" in said


@pytest.mark.parametrize(
    "rule",
    [
        Rule("expression", formula=["$E6>100"]),
        Rule("duplicateValues"),
    ],
    ids=["formula", "another kind"],
)
def test_a_persons_own_conditional_format_is_named(path: Path, rule: Rule) -> None:
    with edited(path) as workbook:
        workbook["Accounts"].conditional_formatting.add("E6:E9", rule)
    assert "a conditional format of your own on the sheet “Accounts”" in refusal(path)


def test_a_persons_own_name_is_named(path: Path) -> None:
    with edited(path) as workbook:
        workbook.defined_names["my_bonus"] = DefinedName("my_bonus", attr_text="'Start'!$B$8")
        workbook.defined_names["_xlnm.Criteria"] = DefinedName("_xlnm.Criteria", attr_text="'Start'!$B$8")
    said = refusal(path)
    assert "the name my_bonus" in said and "Criteria" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_saved_by_libreoffice_holds_nothing_foreign(
    path: Path, tmp_path: Path, libreoffice: LibreOffice, lang: Lang
) -> None:
    path.write_bytes(the_book(lang))
    saved = libreoffice.save_as(path, tmp_path / "saved.xlsx")
    assert people_content(saved).columns == ()
    typed = b'<row r="70"><c r="B70"><v>5</v></c></row></sheetData>'
    sheet = "xl/worksheets/sheet1.xml"
    saved.write_bytes(with_part(saved.read_bytes(), sheet, lambda xml: xml.replace(b"</sheetData>", typed)))
    assert "!B70" in refusal(saved)


def test_where_a_program_mixed_up_our_styles_nothing_is_taken_for_a_persons(path: Path) -> None:
    with edited(path) as workbook:
        for row in workbook["Policy"].iter_rows():
            for cell in row:
                cell.style = "Normal"
    assert people_content(path) == NOTHING


def test_all_that_cannot_be_carried_is_named_at_once(path: Path) -> None:
    with edited(path) as workbook:
        workbook.create_sheet("Сводка")
        chart(workbook)
        cells(workbook)
    said = refusal(path, "ru")
    assert "лист «Сводка»" in said and "диаграмма" in said and "вне таблицы" in said


PICTURE = b"<xdr:twoCellAnchor><xdr:pic/></xdr:twoCellAnchor>"


def test_a_picture_is_named(path: Path) -> None:
    def draw(xml: bytes) -> bytes:
        return xml.replace(b"</xdr:wsDr>", PICTURE + b"</xdr:wsDr>")

    path.write_bytes(with_part(the_book(), "xl/drawings/drawing1.xml", draw))
    assert "a picture on the sheet “Portfolio”" in refusal(path)


@pytest.mark.parametrize(
    ("kind", "named"),
    [("pivotTable", "a pivot table"), ("oleObject", "embedded object")],
)
def test_what_a_sheet_is_related_to_is_named(path: Path, kind: str, named: str) -> None:
    relation = f'<Relationship Id="rX" Type="http://schemas.example/{kind}" Target="../x/x1.xml"/></Relationships>'
    path.write_bytes(
        with_part(
            the_book(),
            "xl/worksheets/_rels/sheet2.xml.rels",
            lambda xml: xml.replace(b"</Relationships>", relation.encode()),
        )
    )
    assert f"{named} on the sheet “Accounts”" in refusal(path)


def conversing(path: Path, ref: str, *said: tuple[str, str]) -> None:
    """Lay a comment with replies at a cell of Accounts, as Excel 365 does: with a note that speaks of its version."""
    with edited(path) as workbook:
        workbook["Accounts"][ref].comment = Comment("[Threaded comment]\n\nYour version of Excel …", "tc={1}")
    parts, office = parts_of(path.read_bytes()), "http://schemas.microsoft.com/office"
    relation = f'<Relationship Id="rT" Type="{office}/2017/10/relationships/%s" Target="%s"/></Relationships>'
    for part, kind, target in (
        ("xl/worksheets/_rels/sheet2.xml.rels", "threadedComment", "../threadedComments/threadedComment1.xml"),
        ("xl/_rels/workbook.xml.rels", "person", "persons/person.xml"),
    ):
        parts[part] = parts[part].replace(b"</Relationships>", (relation % (kind, target)).encode())
    names = dict.fromkeys(who for who, _ in said)
    people = "".join(f'<person displayName="{who}" id="{{{who}}}" providerId="None"/>' for who in names)
    spoken = "".join(
        f'<threadedComment ref="{ref}" personId="{{{who}}}"><text>{text}</text></threadedComment>' for who, text in said
    )
    space = f'xmlns="{office}/spreadsheetml/2018/threadedcomments"'
    parts["xl/persons/person.xml"] = f"<personList {space}>{people}</personList>".encode()
    spoken = f"<ThreadedComments {space}>{spoken}</ThreadedComments>"
    parts["xl/threadedComments/threadedComment1.xml"] = spoken.encode()
    path.write_bytes(with_parts(parts))


def test_a_comment_of_excel_365_is_a_note_of_the_one_who_wrote_it(path: Path) -> None:
    conversing(path, "C9", ("Olga", "Ask in May"))
    (note,) = people_content(path).notes
    assert (note.text, note.author) == ("Ask in May", "Olga")


def test_of_a_comment_with_replies_the_note_says_who_said_what(path: Path) -> None:
    conversing(path, "C9", ("Olga", "Ask in May"), ("Marina", "Done"), ("Olga", "Thanks"))
    (note,) = people_content(path).notes
    assert (note.text, note.author) == ("Olga: Ask in May\nMarina: Done\nOlga: Thanks", "Olga")
    assert people_content(path, drop_foreign=True).notes == (note,)


def test_a_renamed_sheet_is_no_foreign_one(path: Path) -> None:
    with edited(path) as workbook:
        for name, new in (("Accounts", "Clients"), ("Start", "Front page"), ("Portfolio", "Mine")):
            workbook[name].title = new
            for one in workbook.defined_names.values():
                one.attr_text = one.attr_text.replace(f"'{name}'!", f"'{new}'!")
    assert people_content(path) == NOTHING


def test_rows_typed_below_are_not_stray(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        sheet.cell(sheet.max_row + 1, 1).value = "Typed below"
    assert people_content(path) == NOTHING


def test_a_rebuilt_book_with_additions_is_sound(path: Path) -> None:
    with edited(path) as workbook:
        added_by_people(workbook)
    package = unpack(rebuilt_data(path), "rebuilt")
    structure = structure_of(package)
    (accounts,) = (one for one in structure.tables if one.name == "tblAccounts")
    raw = read_data(package.data, "rebuilt").tables["tblAccounts"]
    assert accounts.columns == raw.headers and raw.headers[-1] == "My mark"
    assert all(kind for part in structure.sheets.values() for kind, _ in relations(package, part).values())


def test_an_own_column_without_rows_is_kept() -> None:
    column = OwnColumn("tblProposals", "Done", {})
    portfolio = dataclasses.replace(the_portfolio(), proposals=())
    data = build(judged(portfolio), (), Carried((column,)))
    assert read_data(data, "book").tables["tblProposals"].headers[-1] == "Done"


def test_additions_to_the_tables_of_the_tasks_stay_beside_their_rows(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Dossier"]
        add_column(sheet, "Asked in", ["May", "June"])
        cell_at(sheet, NAMES[1], "Answer").comment = Comment("From their site", "Marina")
        sheet.row_dimensions[row_of(sheet, NAMES[0])].hidden = True
        workbook["Facts"].column_dimensions["A"].width = 50
        cell_at(workbook["Buying center"], NAMES[0], "Role").fill = PatternFill("solid", fgColor="FFFFFF00")
    portfolio = parse(read_book(path)).portfolio
    turned = dataclasses.replace(portfolio.tasks, answers=portfolio.tasks.answers[::-1])
    data = build(judged(dataclasses.replace(portfolio, tasks=turned)), (), people_content(path))
    again = load_workbook(io.BytesIO(data))
    sheet = again["Dossier"]
    assert [sheet[f"A{row}"].value for row in (6, 7)] == [NAMES[1], NAMES[0]]
    assert [cell_at(sheet, name, "Asked in").value for name in NAMES[:2]] == ["May", "June"]
    assert cell_at(sheet, NAMES[1], "Answer").comment.text == "From their site"
    assert [sheet.row_dimensions[row_of(sheet, name)].hidden for name in NAMES[:2]] == [True, False]
    assert again["Facts"].column_dimensions["A"].width == pytest.approx(50, abs=0.8)
    assert cell_at(again["Buying center"], NAMES[0], "Role").fill.fgColor.rgb == "FFFFFF00"
    assert parse(read_data(data, "book")).portfolio.tasks == turned


def test_a_sheet_of_a_person_s_own_that_is_called_like_one_of_the_tasks_is_not_taken_for_ours(tmp_path: Path) -> None:
    portfolio = dataclasses.replace(the_portfolio(), tasks=NO_TASKS)
    book = tmp_path / "first schema.xlsx"
    book.write_bytes(build(dataclasses.replace(judged(portfolio), policy=without_tool("plan"))))
    with edited(book) as workbook:
        workbook.create_sheet("Plans")["A1"] = "Holidays"
    with pytest.raises(ForeignContent, match="Plans"):
        people_content(book)
