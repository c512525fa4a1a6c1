"""A rearranged workbook is built anew whole and in order; where that would lose something it is refused, and said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.build.workbook import build
from kam_xl.errors import ForeignContent
from kam_xl.exchange.books import open_book, upgrade_book
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio
from tests.excel.books import NAMES, judged, the_portfolio
from tests.factories import AS_OF
from tests.support.differences import differences
from tests.support.rearranged import (
    GOOGLE,
    Edit,
    copy_sheet,
    edited_by,
    forget_totals,
    lose_names,
    own_between,
    reversed_order,
    with_columns,
)


def a_portfolio(lang: Lang) -> Portfolio:
    """Return the small book without the client whose name is a mistake, which forbids writing."""
    book = the_portfolio(lang)
    return replace(book, accounts=tuple(one for one in book.accounts if one.account != NAMES[2]))


def saved(folder: Path, lang: Lang, *edits: Edit) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(edited_by(build(judged(a_portfolio(lang))), *edits))
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "edits",
    [GOOGLE, (lose_names,), (with_columns(reversed_order),), (with_columns(own_between),), (forget_totals,)],
    ids=["neither tables nor names", "no names", "columns the other way round", "own columns inside", "totals"],
)
def test_a_rebuild_puts_everything_in_its_place(edits: tuple[Edit, ...], lang: Lang, tmp_path: Path) -> None:
    path = saved(tmp_path, lang, *edits)
    upgrade_book(path, path, AS_OF, force=True)
    book = open_book(path)
    assert differences(book.portfolio, a_portfolio(lang)) == []
    assert book.findings == ()


def test_own_columns_between_ours_come_along(tmp_path: Path) -> None:
    path = saved(tmp_path, "en", with_columns(own_between))
    upgrade_book(path, path, AS_OF, force=True)
    headers = open_book(path).accounts.headers
    assert {"My 0", "My 3", "My 72"} <= set(headers)


def test_a_copied_sheet_is_not_thrown_away(tmp_path: Path) -> None:
    path = saved(tmp_path, "en", copy_sheet("tblAccounts", False, {(0, "account"): "A client of the copy"}))
    before = path.read_bytes()
    with pytest.raises(ForeignContent, match=r"Accounts \(2\)"):
        upgrade_book(path, path, AS_OF, force=True)
    assert path.read_bytes() == before
