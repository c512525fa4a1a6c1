"""The sheet Card: everything about one key account, chosen from a list, on one page; native formulas only."""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.build.card_facts import COLUMNS, ROOM, Section, card_sections, sections_on
from kam_xl.build.card_formulas import question_cells, row_cells, step_cells, year_cells
from kam_xl.build.card_keys import CardKeys, write_keys, write_missing_roles, write_step_keys
from kam_xl.build.card_layout import LAST, LINE, VALUE_COLUMN, WIDTHS, WRAPPED, heading, heads, lines, names_of
from kam_xl.build.card_status import (
    SIGNED_HEADS,
    SIGNED_KINDS,
    YEAR_HEADS,
    left_fields,
    right_fields,
    said,
    signed_formulas,
    signed_values,
    year_formulas,
    year_values,
)
from kam_xl.build.matrix_sheet import CARD_LINES, CARD_QUESTIONS, client_no, in_book
from kam_xl.build.page import FIRST_ROW, Page, one_of
from kam_xl.build.visit_lines import lines_of, write_lines, write_questions
from kam_xl.build.why_panel import why_formula
from kam_xl.rules.key_accounts import KeyAccount, key_accounts
from kam_xl.sheets.key_clients import KeyClient, chosen
from kam_xl.sheets.plan_cells import Row, plan_book
from kam_xl.sheets.raw import Value
from kam_xl.sheets.texts import literal
from kam_xl.values import value

_HIDDEN = LAST + 1
"""First hidden column, from 0: what the rows of the page are looked up by."""
_HIDDEN_WIDTH = 5


@value
class Shown:
    """Whom the card shows, None for nobody, and how many lines a row of it takes at least."""

    client: KeyClient | None
    one: KeyAccount | None


def write_card(page: Page, clients: tuple[KeyClient, ...], calculated: Mapping[str, list[Row]]) -> None:
    """Write the client's cell, his statuses, and a section for each part of the three tasks.

    `calculated` are the cells of `task_cells`.
    """
    whole = page.book.whole
    client = chosen(clients, whole.portfolio.setup.card_client, whole)
    shown = Shown(client, key_accounts(whole)[client.number - 1] if client else None)
    page.head(page.text("sheet.card"), page.text("sheet.card.purpose"))
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    _choose(page, shown)
    row = _status(page, FIRST_ROW + 3, shown)
    keys = CardKeys(calculated, client.number if client else 0, _plan_row(page, shown))
    for section in _sections(page, shown):
        row = _section(page, row, section, keys, shown)
    if whole.policy.has("plan"):
        row = _signed(page, row, shown)
    for column in range(_HIDDEN, _HIDDEN + _HIDDEN_WIDTH):
        page.sheet.set_column(column, column, None, None, {"hidden": True})
    attention = page.book.styles.conditional("bad")
    rule = {"type": "text", "criteria": "begins with", "value": "!", "format": attention}
    page.sheet.conditional_format(FIRST_ROW, 0, row, LAST, rule)
    page.sheet.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)
    page.sheet.freeze_panes(FIRST_ROW + 1, 0)
    page.print_set_up(row, LAST, pages=(1, 1), portrait=True)
    page.sheet.center_horizontally()
    page.protect()


def _choose(page: Page, shown: Shown) -> None:
    """Write the cell in which a key account is chosen, and beside it where it stands in the tables."""
    whole, label, client = page.book.whole, page.text("start.card_client"), shown.client
    page.put(FIRST_ROW, 0, label, "label")
    page.put(FIRST_ROW, 1, whole.portfolio.setup.card_client, "input", wrap=True)
    page.name("card_client", FIRST_ROW, 1)
    page.validate(FIRST_ROW, 1, FIRST_ROW, one_of(page, "names_on_record", label, page.text("visit.note.client")))
    cells: list[tuple[str, str, Value]] = [
        ("card_no", client_no("card_client"), client.number if client else 0),
        ("card_row", "IF(card_no=0,0,MATCH(card_no,tblAccounts[record_no],0))", client.row if client else 0),
    ]
    if whole.policy.has("plan"):
        name = literal("INDEX(tblAccounts[name_key],card_row)")
        found = f"IF(card_row=0,0,IFERROR(MATCH({name},tblPlans[name],0),0))"
        cells.append(("card_plan", found, _plan_row(page, shown)))
    for i, (name, formula, cached) in enumerate(cells):
        page.formula(i, _HIDDEN, in_book(page, formula), cached, "hidden")
        page.name(name, i, _HIDDEN)
    nobody = page.text("visit.nobody_chosen")
    title = in_book(page, f'IF(card_row=0,"{nobody}",INDEX(tblAccounts[account],card_row)&"")')
    page.formula(FIRST_ROW + 1, 0, title, client.account if client else nobody, "title")
    page.sheet.set_row(FIRST_ROW + 1, 26)


def _plan_row(page: Page, shown: Shown) -> int:
    if shown.client is None or not page.book.policy.has("plan"):
        return 0
    return plan_book(page.book.whole).plan_row(shown.client.account)


def _status(page: Page, row: int, shown: Shown) -> int:
    whole, item = page.book.whole, shown.one.assessment if shown.one else None
    left, right = left_fields(item, shown.one, whole), right_fields(item, whole)
    heading(page, row, page.text("card.section.status"))
    for column, fields in ((0, left), (2, right)):
        for i, field in enumerate(fields, start=row + 1):
            page.put(i, column, page.text(f"card.label.{field.key}"), "label")
            formula = in_book(page, f'IF(card_row=0,"",{field.formula})')
            page.formula(i, VALUE_COLUMN[column], formula, field.value, "value", field.kind)
    last = row + 1 + max(len(left), len(right))
    why = f'=IF(card_row=0,"",{why_formula(page, "card_row")})'
    page.formula(last, 0, why, said(item, whole), "label")
    return last + 2


def _sections(page: Page, shown: Shown) -> list[Section]:
    """Return the sections of the page with what they show now; those of nobody are empty."""
    whole = page.book.whole
    if shown.one is None:
        horizon = int(page.book.policy.plan.horizon)
        return [Section(key, (), horizon + 1 if key == "goal" else ROOM[key]) for key in sections_on(whole)]
    questions = lines_of(page, shown.client) if whole.policy.has("dossier") else []
    return list(card_sections(shown.one, questions, whole, page.book.lang))


def _section(page: Page, row: int, section: Section, keys: CardKeys, shown: Shown) -> int:
    """Write a section from a row on (from 0) and return the row after its blank line."""
    heading(page, row, page.text(f"card.section.{section.key}"))
    heads(page, row + 1, names_of(section.key))
    first = row + 2
    formulas = _formulas(page, first, section, keys, shown)
    for k, cells in enumerate(formulas):
        cached = section.rows[k] if k < len(section.rows) else ("",) * len(cells)
        for column, (formula, cell) in enumerate(zip(cells, cached, strict=True)):
            kind = COLUMNS[section.key][column][1]
            shown_value: Value = "" if cell is None else cell
            page.formula(first + k, column, formula, shown_value, "calculated", kind, wrap=kind in WRAPPED)
        two = any(kind == "long_text" for _, kind in COLUMNS[section.key]) and section.key != "white_space"
        page.sheet.set_row(first + k, LINE * max(2 if two else 1, lines(cached)))
    last = first + section.room
    if section.key == "goal":
        return _this_year(page, last, shown)
    if section.key == "people":
        write_missing_roles(page, last, _HIDDEN, shown.one)
        return last + 2
    return last + 1


def _formulas(page: Page, first: int, section: Section, keys: CardKeys, shown: Shown) -> list[tuple[str, ...]]:
    horizon, room = int(page.book.policy.plan.horizon), section.room
    match section.key:
        case "goal":
            return [tuple(in_book(page, cell) for cell in year_cells(t)) for t in range(room)]
        case "questions":
            hidden = page.book.page("_matrix")
            write_questions(hidden, CARD_QUESTIONS, shown.client, "card")
            write_lines(hidden, CARD_LINES, lines_of(page, shown.client), room, "card")
            return [question_cells(page, i) for i in range(1, room + 1)]
        case "steps":
            tables = write_step_keys(page, first, _HIDDEN, room, keys)
            return [step_cells(page, page.area(first + k, _HIDDEN, first + k, _HIDDEN), tables) for k in range(room)]
        case _:
            write_keys(page, first, _HIDDEN, section.key, room, keys)
            at = [page.area(first + k, _HIDDEN + 1, first + k, _HIDDEN + 1) for k in range(room)]
            return [row_cells(page, section.key, one, horizon) for one in at]


def _this_year(page: Page, row: int, shown: Shown) -> int:
    """Write the plan of the year that judges against the facts."""
    year = f'="{page.text("card.this_year")}"&YEAR(as_of)'
    heads(page, row, YEAR_HEADS, first=1)
    page.formula(row + 1, 0, year, page.text("card.this_year") + str(page.book.whole.as_of.year), "label")
    values = year_values(shown.one, page.book.whole)
    for column, (formula, cached) in enumerate(zip(year_formulas(), values, strict=True), start=1):
        page.formula(row + 1, column, in_book(page, formula), cached, "answer", "money")
    return row + 3


def _signed(page: Page, row: int, shown: Shown) -> int:
    heading(page, row, page.text("card.section.signed"))
    heads(page, row + 1, SIGNED_HEADS)
    values = signed_values(shown.one, page.book.whole)
    for column, (formula, cached, kind) in enumerate(zip(signed_formulas(), values, SIGNED_KINDS, strict=True)):
        page.formula(row + 2, column, in_book(page, formula), cached, "calculated", kind, wrap=not kind)
    page.sheet.set_row(row + 2, LINE * 2)
    return row + 2
