"""The buttons of exchange that take a file, pressed in a live book: what came back is merged, a folder is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook

from kam_xl.i18n import LANGUAGES, Lang, say
from kam_xl.sheets import schema
from tests.support.example import Example
from tests.support.excel.session import Excel, OpenBook
from tests.support.live import changes, opened

Examples = Callable[[Lang], Example]


@pytest.fixture
def short_path() -> Iterator[Path]:
    """Give a temporary folder whose path leaves room for the socket that reading processes are started through."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def sheets_of(lang: Lang, *keys: str) -> set[str]:
    return {schema.sheet_name(key, lang) for key in keys}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def texts(book: OpenBook, sheet: str) -> set[object]:
    return {cell.value for cell in book.snapshot()[sheet].values()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_returned_copy_is_merged_and_ctrl_z_brings_every_cell_back(
    lang: Lang, excel: Excel, example: Examples, tmp_path: Path
) -> None:
    folder = example(lang).copied(tmp_path / "demo")
    (returned,) = (folder / say(lang, "demo.returned")).glob("*.xlsx")
    book, ribbon = opened(excel, folder / f"{returned.stem.rpartition(' ')[0]}.xlsx", tmp_path)
    before, tables = book.snapshot(), book.tables()
    excel.answers.append(str(returned))
    done = ribbon.press("merge_returned", timeout=120)
    assert (done.returncode, done.alerts, ribbon.outcome) == (0, [], "undo"), done.stderr
    changed = {sheet for sheet, _ in changes(before, book.snapshot())}
    assert changed == sheets_of(lang, "findings", "conflicts", "log", "actions", "reviews")
    log = texts(book, schema.sheet_name("log", lang))
    assert {say(lang, f"list.log_actions.{kind}") for kind in ("changed", "added", "signed", "conflict")} <= log
    assert returned.name in log
    ribbon.undo()
    assert (changes(before, book.snapshot()), book.tables()) == ({}, tables)


@pytest.mark.parametrize("lang", ["ru", pytest.param("en", marks=pytest.mark.slow)])
def test_a_folder_is_collected_beside_the_chosen_file_and_the_book_stays_as_it_is(
    lang: Lang, excel: Excel, example: Examples, tmp_path: Path, short_path: Path
) -> None:
    folder = example(lang).copied(tmp_path / "demo")
    inbox = folder / say(lang, "demo.inbox")
    book, ribbon = opened(excel, next(folder.glob("KAM *.xlsx")), short_path)
    before = book.snapshot()
    excel.answers.append(str(next(inbox.glob("*.mbox"))))
    done = ribbon.press("team_report", timeout=120, env={"XDG_DATA_HOME": str(tmp_path / "data")})
    assert (done.returncode, done.alerts) == (0, []), done.stderr
    assert {sheet for sheet, _ in changes(before, book.snapshot())} <= sheets_of(lang, "findings")
    (made,) = {path.name for path in inbox.glob("*.xlsx")} - names(example(lang).folder / inbox.name)
    assert load_workbook(inbox / made).sheetnames[0] == say(lang, "team.sheet.start")
