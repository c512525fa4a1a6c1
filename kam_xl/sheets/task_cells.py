"""The calculated cells of the tables of the three tasks, as the workbook caches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kam_xl.i18n import Lang
from kam_xl.rules import PortfolioAssessment
from kam_xl.sheets.periods_choice import periods_choice
from kam_xl.sheets.plan_cells import Row, plan_book, plan_cells
from kam_xl.sheets.plan_row_cells import action_cells, fact_cells, goal_cells, review_cells, risk_cells, season_cells
from kam_xl.sheets.words import words

_LISTS = ("due_states", "signatures", "yes_no")


def task_cells(whole: PortfolioAssessment, lang: Lang) -> Mapping[str, list[Row]]:
    """Return by table what the formulas of its rows give, by column key; nothing for tasks that are switched off."""
    if not whole.policy.has("plan"):
        return {}
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


def with_cells(rows: Sequence[Row], calculated: Sequence[Row] | None) -> list[Row]:
    """Return the rows of a table with their calculated cells."""
    return [row | cells for row, cells in zip(rows, calculated, strict=True)] if calculated else list(rows)
