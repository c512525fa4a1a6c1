"""The question on Start: a client is chosen, and the cell beside says why the verdict on him is what it is.

In the macro workbook Python answers in sentences through a worksheet function; without it, and in the macro-free book,
the native twin answers with the verdict and its numbers.
"""

from __future__ import annotations

from kam_xl.build.page import Page, one_of
from kam_xl.rules import Assessment, PortfolioAssessment, stake_threshold
from kam_xl.rules.numbers import round6
from kam_xl.rules.qualify import evidence_limit
from kam_xl.sheets import schema
from kam_xl.sheets.texts import literal
from kam_xl.sheets.words import word

_LINE_HEIGHT = 15
_ROOM = 500
"""Rows that the table may grow before its new clients are missing in the drop-down."""
_LINES = {True: 7, False: 2}
"""Lines that the answer may take: sentences of Python, or the native one."""


def write_why(page: Page, row: int) -> int:
    """Write the section from a row on (from 0) and return the row after it."""
    page.put(row, 0, page.text("start.section.why"), "section")
    label = page.text("start.asked_client")
    page.put(row + 1, 0, label, "label")
    page.put(row + 1, 1, page.book.whole.portfolio.setup.asked_client, "input", wrap=True)
    page.name("asked_client", row + 1, 1)
    page.validate(row + 1, 1, row + 1, one_of(page, "client_names", label, page.text("start.note.asked_client")))
    item = _asked(page.book.whole)
    found = f"=IFERROR(MATCH({literal('asked_client')},{page.column('account')},0),0)"
    page.formula(row + 1, 3, found, item.row + 1 if item else 0, "hidden")
    page.name("asked_row", row + 1, 3)
    native = _native(page)
    answer = f"IFERROR(KAM_WHY({_whole_table()},asked_client,kam_lang),{native})" if page.book.macros else native
    page.formula(row + 1, 2, f'=IF(asked_client="","",{answer})', _said(page, item), "body")
    page.sheet.set_row(row + 1, _LINE_HEIGHT * _LINES[page.book.macros])
    return row + 2


def define_client_names(page: Page, rows: int) -> None:
    """Name the clients for the drop-down; `page` is Accounts, `rows` how many rows its table has."""
    columns = [column.key for column in schema.ACCOUNTS.shown(page.book.policy)]
    at, top = columns.index("account"), schema.header_row(schema.ACCOUNTS, page.book.policy)
    first = page.area(top, at, top, at)
    column = page.area(top, at, top + max(rows, 1) + _ROOM, at)
    page.book.workbook.define_name("client_names", f"={first}:INDEX({column},MAX(1,COUNTA({column})))")


def _whole_table() -> str:
    return f"{schema.ACCOUNTS.name}[#All]"


def _asked(whole: PortfolioAssessment) -> Assessment | None:
    name = whole.portfolio.setup.asked_client.casefold()
    return next((item for item in whole.accounts if name and item.account.account.casefold() == name), None)


def _native(page: Page) -> str:
    """Return the native answer: the verdict, and what stands against what is needed."""
    parts = [
        _at(page, "verdict"),
        f'"{page.text("start.why.points")}"&ROUND({_at(page, "points")},1)',
        f'"{page.text("start.why.needed")}"&{_at(page, "points_needed")}',
        f'"{page.text("start.why.influence")}"&ROUND({_at(page, "influence")},2)',
        f'IF({_at(page, "evidence_age")}<0,"{page.text("start.why.no_evidence")}","{page.text("start.why.evidence")}"'
        f'&{_at(page, "evidence_age")}&"{page.text("start.why.of")}"&{_at(page, "evidence_limit")})',
        f'"{page.text("start.why.stake")}"&ROUND({_at(page, "stake")},2)',
        f'"{page.text("start.why.needed")}"&ROUND(stake_threshold,2)',
        f'IF({_at(page, "rank")}="","","{page.text("start.why.rank")}"&{_at(page, "rank")}'
        f'&"{page.text("start.why.of")}"&account_limit)',
    ]
    return f'IF(asked_row=0,"{page.text("start.why.unknown")}",{"&".join(parts)})'


def _at(page: Page, key: str) -> str:
    return f"INDEX({page.column(key)},asked_row)"


def _said(page: Page, item: Assessment | None) -> str:
    """Return what the native answer gives."""
    whole, policy = page.book.whole, page.book.policy
    if item is None:
        return page.text("start.why.unknown") if whole.portfolio.setup.asked_client else ""
    one, scoring = item.qualification, policy.scoring
    needed = scoring.exit_points if item.account.on_record else scoring.entry_points
    threshold = stake_threshold(policy, whole.portfolio.setup.margin_plan)
    of, dated = page.text("start.why.of"), item.account.evidence_date
    age = (whole.as_of - dated).days if dated else -1
    evidence = f"{page.text('start.why.evidence')}{age}{of}{_plain(evidence_limit(item.account, policy), 0)}"
    return "".join(
        (
            word("verdicts", item.verdict, page.book.lang),
            page.text("start.why.points"), _plain(one.points, 1), page.text("start.why.needed"), _plain(needed, 6),
            page.text("start.why.influence"), _plain(one.influence, 2),
            page.text("start.why.no_evidence") if age < 0 else evidence,
            page.text("start.why.stake"), _plain(one.stake, 2), page.text("start.why.needed"), _plain(threshold, 2),
            f"{page.text('start.why.rank')}{item.rank}{of}{whole.limit}" if item.rank else "",
        )
    )  # fmt: skip


def _plain(value: float, decimals: int) -> str:
    """Return a number as a cell turns it into text: halves rounded away from zero, no trailing noughts."""
    scaled = 10**decimals
    return f"{int(round6(abs(value) * scaled) + 0.5) / scaled * (1 if value >= 0 else -1):.12g}"
