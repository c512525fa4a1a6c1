"""Where two policies differ: each changed value once, by the key of the policy file."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.i18n import Text
from kam_xl.policy.difference import Change, difference
from kam_xl.policy.file import default


def test_a_policy_does_not_differ_from_itself() -> None:
    assert difference(default(), default()) == []


def test_each_change_is_told_by_key_with_old_and_new_in_the_order_of_the_file() -> None:
    old = default()
    large, *others = old.criteria
    new = replace(
        old,
        capacity=replace(old.capacity, cap=12),
        scoring=replace(old.scoring, entry_points=50.5),
        criteria=(replace(large, name=Text("Big", large.name.ru)), *others),
        grade_names=(*old.grade_names[:3], Text("far above", "далеко за порогом")),
        tools={**old.tools, "imports": False},
    )
    assert difference(old, new) == [
        Change("criteria.large.name.en", "Large", "Big"),
        Change("scale.grades.3.en", "well above", "far above"),
        Change("scale.grades.3.ru", "заметно выше", "далеко за порогом"),
        Change("scoring.entry_points", 45, 50.5),
        Change("capacity.cap", 15, 12),
        Change("tools.imports", True, False),
    ]
    assert [(change.key, change.old, change.new) for change in difference(new, old)] == [
        (change.key, change.new, change.old) for change in difference(old, new)
    ]


def test_a_number_typed_with_or_without_a_point_is_the_same() -> None:
    old = default()
    assert difference(old, replace(old, capacity=replace(old.capacity, cap=15.0))) == []
