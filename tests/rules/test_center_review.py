"""What the buying centers ask of their manager: each gap once an account, naming who is meant."""

from __future__ import annotations

from typing import Any

import pytest

from kam_xl.findings import Finding, Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.model_tasks import Member
from kam_xl.rules.buying_center import buying_centers
from kam_xl.rules.center_review import center_gaps, center_mistakes
from tests.factories import AS_OF
from tests.factories_tasks import ACCOUNT, ROLES, a_member, ago, center_rules

FULL = [a_member("Ivanov"), a_member("Ёлкин", role="economic"), a_member("Sidorov", role="user")]
"""A buying center without a gap."""


def gaps(*rows: Member) -> dict[str, Finding]:
    found = center_gaps(buying_centers(rows, [ACCOUNT], center_rules(), AS_OF), center_rules())
    assert len({one.code for one in found}) == len(found)
    return {one.code: one for one in found}


def mistakes(*rows: Member) -> dict[str, Finding]:
    centers = buying_centers(rows, [ACCOUNT], center_rules(), AS_OF)
    return {one.code: one for one in center_mistakes(centers, AS_OF)}


def test_a_full_center_asks_nothing() -> None:
    assert gaps(*FULL) == mistakes(*FULL) == {}


def test_an_empty_center_lacks_people_and_every_required_role() -> None:
    found = gaps()
    assert set(found) == {"center_few", "center_role_empty"}
    assert found["center_role_empty"].what("en") == (
        "“Armatura”: nobody is known in 3 required roles: “decider”, “economic”, “user”"
    )


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"last_contact": ago(91)}, {"center_role_named", "center_out_of_touch"}),
        ({"last_contact": None}, {"center_role_named", "center_out_of_touch"}),
        ({"next_step": ""}, {"center_no_step"}),
        ({"next_date": None}, {"center_no_step"}),
        ({"next_step": "", "attitude": -1.0}, {"center_no_step", "center_opponent"}),
        ({"attitude": -2.0}, set()),
        ({"next_date": ago(1)}, {"center_step_overdue"}),
        ({"our_contact": " "}, {"center_nobody_meets"}),
        ({"role": ""}, {"center_no_role", "center_role_empty"}),
        ({"role": "unheard of"}, {"center_role_empty"}),
        ({"state": "left", "next_step": "", "last_contact": None}, {"center_role_empty"}),
    ],
)
def test_each_gap_of_a_person_is_told(fields: dict[str, Any], codes: set[str]) -> None:
    found = gaps(a_member("Orlov", **fields), *FULL[1:])
    assert set(found) == codes
    for one in found.values():
        assert one.account == ACCOUNT
        assert one.params.get("record", "m-Orlov") == "m-Orlov"


def test_an_opponent_in_a_role_that_does_not_decide_is_no_alarm_of_its_own() -> None:
    assert set(gaps(*FULL, a_member("Orlov", role="coach", attitude=-2.0, next_step=""))) == {"center_no_step"}


def test_an_opponent_who_decides_is_told_with_what_to_work_towards() -> None:
    remedy = gaps(*FULL, a_member("Orlov", attitude=-2.0, next_step=""))["center_opponent"].remedy("ru")
    assert remedy.endswith(ROLES[0].opponent.ru)


def test_contacts_that_hang_on_one_person_name_him() -> None:
    rows = [FULL[0], a_member("Ёлкин", role="economic", last_contact=ago(91))]
    assert gaps(*rows)["center_single"].what("en") == (
        "“Armatura”: 100 % of the contacts of the last 90 days hang on Ivanov"
    )


def test_a_person_without_a_name_is_called_by_position() -> None:
    rows = [*FULL, a_member("", position="Owner", next_step=""), a_member(" ", next_step="")]
    assert "Owner, somebody without a name" in gaps(*rows)["center_no_step"].what("en")


def test_only_the_first_people_are_named_and_the_others_counted() -> None:
    rows = [a_member(f"P{i}", next_step="") for i in range(1000)]
    assert gaps(*FULL, *rows)["center_no_step"].what("en").endswith("P0, P1, P2, P3, P4 and 995 more")


def test_what_cannot_be_meant_so_is_told() -> None:
    rows = [
        *FULL,
        a_member("Tomorrow", last_contact=ago(-1)),
        a_member("елкин ", id="again"),
    ]
    found = mistakes(*rows)
    assert {code: one.params["record"] for code, one in found.items()} == {
        "center_future": "m-Tomorrow",
        "center_twice": "again",
    }
    assert found["center_twice"].severity is Severity.NOTE


def test_people_of_a_client_who_is_not_key_and_those_who_left_are_kept_silently() -> None:
    strange = {"role": "unheard of", "last_contact": ago(-1)}
    assert mistakes(a_member("A", account="Zeta", **strange), a_member("B", state="left", **strange)) == {}


def test_every_finding_is_told_in_both_languages() -> None:
    people = [
        a_member("A", attitude=-1.0, next_step="", last_contact=ago(100), our_contact=""),
        a_member("a", next_date=ago(3), role="economic", last_contact=ago(-1)),
        a_member("B", role="unheard of"),
        a_member("C", role="", account=ACCOUNT),
        a_member("D", account="Armatrua"),
        a_member("E", account=" "),
    ]
    for finding in (
        *gaps(*people).values(),
        *gaps().values(),
        *gaps(*people[:1], FULL[1]).values(),
        *mistakes(*people).values(),
    ):
        for lang in LANGUAGES:
            assert finding.what(lang) and finding.remedy(lang)
