"""The week on Start: how much is overdue and due, and the next things to do across all key accounts, by date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kam_xl.build.page import Page
from kam_xl.rules.buying_center import DUE_WITHIN
from kam_xl.rules.due import Due, due_list
from kam_xl.rules.key_accounts import key_accounts
from kam_xl.sheets import schema
from kam_xl.sheets.due_cells import due_key
from kam_xl.sheets.due_formulas import DAY, KINDS_OF_DUE, ROWS, SOURCES, Source
from kam_xl.sheets.formulas import localized
from kam_xl.sheets.raw import Value

LISTED = 8
"""Things to do that Start lists; the sheets of the tasks have all."""
_KEY, _FIRST_SOURCE = 3, 4
"""Hidden columns, from 0: the key of each line, and beside it the earliest keys of each table."""


def write_week(page: Page, row: int) -> int:
    """Write the section from a row on (from 0) and return the row after it; nothing where no task has dates."""
    sources = [one for one in SOURCES if page.book.policy.has(schema.table(one.table).tool)]
    if not sources:
        return row
    whole = page.book.whole
    due = [one for one in due_list(whole, key_accounts(whole)) if one.kind != "review"]
    page.put(row, 0, page.text("start.section.week"), "section")
    _counts(page, row + 1, sources, due)
    first = row + 3
    for k in range(LISTED):
        _keys(page, first + k, k, first, sources, due)
        _line(page, first + k, sources, due[k] if k < len(due) else None)
    for column in range(_KEY, _FIRST_SOURCE + len(sources)):
        page.sheet.set_column(column, column, None, None, {"hidden": True})
    attention = page.book.styles.conditional("bad")
    rule = {"type": "text", "criteria": "begins with", "value": "!", "format": attention}
    page.sheet.conditional_format(row + 1, 2, row + 2 + LISTED, 2, rule)
    return first + LISTED


def _counts(page: Page, row: int, sources: Sequence[Source], due: Sequence[Due]) -> None:
    today, week = f"as_of*{DAY}", f"(as_of+{DUE_WITHIN})*{DAY}"
    keys = [f"{one.table}[due_key]" for one in sources]
    late = "+".join(f'COUNTIF({key},"<"&{today})' for key in keys)
    soon = "+".join(f'COUNTIFS({key},">="&{today},{key},"<"&{week})' for key in keys)
    counts = (("late", late, sum(one.late for one in due)), ("soon", soon, sum(one.soon for one in due)))
    for i, (name, formula, count) in enumerate(counts, start=row):
        page.put(i, 0, page.text(f"start.week.{name}"), "label")
        page.formula(i, 1, _whole(page, formula), count, "answer", "count")
    act, none = page.text("start.week.act"), page.text("start.week.none")
    page.formula(row, 2, f'=IF(B{row + 1}>0,"{act}","{none}")', act if counts[0][2] else none, "note")


def _keys(page: Page, row: int, k: int, first: int, sources: Sequence[Source], due: Sequence[Due]) -> None:
    """Write the k-th earliest key (from 0) of each table, and of all of them."""
    for i, source in enumerate(sources, start=_FIRST_SOURCE):
        own = [one for one in due if one.kind == source.kind]
        formula = _whole(page, f'IFERROR(SMALL({source.table}[due_key],{k + 1}),"")')
        page.formula(row, i, formula, _key(page, own, k), "hidden")
    area = f"$E${first + 1}:${'EF'[len(sources) - 1]}${first + LISTED}"
    page.formula(row, _KEY, f'=IFERROR(SMALL({area},{k + 1}),"")', _key(page, due, k), "hidden")


def _key(page: Page, due: Sequence[Due], k: int) -> Value:
    return due_key(due[k], page.book.policy) if k < len(due) else ""


def _line(page: Page, row: int, sources: Sequence[Source], one: Due | None) -> None:
    """Write one thing to do: the client, the date, what is to be done and by whom; blank where there is none."""
    key, date = f"$D{row + 1}", f"B{row + 1}"
    who = _text(sources, key, lambda source: (source.who,))
    late, soon = (page.text(f"start.week.state.{name}") for name in ("late", "soon"))
    state = f'IF({date}<as_of,"{late}",IF({date}<as_of+{DUE_WITHIN},"{soon}",""))'
    what = _text(sources, key, lambda source: source.what)
    said = ""
    if one is not None:
        said = (late if one.late else soon if one.soon else "") + one.what + (f" — {one.who}" if one.who else "")
    cells: tuple[tuple[str, Value, str, str], ...] = (
        (_client(sources, key), one.account if one else "", "calculated", ""),
        (f"INT(INT({key}/{ROWS})/{KINDS_OF_DUE})", one.date if one else "", "calculated", "date"),
        (f'{state}&{what}&IF({who}="",""," — "&{who})', said, "body", ""),
    )
    for column, (formula, cached, look, kind) in enumerate(cells):
        page.formula(row, column, _whole(page, f'IF({key}="","",{formula})'), cached, look, kind)


def _text(sources: Sequence[Source], key: str, columns: Callable[[Source], Sequence[str]]) -> str:
    """Return the formula of a text in the table that a line's key is from: several columns with blanks between."""
    found = [
        '&" "&'.join(f"INDEX({one.table}[{name}],MATCH({key},{one.table}[due_key],0))" for name in columns(one))
        for one in sources
    ]
    if len(found) == 1:
        return f"TRIM({found[0]})"
    return f"TRIM(IF(MOD(INT({key}/{ROWS}),{KINDS_OF_DUE})=0,{found[0]},{found[1]}))"


def _client(sources: Sequence[Source], key: str) -> str:
    """Return the formula of the client of a line, as the sheet of clients names it."""
    number = _text(sources, key, lambda source: ("key_no",))
    return f'INDEX(tblAccounts[account],MATCH(--{number},tblAccounts[record_no],0))&""'


def _whole(page: Page, formula: str) -> str:
    return localized(formula, schema.ACCOUNTS, page.book.lang)
