"""A value is, seen from outside, the frozen dataclass with slots of the same fields."""

from __future__ import annotations

import copy
import math
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, make_dataclass, replace
from functools import partial
from inspect import signature
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.values import value


@value
class Visit:
    """A visit to a client."""

    client: object
    hours: object
    topic: object = "prices"
    notes: Mapping[str, object] = field(default_factory=dict)

    @property
    def long(self) -> bool:
        return isinstance(self.hours, int) and self.hours > 8


@value
class Name:
    """A value of a single field."""

    text: object


def twin(kind: type[Any]) -> type[Any]:
    """Return the frozen dataclass of the same fields."""
    parts = [
        (one.name, one.type, field(default=one.default, default_factory=one.default_factory)) for one in fields(kind)
    ]
    return make_dataclass(kind.__name__, parts, frozen=True, slots=True)


both = pytest.mark.parametrize(("ours", "theirs"), [(Visit, twin(Visit)), (Name, twin(Name))])

things = st.sampled_from((None, True, 1, 0.0, -0.0, math.nan, "", "Ёлка", (1, math.nan))) | st.floats()
names = st.sampled_from(("client", "hours", "topic", "text", "who"))


def outcome(call: Callable[[], object]) -> object:
    """Return what a call gives, or the kind and the words of its error."""
    try:
        return call()
    except Exception as error:
        return type(error), str(error)


@both
@given(args=st.lists(things, max_size=5), more=st.dictionaries(names, things, max_size=3))
def test_it_takes_the_same_arguments_and_refuses_the_rest_in_the_same_words(
    ours: type[Any], theirs: type[Any], args: list[object], more: Mapping[str, object]
) -> None:
    mine, its = outcome(lambda: ours(*args, **more)), outcome(lambda: theirs(*args, **more))
    if not isinstance(mine, ours):
        assert mine == its
        return
    for one in fields(ours):
        assert repr(getattr(mine, one.name)) == repr(getattr(its, one.name))
    assert repr(mine) == repr(its)


@both
@given(pair=st.tuples(st.tuples(things, things), st.tuples(things, things)), same=st.booleans())
def test_it_is_equal_and_hashed_by_its_fields(
    ours: type[Any], theirs: type[Any], pair: tuple[tuple[object, ...], tuple[object, ...]], same: bool
) -> None:
    size = len(theirs.__slots__)
    args = [(*one, "prices", ())[:size] for one in ((pair[0], pair[0]) if same else pair)]
    mine, its = [ours(*one) for one in args], [theirs(*one) for one in args]
    assert (mine[0] == mine[1]) is (its[0] == its[1])
    assert (mine[0] != mine[1]) is (its[0] != its[1])
    assert [hash(one) for one in mine] == [hash(one) for one in its]


def test_two_kinds_are_never_equal_and_nothing_else_is() -> None:
    @value
    class Other:
        text: object

    one: object = Name("a")
    assert one != Other("a")
    assert one != "a"
    assert one.__eq__("a") is NotImplemented


def test_a_field_that_cannot_be_hashed_is_said_by_hash_alone() -> None:
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        hash(Name([]))
    assert Name([]) == Name([])


def test_a_value_that_holds_itself_can_be_shown() -> None:
    inside: list[object] = []
    holder = Name(inside)
    inside.append(holder)
    assert repr(holder) == "Name(text=[...])"


@both
def test_it_is_a_dataclass_to_those_who_ask(ours: Any, theirs: Any) -> None:
    assert [repr(one) for one in fields(ours)] == [repr(one) for one in fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert list(signature(ours).parameters) == list(signature(theirs).parameters)
    assert get_type_hints(ours) == get_type_hints(theirs, globals())
    assert is_dataclass(ours)


def test_it_keeps_what_the_class_says_of_itself() -> None:
    assert (Visit.__name__, Visit.__qualname__, Visit.__module__) == ("Visit", "Visit", __name__)
    assert Visit.__doc__ == "A visit to a client."
    assert Visit.__annotations__["hours"] == "object"
    assert Visit("Nordwind", 9).long


def test_a_default_factory_gives_each_its_own() -> None:
    one, other = Visit("a", 1), Visit("a", 1)
    assert one.notes == {}
    assert one.notes is not other.notes
    assert Visit("a", 1, notes={"x": 1}).notes == {"x": 1}


def test_replace_gives_a_new_one_and_leaves_the_old() -> None:
    old = Visit("a", 1, "terms", {"x": 1})
    new = replace(old, hours=2)
    assert (new.client, new.hours, new.topic, new.notes) == ("a", 2, "terms", {"x": 1})
    assert old.hours == 1
    with pytest.raises(TypeError, match="unexpected keyword argument 'who'"):
        replace(old, who="b")  # type: ignore[call-arg]


def test_match_takes_it_apart_by_place_and_by_name() -> None:
    match Visit("a", 1):
        case Visit(client, topic="prices"):
            assert client == "a"
        case _:
            pytest.fail("not matched")


@both
def test_nothing_can_be_changed(ours: type[Any], theirs: type[Any]) -> None:
    name = theirs.__slots__[0]
    one, other = (kind(*theirs.__slots__[:2]) for kind in (ours, theirs))
    for change in (partial(setattr, one, name, 2), partial(delattr, one, name)):
        with pytest.raises(FrozenInstanceError) as error:
            change()
        assert (FrozenInstanceError, str(error.value)) == outcome(partial(change.func, other, *change.args[1:]))


def test_nothing_can_be_added() -> None:
    one = Name("a")
    with pytest.raises(FrozenInstanceError):
        one.more = 1  # type: ignore[attr-defined]
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("one", [Visit("a", 1, notes={"x": [1]}), Name("a"), Name(())])
def test_it_survives_pickling(one: object, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(one, protocol))
    assert again == one
    assert type(again) is type(one)


def test_a_copy_shares_what_it_holds_and_a_deep_one_does_not() -> None:
    one = Visit("a", 1, notes={"x": [1]})
    assert copy.copy(one) == one
    assert copy.copy(one).notes is one.notes
    deep = copy.deepcopy(one)
    assert deep == one
    assert deep.notes["x"] is not one.notes["x"]


def test_what_it_cannot_do_it_refuses() -> None:
    class Based(Name):
        more: str

    class Settled:
        text: str

        def __post_init__(self) -> None: ...

    class Bare:
        pass

    class Secret:
        text: str = field(repr=False)

    for kind in (Based, Settled, Bare, Secret):
        with pytest.raises(TypeError, match=kind.__name__):
            value(kind)
