"""The sheet Periods: one client's plan by year and by month beside the facts."""

from __future__ import annotations

from kam_xl.build.page import FIRST_ROW, Page, one_of, validation
from kam_xl.sheets import schema
from kam_xl.sheets.periods_choice import PeriodsChoice, periods_choice
from kam_xl.sheets.plan_cells import plan_book
from kam_xl.sheets.raw import Value
from kam_xl.sheets.texts import literal


def write_periods(page: Page) -> None:
    """Write the choice, the years, the months, the charts and the actions on one landscape page."""
    page.head(page.text("sheet.periods"), page.text("sheet.periods.purpose"))
    book = plan_book(page.book.whole)
    _choice(page, periods_choice(book))
    page.print_set_up(FIRST_ROW + 2, 5, pages=(1, 1))
    page.protect()


def _choice(page: Page, choice: PeriodsChoice) -> None:
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
    _workings(page, choice)


def _workings(page: Page, choice: PeriodsChoice) -> None:
    """Write in a hidden column which client, row, base year and year the choice comes to."""
    record = f'IFERROR(INDEX({page.column("account")},MATCH(1,{page.column("record_no")},0)),"")'
    space = '_xlfn.UNICHAR(160)," "'
    plain = f'SUBSTITUTE(SUBSTITUTE(TRIM(SUBSTITUTE(periods_shown_client,{space})),"ё","е"),"Ё","Е")'
    names, bases = page.table_column("tblPlans", "name"), page.table_column("tblPlans", "base")
    inside = "AND(periods_base>0,{0}>periods_base,{0}<=periods_base+" + f"{int(page.book.policy.plan.horizon)})"
    year = (
        f"=IF({inside.format('INT(N(periods_year))')},INT(N(periods_year)),"
        f"IF({inside.format('YEAR(as_of)')},YEAR(as_of),IF(periods_base>0,periods_base+1,0)))"
    )
    cells: tuple[tuple[str, str, Value], ...] = (
        ("periods_shown_client", f'=IF(TRIM(periods_client)="",{record},periods_client)', choice.client),
        ("periods_row", f'=IF(periods_shown_client="",0,IFERROR(MATCH({literal(plain)},{names},0),0))', choice.row),
        ("periods_base", f"=IF(periods_row=0,0,INDEX({bases},periods_row))", choice.base),
        ("periods_shown", year, choice.year),
        ("periods_no", "=IF(periods_shown=0,0,periods_shown-periods_base)", choice.t),
    )
    for i, (name, formula, value) in enumerate(cells):
        page.formula(i, WORKINGS, formula, value, "hidden")
        page.name(name, i, WORKINGS)
    page.sheet.set_column(WORKINGS, WORKINGS, None, None, {"hidden": True})


WORKINGS = 30
"""The hidden column, from 0, right of what people see."""
