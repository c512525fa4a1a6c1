"""The sheet Periods: one client's plan by year and by month beside the facts."""

from __future__ import annotations

from kam_xl.build.page import FIRST_ROW, Page, one_of, validation
from kam_xl.build.periods_blocks import YEAR_COLUMN, write_months, write_years
from kam_xl.build.periods_parts import groups_chart, months_chart, write_actions
from kam_xl.sheets import schema
from kam_xl.sheets.periods_choice import PeriodsChoice, periods_choice
from kam_xl.sheets.plan_cells import PlanBook, plan_book, plan_cells
from kam_xl.sheets.raw import Value
from kam_xl.sheets.texts import literal, plain_text
from kam_xl.sheets.words import words

_YEARS = FIRST_ROW + 3
"""First row, from 0, of the block of years."""
_BESIDE = 3
"""Column, from 0, right of the two cells to fill."""
WORKINGS = 30
"""First of the hidden columns, from 0, right of what people see."""


def write_periods(page: Page) -> None:
    """Write the choice, the years, the months, the charts and the actions on one landscape page."""
    page.head(page.text("sheet.periods"), page.text("sheet.periods.purpose"))
    book = plan_book(page.book.whole)
    choice = periods_choice(book)
    page.sheet.set_column(0, 0, 34)
    page.sheet.set_column(1, YEAR_COLUMN, 9.2)
    _choice(page, choice, book)
    years = write_years(page, _YEARS, book, choice)
    top = years["last"] + 2
    months = write_months(page, top, book, choice, years["sales"])
    actions = months["short"] + 2
    last = write_actions(page, actions, book, choice)
    months_chart(page, (_YEARS, 9), top + 1, months)
    groups_chart(page, (actions, 12), WORKINGS, book, choice)
    page.sheet.freeze_panes(FIRST_ROW + 2, 1)
    page.sheet.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)
    page.print_set_up(last + 1, YEAR_COLUMN, pages=(1, 1))
    page.protect()


def _choice(page: Page, choice: PeriodsChoice, book: PlanBook) -> None:
    setup = page.book.whole.portfolio.setup
    client, year = page.text("start.periods_client"), page.text("start.periods_year")
    page.put(FIRST_ROW, 0, client, "label")
    page.put(FIRST_ROW, 1, setup.periods_client, "input")
    page.name("periods_client", FIRST_ROW, 1)
    page.validate(FIRST_ROW, 1, FIRST_ROW, one_of(page, "names_on_record", client, page.text("periods.note.client")))
    page.put(FIRST_ROW + 1, 0, year, "label")
    page.put(FIRST_ROW + 1, 1, setup.periods_year, "input", "count")
    page.name("periods_year", FIRST_ROW + 1, 1)
    cell = next(one for one in schema.CELLS if one.name == "periods_year")
    page.validate(FIRST_ROW + 1, 1, FIRST_ROW + 1, validation(page, cell, year))
    _workings(page, choice, book)
    _standing(page, choice, book)


def _standing(page: Page, choice: PeriodsChoice, book: PlanBook) -> None:
    """Write beside the choice whose plan is shown, whether it is signed, and when it is reviewed."""
    texts = {"signatures": words("signatures", page.book.lang)}
    plan = plan_cells(book, texts)[choice.row - 1] if choice.row else None
    signed, due = (f"INDEX({page.table_column('tblPlans', key)},periods_row)" for key in ("signed", "review_due"))
    missing = page.text("periods.no_plan")
    page.formula(FIRST_ROW, _BESIDE, "=periods_shown_client", choice.client, "section")
    page.formula(
        FIRST_ROW + 1, _BESIDE, f'=IF(periods_row=0,"{missing}",{signed})', plan["signed"] if plan else missing, "label"
    )
    page.formula(
        FIRST_ROW + 1, _BESIDE + 6, f'=IF(periods_row=0,"","{page.text("periods.review")}")',
        page.text("periods.review") if plan else "", "label",
    )  # fmt: skip
    page.formula(
        FIRST_ROW + 1, _BESIDE + 8, f'=IF(periods_row=0,"",{due})', plan["review_due"] if plan else "", "label",
        "short_date",
    )  # fmt: skip


def _workings(page: Page, choice: PeriodsChoice, book: PlanBook) -> None:
    """Write in a hidden column which client, row, base year and year the choice comes to."""
    record = f'IFERROR(INDEX({page.column("account")},MATCH(1,{page.column("record_no")},0)),"")'
    plain = plain_text("periods_shown_client")
    names, bases = page.table_column("tblPlans", "name"), page.table_column("tblPlans", "base")
    inside = "AND(periods_base>0,{0}>periods_base,{0}<=periods_base+" + f"{int(page.book.policy.plan.horizon)})"
    year = (
        f"=IF({inside.format('INT(N(periods_year))')},INT(N(periods_year)),"
        f"IF({inside.format('YEAR(as_of)')},YEAR(as_of),IF(periods_base>0,periods_base+1,0)))"
    )
    shown = next((one for one in book.years.get(choice.row, ()) if one.year == choice.year), None)
    sold, rate = (f"INDEX({page.table_column('tblPlans', key)},periods_row)" for key in ("sold_y0", "rate"))
    sales, where, month = (page.table_column("tblFacts", key) for key in ("sales", "plan_row", "period"))
    facts = f'{sales},{where},periods_row,{month},">"&periods_shown*100,{month},"<="&periods_shown*100+12'
    cells: tuple[tuple[str, str, Value], ...] = (
        ("periods_shown_client", f'=IF(TRIM(periods_client)="",{record},periods_client)', choice.client),
        ("periods_row", f'=IF(periods_shown_client="",0,IFERROR(MATCH({literal(plain)},{names},0),0))', choice.row),
        ("periods_base", f"=IF(periods_row=0,0,INDEX({bases},periods_row))", choice.base),
        ("periods_shown", year, choice.year),
        ("periods_no", "=IF(periods_shown=0,0,periods_shown-periods_base)", choice.t),
        ("periods_baseline", f"=IF(periods_no=0,0,ROUND({sold}*(1+{rate})^periods_no,6))", _baseline(book, choice)),
        ("periods_fact", f"=ROUND(ROUND(SUMIFS({facts}),6),2)", shown.fact if shown else 0),
    )
    for i, (name, formula, value) in enumerate(cells):
        page.formula(i, WORKINGS, formula, value, "hidden")
        page.name(name, i, WORKINGS)
    page.sheet.set_column(WORKINGS, WORKINGS + 1, None, None, {"hidden": True})


def _baseline(book: PlanBook, choice: PeriodsChoice) -> float:
    return book.money[choice.row].money[choice.t].baseline_sales if choice.t else 0.0
