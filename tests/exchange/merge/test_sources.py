"""Where the base of a merge comes from, and what it costs where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.exchange.errors import OtherBase
from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.sources import Origin, origin_of
from kam_xl.exchange.prints import from_text
from kam_xl.exchange.snapshots import save_snapshot
from kam_xl.exchange.state import state_of
from kam_xl.model import Portfolio
from kam_xl.model_exchange import Sent
from tests.exchange.merge.edits import small_book
from tests.support.versions import SNAPSHOT, as_sent

MINE = small_book()
COPY = as_sent(MINE)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "KAM.xlsx"


def origin(mine: Portfolio, theirs: Portfolio, book: Path | None = None, named: Path | None = None) -> Origin:
    return origin_of(mine, theirs, book, named, "back.xlsx")


def codes(found: Origin) -> list[str]:
    return [one.code for one in found.findings]


def sent(portfolio: Portfolio) -> Sent:
    assert portfolio.sent is not None
    return portfolio.sent


def test_the_snapshot_beside_the_book_goes_first_and_the_prints_say_what_was_sent(book: Path) -> None:
    save_snapshot(book, SNAPSHOT, state_of(MINE), {})
    found = origin(MINE, COPY, book)
    assert found.base.values == state_of(MINE) and found.findings == ()
    assert found.to_theirs == from_text(sent(COPY).prints) and found.to_mine is None


def test_then_the_prints_in_the_copy(book: Path) -> None:
    for found in (origin(MINE, COPY, book), origin(MINE, COPY)):
        assert found.base == Base(None, from_text(sent(COPY).prints)) and codes(found) == ["merge_prints_only"]


def test_else_nothing_is_known_and_that_is_told(book: Path) -> None:
    found = origin(MINE, MINE, book)
    assert not found.base.known and codes(found) == ["merge_no_base"]


def test_a_snapshot_of_another_book_is_not_taken(book: Path) -> None:
    save_snapshot(book, SNAPSHOT, replace(state_of(MINE), book_id="other"), {})
    assert origin(MINE, COPY, book).base.values is None


def test_a_file_that_is_named_goes_before_all_and_must_be_of_this_book(book: Path) -> None:
    older = replace(state_of(MINE), lang="ru")
    path = save_snapshot(book, "s9", older, {})
    save_snapshot(book, SNAPSHOT, state_of(MINE), {})
    assert origin(MINE, COPY, book, path).base == Base(older)
    other = save_snapshot(book, "s8", replace(older, book_id="other"), {})
    with pytest.raises(OtherBase) as caught:
        origin(MINE, COPY, book, other)
    assert str(other) in caught.value.in_("ru")


@pytest.mark.parametrize(
    "prints", ["{", "[]", '{"tblFacts": 1}', '{"tblFacts": {"fields": ["a"], "rows": {"f": "1,2"}}}']
)
def test_where_nobody_can_tell_what_was_sent_no_blank_cell_counts_as_emptied(book: Path, prints: str) -> None:
    save_snapshot(book, SNAPSHOT, state_of(MINE), {})
    broken = replace(COPY, sent=replace(sent(COPY), prints=prints))
    found = origin(MINE, broken, book)
    assert not found.base.known and codes(found) == ["merge_prints_damaged", "merge_no_base"]


def test_of_two_copies_the_earlier_sending_is_what_both_come_from() -> None:
    later = replace(COPY, sent=replace(sent(COPY), snapshot="s2", at="2026-06-01T09:00:00+00:00", prints="{}"))
    for mine, theirs in ((COPY, later), (later, COPY)):
        assert origin(mine, theirs).base.prints == from_text(sent(COPY).prints)
