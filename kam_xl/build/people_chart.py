"""The relationship picture: the people of one key account by attitude and influence, as a native chart."""

from __future__ import annotations

from kam_xl.build.matrix_sheet import PEOPLE, in_book
from kam_xl.build.page import Page
from kam_xl.build.styles import BLUE, GREY
from kam_xl.policy.tasks import ATTITUDE_MAX, ATTITUDE_MIN, INFLUENCE_MAX
from kam_xl.rules.buying_center import MemberStanding
from kam_xl.sheets.key_clients import KeyClient
from kam_xl.sheets.raw import Value

MOST = 12
"""People in the picture."""

_OUTSIDE = -9
"""A place off the axes, for points that are nobody's: a chart draws blank cells as nought."""


def insert_people_chart(page: Page, row: int, one: KeyClient | None) -> None:
    """Insert the chart at a row of the sheet, from 0, and say above it how many people have no place in it."""
    people = one.center.active if one else ()
    hidden = page.book.page("_matrix")
    _points(hidden, people)
    count = "COUNTIF(tblMembers[active_key],map_no)"
    said = page.text("map.more").replace('"', '""')
    more = in_book(page, f'IF(map_no=0,"",IF({count}>{MOST},"{said}"&({count}-{MOST}),""))')
    left = f"{page.text('map.more')}{len(people) - MOST}" if len(people) > MOST else ""
    page.formula(row - 1, 0, more, left, "label")
    chart = page.book.workbook.add_chart({"type": "scatter"})
    attitude, influence = ("=" + hidden.area(1, PEOPLE + k, MOST, PEOPLE + k) for k in (1, 2))
    labels = [{"value": "=" + hidden.area(i, PEOPLE + 6, i, PEOPLE + 6)} for i in range(1, MOST + 1)]
    chart.add_series({
        "name": page.text("map.people"), "categories": attitude, "values": influence,
        "marker": {"type": "circle", "size": 9, "fill": {"color": BLUE}, "border": {"color": BLUE}},
        "data_labels": {"custom": labels, "value": True, "position": "right", "font": {"size": 9}},
    })  # fmt: skip
    font = {"name_font": {"size": 10, "bold": False}, "num_font": {"size": 9}}
    grid = {"visible": True, "line": {"color": "#E5E7EB"}}
    chart.set_x_axis({
        "name": page.text("map.chart.x"), "min": ATTITUDE_MIN - 0.5, "max": ATTITUDE_MAX + 1, "major_unit": 0.5,
        "num_format": '[=1]"+1";[=2]"+2";General', "crossing": ATTITUDE_MIN - 0.5, "major_gridlines": grid, **font,
    })  # fmt: skip
    chart.set_y_axis({
        "name": page.text("map.chart.y"), "min": 0, "max": INFLUENCE_MAX + 0.5, "major_unit": 1,
        "num_format": "0", "major_gridlines": grid, "crossing": 0, **font,
    })  # fmt: skip
    chart.set_title({"name": page.text("map.chart"), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_plotarea({"border": {"color": GREY}})
    chart.set_size({"width": 1000, "height": 460})
    page.sheet.insert_chart(
        row, 0, chart, {"description": page.text("map.chart.alt"), "object_position": 1, "x_offset": 8}
    )


def _points(page: Page, people: tuple[MemberStanding, ...]) -> None:
    """Write a row a person of the chosen client: row in the table, attitude, influence, name, point, names, label.

    People at one point share one label, that of the first, with a line for each.
    """
    rows = {id(one): i for i, one in enumerate(page.book.whole.portfolio.tasks.members, start=1)}
    shown = people[:MOST]
    points = [(one.member.attitude or 0, one.member.influence or 0) for one in shown]
    names = [_name(page, one) for one in shown]
    for i in range(1, MOST + 1):
        there = i <= len(shown)
        x, y = points[i - 1] if there else (_OUTSIDE, _OUTSIDE)
        together = [names[k] for k in range(i - 1, len(shown)) if there and points[k] == points[i - 1]]
        chain = "\n".join(together)
        alone = there and points[i - 1] not in points[: i - 1]
        values: tuple[Value, ...] = (
            rows[id(shown[i - 1].member)] if there else 0, x, y, names[i - 1] if there else "", x * 100 + y, chain,
            chain if alone else "",
        )  # fmt: skip
        for k, (formula, found) in enumerate(zip(_formulas(page, i), values, strict=True)):
            page.formula(i, PEOPLE + k, in_book(page, formula), found, "hidden")


def _formulas(page: Page, i: int) -> tuple[str, ...]:
    def at(k: int, first: int = i, last: int = i) -> str:
        return page.area(first, PEOPLE + k, last, PEOPLE + k)

    keys, row, point = "tblMembers[active_key]", at(0), at(4)
    if i == 1:
        found = f"IF(map_no=0,0,IFERROR(MATCH(map_no,{keys},0),0))"
    else:
        before = at(0, i - 1, i - 1)
        rest = f"INDEX({keys},{before}+1):INDEX({keys},ROWS({keys}))"
        found = f"IF({before}=0,0,IF({before}=ROWS({keys}),0,IFERROR({before}+MATCH(map_no,{rest},0),0)))"
    role = f"INDEX(tblMembers[role_no],{row})"
    name = f'IF(INDEX(tblMembers[name],{row})&""="","{_nameless(page)}",INDEX(tblMembers[name],{row})&"")'
    with_role = f'{name}&IF({role}=0,"",", "&INDEX(tblRoles[name],MAX(1,{role})))'
    below = f"MATCH({point},{at(4, i + 1, MOST)},0)"
    chain = f'{at(3)}&IFERROR(CHAR(10)&INDEX({at(5, i + 1, MOST)},{below}),"")' if i < MOST else at(3)
    label = f'IF(COUNTIF({at(4, 1, i - 1)},{point})>0,"",{at(5)})' if i > 1 else at(5)
    return (
        found,
        f"IF({row}=0,{_OUTSIDE},INDEX(tblMembers[attitude_no],{row}))",
        f"IF({row}=0,{_OUTSIDE},INDEX(tblMembers[weight],{row}))",
        f'IF({row}=0,"",{with_role})',
        f"{at(1)}*100+{at(2)}",
        f'IF({row}=0,"",{chain})',
        f'IF({row}=0,"",{label})',
    )


def _name(page: Page, one: MemberStanding) -> str:
    role = f", {one.role.name.in_(page.book.lang)}" if one.role else ""
    return (one.member.name or _nameless(page)) + role


def _nameless(page: Page) -> str:
    return page.text("map.nameless")
