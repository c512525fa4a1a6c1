"""The native chart of influence against stake."""

from __future__ import annotations

from typing import Any

from kam_xl.build.page import Page
from kam_xl.build.ranking import INFLUENCE_COLUMN, STAKE_COLUMN
from kam_xl.build.styles import BLUE, GREY, ORANGE
from kam_xl.rules import stake_threshold
from kam_xl.sheets import schema

_GATE_ROW = 20
"""Row of the Lists sheet, from 0, where the line's two points stand."""

_POINTS_ROW, _POINTS_COLUMN = 24, 0
"""Where, from 0, the points of clients with a place stand on the Lists sheet: influence, then stake."""


def influence_stake_chart(page: Page, row: int, column: int, ranking: int, accounts: int) -> None:
    """Insert the chart: all clients, those with a place by name, and the stake from which gate 2 opens.

    Args:
        page: the Portfolio sheet.
        row: where the chart's upper left corner lies, from 0.
        column: likewise.
        ranking: first row of the ranking, from 0; its columns give names, stakes and influence.
        accounts: number of clients in the table.
    """
    chart = page.book.workbook.add_chart({"type": "scatter"})
    columns = schema.ACCOUNTS.shown(page.book.policy)
    keys = [one.key for one in columns]
    first = schema.header_row(schema.ACCOUNTS, page.book.policy)
    last = first + max(accounts, 1) - 1
    accounts_page = page.book.page("accounts")

    def of_accounts(key: str) -> str:
        return "=" + accounts_page.area(first, keys.index(key), last, keys.index(key))

    limit = int(page.book.policy.capacity.cap)
    named = ranking, ranking + limit - 1
    best = page.book.whole.ranked[:limit]
    labels = [{"value": "=" + page.area(named[0] + i, 0, named[0] + i, 0)} for i in range(limit)]
    chart.add_series({
        "name": page.text("portfolio.chart.all"),
        "categories": of_accounts("influence"), "values": of_accounts("stake"),
        "marker": {"type": "circle", "size": 5, "fill": {"color": "#BFBFBF"}, "border": {"color": GREY}},
    })  # fmt: skip
    chart.add_series({
        "name": page.text("portfolio.chart.in"),
        "categories": _points(page, named, INFLUENCE_COLUMN, [item.qualification.influence for item in best]),
        "values": _points(page, named, STAKE_COLUMN, [item.qualification.stake for item in best]),
        "marker": {"type": "diamond", "size": 8, "fill": {"color": BLUE}, "border": {"color": BLUE}},
        "data_labels": {"custom": labels, "value": True, "position": "right", "font": {"size": 8}},
    })  # fmt: skip
    _gate(page, chart)
    title = {"name_font": {"size": 9, "bold": False}, "num_font": {"size": 8}}
    chart.set_x_axis(
        {
            "name": page.text("portfolio.chart.x"),
            "min": 0,
            "max": 1,
            "num_format": "0.0",
            "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}},
            **title,
        }
    )
    chart.set_y_axis(
        {
            "name": page.text("portfolio.chart.y"),
            "min": 0,
            "num_format": "#,##0.0",
            "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}},
            **title,
        }
    )
    chart.set_title({"name": page.text("portfolio.chart"), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 400})
    page.sheet.insert_chart(
        row, column, chart, {"description": page.text("portfolio.chart.alt"), "object_position": 1, "x_offset": 8}
    )


def _points(page: Page, rows: tuple[int, int], column: int, values: list[float]) -> str:
    """Return the area of a column of the ranking as a chart can draw it.

    A chart draws blank texts as nought; on the Lists sheet an empty row repeats the first one instead.
    """
    lists, target = page.book.page("lists"), _POINTS_COLUMN + (column == STAKE_COLUMN)
    first = page.area(rows[0], column, rows[0], column)
    for i, row in enumerate(range(rows[0], rows[1] + 1)):
        here = page.area(row, column, row, column)
        value = values[i] if i < len(values) else values[0] if values else 0
        lists.formula(_POINTS_ROW + i, target, f'=IF({here}="",N({first}),{here})', value, "hidden")
    return "=" + lists.area(_POINTS_ROW, target, _POINTS_ROW + rows[1] - rows[0], target)


def _gate(page: Page, chart: Any) -> None:
    """Draw the threshold of gate 2 as a line from 0 to 1; its two points stand on the Lists sheet."""
    value = stake_threshold(page.book.policy, page.book.whole.portfolio.setup.margin_plan)
    lists = page.book.page("lists")
    for i in range(2):
        lists.put(_GATE_ROW + i, 0, float(i), "hidden")
        lists.formula(_GATE_ROW + i, 1, "=stake_threshold", value, "hidden")
    chart.add_series({
        "name": page.text("portfolio.chart.gate"),
        "categories": "=" + lists.area(_GATE_ROW, 0, _GATE_ROW + 1, 0),
        "values": "=" + lists.area(_GATE_ROW, 1, _GATE_ROW + 1, 1),
        "line": {"color": ORANGE, "width": 1.5, "dash_type": "dash"}, "marker": {"type": "none"},
    })  # fmt: skip
