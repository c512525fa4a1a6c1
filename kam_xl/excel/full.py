"""Run a command in the full environment from a light click: tables as JSON in, outcome as JSON out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from kam_xl.errors import CommandFailed, FullEnvironmentNeeded
from kam_xl.i18n import Lang
from kam_xl.places import FULL_FOLDER

_ENVIRONMENT = "KAM_FULL_PYTHON"
"""Names another interpreter than the one that `kam install` made."""
_NO_WINDOW = 0x08000000
_SHOWN = 600
_FINDINGS = 1
"""Exit code of a command that went well and found something."""


def full_python() -> Path:
    """Return the interpreter of the full environment: beside the one that runs, unless a variable names another."""
    if named := os.environ.get(_ENVIRONMENT):
        return Path(named)
    return Path(sys.prefix).parent / FULL_FOLDER / "Scripts" / "python.exe"


def run_in_full(command: str, request: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """Return the outcome of a command that ran in the full environment, as `kam run` prints it.

    Args:
        command: its name in the registry.
        request: book, arguments, day and person, as `kam run` reads them.
        lang: the language in which it speaks.

    Raises:
        FullEnvironmentNeeded: there is no full environment.
        CommandFailed: the command said that it cannot go on; its sentence is kept.
    """
    python = full_python()
    try:
        done = subprocess.run(
            [str(python), "-m", "kam_xl", "run", command],
            input=json.dumps(request, ensure_ascii=False).encode(),
            capture_output=True,
            env={**os.environ, "KAM_LANG": lang, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
            creationflags=_NO_WINDOW if os.name == "nt" else 0,
            check=False,
        )
    except OSError as error:
        raise FullEnvironmentNeeded(str(python), package="kam_xl[team]") from error
    # A Python that breaks down ends with the code of findings too, but says nothing on stdout.
    if done.returncode > _FINDINGS or not done.stdout.strip():
        raise CommandFailed(str(python), sentence=done.stderr.decode("utf-8", "replace").strip()[-_SHOWN:])
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome
