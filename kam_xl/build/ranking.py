"""The ranking on the Portfolio sheet: the clients that qualify, best first, found by their rank."""

from __future__ import annotations

from kam_xl.build.page import Page
from kam_xl.rules import Assessment, PortfolioAssessment
from kam_xl.sheets.raw import Value

WAITING = 10
"""Rows of the ranking beyond the policy's ceiling: who would enter next."""

RANKING_HEAD = 2
"""Rows that the ranking's own head takes."""

STAKE_COLUMN, INFLUENCE_COLUMN = 4, 6
"""Columns, from 0, that the chart reads."""


def write_ranking(page: Page, row: int) -> int:
    """Write the ranking from a row on, and return its last row; rows nobody holds stay blank."""
    whole = page.book.whole
    page.put(row, 0, page.text("portfolio.section.ranking"), "section")
    for column, head in enumerate(("account", "place", "rank", "points", "stake", "recorded", "influence")):
        page.put(row + 1, column, page.text(f"portfolio.{head}"), "head")
    best, first, count = whole.ranked, row + RANKING_HEAD, ranking_rows(whole)
    for k in range(1, count + 1):
        _write_ranked(page, first + k - 1, k, best[k - 1] if k <= len(best) else None)
    last = first + count - 1
    for sign, look in (("!", "bad"), ("✓", "good")):
        style = page.book.styles.conditional(look)
        rule = {"type": "text", "criteria": "begins with", "value": sign, "format": style}
        page.sheet.conditional_format(first, 1, last, 1, rule)
    return last


def ranking_rows(whole: PortfolioAssessment) -> int:
    """Return how many rows the ranking has: the policy's ceiling and those who wait."""
    return int(whole.policy.capacity.cap) + WAITING


def _write_ranked(page: Page, row: int, k: int, item: Assessment | None) -> None:
    """Write the k-th of the ranking; an empty row is blank."""
    limit, here = page.book.whole.limit, f"A{row + 1}"
    inside, outside = page.text("portfolio.place.in"), page.text("portfolio.place.out")
    recorded = f'IF(ISNUMBER({_found(page, "record_points", k)}),INDEX(yes_no,1),"")'
    one = item.qualification if item else None
    yes = page.text("list.yes_no.yes")
    shown: tuple[tuple[str, Value, str], ...] = (
        (f'=IFERROR({_found(page, "account", k)},"")', item.account.account if item else "", ""),
        (
            f'=IF({here}="","",IF({k}<=account_limit,"{inside}","{outside}"))',
            (inside if k <= limit else outside) if item else "",
            "",
        ),
        (f'=IF({here}="","",{k})', k if item else "", "count"),
        (f'=IFERROR({_found(page, "points", k)},"")', one.points if one else "", "points"),
        (f'=IFERROR({_found(page, "stake", k)},"")', one.stake if one else "", "money"),
        (f'=IFERROR({recorded},"")', yes if item and item.account.on_record else "", ""),
        (f'=IFERROR({_found(page, "influence", k)},"")', one.influence if one else "", "influence"),
    )
    for column, (formula, value, kind) in enumerate(shown):
        page.formula(row, column, formula, value, "calculated", kind)


def _found(page: Page, key: str, k: int) -> str:
    """Return the formula of a column's cell in the row that holds rank k."""
    return f"INDEX({page.column(key)},MATCH({k},{page.column('rank')},0))"
