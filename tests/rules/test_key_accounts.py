"""What is known of the key accounts on record, and what is due at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kam_xl.model_tasks import Plan, Tasks
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.key_accounts import due_of, key_accounts
from kam_xl.rules.task_review import review_tasks
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record, without_tool
from tests.factories_plan import an_action
from tests.factories_tasks import a_member, ago, an_answer


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


def test_what_is_due_stands_in_the_order_of_dates_late_first() -> None:
    tasks = Tasks(
        members=(
            a_member("Soon", next_date=ago(-6), next_step="Call"),
            a_member("Late", next_date=ago(1), next_step="Visit"),
            a_member("Left", next_date=ago(0), state="left"),
            a_member("Nothing", next_step=""),
        ),
        actions=(
            an_action("A01", account="Armatura", due=ago(-7)),
            an_action("A02", account="Armatura", due=ago(3), status="done"),
            an_action("A03", account="Armatura", due=ago(3), status="draft"),
            an_action("A04", account="Armatura", due=None),
        ),
    )
    (one,) = key_accounts(judged(tasks))
    due = due_of(one, AS_OF)
    assert [(item.kind, item.what, item.late, item.soon) for item in due] == [
        ("action", "A03 Action A03", True, False),
        ("step", "Visit", True, False),
        ("step", "Call", False, True),
        ("action", "A01 Action A01", False, False),
    ]
    assert [item.who for item in due] == ["manager M.", "Petrova", "Petrova", "manager M."]


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
