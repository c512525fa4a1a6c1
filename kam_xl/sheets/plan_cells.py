"""What the formulas of the perspective plan's tables give, from the rules in Python: the cached values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kam_xl.model import natural_name
from kam_xl.model_tasks import Plan, Review, Tasks
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.numbers import round2, round6
from kam_xl.rules.plan import PlanMoney, budget, plan_money
from kam_xl.rules.plan_control import control, day_number, seal, version
from kam_xl.rules.plan_rows import PlanRows, plan_rows
from kam_xl.rules.plan_signing import Signature, last_review, last_signed, review_due, signature, unstamped
from kam_xl.rules.roll_down import YearPlan, cumulated_shares, roll_down
from kam_xl.sheets.plan_formulas import ORDER
from kam_xl.sheets.raw import Value
from kam_xl.sheets.texts import plain_name
from kam_xl.values import value

Row = dict[str, Value]


@value
class PlanBook:
    """The plans of a book as its tables count them: row of tblPlans, from 1, by client, and what each plan comes to."""

    whole: PortfolioAssessment
    row_of: Mapping[str, int]
    rows: Mapping[int, PlanRows]
    money: Mapping[int, PlanMoney]
    years: Mapping[int, tuple[YearPlan, ...]]

    @property
    def tasks(self) -> Tasks:
        """Return the tables."""
        return self.whole.portfolio.tasks

    @property
    def horizon(self) -> int:
        """Return the years after the base year that the workbook shows."""
        return int(self.whole.policy.plan.horizon)

    def plan_row(self, account: str) -> int:
        """Return the row of the plan that a row with this client belongs to, 0 where there is none."""
        return self.row_of.get(natural_name(account), 0)

    def shares(self, row: int) -> tuple[float, ...]:
        """Return S_0 … S_12 of a plan's season."""
        return cumulated_shares(self.rows[row].season)

    def year_now(self, row: int) -> YearPlan | None:
        """Return the plan of the year of `as_of`, None outside the horizon."""
        return next((one for one in self.years[row] if one.year == self.whole.as_of.year), None)


def plan_book(whole: PortfolioAssessment) -> PlanBook:
    """Return the plans of a book; of several plans of one client the first counts."""
    tasks, rules = whole.portfolio.tasks, whole.policy.plan
    row_of: dict[str, int] = {}
    for i, plan in enumerate(tasks.plans, start=1):
        if name := natural_name(plan.account):
            row_of.setdefault(name, i)
    numbers = list(row_of.values())
    rows = dict(zip(numbers, plan_rows(tasks, list(row_of)), strict=True))
    return PlanBook(
        whole=whole,
        row_of=row_of,
        rows=rows,
        money={row: plan_money(one, rules) for row, one in rows.items()},
        years={row: roll_down(one, rules) for row, one in rows.items()},
    )


def plan_cells(book: PlanBook, texts: Mapping[str, Sequence[str]]) -> list[Row]:
    """Return the calculated cells of tblPlans, row by row; `texts` are the words of lists in the book's language."""
    rows = []
    for i, plan in enumerate(book.tasks.plans, start=1):
        row = book.plan_row(plan.account)
        own = row if row == i else 0
        name: Row = {"name": plain_name(plan.account), "plan_row": row, "plan_no": own, **_read(plan)}
        rows.append(name | (_plan(book, own, texts) if own else _no_plan(book)))
    return rows


def _read(plan: Plan) -> Row:
    return {"base": int(plan.base_year or 0), "rate": plan.growth or 0}


def _no_plan(book: PlanBook) -> Row:
    """Return the cells of a row that is no plan: without a client, or the second one of a client."""
    years = range(book.horizon + 1)
    groups = [(group, years) for group in ("pot", "sold", "earned")]
    groups += [(group, years[1:]) for group in ("extra", "cost", "won")]
    words = (
        "signed", "review_due", "share_base", "share_last", "sales_base", "sales_last", "extra_margin", "budget",
        "result", "payback", "low_result", "stop_share", "plan_now", "fact_now", "gap_now", "gap_share", "forecast",
        "version", "signed_version",
    )  # fmt: skip
    numbers = (
        "kept", "year_no", "scaled", "season_at", "season_row", "base_now", "signed_order", "last_order", "stamp",
        "seal", "control",
    )  # fmt: skip
    return {
        **dict.fromkeys(words, ""),
        **dict.fromkeys(numbers, 0),
        **{f"{group}_y{t}": 0 for group, of in groups for t in of},
        **{f"{group}{k}": 0 for group in ("s", "cum", "known") for k in range(1, 13)},
    }


def _plan(book: PlanBook, row: int, texts: Mapping[str, Sequence[str]]) -> Row:
    rows, money = book.rows[row], book.money[row]
    return {
        **_years(rows, money),
        **_answers(money),
        **_season(book, row),
        **_now(book.year_now(row), money),
        **_signing(book, row, texts),
    }


def _years(rows: PlanRows, money: PlanMoney) -> Row:
    found: Row = {"kept": money.low.kept}
    spent = gained = 0.0
    for year, brings in zip(money.years, money.money, strict=True):
        t = year.t
        found |= {f"pot_y{t}": year.potential, f"sold_y{t}": year.sales, f"earned_y{t}": year.margin}
        if t:
            spent, gained = spent + brings.budget, gained + brings.extra_margin
            found |= {f"extra_y{t}": brings.extra_margin, f"cost_y{t}": brings.budget}
            found[f"won_y{t}"] = int(spent > 0 and round6(gained - spent) >= 0)
    scaling = [one for one in rows.actions if one.scales]
    return found | {"scaled": round6(sum(budget(scaling, year.t) for year in money.years[1:]))}


def _answers(money: PlanMoney) -> Row:
    first, last = money.years[0], money.years[-1]
    base = money.base_year
    return {
        "share_base": first.share if first.potential > 0 else "",
        "share_last": last.share if last.potential > 0 else "",
        "sales_base": first.sales,
        "sales_last": last.sales,
        "extra_margin": money.extra_margin,
        "budget": money.budget,
        "result": round6(money.extra_margin - money.budget),
        "payback": base + money.payback if base and money.payback else "",
        "low_result": money.low.result,
        "stop_share": money.low.stop_share if first.potential > 0 else "",
    }


def _season(book: PlanBook, row: int) -> Row:
    seasons, rows = book.tasks.seasons, book.rows[row]
    at = next((i for i, one in enumerate(seasons, start=1) if one is rows.season), 0)
    counts = rows.season is not None and sum(month for month in rows.season.months if month) > 0
    shares = book.shares(row)
    return {
        "season_at": at,
        "season_row": at if counts else 0,
        **{f"s{k}": shares[k] for k in range(1, 13)},
    }


def _now(year: YearPlan | None, money: PlanMoney) -> Row:
    months = range(12)
    if year is None:
        words = dict.fromkeys(("plan_now", "fact_now", "gap_now", "gap_share", "forecast"), "")
        numbers = {f"{group}{k + 1}": 0 for group in ("cum", "known") for k in months}
        return {"year_no": 0, "base_now": 0, **words, **numbers}
    return {
        "year_no": year.t,
        "base_now": money.money[year.t].baseline_sales,
        "plan_now": year.plan_so_far,
        "fact_now": year.fact,
        "gap_now": year.gap,
        "gap_share": round6(year.gap / year.plan_so_far) if year.plan_so_far > 0 else "",
        "forecast": year.forecast,
        **{f"cum{k + 1}": round2(sum(one.plan for one in year.months[: k + 1])) for k in months},
        **{f"known{k + 1}": int(year.months[k].fact is not None) for k in months},
    }


def _signing(book: PlanBook, row: int, texts: Mapping[str, Sequence[str]]) -> Row:
    rows, reviews = book.rows[row], book.tasks.reviews
    signed, last = last_signed(rows.reviews), last_review(rows.reviews)
    stamp = last is not None and unstamped(last)
    state = 3 if stamp else list(Signature).index(signature(rows))
    sum_ = seal(rows.plans[0])

    def order(wanted: Review) -> int:
        return next(order_no(one, i) for i, one in enumerate(reviews, start=1) if one is wanted)

    return {
        "signed_order": order(signed) if signed else 0,
        "last_order": order(last) if last else 0,
        "stamp": int(stamp),
        "seal": sum_,
        "control": control(sum_),
        "version": version(rows),
        "signed_version": signed.version if signed else "",
        "signed": texts["signatures"][state],
        "review_due": review_due(rows, book.whole.policy.plan) or "",
    }


def order_no(review: Review, row: int) -> int:
    """Return what orders the dated reviews: the day, then the row from 1; 0 without a day."""
    day = day_number(review.date)
    return day * ORDER + row if day else 0
