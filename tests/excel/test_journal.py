"""The journal of a command: kept whole, read back as it was, useless content counts as none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_xl.excel.journal import Journal, Resized, Written, forget, journal_path, load, save

JOURNAL = Journal(
    (Written("Клиенты", 6, 2, [["=A1", None]], None), Written("Findings", 5, 1, [[1.5]], [[{"date": "2026-01-02"}]])),
    (Resized("tblFindings", "Findings", 4, 1, 6, 1, 9, 2),),
)


def test_a_journal_comes_back_as_it_was(tmp_path: Path) -> None:
    save(tmp_path / "j.json", JOURNAL)
    assert load(tmp_path / "j.json") == JOURNAL
    assert [file.name for file in tmp_path.iterdir()] == ["j.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"written": [[1]], "resized": []}'])
def test_what_cannot_be_read_is_no_journal(text: str, tmp_path: Path) -> None:
    (tmp_path / "j.json").write_text(text, encoding="utf-8")
    assert load(tmp_path / "j.json") is None


def test_a_forgotten_journal_is_gone_and_forgetting_twice_is_no_matter(tmp_path: Path) -> None:
    save(tmp_path / "j.json", JOURNAL)
    forget(tmp_path / "j.json")
    forget(tmp_path / "j.json")
    assert load(tmp_path / "j.json") is None


def test_two_books_have_two_journals_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMP", str(tmp_path))
    one, other = journal_path("C:\\KAM\\Anna.xlsm"), journal_path("https://firm.example.com/Anna.xlsm")
    assert one != other
    assert {one.parent, other.parent} == {tmp_path}
