"""Answer worksheet functions as xlwings' UDF server does, for as long as the tests ask.

Started as `python -B -m stand_in.udf_server`; a call comes in as one message, and while it runs its COM objects ask
over the same socket.
"""

from __future__ import annotations

import traceback
from typing import Any

from .windows import look_like_windows


def main() -> None:
    """Serve until the other end closes."""
    connection = look_like_windows()
    from xlwings.com_server import XLPython

    server: Any = XLPython()
    while call := connection.wire.receive():
        try:
            given = (call["module"], call["function"], call["args"], call["book"], call["caller"])
            connection.wire.send({"do": "done", "result": server.CallUDF(*given), "failed": ""})
        except Exception:
            connection.wire.send({"do": "done", "result": None, "failed": traceback.format_exc()})


if __name__ == "__main__":
    main()
