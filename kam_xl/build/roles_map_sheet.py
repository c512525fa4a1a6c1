"""The sheet Role map: who holds which role at each key account, and how the people of one of them stand to us."""

from __future__ import annotations

from kam_xl.build.coverage_sheet import client_name, more_clients, shade
from kam_xl.build.matrix_sheet import client_row, clients_shown, in_book
from kam_xl.build.page import FIRST_ROW, Page
from kam_xl.build.people_chart import insert_people_chart
from kam_xl.build.visit_sheet import choose_client
from kam_xl.rules.buying_center import BuyingCenter, Hold
from kam_xl.sheets.key_clients import KeyClient, chosen
from kam_xl.sheets.raw import Value, column_letters
from kam_xl.sheets.task_formulas import ROLE_STEP

_REQUIRED, _HEAD = FIRST_ROW + 1, FIRST_ROW
_SIGNS: dict[Hold, str] = {"covered": "✓", "named": "○"}
_AFTER = ("coverage", "support", "members", "without_step", "out_of_touch", "single")
_WIDTHS = (11, 11, 11, 11, 11, 30)


def write_roles_map(page: Page, clients: tuple[KeyClient, ...]) -> None:
    """Write a row a key account with a cell a role, what follows for the account, and the picture of one of them."""
    whole, policy = page.book.whole, page.book.policy
    roles = policy.center.roles
    page.head(page.text("sheet.roles_map"), page.text("sheet.roles_map.purpose"))
    for column, width in enumerate((48, *(8 for _ in roles), *_WIDTHS)):
        page.sheet.set_column(column, column, width)
    _heads(page)
    count = clients_shown(whole)
    for number in range(1, count + 1):
        one = clients[number - 1] if number <= len(clients) else None
        _write_client(page, _REQUIRED + number, number, one)
    first, last = _REQUIRED + 1, _REQUIRED + count
    page.name("map_required", _REQUIRED, 1, _REQUIRED, len(roles))
    page.name("map_signs", first, 1, last, len(roles))
    more_clients(page, last + 1, count)
    page.put(last + 2, 0, page.text("map.legend"), "label")
    page.name("role_results", first, len(roles) + 1, last, len(roles) + len(_AFTER))
    shade(page, first, len(roles) + 1, last, len(roles) + 1)
    for sign, look in (("!", "bad"), ("✓", "good")):
        style = page.book.styles.conditional(look)
        rule = {"type": "text", "criteria": "begins with", "value": sign, "format": style}
        page.sheet.conditional_format(first, 1, last, len(roles) + len(_AFTER), rule)
    one = chosen(clients, whole.portfolio.setup.map_client, whole)
    choose_client(page, last + 4, "map_client", "map_no", whole.portfolio.setup.map_client, one, below=True)
    insert_people_chart(page, last + 9, one)
    page.sheet.freeze_panes(_REQUIRED + 1, 1)
    page.print_set_up(last + 38, len(roles) + len(_AFTER), pages=(1, 1))
    page.protect()


def _heads(page: Page) -> None:
    """Write the names of the roles, and under them which are required."""
    roles, lang = page.book.policy.center.roles, page.book.lang
    page.put(_HEAD, 0, page.text("coverage.account"), "head")
    page.put(_REQUIRED, 0, page.text("map.required"), "label")
    for i, role in enumerate(roles, start=1):
        page.put(_HEAD, i, role.name.in_(lang), "head_wrap")
        required = in_book(page, f"INDEX(tblRoles[required],{i})")
        page.formula(_REQUIRED, i, required, int(role.required), "calculated", "mark")
    for column, key in enumerate(_AFTER, start=len(roles) + 1):
        page.put(_HEAD, column, page.text(f"map.{key}"), "head")
    page.sheet.set_row(_HEAD, 190)


def _write_client(page: Page, row: int, number: int, one: KeyClient | None) -> None:
    roles, found = page.book.policy.center.roles, client_row(page, number)
    client_name(page, row, number, one)
    for i, role in enumerate(roles, start=1):
        key = number * ROLE_STEP + i
        empty = f'IF(INDEX(tblRoles[required],{i})=1,"!","·")'
        hold = (
            f'IF({found}=0,"",IF(COUNTIF(tblMembers[kept_key],{key})>0,"✓",'
            f'IF(COUNTIF(tblMembers[role_key],{key})>0,"○",{empty})))'
        )
        empty_sign = "!" if role.required else "·"
        sign = _SIGNS.get(one.center.hold(role.id), empty_sign) if one else ""
        page.formula(row, i, in_book(page, hold), sign, "calculated", "sign")
    last = column_letters(len(roles) + 1)
    cells, required = f"$B{row + 1}:${last}{row + 1}", f"$B${_REQUIRED + 1}:${last}${_REQUIRED + 1}"
    values = _values(one.center) if one else ("",) * len(_AFTER)
    kinds = ("filled", "balance", "count", "count", "count", "")
    for k, (formula, value, kind) in enumerate(zip(_formulas(number, cells, required), values, kinds, strict=True)):
        whole = in_book(page, f'IF({found}=0,"",{formula})')
        page.formula(row, len(roles) + 1 + k, whole, value, "answer" if k == 0 else "calculated", kind)


def _formulas(number: int, cells: str, required: str) -> tuple[str, ...]:
    """Return the formulas of what follows for an account, written with keys."""
    weight, recent = (
        f"SUMIFS(tblMembers[weight],tblMembers[key_no],{number})",
        f"COUNTIF(tblMembers[recent_key],{number})",
    )
    name = f'"! "&INDEX(tblMembers[name],MATCH({number},tblMembers[recent_key],0))'
    late = f"COUNTIFS(tblMembers[active_key],{number},tblMembers[contact_no],{{}})"
    return (
        f'IF(SUM({required})=0,1,ROUND(SUMPRODUCT(({cells}="✓")*{required})/SUM({required}),6))',
        f"IF({weight}>0,ROUND(SUMIFS(tblMembers[pull],tblMembers[key_no],{number})/(2*{weight}),6),0)",
        f"COUNTIF(tblMembers[active_key],{number})",
        f"COUNTIFS(tblMembers[active_key],{number},tblMembers[step_no],1)",
        f"{late.format(1)}+{late.format(2)}",
        f'IF({recent}=0,"",IF(ROUND(1/{recent},6)>ROUND(single_share,6),{name},""))',
    )


def _values(center: BuyingCenter) -> tuple[Value, ...]:
    single = f"! {center.single.member.name}" if center.single else ""
    return (
        center.coverage, center.support, len(center.active), len(center.without_step), len(center.out_of_touch), single
    )  # fmt: skip
