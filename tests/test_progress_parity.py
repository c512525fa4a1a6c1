"""Start adds up in formulas what the rules add up in Python: plans, facts and the effect of key account work.

Facts are random, over the years around the days on which clients became key, which lie at the edges: before every
fact, at a year's turn, in the last month with facts and after it.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.build.workbook import build
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Fact, Tasks
from kam_xl.rules import PortfolioAssessment, assess
from tests.factories import an_account, default_policy
from tests.factories_plan import a_goal, a_plan, a_review
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences

AS_OF = dt.date(2026, 9, 30)
KEY_SINCE: dict[str, dt.date | None] = {
    "Long ago": dt.date(1899, 12, 31), "Year's turn": dt.date(2025, 1, 31), "Summer*": dt.date(2025, 7, 1),
    "Ёлка": dt.date(2026, 3, 15), "Last month": dt.date(2026, 9, 30), "Too early": dt.date(2026, 10, 1),
    "Not key": None, "Other": None,
}  # fmt: skip


def book(seed: int, lang: Lang) -> PortfolioAssessment:
    """Return a judged book whose names stand twice, not key the first time or key both times."""
    source = random.Random(seed)
    accounts = [an_account(name, key_since=day, id=f"a{i}") for i, (name, day) in enumerate(KEY_SINCE.items())]
    accounts += [an_account(name, key_since=dt.date(2026, 2, 1), id=f"b-{name}") for name in ("summer*", "Not key")]
    written = [*KEY_SINCE, "елка", " LONG  AGO", "", "Nobody"]
    facts = tuple(
        Fact(
            f"f{i}", source.choice(written), source.choice((2023, 2024, 2025, 2025, 2026, 2026, None)),
            source.randint(1, 9), source.choice((None, round(source.uniform(-1, 9), 2))),
        )
        for i in range(150)
    )  # fmt: skip
    plans = tuple(a_plan(id=name, account=name) for name in ("Ёлка", "Other", "summer*", "Year's turn"))
    goals = tuple(a_goal(account=one.account, sales=(4.0, 5.0)) for one in plans)
    reviews = (a_review(account="Ёлка"), a_review(account="Other", version=7))
    tasks = Tasks(plans=plans, goals=goals, reviews=reviews, facts=facts)
    setup = Setup("Anna", margin_plan=30.0, as_of_fixed=AS_OF)
    return assess(replace(Portfolio("b1", lang, setup, tuple(accounts)), tasks=tasks), default_policy(), AS_OF)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_start_shows_what_the_rules_say_of_random_facts(
    lang: Lang, libreoffice: LibreOffice, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for seed in range(8 if request.config.getoption("--slow") else 1):
        path = tmp_path / f"book{seed}.xlsx"
        path.write_bytes(build(book(seed, lang)))
        assert differences(path, libreoffice) == []
