"""A policy as data: nothing is lost on the way, and the fingerprint tells any two policies apart."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from kam_xl.policy import TOOLS, fingerprint, from_dict, to_dict
from kam_xl.policy.codec import flat
from kam_xl.policy.file import default
from kam_xl.policy.shipped import TASK_SWITCHES

KEYS = tuple(flat(to_dict(default())))


def with_value(key: str, value: object) -> dict[str, Any]:
    """Return the shipped policy as data with one value changed."""
    data = copy.deepcopy(to_dict(default()))
    *above, last = key.split(".")
    place: Any = data
    for part in above:
        place = called(part, place) if isinstance(place, list) else place[part]
    place[int(last) if isinstance(place, list) else last] = value
    return data


def called(name: str, rows: list[Any]) -> Any:
    """Return the row of that id, else that place."""
    return next((row for row in rows if row.get("id") == name), None) or rows[int(name)]


def other_than(value: Any) -> Any:
    return not value if isinstance(value, bool) else f"{value}!" if isinstance(value, str) else value + 0.001


def test_data_and_policy_are_two_forms_of_one_thing() -> None:
    assert from_dict(to_dict(default())) == default()
    assert from_dict(json.loads(json.dumps(to_dict(default())))) == default()


def test_the_fingerprint_changes_with_any_value() -> None:
    values, own = flat(to_dict(default())), fingerprint(default())
    changed = {key: fingerprint(from_dict(with_value(key, other_than(value)))) for key, value in values.items()}
    assert [key for key, one in changed.items() if one == own] == []
    assert len(set(changed.values())) == len(values)


def test_the_fingerprint_changes_with_the_order_of_what_stands_in_a_list() -> None:
    data = to_dict(default())
    for rows in (
        data["center"]["roles"],
        data["dossier"]["sets"][0]["questions"],
        data["dossier"]["sets"][0]["groups"],
    ):
        rows.reverse()
        assert fingerprint(from_dict(data)) != fingerprint(default())
        rows.reverse()


def test_the_fingerprint_does_not_care_how_a_number_is_typed() -> None:
    numbers = [key for key, value in flat(to_dict(default())).items() if type(value) is float]
    assert numbers
    for key in numbers:
        whole, typed = from_dict(with_value(key, 3)), from_dict(with_value(key, 3.0))
        assert fingerprint(whole) == fingerprint(typed), key


def test_keys_of_what_stands_in_a_list_have_its_id_so_that_an_insertion_moves_nothing() -> None:
    assert {"center.roles.buyer.cadence", "dossier.sets.general.questions.budget.text.ru"} <= {*KEYS}
    assert len(KEYS) == len({*KEYS})


@pytest.mark.parametrize("missing", [("dossier",), ("center",), ("plan",), ("dossier", "center", "plan")])
def test_a_book_of_an_earlier_version_takes_what_it_does_not_say_from_the_shipped_policy(
    missing: tuple[str, ...],
) -> None:
    data = {key: value for key, value in to_dict(default()).items() if key not in missing}
    data["tools"] = {key: value for key, value in data["tools"].items() if key not in TASK_SWITCHES.values()}
    assert from_dict(data) == default()


def test_a_tool_switched_off_stays_off() -> None:
    for tool in TOOLS:
        policy = from_dict(with_value(f"tools.{tool}", False))
        assert [one for one in TOOLS if not policy.has(one)] == [tool]


def test_the_fingerprint_is_short_and_lasting() -> None:
    assert len(fingerprint(default())) == 12
    assert fingerprint(from_dict(to_dict(default()))) == fingerprint(default())
