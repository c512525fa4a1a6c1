"""The store's tables and views are such as every database has."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Dialect, Index, text
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable

from kam_xl.exchange.store import Store
from kam_xl.exchange.store.tables import METADATA
from kam_xl.exchange.store.views import VIEWS
from tests.factories import a_portfolio, an_account, on_record
from tests.support.digests import JUDGED, a_digest, at


@pytest.mark.parametrize("name", ["sqlite", "postgresql", "mysql"])
def test_every_dialect_can_write_the_tables(name: str) -> None:
    dialect: Dialect = registry.load(name)()
    for table in METADATA.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert isinstance(index, Index) and str(CreateIndex(index).compile(dialect=dialect))


def test_views_say_what_the_program_says(store: Store) -> None:
    run = store.begin([], JUDGED, at(9))
    store.add(run, a_digest(a_portfolio(on_record("Alpha", id="a1"), an_account("Beta", id="a2"))))
    store.add(run, a_digest(a_portfolio(on_record("Alpha", id="a1")), at(1)))

    def rows(connection: Connection, view: str) -> list[dict[str, object]]:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {view}")).mappings()]

    said = {view: store.ask(rows, view) for view in VIEWS}
    assert [one["place"] for one in said["v_current_books"]] == [2]
    assert [one["place"] for one in said["v_versions"]] == [1, 2]
    statuses = [
        (one["account"], one["verdict"], one["on_record"], one["is_current"]) for one in said["v_account_status"]
    ]
    assert statuses == [("Alpha", "key", 1, 0), ("Beta", "key", 0, 0), ("Alpha", "key", 1, 1)]
    assert [(one["kind"], one["account"]) for one in said["v_changes"]] == [("deleted", "Beta")]
    assert said["v_decisions"] == said["v_refused"] == []
