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

_POINTS_ROW = 24
"""Row of the Lists sheet, from 0, from which points of clients with a place stand: influence, stake, name."""


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

    influence, stake, labels = _places(page, ranking)
    chart.add_series({
        "name": page.text("portfolio.chart.all"),
        "categories": of_accounts("influence"), "values": of_accounts("stake"),
        "marker": {"type": "circle", "size": 5, "fill": {"color": "#BFBFBF"}, "border": {"color": GREY}},
    })  # fmt: skip
    chart.add_series({
        "name": page.text("portfolio.chart.in"), "categories": influence, "values": stake,
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


def _places(page: Page, ranking: int) -> tuple[str, str, list[dict[str, str]]]:
    """Return the areas of influence and stake of clients with a place, and their names as labels.

    A chart draws blank texts as nought: on the Lists sheet a place that nobody holds repeats the first point, unnamed.
    """
    lists, whole = page.book.page("lists"), page.book.whole
    count = int(page.book.policy.capacity.cap)
    best = whole.ranked[: whole.limit]
    first = whole.ranked[0].qualification if whole.ranked else None
    labels = []
    for i in range(count):
        name = page.area(ranking + i, 0, ranking + i, 0)
        held = f'AND({name}<>"",{i + 1}<=account_limit)'
        item = best[i] if i < len(best) else None
        one = item.qualification if item else first
        for target, column, value in (
            (0, INFLUENCE_COLUMN, one.influence if one else 0),
            (1, STAKE_COLUMN, one.stake if one else 0),
        ):
            here, top = (page.area(row, column, row, column) for row in (ranking + i, ranking))
            lists.formula(_POINTS_ROW + i, target, f"=IF({held},{here},N({top}))", value, "hidden")
        shown = item.account.account if item else ""
        lists.formula(_POINTS_ROW + i, 2, f'=IF({held},{name},"")', shown, "hidden")
        labels.append({"value": "=" + lists.area(_POINTS_ROW + i, 2, _POINTS_ROW + i, 2)})
    last = _POINTS_ROW + count - 1
    influence, stake = ("=" + lists.area(_POINTS_ROW, column, last, column) for column in (0, 1))
    return influence, stake, labels


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
