"""The child processes: a click as VBA's `RunPython` starts it, and the server of worksheet functions."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.support.excel.bridge import Bridge
from tests.support.excel.model.application import Application
from tests.support.excel.model.base import ComObject, NotImitatedError, Record

ROOT = Path(__file__).resolve().parents[3]
BOOTSTRAP = Path(__file__).with_name("child")
FOREIGN = ("PYTHONHOME", "PYTHONWARNINGS", "PYTHONDEVMODE", "XLWINGS_LICENSE_KEY")
DIE_AT_WRITE = "KAM_EXCEL_DIE_AT_WRITE"
MISSING = -2147352572
"""An optional argument that a formula leaves out."""


class ClickTimeoutError(Exception):
    """The child did not end in time and was killed, with everything it had started."""


class UdfError(Exception):
    """A worksheet function raised; the text is what VBA has in `Err.Description`: the traceback."""


@dataclass(frozen=True, slots=True)
class Click:
    """What a click did.

    Attributes:
        returncode: of the process; VBA shows `stderr` in a box where it is not 0.
        crossings: calls of COM by what was called, such as "get Range.Value".
        settings: Excel's settings as the click left them.
    """

    returncode: int
    stdout: str
    stderr: str
    crossings: Counter[str]
    settings: Mapping[str, object]
    record: Record = field(repr=False)

    @property
    def alerts(self) -> list[tuple[str, str, str]]:
        """Return title, text and buttons ("ok", "yes_no", …) of every message box."""
        return self.record.alerts

    @property
    def statuses(self) -> list[object]:
        """Return everything written to the status bar, in order."""
        return self.record.statuses

    @property
    def dialogs(self) -> list[tuple[object, ...]]:
        """Return every file dialog: its name, then its arguments."""
        return self.record.dialogs

    @property
    def activated(self) -> str:
        """Return the sheet activated last, "" where none was."""
        return self.record.activated

    @property
    def selected(self) -> str:
        """Return the address selected last, "" where nothing was."""
        return self.record.selected

    @property
    def total(self) -> int:
        """Return how many calls of COM there were."""
        return self.crossings.total()


def command_line(python: str, command: str, full_name: str, name: str, office: str, pythonpath: str) -> list[str]:
    """Return the arguments that `ExecuteWindows` of xlwings.bas 0.37.8 builds, ADD_WORKBOOK_TO_PYTHONPATH off.

    What only `cmd.exe` needs (quotes, carets) is left out.
    """
    path = ";".join(("False", full_name, full_name, "", "", "", pythonpath)).replace("\\", "\\\\")
    code = f'import xlwings.utils;xlwings.utils.prepare_sys_path("{path}"); {command}'
    return [python, "-B", "-c", code, f"--wb={name}", "--from_xl=1", f"--app={office}\\Microsoft Excel", "--hwnd=1234"]


def environment(own: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return a child's variables: ours with a home of its own, the stand-in before whatever is in PYTHONPATH.

    PYTHONPATH is the checkout unless `own` says otherwise.
    """
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    merged = kept | {"HOME": str(home), "PYTHONPATH": str(ROOT)} | dict(own)
    merged["PYTHONPATH"] = os.pathsep.join(filter(None, (str(BOOTSTRAP), merged["PYTHONPATH"])))
    return merged


class Child:
    """A running child that speaks to Excel.

    Args:
        application: the Excel.
        arguments: its command line.
        variables: its environment.
        output: files for stdout and stderr.
    """

    def __init__(
        self, application: Application, arguments: list[str], variables: dict[str, str], output: tuple[IO[str], IO[str]]
    ) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # As on Windows, where the interpreter's folder is the current one.
            self.process = subprocess.Popen(
                arguments,
                env=variables | {"KAM_EXCEL_FD": str(theirs.fileno())},
                stdin=subprocess.DEVNULL,
                stdout=output[0],
                stderr=output[1],
                pass_fds=(theirs.fileno(),),
                cwd=Path(arguments[0]).parent,
                start_new_session=True,
            )
        self.end = ours
        self.bridge = Bridge(application, ours)

    def finish(self, seconds: float) -> None:
        """Serve until it ends.

        Raises:
            ClickTimeoutError: it does not end in time; it was killed.
        """
        try:
            self.bridge.serve(seconds)
            self.process.wait(seconds)
        except (TimeoutError, subprocess.TimeoutExpired) as error:
            raise ClickTimeoutError(f"no end within {seconds:.0f} s") from error
        finally:
            self.kill()

    def kill(self) -> None:
        """Kill it with everything it has started; harmless where it has ended."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.end.close()


def click(application: Application, arguments: list[str], variables: dict[str, str], seconds: float) -> Click:
    """Run a click and return what it did.

    Raises:
        ClickTimeoutError: it does not end in time; it was killed.
        NotImitatedError: it asked Excel for something that the stand-in lacks.
    """
    application.record = Record()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = Child(application, arguments, variables, (out, err))
        try:
            child.finish(seconds)
        except ClickTimeoutError as error:
            err.seek(0)
            raise ClickTimeoutError(f"{error}; stderr: {err.read()}") from None
        if child.bridge.missing:
            raise NotImitatedError(child.bridge.missing)
        for file in (out, err):
            file.seek(0)
        return Click(
            child.process.returncode,
            out.read(),
            err.read(),
            child.bridge.crossings,
            application.settings(),
            application.record,
        )


class UdfServer:
    """The long-lived process that answers worksheet functions.

    Args:
        application: the Excel.
        pythonpath: folders, as the setting PYTHONPATH of xlwings gives them.
        home: its home folder.
    """

    def __init__(self, application: Application, pythonpath: str, home: Path) -> None:
        arguments = [sys.executable, "-B", "-m", "stand_in.udf_server"]
        folders = os.pathsep.join(filter(None, (*pythonpath.split(";"), str(ROOT))))
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - it lives as long as the server
        self.child = Child(
            application, arguments, environment({"PYTHONPATH": folders}, home), (self.errors, self.errors)
        )

    def call(self, module: str, function: str, args: tuple[object, ...], book: ComObject, caller: ComObject) -> Any:
        """Call a function and return what VBA gets.

        Raises:
            UdfError: it raised, or the process ended.
            NotImitatedError: it asked Excel for something that the stand-in lacks.
            ClickTimeoutError: it took more than a minute; the server was killed.
        """
        bridge = self.child.bridge
        bridge.objects.clear()
        asked = {"module": module, "function": function, "args": list(args), "book": book, "caller": caller}
        bridge.wire.send(asked)
        try:
            done = bridge.serve(60)
        except TimeoutError as error:
            self.close()
            raise ClickTimeoutError(f"{module}.{function} did not answer") from error
        if bridge.missing:
            raise NotImitatedError(bridge.missing)
        if done is None:
            self.errors.seek(0)
            raise UdfError(f"the server ended: {self.errors.read()}")
        if done["failed"]:
            raise UdfError(done["failed"])
        return done["result"]

    def close(self) -> None:
        """End it."""
        self.child.kill()
        self.errors.close()
