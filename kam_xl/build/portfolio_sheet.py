"""The Portfolio sheet: the limit, who enters and who leaves, the ranking, and influence against stake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kam_xl.build.charts import influence_stake_chart
from kam_xl.build.page import FIRST_ROW, Page, one_of
from kam_xl.build.ranking import RANKING_HEAD, write_ranking
from kam_xl.rules import Assessment, PortfolioAssessment, stake_threshold
from kam_xl.sheets.raw import Value
from kam_xl.sheets.texts import literal

_LAST_COLUMN = 13
"""Last column, from 0, that the chart reaches."""


class Line(NamedTuple):
    """One line of the limit: label and note by catalogue key, a formula with its cached value, a defined name."""

    key: str
    formula: str
    value: Value
    name: str = ""
    note: str = ""
    kind: str = "count"


def write_portfolio(page: Page) -> None:
    """Write the limit on the left, the exchange under it, the chart beside them, the ranking below."""
    page.head(page.text("sheet.portfolio"), page.text("sheet.portfolio.purpose"))
    for column, width in enumerate((46, 34, 9, 10, 11, 12, 11)):
        page.sheet.set_column(column, column, width)
    row = _limit(page, FIRST_ROW)
    row = _exchange(page, row + 1)
    ranking = row + 1
    last = write_ranking(page, ranking)
    influence_stake_chart(page, FIRST_ROW, 3, ranking + RANKING_HEAD, len(page.book.whole.accounts))
    page.sheet.freeze_panes(2, 0)
    page.print_set_up(last, _LAST_COLUMN, pages=(1, 1))
    page.protect()


def _limit(page: Page, row: int) -> int:
    page.put(row, 0, page.text("portfolio.section.cap"), "section")
    lines = _limit_lines(page, page.book.whole)
    for i, line in enumerate(lines, start=row + 1):
        page.put(i, 0, page.text(f"portfolio.{line.key}"), "label")
        look = "answer" if line.key == "account_limit" else "calculated"
        page.formula(i, 1, line.formula, line.value, look, line.kind)
        if line.name:
            page.name(line.name, i, 1)
        if line.note:
            page.sheet.write_comment(i, 0, page.text(f"portfolio.note.{line.note}"), {"author": "KAM", "x_scale": 2})
    return row + 1 + len(lines)


def _limit_lines(page: Page, whole: PortfolioAssessment) -> Sequence[Line]:
    policy, setup = whole.policy, whole.portfolio.setup
    capacity = policy.capacity
    hours = setup.hours if setup.hours and setup.hours > 0 else capacity.monthly_hours
    on_record = len(whole.on_record)
    not_mine = sum(item.company_key and not item.manager_key for item in whole.accounts)
    others = f"({page.column('company_key')}=INDEX(yes_no,1))*({page.column('verdict_no')}<7)"
    each = capacity.hours_per_account
    key_hours = "=IF(N(hours)>0,hours,monthly_hours)*share_for_key"
    floor = "=INT(ROUND(hours_for_key/hours_per_account,6))"
    gate = "=ROUND(stake_share*MAX(0,N(margin_plan)),6)"
    threshold = stake_threshold(policy, setup.margin_plan)
    return (
        Line("cap", "=cap", capacity.cap, note="cap"),
        Line("hours_key", key_hours, hours * capacity.share_for_key, "hours_for_key"),
        Line("hours_limit", floor, whole.hours_limit, "hours_limit"),
        Line("account_limit", "=MIN(cap,hours_limit)", whole.limit, "account_limit"),
        Line("qualifying", f"=SUM({page.column('qualifies')})", whole.qualifying, "qualifying_count"),
        Line("over", "=MAX(0,qualifying_count-account_limit)", max(whole.over, 0)),
        Line("on_record", f"=COUNT({page.column('record_points')})", on_record, "on_record_count"),
        Line("record_over", "=MAX(0,on_record_count-account_limit)", max(whole.record_over, 0)),
        Line("hours_used", "=on_record_count*hours_per_account", on_record * each),
        Line("not_mine", f"=SUMPRODUCT({others})", not_mine, "not_mine_count", "not_mine"),
        Line("hours_freed", "=not_mine_count*hours_per_account", not_mine * each),
        Line("stake_threshold", gate, threshold, "stake_threshold", kind="money"),
    )


def _exchange(page: Page, row: int) -> int:
    """Write who is first in line, who is weakest on record, and the drop-down for the one who leaves."""
    whole = page.book.whole
    account, points = page.column("account"), page.column("points")
    newcomer, recorded = page.column("newcomer_rank"), page.column("record_points")
    page.put(row, 0, page.text("portfolio.section.exchange"), "section")
    for i, (key, lowest, item) in enumerate(
        (("candidate", newcomer, first_in_line(whole)), ("weakest", recorded, weakest_on_record(whole))), start=row + 1
    ):
        page.put(i, 0, page.text(f"portfolio.{key}"), "label")
        formula = f'=IFERROR(INDEX({account},MATCH(MIN({lowest}),{lowest},0)),"")'
        page.formula(i, 1, formula, item.account.account if item else "", "calculated", wrap=True)
    page.name("first_in_line", row + 1, 1)
    _leaver(page, row + 3)
    gain = (
        f"INDEX({points},MATCH({literal('first_in_line')},{account},0))"
        f"-INDEX({recorded},MATCH({literal('leaver')},{account},0))"
    )
    page.put(row + 4, 0, page.text("portfolio.exchange.gain"), "label")
    formula = f'=IF(OR(first_in_line="",leaver=""),"",IFERROR({gain},""))'
    page.formula(row + 4, 1, formula, _gain(whole), "calculated", "points")
    return row + 5


def _leaver(page: Page, row: int) -> None:
    label = page.text("start.leaver")
    page.put(row, 0, label, "label")
    page.put(row, 1, page.book.whole.portfolio.setup.leaver, "input", wrap=True)
    page.name("leaver", row, 1)
    page.validate(row, 1, row, one_of(page, "names_on_record", label, page.text("portfolio.note.leaver")))


def _gain(whole: PortfolioAssessment) -> float | str:
    leaver = next((item for item in whole.on_record if item.account.account == whole.portfolio.setup.leaver), None)
    candidate = first_in_line(whole)
    return candidate.qualification.points - leaver.qualification.points if candidate and leaver else ""


def first_in_line(whole: PortfolioAssessment) -> Assessment | None:
    """Return the best account that qualifies and is not on record."""
    return next(iter(whole.candidates), None)


def weakest_on_record(whole: PortfolioAssessment) -> Assessment | None:
    """Return the account on record with the fewest points, the uppermost where several are equal."""
    return min(whole.on_record, key=lambda item: item.qualification.points, default=None)
