"""What a version did not bring looks neither changed nor deleted, in whatever order versions come."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

from sqlalchemy import text

from kam_xl.exchange.digest import Digest
from kam_xl.exchange.state import state_of
from kam_xl.exchange.store import Store
from kam_xl.exchange.store.check import check
from kam_xl.exchange.store.questions import account_history, book_versions
from kam_xl.exchange.unsent import Unsent
from kam_xl.model import Portfolio
from tests.factories import a_portfolio, an_account, on_record
from tests.factories_tasks import an_answer
from tests.support.digests import JUDGED, a_digest, at

ACCOUNT = on_record("Alpha", id="a1", notes="To myself", lower_pay=True)
PERSONAL, OPEN = (
    replace(an_answer(question, account="Alpha", answer="Fishing"), id=id)
    for question, id in (("interests", "q1"), ("why_key", "q2"))
)


def a_book(*answers: object, **fields: object) -> Portfolio:
    base = a_portfolio(replace(ACCOUNT, **fields), an_account("Beta", id="a2"))  # type: ignore[arg-type]
    return replace(base, tasks=replace(base.tasks, answers=answers))  # type: ignore[arg-type]


FULL = a_book(PERSONAL, OPEN)
BARE = a_book(OPEN, notes="", lower_pay=None)
UNSENT = Unsent({"tblAccounts": {"a1": frozenset({"notes", "lower_pay"})}}, {"tblDossier": frozenset({"interests"})})
HIDDEN = {("tblAccounts", "a1", "notes"), ("tblAccounts", "a1", "lower_pay"), ("tblDossier", "q1", "")}


def full(day: float, book: Portfolio = FULL) -> Digest:
    return a_digest(book, at(day))


def copy(day: float, book: Portfolio = BARE) -> Digest:
    return replace(a_digest(book, at(day)), unsent=UNSENT)


def taken(store: Store, *digests: Digest) -> None:
    run = store.begin([], JUDGED, at(30))
    for one in digests:
        store.add(run, one)
    assert check(store) == []


def hidden(store: Store) -> set[tuple[str, str, str]]:
    found = [one for one in store.changes(None, unsent=True) if one.kind == "not_sent"]
    return {(one.table, one.record, one.field) for one in found}


def test_a_book_and_then_its_copy(store: Store) -> None:
    taken(store, full(0), copy(1))
    assert list(store.changes(None)) == []
    assert hidden(store) == HIDDEN
    assert [store.state(one.id) for one in store.versions()] == [state_of(FULL), state_of(BARE)]


def test_a_copy_and_then_the_book(store: Store) -> None:
    taken(store, copy(0), full(1))
    assert list(store.changes(None)) == []
    assert hidden(store) == HIDDEN
    assert [store.state(one.id) for one in store.versions()] == [state_of(BARE), state_of(FULL)]


def test_what_really_changed_is_still_told(store: Store) -> None:
    changed = replace(BARE, accounts=(replace(BARE.accounts[0], margin=9.0),), tasks=replace(BARE.tasks, answers=()))
    taken(store, full(0), copy(1, changed))
    assert {(one.kind, one.record, one.field) for one in store.changes(None)} == {
        ("changed", "a1", "margin"),
        ("deleted", "a2", ""),
        ("deleted", "q2", ""),
    }
    assert hidden(store) == HIDDEN


def test_the_same_blanks_in_a_book_that_is_no_copy_are_changes(store: Store) -> None:
    taken(store, full(0), full(1, BARE))
    assert {(one.table, one.record, one.field) for one in store.changes(None)} == HIDDEN
    assert hidden(store) == set()


def test_three_versions_say_the_same_in_whatever_order_they_come(tmp_path: Path) -> None:
    later = replace(FULL, accounts=(replace(FULL.accounts[0], margin=9.0), FULL.accounts[1]))
    for versions in ((full(0), copy(1), full(2, later)), (copy(0), full(1), copy(2)), (copy(0), copy(1), full(2))):
        said = []
        for number, order in enumerate(permutations(versions)):
            with Store.open(str(tmp_path / f"{versions[0].content}{versions[1].content}{number}.sqlite")) as store:
                taken(store, *order)
                said.append([replace(one, submission=0) for one in store.changes(None, unsent=True)])
                assert {one.field for one in store.changes(None)} <= {"margin"}
                assert hidden(store) == HIDDEN
        key = [sorted(map(repr, one)) for one in said]
        assert key.count(key[0]) == len(key) == 6


def test_a_full_book_that_comes_late_between_two_full_ones_shows_what_changed(store: Store) -> None:
    taken(store, copy(0), full(2, a_book(PERSONAL, OPEN, notes="Now other")))
    assert list(store.changes(None)) == []
    taken(store, full(1))
    assert [(one.field, one.old, one.new) for one in store.changes(None)] == [("notes", "To myself", "Now other")]


def test_answers_about_versions_and_accounts_do_not_count_it(store: Store) -> None:
    taken(store, full(0), copy(1))
    counts = [(one.changed, one.added, one.deleted) for one in store.ask(book_versions)]
    assert counts == [(0, 0, 0)] * 2
    (found,) = store.ask(account_history, "Alpha", at(0))
    assert found.changes == ()
    assert store.ask(lambda connection: connection.execute(text("SELECT * FROM v_changes")).all()) == []


def test_check_misses_what_a_version_did_not_bring(store: Store) -> None:
    taken(store, full(0), copy(1))
    engine = store._engine
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM unsent"))
    assert len(check(store)) == 1
