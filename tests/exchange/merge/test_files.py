"""End to end through files: a copy is sent, a head types into it, and it comes back into the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.exchange.books import open_book
from kam_xl.i18n import Lang
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.sheets.task_values import set_numbers  # noqa: F401
from tests.cli.conftest import Kam, kam  # noqa: F401
from tests.support.versions import Typing, example, sent_from, written


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path / "KAM Anna.xlsx", example())


def test_try(kam: Kam, book: Path) -> None:  # noqa: F811
    p = example()
    theirs = sent_from(book, p)
    run = kam("merge", book, theirs, "--json")
    print(run.err, run.out)
    assert run.code == 0
    a = p.accounts[0]
    plan = p.tasks.plans[0]
    with Typing(theirs) as t:
        t.type("tblAccounts", a.id, notes="Looks good", margin=123)
        t.type("tblPlans", plan.id, strategy="Their strategy")
        t.add("tblReviews", account=plan.account, head="S. Orlov", decisions="go on")
    with Typing(book) as t:
        t.type("tblPlans", plan.id, strategy="My strategy")
    run = kam("merge", book, theirs, "-o", book)
    print(run.err, run.out)
    got = open_book(book).portfolio
    print(got.conflicts, got.log, got.tasks.reviews[-1])
    assert 0
