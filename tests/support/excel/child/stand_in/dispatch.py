"""COM objects as pywin32 hands them out: every attribute, call and step of an iteration asks the tests' process."""

from __future__ import annotations

import os
import socket
import types
from collections.abc import Iterator
from typing import Any

from .pywin32 import CDispatch, ComError, ComTime, TypeInfo
from .wire import Remote, Wire

RANGE = "{00020846-0000-0000-C000-000000000046}"
PUTS_THAT_WRITE = {"Value", "Value2", "Formula", "Formula2", "FormulaArray", "NumberFormat"}
CALLS_THAT_WRITE = {"Clear", "ClearContents", "Insert", "Delete", "Resize", "Add"}
DIED = 86
"""Exit code of a process that was told to die at a write."""


class NotImitatedError(BaseException):
    """The code asked for a part of Excel that the stand-in lacks; no `except Exception` may hide that."""


class Connection:
    """The way to the Excel of the tests.

    Args:
        end: the socket.
        die_at_write: the process dies instead of doing this change of cells, tables or sheets, from 1; 0: never.
    """

    def __init__(self, end: socket.socket, die_at_write: int = 0) -> None:
        self.wire = Wire(end, _to_remote, lambda remote: Dispatch(self, remote), ComTime)
        self.methods: set[tuple[str, str]] = set()
        self.writes_left = die_at_write

    def ask(self, **message: object) -> Any:
        """Send a question and return the answer's value, or the mark of a method.

        Raises:
            ComError: Excel refused.
            NotImitatedError: the stand-in has no such property or method.
        """
        self._maybe_die(message)
        self.wire.send(message)
        reply = self.wire.receive()
        if reply is None:
            os._exit(DIED)  # the tests are gone
        if "error" in reply:
            raise ComError(*reply["error"])
        if "missing" in reply:
            raise NotImitatedError(reply["missing"])
        return METHOD if reply.get("method") else reply["value"]

    def _maybe_die(self, message: dict[str, object]) -> None:
        name, do = message.get("name"), message["do"]
        writes = name in PUTS_THAT_WRITE if do == "put" else do == "call" and name in CALLS_THAT_WRITE
        if writes and self.writes_left:
            self.writes_left -= 1
            if not self.writes_left:
                os._exit(DIED)


METHOD = object()


class Dispatch(CDispatch):
    """One COM object."""

    CLSID = RANGE

    def __init__(self, connection: Connection, remote: Remote) -> None:
        values = {"_connection": connection, "_remote": remote}
        values["_oleobj_"] = TypeInfo(RANGE if remote.kind == "Range" else remote.kind)
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        connection, remote = self._connection, self._remote
        if (remote.kind, name) not in connection.methods:
            value = connection.ask(do="get", on=remote.number, name=name)
            if value is not METHOD:
                return value
            connection.methods.add((remote.kind, name))

        def invoke(self: Dispatch, *args: Any, **kwargs: Any) -> Any:
            return connection.ask(do="call", on=remote.number, name=name, args=args, kwargs=kwargs)

        return types.MethodType(invoke, self)

    def __setattr__(self, name: str, value: Any) -> None:
        self._connection.ask(do="put", on=self._remote.number, name=name, value=value)

    def __call__(self, *args: Any) -> Any:
        return self._connection.ask(do="call", on=self._remote.number, name="Item", args=args, kwargs={})

    def __iter__(self) -> Iterator[Any]:
        return iter(self._connection.ask(do="items", on=self._remote.number))

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dispatch) and self._remote == other._remote

    def __hash__(self) -> int:
        return hash(self._remote)

    def __repr__(self) -> str:
        return f"<COM object {self._remote.kind}>"


def _to_remote(value: Any) -> Remote:
    inner = getattr(value, "_inner", value)  # xlwings wraps objects; pywin32 finds what is inside by `_oleobj_`
    if isinstance(inner, Dispatch):
        remote: Remote = inner._remote
        return remote
    raise TypeError(f"Objects of type '{type(value).__name__}' can not be converted to a COM VARIANT")
