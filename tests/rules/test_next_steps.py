"""What to do next with people: dated steps in order, steps to propose, who of us meets whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.i18n import Text
from kam_xl.model_tasks import Member
from kam_xl.rules.buying_center import BuyingCenter, buying_centers, member_standing
from kam_xl.rules.next_steps import ProposedStep, meetings, next_steps, proposed_date, proposed_steps
from tests.factories import AS_OF
from tests.factories_tasks import ACCOUNT, ROLES, a_member, ago, center_rules, the_six

WEDNESDAY = AS_OF


def centers(*rows: Member, accounts: tuple[str, ...] = (ACCOUNT,)) -> tuple[BuyingCenter, ...]:
    return buying_centers(rows, accounts, center_rules(), AS_OF)


def proposed(**fields: Any) -> ProposedStep | None:
    (center,) = centers(a_member(**fields))
    return next(iter(proposed_steps(center, center_rules(), AS_OF)), None)


def the_date(as_of: dt.date, cadence: float) -> dt.date:
    return proposed_date(member_standing(a_member(cadence=cadence), center_rules(), as_of), center_rules(), as_of)


def test_steps_of_all_accounts_stand_by_date_then_by_account_and_row() -> None:
    found = next_steps(
        centers(
            a_member("Planned", next_date=ago(-30)),
            a_member("Due", next_date=ago(0)),
            a_member("Overdue", account="Zeta", next_date=ago(9)),
            a_member("Due too", account="Zeta", next_date=ago(0)),
            a_member("Left", next_date=ago(9), state="left"),
            a_member("Undated", next_date=None),
            accounts=("Zeta", ACCOUNT),
        )
    )
    assert [(one.account, one.person.member.name, one.person.step) for one in found] == [
        ("Zeta", "Overdue", "overdue"),
        ("Zeta", "Due too", "due"),
        (ACCOUNT, "Due", "due"),
        (ACCOUNT, "Planned", "planned"),
    ]


def test_a_step_is_proposed_from_role_and_attitude() -> None:
    step = proposed(next_step="", next_date=None, attitude=1.0)
    assert step is not None
    assert (step.text, step.date) == (ROLES[0].supporter, dt.date(2026, 6, 19))


@pytest.mark.parametrize(
    ("next_step", "direction", "text"),
    [
        (" Call ", "Be patient", Text("Call", "Call")),
        ("", "Be patient", Text("Be patient", "Be patient")),
        ("", " ", ROLES[0].neutral),
    ],
)
def test_what_the_person_typed_goes_before_what_the_policy_proposes(next_step: str, direction: str, text: Text) -> None:
    step = proposed(next_step=next_step, direction=direction, next_date=None)
    assert step is not None and step.text == text


def test_a_date_typed_without_a_step_is_kept_unless_it_is_past() -> None:
    dates = [step.date for date in (ago(-3), ago(0), ago(1)) if (step := proposed(next_step="", next_date=date))]
    assert dates == [ago(-3), ago(0), dt.date(2026, 6, 19)]


@pytest.mark.parametrize("fields", [{}, {"next_step": "", "role": "unheard of"}, {"next_step": "", "state": "left"}])
def test_nothing_is_proposed_where_there_is_a_step_or_nothing_to_say(fields: dict[str, Any]) -> None:
    assert proposed(**fields) is None


@pytest.mark.parametrize(
    ("as_of", "cadence", "date"),
    [
        (WEDNESDAY, 90, dt.date(2026, 6, 19)),  # next_step_days is sooner
        (WEDNESDAY, 14, dt.date(2026, 6, 3)),  # the cadence is sooner
        (WEDNESDAY, 3, dt.date(2026, 5, 22)),  # Saturday gives way to Friday
        (WEDNESDAY, 4, dt.date(2026, 5, 22)),  # Sunday too
        (dt.date(2026, 5, 22), 1, dt.date(2026, 5, 22)),  # Friday is today
        (dt.date(2026, 5, 23), 1, dt.date(2026, 5, 25)),  # Friday is past
    ],
)
def test_the_date_is_the_sooner_of_two_and_no_weekend(as_of: dt.date, cadence: float, date: dt.date) -> None:
    assert the_date(as_of, cadence) == date


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), st.integers(1, 400))
def test_a_proposed_date_is_a_working_day_not_past_and_in_time_but_for_a_weekend(as_of: dt.date, cadence: int) -> None:
    date = the_date(as_of, cadence)
    assert date.weekday() < 5
    assert as_of <= date <= as_of + dt.timedelta(days=max(2, min(cadence, 30)))


def test_everyone_of_us_sees_whom_he_meets_and_last_whom_nobody_meets() -> None:
    rows = [
        *the_six(),
        a_member("Nobody's", our_contact=" "),
        a_member("Ours too", our_contact="m. "),
        a_member("Gone", state="left"),
    ]
    (center,) = centers(rows[-3], *rows[:6], *rows[-2:])
    assert [(one.contact, [person.member.name for person in one.people]) for one in meetings(center)] == [
        ("R.", ["Director and owner"]),
        ("M.", ["Commercial director", "Head of purchasing", "Senior salesman", "Ours too"]),
        ("Credit controller", ["Chief accountant"]),
        ("Quality head", ["Quality engineer"]),
        ("", ["Nobody's"]),
    ]
