r"""Messages between a child and the tests' process: JSON, one a line, over a socket.

Values travel as COM would carry them: numbers, texts, truth values, None, times, COM objects (`Remote`), and arrays,
which arrive as tuples.
"""

from __future__ import annotations

import datetime as dt
import json
import select
import socket
from collections.abc import Callable
from typing import Any, NamedTuple


class Remote(NamedTuple):
    """A COM object of the tests' process: its number there and its kind."""

    number: int
    kind: str


class Wire:
    """One end of the socket.

    Args:
        end: a connected socket.
        to_remote: what stands for a COM object in a message; raises TypeError for what COM cannot carry.
        from_remote: what a `Remote` in a message means here.
        time_type: the datetime class that times arrive in.
    """

    def __init__(
        self,
        end: socket.socket,
        to_remote: Callable[[Any], Remote],
        from_remote: Callable[[Remote], Any],
        time_type: type[dt.datetime] = dt.datetime,
    ) -> None:
        self.end, self.to_remote, self.from_remote, self.time_type = end, to_remote, from_remote, time_type
        self.rest = b""

    def send(self, message: object) -> None:
        """Send one message.

        Raises:
            TypeError: something in it cannot be carried by COM.
            OSError: nobody is at the other end.
        """
        self.end.sendall(json.dumps(self._out(message)).encode() + b"\n")

    def receive(self, timeout: float | None = None) -> Any:
        """Return the next message, None where the other end is closed.

        Raises:
            TimeoutError: nothing came within some seconds.
        """
        while b"\n" not in self.rest:
            if not select.select([self.end], [], [], timeout)[0]:
                raise TimeoutError
            try:
                read = self.end.recv(1 << 20)
            except ConnectionResetError:
                return None
            if not read:
                return None
            self.rest += read
        line, _, self.rest = self.rest.partition(b"\n")
        return self._in(json.loads(line))

    def _out(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, list | tuple) and not isinstance(value, Remote):
            return [self._out(one) for one in value]
        if isinstance(value, dict):
            return {"map": [[key, self._out(one)] for key, one in value.items()]}
        if isinstance(value, dt.datetime):
            return {"time": value.replace(tzinfo=None).isoformat()}
        return {"com": list(value if isinstance(value, Remote) else self.to_remote(value))}

    def _in(self, value: Any) -> Any:
        if isinstance(value, list):
            return tuple(self._in(one) for one in value)
        if not isinstance(value, dict):
            return value
        if "map" in value:
            return {key: self._in(one) for key, one in value["map"]}
        if "time" in value:
            return self.time_type.fromisoformat(value["time"]).replace(tzinfo=dt.UTC)
        return self.from_remote(Remote(*value["com"]))
