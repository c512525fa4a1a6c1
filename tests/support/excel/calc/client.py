"""Ask the LibreOffice that holds the workbooks open."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.support.libreoffice import START_SECONDS, SYSTEM_PYTHON, LibreOfficeError, LibreOfficeTimeoutError

ROOT = Path(__file__).resolve().parents[4]
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "PYTHONDEVMODE", "LANGUAGE")


class RefusedError(LibreOfficeError):
    """A protected sheet forbids the change."""


class Calc:
    """One LibreOffice with a profile of its own, started at the first question and surely killed at the end.

    Args:
        timeout: seconds that one answer may take; the first has `START_SECONDS` more.
    """

    def __init__(self, timeout: float = 120.0) -> None:
        self.timeout = timeout
        self._server: subprocess.Popen[bytes] | None = None
        self._folder = ""

    @property
    def process_group(self) -> int | None:
        """Return the process group of LibreOffice and its server, None where there is none."""
        return self._server.pid if self._server else None

    def ask(self, op: str, **arguments: object) -> Any:
        """Have the server do an operation (`tests.support.excel.calc.server`) and return its result.

        Raises:
            RefusedError: a protected sheet forbids it.
            LibreOfficeError: it failed, or LibreOffice ended (every open book is gone then).
            LibreOfficeTimeoutError: no answer in time; LibreOffice was killed.
        """
        limit = self.timeout if self._server else self.timeout + START_SECONDS
        server = self._server or self._start()
        assert server.stdin
        with suppress(BrokenPipeError):
            server.stdin.write(json.dumps({"op": op, **arguments}).encode() + b"\n")
            server.stdin.flush()
        reply = json.loads(self._line(server, op, limit))
        if "refused" in reply:
            raise RefusedError(reply["refused"])
        if "error" in reply:
            raise LibreOfficeError(f"{op}: {reply['error']}")
        return reply["result"]

    def _line(self, server: subprocess.Popen[bytes], op: str, limit: float) -> bytes:
        assert server.stdout
        if not select.select([server.stdout], [], [], limit)[0]:
            self.close()
            raise LibreOfficeTimeoutError(f"{op}: no answer within {limit:.0f} s")
        # One question at a time: what has begun to arrive is one whole line, written at once.
        line = server.stdout.readline()
        if not line.endswith(b"\n"):
            self.close()
            raise LibreOfficeError(f"{op}: LibreOffice ended")
        return line

    def close(self) -> None:
        """Kill LibreOffice and remove its profile; harmless where nothing runs."""
        server, self._server = self._server, None
        if not server:
            return
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for pipe in (server.stdin, server.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> subprocess.Popen[bytes]:
        self._folder = tempfile.mkdtemp(prefix="kam-excel-")
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        self._server = subprocess.Popen(
            [SYSTEM_PYTHON, "-m", "tests.support.excel.calc.server", self._folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment | {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
        )
        return self._server
