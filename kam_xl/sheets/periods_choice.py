"""What the sheet Periods shows: which client's plan, and which year of it."""

from __future__ import annotations

from kam_xl.sheets.plan_cells import PlanBook
from kam_xl.values import value


@value
class PeriodsChoice:
    """The client, the row of tblPlans from 1 (0: no plan), the base year (0: none), the year and its number.

    `t` is 0 and `year` 0 where the plan has no base year.
    """

    client: str
    row: int
    base: int
    year: int
    t: int


def periods_choice(book: PlanBook) -> PeriodsChoice:
    """Return what is chosen: a blank client is the first one on record, a year outside the plan the one of `as_of`.

    Where that lies outside too, the plan's first year is shown.
    """
    setup = book.whole.portfolio.setup
    client = setup.periods_client.strip() or next((one.account.account for one in book.whole.on_record), "")
    row = book.plan_row(client)
    base = book.rows[row].base_year or 0 if row else 0
    years = [base + t for t in range(1, book.horizon + 1)] if base else []
    wanted = (int(setup.periods_year or 0), book.whole.as_of.year)
    year = next((one for one in wanted if one in years), years[0] if years else 0)
    return PeriodsChoice(client, row, base, year, year - base if base else 0)
