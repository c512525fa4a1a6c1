"""A store in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kam_xl.exchange.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give where the store lies."""
    return tmp_path / "team.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store.open(str(file)) as opened:
        yield opened
