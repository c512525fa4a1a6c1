"""Under the blocks of the sheet Periods: the actions of the client, and the two charts."""

from __future__ import annotations

from typing import Any

from kam_xl.build.page import Page
from kam_xl.build.styles import BLUE, GREY, ORANGE
from kam_xl.i18n import template
from kam_xl.sheets.periods_choice import PeriodsChoice
from kam_xl.sheets.plan_cells import PlanBook
from kam_xl.sheets.plan_formulas import ORDER, STATE_WEIGHT, UNDATED
from kam_xl.sheets.plan_row_cells import action_cells
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import words

ACTIONS = 12
"""Actions that the sheet lists: what is open, by its due day, then what is done."""

_GROUPS = 8
"""Product groups of the chart of what the client buys from others."""
_OWNER, _DUE, _STATE = 6, 9, 10
"""Columns, from 0; the action's text runs on over the empty ones before the owner."""


def write_actions(page: Page, top: int, book: PlanBook, choice: PeriodsChoice) -> int:
    """Write the first actions of the client from a row on and return the last row."""
    page.put(top, 0, page.text("periods.section.actions"), "section")
    for column in range(_STATE + 1):
        page.put(top + 1, column, "", "head")
    for column, key in ((0, "action"), (_OWNER, "owner"), (_DUE, "due"), (_STATE, "state")):
        page.put(top + 1, column, template(page.book.lang, f"column.tblActions.{key}"), "head")
    page.sheet.set_row(top + 1, 30)
    texts = {name: words(name, page.book.lang) for name in ("due_states", "signatures", "yes_no")}
    cells = action_cells(book, texts, choice)
    shown = sorted((int(str(row["shown_order"])), i) for i, row in enumerate(cells) if row["shown_order"])
    for k in range(ACTIONS):
        place = shown[k][1] if k < len(shown) else None
        _write_action(page, top + 2 + k, k + 1, book, place, str(cells[place]["state"]) if place is not None else "")
    style = page.book.styles.conditional("bad")
    rule = {"type": "text", "criteria": "begins with", "value": "!", "format": style}
    page.sheet.conditional_format(top + 2, _STATE, top + 1 + ACTIONS, _STATE, rule)
    return top + 1 + ACTIONS


def _write_action(page: Page, row: int, k: int, book: PlanBook, place: int | None, state: str) -> None:
    """Write the k-th action, blank where there is none."""
    order = page.table_column("tblActions", "shown_order")
    kth = f"SMALL({order},{k}+COUNTIF({order},0))"
    at = f"MOD({kth},{ORDER})"
    day = f"MOD(INT({kth}/{ORDER}),{STATE_WEIGHT})"
    one = book.tasks.actions[place] if place is not None else None

    def found(key: str) -> str:
        return f"INDEX({page.table_column('tblActions', key)},{at})"

    text = f'=IF(periods_row=0,"",IFERROR(TRIM({found("code")}&" "&{found("action")}),""))'
    due = f'=IF(periods_row=0,"",IFERROR(IF({day}={UNDATED},"",{day}),""))'
    said = " ".join(part for part in f"{one.code} {one.action}".split(" ") if part) if one else ""
    cells: tuple[tuple[int, str, Value, str], ...] = (
        (0, text, said, ""),
        (_OWNER, f'=IF(periods_row=0,"",IFERROR({found("owner")}&"",""))', one.owner if one else "", ""),
        (_DUE, due, (one.due or "") if one else "", "short_date"),
        (_STATE, f'=IF(periods_row=0,"",IFERROR({found("state")},""))', state, ""),
    )
    for column, formula, value, kind in cells:
        page.formula(row, column, formula, value, "label", kind)


def months_chart(page: Page, place: tuple[int, int], head: int, rows: dict[str, int]) -> None:
    """Insert the chart of what has come by the end of each month, planned as a line and real as bars.

    Bars, since a month without facts must draw nothing. `head` is the row of the months' names.
    """
    months = "=" + page.area(head, 1, head, 12)
    chart = page.book.workbook.add_chart({"type": "column"})
    chart.add_series({
        "name": page.text("periods.cumulated_fact"), "categories": months,
        "values": "=" + page.area(rows["cumulated_fact"], 1, rows["cumulated_fact"], 12),
        "fill": {"color": "#BFBFBF"}, "border": {"color": GREY}, "gap": 60,
    })  # fmt: skip
    line = page.book.workbook.add_chart({"type": "line"})
    line.add_series({
        "name": page.text("periods.cumulated"), "categories": months,
        "values": "=" + page.area(rows["cumulated"], 1, rows["cumulated"], 12),
        "line": {"color": BLUE, "width": 2.25}, "marker": {"type": "circle", "size": 4, "fill": {"color": BLUE}},
    })  # fmt: skip
    chart.combine(line)
    _finish(page, chart, "months", place, (600, 290))


def groups_chart(page: Page, place: tuple[int, int], column: int, book: PlanBook, choice: PeriodsChoice) -> None:
    """Insert the chart of what the client buys from others by product group; its points stand in hidden columns."""
    first = 10
    goals = [one for one in book.tasks.goals if choice.row and book.plan_row(one.account) == choice.row]
    numbers, groups = page.table_column("tblGoals", "shown_no"), page.table_column("tblGoals", "product_group")
    bought, sold = (page.table_column("tblGoals", f"{key}_y0") for key in ("potential", "sales"))
    for k in range(_GROUPS):
        at = f"SMALL({numbers},{k + 1})"
        one = goals[k] if k < len(goals) else None
        name = f'=IFERROR(INDEX({groups},{at})&"","")'
        gap = f"=IFERROR(MAX(0,MAX(0,N(INDEX({bought},{at})))-MAX(0,N(INDEX({sold},{at})))),0)"
        value = max(0.0, (one.potential[0] or 0) - (one.sales[0] or 0)) if one else 0
        page.formula(first + k, column, name, one.product_group if one else "", "hidden")
        page.formula(first + k, column + 1, gap, value, "hidden")
    chart = page.book.workbook.add_chart({"type": "bar"})
    chart.add_series({
        "name": page.text("periods.chart.groups"),
        "categories": "=" + page.area(first, column, first + _GROUPS - 1, column),
        "values": "=" + page.area(first, column + 1, first + _GROUPS - 1, column + 1),
        "fill": {"color": ORANGE}, "gap": 40, "data_labels": {"value": True, "num_format": "#,##0.0;;"},
    })  # fmt: skip
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.show_hidden_data()
    _finish(page, chart, "groups", place, (400, 290))


def _finish(page: Page, chart: Any, key: str, place: tuple[int, int], size: tuple[int, int]) -> None:
    chart.set_title({"name": page.text(f"periods.chart.{key}"), "name_font": {"size": 11}})
    if key == "months":
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}}})
    chart.set_size({"width": size[0], "height": size[1]})
    page.sheet.insert_chart(
        *place, chart, {"description": page.text(f"periods.chart.{key}.alt"), "object_position": 1, "x_offset": 8}
    )
