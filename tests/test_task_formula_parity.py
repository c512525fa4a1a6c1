"""Formulas of the dossier and of the buying center, recalculated by LibreOffice, give what the rules in Python give."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_xl.i18n import LANGUAGES, Lang
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences
from tests.support.typed_tasks import Typed, two_sets


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_formula_gives_what_python_gives(
    lang: Lang,
    libreoffice: LibreOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    for seed in range(10 if request.config.getoption("--slow") else 2):
        path = tmp_path / f"book{seed}.xlsx"
        Typed(seed, two_sets(), lang).built(path, monkeypatch)
        assert differences(path, libreoffice) == []
        monkeypatch.undo()
