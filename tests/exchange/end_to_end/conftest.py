"""The way of the example team, walked once in each language; tests look at its stations."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kam_xl.i18n import LANGUAGES, Lang
from tests.exchange.end_to_end.collection import Collection, collected
from tests.exchange.end_to_end.review import Review, reviewed
from tests.exchange.end_to_end.team import SentBook, sent_team


@pytest.fixture(scope="session", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Give each language."""
    found: Lang = request.param
    return found


@pytest.fixture(scope="session")
def team(lang: Lang, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SentBook]:
    """Give the example team's books, each sent to the head."""
    return sent_team(tmp_path_factory.mktemp("team"), lang)


@pytest.fixture(scope="session")
def review(lang: Lang, team: Mapping[str, SentBook]) -> Review:
    """Give a book that went to the head and came back, while its manager went on."""
    return reviewed(team["sokolova"], lang)


@pytest.fixture(scope="session")
def collection(
    lang: Lang, team: Mapping[str, SentBook], review: Review, tmp_path_factory: pytest.TempPathFactory
) -> Collection:
    """Give what a head's folder holds, and what collecting it twice made of it."""
    return collected(tmp_path_factory.mktemp("head"), team, review, lang)
