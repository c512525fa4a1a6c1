"""The team workbook of the example, made once a language."""

from __future__ import annotations

import pytest

from kam_xl.exchange.report import write_report
from kam_xl.i18n import LANGUAGES, Lang
from tests.support.team_views import team_view


@pytest.fixture(scope="package", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Give each language in turn."""
    found: Lang = request.param
    return found


@pytest.fixture(scope="package")
def report(lang: Lang) -> bytes:
    """Give the team workbook of the example team."""
    return write_report(team_view(lang))
