"""Frozen values that cost little to define: a click in Excel is a new process and pays for every class it imports.

`dataclass(frozen=True, slots=True)` writes and compiles six or seven methods for each class, more than a millisecond;
`value` compiles the constructor alone and shares all else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make a class a frozen dataclass with slots, whose instances are equal where all their fields are.

    It stands for `dataclass(frozen=True, slots=True)`: `fields`, `replace`, `match`, pickling and copying work alike.
    A field may have a default or a default factory, and nothing else.

    Raises:
        TypeError: the class has a base, a `__post_init__`, no fields, or a field that asks for more.
    """
    own = fields(dataclass(init=False, repr=False, eq=False)(cls))  # type: ignore[arg-type]
    if cls.__bases__ != (object,) or hasattr(cls, "__post_init__") or not own or not all(map(_is_plain, own)):
        raise TypeError(f"{cls.__qualname__}: a value has no base and no __post_init__, and its fields are plain")
    names = tuple(one.name for one in own)
    members = {key: item for key, item in vars(cls).items() if key not in (*names, "__dict__", "__weakref__")}
    # Only a new class can have slots.
    made: Any = type(cls.__name__, (_Value,), members | {"__slots__": names, "_values": property(_values_of(names))})
    made.__qualname__ = cls.__qualname__
    made.__init__ = _constructor(made, own)
    result: type[T] = made
    return result


class _Value:
    """What all values share, written once, since it depends on nothing but the names of the fields."""

    __slots__ = ()

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
        _values: tuple[Any, ...]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Value) and other.__class__ is self.__class__:
            return self._values == other._values
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._values)

    @recursive_repr()
    def __repr__(self) -> str:
        shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return self.__class__, self._values

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def _is_plain(one: Field[Any]) -> bool:
    return one.init and one.repr and one.compare and one.hash is None and not one.kw_only


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the fields' values as a tuple, which `attrgetter` gives of two names or more."""
    return attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)


def _constructor(cls: type, own: tuple[Field[Any], ...]) -> Callable[..., None]:
    """Compile `__init__`, which fills each slot by the slot's own setter, since assigning is forbidden."""
    known: dict[str, Any] = {"_absent": object()}
    takes, fills = [], []
    for one in own:
        name = one.name
        known[f"_set_{name}"] = getattr(cls, name).__set__
        taken = filled = name
        if one.default is not MISSING:
            known[f"_default_{name}"] = one.default
            taken = f"{name}=_default_{name}"
        elif one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            taken, filled = f"{name}=_absent", f"_make_{name}() if {name} is _absent else {name}"
        takes.append(taken)
        fills.append(f" _set_{name}(self, {filled})")
    exec("\n".join([f"def __init__(self, {', '.join(takes)}):", *fills]), known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made
