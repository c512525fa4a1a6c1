"""Reading gives every value with its place, wherever people and programs moved the tables."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from kam_xl.excel.reading import read_book, read_data
from kam_xl.i18n import Lang
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import CellError, RawBook, RawTable, Value, column_letters
from kam_xl.sheets.render import render
from tests.excel.books import (
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
from tests.factories import AS_OF
from tests.support.libreoffice import LibreOffice

LANGUAGES: tuple[Lang, Lang] = ("en", "ru")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = tmp_path / "book.xlsx"
    book.write_bytes(the_book())
    return book


def names_in(raw: RawBook) -> list[Value]:
    return column_of(raw.tables["tblAccounts"], "account")


def column_of(table: RawTable, key: str) -> list[Value]:
    column = [schema.column_key(table.name, text) for text in table.headers].index(key)
    return [row[column] for row in table.rows]


def plain(table: RawTable) -> list[list[Value]]:
    """Return the filled rows without calculated columns, which are not read; "" and blank are made equal."""
    shape = {column.key: column for one in schema.TABLES if one.name == table.name for column in one.columns}
    keys = [schema.column_key(table.name, header) if shape else None for header in table.headers]
    kept = [i for i, key in enumerate(keys) if not key or shape[key].role != "calculated"]
    rows = [[None if row[i] == "" else row[i] for i in kept] for row in table.rows]
    return [row for row in rows if any(value is not None for value in row)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_built_book_gives_back_every_value_that_is_typed_or_recorded(lang: Lang) -> None:
    raw, wanted = read_data(the_book(lang), "book"), render(judged(the_portfolio(lang)))
    assert set(raw.tables) == set(wanted.tables)
    for name, table in wanted.tables.items():
        found = raw.tables[name]
        assert (found.sheet, found.headers, found.below) == (table.sheet, table.headers, 0)
        assert plain(found) == plain(table)
    assert {name: raw.cells[name].value or None for name in wanted.cells} == {
        name: cell.value or None for name, cell in wanted.cells.items()
    }


def test_every_table_has_something_to_compare() -> None:
    raw = read_data(the_book(), "book")
    assert all(plain(raw.tables[name]) for name in ("tblAccounts", "tblDecisions", "tblProposals", "tblKam"))


def test_reading_and_parsing_gives_the_portfolio_that_was_built() -> None:
    for lang in LANGUAGES:
        portfolio = the_portfolio(lang)
        parsed = parse(read_data(the_book(lang), "book"))
        assert parsed.portfolio == portfolio
        assert [finding.code for finding in parsed.findings] == ["account_name_formula"]


def test_places_are_those_of_the_sheet(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        cell = header_cell(sheet, header("margin"))
        sheet.cell(cell.row + 2, cell.column).value = "much"
        wanted = sheet.cell(cell.row + 2, cell.column).coordinate
    (finding,) = (one for one in parse(read_book(path)).findings if one.code == "cell_text_for_number")
    assert (finding.where.sheet, finding.where.cell) == ("Accounts", wanted)
    named = read_book(path).cells["margin_plan"]
    assert named.value == 30 and named.sheet == "Start" and path_cell(path, "Start", named.cell) == 30


def path_cell(path: Path, sheet: str, cell: str) -> object:
    with edited(path) as workbook:
        value: object = workbook[sheet][cell].value
    return value


def test_dates_are_dates_and_blanks_are_none() -> None:
    table = read_data(the_book(), "book").tables["tblAccounts"]
    assert column_of(table, "evidence_date") == [AS_OF - dt.timedelta(days=40)] * 3 + [None]
    assert column_of(table, "margin")[2] is None


def test_rows_typed_under_a_table_belong_to_it_up_to_the_first_blank_row(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        first = sheet.max_row + 1
        sheet.cell(first, 1).value = "Typed below"
        sheet.cell(first + 1, 1).value = "And another"
        sheet.cell(first + 3, 1).value = "A remark further down"
    raw = read_book(path)
    assert names_in(raw) == [*NAMES, "Typed below", "And another"]
    assert raw.tables["tblAccounts"].below == 2
    assert len({len(row) for row in raw.tables["tblAccounts"].rows}) == 1
    found = [one.where.cell for one in parse(raw).findings if one.code == "row_below_table"]
    assert found == [f"A{first}", f"A{first + 1}"]


def test_a_totals_row_is_no_client_and_rows_under_it_keep_their_addresses(path: Path) -> None:
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        table = sheet.tables["tblAccounts"]
        row = sheet.max_row + 1
        table.ref = f"{table.ref.rstrip('0123456789')}{row}"
        table.totalsRowCount = 1
        sheet.cell(row, 1).value = "Total"
        sheet.cell(row + 1, 1).value = "Typed below"
    raw = read_book(path)
    assert names_in(raw) == [*NAMES, None, "Typed below"]
    assert [one.where.cell for one in parse(raw).findings if one.code == "row_below_table"] == [f"A{row + 1}"]


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!"])
def test_an_error_value_is_no_blank(path: Path, error: str) -> None:
    with edited(path) as workbook:
        cell = header_cell(workbook["Accounts"], header("headroom"))
        target = workbook["Accounts"].cell(cell.row + 1, cell.column)
        target.value, target.data_type = error, "e"
        workbook["Start"][read_book(path).cells["margin_plan"].cell] = error
    raw = read_book(path)
    assert column_of(raw.tables["tblAccounts"], "headroom")[0] == CellError(error)
    assert raw.cells["margin_plan"].value == CellError(error)
    assert sum(one.code == "cell_error" for one in parse(raw).findings) == 2


def test_error_values_are_found_without_cell_addresses() -> None:
    def without_addresses(xml: bytes) -> bytes:
        import re

        xml = re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", xml)
        return xml.replace(b"<v>30</v>", b"<v>31</v>")

    def spoilt(xml: bytes) -> bytes:
        return xml.replace(b"<v>7.56</v>", b"<v>#N/A</v>").replace(b"><v>#N/A", b' t="e"><v>#N/A')

    broken = with_part(the_book(), "xl/worksheets/sheet2.xml", spoilt)
    wanted = read_data(broken, "book").tables["tblAccounts"]
    assert CellError("#N/A") in column_of(wanted, "margin")
    bare = read_data(with_part(broken, "xl/worksheets/sheet3.xml", without_addresses), "book")
    assert bare.tables["tblAccounts"] == wanted


def test_a_renamed_sheet_an_inserted_column_and_own_columns_do_not_matter(path: Path) -> None:
    wanted = parse(read_book(path)).portfolio
    with edited(path) as workbook:
        add_column(workbook["Accounts"], "My mark", ["a", "b", None, 4])
        workbook["Accounts"].title = "Мои 'лучшие' клиенты"
    raw = read_book(path)
    assert raw.tables["tblAccounts"].sheet == "Мои 'лучшие' клиенты"
    assert raw.tables["tblAccounts"].headers[-1] == "My mark"
    assert parse(raw).portfolio == wanted


def test_named_cells_follow_a_sheet_whose_new_name_needs_quotes(path: Path) -> None:
    with edited(path) as workbook:
        workbook["Start"].title = "Olga's start"
        for one in workbook.defined_names.values():
            one.attr_text = one.attr_text.replace("'Start'!", "'Olga''s start'!")
    named = read_book(path).cells["margin_plan"]
    assert (named.value, named.sheet) == (30, "Olga's start")


def test_headers_in_the_other_language_are_read(path: Path) -> None:
    wanted = parse(read_book(path)).portfolio
    with edited(path) as workbook:
        sheet = workbook["Accounts"]
        table = sheet.tables["tblAccounts"]
        row = header_cell(sheet, header("account")).row
        for i, column in enumerate(table.tableColumns, start=1):
            key = schema.column_key("tblAccounts", column.name)
            assert key
            column.name = sheet.cell(row, i).value = header(key, "ru")
    assert parse(read_book(path)).portfolio == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["Table1", ""])
def test_a_book_whose_tables_lost_their_names_is_found_by_header(lang: Lang, name: str) -> None:
    """Without a name each table is another program's table, or no table at all but cells under a header."""
    book = the_book(lang)
    parts = dict(parts_of(book))
    for i in range(1, 6):
        part = f"xl/tables/table{i}.xml"
        if name:
            old = schema.TABLES[i - 1].name.encode()
            parts[part] = parts[part].replace(b'ame="' + old, b'ame="' + name.encode() + str(i).encode())
        else:
            del parts[part]
    if not name:
        parts = {part: data for part, data in parts.items() if "worksheets/_rels" not in part}
    found, wanted = read_data(with_parts(parts), "book"), read_data(book, "book")
    assert {key: plain(table) for key, table in found.tables.items()} == {
        key: plain(table) for key, table in wanted.tables.items()
    }
    assert parse(found).portfolio == the_portfolio(lang)


def test_a_book_that_is_none_of_ours_has_no_tables(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.create_sheet("Clients")
    sheet.append(["Client", "City", "Phone"])
    sheet.append(["Armatura", "Tula", "1"])
    workbook.save(tmp_path / "other.xlsx")
    assert read_book(tmp_path / "other.xlsx") == RawBook()


def test_sheets_without_our_tables_or_names_are_not_read(path: Path) -> None:
    with edited(path) as workbook:
        workbook.create_sheet("Mine")["A1"] = "x"
    data = with_part(
        path.read_bytes(), f"xl/worksheets/sheet{len(schema.SHEETS) + 1}.xml", lambda _: b"<worksheet><broken"
    )
    assert parse(read_data(data, "book")).portfolio == the_portfolio()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_saved_by_libreoffice_reads_as_before(lang: Lang, tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(the_book(lang))
    saved = libreoffice.save_as(book, tmp_path / "saved.xlsx")
    found, wanted = read_book(saved), read_book(book)
    assert {key: (table.sheet, table.headers, table.first_row) for key, table in found.tables.items()} == {
        key: (table.sheet, table.headers, table.first_row) for key, table in wanted.tables.items()
    }
    assert parse(found).portfolio == the_portfolio(lang)
    assert parse(found).policy == parse(wanted).policy


def test_what_is_typed_in_libreoffice_is_read(tmp_path: Path, libreoffice: LibreOffice) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(the_book())
    table = read_book(book).tables["tblAccounts"]
    below = table.cell(len(table.rows), 0)
    saved = libreoffice.save_as(book, tmp_path / "saved.xlsx", {"Accounts": {below: "Typed in LibreOffice"}})
    assert names_in(read_book(saved))[-1] == "Typed in LibreOffice"
    assert read_book(saved).tables["tblAccounts"].below == 1


def test_a_number_typed_over_a_formula_is_read_although_calculated_columns_are_not() -> None:
    parts = dict(parts_of(the_book()))
    sheet = "xl/worksheets/sheet2.xml"
    points = next(i for i, column in enumerate(schema.ACCOUNTS.columns) if column.key == "points")
    cell = f"{column_letters(points + 1)}6"
    typed = re.sub(rb'(<c r="%b"[^>]*>)<f>.*?</f><v>.*?</v>' % cell.encode(), rb"\g<1><v>99</v>", parts[sheet])
    assert typed != parts[sheet]
    table = read_data(with_parts({**parts, sheet: typed}), "book").tables["tblAccounts"]
    assert [row[points] for row in table.rows] == [99, None, None, None]
