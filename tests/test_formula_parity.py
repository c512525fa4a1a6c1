"""Native formulas recalculated by LibreOffice and the rules in Python are two writings of one policy: they agree.

The cached value of every formula comes from Python; LibreOffice recalculates the file; each cell must be the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.build import workbook
from kam_xl.i18n import Lang
from kam_xl.model import Setup
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets import render
from kam_xl.sheets.formulas import ACCOUNT_FORMULAS
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import Row
from kam_xl.sheets.table_formulas import FORMULAS
from tests.factories import a_policy, default_policy
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences, raw_book, typed_rows

AS_OF = dt.date(2026, 5, 20)


def reweighed() -> Policy:
    """Return a policy with other weights, one helper made core and one core lever made a helper."""
    policy = a_policy(scoring={"entry_points": 50, "exit_points": 40, "points_criteria": 60, "points_influence": 40})
    criteria = zip(policy.criteria, (10, 20, 40, 12.5, 12.5, 5), strict=True)
    levers = zip(policy.levers, (30, 10, 5, 25, 20, 10), (True, False, True, True, True, False), strict=True)
    return replace(
        policy,
        criteria=tuple(replace(one, weight=weight) for one, weight in criteria),
        levers=tuple(replace(one, weight=weight, core=core) for one, weight, core in levers),
    )


CASES: dict[str, tuple[Policy, float, float | None, Lang]] = {
    "the shipped policy": (default_policy(), 30.0, 160.0, "en"),
    "other weights and core levers": (reweighed(), 250.0, 160.0, "ru"),
    "a threshold of 0.02 x 35": (a_policy(scoring={"core_min": 1, "exit_reviews": 1}), 35.0, 100.0, "en"),
    "a low cap": (a_policy(capacity={"cap": 4, "warn_above": 3, "hours_per_account": 7}), 90.0, 96.0, "ru"),
    "a low bar": (
        a_policy(scoring={"entry_points": 20, "exit_points": 10, "evidence_days": 900, "stake_share": 0.001}),
        12.5,
        None,
        "en",
    ),
    "no plan and no hours": (a_policy(capacity={"share_for_key": 0.3, "monthly_hours": 150}), 0.0, None, "ru"),
}


def judged(rows: list[Row], policy: Policy, plan: float, hours: float | None, lang: Lang) -> PortfolioAssessment:
    """Return the portfolio that Python reads from typed rows, with its verdicts."""
    setup = Setup("Anna", "Boris", "EUR", plan, hours, None, AS_OF, "Client 3")
    return assess(parse(raw_book(rows, setup, policy, lang), policy).portfolio, policy, AS_OF)


def built(path: Path, rows: list[Row], whole: PortfolioAssessment, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a workbook whose input cells hold what was typed, odd values too, and its cached values Python's."""
    typed: Iterator[Row] = iter(rows)
    monkeypatch.setattr(render, "account_row", lambda *_: next(typed))
    path.write_bytes(workbook.build(whole))
    return path


@pytest.mark.parametrize("name", CASES)
def test_every_formula_gives_what_python_gives(
    name: str,
    libreoffice: LibreOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    policy, plan, hours, lang = CASES[name]
    for seed in range(10 if request.config.getoption("--slow") else 1):
        rows = typed_rows(400, seed * 100 + len(name), policy, plan, AS_OF, lang)
        whole = judged(rows, policy, plan, hours, lang)
        path = built(tmp_path / f"book{seed}.xlsx", rows, whole, monkeypatch)
        assert differences(path, libreoffice) == []
        assert len({item.verdict for item in whole.accounts}) >= (3 if plan == 0 else 5)


@pytest.mark.parametrize("name", CASES)
def test_a_number_off_the_calendar_puts_no_client_on_record(
    name: str, libreoffice: LibreOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy, plan, hours, lang = CASES[name]
    rows = typed_rows(150, len(name), policy, plan, AS_OF, lang, odd_records=True)
    whole = judged(rows, policy, plan, hours, lang)
    found = differences(built(tmp_path / "book.xlsx", rows, whole, monkeypatch), libreoffice)
    assert found == []


def test_the_random_accounts_reach_every_verdict() -> None:
    rows = typed_rows(400, 7, default_policy(), 30.0, AS_OF, "en")
    whole = judged(rows, default_policy(), 30.0, 160.0, "en")
    assert len({item.verdict for item in whole.accounts}) == 7


WRONG = {
    "points": ("points_influence", "points_criteria"),
    "stake": ("<=1)", "<1)"),
    "lever_ok": (">=core_min", ">core_min"),
    "evidence_ok": ("<=[@evidence_limit]", "<[@evidence_limit]"),
    "evidence_limit": (">0", ">=0"),
    "gate_stake": (">=stake_threshold", ">stake_threshold"),
    "points_needed": ("exit_points", "entry_points"),
    "low_count": ("=as_of_quarter,0,1)", "=as_of_quarter,1,0)"),
    "tied_better": ("(tblAccounts[tie]>[@tie])", "(tblAccounts[tie]<[@tie])"),
    "place_ok": (">account_limit", ">=account_limit"),
    "company_key": ("co_complex", "co_partner"),
    "assumed": ("NOT(COUNTIFS([@confirmed]", "NOT(COUNTIFS([@notes]"),
    "serve_proposal": ("co_partner],yes_words))>0,2", "co_partner],yes_words))>0,3"),
}
"""Formula → (what it says, what a hand could make of it): each must be caught."""


@pytest.mark.parametrize("key", WRONG)
def test_a_formula_changed_by_hand_is_caught(
    key: str, libreoffice: LibreOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = WRONG[key]
    assert right in ACCOUNT_FORMULAS[key]
    spoiled = {**ACCOUNT_FORMULAS, key: ACCOUNT_FORMULAS[key].replace(right, wrong)}
    monkeypatch.setitem(FORMULAS, "tblAccounts", spoiled)
    rows = typed_rows(150, 5, default_policy(), 30.0, AS_OF, "en")
    whole = judged(rows, default_policy(), 30.0, 60.0, "en")
    assert differences(built(tmp_path / "book.xlsx", rows, whole, monkeypatch), libreoffice)
