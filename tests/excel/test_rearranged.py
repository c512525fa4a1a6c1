"""A workbook that people and programs rearranged reads as before, field by field, or a finding says what does not."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.build.workbook import build
from kam_xl.excel.reading import read_data
from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.policy import TOOLS
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.task_records import TASK_RECORDS
from tests.excel.books import the_book, the_portfolio
from tests.factories import AS_OF, default_policy
from tests.support.differences import differences
from tests.support.rearranged import (
    GOOGLE,
    Edit,
    add_blank_rows,
    add_totals,
    as_before,
    bounds,
    break_names,
    copy_sheet,
    dates_as_numbers,
    edited_by,
    filter_rows,
    forget_totals,
    hide_rows,
    lose_names,
    lose_tables,
    move_tables,
    nudge_numbers,
    own_between,
    part_rows,
    rename_sheets,
    rename_tables,
    reversed_order,
    table_in,
    tables_of,
    translate_titles,
    unhide_sheets,
    with_columns,
)

STANDING = {"account_name_formula"}
"""What is wrong in the book before anybody touched it."""
MOVED = STANDING | {"columns_moved"}

WAYS: dict[str, tuple[tuple[Edit, ...], set[str]]] = {
    "nothing but saved": ((), STANDING),
    "renamed sheets": ((rename_sheets,), STANDING),
    "titles in English": ((translate_titles("en"),), STANDING),
    "titles in Russian": ((translate_titles("ru"),), STANDING),
    "moved tables": ((move_tables(4, 3),), STANDING),
    "own columns inside": ((with_columns(own_between),), MOVED),
    "columns the other way round": ((with_columns(reversed_order),), MOVED),
    "headers in English": ((with_columns(as_before, "en"),), STANDING),
    "headers in Russian": ((with_columns(as_before, "ru"),), STANDING),
    "hidden rows": ((hide_rows,), STANDING),
    "a filter": ((filter_rows,), STANDING),
    "tables without our names": ((rename_tables,), STANDING),
    "no tables": ((lose_tables,), STANDING),
    "no names": ((lose_names,), STANDING),
    "names that point nowhere": ((break_names,), STANDING),
    "neither tables nor names": (GOOGLE, STANDING),
    "neither tables nor names nor titles": ((*GOOGLE, rename_sheets), STANDING),
    "all of it": ((with_columns(own_between, "ru"), move_tables(3, 2), *GOOGLE, rename_sheets), MOVED),
    "very hidden sheets hidden": ((unhide_sheets,), STANDING),
    "dates as serial numbers": ((dates_as_numbers,), STANDING),
    "numbers a hair off": ((nudge_numbers,), STANDING),
    "blank rows at the end": ((add_blank_rows,), STANDING | {"policy_rows_changed"}),
    "blank rows between": ((part_rows,), STANDING | {"policy_rows_changed"}),
    "blank rows between and no tables": ((part_rows, *GOOGLE), STANDING | {"policy_rows_changed"}),
    "totals": ((add_totals,), STANDING),
    "totals that pass for rows": ((forget_totals,), STANDING),
    "totals and no tables": ((add_totals, *GOOGLE), STANDING),
}


def after(lang: Lang, *edits: Edit) -> Parsed:
    return parse(read_data(edited_by(the_book(lang), *edits), "book"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
def test_a_rearranged_book_reads_as_before(way: str, lang: Lang) -> None:
    edits, allowed = WAYS[way]
    parsed = after(lang, *edits)
    assert differences(parsed.portfolio, the_portfolio(lang)) == []
    assert differences(parsed.policy, default_policy()) == []
    assert {one.code for one in parsed.findings} <= allowed


def test_columns_out_of_their_order_are_a_warning_since_they_are_read() -> None:
    found = [one for one in after("en", with_columns(reversed_order)).findings if one.code == "columns_moved"]
    assert found
    assert {one.severity for one in found} == {Severity.WARNING}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_without_the_tools_is_found_by_its_headers_and_labels(lang: Lang) -> None:
    policy = replace(default_policy(), tools=dict.fromkeys(TOOLS, False))
    portfolio = replace(the_portfolio(lang), proposals=())
    data = build(assess(portfolio, policy, AS_OF))
    wanted = parse(read_data(data, "book"))
    found = parse(read_data(edited_by(data, *GOOGLE, rename_sheets), "book"))
    assert differences(found.portfolio, wanted.portfolio) == []
    assert set(found.tables) == set(wanted.tables)


def test_a_plan_for_a_single_year_is_found_by_its_headers() -> None:
    policy = replace(default_policy(), plan=replace(default_policy().plan, horizon=1))
    tasks = the_portfolio().tasks
    goals = tuple(replace(one, sales=(*one.sales[:2], None, None, None, None)) for one in tasks.goals)
    portfolio = replace(the_portfolio(), tasks=replace(tasks, goals=goals))
    found = parse(read_data(edited_by(build(assess(portfolio, policy, AS_OF)), *GOOGLE), "book"))
    assert differences(found.portfolio, portfolio) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_of_the_policy_changed_by_hand_count_without_their_names_too(lang: Lang) -> None:
    names = ("core_min", "weight_status", "weight_loyal", "core_lever_terms", "plan_low_case")
    cells = read_data(the_book(lang), "book").cells
    new = {"core_min": 1.0, "weight_status": 10.0, "weight_loyal": 20.0, "core_lever_terms": 1.0, "plan_low_case": 0.4}

    def change(workbook: Any) -> None:
        for name in names:
            workbook[cells[name].sheet][cells[name].cell].value = new[name]

    with_names, without = (after(lang, change, *edits) for edits in ((), (lose_names,)))
    assert differences(without.policy, with_names.policy) == []
    assert without.policy.scoring.core_min == 1
    drift = [(one.where, one.code) for one in without.findings if one.code == "policy_cell_changed"]
    assert len(drift) == 5
    assert drift == [(one.where, one.code) for one in with_names.findings if one.code == "policy_cell_changed"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cell_without_name_and_label_is_missed_and_named(lang: Lang) -> None:
    cell = read_data(the_book(lang), "book").cells["margin_plan"]

    def unlabel(workbook: Any) -> None:
        workbook[cell.sheet][f"A{cell.cell[1:]}"].value = "?"

    parsed = after(lang, unlabel, lose_names)
    wanted = the_portfolio(lang)
    assert parsed.portfolio == replace(wanted, setup=replace(wanted.setup, margin_plan=None))
    (finding,) = (one for one in parsed.findings if one.code == "cell_lost")
    assert finding.where.sheet == schema.sheet_name("start", lang)
    assert schema.cell_label("margin_plan").in_(lang) in finding.what(lang)


def test_labels_on_a_sheet_of_a_persons_own_are_not_taken_for_start() -> None:
    def own(workbook: Any) -> None:
        sheet = workbook.create_sheet("Mine")
        sheet["A1"], sheet["B1"] = "Manager", "Somebody else"
        sheet["A2"], sheet["B2"] = "Client", "Nobody"
        workbook.move_sheet(sheet, -len(workbook.worksheets) + 1)

    parsed = after("en", own, *GOOGLE, rename_sheets)
    assert differences(parsed.portfolio, the_portfolio()) == []


def test_a_few_labels_make_no_sheet_of_ours_where_that_is_gone() -> None:
    def own(workbook: Any) -> None:
        del workbook["Start"], workbook["Periods"]
        sheet = workbook.create_sheet("Mine")
        for row in (("Manager", "Somebody else"), ("Client", "Nobody"), ("Key", "value")):
            sheet.append(row)

    parsed = after("en", own, lose_names)
    setup = parsed.portfolio.setup
    assert (setup.manager, setup.asked_client, setup.periods_client) == ("", "", "")
    assert sorted(one.code for one in parsed.findings if one.code not in STANDING) == ["cell_lost"] * 7


TABLES = ("tblAccounts", "tblDossier", "tblGoals", "tblFacts", "tblDecisions")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("more", [(), GOOGLE], ids=["", "no tables"])
@pytest.mark.parametrize("declared", [True, False], ids=["a table", "plain cells"])
def test_of_a_copied_sheet_the_original_counts_and_the_copy_is_named(
    declared: bool, more: tuple[Edit, ...], name: str, lang: Lang
) -> None:
    parsed = after(lang, copy_sheet(name, declared, {(0, "account"): "A client of the copy"}), *more)
    assert differences(parsed.portfolio, the_portfolio(lang)) == []
    (finding,) = (one for one in parsed.findings if one.code == "table_twice")
    first = parsed.tables[name]
    assert finding.where.sheet == f"{first.sheet} (2)"
    assert finding.where.cell == first.cell(0, 0)
    assert finding.severity is Severity.WARNING
    assert finding.params == {"sheet": first.sheet, "second": f"{first.sheet} (2)", "n": 1}
    assert all(text in finding.what(lang) for text in (first.sheet, f"{first.sheet} (2)"))


def test_a_copy_that_says_the_same_is_named_at_its_header() -> None:
    parsed = after("en", copy_sheet("tblAccounts", False))
    (finding,) = (one for one in parsed.findings if one.code == "table_twice")
    assert (finding.params["n"], finding.where.cell) == (0, parsed.accounts.cell(-1, 0))


def test_a_persons_own_list_with_some_of_our_headers_is_no_copy() -> None:
    def own(workbook: Any) -> None:
        sheet = workbook.create_sheet("Mine")
        sheet.append(
            [schema.header(schema.table("tblFacts"), one, "en") for one in schema.table("tblFacts").columns[:5]]
        )
        sheet.append(["Armatura", 2026, 1, 5, 4])

    assert {one.code for one in after("en", own).findings} == STANDING


def test_a_sheet_that_two_tables_of_one_name_stand_on_is_told_by_its_title() -> None:
    def twice(workbook: Any) -> None:
        copy_sheet("tblAccounts", True, {(0, "account"): "A client of the copy"})(workbook)
        sheet, table = table_in(workbook, "tblAccounts3")
        del sheet.tables["tblAccounts3"]
        table.name = table.displayName = "tblAccounts"
        sheet.tables.add(table)

    parsed = after("en", twice)
    assert differences(parsed.portfolio, the_portfolio()) == []
    assert [one.where.sheet for one in parsed.findings if one.code == "table_twice"] == ["Accounts (2)"]


@pytest.mark.parametrize("more", [(), GOOGLE], ids=["", "no tables"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_typed_under_every_table_of_the_tasks_are_records(lang: Lang, more: tuple[Edit, ...]) -> None:
    def type_below(workbook: Any) -> None:
        for sheet, table in tables_of(workbook):
            if table.name in {one.table.name for one in TASK_RECORDS}:
                left, _, _, bottom = bounds(table)
                sheet.cell(bottom + 1, left).value = "Armatura"

    found, before = after(lang, type_below, *more).portfolio.tasks, the_portfolio(lang).tasks
    for kept in TASK_RECORDS:
        *rows, last = getattr(found, kept.field)
        assert tuple(rows) == getattr(before, kept.field)
        assert last.account == "Armatura"


def test_a_remark_far_under_a_table_without_a_name_is_no_client() -> None:
    def remark(workbook: Any) -> None:
        sheet, table = table_in(workbook, "tblAccounts")
        left, _, _, bottom = bounds(table)
        sheet.cell(bottom + 3, left).value = "Ask Olga about these"

    assert differences(after("en", remark, *GOOGLE).portfolio, the_portfolio()) == []


def test_tables_under_one_another_on_one_sheet_keep_apart() -> None:
    def stack(workbook: Any) -> None:
        facts, table = table_in(workbook, "tblFacts")
        reviews, other = table_in(workbook, "tblReviews")
        left, top, right, bottom = bounds(other)
        start = bounds(table)[3] + 3
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                facts.cell(start + row - top, column).value = reviews.cell(row, column).value
                facts.cell(start + row - top, column).number_format = reviews.cell(row, column).number_format
        lose_tables(workbook)
        del workbook[reviews.title]

    assert differences(after("en", stack, lose_names).portfolio, the_portfolio()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_date_typed_as_text_is_a_finding_and_no_guess(lang: Lang) -> None:
    at = read_data(the_book(lang), "book").tables["tblAccounts"]
    column = [schema.column_key(at.name, text) for text in at.headers].index("evidence_date")

    def as_text(workbook: Any) -> None:
        workbook[at.sheet][at.cell(0, column)].value = "10.04.2026"

    parsed = after(lang, as_text)
    assert [(one.code, one.where.cell) for one in parsed.findings if one.code not in STANDING] == [
        ("cell_not_a_date", at.cell(0, column))
    ]
    assert parsed.portfolio.accounts[0].evidence_date is None


def test_a_fraction_is_the_same_however_its_last_digits_were_written() -> None:
    third, tables = 100 / 3, "tblFacts"

    def type_fractions(workbook: Any) -> None:
        sheet, table = table_in(workbook, tables)
        left, top, *_ = bounds(table)
        column = [schema.column_key(tables, one.name) for one in table.tableColumns].index("sales")
        for row, value in enumerate((third, math.nextafter(third, 0)), start=top + 1):
            sheet.cell(row, left + column).value = value

    first, second = after("en", type_fractions).portfolio.tasks.facts
    assert first.sales == second.sales == 33.3333333333333


def test_a_person_may_number_shown_rows_in_a_column_of_their_own() -> None:
    def number(workbook: Any) -> None:
        sheet, table = table_in(workbook, "tblAccounts")
        with_columns(own_between)(workbook)
        _, top, _, bottom = bounds(table)
        for row in range(top + 1, bottom + 1):
            sheet.cell(row, 1).value = f"=SUBTOTAL(103,A${top + 1}:A{row})"

    assert differences(after("en", number).portfolio, the_portfolio()) == []
