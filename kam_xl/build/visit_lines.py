"""The hidden workings of the sheet Visit: which questions are open at the chosen client, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kam_xl.build.matrix_sheet import in_book
from kam_xl.build.page import Page, serial
from kam_xl.rules.visit import ToAsk, to_ask
from kam_xl.sheets.key_clients import KeyClient
from kam_xl.sheets.policy_tables import question_rows
from kam_xl.sheets.raw import Value
from kam_xl.sheets.task_formulas import QUESTION_STEP, ROLE_STEP
from kam_xl.sheets.words import word
from kam_xl.values import value


@value
class Line:
    """One question of the page: its number among all, how pressing it is (1 to 4), and what the page says of it.

    `ask` is the number of the role that is asked, `person` the row of its first active holder, both 0 for none.
    """

    question: int
    pressing: int
    ask: int
    person: int
    since: dt.date | None
    group: str
    wording: str
    why: str
    whom: str


def lines_of(page: Page, one: KeyClient | None) -> list[Line]:
    """Return all open mandatory questions of a key account in the order in which they are asked."""
    if one is None:
        return []
    rows = question_rows(page.book.policy, page.book.lang)
    places = {row["question"]: i for i, row in enumerate(rows, start=1) if row["set_no"] == one.set_no}
    return [_line(page, one, each, places[each.question.id], rows) for each in to_ask(one.dossier)]


def _line(page: Page, one: KeyClient, each: ToAsk, place: int, rows: Sequence[dict[str, Value]]) -> Line:
    row, lang = rows[place - 1], page.book.lang
    ask, named = int(str(row["ask_no"])), str(row["ask"])
    with_center = page.book.policy.has("buying_center")
    holders = [who.member for who in one.center.active if ask and with_center and who.member.role == each.question.ask]
    if not with_center or not ask:
        whom = named or page.text("visit.ourselves")
    elif holders:
        more = f" (+{len(holders) - 1})" if len(holders) > 1 else ""
        whom = (holders[0].name or named) + more
    else:
        whom = page.text("visit.nobody") + named
    members = page.book.whole.portfolio.tasks.members
    person = next((i for i, member in enumerate(members, start=1) if holders and member is holders[0]), 0)
    return Line(
        place, (3 if each.stale else 1) + (not each.question.starter), ask, person, each.since, str(row["group"]),
        str(row["wording"]), word("answer_states", "stale" if each.stale else "missing", lang), whom,
    )  # fmt: skip


def write_questions(page: Page, column: int, one: KeyClient | None) -> None:
    """Write for each question how pressing it is at the chosen client, and a key that sorts the questions so.

    Args:
        page: the hidden sheet.
        column: the first of two columns, from 0.
        one: the client.
    """
    rows = question_rows(page.book.policy, page.book.lang)
    pressing = {line.question: line.pressing for line in lines_of(page, one)}
    for i, row in enumerate(rows, start=1):
        key = f"visit_no*{QUESTION_STEP}+{i}"
        here = page.area(i, column, i, column)
        starter = f"IF(INDEX(tblQuestions[starter],{i})=1,0,1)"
        state = (
            f"IF(COUNTIF(tblDossier[answer_key],{key})=0,1+{starter},"
            f'IF(COUNTIFS(tblDossier[answer_key],{key},tblDossier[fresh],1)=0,3+{starter},""))'
        )
        asked = f"AND(visit_set={row['set_no']},INDEX(tblQuestions[mandatory],{i})=1)"
        found: Value = pressing.get(i, "")
        page.formula(i, column, in_book(page, f'IF({asked},{state},"")'), found, "hidden")
        sorting = pressing[i] * QUESTION_STEP + i if i in pressing else ""
        page.formula(i, column + 1, f'=IF({here}="","",{here}*{QUESTION_STEP}+{i})', sorting, "hidden")
    page.name("visit_keys", 1, column + 1, len(rows))
    chosen_set = "IF(visit_no=0,0,INDEX(tblAccounts[question_set],MATCH(visit_no,tblAccounts[record_no],0)))"
    page.formula(0, column + 2, in_book(page, chosen_set), one.set_no if one else 0, "hidden")
    page.name("visit_set", 0, column + 2)


def write_lines(page: Page, column: int, lines: Sequence[Line], most: int) -> None:
    """Write what each line of the page asks: sorting key, question, how pressing, role, person, stale since.

    Args:
        page: the hidden sheet.
        column: the first of the columns, from 0.
        lines: all open questions.
        most: lines of the page.
    """
    for i in range(1, most + 1):
        line = lines[i - 1] if i <= len(lines) else None
        key, question, pressing, ask = (page.area(i, column + k, i, column + k) for k in range(4))
        code = f"visit_no*{QUESTION_STEP}+{question}"
        days = f"INT(INDEX(tblQuestions[days],{question}))"
        latest = f"SUMPRODUCT(MAX((tblDossier[answer_key]={code})*tblDossier[answer_day]))"
        holder = f"IFERROR(MATCH(visit_no*{ROLE_STEP}+{ask},tblMembers[role_key],0),0)"
        with_center = page.book.policy.has("buying_center")
        cells: tuple[tuple[str, Value], ...] = (
            (f"IFERROR(SMALL(visit_keys,{i}),0)", line.pressing * QUESTION_STEP + line.question if line else 0),
            (f"MOD({key},{QUESTION_STEP})", line.question if line else 0),
            (f"INT({key}/{QUESTION_STEP})", line.pressing if line else 0),
            (f"IF({question}=0,0,INDEX(tblQuestions[ask_no],{question}))", line.ask if line else 0),
            (f"IF({ask}=0,0,{holder})" if with_center else "0", line.person if line else 0),
            (
                f"IF({pressing}<3,0,IF({latest}=0,0,{latest}+{days}+1))",
                serial(line.since) if line and line.since else 0,
            ),
        )
        for k, (formula, found) in enumerate(cells):
            page.formula(i, column + k, in_book(page, formula), found, "hidden")
