"""The team workbook as a package: what it holds, what people see, what repeats exactly."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openxml_audit import OpenXmlValidator

from kam_xl.exchange.report import tables as report_tables
from kam_xl.exchange.report import write_report
from kam_xl.exchange.report.page import title
from kam_xl.exchange.report.sheets import CHARTS, SHEETS, START, sheets_of
from kam_xl.exchange.team_tables import Row
from kam_xl.i18n import LANGUAGES, Lang, known, say, template
from tests.conftest import ROOT
from tests.factories import without_tool
from tests.support.team_views import big_view, empty_view, row_of, team_view

LINT = ROOT.parent / "shared" / "tools" / "xlsx_lint.py"


def opened(data: bytes) -> Workbook:
    """Open a workbook from its bytes, as values."""
    return load_workbook(io.BytesIO(data), data_only=True)


def parts(data: bytes) -> dict[str, str]:
    """Return the XML parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def column(book: Workbook, lang: Lang, sheet: str, key: str) -> list[Any]:
    """Return what stands under a header in the table of a sheet."""
    page = book[title(sheet, lang)]
    (table,) = page.tables.values()
    head, *rows = page[table.ref]
    own = f"team.column.{sheet}.{key}"
    wanted = template(lang, own if known(own) else f"team.column.{key}")
    place = [cell.value for cell in head].index(wanted)
    return [row[place].value for row in rows]


def test_every_sheet_is_there_with_one_table_of_an_ascii_name(report: bytes, lang: Lang) -> None:
    book = opened(report)
    assert book.sheetnames == [title(key, lang) for key in (START, CHARTS, *(one.key for one in SHEETS))]
    for sheet in SHEETS:
        (table,) = book[title(sheet.key, lang)].tables.values()
        assert table.name == sheet.table
        assert table.name.isascii()
        assert table.name.startswith("tblTeam")
        assert table.autoFilter is not None


def test_the_package_is_sound(report: bytes, lang: Lang, tmp_path: Path) -> None:
    for name, data in (("full", report), ("empty", write_report(empty_view(lang)))):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(data)
        assert not OpenXmlValidator().validate(path).errors
        if LINT.is_file():
            linted = subprocess.run([sys.executable, LINT, path], capture_output=True, text=True, timeout=120)
            assert linted.returncode == 0, linted.stdout


def test_equal_views_give_equal_bytes(report: bytes, lang: Lang) -> None:
    assert write_report(team_view(lang)) == report


def test_the_properties_name_nobody_and_a_day_that_the_view_gives(report: bytes, lang: Lang) -> None:
    core = parts(report)["docProps/core.xml"]
    assert "<dc:creator></dc:creator>" in core
    assert f"<dc:language>{lang}</dc:language>" in core
    assert ">2026-09-30T00:00:00Z</dcterms:created>" in core
    assert say(lang, "team.title") in core


def test_each_row_sheet_keeps_its_header_in_sight_and_repeats_it_in_print(report: bytes, lang: Lang) -> None:
    book = load_workbook(io.BytesIO(report))
    for sheet in SHEETS:
        page = book[title(sheet.key, lang)]
        (table,) = page.tables.values()
        head = int(re.findall(r"\d+", table.ref)[0])
        assert page.freeze_panes == f"{'ABCDEF'[sheet.frozen]}{head + 1}"
        assert page.print_title_rows == f"${head}:${head}"
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert "&P" in str(page.oddFooter)


def test_every_chart_has_a_title_and_an_alternative_text(report: bytes, lang: Lang) -> None:
    found = parts(report)
    charts = [xml for name, xml in found.items() if name.startswith("xl/charts/chart")]
    drawing = found["xl/drawings/drawing1.xml"]
    for key in ("caps", "fact", "months", "years", "money", "due", "effect"):
        assert any(template(lang, f"team.chart.{key}") in xml for xml in charts)
        assert template(lang, f"team.chart.{key}.alt") in drawing


def test_start_says_first_what_asks_for_the_head_and_leads_there(report: bytes, lang: Lang) -> None:
    page = opened(report)[title(START, lang)]
    said = {str(row[0].value): row[1] for row in page.iter_rows(max_col=2) if row[0].value}
    for key, sheet, n in (
        ("refused", "arrivals", 1), ("late", "late", 1), ("claims", "claims", 1), ("unconfirmed", "overview", 1),
        ("drift", "overview", 1), ("errors", "findings", 1),
    ):  # fmt: skip
        link = said[f"! {say(lang, f'team.start.ask.{key}', n=n)}"]
        assert link.hyperlink is not None
        assert link.hyperlink.location == f"'{title(sheet, lang)}'!A1"
    assert not any("ask.over" in one for one in said)


def test_links_lead_nowhere_outside(report: bytes) -> None:
    assert not [name for name, xml in parts(report).items() if name.endswith(".rels") and "TargetMode" in xml]


def test_an_empty_team_says_so_on_every_sheet(lang: Lang) -> None:
    book = opened(write_report(empty_view(lang)))
    for sheet in SHEETS:
        ending = "first" if sheet.key == "changes" else "empty"
        assert book[title(sheet.key, lang)]["A5"].value == template(lang, f"team.sheet.{sheet.key}.{ending}")
    assert f"! {template(lang, 'team.start.ask.nobody')}" in [cell.value for cell in book[title(START, lang)]["A"]]


def test_a_quiet_team_has_nothing_to_do() -> None:
    view = team_view()
    quiet: dict[str, list[Row]] = {
        name: [] for name in ("claims", "findings", "arrivals", "late", "actions", "accounts", "keys")
    }
    books = [row_of("books", manager="Anna", book_id="b", record_over=0, plan_confirmed=view.as_of)]
    page = opened(write_report(replace(view, tables={**view.tables, **quiet, "books": books})))["Start"]
    assert template("en", "team.start.nothing") in [cell.value for cell in page["A"]]


@pytest.mark.parametrize("tool", ["plan", "dossier", "buying_center", "serves_rest", "works_against_seller"])
def test_sheets_of_a_part_that_is_switched_off_are_left_out(tool: str) -> None:
    policy = without_tool(tool)
    names = opened(write_report(replace(team_view(), policy=policy))).sheetnames
    gone = {title(one.key, "en") for one in SHEETS if one.tool == tool}
    assert gone
    assert not gone & set(names)
    assert len(names) == 2 + len(sheets_of(policy))


def test_the_weightiest_stands_first(lang: Lang, report: bytes) -> None:
    book = opened(report)
    assert column(book, lang, "arrivals", "kind")[0] == say(lang, "list.arrivals.refused")
    assert column(book, lang, "findings", "severity") == [
        say(lang, f"list.severity.{k}") for k in ("error", "warning", "note")
    ]
    states = column(book, lang, "actions", "state")
    late = [state == say(lang, "list.due_states.overdue") for state in states]
    assert late == sorted(late, reverse=True)
    assert any(late)
    assert column(book, lang, "overview", "plan_confirmed")[0] is None


def test_rows_can_be_traced_to_their_cells(report: bytes, lang: Lang) -> None:
    book = opened(report)
    for sheet in ("overview", "keys", "claims", "against", "served", "actions", "changes"):
        for source, cell in zip(column(book, lang, sheet, "source"), column(book, lang, sheet, "cell"), strict=True):
            assert str(source).startswith("inbox.mbox › KAM ")
            assert re.fullmatch(r"[A-Z]+\d+", str(cell))


def test_key_accounts_show_where_record_and_verdict_part(report: bytes, lang: Lang) -> None:
    book = opened(report)
    yes = say(lang, "list.yes_no.yes")
    rows = zip(*(column(book, lang, "keys", key) for key in ("on_record", "manager_key", "standing")), strict=True)
    for record, key, standing in rows:
        code = {(True, True): "agree", (True, False): "leaves", (False, True): "enters"}.get(
            (record == yes, key == yes), "company"
        )
        assert standing == say(lang, f"list.team_standing.{code}")


def test_who_serves_the_rest_frees_the_hours_of_an_account_each(report: bytes, lang: Lang) -> None:
    book, each = opened(report), team_view().policy.capacity.hours_per_account
    freed, left = (column(book, lang, "served", key) for key in ("hours_freed", "hours_left"))
    served = [bool(one) for one in column(book, lang, "served", "served_by")]
    assert freed == [each * one for one in served]
    assert left == [each * (not one) for one in served]
    assert sum(freed) == sum(column(book, lang, "overview", "hours_freed"))


def test_purposes_fit_beside_what_prints() -> None:
    for sheet in SHEETS:
        shown = sheet.columns[: len(sheet.columns) - sheet.traced]
        for lang in LANGUAGES:
            assert (
                len(template(lang, f"team.sheet.{sheet.key}.purpose")) <= 1.1 * max(sum(one.width for one in shown), 78)
                or sheet.heat
            )


def test_a_sheet_longer_than_people_read_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_tables, "MOST_ROWS", 10)
    page = opened(write_report(team_view()))["Actions due"]
    (table,) = page.tables.values()
    assert len(page[table.ref]) == 11
    assert "first 10 of 42" in str(page["A4"].value)


def test_a_big_team_shows_the_first_managers_in_its_charts() -> None:
    view = big_view(30, accounts=2, keys=1)
    charts = [xml for name, xml in parts(write_report(view)).items() if name.startswith("xl/charts/chart")]
    assert any("the first 20 of 30" in xml for xml in charts)


def test_names_of_sheets_and_tables_can_be_names() -> None:
    for lang in LANGUAGES:
        names = [title(key, lang) for key in (START, CHARTS, *(one.key for one in SHEETS))]
        assert len({name.casefold() for name in names}) == len(names)
        assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
        for sheet in SHEETS:
            heads = []
            for one in sheet.columns:
                own = f"team.column.{sheet.key}.{one.key}"
                heads.append(template(lang, own if known(own) else f"team.column.{one.key}"))
                if one.key in (*sheet.sums, *sheet.by):
                    assert re.fullmatch(r"[\w ]+", heads[-1])
            assert len({head.casefold() for head in heads}) == len(heads)
