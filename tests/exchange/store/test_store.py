"""The store of collected books: what it takes, what it calls it, what it answers, in whatever order files come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Row, text

from kam_xl.exchange.digest import Digest, Judged
from kam_xl.exchange.state import State, canonical, state_of
from kam_xl.exchange.store import Store
from kam_xl.exchange.store.check import check
from kam_xl.exchange.unsent import Unsent
from kam_xl.model import Decision, Portfolio
from tests.factories import AS_OF, a_portfolio, an_account, on_record
from tests.support.digests import DAY_ONE, JUDGED, a_digest, a_refusal, at, team

ALPHA, BETA = on_record("Alpha", id="a1"), an_account("Beta", id="a2")
BOOK = a_portfolio(ALPHA, BETA)
LATER = a_portfolio(replace(ALPHA, margin=9.0), BETA)
LAST = a_portfolio(replace(ALPHA, margin=9.0, account="Alpha & Co"))


def begun(store: Store, day: float = 30) -> int:
    return store.begin(["inbox"], JUDGED, at(day))


def shown(store: Store) -> list[tuple[str, str, str, object, object]]:
    return [(one.kind, one.name, one.field, one.old, one.new) for one in store.changes(None)]


def kinds(store: Store, run: int) -> list[str]:
    return [one.kind for one in store.arrivals(run)]


def test_a_book_comes_back_as_it_was(store: Store) -> None:
    run = begun(store)
    for book in team():
        digest = a_digest(book)
        assert store.add(run, digest) == "current"
        (kept,) = [one for one in store.current() if one.book_id == book.book_id]
        assert store.state(kept.id) == digest.state
        assert store.rows(kept.id, JUDGED) == digest.rows
        assert store.findings(kept.id, JUDGED) == list(digest.findings)
        assert (kept.manager, kept.head) == (book.setup.manager, book.setup.head)
        assert (kept.source, kept.sha256) == (digest.arrived.source, digest.arrived.sha256)
        assert (kept.stamp, kept.received, kept.added) == (DAY_ONE, digest.arrived.received, at(30))
        assert kept.sender == "anna@example.com"
    assert [one.manager for one in store.current()] == sorted(one.setup.manager for one in team())
    assert check(store) == []


def test_what_is_not_known_is_none(store: Store) -> None:
    run = begun(store)
    store.add(run, a_digest(BOOK))
    (kept,) = store.current()
    assert store.known("0" * 64) is None
    assert store.rows(kept.id, Judged("other", AS_OF)) is None
    assert store.findings(kept.id, Judged("other", AS_OF)) is None
    assert store.policy("other") is None
    assert store.last_finished_run(run) is None
    with pytest.raises(KeyError):
        store.state(kept.id + 1)


def test_a_version_is_called_by_its_place_in_time_in_whatever_order_files_come(tmp_path: Path) -> None:
    digests = {
        "older": a_digest(BOOK),
        "current": a_digest(LATER, at(2)),
        "resent": a_digest(LATER, at(3), packed="again"),
    }
    for number, order in enumerate(permutations(digests)):
        with Store.open(str(tmp_path / f"{number}.sqlite")) as store:
            run = begun(store)
            for name in order:
                store.add(run, digests[name])
            assert kinds(store, run) == list(order)
            assert [one.sha256 for one in store.current()] == [digests["resent"].arrived.sha256]
            assert shown(store) == [("changed", "Alpha", "margin", 7.56, 9.0)]
            assert check(store) == []


def test_a_book_that_goes_back_to_what_it_was_is_a_new_version(store: Store) -> None:
    run = begun(store)
    for day, book in enumerate((BOOK, LATER, BOOK)):
        assert store.add(run, a_digest(book, at(day))) == "current"
    assert kinds(store, run) == ["older", "older", "current"]
    assert shown(store) == [
        ("changed", "Alpha", "margin", 7.56, 9.0),
        ("changed", "Alpha", "margin", 9.0, 7.56),
    ]


def test_the_same_bytes_are_an_identical_copy_in_one_run_and_the_same_version_in_the_next(store: Store) -> None:
    run, digest = begun(store), a_digest(BOOK)
    assert store.add(run, digest) == "current"
    assert store.add(run, digest) == "identical"
    known = store.known(digest.arrived.sha256)
    assert known is not None
    assert (known.kind, known.book_id, known.judged) == ("accepted", BOOK.book_id, frozenset((JUDGED,)))
    copy = replace(digest.arrived, source="other/copy.xlsx")
    assert store.seen(run, copy, known) == "identical"
    second = begun(store, 31)
    assert store.seen(second, copy, known) == "current"
    assert store.seen(second, digest.arrived, known) == "identical"
    assert [one.source for one in store.arrivals(second)] == ["other/copy.xlsx", digest.arrived.source]
    assert len(store.versions()) == 1
    assert check(store) == []


def test_a_refused_file_keeps_its_reason_and_may_be_taken_later(store: Store) -> None:
    run, digest = begun(store), a_digest(BOOK)
    refused = a_refusal(sha256=digest.arrived.sha256)
    store.refuse(run, refused)
    known = store.known(digest.arrived.sha256)
    assert known is not None and (known.kind, known.code, known.reason) == ("refused", refused.code, refused.reason)
    assert store.seen(run, refused.arrived, known) == "refused"
    assert [(one.kind, one.code, one.reason) for one in store.arrivals(run)] == [
        ("refused", refused.code, refused.reason)
    ] * 2
    assert store.add(begun(store), digest) == "current"
    taken = store.known(digest.arrived.sha256)
    assert taken is not None and taken.kind == "accepted"
    store.refuse(run, refused)
    assert store.known(digest.arrived.sha256) == taken
    assert check(store) == []


def test_a_version_is_judged_once_by_a_policy_as_of_a_day(store: Store) -> None:
    run, digest = begun(store), a_digest(BOOK)
    store.add(run, digest)
    (kept,) = store.current()
    other = Judged("another", AS_OF)
    store.judge(kept.id, other, {"accounts": digest.rows["accounts"][:1]}, ())
    store.judge(kept.id, other, {}, digest.findings)
    assert store.rows(kept.id, other) == {"accounts": digest.rows["accounts"][:1]}
    assert store.findings(kept.id, other) == []
    assert store.rows(kept.id, JUDGED) == digest.rows
    store.add(begun(store), replace(digest, judged=Judged("third", AS_OF)))
    known = store.known(digest.arrived.sha256)
    assert known is not None and {one.policy for one in known.judged} == {JUDGED.policy, "another", "third"}
    assert check(store) == []


def test_only_the_first_and_the_newest_judgements_of_a_version_are_kept(store: Store) -> None:
    digest = a_digest(BOOK)
    store.add(begun(store), digest)
    (kept,) = store.current()
    days = [Judged("daily", AS_OF + dt.timedelta(days=day)) for day in range(10)]
    for judged in days:
        store.judge(kept.id, judged, digest.rows, digest.findings)
    assert [store.rows(kept.id, one) is not None for one in days] == [False] * 7 + [True] * 3
    assert store.rows(kept.id, JUDGED) == digest.rows
    assert check(store) == []


def test_changes_by_field_with_whose_they_are(store: Store) -> None:
    run = begun(store)
    for day, book in enumerate((BOOK, LATER, LAST)):
        store.add(run, a_digest(book, at(day)))
    assert shown(store) == [
        ("changed", "Alpha", "margin", 7.56, 9.0),
        ("changed", "Alpha & Co", "account", "Alpha", "Alpha & Co"),
        ("deleted", "Beta", "", None, None),
    ]
    first, second, third = store.changes(None)
    assert (first.since, first.stamp, second.since) == (at(0), at(1), at(1))
    assert (first.book_id, first.manager, first.table) == (BOOK.book_id, "I. Petrova", "tblAccounts")
    assert (second.account_id, second.account, third.account) == ("a1", "Alpha & Co", "Beta")
    _, middle, newest = store.versions()
    assert [one.submission for one in store.changes(None)] == [middle.id, newest.id, newest.id]


def test_changes_are_asked_for_by_book_by_any_name_of_an_account_and_by_time(store: Store) -> None:
    run = begun(store, 10)
    store.add(run, a_digest(BOOK))
    store.add(run, a_digest(LATER, at(1)))
    store.add(begun(store, 20), a_digest(LAST, at(2)))
    for name in ("alpha", " ALPHA  & co", "a1"):
        assert [one.field for one in store.changes(None, account=name)] == ["margin", "account"]
    assert [one.kind for one in store.changes(None, account="beta")] == ["deleted"]
    assert list(store.changes(None, account="gamma")) == list(store.changes(None, book_id="other")) == []
    assert len(list(store.changes(None, book_id=BOOK.book_id))) == 3
    assert {one.field for one in store.changes(at(10))} == {"account", ""}
    assert list(store.changes(at(20))) == []
    assert len(list(store.changes(None, stamped_since=at(1)))) == 2


def test_days_come_back_as_days_and_references_as_names(store: Store) -> None:
    run = begun(store)
    book = team()[0]
    member = book.tasks.members[0]
    moved = replace(member, account=book.accounts[1].account, next_date=dt.date(2026, 7, 1))
    tasks = replace(book.tasks, members=(moved, *book.tasks.members[1:]))
    store.add(run, a_digest(book))
    store.add(run, a_digest(replace(book, tasks=tasks), at(1)))
    assert {(one.name, one.field): (one.old, one.new) for one in store.changes(None)} == {
        (member.name, "account"): (member.account, moved.account),
        (member.name, "next_date"): (member.next_date, moved.next_date),
    }


def test_a_client_that_leaves_the_book_is_one_change_and_not_one_a_record(store: Store) -> None:
    run, book = begun(store), team()[0]
    store.add(run, a_digest(book))
    store.add(run, a_digest(replace(book, accounts=book.accounts[1:]), at(1)))
    assert [(one.kind, one.account) for one in store.changes(None)] == [("deleted", book.accounts[0].account)]
    assert [store.state(one.id) for one in store.versions()] == [
        state_of(book),
        state_of(replace(book, accounts=book.accounts[1:])),
    ]
    assert check(store) == []


def test_numbers_and_blanks_in_another_form_are_no_change(store: Store) -> None:
    run, digest = begun(store), a_digest(BOOK)
    store.add(run, digest)
    tables = {key: dict(records) for key, records in digest.state.tables.items()}
    tables["tblAccounts"]["a1"] = {
        **tables["tblAccounts"]["a1"],
        "low_reviews": 0.0,
        "notes": None,
        "margin": 7.5600000000001,
    }
    store.add(run, replace(a_digest(LATER, at(1)), state=State(BOOK.book_id, "en", tables)))
    assert list(store.changes(None)) == []
    assert check(store) == []


DECISION = Decision("d1", AS_OF, "Alpha", "key", "entered", 70.0, 0.5, 10.0, "Both gates are open", "I. Petrova", "1.0")


def test_a_decision_keeps_the_evidence_of_the_version_where_it_stands_first(store: Store) -> None:
    run = begun(store)
    first = replace(BOOK, decisions=(DECISION,))
    second = replace(first, accounts=(replace(ALPHA, evidence="Another test"), BETA))
    store.add(run, a_digest(second, at(2)))
    assert [row.evidence for row in store.ask(decisions)] == ["Another test"]
    store.add(run, a_digest(first, at(1)))
    store.add(run, a_digest(replace(first, accounts=(BETA,)), at(3)))
    (row,) = store.ask(decisions)
    assert (row.evidence, row.account, row.place, row.why) == (ALPHA.evidence, "Alpha", 1, DECISION.why)
    assert (row.day, row.points) == (AS_OF.isoformat(), 70.0)
    assert check(store) == []


def decisions(connection: Connection) -> Sequence[Row[Any]]:
    return connection.execute(text("SELECT * FROM v_decisions")).all()


def test_runs_and_policies(store: Store) -> None:
    first, second = begun(store, 1), begun(store, 2)
    assert store.last_finished_run(second) is None
    store.finish(first, at(1.5))
    found = store.last_finished_run(second)
    assert found is not None
    assert (found.id, found.started, found.finished, found.sources, found.judged) == (
        first, at(1), at(1.5), ("inbox",), JUDGED,
    )  # fmt: skip
    assert [one.finished for one in store.runs()] == [at(1.5), None]
    store.add_policy("p1", '{"cap": 15}')
    store.add_policy("p1", '{"cap": 15}')
    assert store.policy("p1") == '{"cap": 15}'


def test_names_that_no_database_takes_are_made_sound(store: Store) -> None:
    run = begun(store)
    store.refuse(run, a_refusal("inbox/caf\udce9\0.xlsx"))
    store.add(run, a_digest(BOOK, source="mail \udce9 › KAM.xlsx"))
    assert [one.source for one in store.arrivals(run)] == ["inbox/caf?.xlsx", "mail ? › KAM.xlsx"]
    assert check(store) == []


margins = st.sampled_from((1.0, 2.0, 2, None))


@st.composite
def versions(draw: st.DrawFn) -> list[Digest]:
    """Draw versions of one book, saved on different days or the same, in the order in which they arrive."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        ids = draw(st.lists(st.sampled_from(("a1", "a2", "a3")), unique=True))
        names = draw(st.sampled_from((("Alpha", "Beta", "Gamma"), ("Alpha", "Gamma", "Beta"))))
        accounts = [an_account(names[int(id[1]) - 1], id=id, margin=draw(margins)) for id in ids]
        decided = draw(st.sampled_from(((), (DECISION,))))
        book: Portfolio = replace(a_portfolio(*accounts, hours=draw(st.sampled_from((1.0, 2.0)))), decisions=decided)
        unsent = Unsent({"tblAccounts": {id: frozenset({"margin"}) for id in ids}}) if draw(st.booleans()) else Unsent()
        digest = a_digest(book, at(draw(st.integers(0, 3))), packed=str(number))
        found.append(replace(digest, unsent=unsent))
    return found


def history(digests: list[Digest]) -> tuple[object, ...]:
    with Store.open("sqlite://") as store:
        run = begun(store)
        for one in digests:
            store.add(run, one)
        assert check(store) == []
        kept = [(one.sha256, one.place, store.state(one.id)) for one in store.versions()]
        said = {one.sha256: one.kind for one in store.arrivals(run)}
        found = sorted(
            (one.stamp, one.kind, one.table, one.record, one.field, canonical(one.old), canonical(one.new))
            for one in store.changes(None, unsent=True)
        )
        return kept, said, [(str(row.evidence), row.place) for row in store.ask(decisions)], found


@settings(max_examples=settings().max_examples // 2)
@given(versions())
def test_the_order_in_which_versions_arrive_makes_no_difference(digests: list[Digest]) -> None:
    in_order = sorted(digests, key=lambda one: (one.stamp, one.arrived.received, one.content, one.arrived.sha256))
    assert history(digests) == history(in_order)
