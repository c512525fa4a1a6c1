"""The calculated cells of the tables of the three tasks, as the workbook caches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kam_xl.i18n import Lang
from kam_xl.rules import PortfolioAssessment
from kam_xl.sheets import task_values
from kam_xl.sheets.due_cells import due_cells
from kam_xl.sheets.due_formulas import DUE_FORMULAS
from kam_xl.sheets.periods_choice import periods_choice
from kam_xl.sheets.plan_cells import Row, plan_book, plan_cells
from kam_xl.sheets.plan_row_cells import action_cells, fact_cells, goal_cells, review_cells, risk_cells, season_cells
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_tables import DOSSIER, MEMBERS
from kam_xl.sheets.words import words

_LISTS = ("due_states", "signatures", "yes_no")


def task_cells(whole: PortfolioAssessment, lang: Lang) -> Mapping[str, list[Row]]:
    """Return by table what the formulas of its rows give, by column key; nothing for tasks that are switched off."""
    found: dict[str, list[Row]] = {}
    for table in (DOSSIER, MEMBERS):
        if whole.policy.has(table.tool):
            found[table.name] = task_values.calculated_cells(table, whole)
    if whole.policy.has("plan"):
        found |= _plan(whole, lang)
    for name, rows in due_cells(whole).items():
        found[name] = with_cells(found[name], rows)
    return found


def blank_cells(table: Table, whole: PortfolioAssessment) -> Row:
    """Return what calculated columns give on a row with nothing typed, where that is neither nought nor blank text."""
    due = {key: 0 if key == "key_no" else "" for key in DUE_FORMULAS.get(table.name, {})}
    return {**task_values.blank_cells(table, whole), **due}


def with_cells(rows: Sequence[Row], calculated: Sequence[Row] | None) -> list[Row]:
    """Return the rows of a table with their calculated cells."""
    return [row | cells for row, cells in zip(rows, calculated, strict=True)] if calculated else list(rows)


def _plan(whole: PortfolioAssessment, lang: Lang) -> Mapping[str, list[Row]]:
    book, texts = plan_book(whole), {name: words(name, lang) for name in _LISTS}
    choice = periods_choice(book)
    return {
        "tblPlans": plan_cells(book, texts),
        "tblGoals": goal_cells(book, choice),
        "tblActions": action_cells(book, texts, choice),
        "tblRisks": risk_cells(book),
        "tblReviews": review_cells(book, texts),
        "tblSeasons": season_cells(book),
        "tblFacts": fact_cells(book),
    }
