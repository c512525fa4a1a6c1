"""The Start sheet: whose book it is, where the manager stands, what to do next, and what the colours mean."""

from __future__ import annotations

from collections import Counter

from kam_xl.build.page import FIRST_ROW, Page, validation
from kam_xl.build.progress_panel import write_progress
from kam_xl.build.sent_block import write_sent_block
from kam_xl.build.week_panel import write_week
from kam_xl.build.why_panel import write_why
from kam_xl.model import natural_name
from kam_xl.rules import Verdict
from kam_xl.rules.qualify import quarter
from kam_xl.sheets import schema
from kam_xl.sheets.formulas import dated
from kam_xl.sheets.progress import Progress
from kam_xl.sheets.raw import Value
from kam_xl.sheets.schema import Cell

_FIRST_INPUT = "margin_plan"
"""The cell where the first step of "What to do" leads."""

_HERE = "[here]"
"""Stands in a remark's formula for the cell that it remarks upon."""

_STEPS = ("start", "accounts", "accounts", "portfolio", "decisions", "dossier", "center", "plans", "card")
"""The sheets that the steps lead to; steps of a task that is switched off are left out."""


def write_start(page: Page, progress: Progress) -> None:
    """Write the first sheet; the yellow cells are the only ones to fill."""
    page.head(page.text("start.title"), page.text("sheet.start.purpose"))
    for column, width in enumerate((54, 30, 112)):
        page.sheet.set_column(column, column, width)
    first = write_sent_block(page, FIRST_ROW)
    row = _inputs(page, first)
    row = _standing(page, row + 1)
    row = write_week(page, row + 1)
    row = write_progress(page, row + 1, progress)
    row = write_why(page, row + 1)
    row = _checks(page, row + 1)
    row = _steps(page, row + 1)
    row = _colours(page, row + 1)
    last = _about(page, row + 1)
    page.sheet.freeze_panes(2, 0)
    page.sheet.set_selection(*page.book.places[_FIRST_INPUT], *page.book.places[_FIRST_INPUT])
    page.print_set_up(last, 2, pages=(1, 0))
    page.protect()


def _inputs(page: Page, row: int) -> int:
    page.put(row, 0, page.text("start.section.book"), "section")
    cells = {cell.name: cell for cell in schema.CELLS}
    setup = page.book.whole.portfolio.setup
    for i, name in enumerate(schema.START_INPUTS, start=row + 1):
        _input(page, i, cells[name], getattr(setup, name))
    as_of = row + 1 + len(schema.START_INPUTS)
    page.put(as_of, 0, page.text("start.as_of"), "label")
    page.formula(
        as_of, 1, f"=IF({dated('as_of_fixed')}>0,INT(as_of_fixed),TODAY())", page.book.whole.as_of, "calculated", "date"
    )
    page.put(as_of, 2, page.text("start.note.as_of"), "note")
    page.name("as_of", as_of, 1)
    day = page.book.whole.as_of
    page.formula(as_of, 3, "=YEAR(as_of)*4+INT((MONTH(as_of)-1)/3)", quarter(day), "hidden")
    page.name("as_of_quarter", as_of, 3)
    page.sheet.set_column(3, 3, None, None, {"hidden": True})
    return as_of + 1


def _input(page: Page, row: int, cell: Cell, value: Value) -> None:
    label = page.text(f"start.{cell.name}")
    page.put(row, 0, label, "label")
    page.put(row, 1, value, "input", cell.kind)
    page.put(row, 2, page.text(f"start.note.{cell.name}"), "note")
    page.name(cell.name, row, 1)
    page.validate(row, 1, row, validation(page, cell, label))


def _standing(page: Page, row: int) -> int:
    whole = page.book.whole
    warn = page.book.policy.capacity.warn_above
    not_graded = sum(item.verdict is Verdict.NOT_GRADED for item in whole.accounts)
    proposed = sum(item.account.assumed for item in whole.accounts)
    failing = sum(not passed for passed in check_results(page).values())
    names, account = page.column("verdict_no"), page.column("account")
    on_record = len(whole.on_record)
    page.put(row, 0, page.text("start.section.standing"), "section")
    todo, done = page.text("start.note.to_do"), page.text("start.note.done")
    lines: list[tuple[str, str, int, str, str]] = [
        (
            "on_record", "=on_record_count", on_record,
            f'=IF(on_record_count>warn_above,{_quoted(page, "near")},{_quoted(page, "within")})',
            page.text("start.note.near" if on_record > warn else "start.note.within"),
        ),
        ("limit", "=account_limit", whole.limit, "", ""),
        (
            "qualifying", "=qualifying_count", whole.qualifying,
            f'=IF(qualifying_count>account_limit,{_quoted(page, "over")},{_quoted(page, "within")})',
            page.text("start.note.over" if whole.over > 0 else "start.note.within"),
        ),
        ("clients", f'=SUMPRODUCT(--({account}<>""))', len(whole.accounts), "", ""),
        (
            "not_graded", f'=SUMPRODUCT(({account}<>"")*({names}=1))', not_graded,
            f'=IF({_HERE}>0,{_quoted(page, "to_do")},{_quoted(page, "done")})', todo if not_graded else done,
        ),
        (
            "proposed", f'=SUMPRODUCT(--({page.column("assumed")}=word_assumed))', proposed,
            f'=IF({_HERE}>0,{_quoted(page, "to_do")},{_quoted(page, "done")})', todo if proposed else done,
        ),
        (
            "checks", "=COUNTIF(checks,0)", failing,
            f'=IF({_HERE}>0,{_quoted(page, "checks")},{_quoted(page, "done")})',
            page.text("start.note.checks") if failing else done,
        ),
    ]  # fmt: skip
    for i, (key, formula, value, remark, said) in enumerate(lines, start=row + 1):
        page.put(i, 0, page.text(f"start.{key}"), "label")
        page.formula(i, 1, formula, value, "answer", "count")
        if remark:
            page.formula(i, 2, remark.replace(_HERE, f"B{i + 1}"), said, "note")
    attention = page.book.styles.conditional("bad")
    page.sheet.conditional_format(
        row + 1, 2, row + len(lines), 2, {"type": "text", "criteria": "begins with", "value": "!", "format": attention}
    )
    return row + 1 + len(lines)


def check_results(page: Page) -> dict[str, bool]:
    """Return the checks of the workbook, by name, and whether each passes."""
    whole, policy = page.book.whole, page.book.policy
    setup = whole.portfolio.setup
    names = Counter(item.account.account.casefold() for item in whole.accounts)
    return {
        "plan": bool(setup.margin_plan and setup.margin_plan > 0),
        "confirmed": setup.plan_confirmed is not None,
        "weights": abs(sum(c.weight for c in policy.criteria) - 100) < 1e-6
        and abs(sum(v.weight for v in policy.levers) - 100) < 1e-6,
        "limit": whole.record_over <= 0,
        "names": all(count == 1 for count in names.values()) and all(natural_name(name) for name in names),
    }


def _checks(page: Page, row: int) -> int:
    account = page.column("account")
    typed, first = page.column("grades_typed"), page.column("first_row")
    formulas = {
        "plan": "=IF(N(margin_plan)>0,1,0)",
        "confirmed": f"=IF({dated('plan_confirmed')}>0,1,0)",
        "weights": "=IF(AND(ROUND(criterion_total,6)=100,ROUND(lever_total,6)=100),1,0)",
        "limit": "=IF(on_record_count>account_limit,0,1)",
        "names": (
            f'=IF(SUMPRODUCT(({account}="")*({typed}>0))'
            f'+SUMPRODUCT(({account}<>"")*({first}<>ROW({account})-MIN(ROW({account}))+1))>0,0,1)'
        ),
    }
    page.put(row, 0, page.text("start.section.checks"), "section")
    for i, (name, passed) in enumerate(check_results(page).items(), start=row + 1):
        page.put(i, 0, page.text(f"start.check.{name}"), "label")
        page.formula(i, 1, formulas[name], int(passed), "answer", "step")
    page.name("checks", row + 1, 1, row + len(formulas))
    attention = page.book.styles.conditional("bad")
    page.sheet.conditional_format(
        row + 1, 1, row + len(formulas), 1, {"type": "cell", "criteria": "==", "value": 0, "format": attention}
    )
    return row + 1 + len(formulas)


def _steps(page: Page, row: int) -> int:
    page.put(row, 0, page.text("start.section.steps"), "section")
    first = f"B{page.book.places[_FIRST_INPUT][0] + 1}"
    steps = [(number, target) for number, target in enumerate(_STEPS, start=1) if target in page.book.sheets]
    for i, (number, target) in enumerate(steps, start=1):
        name = schema.sheet_name(target, page.book.lang)
        link = f"internal:'{name}'!{'A1' if i > 1 else first}"
        page.sheet.write_url(row + i, 0, link, page.book.styles("link"), f"{i}. {page.text('start.go', sheet=name)}")
        page.put(row + i, 2, page.text(f"start.step.{number}"), "body")
    return row + 1 + len(steps)


def _colours(page: Page, row: int) -> int:
    page.put(row, 0, page.text("start.section.colours"), "section")
    for i, look in enumerate(("input", "calculated", "record", "good", "bad"), start=row + 1):
        page.put(i, 0, page.text(f"start.colour.{look}"), look)
    return row + 6


def _about(page: Page, row: int) -> int:
    policy, lang = page.book.policy, page.book.lang
    page.put(row, 0, page.text("start.section.about"), "section")
    about = page.text(
        "start.about.policy", name=policy.name.in_(lang), version=policy.version, fingerprint=page.book.fingerprint
    )
    blocked = page.text("start.about.macros" if page.book.macros else "start.about.unblock")
    lines = [page.text("start.about.native"), blocked, about, page.text("start.about.contact")]
    for i, line in enumerate(lines, start=row + 1):
        page.put(i, 0, line, "label")
    return row + len(lines)


def _quoted(page: Page, note: str) -> str:
    """Return a note as a text constant inside a formula."""
    return '"' + page.text(f"start.note.{note}").replace('"', '""') + '"'
