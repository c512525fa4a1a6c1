"""List the next steps with people, and propose one for everybody who has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kam_xl.commands.asked import key_accounts_asked, selected_records, typed_findings
from kam_xl.commands.people import TABLE, People
from kam_xl.commands.task import Outcome, Task
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Lang, message
from kam_xl.rules.buying_center import BuyingCenter, buying_centers
from kam_xl.rules.key_accounts import key_accounts
from kam_xl.rules.next_steps import NextStep, ProposedStep, next_steps, proposed_steps


def list_next_steps(task: Task) -> Outcome:
    """Return all dated next steps by date; those overdue, due and proposed are findings.

    A proposed step is written for the selected rows of Buying center, or for all with `args["write"]`; else it stays a
    finding. `args["accounts"]` names the clients; all key accounts are meant where it is empty or rows are selected.

    Raises:
        UnknownAccount, NotKeyAccount: a client that is named is not in the book, or not key on record.
        UnreadableValues: steps were to be written while cells of the book cannot be read.
    """
    whole, people = task.whole, People(task.parsed)
    selected = selected_records(task, TABLE)
    keys = key_accounts_asked(task, whole) if selected is None else key_accounts(whole)
    rules = whole.policy.center
    centers: Sequence[BuyingCenter] = [one.center for one in keys]
    proposed = [step for center in centers for step in proposed_steps(center, rules, task.as_of)]
    taken = [step for step in proposed if _is_taken(people.row(step.person.member), selected, task)]
    left = [step for step in proposed if step not in taken]
    if taken:
        task.refuse_unreadable()
        people = people.changed({people.row(one.person.member): _written(one, task) for one in taken})
        centers = buying_centers(people.members, [center.account for center in centers], rules, task.as_of)
    steps = next_steps(centers)
    findings = (
        *(_dated(step, people) for step in steps if step.person.step in ("overdue", "due")),
        *(_proposed(step, people) for step in left),
    )
    said = message(
        "outcome.steps_written" if taken else "outcome.steps" if keys else "outcome.no_key_accounts",
        overdue=sum(step.person.step == "overdue" for step in steps),
        due=sum(step.person.step == "due" for step in steps),
        proposed=len(left),
        written=len(taken),
    )
    data = {
        "steps": [as_dict(one, task.lang) for one in steps],
        "proposed": [proposed_as_dict(one, task.lang) for one in left],
        "written": [proposed_as_dict(one, task.lang) for one in taken],
    }
    return Outcome(
        said, data, typed_findings(task, (TABLE,), keys) + findings,
        portfolio=people.portfolio if taken else None,
        lead=people.place(taken[0].person.member, "next_step") if taken else "",
    )  # fmt: skip


def as_dict(one: NextStep, lang: Lang) -> dict[str, Any]:
    """Return a dated step as data; `state` is overdue, due (within a week) or planned."""
    member, role = one.person.member, one.person.role
    return {
        "account": one.account,
        "member": member.name,
        "role": role.name.in_(lang) if role else None,
        "our_contact": member.our_contact or None,
        "step": member.next_step,
        "date": one.date.isoformat(),
        "state": one.person.step,
    }


def proposed_as_dict(one: ProposedStep, lang: Lang) -> dict[str, Any]:
    """Return a proposed step as data."""
    return {
        "account": one.account,
        "member": one.person.member.name,
        "step": one.text.in_(lang),
        "date": one.date.isoformat(),
    }


def _is_taken(row: int, selected: frozenset[int] | None, task: Task) -> bool:
    return bool(task.args.get("write")) if selected is None else row in selected


def _written(one: ProposedStep, task: Task) -> dict[str, Any]:
    return {"next_step": one.text.in_(task.parsed.portfolio.lang), "next_date": one.date}


def _dated(step: NextStep, people: People) -> Finding:
    state = step.person.step
    params = {"person": people.called(step.person.member), "step": step.person.member.next_step, "date": step.date}
    severity = Severity.WARNING if state == "overdue" else Severity.NOTE
    place = people.place(step.person.member, "next_step")
    return Finding(f"center_next_{state}", severity, place, params, step.account)


def _proposed(step: ProposedStep, people: People) -> Finding:
    params = {"person": people.called(step.person.member), "step": step.text, "date": step.date}
    place = people.place(step.person.member, "next_step")
    return Finding("center_next_proposed", Severity.WARNING, place, params, step.account)
