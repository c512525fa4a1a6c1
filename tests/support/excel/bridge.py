"""Answer what a child asks of Excel: the tests' end of the socket."""

from __future__ import annotations

import socket
import time
from collections import Counter
from typing import Any

from tests.support.excel.child.stand_in.wire import Remote, Wire
from tests.support.excel.model.application import Application
from tests.support.excel.model.base import ComObject, ExcelError, NotImitatedError


class Bridge:
    """One conversation with a child.

    Args:
        application: the Excel it speaks to.
        end: the socket.
    """

    def __init__(self, application: Application, end: socket.socket) -> None:
        self.application = application
        self.objects: list[ComObject] = []
        self.crossings: Counter[str] = Counter()
        self.missing = ""
        self.wire = Wire(end, self._remote, lambda remote: self.objects[remote.number])

    def serve(self, seconds: float) -> dict[str, Any] | None:
        """Answer until the child says it is done (its message is returned) or is gone (None).

        Raises:
            TimeoutError: it goes on for too long.
        """
        until = time.monotonic() + seconds
        while message := self.wire.receive(max(0.0, until - time.monotonic())):
            if message["do"] == "done":
                done: dict[str, Any] = message
                return done
            try:
                self.wire.send(self._answer(message))
            except OSError:
                return None
        return None

    def _answer(self, message: dict[str, Any]) -> dict[str, object]:
        try:
            return self._do(message)
        except ExcelError as error:
            return {"error": error.args}
        except NotImitatedError as error:
            self.missing = self.missing or str(error)
            return {"missing": str(error)}

    def _do(self, message: dict[str, Any]) -> dict[str, object]:
        do = message["do"]
        if do == "window":
            return {"value": self.application}
        if do == "box":
            return {"value": self.application.box(message["text"], message["title"], message["style"])}
        on = self.objects[message["on"]]
        if do == "items":
            items = on.com_items()
            # Windows asks for the enumerator, for each item, and once more for the end.
            self.crossings[f"items {on.kind}"] += len(items) + 2
            return {"value": items}
        name = message["name"]
        if do == "get":
            is_method, value = on.com_get(name)
            if is_method:
                return {"method": True}
            self.crossings[f"get {on.kind}.{name}"] += 1
            return {"value": value}
        self.crossings[f"{do} {on.kind}.{name}"] += 1
        if do == "put":
            on.com_put(name, message["value"])
            return {"value": None}
        return {"value": on.com_call(name, message["args"], message["kwargs"])}

    def _remote(self, value: object) -> Remote:
        if not isinstance(value, ComObject):
            raise TypeError(f"{type(value).__name__} cannot go through COM")
        self.objects.append(value)
        return Remote(len(self.objects) - 1, value.kind)
