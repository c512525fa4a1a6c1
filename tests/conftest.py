"""What every test may ask for: other programs, real data, and how many cases to try.

A layer that is absent here skips with a reason. Where it must not be absent (CI), the variables
`KAM_REQUIRE_LIBREOFFICE=1` and `KAM_REQUIRE_REALDATA=1` turn the skip into a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kam_xl.i18n import Lang
from tests.support import libreoffice as office
from tests.support.example import Example, made
from tests.support.excel.session import Excel

ROOT = Path(__file__).resolve().parents[1]
REAL_DATA = ROOT.parent / "shared" / "data"
MARKED_BY_FIXTURE = {"libreoffice": "libreoffice", "excel_session": "libreoffice", "realdata": "realdata"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--slow`."""
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, and more cases everywhere")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many cases hypothesis tries; a busy machine is no failure, so it sets no deadline."""
    calm = [HealthCheck.too_slow]
    settings.register_profile("fast", max_examples=50, deadline=None, suppress_health_check=calm, print_blob=True)
    settings.register_profile("slow", settings.get_profile("fast"), max_examples=1000)
    settings.load_profile("slow" if config.getoption("--slow") else "fast")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they use, and skip the slow ones unless `--slow` is given."""
    for item in items:
        for name, marker in MARKED_BY_FIXTURE.items():
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(marker)
        if item.get_closest_marker("slow") and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))


def absent(reason: str, variable: str) -> None:
    """Skip the test with the reason, or fail it where the environment variable demands the layer."""
    if os.environ.get(variable, "") not in ("", "0"):
        pytest.fail(f"{reason}, and {variable} is set", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[office.LibreOffice]:
    """Give the LibreOffice of this test session (of this worker under pytest-xdist)."""
    if reason := office.why_missing():
        absent(reason, "KAM_REQUIRE_LIBREOFFICE")
    with office.LibreOffice() as running:
        yield running


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Give the folder of real sales exports that may lie beside the checkout."""
    if not (REAL_DATA / "crm").is_dir():
        absent("the real data folder is not beside the checkout", "KAM_REQUIRE_REALDATA")
    return REAL_DATA


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Lang], Example]:
    """Give `example("ru")`: what `kam demo` makes, made once in this session (of this worker under pytest-xdist)."""

    @cache
    def in_language(lang: Lang) -> Example:
        return made(tmp_path_factory.mktemp(f"example-{lang}"), lang)

    return in_language


@pytest.fixture(scope="session")
def schemas() -> Path:
    """Give the folder of the ribbon's XML schemas that may lie beside the checkout."""
    folder = REAL_DATA.parent / "schema"
    if not folder.is_dir():
        absent("the folder of XML schemas is not beside the checkout", "KAM_REQUIRE_REALDATA")
    return folder


@pytest.fixture(scope="session")
def excel_session() -> Iterator[Excel]:
    """Give the Excel stand-in of this test session (of this worker under pytest-xdist)."""
    if reason := office.why_missing():
        absent(reason, "KAM_REQUIRE_LIBREOFFICE")
    with Excel() as running:
        yield running


@pytest.fixture
def excel(excel_session: Excel) -> Iterator[Excel]:
    """Give an Excel without open books."""
    yield excel_session
    excel_session.close_all()
