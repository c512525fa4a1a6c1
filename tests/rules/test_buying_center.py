"""The buying center: bands, cadence, roles covered, support, and everything that hangs on one person."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.model_tasks import Member
from kam_xl.policy.tasks import CenterRules
from kam_xl.rules.buying_center import BuyingCenter, MemberStanding, band_of, buying_centers, member_standing
from tests.factories import AS_OF, default_policy
from tests.factories_tasks import ACCOUNT, ROLES, a_member, ago, center_rules, members, the_six


def center_of(*rows: Member, rules: CenterRules | None = None, as_of: dt.date = AS_OF) -> BuyingCenter:
    (found,) = buying_centers(rows, [ACCOUNT], rules or center_rules(), as_of)
    return found


def standing(as_of: dt.date = AS_OF, **fields: object) -> MemberStanding:
    return member_standing(a_member(**fields), center_rules(), as_of)  # type: ignore[arg-type]


def holds(center: BuyingCenter) -> dict[str, str]:
    return {one.role.id: one.hold for one in center.roles}


# --- the worked example


def test_the_six_people_of_the_valve_wholesaler() -> None:
    center = center_of(*the_six(), rules=default_policy().center)
    assert center.support == 0.10
    assert [one.role.id for one in center.required if one.hold != "covered"] == ["user"]
    assert (center.hold("user"), center.coverage) == ("empty", 0.833333)
    assert center.single is None


def test_a_user_met_once_closes_the_gap() -> None:
    user = a_member("Fitter", role="user", influence=1, attitude=1)
    assert center_of(*the_six(), user, rules=default_policy().center).coverage == 1


# --- one person


@pytest.mark.parametrize(
    ("attitude", "band"),
    [(2, "supporter"), (1, "supporter"), (0, "neutral"), (None, "neutral"), (-1, "opponent"), (-2, "opponent")],
)
def test_attitudes_fall_into_three_bands(attitude: float | None, band: str) -> None:
    assert band_of(attitude) == band


def test_the_direction_follows_from_role_and_attitude() -> None:
    assert standing(role="coach", attitude=-1).direction == ROLES[3].opponent
    assert standing(role="coach").direction == ROLES[3].neutral
    assert standing(role="unheard of").direction is None


@pytest.mark.parametrize(
    ("fields", "cadence"),
    [
        ({"role": "coach"}, 14),
        ({"role": "coach", "cadence": 30}, 30),
        ({"role": "coach", "cadence": 0}, 14),
        ({"role": "coach", "cadence": -5}, 14),
        ({"role": ""}, 90),
        ({"role": "unheard of"}, 90),
    ],
)
def test_the_cadence_is_the_persons_own_else_the_roles_else_the_general_one(
    fields: dict[str, object], cadence: float
) -> None:
    assert standing(**fields).cadence == cadence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last_contact", "contact"),
    [(ago(0), "kept"), (ago(90), "kept"), (ago(91), "overdue"), (ago(-1), "missing"), (None, "missing")],
)
def test_contact_is_kept_within_the_cadence_and_the_future_is_no_contact(
    last_contact: dt.date | None, contact: str
) -> None:
    assert standing(last_contact=last_contact).contact == contact


@pytest.mark.parametrize(
    ("next_step", "next_date", "step"),
    [
        ("Call", ago(1), "overdue"),
        ("Call", ago(0), "due"),
        ("Call", ago(-6), "due"),
        ("Call", ago(-7), "planned"),
        ("Call", None, "missing"),
        (" ", ago(-7), "missing"),
    ],
)
def test_a_next_step_needs_a_text_and_a_date(next_step: str, next_date: dt.date | None, step: str) -> None:
    assert standing(next_step=next_step, next_date=next_date).step == step


@pytest.mark.parametrize(("state", "active"), [("", True), ("active", True), ("moved", False), ("left", False)])
def test_whoever_moved_or_left_counts_nowhere(state: str, active: bool) -> None:
    center = center_of(a_member(state=state, attitude=2))
    assert bool(center.active) is active
    assert (center.hold("decider"), center.support) == (("covered", 1.0) if active else ("empty", 0.0))
    assert (center.members[0].contact, center.members[0].step) == (("kept", "planned") if active else ("", ""))


# --- one account


def test_a_role_is_empty_named_or_covered_by_the_best_of_its_people() -> None:
    center = center_of(
        a_member("A", role="decider", last_contact=ago(200)),
        a_member("B", role="decider"),
        a_member("C", role="economic", last_contact=None),
    )
    assert holds(center) == {"decider": "covered", "economic": "named", "user": "empty", "coach": "empty"}
    assert center.coverage == 0.333333
    assert [one.member.name for one in center.roles[0].people] == ["A", "B"]


def test_where_no_role_is_required_everything_is_covered() -> None:
    assert center_of(rules=center_rules(roles=ROLES[3:])).coverage == 1


def test_a_role_that_the_policy_does_not_have_is_held_by_nobody() -> None:
    center = center_of(a_member(role="unheard of", attitude=2))
    assert (center.hold("unheard of"), center.support, set(holds(center).values())) == ("empty", 1.0, {"empty"})


def test_support_weighs_attitudes_by_influence_and_blanks_are_nought() -> None:
    people = [a_member("A", influence=5, attitude=-2), a_member("B", influence=1, attitude=2)]
    blanks = [a_member("C", influence=None, attitude=2), a_member("D", influence=2, attitude=None)]
    assert center_of(*people).support == -0.666667
    assert center_of(*people, *blanks).support == -0.5
    assert center_of(blanks[0]).support == 0


@pytest.mark.parametrize(
    ("recent", "share", "single"), [(0, 0.6, 0), (1, 0.6, 1), (2, 0.6, 0), (2, 0.4, 1), (2, 0.5, 0)]
)
def test_everything_hangs_on_one_where_his_part_of_the_recent_contacts_is_too_large(
    recent: int, share: float, single: int
) -> None:
    met = [a_member(f"P{i}", last_contact=ago(90)) for i in range(recent)]
    others = [a_member("Old", last_contact=ago(91)), a_member("Left", state="left")]
    center = center_of(*others, *met, rules=center_rules(single_share=share))
    assert (center.recent, center.single is not None) == (recent, bool(single))
    assert center.single is None or center.single.member.name == "P0"


def test_people_of_other_accounts_are_left_alone_and_names_are_compared_naturally() -> None:
    center = center_of(a_member("A", account=" ARMATURA "), a_member("B", account="Zeta"))
    assert [one.member.name for one in center.members] == ["A"]


def test_an_account_without_people_has_no_support_and_no_coverage() -> None:
    center = center_of()
    assert (center.support, center.coverage, center.single, center.active) == (0, 0, None, ())


def test_a_thousand_people_are_judged_as_one_would_be() -> None:
    center = center_of(*[a_member(f"P{i}", attitude=1) for i in range(1000)])
    assert (center.support, center.recent, len(center.roles[0].people)) == (0.5, 1000, 1000)


# --- properties


@given(st.lists(members(), max_size=12))
def test_coverage_and_support_stay_within_their_limits(rows: list[Member]) -> None:
    center = center_of(*rows)
    assert 0 <= center.coverage <= 1
    assert -1 <= center.support <= 1


@given(st.lists(members(), max_size=12), members())
def test_one_person_more_never_lowers_coverage(rows: list[Member], more: Member) -> None:
    assert center_of(*rows, more).coverage >= center_of(*rows).coverage


@given(st.lists(members(), min_size=1, max_size=12), st.data())
def test_a_later_contact_up_to_today_never_uncovers(rows: list[Member], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    before = rows[place].last_contact
    oldest = min(before, AS_OF) if before else ago(400)
    later = data.draw(st.dates(oldest, AS_OF))
    changed = [*rows[:place], replace(rows[place], last_contact=later), *rows[place + 1 :]]
    assert center_of(*changed).coverage >= center_of(*rows).coverage


@given(st.lists(members(), max_size=12), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[Member], chance: Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    one, other = center_of(*rows), center_of(*mixed)
    assert (holds(one), one.coverage, one.support, one.recent) == (
        holds(other),
        other.coverage,
        other.support,
        other.recent,
    )
    assert (one.single is None) == (other.single is None)


@given(st.lists(members(), max_size=12), st.integers(-2000, 2000))
def test_only_the_distance_of_dates_counts(rows: list[Member], shift: int) -> None:
    by = dt.timedelta(days=shift)

    def moved(date: dt.date | None) -> dt.date | None:
        return None if date is None else date + by

    later = [replace(row, last_contact=moved(row.last_contact), next_date=moved(row.next_date)) for row in rows]
    one, other = center_of(*rows), center_of(*later, as_of=AS_OF + by)
    assert (holds(one), one.recent) == (holds(other), other.recent)
    assert [(each.contact, each.step) for each in one.members] == [(each.contact, each.step) for each in other.members]
