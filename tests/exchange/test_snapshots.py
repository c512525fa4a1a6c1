"""The snapshot of a sending: whole or not there, read back as it was, and never from elsewhere."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kam_xl.errors import FileMissing
from kam_xl.exchange.errors import DamagedSnapshot
from kam_xl.exchange.snapshots import is_snapshot, load_snapshot, read_snapshot, save_snapshot, snapshot_path
from tests.exchange.merge.edits import small_state

STATE = small_state()


def test_a_snapshot_lies_in_a_folder_beside_the_book_and_reads_back_as_it_was(tmp_path: Path) -> None:
    book = tmp_path / "KAM Анна.xlsm"
    path = save_snapshot(book, "s1", STATE, {"tblAccounts": {"a1": frozenset({"notes"})}})
    assert path == tmp_path / "KAM Анна.sent" / "snapshot-s1.json.gz"
    assert load_snapshot(book, "s1") == STATE
    assert is_snapshot(path) and [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = [save_snapshot(tmp_path / name, "s1", STATE, {}) for name in ("a.xlsx", "b.xlsx")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("id", ["s2", "", "../../b.sent/snapshot-s1", "a/b", "..", "x" * 70, "s1\n"])
def test_there_is_none_of_another_name_and_none_elsewhere(tmp_path: Path, id: str) -> None:
    save_snapshot(tmp_path / "b.xlsx", "s1", STATE, {})
    (tmp_path / "a.sent").mkdir()
    assert load_snapshot(tmp_path / "a.xlsx", id) is None


_JSON = (
    "{}", "[1]", '{"book_id": 1', '{"book_id": "b", "lang": "en", "tables": {"tblFacts": {"f": 1}}}',
)  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"nonsense", *_JSON])
def test_a_damaged_one_is_told(tmp_path: Path, content: bytes | str) -> None:
    path = snapshot_path(tmp_path / "b.xlsx", "s1")
    path.parent.mkdir()
    path.write_bytes(gzip.compress(content.encode()) if isinstance(content, str) else content)
    with pytest.raises(DamagedSnapshot) as caught:
        load_snapshot(tmp_path / "b.xlsx", "s1")
    assert str(path) in caught.value.in_("ru")


def test_a_cut_one_and_a_missing_one_are_told(tmp_path: Path) -> None:
    path = save_snapshot(tmp_path / "b.xlsx", "s1", STATE, {})
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DamagedSnapshot):
        read_snapshot(path)
    with pytest.raises(FileMissing):
        read_snapshot(tmp_path / "none.json.gz")


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kam_xl.exchange.snapshots._LARGEST", 1000)
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(gzip.compress(b" " * 100_000 + b"{}"))
    with pytest.raises(DamagedSnapshot):
        read_snapshot(path)
