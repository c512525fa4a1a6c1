"""Check the coverage of buying centers: how each role is held, and what is missing as findings."""

from __future__ import annotations

from kam_xl.commands.center import check_coverage
from kam_xl.model_tasks import Tasks
from tests.factories import on_record
from tests.factories_tasks import a_member, ago, the_six
from tests.support.tasks import a_task, row_of


def test_each_role_is_covered_named_or_empty() -> None:
    members = [*the_six()[1:], a_member("Owner", role="decider", last_contact=ago(400))]
    outcome = check_coverage(a_task(on_record(), tasks=Tasks(members=tuple(members))))
    (center,) = outcome.data
    held = {one["role"]: (one["hold"], one["people"]) for one in center["roles"]}
    assert held["buyer"] == ("covered", ["Head of purchasing"])
    assert held["decider"] == ("named", ["Owner"])
    assert held["user"] == ("empty", [])
    assert center["coverage"] == round(4 / 6, 6)
    assert center["out_of_touch"] == ["Owner"]
    assert outcome.message.in_("en") == "1 buying center, 6 people: 4 of 6 required roles covered"


def test_it_tells_who_of_us_meets_whom_and_how() -> None:
    members = (
        a_member("Owner", our_contact="Head", channel="dinner"),
        a_member("Buyer", our_contact=" head ", channel=""),
        a_member("Clerk", our_contact="", channel="phone"),
    )
    (center,) = check_coverage(a_task(on_record(), tasks=Tasks(members=members))).data
    assert center["meetings"] == [
        {"contact": "Head", "people": [{"name": "Owner", "channel": "dinner"}, {"name": "Buyer", "channel": ""}]},
        {"contact": "", "people": [{"name": "Clerk", "channel": "phone"}]},
    ]


def test_gaps_are_findings_at_the_row_that_they_are_about() -> None:
    members = (*the_six(), a_member("Silent", role="user", last_contact=None))
    found = {one.code: one.where for one in check_coverage(a_task(on_record(), tasks=Tasks(members=members))).findings}
    assert set(found) == {"center_role_named", "center_out_of_touch"}
    assert (found["center_out_of_touch"].sheet, row_of(found["center_out_of_touch"])) == ("Buying center", 12)


def test_people_of_a_client_that_is_not_asked_for_bring_no_findings() -> None:
    members = (a_member("A", role="no such role"), a_member("B", account="Ёлка", role="no such role either"))
    task = a_task(on_record(), on_record("Ёлка"), tasks=Tasks(members=members), accounts=["Ёлка"])
    assert {one.account for one in check_coverage(task).findings} == {"Ёлка"}
