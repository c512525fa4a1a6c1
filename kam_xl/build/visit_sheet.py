"""The sheet Visit: the questions for the next visit to one key account, on one page to print and take along."""

from __future__ import annotations

from kam_xl.build.matrix_sheet import PEOPLE, VISIT_LINES, VISIT_QUESTIONS, client_no, in_book
from kam_xl.build.page import FIRST_ROW, Page, one_of
from kam_xl.build.visit_lines import Line, lines_of, write_lines, write_questions
from kam_xl.sheets.key_clients import KeyClient, chosen
from kam_xl.sheets.raw import Value

MOST = 25
"""Questions on the page."""

_HEADS = ("number", "group", "question", "why", "since", "whom", "answer")
_WIDTHS = (5, 24, 48, 13, 12, 28, 42)
_INPUT, _SHOWN, _HEAD = FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3
_LINE_HEIGHT = 34


def write_visit(page: Page, clients: tuple[KeyClient, ...]) -> None:
    """Write the client's cell, the questions, and how many have no place on the page."""
    whole = page.book.whole
    one = chosen(clients, whole.portfolio.setup.visit_client, whole)
    page.head(page.text("sheet.visit"), page.text("sheet.visit.purpose"))
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    choose_client(page, _INPUT, "visit_client", "visit_no", whole.portfolio.setup.visit_client, one)
    lines = lines_of(page, one)
    write_questions(page.book.page("_matrix"), VISIT_QUESTIONS, one)
    write_lines(page.book.page("_matrix"), VISIT_LINES, lines, MOST)
    for column, key in enumerate(_HEADS):
        page.put(_HEAD, column, page.text(f"visit.{key}"), "head")
    for i in range(1, MOST + 1):
        _write_line(page, _HEAD + i, i, lines[i - 1] if i <= len(lines) else None)
    last = _HEAD + MOST + 1
    said = page.text("visit.more").replace('"', '""')
    more = f'=IF(COUNT(visit_keys)>{MOST},"{said}"&(COUNT(visit_keys)-{MOST}),"")'
    page.formula(last, 1, more, f"{page.text('visit.more')}{len(lines) - MOST}" if len(lines) > MOST else "", "label")
    page.sheet.freeze_panes(_HEAD + 1, 0)
    page.sheet.set_selection(_INPUT, 2, _INPUT, 2)
    page.print_set_up(last, len(_HEADS) - 1, pages=(1, 1), portrait=True)
    page.protect()


def choose_client(
    page: Page, row: int, cell: str, number: str, typed: str, one: KeyClient | None, column: int = 1
) -> None:
    """Write the cell in which a key account is chosen, and under it which one is shown.

    Args:
        page: the sheet.
        row: row of the cell, from 0.
        cell: its name.
        number: name of the hidden cell that holds the number of the key account, 0 for none.
        typed: what stands in the cell.
        one: whom that means.
        column: column of the labels, from 0; the cells stand beside them.
    """
    label = page.text(f"start.{cell}")
    page.put(row, column, label, "label")
    page.put(row, column + 1, typed, "input", wrap=True)
    page.name(cell, row, 2)
    page.validate(row, column + 1, row, one_of(page, "names_on_record", label, page.text("visit.note.client")))
    hidden = page.book.page("_matrix")
    at = VISIT_QUESTIONS if number == "visit_no" else PEOPLE
    hidden.formula(0, at, in_book(page, client_no(cell)), one.number if one else 0, "hidden")
    hidden.name(number, 0, at)
    account = f'INDEX(tblAccounts[account],MATCH({number},tblAccounts[record_no],0))&""'
    nobody = page.text("visit.nobody_chosen")
    page.put(row + 1, column, page.text("visit.shown"), "label")
    shown = in_book(page, f'IF({number}=0,"{nobody}",{account})')
    page.formula(row + 1, column + 1, shown, one.account if one else nobody, "answer", wrap=True)


def _write_line(page: Page, row: int, i: int, line: Line | None) -> None:
    """Write the i-th question; what it is stands in the i-th row of the hidden lines."""
    hidden = page.book.page("_matrix")

    def of(column: int) -> str:
        return hidden.area(i, VISIT_LINES + column, i, VISIT_LINES + column)

    question, pressing, ask, person, since = (of(column) for column in range(1, 6))
    there = f'IF({question}=0,"",{{}})'
    stale = f'IF({since}=0,"",{since})'
    cells: tuple[tuple[str, Value, str], ...] = (
        (there.format(i), i if line else "", "count"),
        (there.format(f"INDEX(tblQuestions[group],{question})"), line.group if line else "", ""),
        (there.format(f"INDEX(tblQuestions[wording],{question})"), line.wording if line else "", ""),
        (there.format(f"INDEX(answer_states,IF({pressing}<3,1,2))"), line.why if line else "", ""),
        (there.format(stale), line.since if line and line.since else "", "date"),
        (there.format(_whom(page, question, ask, person)), line.whom if line else "", ""),
    )
    for column, (formula, value, kind) in enumerate(cells):
        page.formula(row, column, in_book(page, formula), value, "calculated", kind, wrap=not kind)
    page.put(row, len(cells), None, "blank_line")
    page.sheet.set_row(row, _LINE_HEIGHT)


def _whom(page: Page, question: str, ask: str, person: str) -> str:
    """Return the formula of who can answer: a person and how many more, a role that nobody holds, or ourselves."""
    named = f"INDEX(tblQuestions[ask],{question})"
    ourselves, nobody = page.text("visit.ourselves"), page.text("visit.nobody")
    if not page.book.policy.has("buying_center"):
        return f'IF({named}="","{ourselves}",{named})'
    key = f"visit_no*1000+{ask}"
    name = f'IF(INDEX(tblMembers[name],{person})&""="",{named},INDEX(tblMembers[name],{person})&"")'
    count = f"COUNTIF(tblMembers[role_key],{key})"
    more = f'IF({count}>1," (+"&({count}-1)&")","")'
    return f'IF({ask}=0,IF({named}="","{ourselves}",{named}),IF({person}=0,"{nobody}"&{named},{name}&{more}))'
