"""What every COM object here has: named properties and methods, and Excel's way of refusing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

FAILED = -2147352567  # DISP_E_EXCEPTION
BAD_INDEX = -2147352565
APPLICATION_DEFINED = -2146827284
PLAIN_ERROR = "Exception occurred."


class ExcelError(Exception):
    """Excel refuses, as `pywintypes.com_error` says it: hresult, text, what Excel says or None, argument."""


class NotImitatedError(Exception):
    """Excel has (or may have) such a property or method; this stand-in has not."""


def refusal(said: str | None = None, scode: int = APPLICATION_DEFINED) -> ExcelError:
    """Return the error for something Excel cannot do, with Excel's own words or without any."""
    source = "Microsoft Excel" if said else None
    return ExcelError(FAILED, PLAIN_ERROR, (0, source, said, None, 0, scode), None)


def no_such_item() -> ExcelError:
    """Return the error for a name or number that a collection does not hold."""
    return refusal(scode=BAD_INDEX)


class ComObject:
    """One object; `get_x`, `put_x` and `do_x` are its properties read and written, and its methods.

    Properties that only keep what is put into them stand in `plain`, with what they hold at first.
    """

    kind: ClassVar[str]
    plain: ClassVar[dict[str, object]] = {}

    def com_get(self, name: str) -> tuple[bool, object]:
        """Return whether the name is a method, and the property's value where it is none.

        Raises:
            ExcelError: Excel refuses.
            NotImitatedError: the stand-in lacks it.
        """
        if name in self.plain:
            return False, self.__dict__.get(name, self.plain[name])
        if getter := self._find("get", name):
            return False, getter()
        if self._find("do", name):
            return True, None
        raise self._missing(name)

    def com_put(self, name: str, value: object) -> None:
        """Set a property; raises as `com_get`."""
        if name in self.plain:
            self.__dict__[name] = value
        elif putter := self._find("put", name):
            putter(value)
        else:
            raise self._missing(f"{name} = …")

    def com_call(self, name: str, args: Iterable[object], options: dict[str, object]) -> object:
        """Call a method (parameters by their snake-case names); raises as `com_get`."""
        if method := self._find("do", name):
            return method(*args, **{snake(key): value for key, value in options.items()})
        raise self._missing(f"{name}()")

    def com_items(self) -> Sequence[ComObject]:
        """Return what a collection holds; raises as `com_get`."""
        raise self._missing("For Each")

    def _find(self, verb: str, name: str) -> Callable[..., object] | None:
        found: Callable[..., object] | None = getattr(self, f"{verb}_{snake(name)}", None)
        return found

    def _missing(self, name: str) -> NotImitatedError:
        return NotImitatedError(f"the Excel of the tests does not imitate {self.kind}.{name}")


class Collection(ComObject):
    """Objects found by number from 1 or by name, whatever its case."""

    def com_items(self) -> Sequence[Any]:
        """Return what it holds."""
        raise self._missing("For Each")

    def name_of(self, item: Any) -> str:
        """Return the name that finds an item."""
        return str(item.get_name())

    def get_count(self) -> int:
        """Return how many there are."""
        return len(self.com_items())

    def do_item(self, index: object) -> Any:
        """Return one.

        Raises:
            ExcelError: there is none.
        """
        items = self.com_items()
        if isinstance(index, int | float):
            if 1 <= index <= len(items):
                return items[int(index) - 1]
        else:
            for item in items:
                if self.name_of(item).lower() == str(index).lower():
                    return item
        raise no_such_item()


@dataclass(slots=True)
class Record:
    """What happened before the eyes of a person while code ran."""

    alerts: list[tuple[str, str, str]] = field(default_factory=list)
    statuses: list[object] = field(default_factory=list)
    dialogs: list[tuple[object, ...]] = field(default_factory=list)
    activated: str = ""
    selected: str = ""


def snake(name: str) -> str:
    """Return `clear_contents` for `ClearContents`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
