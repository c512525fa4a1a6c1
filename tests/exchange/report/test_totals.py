"""The totals above the tables: native formulas that give what pandas gives, also after recalculation."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.exchange.report import write_report
from kam_xl.exchange.report.page import title
from kam_xl.exchange.report.rows import rows_of
from kam_xl.exchange.report.sheets import PLAN_MONTHS, PLAN_YEARS, SHEETS
from kam_xl.exchange.report.totals import total_lines
from kam_xl.exchange.team_frames import frames
from kam_xl.exchange.team_view import TeamView
from kam_xl.i18n import LANGUAGES, Lang
from tests.support.libreoffice import LibreOffice
from tests.support.team_views import columns, team_view


def in_units(view: TeamView, *units: str) -> TeamView:
    """Return a view whose books count in these units, one after the other."""
    place = [one.key for one in columns("books")].index("currency")
    books = [
        (*row[:place], unit, *row[place + 1 :]) for row, unit in zip(view.tables["books"], units, strict=True)
    ]  # fmt: skip
    return replace(view, tables={**view.tables, "books": books})


@pytest.mark.parametrize("units", [("EUR", "EUR", "EUR"), ("EUR", "USD", ""), ("=1+1", ">0", "*")], ids="-".join)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_formulas_give_what_pandas_gives(
    lang: Lang, units: tuple[str, ...], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    view = in_units(team_view(lang), *units)
    path = tmp_path / "team.xlsx"
    path.write_bytes(write_report(view))
    cached = load_workbook(path, data_only=True)
    checked = 0
    for sheet, cells in libreoffice.recalculate(path).items():
        for place, cell in cells.items():
            assert not cell.error
            if cell.formula:
                assert cell.value == pytest.approx(cached[sheet][place].value, abs=1e-6), (sheet, place)
                checked += 1
    assert checked >= 60


def test_money_of_each_unit_has_a_line_of_its_own() -> None:
    view = in_units(team_view(), "EUR", "USD", "EUR")
    lines = total_lines(PLAN_YEARS, rows_of(PLAN_YEARS, frames(view), view), 2026)
    assert lines[["currency", "year"]].to_numpy().tolist() == [
        [unit, year] for unit in ("EUR", "USD") for year in (2025, 2026, 2027, 2028)
    ]  # fmt: skip


def test_quarters_are_those_of_this_year() -> None:
    view = team_view()
    rows = rows_of(PLAN_MONTHS, frames(view), view)
    assert list(total_lines(PLAN_MONTHS, rows, 2026)["quarter"]) == [1, 2, 3, 4]
    assert total_lines(PLAN_MONTHS, rows, 2020).empty


def test_totals_have_their_values_without_a_calculator() -> None:
    book = load_workbook(io.BytesIO(write_report(team_view())), data_only=True)
    formulas = load_workbook(io.BytesIO(write_report(team_view())))
    for sheet in (one for one in SHEETS if one.sums):
        name = title(sheet.key, "en")
        found = [cell.coordinate for row in formulas[name].iter_rows() for cell in row if cell.data_type == "f"]
        assert len(found) >= len(sheet.sums)
        assert all(isinstance(book[name][place].value, int | float) for place in found)
    hours = sum(row[[one.key for one in columns("books")].index("hours")] for row in team_view().tables["books"])
    assert hours in [cell.value for cell in book["Overview"][6]]


def test_a_sum_beyond_all_numbers_is_the_error_that_a_spreadsheet_makes_of_it() -> None:
    view, place = team_view(), [one.key for one in columns("plan_years")].index("margin")
    rows = [(*row[:place], 1.7e308, *row[place + 1 :]) for row in view.tables["plan_years"]]
    report = write_report(replace(view, tables={**view.tables, "plan_years": rows}))
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        sheets_ = [package.read(name) for name in package.namelist() if "worksheets/sheet" in name]
    assert any(b"<v>#NUM!</v>" in one for one in sheets_)
    assert not any(word in one.lower() for one in sheets_ for word in (b"<v>inf", b"<v>-inf", b"<v>nan"))
