"""Two workbooks as read become one: conflicts and log in words, choices applied, reviews signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.task import Outcome, Task
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.combined import Own, Returned
from kam_xl.exchange.merge.returned import chosen_in, merged_outcome
from kam_xl.exchange.merge.rows import About, Source, log_entries
from kam_xl.exchange.merge.sources import Origin
from kam_xl.exchange.merge.wording import CELL_LENGTH
from kam_xl.exchange.state import state_of
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.model_exchange import Conflict
from kam_xl.model_tasks import Review
from kam_xl.rules import assess
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.sheets.book_records import BOOK_RECORDS, records_in, with_records
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.raw import RawBook, Value
from kam_xl.sheets.render import render
from kam_xl.sheets.rows import positions_of
from kam_xl.sheets.schema import table as schema_table
from tests.exchange.merge.edits import CLIENTS, small_book
from tests.factories import AS_OF, default_policy

DAY = AS_OF + dt.timedelta(days=3)
BOOK = small_book()
ONE, OTHER = CLIENTS


def raw(portfolio: Portfolio) -> RawBook:
    return render(assess(portfolio, default_policy(), AS_OF))


def read(portfolio: Portfolio) -> Parsed:
    return parse(raw(portfolio))


def typed_over(book: RawBook, table: str, row: int, key: str, content: Value) -> RawBook:
    """Return a book in which somebody typed into a cell."""
    found = book.tables[table]
    rows = [list(cells) for cells in found.rows]
    rows[row][positions_of(schema_table(table), found)[key]] = content
    return replace(book, tables={**book.tables, table: replace(found, rows=rows)})


def merged(
    mine: Portfolio | Parsed,
    theirs: Portfolio | Parsed,
    base: Portfolio | None = BOOK,
    own: Own | None = None,
    sending: str = "n1",
) -> Outcome:
    """Return what comes of a book and the version that came back, two days after it was sent."""
    first, second = (read(one) if isinstance(one, Portfolio) else one for one in (mine, theirs))
    task = Task(first, AS_OF, first.portfolio.lang, "I. Petrova", {"today": DAY.isoformat()})
    origin = Origin(Base(state_of(base)) if base else Base(), sending=sending)
    return merged_outcome(task, chosen_in(task), Returned(second, origin, "back.xlsx", "S. Orlov"), own or Own())


def with_tasks(portfolio: Portfolio = BOOK, **tables: Any) -> Portfolio:
    return replace(portfolio, tasks=replace(portfolio.tasks, **tables))


def answered(text: str, portfolio: Portfolio = BOOK, **more: Any) -> Portfolio:
    first, *rest = portfolio.tasks.answers
    return with_tasks(portfolio, answers=(replace(first, answer=text, **more), *rest))


def the_book(outcome: Outcome) -> Portfolio:
    assert outcome.portfolio is not None
    return outcome.portfolio


def the_conflict(outcome: Outcome) -> Conflict:
    (found,) = the_book(outcome).conflicts
    return found


def chosen(outcome: Outcome, choice: str) -> Portfolio:
    """Return the book with a choice typed into every conflict."""
    book = the_book(outcome)
    return replace(book, conflicts=tuple(replace(one, choice=choice) for one in book.conflicts))  # type: ignore[arg-type]


def codes(outcome: Outcome) -> set[str]:
    return {one.code for one in outcome.findings}


def test_a_conflict_says_in_words_what_both_sides_have() -> None:
    found = the_conflict(merged(answered("Fifty"), answered("Sixty")))
    assert (found.account, found.column, found.base, found.mine, found.theirs) == (
        ONE, "Answer", "Forty", "Fifty", "Sixty"
    )  # fmt: skip
    assert found.name.startswith("Dossier: ") and (found.who, found.date, found.file) == ("S. Orlov", DAY, "back.xlsx")
    assert found.choice == ""


@pytest.mark.parametrize(("lang", "shown"), [("en", ("yes", "no")), ("ru", ("да", "нет"))])
def test_flags_shares_days_and_names_are_shown_as_in_cells(lang: Lang, shown: tuple[str, str]) -> None:
    base = replace(BOOK, lang=lang)
    first = base.accounts[0]

    def version_of(flag: bool, share: float, day: dt.date, role: str) -> Portfolio:
        account = replace(first, lower_pay=flag, penetration=share, confirmed=day)
        member = replace(base.tasks.members[0], role=role)
        return with_tasks(
            replace(base, accounts=(account, *base.accounts[1:])), members=(member, *base.tasks.members[1:])
        )

    outcome = merged(version_of(True, 0.125, AS_OF, "user"), version_of(False, 0.5, DAY, "economic"), base)
    texts = {one.field: (one.mine, one.theirs) for one in the_book(outcome).conflicts}
    assert texts["lower_pay"] == shown
    assert texts["penetration"] == (("12.5 %", "50 %") if lang == "en" else ("12,5 %", "50 %"))
    assert texts["confirmed"][1] == ("23 May 2026" if lang == "en" else "23.05.2026")
    role = default_policy().center.role("user")
    assert role is not None and texts["role"][0] == role.name.in_(lang)


def test_theirs_is_taken_by_the_next_merge_where_it_is_chosen_and_the_row_goes() -> None:
    book = chosen(merged(answered("Fifty"), answered("Sixty")), "theirs")
    again = merged(book, answered("Sixty"))
    after = the_book(again)
    assert after.tasks.answers[0].answer == "Sixty" and after.conflicts == ()
    assert [(one.action, one.old, one.new) for one in after.log] == [
        ("conflict", "Fifty", "Sixty"), ("chosen", "Fifty", "Sixty")
    ]  # fmt: skip
    assert again.data["chosen"] == 1


def test_mine_that_was_chosen_stands_and_is_not_asked_about_again() -> None:
    book = chosen(merged(answered("Fifty"), answered("Sixty")), "mine")
    after = the_book(merged(book, answered("Sixty")))
    assert after.tasks.answers[0].answer == "Fifty" and after.conflicts == ()
    third = merged(after, answered("Sixty"))
    assert third.portfolio is None and third.data["conflicts"] == []
    assert the_conflict(merged(after, answered("Seventy"))).theirs == "Seventy"


def test_what_was_taken_once_is_not_taken_again_where_mine_changed_it_since() -> None:
    theirs = answered("Sixty")
    taken = the_book(merged(BOOK, theirs))
    for later in ("Forty", "Seventy"):
        mine = answered(later, taken)
        assert merged(mine, theirs).portfolio is None
    assert the_conflict(merged(answered("Seventy", taken), answered("Eighty"))).theirs == "Eighty"


def test_a_change_that_comes_twice_is_told_twice() -> None:
    once = the_book(merged(BOOK, answered("Sixty")))
    forth = the_book(merged(once, answered("Seventy"), answered("Sixty"), sending="n2"))
    back = the_book(merged(forth, answered("Sixty"), answered("Seventy"), sending="n3"))
    again = the_book(merged(back, answered("Seventy"), answered("Sixty"), sending="n4"))
    assert [one.new for one in again.log] == ["Sixty", "Seventy", "Sixty", "Seventy"]
    assert len({one.id for one in again.log}) == 4


def test_a_second_merge_of_the_same_book_changes_nothing_and_keeps_the_question() -> None:
    book = the_book(merged(answered("Fifty"), answered("Sixty")))
    assert merged(book, answered("Sixty")).portfolio is None


def test_a_later_version_replaces_the_question_and_one_that_gave_in_ends_it() -> None:
    book = the_book(merged(answered("Fifty"), answered("Sixty")))
    assert the_conflict(merged(book, answered("Seventy"))).theirs == "Seventy"
    assert the_book(merged(book, answered("Fifty"))).conflicts == ()


@pytest.mark.parametrize(("choice", "stays"), [("mine", True), ("theirs", False)])
def test_a_row_that_they_deleted_and_mine_changed_is_kept_or_deleted_as_chosen(choice: str, stays: bool) -> None:
    risk = replace(BOOK.tasks.risks[0], sign="Rumours")
    outcome = merged(with_tasks(risks=(risk,)), with_tasks(risks=()))
    found = the_conflict(outcome)
    assert (found.column, found.theirs) == ("", "row deleted") and "Rumours" in found.mine
    after = the_book(merged(chosen(outcome, choice), with_tasks(risks=())))
    assert bool(after.tasks.risks) is stays and after.conflicts == ()
    gone = {one.old for one in after.log if one.action == "deleted"}
    assert stays or {"Price war", "Rumours", "50 %"} <= gone


@pytest.mark.parametrize(("choice", "stays"), [("mine", False), ("theirs", True)])
def test_a_row_that_mine_deleted_and_they_changed_likewise(choice: str, stays: bool) -> None:
    risk = replace(BOOK.tasks.risks[0], sign="Rumours")
    outcome = merged(with_tasks(risks=()), with_tasks(risks=(risk,)))
    assert the_book(outcome).tasks.risks[0].sign == "Rumours" and the_conflict(outcome).mine == "row deleted"
    after = the_book(merged(chosen(outcome, choice), with_tasks(risks=(risk,))))
    assert bool(after.tasks.risks) is stays and after.conflicts == ()


def without_client(portfolio: Portfolio = BOOK) -> Portfolio:
    """Return the book without its first client and all that belongs to him."""
    return with_records(
        portfolio,
        {kept.field: [one for one in records_in(portfolio, kept) if one.account != ONE] for kept in BOOK_RECORDS},
    )


def rows_of_client(portfolio: Portfolio) -> int:
    return sum(one.account == ONE for kept in BOOK_RECORDS for one in records_in(portfolio, kept))


@pytest.mark.parametrize("gone_in", ["theirs", "mine"])
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_whether_a_client_goes_is_one_question_and_his_rows_stay_or_go_with_him(gone_in: str, choice: str) -> None:
    touched = replace(answered("Sixty"), accounts=(replace(BOOK.accounts[0], margin=9.0), BOOK.accounts[1]))
    mine, theirs = (touched, without_client()) if gone_in == "theirs" else (without_client(), touched)
    outcome = merged(mine, theirs)
    assert the_conflict(outcome).record == "a1" and outcome.data["deleted"] == 0
    assert rows_of_client(the_book(outcome)) == rows_of_client(BOOK) > 10
    after = the_book(merged(chosen(outcome, choice), theirs))
    assert rows_of_client(after) == (0 if choice == gone_in else rows_of_client(BOOK)) and after.conflicts == ()
    assert merged(after, theirs).portfolio is None
    assert choice != gone_in or {"Quality", "Sixty", "Price war"} <= {one.old for one in after.log}


def test_the_log_has_every_value_of_a_deleted_row() -> None:
    after = the_book(merged(BOOK, with_tasks(goals=BOOK.tasks.goals[1:])))
    gone = [one for one in after.log if one.action == "deleted"]
    assert len(gone) == 8 and {one.old for one in gone} == {"Valves", "20 %", "1"}
    assert {(one.account, one.record, one.who) for one in gone} == {(ONE, "g1", "S. Orlov")}


def test_a_text_longer_than_a_cell_is_split_over_entries() -> None:
    text = "x" * CELL_LENGTH + "yz"
    on = About("tblDossier", "q1", ONE, "Dossier", "Answer")
    first, second = log_entries("changed", on, text, "short", Source("S. Orlov", DAY, "back.xlsx"))
    assert first.old + second.old == text and (first.new, second.new) == ("short", "")
    assert first.id != second.id


def test_a_long_text_in_conflict_is_kept_whole_and_can_be_taken() -> None:
    text = '"' * CELL_LENGTH
    outcome = merged(answered("Fifty"), answered(text))
    found = the_conflict(outcome)
    assert found.theirs == text and len(found.value) <= CELL_LENGTH
    assert the_book(merged(chosen(outcome, "theirs"), answered(text))).tasks.answers[0].answer == text


def test_rows_of_a_renamed_client_follow_and_others_keep_their_spelling() -> None:
    loose = answered("Forty", account=" armatura")
    renamed = replace(BOOK, accounts=(replace(BOOK.accounts[0], account="Armatura Plus"), BOOK.accounts[1]))
    after = the_book(merged(loose, renamed))
    assert {one.account for one in after.tasks.goals} == {"Armatura Plus"}
    assert [(one.action, one.old, one.new) for one in after.log] == [("renamed", "Armatura", "Armatura Plus")]
    kept = the_book(merged(loose, answered("Forty", source="mail")))
    assert kept.tasks.answers[0].account == " armatura" and kept.tasks.answers[0].source == "mail"


def test_rows_typed_without_an_id_are_one_where_both_typed_the_same() -> None:
    new = Review("", ONE, DAY, "Agreed")
    mine = with_tasks(reviews=(*BOOK.tasks.reviews, new))
    theirs = with_tasks(reviews=(*BOOK.tasks.reviews, replace(new, next_review=DAY)))
    after = the_book(merged(mine, theirs))
    assert len(after.tasks.reviews) == 3 and after.tasks.reviews[-1].next_review == DAY
    assert after.tasks.reviews[-1].id and after.conflicts == ()


def test_of_two_rows_with_one_id_the_one_like_the_base_keeps_it() -> None:
    answer = BOOK.tasks.answers[0]
    copy = replace(answer, question="why_key", answer="Their own words")
    after = the_book(merged(BOOK, with_tasks(answers=(copy, answer, BOOK.tasks.answers[1]))))
    assert [one.question for one in after.tasks.answers] == ["size", "size", "why_key"]
    assert after.tasks.answers[0] == answer and after.conflicts == ()


def test_what_cannot_be_read_is_a_conflict_that_cannot_be_chosen_until_it_is_mended() -> None:
    theirs = parse(typed_over(raw(BOOK), "tblMembers", 0, "influence", "strong"))
    outcome = merged(BOOK, theirs)
    found = the_conflict(outcome)
    assert (found.field, found.mine, found.theirs) == ("influence", "3", "strong")
    assert the_book(outcome).tasks.members[0].influence == 3.0 and "merge_unreadable" in codes(outcome)
    place = next(one.where for one in outcome.findings if one.code == "merge_unreadable")
    assert (place.file, place.sheet) == ("back.xlsx", "Buying center") and place.cell
    refused = merged(chosen(outcome, "theirs"), theirs)
    assert "choice_unreadable" in codes(refused) and refused.data["conflicts"]
    assert the_book(merged(chosen(outcome, "mine"), theirs)).conflicts == ()


def test_text_in_a_named_cell_and_in_a_row_of_its_own_is_not_lost_either() -> None:
    book = raw(BOOK)
    book = replace(book, cells={**book.cells, "hours": replace(book.cells["hours"], value="many", cell="C9")})
    found = book.tables["tblFacts"]
    cells: list[Value] = [None] * len(found.headers)
    cells[positions_of(schema_table("tblFacts"), found)["sales"]] = "a lot"
    book = replace(book, tables={**book.tables, "tblFacts": replace(found, rows=[*found.rows, cells])})
    outcome = merged(BOOK, parse(book))
    assert {(one.field, one.theirs) for one in the_book(outcome).conflicts} == {("hours", "many"), ("sales", "a lot")}
    assert the_book(outcome).setup.hours == BOOK.setup.hours
    assert the_book(merged(chosen(outcome, "mine"), BOOK)).conflicts == ()


def test_drift_of_their_policy_is_told_and_the_policy_stays() -> None:
    book = raw(BOOK)
    name = next(name for name, cell in book.cells.items() if name.startswith("p_") or "entry_points" in name)
    changed = replace(book, cells={**book.cells, name: replace(book.cells[name], value=99.0)})
    outcome = merged(BOOK, parse(changed))
    assert "policy_cell_changed" in codes(outcome) and outcome.portfolio is None
    assert all(one.where.file == "back.xlsx" for one in outcome.findings)


def test_rows_that_lost_their_client_only_until_they_are_merged_are_not_told() -> None:
    renamed = replace(BOOK, accounts=(replace(BOOK.accounts[0], account="Armatura Plus"), BOOK.accounts[1]))
    assert merged(BOOK, renamed).findings == ()


def signed_by_head(portfolio: Portfolio = BOOK, **review: Any) -> Portfolio:
    row = Review("", ONE, head="S. Orlov", decisions="Go on")
    return with_tasks(portfolio, reviews=(*portfolio.tasks.reviews, replace(row, **review)))


def plan_version(portfolio: Portfolio) -> float:
    return float(version(plan_rows(portfolio.tasks, [ONE])[0]))


def test_a_review_that_the_head_typed_is_stamped_as_signature() -> None:
    outcome = merged(BOOK, signed_by_head())
    review = the_book(outcome).tasks.reviews[-1]
    assert (review.version, review.manager, review.head, review.date) == (
        plan_version(BOOK), "I. Petrova", "S. Orlov", AS_OF
    )  # fmt: skip
    assert [one["account"] for one in outcome.data["signed"]] == [ONE]
    assert "signed" in [one.action for one in the_book(outcome).log] and "account_plan_changed" not in codes(outcome)
    assert merged(the_book(outcome), signed_by_head()).portfolio is None


def test_he_signs_what_he_saw_and_a_plan_changed_since_is_told() -> None:
    mine = with_tasks(plans=(replace(BOOK.tasks.plans[0], strategy="Speed"), *BOOK.tasks.plans[1:]))
    outcome = merged(mine, signed_by_head())
    assert the_book(outcome).tasks.reviews[-1].version == plan_version(BOOK) != plan_version(mine)
    assert "account_plan_changed" in codes(outcome)
    both = with_tasks(plans=(replace(BOOK.tasks.plans[0], not_do="Discounts"), *BOOK.tasks.plans[1:]))
    outcome = merged(BOOK, signed_by_head(both))
    assert the_book(outcome).tasks.reviews[-1].version == plan_version(both)
    assert "account_plan_changed" not in codes(outcome)


def test_a_review_without_the_head_or_one_that_the_manager_typed_is_not_signed() -> None:
    assert merged(BOOK, signed_by_head(head="")).data["signed"] == []
    assert merged(signed_by_head(), BOOK).data["signed"] == []


def test_a_name_of_another_client_cannot_be_chosen() -> None:
    def named(name: str) -> Portfolio:
        return replace(BOOK, accounts=(replace(BOOK.accounts[0], account=name), BOOK.accounts[1]))

    outcome = merged(named("Alpha"), named("Beta"))
    book = chosen(outcome, "theirs")
    taken = replace(book, accounts=(book.accounts[0], replace(book.accounts[1], account="beta")))
    refused = merged(taken, named("Beta"))
    assert "choice_name_taken" in codes(refused)
    after = the_book(merged(book, named("Beta")))
    assert {after.accounts[0].account, *(one.account for one in after.tasks.goals)} == {"Beta"}


def test_a_row_whose_data_somebody_changed_is_refused_and_stays() -> None:
    book = chosen(merged(answered("Fifty"), answered("Sixty")), "theirs")
    for data in ("{", "[]", "{}", '{"value": 5}', '{"value": null}'):
        broken = replace(book, conflicts=(replace(book.conflicts[0], value=data),))
        outcome = merged(broken, answered("Sixty"))
        assert "choice_without_value" in codes(outcome) and len(outcome.data["conflicts"]) == 1


def test_merging_with_itself_changes_nothing() -> None:
    outcome = merged(with_ids(BOOK), BOOK)
    assert outcome.portfolio is None and outcome.findings == ()
