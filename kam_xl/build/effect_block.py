"""A block of the very hidden sheet: of each key account its plan, and its sales before and after it became key.

The native twin of `rules.effect`; months are counted as year × 12 + month, as there. Start adds the columns up.
"""

from __future__ import annotations

from kam_xl.build.matrix_sheet import COUNTS, client_row, clients_shown, in_book, row_below
from kam_xl.build.page import Page
from kam_xl.rules.effect import WINDOW
from kam_xl.sheets.progress import FIRST_MONTH, KeyPlan, Progress
from kam_xl.sheets.raw import Value, column_letters
from kam_xl.sheets.texts import literal

COLUMNS = ("own", "plan_row", "since", "months", "before", "after", "others_before", "others_after")
"""Left to right; `months` is how many months are compared, 0 where it is too early."""


def write_effect(page: Page, progress: Progress) -> None:
    """Write the last month with facts, the heads, and a row a key account under the counts of answers."""
    top = row_below(page)
    period = in_book(page, "MAX(tblFacts[period])").lstrip("=")
    page.formula(top, COUNTS, f"=INT({period}/100)*12+MOD({period},100)", progress.last_month, "hidden")
    for column, name in enumerate(COLUMNS, start=COUNTS):
        page.put(top + 1, column, name, "hidden")
    for number in range(1, clients_shown(page.book.whole) + 1):
        one = progress.plans[number - 1] if number <= len(progress.plans) else None
        _write_client(page, top, number, one)


def effect_column(page: Page, name: str) -> str:
    """Return the area of a column of the block, over all key accounts."""
    first, column = row_below(page) + 2, COUNTS + COLUMNS.index(name)
    return page.book.page("_matrix").area(first, column, first + clients_shown(page.book.whole) - 1, column)


def _write_client(page: Page, top: int, number: int, one: KeyPlan | None) -> None:
    row, found = top + 1 + number, client_row(page, number)
    own, since, months = (f"${column_letters(COUNTS + 1 + i)}{row + 1}" for i in (0, 2, 3))
    last = f"${column_letters(COUNTS + 1)}${top + 1}"
    name, day = (f"INDEX(tblAccounts[{key}],{found})" for key in ("name_key", "key_since"))
    first = f"MATCH({literal(name)},tblAccounts[name_key],0)"
    formulas = (
        f'IF({found}=0,0,IF({name}="",0,IF(IFERROR({first},0)={found},1,0)))',
        f"IF({own}=0,0,IFERROR(MATCH({literal(name)},tblPlans[name],0),0))",
        f"IF({own}=0,0,MAX({FIRST_MONTH},YEAR(INT({day}))*12+MONTH(INT({day}))))",
        f"IF({own}=0,0,MAX(0,MIN({WINDOW},{last}-{since}+1)))",
        *(
            f"IF({months}=0,0,ROUND({_sales(key, start, months)},6))"
            for key in (number, 0)
            for start in (f"{since}-{WINDOW}", since)
        ),
    )
    for column, (formula, value) in enumerate(zip(formulas, _values(one), strict=True), start=COUNTS):
        page.formula(row, column, in_book(page, formula), value, "hidden")


def _sales(key: int, start: str, months: str) -> str:
    """Return the formula of sales from a month on, of one key account or (0) of all who are none."""
    first, last = _period(start), _period(f"{start}+{months}-1")
    return f'SUMIFS(tblFacts[sales],tblFacts[key_no],{key},tblFacts[period],">="&{first},tblFacts[period],"<="&{last})'


def _period(month: str) -> str:
    """Return the formula that makes year × 100 + month, as tblFacts has it, of a month counted through."""
    return f"(INT(({month}-1)/12)*100+MOD({month}-1,12)+1)"


def _values(one: KeyPlan | None) -> tuple[Value, ...]:
    if one is None:
        return (0,) * len(COLUMNS)
    growth = one.growth
    sales = (growth.before, growth.after, growth.others_before, growth.others_after) if growth else (0, 0, 0, 0)
    return (int(one.own), one.plan_row, one.since, growth.months if growth else 0, *sales)
