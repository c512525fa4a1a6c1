"""A head without Excel reviews in LibreOffice: nothing that merging needs gets lost there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kam_xl.excel.carry import people_content
from kam_xl.exchange.books import open_book
from kam_xl.exchange.prints import from_text
from kam_xl.exchange.snapshots import sent_folder
from kam_xl.exchange.state import state_of
from kam_xl.i18n import Lang
from tests.exchange.end_to_end import review as way
from tests.exchange.end_to_end.command_line import kam
from tests.exchange.end_to_end.review import Review
from tests.exchange.end_to_end.team import SentBook
from tests.support.libreoffice import LibreOffice, Typed
from tests.support.versions import Typing


def test_a_copy_that_went_through_libreoffice_merges_like_the_untouched_one(
    review: Review, team: Mapping[str, SentBook], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    own = team["sokolova"].book
    book, returned, out = tmp_path / own.name, tmp_path / "saved" / review.returned.name, tmp_path / "merged.xlsx"
    shutil.copy(review.before, book)
    shutil.copytree(sent_folder(own), sent_folder(book))
    returned.parent.mkdir()
    libreoffice.save_as(review.returned, returned)
    run = kam(review.lang, "merge", book, returned, "-o", out, "--json")
    assert run.data | {"out": ""} == review.merging.data | {"out": ""}
    assert state_of(open_book(out).portfolio) == state_of(review.result)
    assert added_by_people(out) == added_by_people(review.merged)


def added_by_people(book: Path) -> tuple[Any, ...]:
    """Return the columns and notes of people in a book."""
    people = people_content(book)
    return [(one.header, one.values) for one in people.columns], [(one.row, one.text.strip()) for one in people.notes]


def test_what_is_typed_in_libreoffice_comes_back_with_all_that_was_sent(
    lang: Lang, team: Mapping[str, SentBook], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    sent = team["vogel"]
    before = open_book(sent.copy).portfolio
    action = before.tasks.actions[0]
    seen = Typing(sent.copy, lang)
    sheet, row = seen.place("tblActions")[0], seen.by_id("tblActions", action.id)
    typed: dict[str, Typed] = {
        sheet.cell(row, seen.column("tblActions", key)).coordinate: content
        for key, content in (("due", way.DUE), ("budget_y1", way.BUDGET))
    }
    returned = libreoffice.save_as(sent.copy, tmp_path / "typed.xlsx", {sheet.title: typed})
    after = open_book(returned).portfolio
    assert after.sent is not None and after.sent == before.sent
    assert from_text(after.sent.prints)["tblAccounts"]
    tables = {table: dict(records) for table, records in state_of(before).tables.items()}
    tables["tblActions"][action.id] = {**tables["tblActions"][action.id], "due": way.DUE, "budget_y1": way.BUDGET}
    assert state_of(after).tables == tables
    told = kam(lang, "merge", sent.book, returned, "--json").data
    assert [(one["table"], one["record"]) for one in told["changes"]] == [("tblActions", action.id)] * 2
    assert told["conflicts"] == [] and told["taken"] == 2
