"""A policy as data: nothing is lost on the way, and the fingerprint tells any two policies apart."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from kam_xl.policy import fingerprint, from_dict, to_dict
from kam_xl.policy.codec import flat
from kam_xl.policy.file import default

KEYS = tuple(flat(to_dict(default())))


def with_value(key: str, value: object) -> dict[str, Any]:
    """Return the shipped policy as data with one value changed."""
    data = copy.deepcopy(to_dict(default()))
    *above, last = key.split(".")
    place: Any = data
    for part in above:
        place = place[int(part) if isinstance(place, list) else part]
    place[last] = value
    return data


def test_data_and_policy_are_two_forms_of_one_thing() -> None:
    assert from_dict(to_dict(default())) == default()
    assert from_dict(json.loads(json.dumps(to_dict(default())))) == default()


@pytest.mark.parametrize("key", KEYS)
def test_the_fingerprint_changes_with_any_value(key: str) -> None:
    value = flat(to_dict(default()))[key]
    other = not value if isinstance(value, bool) else f"{value}!" if isinstance(value, str) else value + 0.001
    assert fingerprint(from_dict(with_value(key, other))) != fingerprint(default())


@pytest.mark.parametrize("key", [key for key in KEYS if type(flat(to_dict(default()))[key]) is float])
def test_the_fingerprint_does_not_care_how_a_number_is_typed(key: str) -> None:
    whole, typed = from_dict(with_value(key, 3)), from_dict(with_value(key, 3.0))
    assert fingerprint(whole) == fingerprint(typed)


def test_the_fingerprint_is_short_and_lasting() -> None:
    assert len(fingerprint(default())) == 12
    assert fingerprint(from_dict(to_dict(default()))) == fingerprint(default())
