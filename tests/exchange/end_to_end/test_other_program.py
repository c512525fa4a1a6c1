"""A head without Excel reviews in LibreOffice: nothing that merging needs gets lost there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

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


def at_home(review: Review, team: Mapping[str, SentBook], folder: Path) -> Path:
    """Put the manager's book as it was before the merge into a folder, with the snapshots beside it."""
    own = team["sokolova"].book
    book = folder / own.name
    shutil.copy(review.before, book)
    shutil.copytree(sent_folder(own), sent_folder(book))
    return book


def merged(lang: Lang, book: Path, returned: Path, out: Path) -> tuple[dict[str, Any], Any]:
    """Merge, and return what it says and what the book then holds; ids of what is new follow from the file's name."""
    run = kam(lang, "merge", book, returned, "-o", out, "--json")
    told = run.data
    assert told.pop("out") == str(out), run.err
    people = people_content(out)
    own = [(one.header, one.values) for one in people.columns], [one.text for one in people.notes]
    return told, (state_of(open_book(out).portfolio), own)


def test_a_copy_that_went_through_libreoffice_merges_like_the_untouched_one(
    review: Review, team: Mapping[str, SentBook], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    book, here = at_home(review, team, tmp_path), tmp_path / "here" / review.returned.name
    here.parent.mkdir()
    libreoffice.save_as(review.returned, here)
    assert here.read_bytes() != review.returned.read_bytes()
    untouched = merged(review.lang, book, review.returned, tmp_path / "one.xlsx")
    through = merged(review.lang, book, here, tmp_path / "other.xlsx")
    assert json.dumps(through[0], indent=1, sort_keys=True) == json.dumps(untouched[0], indent=1, sort_keys=True)
    assert through[1] == untouched[1]


def test_libreoffice_keeps_ids_prints_and_the_snapshots_id(
    team: Mapping[str, SentBook], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    copy = team["vogel"].copy
    before, after = open_book(copy), open_book(libreoffice.save_as(copy, tmp_path / "saved.xlsx"))
    assert after.portfolio.sent is not None and before.portfolio.sent is not None
    assert after.portfolio.sent == before.portfolio.sent
    assert from_text(after.portfolio.sent.prints)["tblAccounts"]
    assert after.portfolio.book_id == before.portfolio.book_id
    assert state_of(after.portfolio).tables == state_of(before.portfolio).tables


def test_what_is_typed_in_libreoffice_itself_comes_into_the_book(
    lang: Lang, team: Mapping[str, SentBook], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    sent = team["vogel"]
    action = open_book(sent.then).portfolio.tasks.actions[0]
    with Typing(sent.copy, lang) as seen:
        sheet = seen.place("tblActions")[0]
        cells = {key: sheet.cell(seen.by_id("tblActions", action.id), seen.column("tblActions", key)).coordinate
                 for key in ("due", "budget_y1")}  # fmt: skip
        seen.path = tmp_path / "looked at.xlsx"
    typed: dict[str, Typed] = {cells["due"]: way.DUE, cells["budget_y1"]: way.BUDGET}
    returned = libreoffice.save_as(sent.copy, tmp_path / "typed.xlsx", {sheet.title: typed})
    assert openpyxl.load_workbook(returned)[sheet.title][cells["budget_y1"]].value == way.BUDGET
    told = kam(lang, "merge", sent.book, returned, "--json").data
    assert {(one["table"], one["record"]) for one in told["changes"]} == {("tblActions", action.id)}
    assert len(told["changes"]) == 2 and told["conflicts"] == []
