"""Who changed a version that came back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kam_xl.exchange.merge.returned import sender
from kam_xl.model_exchange import Sent
from tests.exchange.merge.test_combined import BOOK, read

MANAGER = BOOK.setup.manager


@pytest.mark.parametrize(
    ("by", "head", "who"),
    [
        (MANAGER, "S. Orlov", "S. Orlov"),
        (f" {MANAGER.upper()} ", "S. Orlov", "S. Orlov"),
        ("", "S. Orlov", "S. Orlov"),
        ("S. Orlov", "S. Orlov", "S. Orlov"),
        ("A. Deputy", "S. Orlov", "A. Deputy"),
        (MANAGER, "", ""),
    ],
)
def test_a_copy_was_changed_by_the_head_or_by_whoever_sent_it_back(by: str, head: str, who: str) -> None:
    copy = replace(BOOK, setup=replace(BOOK.setup, head=head), sent=Sent("s1", "2026-05-20T09:00:00+00:00", by))
    assert sender(replace(read(BOOK), portfolio=copy)) == who


def test_a_book_that_is_no_copy_was_changed_by_its_manager() -> None:
    assert sender(read(BOOK)) == MANAGER
