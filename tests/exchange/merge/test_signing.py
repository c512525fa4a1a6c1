"""Which reviews become signatures, and what is said of those that do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kam_xl.commands.task import Outcome, Task
from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.combined import Own, Returned
from kam_xl.exchange.merge.returned import chosen_in, merged_outcome
from kam_xl.exchange.merge.sources import Origin
from kam_xl.exchange.prints import prints_of
from kam_xl.exchange.state import state_of
from kam_xl.findings import Finding
from kam_xl.model import Portfolio
from kam_xl.model_tasks import Review
from tests.exchange.merge.test_combined import (
    BOOK,
    DAY,
    ONE,
    codes,
    merged,
    plan_version,
    read,
    signed_by_head,
    the_book,
    with_tasks,
)
from tests.factories import AS_OF, default_policy


def told(outcome: Outcome) -> Finding:
    (found,) = (one for one in outcome.findings if one.code.startswith("review_"))
    return found


def typed_by_both(mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[Portfolio, Portfolio]:
    """Return two versions in which both sides typed a review of one client on one day."""
    one, other = (
        with_tasks(reviews=(*BOOK.tasks.reviews, replace(Review("", ONE, DAY), **fields))) for fields in (mine, theirs)
    )
    return one, other


def test_the_head_does_not_sign_what_the_manager_wrote_on_the_same_day() -> None:
    mine, theirs = typed_by_both({"decisions": "Discounts"}, {"decisions": "Go on", "head": "S. Orlov"})
    book = the_book(merged(mine, theirs))
    own, signed = book.tasks.reviews[-2:]
    assert (own.decisions, own.head, own.version) == ("Discounts", "", None)
    assert (signed.decisions, signed.head, signed.version) == ("Go on", "S. Orlov", plan_version(BOOK))
    assert own.id != signed.id and book.conflicts == ()
    assert merged(book, theirs).portfolio is None
    alone = with_tasks(book, reviews=(*BOOK.tasks.reviews, signed))
    assert merged(alone, theirs).portfolio is None


def test_a_review_that_the_manager_changes_after_it_came_stays_the_same_one() -> None:
    book = the_book(merged(BOOK, signed_by_head(date=DAY)))
    changed = with_tasks(book, reviews=(*BOOK.tasks.reviews, replace(book.tasks.reviews[-1], decisions="Wait")))
    assert merged(changed, signed_by_head(date=DAY)).portfolio is None


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_review_of_an_unknown_client_is_told_with_its_cell_and_stamped_once_he_is_mended(lang: Any) -> None:
    copy = signed_by_head(account="Armatora")
    outcome = merged(BOOK, copy)
    found = told(outcome)
    assert found.code == "review_unknown_client" and "Armatora" in found.in_(lang)
    assert (found.where.file, found.where.sheet) == ("back.xlsx", "Reviews") and found.where.cell
    book = the_book(outcome)
    mended = with_tasks(book, reviews=(*BOOK.tasks.reviews, replace(book.tasks.reviews[-1], account=ONE)))
    assert the_book(merged(mended, copy)).tasks.reviews[-1].version == plan_version(BOOK)


def test_a_review_that_does_not_name_the_head_is_told_once_and_stamped_when_he_adds_his_name() -> None:
    outcome = merged(BOOK, signed_by_head(head=""))
    book = the_book(outcome)
    assert told(outcome).code == "review_without_head" and merged(book, signed_by_head(head="")).findings == ()
    assert the_book(merged(book, signed_by_head())).tasks.reviews[-1].version == plan_version(BOOK)


def test_a_review_on_which_both_disagree_is_not_stamped_until_that_is_decided() -> None:
    first = BOOK.tasks.reviews[1]

    def reviewed(text: str, head: str = "") -> Portfolio:
        return with_tasks(reviews=(BOOK.tasks.reviews[0], replace(first, decisions=text, head=head)))

    mine, theirs = reviewed("Discounts"), reviewed("Go on", "S. Orlov")
    outcome = merged(mine, theirs)
    assert told(outcome).code == "review_in_conflict" and the_book(outcome).tasks.reviews[-1].version is None
    book = replace(the_book(outcome), conflicts=(replace(the_book(outcome).conflicts[0], choice="theirs"),))
    after = merged(book, theirs)
    assert the_book(after).tasks.reviews[-1].version is not None and not after.findings


def test_without_any_name_of_the_manager_nothing_is_signed_and_that_is_told() -> None:
    nameless = replace(BOOK, setup=replace(BOOK.setup, manager=""))
    copy = replace(signed_by_head(), setup=nameless.setup)
    outcome = merged(nameless, copy, nameless)
    assert told(outcome).code == "review_without_manager" and outcome.data["signed"] == []


@pytest.mark.parametrize("policy_keeps", [True, False])
@pytest.mark.parametrize("values", [True, False])
def test_of_a_plan_he_signs_what_the_policy_kept_from_him_and_not_a_text_with_a_path(
    policy_keeps: bool, values: bool
) -> None:
    base = state_of(BOOK)
    sent = prints_of(base, {"tblPlans": {"l1": frozenset({"strategy"})}})
    bare = with_tasks(plans=(replace(BOOK.tasks.plans[0], strategy=""), *BOOK.tasks.plans[1:]))
    rules = replace(default_policy().exchange, note_columns=("tblPlans.strategy",) if policy_keeps else ())
    mine = replace(read(BOOK), policy=replace(default_policy(), exchange=rules))
    task = Task(mine, AS_OF, "en", "I. Petrova", {"today": DAY.isoformat()})
    origin = Origin(Base(base if values else None, sent), None, sent)
    returned = Returned(read(signed_by_head(bare)), origin, "b.xlsx", "S. Orlov")
    outcome = merged_outcome(task, chosen_in(task), returned, Own())
    assert the_book(outcome).tasks.reviews[-1].version == plan_version(BOOK if policy_keeps else bare)
    assert the_book(outcome).tasks.plans[0].strategy == "Quality"
    assert ("account_plan_changed" in codes(outcome)) is not policy_keeps
