"""What comes out of a merge, case by case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.names import ACCOUNTS
from kam_xl.exchange.merge.three_way import Change, Clash, Merged, merge
from kam_xl.exchange.merge.version import Version
from kam_xl.exchange.prints import prints_of
from kam_xl.exchange.state import SETUP, Fields, State, account_reference
from tests.exchange.merge.edits import small_state

BASE = small_state()
KNOWN = Base(BASE)
PRINTS = Base(None, prints_of(BASE, {}))
UNKNOWN = Base()
PLAN, ANSWER = ("tblPlans", "l1"), ("tblDossier", "q1")


def typed(table: str, id: str, state: State = BASE, **fields: Any) -> State:
    """Return the book with these fields of a record typed over; a record that is not there is added."""
    records = state.tables[table]
    blank: Fields = dict.fromkeys(next(iter(records.values()))) if records else {}
    record = {
        **records.get(id, {**blank, **({"account": account_reference("a1")} if table != SETUP else {})}),
        **fields,
    }
    return replace(state, tables={**state.tables, table: {**records, id: record}})


def without(table: str, *ids: str, state: State = BASE) -> State:
    kept = {id: fields for id, fields in state.tables[table].items() if id not in ids}
    return replace(state, tables={**state.tables, table: kept})


def merged(mine: State, theirs: State, base: Base = KNOWN, **theirs_has: Any) -> Merged:
    return merge(Version(mine), Version(theirs, **theirs_has), base)


def value(found: Merged, table: str, id: str, key: str) -> Any:
    return found.tables[table][id][key]


def the_clash(found: Merged) -> Clash:
    (clash,) = found.clashes
    return clash


@pytest.mark.parametrize("base", [KNOWN, PRINTS])
def test_what_one_side_changed_is_taken(base: Base) -> None:
    mine, theirs = typed(*PLAN, strategy="Speed"), typed(*ANSWER, answer="Fifty")
    found = merged(mine, theirs, base)
    assert value(found, *PLAN, "strategy") == "Speed" and value(found, *ANSWER, "answer") == "Fifty"
    assert found.changes == (Change("changed", *ANSWER, "answer", "Forty", "Fifty"),) and not found.clashes


@pytest.mark.parametrize("base", [KNOWN, PRINTS, UNKNOWN])
def test_what_both_typed_alike_is_no_conflict(base: Base) -> None:
    found = merged(typed(*ANSWER, answer="Fifty"), typed(*ANSWER, answer="Fifty "), base)
    assert value(found, *ANSWER, "answer") == "Fifty" and not found.changes and not found.clashes


def test_what_both_changed_differently_is_a_conflict_in_which_mine_stands() -> None:
    found = merged(typed(*ANSWER, answer="Fifty"), typed(*ANSWER, answer="Sixty"))
    assert value(found, *ANSWER, "answer") == "Fifty" and not found.changes
    assert the_clash(found) == Clash(*ANSWER, "answer", "Forty", "Fifty", "Sixty")
    blanked = merged(typed(*ANSWER, answer=""), typed(*ANSWER, answer="Sixty"))
    assert value(blanked, *ANSWER, "answer") == "" and the_clash(blanked).theirs == "Sixty"


def test_a_cell_that_they_emptied_is_emptied() -> None:
    found = merged(BASE, typed(*ANSWER, answer=""))
    assert value(found, *ANSWER, "answer") == "" and found.changes[0].old == "Forty"


def test_the_same_number_in_another_writing_is_no_change() -> None:
    found = merged(typed(*PLAN, base_year=2025), typed(*PLAN, base_year=2025.0000000000001))
    assert not found.changes and not found.clashes


@pytest.mark.parametrize("base", [KNOWN, PRINTS])
def test_rows_added_on_either_side_are_kept_mine_first(base: Base) -> None:
    mine = typed("tblRisks", "r8", risk="Strike")
    theirs = typed("tblRisks", "r9", risk="Flood")
    found = merged(mine, theirs, base)
    assert list(found.tables["tblRisks"]) == ["r1", "r8", "r9"]
    assert [(one.happened, one.record) for one in found.changes] == [("added", "r9")]


def test_a_row_added_on_both_sides_is_one_row_field_by_field() -> None:
    mine = typed("tblRisks", "r9", risk="Flood", sign="Rain", impact="")
    theirs = typed("tblRisks", "r9", risk="Flood", sign="River", impact="high")
    found = merged(mine, theirs)
    assert value(found, "tblRisks", "r9", "impact") == "high"
    assert (the_clash(found).field, value(found, "tblRisks", "r9", "sign")) == ("sign", "Rain")


@pytest.mark.parametrize("base", [KNOWN, PRINTS])
def test_a_row_that_one_deleted_and_the_other_left_alone_goes_with_its_values_told(base: Base) -> None:
    found = merged(BASE, without("tblRisks", "r1"), base)
    assert "r1" not in found.tables["tblRisks"]
    (change,) = found.changes
    assert (change.happened, change.by, change.old["risk"]) == ("deleted", "theirs", "Price war")
    again = merged(without("tblRisks", "r1"), BASE, base)
    assert "r1" not in again.tables["tblRisks"] and again.changes[0].by == "mine"


@pytest.mark.parametrize("base", [KNOWN, PRINTS])
def test_a_row_that_one_deleted_and_the_other_changed_stays_and_asks(base: Base) -> None:
    changed, gone = typed("tblRisks", "r1", sign="Rumours"), without("tblRisks", "r1")
    for mine, theirs, by in ((changed, gone, "theirs"), (gone, changed, "mine")):
        found = merged(mine, theirs, base)
        assert value(found, "tblRisks", "r1", "sign") == "Rumours"
        assert (the_clash(found).field, the_clash(found).deleted_by) == ("", by)


def test_sorted_rows_are_no_change_and_mine_keeps_its_order() -> None:
    turned = replace(BASE, tables={name: dict(reversed(list(ones.items()))) for name, ones in BASE.tables.items()})
    found = merged(BASE, turned)
    assert not found.changes and not found.clashes
    assert list(found.tables["tblGoals"]) == ["g1", "g2"]


def test_a_client_renamed_by_them_keeps_its_rows_also_where_they_left_the_old_name() -> None:
    theirs = typed(ACCOUNTS, "a1", account="Armatura Plus")
    orphan = typed(*ANSWER, state=theirs, account="Armatura", answer="Fifty")
    found = merged(BASE, orphan)
    assert [(one.happened, one.new) for one in found.changes] == [("renamed", "Armatura Plus"), ("changed", "Fifty")]
    assert value(found, *ANSWER, "account") == account_reference("a1")
    assert found.names[account_reference("a1")] == "Armatura Plus"


def test_an_old_name_given_to_a_new_client_means_the_renamed_one_where_they_did_not_know_the_new() -> None:
    mine = typed(ACCOUNTS, "a9", typed(ACCOUNTS, "a1", account="Armatura Plus"), account="Armatura")
    found = merged(mine, typed(*ANSWER, answer="Fifty"))
    assert value(found, *ANSWER, "account") == account_reference("a1")


def test_two_clients_never_share_a_name() -> None:
    mine, theirs = typed(ACCOUNTS, "a1", account="Zeta"), typed(ACCOUNTS, "a9", account="zeta ")
    found = merged(mine, theirs)
    assert [one["account"] for one in found.tables[ACCOUNTS].values()] == ["Zeta", "Ёлка", "zeta (2)"]
    assert found.changes[-1] == Change("renamed", ACCOUNTS, "a9", "account", "zeta ", "zeta (2)")


def test_a_client_never_loses_its_name() -> None:
    found = merged(BASE, typed(ACCOUNTS, "a1", account=""))
    assert value(found, ACCOUNTS, "a1", "account") == "Armatura" and the_clash(found).field == "account"


STAYING: Mapping[str, Mapping[str, frozenset[str]]] = {ACCOUNTS: {"a2": frozenset({"notes"})}}
SENT = prints_of(BASE, STAYING)


@pytest.mark.parametrize("base", [Base(BASE, SENT), Base(None, SENT)])
def test_what_was_not_sent_is_not_deleted(base: Base) -> None:
    copy = typed(ACCOUNTS, "a2", notes="")
    assert value(merged(BASE, copy, base, sent=SENT), ACCOUNTS, "a2", "notes") == "Quiet"
    typed_over = typed(ACCOUNTS, "a2", notes="Loud")
    asked = merged(BASE, typed_over, base, sent=SENT)
    assert (the_clash(asked).theirs, value(asked, ACCOUNTS, "a2", "notes")) == ("Loud", "Quiet")
    blank_at_home = merged(copy, typed_over, base, sent=SENT)
    assert value(blank_at_home, ACCOUNTS, "a2", "notes") == "Loud"


@pytest.mark.parametrize("base", [KNOWN, PRINTS])
def test_a_row_that_was_not_sent_is_not_deleted(base: Base) -> None:
    sent = {**prints_of(BASE, {}), "tblDossier": {}}
    found = merged(BASE, without("tblDossier", "q1", "q2"), base, sent=sent)
    assert list(found.tables["tblDossier"]) == ["q1", "q2"] and not found.changes


def test_a_table_or_a_column_that_their_file_lost_is_not_deleted() -> None:
    columns = {table: frozenset(next(iter(ones.values()), {})) for table, ones in BASE.tables.items()}
    no_table = {name: keys for name, keys in columns.items() if name != "tblRisks"}
    found = merged(BASE, without("tblRisks", "r1"), columns=no_table)
    assert list(found.tables["tblRisks"]) == ["r1"] and not found.changes
    no_column = {**columns, "tblDossier": columns["tblDossier"] - {"answer"}}
    lost = typed("tblDossier", "q2", typed(*ANSWER, answer=""), answer="", source="phone")
    found = merged(BASE, lost, columns=no_column)
    assert value(found, *ANSWER, "answer") == "Forty" and value(found, "tblDossier", "q2", "source") == "phone"


def test_a_cell_that_cannot_be_read_leaves_mine_and_is_a_conflict() -> None:
    unread = {(*PLAN, "base_year"): "next year"}
    found = merged(BASE, typed(*PLAN, base_year=None, strategy="Speed"), unreadable=unread)
    assert value(found, *PLAN, "base_year") == 2025.0 and value(found, *PLAN, "strategy") == "Speed"
    assert (the_clash(found).field, the_clash(found).text, the_clash(found).mine) == ("base_year", "next year", 2025.0)


def test_a_deleted_row_in_which_they_typed_something_unreadable_stays() -> None:
    unread = {("tblRisks", "r1", "probability"): "high"}
    found = merged(without("tblRisks", "r1"), typed("tblRisks", "r1", probability=None), unreadable=unread)
    assert value(found, "tblRisks", "r1", "risk") == "Price war"
    assert [one.field for one in found.clashes] == ["", "probability"]


def test_without_a_base_blanks_are_filled_and_rows_kept() -> None:
    mine, theirs = typed(*ANSWER, source="mail"), typed(*ANSWER, answer="Fifty", who="Anna")
    found = merged(without("tblRisks", "r1", state=mine), without("tblGoals", "g2", state=theirs), UNKNOWN)
    assert value(found, *ANSWER, "who") == "Anna" and value(found, *ANSWER, "source") == "mail"
    assert the_clash(found).field == "answer"
    assert "r1" in found.tables["tblRisks"] and "g2" in found.tables["tblGoals"]


def test_what_a_person_decided_is_not_asked_again() -> None:
    mine, theirs = typed(*ANSWER, answer="Fifty"), typed(*ANSWER, answer="Sixty")
    found = merge(Version(mine), Version(theirs), KNOWN, lambda clash: "theirs" if clash.theirs == "Sixty" else "")
    assert not found.clashes and value(found, *ANSWER, "answer") == "Fifty"
    gone = merge(
        Version(without("tblRisks", "r1")), Version(typed("tblRisks", "r1", sign="x")), KNOWN, lambda _: "theirs"
    )
    assert "r1" not in gone.tables["tblRisks"]


def test_setup_is_merged_like_a_row() -> None:
    mine, theirs = typed(SETUP, SETUP, hours=120.0), typed(SETUP, SETUP, margin_plan=40.0, hours=100.0)
    found = merged(mine, theirs)
    assert value(found, SETUP, SETUP, "margin_plan") == 40.0
    assert (the_clash(found).field, the_clash(found).theirs) == ("hours", 100.0)
