"""The policies that can be put together from what ships: sound in every combination, complete, in both languages."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kam_xl.policy import Policy, QuestionSet, to_dict
from kam_xl.policy.codec import flat
from kam_xl.policy.file import check, default, read, shipped
from kam_xl.policy.shipped import DOSSIERS, ROLE_SETS, composed_text
from tests.policy.files import written

CHOICES = [(dossiers, roles) for dossiers in (("general",), ("medical",), DOSSIERS) for roles in ROLE_SETS]
FOLDER = Path(__file__).resolve().parents[2] / "kam_xl" / "policy"


def of_hospitals(text: str) -> list[str]:
    """Return the words that only a supplier of hospitals would write."""
    english = "hospital|clinic|medic|doctor|nurse|patient|ward|surg"
    russian = "больни|клини|медиц|врач|сестр|пациент|хирург|койк|заведующ"
    return re.findall(rf"\b(?:{english}|{russian})\w*", text, re.I)


@pytest.mark.parametrize(("dossiers", "roles"), CHOICES)
def test_every_choice_gives_a_policy_without_mistakes(tmp_path: Path, dossiers: tuple[str, ...], roles: str) -> None:
    path = written(tmp_path, composed_text(dossiers, roles))
    assert check(path) == ()
    policy = read(path)
    assert policy == shipped(dossiers, roles)
    assert tuple(one.id for one in policy.dossier.sets) == dossiers


def test_everything_that_ships_can_be_chosen() -> None:
    assert {one.stem for one in (FOLDER / "dossiers").glob("*.toml")} == {*DOSSIERS}
    assert {one.stem for one in (FOLDER / "roles").glob("*.toml")} == {*ROLE_SETS, "stand_ins"}


@pytest.mark.parametrize(("dossiers", "roles"), [(("nobody",), "general"), (("general",), "nobody")])
def test_what_does_not_ship_cannot_be_chosen(dossiers: tuple[str, ...], roles: str) -> None:
    with pytest.raises(KeyError, match="nobody"):
        composed_text(dossiers, roles)


def test_a_dossier_named_twice_is_there_once() -> None:
    assert composed_text(("general", "general")) == composed_text(("general",))


def test_the_default_policy_is_the_general_one() -> None:
    assert default() == shipped(("general",), "general")
    assert all(default().tools.values())


@pytest.mark.parametrize("policy", [shipped(DOSSIERS, roles) for roles in ROLE_SETS], ids=ROLE_SETS)
def test_a_shipped_policy_says_everything_in_both_languages(policy: Policy) -> None:
    texts = {key: value for key, value in flat(to_dict(policy)).items() if isinstance(value, str)}
    names = {key for key in texts if key.rpartition(".")[2] in ("id", "group", "ask", "version")}
    names |= {key for key in texts if key.startswith("exchange.")}
    russian = {key for key in texts if key.endswith(".ru")}
    assert {re.sub("ru$", "en", key) for key in russian} | russian | names == texts.keys()
    for key in russian:
        assert re.search("[а-яё]", texts[key]), key
        assert not re.search("[а-яё]", texts[re.sub("ru$", "en", key)], re.I), key


@pytest.mark.parametrize("chosen", shipped(DOSSIERS).dossier.sets, ids=lambda one: one.id)
def test_a_shipped_dossier_has_twelve_groups_and_fifteen_starter_questions(chosen: QuestionSet) -> None:
    assert len(chosen.groups) == 12
    assert sum(one.starter for one in chosen.questions) == 15
    assert {one.group for one in chosen.questions} == {one.id for one in chosen.groups}
    places = [[group.id for group in chosen.groups].index(one.group) for one in chosen.questions]
    assert all(before <= after for before, after in pairwise(places)), "questions stand in the order of their groups"


def test_the_shipped_dossiers_are_as_long_as_a_manager_can_bear() -> None:
    general, medical = shipped(DOSSIERS).dossier.sets
    assert (len(general.questions), sum(one.mandatory for one in general.questions)) == (64, 47)
    assert (len(medical.questions), sum(one.mandatory for one in medical.questions)) == (65, 45)


def test_the_general_dossier_and_roles_speak_of_no_hospital() -> None:
    assert of_hospitals(composed_text()) == []
    assert of_hospitals(composed_text(("medical",)))


def test_what_both_dossiers_ask_is_asked_first_in_both() -> None:
    general, medical = ({one.id: one for one in chosen.questions} for chosen in shipped(DOSSIERS).dossier.sets)
    shared = general.keys() & medical.keys()
    assert len(shared) == 48
    assert [id for id in shared if general[id].starter != medical[id].starter] == []
    assert [id for id in shared if general[id].days != medical[id].days] == []


@pytest.mark.parametrize(
    ("roles", "count", "required", "deciding"),
    [
        ("general", 10, {"decider", "economic", "lead_user", "user", "technical", "coach"}, {"decider", "economic"}),
        ("legal", 10, {"decider", "economic", "lead_user", "user", "technical", "coach"}, {"decider", "economic"}),
        ("three", 3, {"decider", "former", "influencer"}, {"decider"}),
        ("four", 4, {"economic", "user", "technical", "coach"}, {"economic"}),
        ("six", 6, {"user", "influencer", "decider", "buyer"}, {"decider"}),
        ("fifteen", 15, {"decider", "economic", "lead_user", "user", "technical", "coach"},
         {"decider", "approver", "economic"}),
    ],
)  # fmt: skip
def test_a_set_of_roles_says_who_is_required_and_who_decides(
    roles: str, count: int, required: set[str], deciding: set[str]
) -> None:
    center = shipped(roles=roles).center
    assert len(center.roles) == count
    assert {one.id for one in center.roles if one.required} == required
    assert {one.id for one in center.roles if one.deciding} == deciding


@pytest.mark.parametrize("roles", ROLE_SETS)
def test_every_role_and_attitude_has_a_direction_of_its_own(roles: str) -> None:
    center = shipped(roles=roles).center
    for one in center.roles:
        assert len({one.supporter, one.neutral, one.opponent}) == 3


@pytest.mark.parametrize("roles", ROLE_SETS)
def test_a_role_that_a_set_does_not_have_is_stood_in_for(roles: str) -> None:
    policy = shipped(DOSSIERS, roles)
    asked = {one.id: one.ask for chosen in policy.dossier.sets for one in chosen.questions}
    assert asked["budget"] in {"economic", "decider"}
    assert {*asked.values()} <= {"", *(one.id for one in policy.center.roles)}


def test_the_numbers_of_the_three_tasks_are_those_of_the_domain() -> None:
    dossier, center, plan = default().dossier, default().center, default().plan
    assert (dossier.complete_target, dossier.fresh_target) == (0.9, 0.8)
    assert (center.min_members, center.contact_days, center.single_share, center.next_step_days) == (5, 90, 0.6, 30)
    assert (plan.horizon, plan.low_case, plan.gap_share, plan.gap_months, plan.review_days) == (3, 0.5, 0.1, 2, 92)
    rhythm = {one.id: one.cadence for one in shipped(roles="legal").center.roles}
    assert rhythm == {
        "decider": 90, "economic": 90, "lead_user": 30, "user": 60, "technical": 90, "buyer": 60, "gatekeeper": 90,
        "initiator": 60, "coach": 14, "blocker": 60,
    }  # fmt: skip


def test_ids_last_because_rows_in_workbooks_point_to_them() -> None:
    general, medical = shipped(DOSSIERS).dossier.sets
    assert [one.id for one in general.questions] == GENERAL.split()
    assert [one.id for one in medical.questions] == MEDICAL.split()


GENERAL = """
names_sites business_type size our_owner why_key
owners management using_units approvals group_ties
lines capacity customers season
purchases in_use consumption replacement unbought requirements
investments programmes wishes unmet measures
sources budget_calendar budget payment solvency finance_forms
rules specification steps purchase_dates criteria outcomes supplier_rules
sales offers contracts claims promises our_share
suppliers valued competitor_terms supporters moves
image satisfaction recommend leaving expectations
delivery support response skills reference
disputes reorganisation limits compliance interests
"""

MEDICAL = """
names_sites institution_type level licences our_owner why_key
founder management using_units boards approvals institution_ties
beds_rooms studies load directions paid_services
units our_units replacement breakdowns consumables software
investments programmes wishes unmet measures
sources budget_calendar budget payment finance_forms
rules specification steps purchase_dates outcomes supplier_rules
sales offers contracts claims promises our_share
suppliers valued competitor_terms supporters moves
image satisfaction recommend leaving expectations
support skills response spare_parts reference
disputes reorganisation limits compliance interests
"""
