"""Sign a plan: one review a version, a typed row is stamped, a plan with errors is not signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.sign import sign_plans
from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import SignerUnknown, UnknownAccount
from kam_xl.model_tasks import Review
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.rules.plan_signing import Signature, signature
from tests.factories import AS_OF, on_record
from tests.factories_plan import ACCOUNT, a_plan, a_review, an_action, tasks_of, worked_actions, worked_goals
from tests.support.tasks import a_task, row_of


def a_book(*more: Any, **args: Any) -> Task:
    """Return a press on the worked plan and an account without one; head and manager stand on Start."""
    tasks = tasks_of(a_plan(), *worked_goals(), *worked_actions(), *more)
    return a_task(on_record(ACCOUNT), on_record("Ёлка"), tasks=tasks, **{"accounts": [ACCOUNT], **args})


def reviews(outcome: Outcome) -> tuple[Review, ...]:
    assert outcome.portfolio is not None
    return outcome.portfolio.tasks.reviews


def state(outcome: Outcome) -> Signature:
    assert outcome.portfolio is not None
    return signature(plan_rows(outcome.portfolio.tasks, [ACCOUNT])[0])


def test_a_review_says_when_who_and_which_version() -> None:
    task = a_book(decisions="Begin with A03")
    outcome = sign_plans(task)
    (review,) = reviews(outcome)
    assert (review.date, review.manager, review.head, review.decisions) == (
        AS_OF, "I. Petrova", "S. Orlov", "Begin with A03",
    )  # fmt: skip
    assert review.version == version(plan_rows(task.parsed.portfolio.tasks, [ACCOUNT])[0])
    assert state(outcome) is Signature.SIGNED
    assert outcome.data["signed"][0]["review"] == "added"


def test_any_change_after_it_shows() -> None:
    signed = reviews(sign_plans(a_book()))
    changed = tasks_of(a_plan(growth=0.06), *worked_goals(), *worked_actions(), *signed)
    assert signature(plan_rows(changed, [ACCOUNT])[0]) is Signature.CHANGED


def test_the_same_version_is_not_signed_twice_and_a_changed_one_is() -> None:
    signed = reviews(sign_plans(a_book()))
    again = sign_plans(a_book(*signed))
    assert again.portfolio is None
    assert [one.code for one in again.findings] == ["sign_already"]
    assert len(reviews(sign_plans(a_book(*signed, an_action("A99"))))) == 2


@pytest.mark.parametrize(
    "typed",
    [
        a_review(version=None, decisions="Typed by the head"),
        a_review(version=None, manager="", decisions="Typed by the head"),
        a_review(version=None, manager="", head="", date=AS_OF, decisions="Typed by the head"),
        a_review(version=None, date=None, decisions="Typed by the head"),
    ],
)
def test_a_row_that_a_head_typed_is_stamped_and_keeps_what_it_says(typed: Review) -> None:
    outcome = sign_plans(a_book(typed, decisions="Other words"))
    (review,) = reviews(outcome)
    assert review == replace(
        typed,
        version=review.version,
        date=typed.date or AS_OF,
        manager=typed.manager or "I. Petrova",
        head=typed.head or "S. Orlov",
    )
    assert state(outcome) is Signature.SIGNED
    assert row_of(outcome.lead) == 6


def test_an_old_talk_without_signatures_is_not_turned_into_one() -> None:
    talk = a_review(version=None, manager="", head="")
    found = reviews(sign_plans(a_book(talk)))
    assert found[0] == talk
    assert len(found) == 2


def test_a_row_typed_before_the_last_signature_is_left_alone() -> None:
    rows = (a_review(version=None), a_review(version=7, date=dt.date(2026, 5, 1)))
    found = reviews(sign_plans(a_book(*rows)))
    assert found[:2] == rows
    assert len(found) == 3


def test_a_plan_that_is_not_there_or_does_not_add_up_is_not_signed_and_it_says_why() -> None:
    outcome = sign_plans(a_book(accounts=["Ёлка"]))
    assert outcome.portfolio is None
    assert [one.code for one in outcome.findings] == ["sign_refused", "account_plan_missing"]
    circle = (an_action("B1", rests_on="B2"), an_action("B2", rests_on="B1"))
    assert "action_circular" in {one.code for one in sign_plans(a_book(*circle)).findings}
    assert outcome.message.in_("en") == "No plan was signed"


def test_of_several_those_are_signed_that_can_be() -> None:
    outcome = sign_plans(a_book(accounts=[ACCOUNT, "Ёлка"]))
    assert [one.account for one in reviews(outcome)] == [ACCOUNT]
    assert outcome.data["refused"] == [{"account": "Ёлка", "reason": "refused"}]


def test_both_names_are_needed() -> None:
    task = a_book()
    nameless = replace(task.parsed.portfolio, setup=replace(task.parsed.portfolio.setup, head=""))
    book = replace(task.parsed, portfolio=nameless)
    with pytest.raises(SignerUnknown):
        sign_plans(replace(task, parsed=book))
    (review,) = reviews(sign_plans(replace(task, parsed=book, args={**task.args, "head": "New Head"})))
    assert review.head == "New Head"


def test_a_client_who_is_not_in_the_book_is_named() -> None:
    with pytest.raises(UnknownAccount):
        sign_plans(a_book(accounts=["Nobody"]))
