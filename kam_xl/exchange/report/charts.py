"""The charts of the team on one sheet: native ones, drawn from the cells of the other sheets.

Money of different units is never drawn against one axis: charts over time show the unit of the first line. A chart by
manager shows the first rows of its table, as many as can be read, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kam_xl.build.styles import BLUE, GREY, ORANGE
from kam_xl.exchange.report.cells import FORMATS
from kam_xl.exchange.report.page import FIRST_ROW, TeamPage, quoted, title
from kam_xl.exchange.report.tables import Written
from kam_xl.exchange.report.totals import header
from kam_xl.sheets.raw import column_letters
from kam_xl.values import value

MOST_MANAGERS = 20
"""Managers in one chart."""

_PALE = "#BFBFBF"
_SIZE = (640, 320)
_ROWS, _COLUMNS, _WIDTH = 17, 8, 11.5
"""Rows and columns that a chart takes on the sheet, and the width of one of them."""

Area = tuple[int, int]
"""First and last row of what a chart shows, from 0."""


@value
class Series:
    """One series of a chart: the column that it draws, in which colour, as bars or as a line."""

    column: str
    colour: str
    line: bool = False


@value
class TeamChart:
    """A chart of a sheet: by which column, which series, over which rows of the table or of its totals."""

    key: str
    sheet: str
    categories: str
    series: tuple[Series, ...]
    rows: Callable[[Written, int], Area | None]
    number: str = "#,##0"


def _first(written: Written, year: int) -> Area | None:
    return written.top + 1, min(written.last, written.top + MOST_MANAGERS)


def _one_unit_in_all(written: Written, year: int) -> Area | None:
    """Return the total lines of the first unit."""
    units = list(written.totals["currency"])
    return FIRST_ROW, FIRST_ROW + units.count(units[0]) - 1


def _of_one_unit(written: Written, year: int) -> Area | None:
    units = list(written.rows["currency"])
    return written.top + 1, written.top + units.count(units[0])


def _months_of_year(written: Written, year: int) -> Area | None:
    """Return the months of this year, of the first unit that has any."""
    now = written.rows[written.rows["year"] == year]
    if now.empty:
        return None
    places = now.index[now["currency"] == now["currency"].iloc[0]]
    return written.top + 1 + int(places[0]), written.top + 1 + int(places[-1])


CHARTS = (
    TeamChart("caps", "overview", "manager", (Series("on_record", BLUE), Series("limit", _PALE)), _first, "0"),
    TeamChart("fact", "overview", "manager", (Series("plan_now", _PALE), Series("fact_now", BLUE)), _first),
    TeamChart(
        "months", "plan_months", "month", (Series("fact", _PALE), Series("plan", BLUE, line=True)), _months_of_year
    ),
    TeamChart("years", "plan_years", "year", (Series("sales", BLUE), Series("margin_year", ORANGE)), _one_unit_in_all),
    TeamChart(
        "money", "plan_years", "year", (Series("extra", BLUE), Series("budget", ORANGE)), _one_unit_in_all, "#,##0.0"
    ),
    TeamChart("due", "due_months", "month", (Series("actions", _PALE), Series("overdue", ORANGE)), _of_one_unit, "0"),
    TeamChart(
        "effect", "effect_managers", "manager", (Series("growth", BLUE), Series("others_growth", _PALE)), _first, "0%"
    ),
)  # fmt: skip


def write_charts(page: TeamPage, tables: Mapping[str, Written]) -> None:
    """Write the sheet: a chart for each table that is there."""
    page.head()
    there = [(one, area) for one in CHARTS if (area := _area(one, tables, page.book.view.as_of.year))]
    page.sheet.hide_gridlines(2)
    page.sheet.set_column(0, 2 * _COLUMNS - 1, _WIDTH)
    for i, (one, area) in enumerate(there):
        _insert(page, one, tables[one.sheet], area, (FIRST_ROW - 1 + i // 2 * _ROWS, i % 2 * _COLUMNS))
    if not there:
        page.put(FIRST_ROW - 1, 0, page.text("team.sheet.charts.empty"), "label")
    last = FIRST_ROW + (len(there) + 1) // 2 * _ROWS
    page.print_set_up(last, 2 * _COLUMNS - 1, 2 * _COLUMNS * _WIDTH, high=1, portrait=True)


def _area(one: TeamChart, tables: Mapping[str, Written], year: int) -> Area | None:
    return one.rows(tables[one.sheet], year) if one.sheet in tables else None


def _insert(page: TeamPage, one: TeamChart, table: Written, area: Area, place: tuple[int, int]) -> None:
    bars = [series for series in one.series if not series.line]
    lines = [series for series in one.series if series.line]
    chart = _chart(page, "column", one, table, area, bars)
    if lines:
        chart.combine(_chart(page, "line", one, table, area, lines))
    chart.set_title({"name": _title(page, one, table), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    months = FORMATS[page.book.lang]["calendar"] if one.categories == "month" else "General"
    chart.set_x_axis({"num_font": {"size": 9}, "num_format": months, "label_position": "low", "text_axis": True})
    grid = {"visible": True, "line": {"color": "#E5E7EB"}}
    chart.set_y_axis({"num_format": one.number, "num_font": {"size": 9}, "major_gridlines": grid})
    chart.set_size({"width": _SIZE[0], "height": _SIZE[1]})
    alt = page.text(f"team.chart.{one.key}.alt")
    page.sheet.insert_chart(*place, chart, {"description": alt, "object_position": 1, "x_offset": 4, "y_offset": 4})


def _chart(page: TeamPage, kind: str, one: TeamChart, table: Written, area: Area, series: Sequence[Series]) -> Any:
    chart = page.book.workbook.add_chart({"type": kind})
    for item in series:
        look: dict[str, Any] = {"fill": {"color": item.colour}, "border": {"color": GREY}, "gap": 60}
        if item.line:
            look = {"line": {"color": item.colour, "width": 2.25}, "marker": {"type": "circle", "size": 5}}
        chart.add_series({
            "name": header(one.sheet, item.column, page.book.lang),
            "categories": _cells(page, one, table, one.categories, area),
            "values": _cells(page, one, table, item.column, area),
            **look,
        })  # fmt: skip
    return chart


def _cells(page: TeamPage, one: TeamChart, table: Written, column: str, area: Area) -> str:
    letter = column_letters(table.place(column) + 1)
    return f"={quoted(title(one.sheet, page.book.lang))}!${letter}${area[0] + 1}:${letter}${area[1] + 1}"


def _title(page: TeamPage, one: TeamChart, table: Written) -> str:
    said = page.text(f"team.chart.{one.key}")
    if one.categories == "manager" and len(table.rows) > MOST_MANAGERS:
        return said + page.text("team.chart.first", shown=MOST_MANAGERS, all=len(table.rows))
    return said
