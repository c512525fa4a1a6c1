"""The command line in this process, in either language, without what a fixture of one test would need."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest

from kam_xl.cli import main
from kam_xl.i18n import Lang
from tests.cli.conftest import Run


def kam(lang: Lang, *arguments: object) -> Run:
    """Run one command as a person whose computer speaks this language."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as computer, redirect_stdout(out), redirect_stderr(err):
        computer.setenv("KAM_LANG", lang)
        computer.setenv("NO_COLOR", "1")
        with pytest.raises(SystemExit) as stop:
            main([str(one) for one in arguments])
    return Run(int(stop.value.code or 0), out.getvalue(), err.getvalue())


def data(lang: Lang, *arguments: object) -> Any:
    """Return what a command prints for programs."""
    run = kam(lang, *arguments, "--json")
    assert run.code in (0, 1), run.err
    return run.data
