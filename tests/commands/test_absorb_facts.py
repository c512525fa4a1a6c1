"""Monthly sales of an import replace those of the months that it covers, and say so; all other facts stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kam_xl.commands.absorb import absorb
from kam_xl.commands.absorb_facts import take_facts
from kam_xl.commands.imported import Imported, ImportReport
from kam_xl.findings import Severity
from kam_xl.model import Account, Portfolio, Proposal, Setup
from kam_xl.model_tasks import Fact, Plan, Tasks

DAY = dt.date(2026, 8, 10)


def _fact(account: str, month: int, sales: float | None, id: str = "", year: float | None = 2026) -> Fact:
    return Fact(id, account, year, float(month), sales)


def _imported(*facts: Fact, months: tuple[int, ...] = ()) -> Imported:
    names = list(dict.fromkeys(one.account for one in facts))
    accounts = tuple(Account(f"a-{name}", name) for name in names)
    covered = months or tuple(sorted({int(one.month or 0) for one in facts}))
    report = ImportReport("sales.csv", "invoices", len(facts), len(facts), clients=len(names))
    return Imported(
        DAY, "sales.csv", accounts, (), (), report, facts=facts, months=tuple((2026, month) for month in covered)
    )


def _book(*facts: Fact, plans: tuple[str, ...] = (), **fields: Any) -> Portfolio:
    heads = tuple(Plan(f"l-{name}", name, 2025) for name in plans)
    accounts = tuple(Account(f"a-{name}", name) for name in dict.fromkeys(one.account for one in facts))
    return Portfolio("b1", "en", Setup(), accounts, tasks=Tasks(plans=heads, facts=facts), **fields)


def test_a_book_without_facts_takes_all_of_the_import() -> None:
    facts = (_fact("Acme", 1, 5.0), _fact("Acme", 3, 6.0), _fact("Roe", 1, 7.0))
    absorbed = absorb(_book(), _imported(*facts))
    assert absorbed.portfolio.tasks.facts == facts
    assert (absorbed.facts_added, absorbed.facts_replaced, absorbed.findings) == (3, 0, ())


def test_only_the_months_of_a_client_that_the_export_has_are_replaced() -> None:
    typed = (_fact("Acme", 1, 5.0, "f1"), _fact("Acme", 2, 6.0, "f2"), _fact("Acme", 1, 3.0, "f3", year=2025))
    others = (_fact("Roe", 1, 7.0, "f4"), _fact("Acme", 13, 1.0, "f5"), _fact("Acme", 1, 1.0, "f6", year=None))
    taken = take_facts(_book(*typed, *others), _imported(_fact("ACME", 1, 9.0), _fact("ACME", 4, 8.0)))
    assert taken.facts == (_fact("Acme", 1, 9.0, "f1"), *typed[1:], *others, _fact("Acme", 4, 8.0))
    assert (taken.added, taken.replaced) == (1, 1)


def test_what_is_replaced_is_said_once_a_client_with_both_sums() -> None:
    book = _book(_fact("Acme", 1, 1000.0, "f1"), _fact("Acme", 2, 500.0, "f2"), _fact("Roe", 1, 7.0, "f3"))
    taken = take_facts(book, _imported(_fact("Acme", 1, 1200.0), _fact("Acme", 2, 550.0), _fact("Roe", 1, 7.0)))
    (finding,) = taken.findings
    assert (finding.code, finding.severity, finding.account) == ("import_month_replaced", Severity.NOTE, "Acme")
    assert "“Acme” on Facts in 2 months (2026-01, 2026-02): 1,500 stood there in all, now 1,750" in finding.what("en")
    assert "«Факты» за 2 месяца (2026-01, 2026-02): было всего 1" in finding.what("ru")


def test_the_same_import_again_changes_nothing() -> None:
    imported = _imported(_fact("Acme", 1, 5.0), _fact("Roe", 2, 7.0))
    once = absorb(_book(_fact("Acme", 1, 4.0, "f1"), plans=("Acme",)), imported).portfolio
    again = absorb(once, imported)
    assert (again.portfolio, again.facts_added, again.facts_replaced, again.findings) == (once, 0, 0, ())


def test_several_rows_of_one_month_become_one_and_count_together() -> None:
    book = _book(_fact("Acme", 1, 4.0, "f1"), _fact("acme", 1, 6.0, "f2"), _fact("Acme", 2, 3.0, "f3"))
    same = take_facts(book, _imported(_fact("Acme", 1, 10.0)))
    assert same.facts == (_fact("Acme", 1, 10.0, "f1"), _fact("Acme", 2, 3.0, "f3"))
    assert (same.replaced, same.findings) == (0, ())


def test_a_row_without_sales_is_filled_without_a_word() -> None:
    taken = take_facts(_book(_fact("Acme", 1, None, "f1")), _imported(_fact("Acme", 1, 10.0)))
    assert taken.facts == (_fact("Acme", 1, 10.0, "f1"),)
    assert (taken.added, taken.replaced, taken.findings) == (1, 0, ())


def test_a_client_with_a_plan_gets_a_nought_in_months_in_which_only_others_bought() -> None:
    facts = (_fact("Acme", 2, 5.0), _fact("Roe", 2, 5.0))
    imported = _imported(*facts, months=(1, 2, 3))
    assert take_facts(_book(plans=("ACME", "Poe")), imported).facts == (facts[0], _fact("Acme", 3, 0.0), facts[1])
    assert take_facts(_book(), imported).facts == facts


def test_the_month_in_which_the_last_import_ended_was_still_running_and_is_renewed_without_a_word() -> None:
    proposal = Proposal("p1", "Acme", "large", 2.0, "seen", "sales.csv", DAY)
    book = _book(_fact("Acme", 7, 5.0, "f1"), _fact("Acme", 8, 2.0, "f2"), proposals=(proposal,))
    running = take_facts(book, _imported(_fact("Acme", 7, 5.0), _fact("Acme", 8, 6.0)))
    assert (running.replaced, running.findings) == (1, ())
    (finding,) = take_facts(book, _imported(_fact("Acme", 7, 4.0), _fact("Acme", 8, 6.0))).findings
    assert finding.params["months"] == ["2026-07"]
