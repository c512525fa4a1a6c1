"""The Policy sheet: the company's rules as people read them and as every formula counts with them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields

from kam_xl.build.page import FIRST_ROW, Page
from kam_xl.policy import Capacity, PlanRules, Scoring
from kam_xl.policy.model import GRADE_MAX
from kam_xl.sheets.book_policy import CENTER_NUMBERS, DOSSIER_NUMBERS

_UNITS = {
    "stake_share": "share", "share_for_key": "share", "evidence_days": "days", "evidence_days_new": "days",
    "core_min": "score", "exit_reviews": "count", "cap": "count", "warn_above": "count", "monthly_hours": "hours",
    "hours_per_account": "hours", "complete_target": "share", "fresh_target": "share", "min_members": "count",
    "contact_days": "days", "single_share": "share", "next_step_days": "days", "plan_horizon": "years",
    "plan_low_case": "share", "plan_gap_share": "share", "plan_gap_months": "months", "plan_review_days": "days",
}  # fmt: skip
_KINDS = {
    "share": "share",
    "days": "count",
    "score": "count",
    "count": "count",
    "years": "count",
    "months": "count",
    "hours": "points",
    "points": "points",
}

_STAYING = ("personal_columns", "personal_questions", "pay_columns", "note_columns")
_WIDTHS = (54, 12, 48, 46, 48, 46)
_LINE_HEIGHT = 15


def write_policy(page: Page) -> None:
    """Write thresholds, criteria, levers and scale; each number a named cell; locked without a password."""
    policy, lang = page.book.policy, page.book.lang
    page.head(page.text("sheet.policy"), page.text("sheet.policy.purpose"))
    page.put(FIRST_ROW - 1, 0, f"{policy.name.in_(lang)} · {policy.version}", "label")
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    row = _numbers(page, FIRST_ROW + 1, "scoring", [field.name for field in fields(Scoring)], policy.scoring)
    page.put(row - 1, 0, page.text("policy.grade_max"), "label")
    page.put(row - 1, 1, GRADE_MAX, "calculated", "count")
    page.put(row - 1, 2, page.text("policy.unit.score"), "note")
    page.name("grade_max", row - 1, 1)
    row = _numbers(page, row + 1, "capacity", [field.name for field in fields(Capacity)], policy.capacity)
    row = _numbers(page, row + 1, "dossier", DOSSIER_NUMBERS, policy.dossier)
    row = _numbers(page, row + 1, "center", CENTER_NUMBERS, policy.center)
    names = [field.name for field in fields(PlanRules)]
    row = _numbers(page, row + 1, "plan", names, policy.plan, prefix="plan_")
    row = _staying(page, row + 1)
    row = _criteria(page, row + 1)
    row = _levers(page, row + 1)
    last = _scale(page, row + 1)
    page.sheet.freeze_panes(FIRST_ROW, 1)
    page.print_set_up(last, 5)
    page.protect()


def _numbers(page: Page, row: int, section: str, names: Sequence[str], values: object, prefix: str = "") -> int:
    page.put(row, 0, page.text(f"policy.section.{section}"), "section")
    heads = ("what", "value", "unit", "key")
    for column, head in enumerate(heads):
        page.put(row + 1, column, page.text(f"policy.column.{head}"), "head")
    for i, name in enumerate(names, start=row + 2):
        unit = _UNITS.get(f"{prefix}{name}", "points")
        page.put(i, 0, page.text(f"policy.{prefix}{name}"), "label")
        page.put(i, 1, getattr(values, name), "calculated", _KINDS[unit])
        page.put(i, 2, page.text(f"policy.unit.{unit}"), "note")
        page.put(i, 3, f"{section}.{name}", "note")
        page.name(f"{prefix}{name}", i, 1)
    return row + 3 + len(names)


def _staying(page: Page, row: int) -> int:
    """Write what stays at home when a book is sent; no formula reads it."""
    page.put(row, 0, page.text("policy.section.exchange"), "section")
    for column, head in enumerate(("what", "value", "unit", "key")):
        page.put(row + 1, column, page.text(f"policy.column.{head}"), "head")
    rules = page.book.policy.exchange
    page.put(row + 2, 0, page.text("policy.due_days"), "label")
    page.put(row + 2, 1, rules.due_days, "calculated", "count")
    page.put(row + 2, 2, page.text("policy.unit.days"), "note")
    page.put(row + 2, 3, "exchange.due_days", "note")
    for i, name in enumerate(_STAYING, start=row + 3):
        page.put(i, 0, page.text(f"policy.{name}"), "label")
        page.put(i, 2, ", ".join(getattr(rules, name)), "body")
        page.put(i, 3, f"exchange.{name}", "note")
    return row + 4 + len(_STAYING)


def _criteria(page: Page, row: int) -> int:
    heads = ("id", "weight", "company", "company_threshold", "manager", "manager_threshold")
    _heading(page, row, "criteria", heads)
    lang = page.book.lang
    for i, item in enumerate(page.book.policy.criteria, start=row + 2):
        page.put(i, 0, item.name.in_(lang), "label")
        page.put(i, 1, item.weight, "calculated", "points")
        page.name(f"weight_{item.id}", i, 1)
        texts = (item.company, item.company_threshold, item.manager, item.manager_threshold)
        for column, text in enumerate(texts, start=2):
            page.put(i, column, text.in_(lang), "body")
        _fit(page, i, *(text.in_(lang) for text in texts))
    return _total(page, row + 2, "criterion_total", sum(item.weight for item in page.book.policy.criteria))


def _levers(page: Page, row: int) -> int:
    _heading(page, row, "levers", ("lever", "weight", "question", "evidence", "core"))
    lang = page.book.lang
    for i, item in enumerate(page.book.policy.levers, start=row + 2):
        page.put(i, 0, item.name.in_(lang), "label")
        page.put(i, 1, item.weight, "calculated", "points")
        page.put(i, 2, item.question.in_(lang), "body")
        page.put(i, 3, item.evidence.in_(lang), "body")
        page.put(i, 4, int(item.core), "calculated", "count")
        _fit(page, i, item.question.in_(lang), item.evidence.in_(lang))
        page.name(f"weight_lever_{item.id}", i, 1)
        page.name(f"core_lever_{item.id}", i, 4)
    return _total(page, row + 2, "lever_total", sum(item.weight for item in page.book.policy.levers))


def _scale(page: Page, row: int) -> int:
    _heading(page, row, "scale", ("step", "", "grade", "score"))
    policy, lang = page.book.policy, page.book.lang
    for i, (grade, lever) in enumerate(zip(policy.grade_names, policy.lever_names, strict=True)):
        page.put(row + 2 + i, 0, i, "label", "count")
        page.put(row + 2 + i, 2, grade.in_(lang), "body")
        page.put(row + 2 + i, 3, lever.in_(lang), "body")
        _fit(page, row + 2 + i, grade.in_(lang), lever.in_(lang))
    return row + 1 + len(policy.grade_names)


def _heading(page: Page, row: int, section: str, heads: tuple[str, ...]) -> None:
    page.put(row, 0, page.text(f"policy.section.{section}"), "section")
    for column, head in enumerate(heads):
        page.put(row + 1, column, page.text(f"policy.head.{head}") if head else "", "head")


def _fit(page: Page, row: int, *texts: str) -> None:
    """Make a row high enough for its texts, which stand in the columns from the third on."""
    lines = max(math.ceil(len(text) * 1.15 / width) for text, width in zip(texts, _WIDTHS[2:], strict=False))
    page.sheet.set_row(row, _LINE_HEIGHT * max(lines, 1))


def _total(page: Page, first: int, name: str, total: float) -> int:
    """Write the sum of six weights under them; the checks on Start look at it."""
    page.put(first + 6, 0, page.text("policy.total"), "label")
    page.formula(first + 6, 1, f"=SUM(B{first + 1}:B{first + 6})", total, "answer", "points")
    page.name(name, first + 6, 1)
    return first + 7
