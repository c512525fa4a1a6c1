"""A book goes to the head, comes back and is merged: it holds what each side did, no more and no less."""

from __future__ import annotations

from kam_xl.excel.carry import people_content
from kam_xl.exchange.books import open_book
from kam_xl.exchange.state import account_reference, state_of
from kam_xl.i18n import day
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows
from tests.exchange.end_to_end import review as way
from tests.exchange.end_to_end.command_line import data, kam
from tests.exchange.end_to_end.review import Review, added, expected, first_of, name_of, without


def test_what_goes_to_the_head_leaves_notes_pay_and_personal_facts_at_home(review: Review) -> None:
    told = {one["column"] for one in data(review.lang, "diff", review.then, review.copy)}
    assert not told, "what was not sent is no difference"
    copy = open_book(review.copy).portfolio
    assert any(one.notes for one in review.base.accounts) and not any(one.notes for one in copy.accounts)
    assert any(one.lower_pay for one in review.base.accounts) and not any(one.lower_pay for one in copy.accounts)
    assert any(one.personal_interest for one in review.base.tasks.members)
    assert not any(one.personal_interest for one in copy.tasks.members)
    assert copy.sent is not None and review.base.sent is None


def test_the_merged_book_holds_what_each_side_did_and_nothing_else(review: Review) -> None:
    want, got = expected(review.base, review.lang, way.OURS), state_of(review.result)
    for table, records in without(got, want).items():
        assert records == want.tables[table], table
    new = added(want, got)
    assert {table: len(records) for table, records in new.items()} == {"tblReviews": 2, "tblMembers": 1}
    (member,) = new["tblMembers"]
    assert (member["name"], member["account"]) == (way.MEMBER, account_reference(way.RENAMED))
    assert {one.account for one in review.result.tasks.answers} <= {one.account for one in review.result.accounts}


def test_what_both_changed_differently_is_one_conflict_for_the_manager_to_decide(review: Review) -> None:
    assert review.merging.code == 1, review.merging.err
    (one,) = review.result.conflicts
    assert (one.table, one.record, one.field) == ("tblAccounts", way.DISPUTED, "loss_probability")
    assert (one.base, one.mine, one.theirs) == ("30 %", "50 %", "20 %")
    assert (one.who, one.file, one.choice) == (review.base.setup.head, review.returned.name, "")
    assert [(each["mine"], each["theirs"]) for each in review.merging.data["conflicts"]] == [("50 %", "20 %")]


def test_the_log_names_every_change_with_the_head_and_his_file(review: Review) -> None:
    log = [one for one in review.result.log if one.file == review.returned.name]
    assert {one.who for one in log} == {review.base.setup.head}
    action = first_of(review.base.tasks.actions, review.base, way.SIGNED)
    member = next(one for one in review.result.tasks.members if one.name == way.MEMBER)
    told = {(one.action, one.table, one.record, one.old, one.new) for one in log}
    assert ("changed", "tblActions", action.id, day(action.due, review.lang), day(way.DUE, review.lang)) in told
    assert {(one.action, one.table) for one in log} >= {
        ("changed", "tblAccounts"), ("changed", "tblActions"), ("added", "tblMembers"), ("added", "tblReviews"),
        ("signed", "tblReviews"), ("deleted", "tblRisks"), ("conflict", "tblAccounts"),
    }  # fmt: skip
    assert ("added", "tblMembers", member.id) in {(one.action, one.table, one.record) for one in log}
    assert way.MARK in {one.new for one in log} and way.NOTE in {one.new.strip() for one in log}


def test_a_typed_review_is_the_heads_signature_on_the_plan_that_he_saw(review: Review) -> None:
    plans = {one["account"]: one for one in data(review.lang, "plan", review.merged)}
    signed, moved = (plans[name_of(review.base, client)] for client in (way.SIGNED, way.MOVED))
    assert (signed["signature"], moved["signature"]) == ("signed", "changed")
    stamped = {one.account: one.version for one in review.result.tasks.reviews if one.decisions == way.DECISION}
    then = plan_rows(review.base.tasks, [name_of(review.base, way.MOVED)])[0]
    assert stamped == {signed["account"]: signed["version"], moved["account"]: version(then)}


def test_what_the_head_added_beside_our_cells_is_carried_over(review: Review) -> None:
    people = people_content(review.merged)
    (own,) = people.columns
    (row,) = own.values
    assert (own.table, own.header, own.values[row]) == ("tblMembers", way.OWN, way.MARK)
    (note,) = people.notes
    first = review.base.tasks.members[0]
    assert (note.table, note.column, note.text.strip()) == ("tblMembers", "name", way.NOTE)
    assert note.row.id == row.id == first.id


def test_the_choice_of_theirs_is_applied_by_the_next_merge(review: Review) -> None:
    assert review.choosing.code == 0, review.choosing.err
    assert review.decided.conflicts == ()
    want, got = expected(review.base, review.lang, way.THEIRS), state_of(review.decided)
    assert without(got, want) == want.tables
    (chosen,) = (one for one in review.decided.log if one.action == "chosen")
    assert (chosen.old, chosen.new, chosen.record) == ("50 %", "20 %", way.DISPUTED)
    again = kam(review.lang, "merge", review.chosen, review.returned, "--json")
    assert (again.code, again.data["conflicts"], again.data["changes"]) == (0, [], [])


def test_diff_names_exactly_what_became_of_the_book(review: Review) -> None:
    found = data(review.lang, "diff", review.then, review.chosen)
    action, moved = (first_of(review.base.tasks.actions, review.base, client) for client in (way.SIGNED, way.MOVED))
    assert {(one["table"], one["record"], one["field"]) for one in found if one["happened"] == "changed"} == {
        ("tblAccounts", way.DISPUTED, "loss_probability"), ("tblAccounts", way.DISPUTED, "margin"),
        ("tblAccounts", way.RENAMED, "account"), ("tblAccounts", way.RENAMED, "headroom"),
        ("tblActions", action.id, "due"), ("tblActions", action.id, "budget_y1"), ("tblActions", moved.id, "due"),
    }  # fmt: skip
    assert sorted(one["table"] for one in found if one["happened"] == "added") == [
        "tblMembers", "tblReviews", "tblReviews",
    ]  # fmt: skip
    risk = first_of(review.base.tasks.risks, review.base, way.RISKY)
    assert [(one["table"], one["record"]) for one in found if one["happened"] == "deleted"] == [("tblRisks", risk.id)]
    names = [(one["old"], one["new"]) for one in found if one["field"] == "account"]
    assert names == [(name_of(review.base, way.RENAMED), way.NEW_NAME[review.lang])]
