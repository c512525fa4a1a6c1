"""Run the command line as a person does, and see what it prints where and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kam_xl.cli import main
from kam_xl.i18n import Lang
from tests.support.example import Example


@dataclass(frozen=True)
class Run:
    """What came of one command: exit code, data on stdout, words on stderr."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return stdout read as JSON."""
        return json.loads(self.out)


Kam = Callable[..., Run]


@pytest.fixture
def kam(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kam:
    """Give `kam("qualify", book, "--json")`, in English."""
    monkeypatch.setenv("KAM_LANG", "en")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: object) -> Run:
        with pytest.raises(SystemExit) as stop:
            main([str(one) for one in arguments])
        captured = capsys.readouterr()
        return Run(int(stop.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def team(example: Callable[[Lang], Example], tmp_path: Path) -> dict[str, Path]:
    """Give the example team's books by the manager's family name."""
    folder = example("en").copied(tmp_path / "demo")
    return {path.stem.split()[-1]: path for path in folder.glob("KAM *.xlsx")}
