"""What the buying centers of key accounts ask of their manager.

Gaps, one an account each: `center_few, center_role_empty, center_role_named, center_out_of_touch, center_no_step,
center_step_overdue, center_single`; one a person `center_opponent`; as notes `center_no_role, center_nobody_meets`.
About what was typed: `center_twice, center_future`; rows about nothing known are findings of the parser, which knows
their cells. Where rows are meant, `params["record"]` is the id of the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Message, message
from kam_xl.model import natural_name
from kam_xl.model_tasks import Member
from kam_xl.policy.tasks import CenterRules
from kam_xl.rules.buying_center import BuyingCenter, MemberStanding
from kam_xl.rules.listing import plain, quoted
from kam_xl.rules.numbers import round6


def center_gaps(centers: Iterable[BuyingCenter], rules: CenterRules) -> tuple[Finding, ...]:
    """Return who is missing and what is not done, account by account."""
    parts = (_few, _roles, _single, _opponents, _people)
    return tuple(finding for one in centers for part in parts for finding in part(one, rules))


def center_mistakes(centers: Iterable[BuyingCenter], as_of: dt.date) -> Iterator[Finding]:
    """Yield, account by account, who stands twice and whose last contact is dated after the day of judging."""
    for one in centers:
        future = [person for person in one.active if (day := person.member.last_contact) and day > as_of]
        yield from _some("center_future", future, one.account)
        yield from _some("center_twice", _again(one.active), one.account, Severity.NOTE)


def _few(one: BuyingCenter, rules: CenterRules) -> Iterator[Finding]:
    if (n := len(one.active)) < rules.min_members:
        yield Finding("center_few", Severity.WARNING, params={"n": n, "needed": rules.min_members}, account=one.account)


def _roles(one: BuyingCenter, _: CenterRules) -> Iterator[Finding]:
    for hold in ("empty", "named"):
        names = [standing.role.name for standing in one.required if standing.hold == hold]
        if names:
            params = {"n": len(names), "listed": quoted(names)}
            yield Finding(f"center_role_{hold}", Severity.WARNING, params=params, account=one.account)


def _single(one: BuyingCenter, rules: CenterRules) -> Iterator[Finding]:
    if one.single:
        share = round6(1 / one.recent)
        yield _about("center_single", [one.single.member], one.account, share=share, days=rules.contact_days)


def _opponents(one: BuyingCenter, _: CenterRules) -> Iterator[Finding]:
    for person in one.without_step:
        if person.role and person.role.deciding and person.band == "opponent":
            role, direction = person.role.name, person.role.opponent
            yield _about("center_opponent", [person.member], one.account, role=role, direction=direction)


def _people(one: BuyingCenter, _: CenterRules) -> Iterator[Finding]:
    overdue = [person for person in one.active if person.step == "overdue"]
    roleless = [person for person in one.active if not person.member.role.strip()]
    unmet = [person for person in one.active if not person.member.our_contact.strip()]
    yield from _some("center_out_of_touch", one.out_of_touch, one.account)
    yield from _some("center_step_overdue", overdue, one.account)
    yield from _some("center_no_step", one.without_step, one.account)
    yield from _some("center_no_role", roleless, one.account, Severity.NOTE)
    yield from _some("center_nobody_meets", unmet, one.account, Severity.NOTE)


def _again(people: Iterable[MemberStanding]) -> list[MemberStanding]:
    """Return each person whose name stands in an earlier row of the account."""
    seen: set[str] = set()
    again = []
    for person in people:
        if (name := natural_name(person.member.name)) in seen:
            again.append(person)
        elif name:
            seen.add(name)
    return again


def _some(
    code: str, people: Sequence[MemberStanding], account: str, severity: Severity = Severity.WARNING
) -> Iterator[Finding]:
    if people:
        yield _about(code, [person.member for person in people], account, severity)


def _about(
    code: str, rows: Sequence[Member], account: str, severity: Severity = Severity.WARNING, **params: object
) -> Finding:
    people = plain([_called(row) for row in rows])
    return Finding(
        code, severity, params={"n": len(rows), "people": people, "record": rows[0].id, **params}, account=account
    )


def _called(row: Member) -> str | Message:
    return row.name.strip() or row.position.strip() or message("finding.list.nameless")
