"""Rows that come back without their hidden ids are still the same records."""

from __future__ import annotations

from dataclasses import replace

from kam_xl.exchange.merge.known_ids import with_known_ids
from kam_xl.exchange.state import state_of
from kam_xl.model import Portfolio
from kam_xl.sheets.book_records import BOOK_RECORDS, records_in, with_records
from tests.exchange.merge.test_combined import BOOK, merged, with_tasks


def without_ids(portfolio: Portfolio) -> Portfolio:
    return with_records(
        portfolio, {kept.field: [replace(one, id="") for one in records_in(portfolio, kept)] for kept in BOOK_RECORDS}
    )


def ids(portfolio: Portfolio) -> list[str]:
    return [one.id for kept in BOOK_RECORDS for one in records_in(portfolio, kept)]


def test_a_book_whose_ids_are_gone_merges_as_the_same_book() -> None:
    outcome = merged(BOOK, without_ids(BOOK))
    assert outcome.portfolio is None and outcome.findings == ()


def test_each_row_gets_the_id_of_the_record_of_its_name_in_what_was_sent_or_in_mine() -> None:
    renamed = replace(BOOK, accounts=(replace(BOOK.accounts[0], account="Armatura Plus"), BOOK.accounts[1]))
    assert ids(with_known_ids(without_ids(BOOK), [state_of(BOOK), state_of(renamed)])) == ids(BOOK)
    assert ids(with_known_ids(without_ids(BOOK), [state_of(BOOK)])) == ids(BOOK)


def test_a_row_that_shares_its_name_or_whose_record_is_there_gets_none() -> None:
    first, *rest = BOOK.tasks.risks
    typed = with_tasks(risks=(first, replace(first, id="")))
    assert with_known_ids(typed, [state_of(BOOK)]).tasks.risks == typed.tasks.risks
    twice = with_tasks(risks=(first, replace(first, id="r2")))
    blank = with_tasks(risks=(replace(first, id=""),))
    assert with_known_ids(blank, [state_of(twice)]).tasks.risks == blank.tasks.risks and not rest
