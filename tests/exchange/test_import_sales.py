"""The import command: units of money, days, and what it reports; the export meets a book that was typed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import UnitsDiffer
from kam_xl.exchange.import_sales import import_sales
from kam_xl.i18n import Lang
from kam_xl.model import Account, Portfolio, Setup
from kam_xl.model_tasks import Fact, Tasks
from kam_xl.rules import assess
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.rules.roll_down import roll_down
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from tests.demo_books import book, plans
from tests.exchange.imports.files import first_of_months, invoices, write_csv
from tests.factories import default_policy

TODAY = dt.date(2026, 12, 20)


def _import(
    path: Path,
    plan: float | None,
    lang: Lang = "en",
    accounts: tuple[Account, ...] = (),
    facts: tuple[Fact, ...] = (),
    **args: Any,
) -> Outcome:
    """Import a file into a book of Anna with this plan."""
    portfolio = Portfolio(
        "b1", lang, Setup(manager="Anna", margin_plan=plan, hours=120), accounts, tasks=Tasks(facts=facts)
    )
    parsed = parse(render(assess(portfolio, default_policy(), TODAY)), default_policy())
    return import_sales(Task(parsed, TODAY, lang, args={"export": str(path), **args}))


@pytest.fixture
def roubles(tmp_path: Path) -> Path:
    """Give invoice lines of 12 million in the last year, two of them unusable."""
    lines = [("Acme", day, "Pipes", 1_000_000.0) for day in first_of_months(dt.date(2026, 12, 1), 12)]
    return invoices(tmp_path / "e.csv", *lines, ("", "2026-12-01", "Pipes", 1.0), ("", "2026-12-01", "Pipes", 1.0))


@pytest.mark.parametrize(("plan", "per"), [(20.0, "1000000"), (20_000.0, "1000"), (2e10, "0.001")])
def test_an_export_in_another_unit_than_the_plan_is_refused(roubles: Path, plan: float, per: str) -> None:
    with pytest.raises(UnitsDiffer) as caught:
        _import(roubles, plan)
    assert (caught.value.params["per"], caught.value.where, caught.value.exit_code) == (per, "e.csv", 3)
    outcome = _import(roubles, plan, money_per=float(per))
    assert outcome.portfolio is not None
    assert outcome.portfolio.accounts[0].margin == pytest.approx(12_000_000 / float(per))


@pytest.mark.parametrize("plan", [None, 0.0, 15_000_000.0])
def test_an_export_in_the_unit_of_the_book_or_into_one_without_a_plan_is_taken(
    roubles: Path, plan: float | None
) -> None:
    outcome = _import(roubles, plan, money_per=1.0)
    assert outcome.portfolio is not None
    assert outcome.portfolio.accounts[0].margin == 12_000_000


def test_a_short_list_may_be_far_below_the_plan_but_not_above_it(tmp_path: Path) -> None:
    few = write_csv(tmp_path / "few.csv", [("account", "margin"), ("Acme", 0.1)])
    assert _import(few, 20.0).portfolio is not None
    many = write_csv(tmp_path / "many.csv", [("account", "margin"), ("Acme", 7_000_000)])
    with pytest.raises(UnitsDiffer):
        _import(many, 20.0)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "2 rows left out: no client (rows 14, 15)"),
        ("ru", "Не использованы 2 строки: не указан клиент (строки 14, 15)"),
    ],
)
def test_the_report_is_given_in_the_language_of_the_book(roubles: Path, lang: Lang, line: str) -> None:
    report = _import(roubles, None, lang).data["report"]
    assert report[0].startswith("e.csv")
    assert report[-1] == line


def test_typed_facts_that_are_replaced_are_said_at_their_place(roubles: Path) -> None:
    outcome = _import(roubles, None, accounts=(Account("a1", "Acme", margin=5e6),))
    (finding,) = [one for one in outcome.news if one.code == "import_fact_replaced"]
    assert finding.where.sheet == "Accounts"
    assert "5,000,000 → 12,000,000" in finding.what("en")


def test_the_day_asked_for_judges_and_an_old_export_fixes_it(roubles: Path) -> None:
    outcome = _import(roubles, None, as_of="2026-06-30", today="2026-12-20")
    assert outcome.portfolio is not None
    assert outcome.portfolio.accounts[0].margin == 6_000_000
    assert outcome.portfolio.setup.as_of_fixed == dt.date(2026, 6, 30)
    fresh = _import(roubles, None, today="2026-12-20").portfolio
    assert fresh is not None
    assert fresh.setup.as_of_fixed is None
    old = _import(roubles, None, today="2027-12-20").portfolio
    assert old is not None
    assert old.setup.as_of_fixed == dt.date(2026, 12, 1)


def test_sales_by_month_are_counted_and_what_they_replace_is_said_at_its_row(roubles: Path) -> None:
    typed = (Fact("f1", "Acme", 2025, 12, 5.0), Fact("f2", "Acme", 2026, 3, 5.0))
    outcome = _import(roubles, None, accounts=(Account("a1", "Acme"),), facts=typed)
    assert outcome.portfolio is not None
    assert outcome.portfolio.tasks.facts[:2] == (typed[0], replace(typed[1], sales=1_000_000.0))
    assert len(outcome.portfolio.tasks.facts) == 13
    assert (outcome.data["facts_added"], outcome.data["facts_replaced"]) == (11, 1)
    assert outcome.message.in_("en").endswith("; monthly sales: 11 added, 1 replaced")
    (finding,) = [one for one in outcome.news if one.code == "import_month_replaced"]
    assert (finding.where.sheet, finding.where.cell) == ("Facts", "C7")


def test_a_list_of_clients_brings_no_sales_by_month_and_does_not_speak_of_them(tmp_path: Path) -> None:
    outcome = _import(write_csv(tmp_path / "e.csv", [("account", "margin"), ("Acme", 5)]), None)
    assert (outcome.data["facts_added"], outcome.data["facts_replaced"]) == (0, 0)
    assert "monthly" not in outcome.message.in_("en")


def test_an_import_into_an_example_book_moves_the_months_of_a_plan_and_no_other_fact(tmp_path: Path) -> None:
    client, rows = next((name, rows) for name, rows in plans("sokolova").items() if rows.facts)
    last = rows.facts[-1]
    assert last.year is not None
    assert last.month is not None
    assert last.sales is not None
    day = dt.date(int(last.year), int(last.month), 1)
    half = last.sales / 2 + 1
    path = invoices(tmp_path / "e.csv", *[(client, day.isoformat(), "Pipes", half)] * 2)
    parsed = parse(render(assess(book("sokolova"), default_policy(), day)), default_policy())
    outcome = import_sales(Task(parsed, day, "en", args={"export": str(path), "today": day.isoformat()}))
    assert outcome.portfolio is not None
    before, after = parsed.portfolio.tasks.facts, outcome.portfolio.tasks.facts
    (moved,) = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert (moved[1].id, moved[1].account) == (last.id, client)
    assert moved[1].sales == pytest.approx(last.sales + 2, abs=0.01)
    assert outcome.message.in_("en").endswith("monthly sales: 0 added, 1 replaced")
    (wanted,) = plan_rows(outcome.portfolio.tasks, [client])
    year = next(one for one in roll_down(wanted, default_policy().plan) if one.year == day.year)
    assert year.months[day.month - 1].fact == moved[1].sales
