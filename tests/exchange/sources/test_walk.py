"""Folders are walked whole, in a fixed order, and nothing leads out of them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kam_xl.errors import FileMissing
from kam_xl.exchange.sources import Limits, items
from tests.exchange.sources.seen import BOOK, DOCX, TAKEN, only, seen
from tests.support.mails import mail, zipped


def put(folder: Path, *names: str, data: bytes = BOOK) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_files_on_disk_are_named_and_not_read(tmp_path: Path) -> None:
    put(tmp_path, "KAM.xlsx")
    item = only(items([tmp_path]))
    assert (item.path, item.data, item.name) == (tmp_path / "KAM.xlsx", None, "KAM.xlsx")
    assert item.source == f"{tmp_path.as_posix()}/KAM.xlsx"


def test_what_no_mail_dates_came_on_the_day_of_its_file(tmp_path: Path) -> None:
    draft = mail("Plan", attachments={"KAM.xlsx": BOOK}, date=None)
    (tmp_path / "a.eml").write_bytes(draft)
    (tmp_path / "b.zip").write_bytes(zipped({"KAM.xlsx": BOOK}))
    put(tmp_path, "c.xlsx")
    for path in tmp_path.iterdir():
        os.utime(path, (1_790_000_000, 1_790_000_000))
    days = {item.received for item in items([tmp_path])}
    assert days == {dt.datetime.fromtimestamp(1_790_000_000, dt.UTC)}


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, "b/2.xlsx", "b/1.xlsx", "a/z/3.xlsx", "a/1.xlsm", "c.xlsx", ".hidden/4.xlsx")
    assert list(seen(tmp_path)) == [".hidden/4.xlsx", "a/1.xlsm", "a/z/3.xlsx", "b/1.xlsx", "b/2.xlsx", "c.xlsx"]


def test_every_file_is_told(tmp_path: Path) -> None:
    put(tmp_path, "letter.docx", data=DOCX)
    put(tmp_path, "notes.txt", "scan.pdf", "empty", data=b"")
    put(tmp_path, "page.xlsx", data=b"<html/>")
    put(tmp_path, "wrong.dat")
    assert seen(tmp_path) == {
        "empty": "not_a_workbook",
        "letter.docx": "not_a_workbook",
        "notes.txt": "not_a_workbook",
        "page.xlsx": TAKEN,
        "scan.pdf": "not_a_workbook",
        "wrong.dat": TAKEN,
    }


def test_what_programs_leave_is_no_file_unless_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, "KAM.xlsx", "~$KAM.xlsx", ".~lock.KAM.xlsx#", "KAM.xlsx.bak", ".kam-0a1b2c3d.tmp", ".DS_Store")
    assert seen(tmp_path) == {"KAM.xlsx": TAKEN}
    named = only(items([tmp_path / "KAM.xlsx.bak"]))
    assert named.refused is None


def test_links_within_the_folder_are_followed_and_others_are_not(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "real/KAM.xlsx")
    put(tmp_path, "outside/secret.xlsx")
    (inbox / "in.xlsx").symlink_to(inbox / "real" / "KAM.xlsx")
    (inbox / "out.xlsx").symlink_to(tmp_path / "outside" / "secret.xlsx")
    (inbox / "folder").symlink_to(tmp_path / "outside", target_is_directory=True)
    (inbox / "loop").symlink_to(inbox, target_is_directory=True)
    (inbox / "gone.xlsx").symlink_to(inbox / "nowhere.xlsx")
    (inbox / "self.xlsx").symlink_to(inbox / "self.xlsx")
    assert seen(inbox) == {
        "folder": "link_folder",
        "gone.xlsx": "link_broken",
        "in.xlsx": TAKEN,
        "loop": "link_folder",
        "out.xlsx": "link_outside",
        "real/KAM.xlsx": TAKEN,
        "self.xlsx": "link_broken",
    }


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert seen(tmp_path) == {"pipe.xlsx": "not_a_file"}
    assert only(items([tmp_path / "pipe.xlsx"])).refused is not None


def test_a_source_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    for name in ("none", "none/KAM.xlsx", "broken"):
        with pytest.raises(FileMissing, match=r"none|broken"):
            items([tmp_path, tmp_path / name])


def test_what_may_not_be_read_is_told_with_the_systems_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.eml", data=mail(attachments={"K.xlsx": BOOK}))
    put(tmp_path, "b/c.xlsx", "d.xlsx")
    scan, open_ = os.scandir, Path.open

    def deny_folder(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    def deny_file(path: Path, mode: str) -> object:
        if path.name == "a.eml":
            raise PermissionError(13, "Permission denied")
        return open_(path, mode)

    monkeypatch.setattr(os, "scandir", deny_folder)
    monkeypatch.setattr(Path, "open", deny_file)
    assert seen(tmp_path) == {"a.eml": "unreadable", "b": "unreadable", "d.xlsx": TAKEN}
    first = next(items([tmp_path])).refused
    assert first is not None
    assert "Permission denied" in first.in_("en")


def test_names_that_no_encoding_reads_are_shown_without_harm(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/KAM \xff\x1b[31m.xlsx"))
    path.write_bytes(BOOK)
    item = only(items([tmp_path]))
    assert item.name == "KAM [31m.xlsx"
    assert item.path == path


def test_a_file_that_holds_too_many_is_told_and_the_next_file_comes(tmp_path: Path) -> None:
    put(tmp_path, "a.zip", data=zipped({f"{i}.xlsx": BOOK for i in range(5)}))
    put(tmp_path, "b.xlsx")
    assert seen(tmp_path, Limits(items=3)) == {
        "a.zip › 0.xlsx": TAKEN,
        "a.zip › 1.xlsx": TAKEN,
        "a.zip › 2.xlsx": TAKEN,
        "a.zip": "too_many_items",
        "b.xlsx": TAKEN,
    }


def test_the_same_sources_give_the_same_items(tmp_path: Path) -> None:
    put(tmp_path, "a.zip", data=zipped({"x.xlsx": BOOK}))
    put(tmp_path, "b.eml", data=mail(attachments={"K.xlsx": BOOK}))
    assert list(items([tmp_path, tmp_path / "b.eml"])) == list(items([tmp_path, tmp_path / "b.eml"]))
