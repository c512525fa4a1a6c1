"""A store of an older version becomes a new one, whole or not at all, and what it was stays beside it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from kam_xl.exchange.errors import StoreFailed, StoreNewer
from kam_xl.exchange.store import Store, migrations
from kam_xl.exchange.store.check import check
from kam_xl.exchange.store.migrations import NEWEST, migrate, v1, version_of
from kam_xl.exchange.store.tables import METADATA
from kam_xl.exchange.store.views import VIEWS
from kam_xl.exchange.unsent import Unsent
from tests.factories import a_portfolio, an_account
from tests.support.digests import JUDGED, a_digest, at, team

Shape = dict[str, tuple[set[str], set[str]]]


def filled(file: Path) -> list[object]:
    """Fill a store with two versions of each book of the team, in which a client is renamed, and one without it."""
    with Store.open(str(file)) as store:
        run = store.begin(["inbox"], JUDGED, at(9))
        for book in team():
            renamed = replace(book.accounts[0], account="Ёлка & Co", margin=77.0)
            store.add(run, a_digest(book))
            store.add(run, a_digest(replace(book, accounts=(renamed, *book.accounts[1:])), at(1)))
            store.add(run, a_digest(replace(book, accounts=book.accounts[1:]), at(2)))
        return list(store.changes(None))


def as_version_1(file: Path) -> None:
    """Take out of a store what version 1 did not have."""
    with closing(sqlite3.connect(file)) as old:
        for view in VIEWS:
            old.execute(f"DROP VIEW {view}")
        old.execute("DROP TABLE names")
        old.execute("DROP TABLE unsent")
        for column in ("account_id", "account", "account_before", "name"):
            old.execute(f"ALTER TABLE changes DROP COLUMN {column}")
        old.execute("DELETE FROM schema_version WHERE version > 1")
        old.commit()


def as_version_2(file: Path) -> None:
    """Take out of a store what version 2 did not have."""
    with closing(sqlite3.connect(file)) as old:
        for view in VIEWS:
            old.execute(f"DROP VIEW {view}")
        old.execute("DROP TABLE unsent")
        old.execute("DELETE FROM schema_version WHERE version > 2")
        old.commit()


def shape_of(connection: Connection) -> Shape:
    found = inspect(connection)
    return {
        name: (
            {one["name"] for one in found.get_columns(name)},
            {str(one["name"]) for one in found.get_indexes(name)},
        )
        for name in found.get_table_names()
    }


def test_a_new_store_has_the_shape_that_the_tables_say(file: Path) -> None:
    Store.open(str(file)).close()
    engine, declared = create_engine(f"sqlite:///{file}"), create_engine("sqlite://")
    with engine.connect() as ours, declared.connect() as theirs:
        METADATA.create_all(theirs)
        assert shape_of(ours) == shape_of(theirs)
        assert version_of(ours) == NEWEST
    engine.dispose()
    declared.dispose()


def test_version_1_is_what_its_own_migration_makes(file: Path) -> None:
    filled(file)
    as_version_1(file)
    engine, fresh = create_engine(f"sqlite:///{file}"), create_engine("sqlite://")
    with engine.connect() as ours, fresh.connect() as theirs:
        migrate(theirs, to=1)
        assert shape_of(ours) == shape_of(theirs)
        assert version_of(ours) == version_of(theirs) == 1
    engine.dispose()
    fresh.dispose()


def test_an_older_store_is_brought_up_with_all_that_is_in_it(file: Path) -> None:
    before = filled(file)
    as_version_1(file)
    old = Path(shutil.copy(file, file.with_name("old.sqlite")))
    with Store.open(str(file)) as store:
        assert list(store.changes(None)) == before
        assert [one.field for one in store.changes(None, account="ёлка & co")].count("margin") == len(team())
        assert check(store) == []
        store.add(store.begin([], JUDGED, at(9)), a_digest(a_portfolio(an_account())))
        assert check(store) == []
    kept = file.with_name(file.name + ".bak")
    with closing(sqlite3.connect(kept)) as copy, closing(sqlite3.connect(old)) as was:
        assert list(copy.iterdump()) == list(was.iterdump())


def test_version_2_is_what_its_own_migration_makes(file: Path) -> None:
    filled(file)
    as_version_2(file)
    engine, fresh = create_engine(f"sqlite:///{file}"), create_engine("sqlite://")
    with engine.connect() as ours, fresh.connect() as theirs:
        migrate(theirs, to=2)
        assert shape_of(ours) == shape_of(theirs)
        assert version_of(ours) == version_of(theirs) == 2
    engine.dispose()
    fresh.dispose()


def test_a_copy_that_comes_to_an_older_store_says_what_it_did_not_bring(file: Path) -> None:
    before = filled(file)
    as_version_2(file)
    book = team()[0]
    noted = replace(book.accounts[1], notes="To myself")
    blank = replace(noted, notes="")
    unsent = Unsent({"tblAccounts": {noted.id: frozenset({"notes"})}})
    with Store.open(str(file)) as store:
        assert list(store.changes(None)) == before
        run = store.begin([], JUDGED, at(9))
        store.add(run, a_digest(replace(book, accounts=(noted,)), at(3)))
        told = list(store.changes(None))
        store.add(run, replace(a_digest(replace(book, accounts=(blank,)), at(4)), unsent=unsent))
        assert list(store.changes(None)) == told
        assert len(list(store.changes(None, unsent=True))) == len(told) + 1
        assert check(store) == []


def test_a_store_that_is_up_to_date_is_left_alone(file: Path) -> None:
    filled(file)
    Store.open(str(file)).close()
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_an_upgrade_that_fails_leaves_the_old_store(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file)
    as_version_1(file)

    def failing(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE changes ADD COLUMN account_id TEXT"))
        connection.execute(text("SELECT * FROM nowhere"))

    monkeypatch.setattr(migrations, "MIGRATIONS", (v1.create, failing))
    with pytest.raises(StoreFailed):
        Store.open(str(file))
    monkeypatch.undo()
    with Store.open(str(file)) as store:
        assert check(store) == []


def test_a_newer_store_is_refused_and_left_alone(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file)) as store:
        store.execute("INSERT INTO schema_version VALUES (99, 'later')")
        store.commit()
    with pytest.raises(StoreNewer) as refused:
        Store.open(str(file))
    assert refused.value.params == {"version": 99, "known": NEWEST}
    assert "99" in refused.value.in_("ru") and str(file) in refused.value.in_("en")
    with closing(sqlite3.connect(file)) as store:
        assert store.execute("SELECT COUNT(*) FROM submissions").fetchone() == (9,)
