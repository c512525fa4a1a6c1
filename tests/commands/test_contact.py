"""Contact made: the day goes into the rows meant, and a later day that is there stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kam_xl.commands.contact import contact_made
from kam_xl.commands.task import Outcome
from kam_xl.errors import ContactInFuture, NoRowSelected, UnknownMember
from kam_xl.model_tasks import Tasks
from tests.factories import AS_OF, an_account, on_record
from tests.factories_tasks import a_member, ago
from tests.support.tasks import a_task, row_of

PEOPLE = (
    a_member("Ivanov", last_contact=ago(10)),
    a_member("Ivanov", account="Other", last_contact=None),
    a_member("Ёлкин", last_contact=ago(-5)),
)


def noted(**args: Any) -> Outcome:
    return contact_made(a_task(on_record(), an_account("Other"), tasks=Tasks(members=PEOPLE), **args))


def days(outcome: Outcome) -> list[dt.date | None]:
    assert outcome.portfolio is not None
    return [one.last_contact for one in outcome.portfolio.tasks.members]


def test_selected_people_were_contacted_today_whether_their_client_is_key_or_not() -> None:
    outcome = noted(accounts=["Other"], selected={"table": "tblMembers", "records": [1]})
    assert days(outcome) == [ago(10), AS_OF, ago(-5)]
    assert outcome.data == [{"account": "Other", "member": "Ivanov", "last_contact": AS_OF.isoformat(), "before": None}]


def test_a_person_named_is_the_one_of_that_client() -> None:
    assert days(noted(accounts=["armatura"], members=["IVANOV"])) == [AS_OF, None, ago(-5)]


def test_an_earlier_day_does_not_push_a_later_contact_back() -> None:
    assert days(noted(accounts=["Armatura"], members=["Ivanov"], date=ago(30).isoformat()))[0] == ago(10)


def test_a_contact_dated_in_the_future_was_a_mistake_and_is_replaced() -> None:
    assert days(noted(accounts=["Armatura"], members=["Елкин"]))[2] == AS_OF


def test_a_contact_still_to_come_is_refused() -> None:
    with pytest.raises(ContactInFuture):
        noted(accounts=["Armatura"], members=["Ivanov"], date=ago(-1).isoformat())


def test_somebody_has_to_be_meant() -> None:
    with pytest.raises(UnknownMember):
        noted(accounts=["Armatura"], members=["Petrov"])
    with pytest.raises(NoRowSelected):
        noted(accounts=["Armatura"])


def test_what_the_buying_center_asks_next_is_told_and_the_person_stays_at_the_row() -> None:
    outcome = noted(accounts=["Armatura"], members=["Ivanov"])
    assert {one.account for one in outcome.findings} == {"Armatura"}
    assert row_of(outcome.lead) == 6
