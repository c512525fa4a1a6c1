"""Let xlwings see Windows in this process, and nobody else: the standard library keeps the system that is there."""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
from typing import Any

from . import pywin32
from .dispatch import Connection

# Imported before xlwings sees Windows: these ask for the platform when they are imported.
BEFORE = ("asyncio", "concurrent.futures", "inspect", "json", "locale", "logging", "shlex", "tempfile", "uuid")
OPTIONAL = ("numpy", "pandas")
MODULES = ("main", "utils", "udfs", "com_server", "_xlwindows")


class WindowsSys:
    """The module `sys` with another platform."""

    platform = "win32"

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(sys, name, value)


def look_like_windows() -> Connection:
    """Import xlwings through its Windows branch, with COM objects that ask the tests' process; return the way there."""
    end = socket.socket(fileno=int(os.environ.pop("KAM_EXCEL_FD")))
    end.set_inheritable(False)
    connection = Connection(end, int(os.environ.get("KAM_EXCEL_DIE_AT_WRITE", 0)))

    def message_box(text: str, title: str, style: int) -> int:
        return int(connection.ask(do="box", text=text, title=title, style=style))

    pywin32.install(lambda: connection.ask(do="window"), message_box)
    for name in BEFORE:
        importlib.import_module(name)
    for name in OPTIONAL:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    # xlwings and a program in a click may pass it; on Linux the one flag that means nothing is 0.
    subprocess.CREATE_NO_WINDOW = 0  # type: ignore[attr-defined]
    genuine, sys.platform = sys.platform, "win32"
    try:
        importlib.import_module("xlwings")
    finally:
        sys.platform = genuine
    seen = WindowsSys()
    for name in MODULES:
        module = importlib.import_module(f"xlwings.{name}")
        if hasattr(module, "sys"):
            setattr(module, "sys", seen)  # noqa: B010 - no module declares it
    return connection
