"""What to do next with the people of the buying centers: steps by date, steps to propose, who of us meets whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kam_xl.i18n import Text
from kam_xl.model import natural_name
from kam_xl.policy.tasks import CenterRules
from kam_xl.rules.buying_center import BuyingCenter, MemberStanding
from kam_xl.values import value

_SATURDAY = 5


@value
class NextStep:
    """One dated next step; `person.step` tells whether it is overdue, due this week or planned."""

    account: str
    person: MemberStanding
    date: dt.date


@value
class ProposedStep:
    """A next step for a person without a dated one: what the person's row says, else the direction of work."""

    account: str
    person: MemberStanding
    text: Text
    date: dt.date


@value
class Meetings:
    """Whom one of us meets at an account; `contact` is "" for the people whom nobody meets."""

    contact: str
    people: tuple[MemberStanding, ...]


def next_steps(centers: Sequence[BuyingCenter]) -> tuple[NextStep, ...]:
    """Return every dated next step, the earliest first; those of one day in the order of accounts and rows."""
    found = [
        NextStep(center.account, one, one.member.next_date)
        for center in centers
        for one in center.active
        if one.step != "missing" and one.member.next_date is not None
    ]
    return tuple(sorted(found, key=lambda step: step.date))


def proposed_steps(center: BuyingCenter, rules: CenterRules, as_of: dt.date) -> tuple[ProposedStep, ...]:
    """Return a step for each active member without a dated one, as far as there is something to say.

    The text is the step typed without a date, else the direction typed, else the one of role × attitude; the date is
    the one typed without a text where it is not past, else `proposed_date`.
    """
    found = []
    for one in center.without_step:
        text = _text(one)
        if text is not None:
            typed = one.member.next_date
            date = typed if typed is not None and typed >= as_of else proposed_date(one, rules, as_of)
            found.append(ProposedStep(center.account, one, text, date))
    return tuple(found)


def proposed_date(one: MemberStanding, rules: CenterRules, as_of: dt.date) -> dt.date:
    """Return the day of a proposed step: `next_step_days` or the cadence after as_of, whichever is sooner.

    A weekend gives way to the Friday before it, or, where that is past, to the Monday after it.
    """
    date = as_of + dt.timedelta(days=int(min(rules.next_step_days, one.cadence)))
    over = date.weekday() - _SATURDAY
    if over < 0:
        return date
    friday = date - dt.timedelta(days=over + 1)
    return friday if friday >= as_of else date + dt.timedelta(days=2 - over)


def meetings(center: BuyingCenter) -> tuple[Meetings, ...]:
    """Return who of us meets which active members, in the order of the rows; last, whom nobody meets."""
    met: dict[str, list[MemberStanding]] = {}
    names: dict[str, str] = {}
    for one in center.active:
        key = natural_name(one.member.our_contact)
        names.setdefault(key, one.member.our_contact.strip())
        met.setdefault(key, []).append(one)
    return tuple(Meetings(names[key], tuple(met[key])) for key in sorted(met, key=lambda key: not key))


def _text(one: MemberStanding) -> Text | None:
    typed = one.member.next_step.strip() or one.member.direction.strip()
    return Text(typed, typed) if typed else one.direction
