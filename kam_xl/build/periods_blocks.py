"""The two blocks of the sheet Periods: the years of a plan, and the months of one of them beside the facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kam_xl.build.page import Page
from kam_xl.i18n import template
from kam_xl.rules.numbers import round2, round6
from kam_xl.rules.plan import MoneyYear, PlanMoney, PlanYear
from kam_xl.rules.roll_down import FACTS_FOR_RATE, MonthPlan, YearPlan
from kam_xl.sheets.periods_choice import PeriodsChoice
from kam_xl.sheets.plan_cells import PlanBook
from kam_xl.sheets.raw import Value, column_letters

MONTHS = range(1, 13)
YEAR_COLUMN = 17
"""Column, from 0, of the year's total: label, twelve months, four quarters, the year."""

_YEAR_LINES = (
    "potential", "sales", "share", "baseline_sales", "extra_sales", "margin", "extra_margin", "budget", "net",
    "cumulative_net",
)  # fmt: skip
_NOT_SUMMED = ("potential", "share", "cumulative_net")
_AFTER_BASE = ("extra_sales", "extra_margin", "budget", "net", "cumulative_net")
_SUMMED_MONTHS = ("season", "baseline", "effects", "plan", "fact", "gap")


def write_years(page: Page, top: int, book: PlanBook, choice: PeriodsChoice) -> dict[str, int]:
    """Write the years from a row on; return the rows of the lines, `last` being the last one."""
    horizon = book.horizon
    rows = {key: top + 2 + i for i, key in enumerate((*_YEAR_LINES, "low", "stop"))}
    money = book.money[choice.row] if choice.row else None
    page.put(top, 0, page.text("periods.section.years"), "section")
    page.put(top + 1, 0, "", "head")
    for t in range(horizon + 1):
        page.formula(
            top + 1, t + 1, f'=IF(periods_base=0,"",periods_base+{t})', choice.base + t if choice.base else "", "head"
        )
    page.put(top + 1, horizon + 2, page.text("periods.all_years"), "head")
    for key, row in rows.items():
        page.put(row, 0, page.text(f"periods.{key}"), "label")
        kind = "fine_share" if key in ("share", "stop") else "money"
        cells = [_year_cell(page, key, t, rows) for t in range(horizon + 1)]
        cells.append(_total(page, key, row, horizon))
        values = _year_values(key, money, horizon)
        for column, (formula, value) in enumerate(zip(cells, values, strict=True), start=1):
            if formula:
                guarded = f'=IF(periods_row=0,"",{formula})'
                look = "answer" if key in ("sales", "cumulative_net", "low") else "calculated"
                page.formula(row, column, guarded, value, look, kind)
    return rows | {"last": rows["stop"]}


def _plan(page: Page, key: str) -> str:
    return f"INDEX({page.table_column('tblPlans', key)},periods_row)"


def _year_cell(page: Page, key: str, t: int, rows: dict[str, int]) -> str:
    """Return the formula of a line in year t, "" for none."""

    def here(line: str, at: int = t) -> str:
        return f"{column_letters(at + 2)}{rows[line] + 1}"

    if t == 0 and key in _AFTER_BASE:
        return ""
    base = f"ROUND({_plan(page, 'sold_y0')}*(1+{_plan(page, 'rate')})^{t},6)" if t else _plan(page, "sold_y0")
    before = here("cumulative_net", t - 1) if t > 1 else "0"
    formulas: dict[str, Callable[[], str]] = {
        "potential": lambda: _plan(page, f"pot_y{t}"),
        "sales": lambda: _plan(page, f"sold_y{t}"),
        "share": lambda: f'IF({here("potential")}=0,"",ROUND({here("sales")}/{here("potential")},6))',
        "baseline_sales": lambda: base,
        "extra_sales": lambda: f"ROUND({here('sales')}-{here('baseline_sales')},6)",
        "margin": lambda: _plan(page, f"earned_y{t}"),
        "extra_margin": lambda: _plan(page, f"extra_y{t}"),
        "budget": lambda: _plan(page, f"cost_y{t}"),
        "net": lambda: f"ROUND({here('extra_margin')}-{here('budget')},6)",
        "cumulative_net": lambda: f"ROUND({before}+{here('net')},6)",
        "stop": lambda: _plan(page, "stop_share") if t == 1 else "",
    }
    return formulas[key]() if key in formulas else ""


def _total(page: Page, key: str, row: int, horizon: int) -> str:
    if key == "low":
        return _plan(page, "low_result")
    if key in _NOT_SUMMED or key == "stop":
        return ""
    return f"ROUND(SUM(C{row + 1}:{column_letters(horizon + 2)}{row + 1}),6)"


def _year_values(key: str, money: PlanMoney | None, horizon: int) -> list[Value]:
    """Return what the line's formulas give, the sum over the years of the plan last."""
    if money is None:
        return [""] * (horizon + 2)
    if key == "low":
        return [""] * (horizon + 1) + [money.low.result]
    if key == "stop":
        stop: Value = money.low.stop_share if money.years[0].potential > 0 else ""
        return ["", stop, *[""] * horizon]
    rows: Sequence[PlanYear | MoneyYear] = money.years if hasattr(money.years[0], key) else money.money
    numbers = [getattr(one, key) for one in rows]
    if key == "share":
        return [*(one.share if one.potential > 0 else "" for one in money.years), ""]
    return [*numbers, round6(sum(numbers[1:]))]


def write_months(page: Page, top: int, book: PlanBook, choice: PeriodsChoice, goals: int) -> dict[str, int]:
    """Write the months of the year chosen, quarters and the year after them; return the rows of the lines.

    Args:
        page: the sheet.
        top: the first row, from 0.
        book: the plans.
        choice: the client and year.
        goals: the row, from 0, of the sales that the plan's years aim at.
    """
    keys = ("season", "baseline", "effects", "plan", "cumulated", "fact", "cumulated_fact", "gap", "cumulated_gap")
    rows = {key: top + 2 + i for i, key in enumerate((*keys, "forecast", "goal", "short"))}
    year = next((one for one in book.years.get(choice.row, ()) if one.year == choice.year), None)
    page.put(top, 0, page.text("periods.section.months"), "section")
    page.formula(top + 1, 0, '=IF(periods_shown=0,"",periods_shown)', choice.year or "", "head")
    heads = [template(page.book.lang, f"column.tblSeasons.m{k}") for k in MONTHS]
    heads += [page.text("periods.quarter", n=str(n)) for n in (1, 2, 3, 4)] + [page.text("periods.year")]
    for column, head in enumerate(heads, start=1):
        page.put(top + 1, column, head, "head")
    shares = book.shares(choice.row) if choice.row else ()
    for key, row in rows.items():
        page.put(row, 0, page.text(f"periods.{key}"), "label")
        kind = "fine_share" if key == "season" else "money"
        look = "answer" if key in ("plan", "fact", "forecast") else "calculated"
        if key in keys:
            values = [_month_value(key, k, year, shares) for k in MONTHS]
            for k, value in zip(MONTHS, values, strict=True):
                page.formula(row, k, _shown(_month_cell(page, key, k, rows)), value, look, kind)
            if key in _SUMMED_MONTHS:
                _sums(page, key, row, values, look, kind)
        else:
            value = _of_year(key, year)
            page.formula(row, YEAR_COLUMN, _shown(_year_formula(key, rows, goals)), value, look, kind)
    return rows


def _shown(formula: str) -> str:
    return f'=IF(periods_no=0,"",{formula})'


def _month_cell(page: Page, key: str, k: int, rows: dict[str, int]) -> str:
    """Return the formula of a line in month k."""

    def here(line: str, at: int = k) -> str:
        return f"{column_letters(at + 1)}{rows[line] + 1}"

    def share(at: int) -> str:
        return _plan(page, f"s{at}") if at else "0"

    gain, start = (page.table_column("tblActions", name) for name in ("shown_gain", "shown_from"))
    where, month = (page.table_column("tblFacts", name) for name in ("plan_row", "period"))
    found = f"{where},periods_row,{month},periods_shown*100+{k}"
    sales = f"SUMIFS({page.table_column('tblFacts', 'sales')},{found})"
    none = f'IF(COUNTIFS({found})=0,"",'
    formulas: dict[str, Callable[[], str]] = {
        "season": lambda: f"{share(k)}-{share(k - 1)}",
        "baseline": lambda: f"ROUND({_cents(_base(share(k)))}-{_cents(_base(share(k - 1)))},2)",
        "effects": lambda: f"ROUND({here('plan')}-{here('baseline')},2)",
        "plan": lambda: f"ROUND({here('cumulated')}-{here('cumulated', k - 1) if k > 1 else 0},2)",
        "cumulated": lambda: _cents(
            f"{_base(share(k))}+SUMPRODUCT({gain}*({share(k)}>{start})*({share(k)}-{start}))",
        ),
        "fact": lambda: f"{none}{_cents(sales)})",
        "cumulated_fact": lambda: f'IF({here("fact")}="","",ROUND(SUM({here("fact", 1)}:{here("fact")}),2))',
        "gap": lambda: f"{none}{_cents(sales + '-' + here('plan'))})",
        "cumulated_gap": lambda: f'IF({here("fact")}="","",ROUND(SUM({here("gap", 1)}:{here("gap")}),2))',
    }
    return formulas[key]()


def _base(share: str) -> str:
    return f"periods_baseline*{share}"


def _cents(formula: str) -> str:
    return f"ROUND(ROUND({formula},6),2)"


def _month_value(key: str, k: int, year: YearPlan | None, shares: Sequence[float]) -> Value:
    if year is None:
        return ""
    month = year.months[k - 1]
    if key == "season":
        return shares[k] - shares[k - 1]
    if key == "cumulated":
        return round2(sum(one.plan for one in year.months[:k]))
    if key == "cumulated_fact":
        return "" if month.fact is None else round2(sum(one.fact or 0 for one in year.months[:k]))
    value = _of_month(key, month)
    return "" if value is None else value


def _of_month(key: str, month: MonthPlan) -> float | None:
    found: float | None = getattr(month, key)
    return found


def _sums(page: Page, key: str, row: int, values: Sequence[Value], look: str, kind: str) -> None:
    """Write quarters and year: sums of the months, blank where none of these has a number."""
    spans = [(column, 3 * n, 3 * n + 3) for n, column in enumerate(range(13, YEAR_COLUMN))] + [(YEAR_COLUMN, 0, 12)]
    digits = 6 if key == "season" else 2
    for column, first, last in spans:
        area = f"{column_letters(first + 2)}{row + 1}:{column_letters(last + 1)}{row + 1}"
        numbers = [one for one in values[first:last] if isinstance(one, float | int)]
        total: Value = round6(sum(numbers)) if digits == 6 else round2(sum(numbers))
        formula = f'=IF(COUNT({area})=0,"",ROUND(SUM({area}),{digits}))'
        page.formula(row, column, formula, total if numbers else "", look, kind)


def _year_formula(key: str, rows: dict[str, int], goals: int) -> str:
    """Return the formula of a line that only the year has."""
    whole = {line: f"{column_letters(YEAR_COLUMN + 1)}{row + 1}" for line, row in rows.items()}
    plan, fact = (f"B{rows[line] + 1}:M{rows[line] + 1}" for line in ("plan", "fact"))
    known = f"SUMPRODUCT(ISNUMBER({fact})*{plan})"
    rate = f"IF(AND(COUNT({fact})>={FACTS_FOR_RATE},ROUND({known},2)>0),MAX(0,periods_fact/ROUND({known},2)),1)"
    return {
        "forecast": _cents(f"periods_fact+({whole['plan']}-ROUND({known},2))*{rate}"),
        "goal": f"INDEX(B{goals + 1}:G{goals + 1},1,periods_no+1)",
        "short": _cents(f"{whole['plan']}-{whole['goal']}"),
    }[key]


def _of_year(key: str, year: YearPlan | None) -> Value:
    if year is None:
        return ""
    return {"forecast": year.forecast, "goal": year.goal, "short": round2(year.plan - year.goal)}[key]
