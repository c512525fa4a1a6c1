"""The Portfolio sheet: the limit, the ranking, who would enter and who leaves, and influence against stake."""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.build.charts import influence_stake_chart
from kam_xl.build.lists import schema_column
from kam_xl.build.page import FIRST_ROW, Page
from kam_xl.rules import Assessment, PortfolioAssessment, stake_threshold
from kam_xl.sheets.raw import Value

WAITING = 10
"""Rows of the ranking beyond the policy's ceiling: who would enter next."""

_LAST_COLUMN = 13
"""Last column, from 0, that the chart reaches."""

Line = tuple[str, str, Value, str, str, str]
"""Label key, formula, cached value, kind of number, defined name, note key."""


def write_portfolio(page: Page) -> None:
    """Write the limit on the left, the exchange under it, the chart beside them, the ranking below."""
    page.head(page.text("sheet.portfolio"), page.text("sheet.portfolio.purpose"))
    for column, width in enumerate((46, 34, 9, 10, 11, 12, 11)):
        page.sheet.set_column(column, column, width)
    row = _lines(page, FIRST_ROW, "cap", _cap_lines(page, page.book.whole))
    row = _exchange(page, row + 1)
    ranking = row + 1
    last = _ranking(page, ranking)
    influence_stake_chart(page, FIRST_ROW, 3, ranking + 2, len(page.book.whole.accounts))
    page.sheet.freeze_panes(2, 0)
    page.print_set_up(last, _LAST_COLUMN, pages=(1, 1))
    page.protect()


def _cap_lines(page: Page, whole: PortfolioAssessment) -> list[Line]:
    policy, setup = whole.policy, whole.portfolio.setup
    capacity = policy.capacity
    hours = setup.hours if setup.hours and setup.hours > 0 else capacity.monthly_hours
    on_record = len(whole.on_record)
    not_mine = sum(item.company_key and not item.manager_key for item in whole.accounts)
    qualifies, since = schema_column("qualifies", page), schema_column("key_since", page)
    serve = schema_column("company_key", page)
    verdict = schema_column("verdict_no", page)
    yes = "INDEX(yes_no,1)"
    return [
        ("cap", "=cap", capacity.cap, "count", "", "cap"),
        ("hours_key", "=IF(N(hours)>0,hours,monthly_hours)*share_for_key", hours * capacity.share_for_key, "count", "hours_for_key", ""),
        ("hours_limit", "=INT(ROUND(hours_for_key/hours_per_account,6))", whole.hours_limit, "count", "hours_limit", ""),
        ("account_limit", "=MIN(cap,hours_limit)", whole.limit, "count", "account_limit", ""),
        ("qualifying", f"=SUM({qualifies})", whole.qualifying, "count", "qualifying_count", ""),
        ("over", "=qualifying_count-account_limit", whole.over, "count", "", "negative"),
        ("on_record", f"=COUNT({since})", on_record, "count", "on_record_count", ""),
        ("record_over", "=on_record_count-account_limit", whole.record_over, "count", "", "negative"),
        ("hours_used", "=on_record_count*hours_per_account", on_record * capacity.hours_per_account, "count", "", ""),
        ("not_mine", f"=SUMPRODUCT(({serve}={yes})*({verdict}<7))", not_mine, "count", "not_mine_count", "not_mine"),
        ("hours_freed", "=not_mine_count*hours_per_account", not_mine * capacity.hours_per_account, "count", "", ""),
        ("stake_threshold", "=ROUND(stake_share*MAX(0,N(margin_plan)),6)", stake_threshold(policy, setup.margin_plan), "money", "stake_threshold", ""),
    ]  # fmt: skip


def _lines(page: Page, row: int, section: str, lines: Sequence[Line]) -> int:
    page.put(row, 0, page.text(f"portfolio.section.{section}"), "section")
    for i, (key, formula, value, kind, name, note) in enumerate(lines, start=row + 1):
        page.put(i, 0, page.text(f"portfolio.{key}"), "label")
        page.formula(i, 1, formula, value, "answer" if key == "account_limit" else "calculated", kind)
        if name:
            page.name(name, i, 1)
        if note:
            page.sheet.write_comment(i, 0, page.text(f"portfolio.note.{note}"), {"author": "KAM", "x_scale": 2})
    return row + 1 + len(lines)


def _exchange(page: Page, row: int) -> int:
    """Write who is first in line, who is weakest on record, and the drop-down for the one who leaves."""
    whole = page.book.whole
    account, points = schema_column("account", page), schema_column("points", page)
    candidate, weakest = first_in_line(whole), weakest_on_record(whole)
    setup = whole.portfolio.setup
    leaver = next((item for item in whole.on_record if item.account.account == setup.leaver), None)
    page.put(row, 0, page.text("portfolio.section.exchange"), "section")
    newcomer, low = schema_column("newcomer_rank", page), schema_column("record_points", page)
    self_row = row + 1
    page.put(self_row, 0, page.text("portfolio.candidate"), "label")
    page.formula(self_row, 1, f'=IFERROR(INDEX({account},MATCH(MIN({newcomer}),{newcomer},0)),"")', candidate.account.account if candidate else "", "calculated", wrap=True)
    page.name("first_in_line", self_row, 1)
    page.put(self_row + 1, 0, page.text("portfolio.weakest"), "label")
    page.formula(self_row + 1, 1, f'=IFERROR(INDEX({account},MATCH(MIN({low}),{low},0)),"")', weakest.account.account if weakest else "", "calculated", wrap=True)
    label = page.text("start.leaver")
    page.put(self_row + 2, 0, label, "label")
    page.put(self_row + 2, 1, setup.leaver, "input", wrap=True)
    page.name("leaver", self_row + 2, 1)
    page.validate(self_row + 2, 1, self_row + 2, {
        "validate": "list", "source": "=names_on_record", "input_title": label[:32],
        "input_message": page.text("portfolio.note.leaver")[:255], "error_title": label[:32],
        "error_message": page.text("help.bad", allowed=page.text("help.allowed.choice"))[:255],
    })  # fmt: skip
    gain = candidate.qualification.points - leaver.qualification.points if candidate and leaver else ""
    page.put(self_row + 3, 0, page.text("portfolio.exchange.gain"), "label")
    found = f"INDEX({points},MATCH({literal('first_in_line')},{account},0))-INDEX({low},MATCH({literal('leaver')},{account},0))"
    page.formula(self_row + 3, 1, f'=IF(OR(first_in_line="",leaver=""),"",IFERROR({found},""))', gain, "calculated", "points")
    return self_row + 4


def literal(text: str) -> str:
    """Return a formula that makes MATCH take a text letter by letter: its ~, * and ? are no wildcards."""
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text},"~","~~"),"*","~*"),"?","~?")'


def first_in_line(whole: PortfolioAssessment) -> Assessment | None:
    """Return the best account that qualifies and is not on record."""
    return next(iter(whole.candidates), None)


def weakest_on_record(whole: PortfolioAssessment) -> Assessment | None:
    """Return the account on record with the fewest points, the uppermost where several are equal."""
    return min(whole.on_record, key=lambda item: item.qualification.points, default=None)


def ranking_rows(whole: PortfolioAssessment) -> int:
    """Return how many rows the ranking has: the policy's ceiling and those who wait."""
    return int(whole.policy.capacity.cap) + WAITING


def _ranking(page: Page, row: int) -> int:
    whole = page.book.whole
    page.put(row, 0, page.text("portfolio.section.ranking"), "section")
    for column, head in enumerate(("account", "place", "rank", "points", "stake", "recorded", "influence")):
        page.put(row + 1, column, page.text(f"portfolio.{head}"), "head")
    best = whole.ranked
    for k in range(1, ranking_rows(whole) + 1):
        item = best[k - 1] if k <= len(best) else None
        _ranked(page, row + 1 + k, k, item)
    first, last = row + 2, row + 1 + ranking_rows(whole)
    styles = page.book.styles
    page.sheet.conditional_format(first, 1, last, 1, {"type": "text", "criteria": "begins with", "value": "!", "format": styles.conditional("bad")})
    page.sheet.conditional_format(first, 1, last, 1, {"type": "text", "criteria": "begins with", "value": "✓", "format": styles.conditional("good")})
    return last


def _ranked(page: Page, row: int, k: int, item: Assessment | None) -> None:
    """Write the k-th row of the ranking: blank where fewer clients qualify; the last column feeds the chart."""
    whole = page.book.whole
    rank = schema_column("rank", page)
    place = f"MATCH({k},{rank},0)"
    record = page.text("list.yes_no.yes")
    inside, outside = page.text("portfolio.place.in"), page.text("portfolio.place.out")
    shown: list[tuple[str, Value, str]] = [
        (f'=IFERROR(INDEX({schema_column("account", page)},{place}),"")', item.account.account if item else "", ""),
        (
            f'=IF(A{row + 1}="","",IF({k}<=account_limit,"{inside}","{outside}"))',
            "" if item is None else inside if k <= whole.limit else outside, "",
        ),
        (f'=IF(A{row + 1}="","",{k})', k if item else "", "count"),
        (f'=IFERROR(INDEX({schema_column("points", page)},{place}),"")', item.qualification.points if item else "", "points"),
        (f'=IFERROR(INDEX({schema_column("stake", page)},{place}),0)', item.qualification.stake if item else 0, "stake"),
        (
            f'=IFERROR(IF(ISNUMBER(INDEX({schema_column("key_since", page)},{place})),INDEX(yes_no,1),""),"")',
            record if item and item.account.on_record else "", "",
        ),
        (f'=IFERROR(INDEX({schema_column("influence", page)},{place}),0)', item.qualification.influence if item else 0, "influence_or_blank"),
    ]  # fmt: skip
    for column, (formula, value, kind) in enumerate(shown):
        page.formula(row, column, formula, value, "calculated", kind)
