"""Next steps: by date, overdue and due as findings; proposals are written where a person asks for them only."""

from __future__ import annotations

from typing import Any

import pytest

from kam_xl.commands.steps import list_next_steps
from kam_xl.commands.task import Outcome
from kam_xl.findings import Severity
from kam_xl.model_tasks import Member, Tasks
from tests.factories import AS_OF, an_account, default_policy, on_record
from tests.factories_tasks import a_member, ago
from tests.support.tasks import a_task, row_of

PEOPLE = (
    a_member("Late", next_date=ago(2)),
    a_member("Planned"),
    a_member("Soon", account="Ёлка", next_date=ago(-3)),
    a_member("Idle", next_step="", next_date=None),
    a_member("Idle too", account="Ёлка", next_step="", next_date=None, attitude=-2),
    a_member("Gone", next_step="", next_date=None, state="left"),
    a_member("Stranger", account="Other", next_step="", next_date=None),
)


def pressed(*people: Member, **args: Any) -> Outcome:
    tasks = Tasks(members=people or PEOPLE)
    return list_next_steps(a_task(on_record(), on_record("Ёлка"), an_account("Other"), tasks=tasks, **args))


def selected(*records: int) -> dict[str, Any]:
    return {"accounts": ["Armatura"], "selected": {"table": "tblMembers", "records": list(records)}}


def test_steps_of_all_key_accounts_stand_in_the_order_of_their_dates() -> None:
    steps = pressed().data["steps"]
    assert [(one["member"], one["state"]) for one in steps] == [
        ("Late", "overdue"), ("Soon", "due"), ("Planned", "planned"),
    ]  # fmt: skip


def test_what_is_overdue_or_to_be_decided_asks_to_act_and_what_is_due_only_informs() -> None:
    found = pressed().findings
    assert [(one.code, one.severity, row_of(one.where)) for one in found] == [
        ("center_next_overdue", Severity.WARNING, 6),
        ("center_next_due", Severity.NOTE, 8),
        ("center_next_proposed", Severity.WARNING, 9),
        ("center_next_proposed", Severity.WARNING, 10),
    ]


def test_a_proposal_is_the_direction_of_role_and_attitude_with_a_date() -> None:
    proposed = {one["member"]: one for one in pressed().data["proposed"]}
    decider = default_policy().center.role("decider")
    assert decider is not None
    assert proposed["Idle"]["step"] == decider.neutral.en
    assert proposed["Idle too"]["step"] == decider.opponent.en
    assert proposed["Idle"]["date"] > AS_OF.isoformat()


def test_unless_told_nothing_is_written() -> None:
    assert pressed().portfolio is None


def test_selected_rows_take_their_proposals_over_and_no_other_row_does() -> None:
    outcome = pressed(**selected(0, 4))
    assert outcome.portfolio is not None
    after = outcome.portfolio.tasks.members
    assert [i for i, (old, new) in enumerate(zip(PEOPLE, after, strict=True)) if old.next_date != new.next_date] == [4]
    assert after[4].next_step
    assert [one["member"] for one in outcome.data["proposed"]] == ["Idle"]
    assert [one["member"] for one in outcome.data["written"]] == ["Idle too"]
    assert row_of(outcome.lead) == 10


def test_a_selection_is_no_limit_to_what_is_listed() -> None:
    assert len(pressed(**selected(1)).data["steps"]) == 3


def test_all_proposals_can_be_written_at_once_and_then_nobody_active_is_without_a_step() -> None:
    outcome = pressed(write=True)
    assert outcome.portfolio is not None
    again = pressed(*outcome.portfolio.tasks.members)
    assert again.data["proposed"] == []
    assert len(again.data["steps"]) == 5
    assert {one.name for one in outcome.portfolio.tasks.members if not one.next_step} == {"Gone", "Stranger"}


@pytest.mark.parametrize("twins", [2, 3])
def test_rows_that_are_alike_are_told_apart(twins: int) -> None:
    people = [a_member("Twin", next_step="", next_date=None)] * twins
    outcome = pressed(*people, **selected(1))
    assert outcome.portfolio is not None
    assert [bool(one.next_step) for one in outcome.portfolio.tasks.members] == [i == 1 for i in range(twins)]
