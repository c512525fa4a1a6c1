"""What a copy that was sent did not bring: read from its prints and its policy, and nothing of any other book."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kam_xl.exchange.prints import prints_of, to_text
from kam_xl.exchange.sent_copy import new_sent
from kam_xl.exchange.state import SETUP, state_of
from kam_xl.exchange.staying import With, stay_home
from kam_xl.exchange.unsent import NOTHING_UNSENT, Unsent, from_text, unsent_of
from kam_xl.exchange.unsent import to_text as unsent_to_text
from kam_xl.model import Portfolio
from kam_xl.model_exchange import Sent
from kam_xl.rules import assess
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, an_account, default_policy
from tests.support.sending import secretive

AT = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
BOOK = secretive()
FULL = state_of(BOOK)


def read(portfolio: Portfolio) -> Parsed:
    return parse(render(assess(portfolio, default_policy(), AS_OF)))


def copied(*asked: With) -> Portfolio:
    staying = stay_home(read(BOOK), asked)
    return replace(staying.portfolio, sent=new_sent(staying, "Anna", AT))


def unsent(portfolio: Portfolio) -> Unsent:
    parsed = read(portfolio)
    return unsent_of(parsed, state_of(parsed.portfolio))


def test_everything_that_differs_between_a_book_and_its_copy_was_not_sent() -> None:
    copy = copied()
    found, state = unsent(copy), state_of(copy)
    for table, records in FULL.tables.items():
        for id, fields in records.items():
            if id not in state.tables[table]:
                assert found.lacks_row(table, fields), (table, id)
                continue
            differing = {key for key, one in fields.items() if one != state.tables[table][id][key]}
            assert all(found.lacks(table, id, key) for key in differing), (table, id, differing)
    assert not any(found.lacks(SETUP, SETUP, key) for key in FULL.tables[SETUP][SETUP])


def test_what_went_along_is_there_blank_or_not() -> None:
    found = unsent(copied("notes", "pay", "personal"))
    account = BOOK.accounts[0].id
    assert not any(found.lacks("tblAccounts", account, key) for key in ("notes", "lower_pay", "evidence"))
    assert found.lacks("tblAccounts", account, "folder")
    assert not found.lacks_row("tblDossier", {"question": "interests"})
    assert not found.lacks_row("tblProposals", {"field": "lower_pay"})


def test_rows_stay_by_their_question_however_it_is_typed_and_others_do_not() -> None:
    found = unsent(copied())
    assert found.lacks_row("tblDossier", {"question": "  Interests"})
    assert found.lacks_row("tblProposals", {"field": "lower_pay"})
    assert not found.lacks_row("tblDossier", {"question": "why_key"})
    assert not found.lacks_row("tblProposals", {"field": "margin"})
    assert not found.lacks_row("tblMembers", {"question": "interests"})


def test_what_somebody_typed_into_a_copy_came() -> None:
    copy = copied()
    first = replace(copy.accounts[0], notes="typed by the head")
    added = an_account("New", id="a9")
    found = unsent(replace(copy, accounts=(first, *copy.accounts[1:], added)))
    assert not found.lacks("tblAccounts", first.id, "notes")
    assert not found.lacks("tblAccounts", "a9", "notes")
    assert found.lacks("tblAccounts", copy.accounts[1].id, "notes")


def test_a_book_that_is_no_copy_and_prints_that_were_destroyed_tell_nothing() -> None:
    assert unsent(BOOK) == NOTHING_UNSENT
    assert unsent(replace(copied(), sent=Sent("n1", AT.isoformat(), "Anna", "nonsense"))) == NOTHING_UNSENT


def test_a_copy_of_an_empty_book_lacks_the_personal_rows_only_whatever_is_typed_into_it() -> None:
    empty = replace(BOOK, accounts=(), tasks=replace(BOOK.tasks, **dict.fromkeys(BOOK.tasks.__slots__, ())))  # type: ignore[attr-defined]
    empty = replace(empty, proposals=())
    sent = Sent("n1", AT.isoformat(), "Anna", to_text(prints_of(state_of(empty), {})))
    typed = replace(empty, accounts=(an_account("New", id="a9"),), sent=sent)
    assert unsent(typed) == Unsent({}, {"tblDossier": frozenset({"interests"})})


words = st.text(max_size=4)
sets = st.frozensets(words, min_size=1, max_size=3)


@given(st.builds(Unsent, st.dictionaries(words, st.dictionaries(words, sets)), st.dictionaries(words, sets)))
def test_it_comes_back_from_its_text(one: Unsent) -> None:
    assert from_text(unsent_to_text(one)) == one


def test_the_text_names_fields_that_many_records_lack_once() -> None:
    many = Unsent({"tblAccounts": {f"a{i}": frozenset({"notes", "folder"}) for i in range(100)}})
    assert unsent_to_text(many).count("notes") == 1
