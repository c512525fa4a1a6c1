"""What is known of the key accounts on record, and what is due at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kam_xl.model_tasks import Plan, Tasks
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.key_accounts import key_accounts
from kam_xl.rules.task_review import review_tasks
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record, without_tool
from tests.factories_tasks import a_member, an_answer


def judged(tasks: Tasks, policy: object = None) -> PortfolioAssessment:
    portfolio = replace(a_portfolio(an_account("Not key"), on_record("Armatura")), tasks=tasks)
    return assess(portfolio, policy or default_policy(), AS_OF)  # type: ignore[arg-type]


def test_only_accounts_on_record_are_looked_at_each_with_its_own_rows() -> None:
    tasks = Tasks(
        answers=(an_answer("why_key"), an_answer("why_key", account="Not key")),
        members=(a_member("Ivanov"), a_member("Petrov", account="Not key")),
        plans=(Plan("p", "armatura ", base_year=2025),),
    )
    (one,) = key_accounts(judged(tasks))
    assert one.account.account == "Armatura"
    assert one.dossier.total.answered == 1
    assert [person.member.name for person in one.center.members] == ["Ivanov"]
    assert [year.year for year in one.years] == [2026, 2027, 2028]
    assert one.year(dt.date(2027, 5, 1)) is one.years[1]
    assert one.year(dt.date(2030, 1, 1)) is None


def test_a_task_that_is_switched_off_asks_nothing() -> None:
    every = {one.code.split("_")[0] for one in review_tasks(judged(Tasks()))}
    assert every == {"dossier", "center", "account"}
    assert {one.code.split("_")[0] for one in review_tasks(judged(Tasks(), without_tool("dossier")))} == {
        "center",
        "account",
    }
    assert {one.code.split("_")[0] for one in review_tasks(judged(Tasks(), without_tool("plan")))} == {
        "dossier",
        "center",
    }
    assert {one.code.split("_")[0] for one in review_tasks(judged(Tasks(), without_tool("buying_center")))} == {
        "dossier",
        "account",
    }
