"""What is due at the key accounts, by date."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.model_tasks import Plan, Tasks
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.due import due_list
from kam_xl.rules.key_accounts import key_accounts
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record, without_tool
from tests.factories_plan import an_action
from tests.factories_tasks import a_member, ago


def judged(tasks: Tasks, policy: Policy | None = None) -> PortfolioAssessment:
    accounts = (an_account("Not key"), on_record("Zeta"), on_record("Armatura"))
    return assess(replace(a_portfolio(*accounts), tasks=tasks), policy or default_policy(), AS_OF)


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
    whole = judged(tasks)
    due = due_list(whole, key_accounts(whole))
    assert [(item.kind, item.what, item.late, item.soon) for item in due] == [
        ("action", "A03 Action A03", True, False),
        ("step", "Visit", True, False),
        ("step", "Call", False, True),
        ("action", "A01 Action A01", False, False),
    ]
    assert [item.who for item in due] == ["manager M.", "Petrova", "Petrova", "manager M."]


def test_of_one_day_steps_come_before_actions_and_reviews_and_tables_keep_their_order() -> None:
    tasks = Tasks(
        members=(
            a_member("B", next_date=AS_OF, next_step="Second table row first"),
            a_member("A", next_date=AS_OF, next_step="Then this", account="Zeta"),
            a_member("C", next_date=AS_OF, account="Not key"),
        ),
        plans=(Plan("p", "Armatura", next_review=AS_OF), Plan("q", "Zeta", next_review=AS_OF)),
        actions=(an_action("A01", account="Armatura", due=AS_OF),),
    )
    whole = judged(tasks)
    assert [(one.kind, one.account, one.row) for one in due_list(whole, key_accounts(whole))] == [
        ("step", "Armatura", 0),
        ("step", "Zeta", 1),
        ("action", "Armatura", 0),
        ("review", "Armatura", 0),
        ("review", "Zeta", 1),
    ]


def test_a_task_that_is_switched_off_has_nothing_due() -> None:
    tasks = Tasks(members=(a_member(),), actions=(an_action(account="Armatura"),))
    for tool, kinds in (("plan", ["step"]), ("buying_center", ["action"])):
        whole = judged(tasks, without_tool(tool))
        assert [one.kind for one in due_list(whole, key_accounts(whole))] == kinds
