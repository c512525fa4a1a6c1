"""Where two policies differ: each changed value once, by the key of the policy file."""

from __future__ import annotations

from dataclasses import fields, replace

from kam_xl.i18n import Text
from kam_xl.policy import BuyingRole, Question
from kam_xl.policy.difference import Change, difference
from kam_xl.policy.file import default


def names_of(kind: type) -> set[str]:
    return {item.name for item in fields(kind)}


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


def test_a_question_or_role_is_named_by_its_id_whatever_comes_or_goes_before_it() -> None:
    old = default()
    [chosen] = old.dossier.sets
    buyer = next(role for role in old.center.roles if role.id == "buyer")
    others = tuple(role for role in old.center.roles if role.id not in ("buyer", "decider"))
    new = replace(
        old,
        dossier=replace(old.dossier, sets=(replace(chosen, questions=chosen.questions[1:]),)),
        center=replace(old.center, roles=(*others[:4], replace(buyer, cadence=30), *others[4:])),
    )
    keys = {change.key.removesuffix(".en").removesuffix(".ru") for change in difference(old, new)}
    first = {f"dossier.sets.general.questions.names_sites.{name}" for name in names_of(Question)}
    assert keys == first | {f"center.roles.decider.{name}" for name in names_of(BuyingRole)} | {
        "center.roles.buyer.cadence"
    }


def test_an_order_that_differs_is_told_by_the_first_place() -> None:
    old = default()
    [chosen] = old.dossier.sets
    first, second, third, *rest = chosen.questions
    new = replace(old, dossier=replace(old.dossier, sets=(replace(chosen, questions=(first, third, second, *rest)),)))
    assert difference(old, new) == [Change("dossier.sets.general.questions.1", second.id, third.id)]
