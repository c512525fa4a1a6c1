"""Formulas of the perspective plan and its rules in Python are two writings of one policy: they agree in every cell.

The cached value of every formula comes from Python; LibreOffice recalculates the file; each cell must be the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kam_xl.build import workbook
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawTable
from kam_xl.sheets.render import Row, render
from kam_xl.sheets.render_tasks import task_rows
from tests.factories import a_policy, an_account
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences
from tests.support.plan_typed import CLIENTS, typed_plans

AS_OF = dt.date(2026, 5, 20)

CASES: dict[str, tuple[Policy, Setup, Lang]] = {
    "the shipped policy": (a_policy(), Setup("Anna"), "en"),
    "five years": (a_policy(plan={"horizon": 5, "low_case": 0.3, "review_days": 30}), Setup("Anna"), "ru"),
    "one year": (a_policy(plan={"horizon": 1}), Setup("Anna", periods_client=CLIENTS[1].upper()), "en"),
    "a client and a year chosen": (a_policy(), Setup("Anna", periods_client="Елка  и сын", periods_year=2027.0), "ru"),
    "a client without a plan": (a_policy(), Setup("Anna", periods_client=CLIENTS[3]), "en"),
}


def read_back(typed: Mapping[str, list[Row]], policy: Policy, setup: Setup, lang: Lang) -> PortfolioAssessment:
    """Return the book that Python reads from typed rows, with its verdicts."""
    accounts = tuple(an_account(name, key_since=dt.date(2026, 1, 5)) for name in CLIENTS)
    setup = replace(setup, as_of_fixed=AS_OF, margin_plan=30.0)
    raw = render(assess(Portfolio("b1", lang, setup, accounts), policy, AS_OF))
    tables = dict(raw.tables)
    for name, rows in typed.items():
        table = schema.table(name)
        columns = [column for column in table.written(policy, rows) if column.role != "calculated"]
        headers = tuple(schema.header(table, column, lang) for column in columns)
        tables[name] = RawTable(name, table.sheet, headers, [[row.get(one.key) for one in columns] for row in rows])
    return assess(parse(replace(raw, tables=tables), policy).portfolio, policy, AS_OF)


def built(path: Path, typed: Mapping[str, list[Row]], whole: PortfolioAssessment, monkeypatch: Any) -> Path:
    """Write a workbook whose input cells hold what was typed, odd values too, and its cached values Python's."""

    def as_typed(kept: Any, *rest: Any) -> list[Row]:
        rows = task_rows(kept, *rest)
        if kept.table.name not in typed:
            return rows
        return [row | one for row, one in zip(rows, typed[kept.table.name], strict=True)]

    monkeypatch.setattr(workbook, "task_rows", as_typed)
    path.write_bytes(workbook.build(whole))
    return path


@pytest.mark.parametrize("name", CASES)
def test_every_formula_of_the_plans_gives_what_python_gives(
    name: str,
    libreoffice: LibreOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    policy, setup, lang = CASES[name]
    for seed in range(8 if request.config.getoption("--slow") else 1):
        typed = typed_plans(seed * 100 + len(name), lang, AS_OF)
        whole = read_back(typed, policy, setup, lang)
        path = built(tmp_path / f"book{seed}.xlsx", typed, whole, monkeypatch)
        assert differences(path, libreoffice) == []
