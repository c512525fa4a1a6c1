"""`check` tells every way in which a store can be broken."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.exchange.store import Store
from kam_xl.exchange.store.check import check
from kam_xl.model import Decision
from tests.factories import AS_OF, a_portfolio, an_account
from tests.support.digests import JUDGED, a_digest, a_refusal, at

DECISION = Decision("d1", AS_OF, "Alpha", "key", "entered", 70.0, 0.5, 10.0, "Both gates are open", "I. Petrova", "1.0")
BOOK = replace(a_portfolio(an_account("Alpha", id="a1"), an_account("Beta", id="a2")), decisions=(DECISION,))


@pytest.fixture
def whole(file: Path) -> Path:
    """Give a store with three versions of a book, from one to the next a field, a name and a record differ."""
    with Store.open(str(file)) as store:
        run = store.begin([], JUDGED, at(9))
        store.add(run, a_digest(BOOK))
        renamed = (an_account("Alpha & Co", id="a1", margin=1.0), an_account("Beta", id="a2"))
        store.add(run, a_digest(replace(BOOK, accounts=renamed), at(1)))
        store.add(run, a_digest(replace(BOOK, accounts=renamed[:1]), at(2)))
        store.refuse(run, a_refusal())
        assert check(store) == []
    return file


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM submissions WHERE place = 2", "gaps"),
        ("UPDATE submissions SET stamp = '2030-01-01T00:00:00.000000+00:00' WHERE place = 1", "order of time"),
        ("DELETE FROM changes WHERE field = 'margin'", "lost or doubled"),
        ("DELETE FROM changes WHERE kind = 'deleted'", "names"),
        ("UPDATE changes SET new = '2.0' WHERE field = 'margin'", "does not fit"),
        ("UPDATE changes SET name = 'Gamma' WHERE field = 'margin'", "1 changes too many, 1 missing"),
        ("INSERT INTO changes SELECT 99, book, earlier, submission, kind, tbl, record, field, old, new, account_id, "
         "account, account_before, name FROM changes WHERE field = 'margin'", "does not fit"),
        ("DELETE FROM records WHERE tbl = 'tblAccounts'", "does not fit"),
        ("DELETE FROM names WHERE name = 'Beta'", "other names"),
        ("UPDATE decisions SET submission = 2", "first version"),
        ("DELETE FROM decisions", "first version"),
        ("DELETE FROM arrivals WHERE submission = 2", "no file brought it"),
        ("DELETE FROM judgings WHERE submission = 2", "never judged"),
        ("DELETE FROM account_status WHERE judging = 2", "not those of its rows"),
        ("DELETE FROM judged_rows WHERE judging = 2", "not those of its rows"),
        ("UPDATE refusals SET sha256 = (SELECT sha256 FROM submissions WHERE place = 1)", "accepted and refused"),
        ("INSERT INTO arrivals SELECT 99, run, kind, source, sha256, size, received, sender, submission, code, reason "
         "FROM arrivals WHERE submission = 2", "taken twice"),
    ],
)  # fmt: skip
def test_what_is_broken_is_told(whole: Path, damage: str, said: str) -> None:
    with closing(sqlite3.connect(whole)) as broken:
        broken.execute(damage)
        broken.commit()
    with Store.open(str(whole)) as store:
        assert any(said in one for one in check(store)), check(store)
