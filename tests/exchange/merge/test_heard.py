"""A copy of one sending that comes more than once: only what it says anew counts, nothing is taken back silently."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.model import Portfolio
from kam_xl.model_tasks import Risk
from tests.exchange.merge.test_combined import BOOK, ONE, answered, codes, merged, the_book, the_conflict, with_tasks

RISK, GOALS = BOOK.tasks.risks[0], BOOK.tasks.goals
NEW = Risk("r9", ONE, "Strike", 0.2, "low")


def headed(portfolio: Portfolio, hours: float = 77.0) -> Portfolio:
    """Return a copy in which the head also typed the hours, by which a later version of it is known."""
    return replace(portfolio, setup=replace(portfolio.setup, hours=hours))


def test_the_same_change_in_a_copy_of_a_new_sending_is_taken_again() -> None:
    once = the_book(merged(BOOK, answered("Sixty")))
    back = answered("Forty", once)
    again = merged(back, answered("Sixty"), back, sending="n2")
    assert the_book(again).tasks.answers[0].answer == "Sixty" and again.data["taken"] == 1


def test_mine_chosen_against_a_copy_says_nothing_of_a_copy_of_a_new_sending() -> None:
    asked = the_book(merged(answered("Fifty"), answered("Sixty")))
    book = replace(asked, conflicts=tuple(replace(one, choice="mine") for one in asked.conflicts))
    kept = the_book(merged(book, answered("Sixty")))
    again = merged(kept, answered("Sixty"), kept, sending="n2")
    assert the_book(again).tasks.answers[0].answer == "Sixty"


def test_what_a_later_version_of_the_copy_took_back_or_changed_again_is_taken() -> None:
    book = the_book(merged(BOOK, headed(with_tasks(answered("Sixty"), risks=(), goals=GOALS[:1]))))
    assert not book.tasks.risks and len(book.tasks.goals) == 1
    later = merged(book, headed(answered("Forty")))
    after = the_book(later)
    assert after.tasks.answers[0].answer == "Forty" and after.tasks.risks == (RISK,) and later.data["added"] == 2
    again = the_book(merged(after, headed(answered("Seventy"))))
    assert again.tasks.answers[0].answer == "Seventy" and again.conflicts == ()


def test_where_mine_changed_it_too_since_a_later_version_asks() -> None:
    book = the_book(merged(BOOK, headed(answered("Sixty"))))
    for text in ("Forty", "Seventy"):
        found = the_conflict(merged(answered("Fifty", book), headed(answered(text))))
        assert (found.mine, found.theirs) == ("Fifty", text)


def test_the_copy_as_it_was_sent_or_that_of_another_person_takes_nothing_back_and_that_is_told() -> None:
    book = the_book(merged(BOOK, headed(with_tasks(answered("Sixty"), risks=()))))
    for copy in (BOOK, with_tasks(goals=GOALS[:1])):
        outcome = merged(book, copy)
        after = outcome.portfolio or book
        assert after.tasks.answers[0].answer == "Sixty" and after.tasks.risks == () and after.setup.hours == 77.0
        (told,) = (one for one in outcome.findings if one.code == "merge_as_sent")
        assert told.params == {"n": 3} and told.where.file == "back.xlsx"
    assert "merge_as_sent" not in codes(merged(book, headed(with_tasks(answered("Sixty"), risks=()))))


def test_each_copy_of_one_sending_is_known_by_what_it_said_itself() -> None:
    first, second = headed(answered("Sixty")), with_tasks(goals=GOALS[:1])
    book = the_book(merged(the_book(merged(BOOK, first)), second))
    later = the_book(merged(book, with_tasks(goals=GOALS[:1], risks=())))
    assert later.tasks.answers[0].answer == "Sixty" and later.tasks.risks == ()


def test_an_older_version_of_the_copy_changes_nothing() -> None:
    older, newer = headed(answered("Sixty")), headed(answered("Seventy"))
    book = the_book(merged(the_book(merged(BOOK, older)), newer))
    assert book.tasks.answers[0].answer == "Seventy"
    assert merged(book, older).portfolio is None


def test_a_row_that_theirs_added_and_mine_deleted_or_changed_stays_so_when_the_copy_comes_again() -> None:
    copy = with_tasks(risks=(RISK, NEW))
    book = the_book(merged(BOOK, copy))
    gone = with_tasks(book, risks=(RISK,))
    assert merged(gone, copy).portfolio is None
    changed = with_tasks(book, risks=(RISK, replace(NEW, sign="Rumours", impact="high")))
    assert merged(changed, copy).portfolio is None


def test_a_row_that_theirs_added_is_changed_and_deleted_by_a_later_version() -> None:
    book = the_book(merged(BOOK, with_tasks(risks=(RISK, NEW))))
    changed = the_book(merged(book, headed(with_tasks(risks=(RISK, replace(NEW, impact="high"))))))
    assert changed.tasks.risks[1].impact == "high" and changed.conflicts == ()
    book = the_book(merged(BOOK, headed(with_tasks(risks=(RISK, NEW)))))
    assert the_book(merged(book, headed(BOOK))).tasks.risks == (RISK,)
    own = with_tasks(book, risks=(RISK, replace(NEW, sign="Rumours")))
    assert the_conflict(merged(own, headed(BOOK))).theirs == "row deleted"


def test_a_row_that_theirs_changed_and_mine_then_deleted_stays_deleted() -> None:
    copy = with_tasks(risks=(replace(RISK, sign="Rumours"),))
    book = the_book(merged(BOOK, copy))
    after = merged(with_tasks(book, risks=()), copy)
    assert after.data["conflicts"] == [] and not (after.portfolio or with_tasks(risks=())).tasks.risks


def test_a_row_that_theirs_deleted_and_mine_typed_again_stays() -> None:
    book = the_book(merged(BOOK, with_tasks(risks=())))
    assert merged(with_tasks(book, risks=(RISK,)), with_tasks(risks=())).portfolio is None


def test_mine_chosen_stands_against_the_same_copy_also_where_mine_was_changed_since() -> None:
    asked = the_book(merged(answered("Fifty"), answered("Sixty")))
    book = replace(asked, conflicts=tuple(replace(one, choice="mine") for one in asked.conflicts))
    kept = the_book(merged(book, answered("Sixty")))
    assert merged(answered("Fifty-five", kept), answered("Sixty")).portfolio is None


def test_the_log_says_what_an_added_row_holds() -> None:
    book = the_book(merged(BOOK, with_tasks(risks=(RISK, NEW))))
    (added,) = (one for one in book.log if one.action == "added")
    assert added.old == "" and "Strike" in added.new and "20 %" in added.new
