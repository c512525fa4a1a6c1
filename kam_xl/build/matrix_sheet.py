"""The very hidden sheet behind the sheets of the tasks: what they look things up in and count with.

From left to right: segments of the question sets; the questions of the visit; the lines of its page; the people of the
picture; and answers counted by key account and question, which other sheets add up.
"""

from __future__ import annotations

from kam_xl.build.page import Page
from kam_xl.rules import PortfolioAssessment
from kam_xl.sheets.formulas import localized
from kam_xl.sheets.key_clients import KeyClient
from kam_xl.sheets.policy_tables import question_rows, segment_rows
from kam_xl.sheets.schema import ACCOUNTS
from kam_xl.sheets.task_formulas import QUESTION_STEP
from kam_xl.sheets.texts import literal, plain_text

SEGMENTS, VISIT_QUESTIONS, VISIT_LINES, PEOPLE, COUNTS = 0, 3, 7, 15, 24
"""First columns, from 0, of the blocks."""

_GROUP, _MANDATORY, _FIRST_CLIENT = 1, 2, 3
"""Rows, from 0, of the counts: group and whether mandatory of each question, then the key accounts."""
_FIRST_QUESTION = COUNTS + 2
"""Column, from 0, of the first question; before it stand the client's row and set."""


def in_book(page: Page, formula: str) -> str:
    """Return a formula written with keys (`tblDossier[key_no]`), with its equals sign, in the book's language."""
    return localized(formula, ACCOUNTS, page.book.lang)


def clients_shown(whole: PortfolioAssessment) -> int:
    """Return how many rows the sheets have for key accounts: the policy's ceiling, or all that there are."""
    return max(int(whole.policy.capacity.cap), len(whole.on_record))


def client_no(cell: str) -> str:
    """Return the formula, written with keys, of the number of the key account that a named cell names.

    A blank cell means the first; 0 where it is not on record.
    """
    row = f"MATCH({literal(plain_text(cell))},tblAccounts[name_key],0)"
    return f'IF({plain_text(cell)}="",MIN(1,on_record_count),IFERROR(N(INDEX(tblAccounts[record_no],{row})),0))'


def write_matrix(page: Page, clients: tuple[KeyClient, ...]) -> None:
    """Write segments and counts; the blocks of the visit and of the picture are written with their sheets."""
    if page.book.policy.has("dossier"):
        _segments(page)
        _counts(page, clients)
    else:
        _clients(page, clients)


def client_row(page: Page, number: int) -> str:
    """Return the address of a key account's row among the accounts, 0 where there is none."""
    return _at(page, _FIRST_CLIENT + number - 1, COUNTS)


def client_set(page: Page, number: int) -> str:
    """Return the address of a key account's question set."""
    return _at(page, _FIRST_CLIENT + number - 1, COUNTS + 1)


def counts_of(page: Page, number: int) -> str:
    """Return the area of a key account's answers by question."""
    return _row(page, _FIRST_CLIENT + number - 1)


def group_row(page: Page) -> str:
    """Return the area of the questions' groups."""
    return _row(page, _GROUP)


def mandatory_row(page: Page) -> str:
    """Return the area that tells which questions are mandatory."""
    return _row(page, _MANDATORY)


def _at(page: Page, row: int, column: int) -> str:
    return page.book.page("_matrix").area(row, column, row, column)


def _row(page: Page, row: int) -> str:
    last = _FIRST_QUESTION + len(question_rows(page.book.policy, page.book.lang)) - 1
    return page.book.page("_matrix").area(row, _FIRST_QUESTION, row, last)


def _segments(page: Page) -> None:
    """List the segments that question sets name; without any there is one that no client can have."""
    rows = segment_rows(page.book.policy) or [("-", 1)]
    for row, (text, number) in enumerate(rows, start=1):
        page.put(row, SEGMENTS, text, "hidden")
        page.put(row, SEGMENTS + 1, number, "hidden")
    for column, name in enumerate(("segment_names", "segment_sets"), start=SEGMENTS):
        page.put(0, column, name, "hidden")
        page.name(name, 1, column, len(rows))


def _clients(page: Page, clients: tuple[KeyClient, ...]) -> None:
    for number in range(1, clients_shown(page.book.whole) + 1):
        one = clients[number - 1] if number <= len(clients) else None
        row = _FIRST_CLIENT + number - 1
        found = in_book(page, f"IFERROR(MATCH({number},tblAccounts[record_no],0),0)")
        page.formula(row, COUNTS, found, one.row if one else 0, "hidden")


def _counts(page: Page, clients: tuple[KeyClient, ...]) -> None:
    """Count the answers of each key account to each question of its set."""
    questions = question_rows(page.book.policy, page.book.lang)
    _clients(page, clients)
    for i, question in enumerate(questions, start=1):
        for row, key in ((_GROUP, "group_no"), (_MANDATORY, "mandatory")):
            formula = in_book(page, f"INDEX(tblQuestions[{key}],{i})")
            page.formula(row, _FIRST_QUESTION + i - 1, formula, question[key], "hidden")
    for number in range(1, clients_shown(page.book.whole) + 1):
        one = clients[number - 1] if number <= len(clients) else None
        row, found, set_no = _FIRST_CLIENT + number - 1, client_row(page, number), client_set(page, number)
        formula = in_book(page, f"IF({found}=0,0,INDEX(tblAccounts[question_set],{found}))")
        page.formula(row, COUNTS + 1, formula, one.set_no if one else 0, "hidden")
        answers = {standing.question.id: standing.answers for standing in one.dossier.questions} if one else {}
        for i, question in enumerate(questions, start=1):
            answer_key = number * QUESTION_STEP + i
            counted = f"IF({set_no}={question['set_no']},COUNTIF(tblDossier[answer_key],{answer_key}),0)"
            mine = one is not None and question["set_no"] == one.set_no
            value = answers[str(question["question"])] if mine else 0
            page.formula(row, _FIRST_QUESTION + i - 1, in_book(page, counted), value, "hidden")
