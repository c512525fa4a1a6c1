"""A snapshot comes back as it was kept; what is no snapshot is none, and its id leads nowhere else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kam_xl.exchange.snapshots import load_snapshot, save_snapshot, sent_folder
from kam_xl.exchange.state import state_of
from tests.support.sending import secretive


def test_a_snapshot_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    state, book = state_of(secretive("ru")), tmp_path / "KAM Анна.xlsx"
    path = save_snapshot(book, "n1", state, {"tblAccounts": {"a1": frozenset({"notes"})}})
    assert path == tmp_path / "KAM Анна.sent" / "snapshot-n1.json.gz"
    assert load_snapshot(book, "n1") == state
    assert [one.name for one in sent_folder(book).iterdir()] == [path.name]


@pytest.mark.parametrize("id", ["n2", "", "../n1", "n1/../n1", "C:n1", "n" * 41])
def test_an_id_of_no_snapshot_gives_none(id: str, tmp_path: Path) -> None:
    book = tmp_path / "KAM.xlsx"
    save_snapshot(book, "n1", state_of(secretive()), {})
    assert load_snapshot(book, id) is None


@pytest.mark.parametrize("data", [b"", b"text", gzip.compress(b"{}"), gzip.compress(b"[1]"), gzip.compress(b"x")[:-9]])
def test_a_damaged_snapshot_is_none(data: bytes, tmp_path: Path) -> None:
    book = tmp_path / "KAM.xlsx"
    save_snapshot(book, "n1", state_of(secretive()), {}).write_bytes(data)
    assert load_snapshot(book, "n1") is None
