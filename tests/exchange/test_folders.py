"""Folders of key accounts on a real disk: made once, never touched again, found again when the tree moves."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import BookNotLocal
from kam_xl.exchange.folders import create_folders, group_folders
from kam_xl.model import Account
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, an_account, default_policy

LONG = (
    "Акционерное общество «Региональное производственное объединение трубопроводной арматуры и фланцев имени Петрова»"
)


def press(accounts: list[Account], home: Path, root: Path | None = None) -> Outcome:
    whole = assess(a_portfolio(*accounts), default_policy(), AS_OF)
    args = {"book": str(home / "KAM.xlsx"), **({"root": str(root)} if root else {})}
    return create_folders(Task(parse(render(whole)), AS_OF, "ru", args=args))


def a_key_account(name: str, **fields: object) -> Account:
    return an_account(name, key_since=AS_OF, **fields)


def test_a_key_account_gets_a_folder_with_one_for_each_group(tmp_path: Path) -> None:
    outcome = press([a_key_account("ТД «Вентиль»"), an_account("Not key")], tmp_path)
    folder = tmp_path / "Ключевые клиенты" / "ТД «Вентиль»"
    groups = default_policy().dossier.sets[0].groups
    assert sorted(one.name for one in folder.iterdir()) == [
        f"{i:02} {group.name.ru}" for i, group in enumerate(groups, start=1)
    ]
    assert [one.name for one in folder.parent.iterdir()] == [folder.name]
    assert outcome.portfolio is not None
    assert outcome.portfolio.accounts[0].folder == "Ключевые клиенты/ТД «Вентиль»"
    assert outcome.portfolio.accounts[1].folder == ""
    assert f"Создано папок: {len(groups) + 1}" in outcome.message.in_("ru")


def test_what_is_there_stays_and_a_second_press_makes_nothing(tmp_path: Path) -> None:
    account = a_key_account("Ёлка")
    group = tmp_path / "Ключевые клиенты" / "Ёлка" / group_folders(account, default_policy(), "ru")[0]
    group.mkdir(parents=True)
    (group / "договор.txt").write_text("важно", encoding="utf-8")
    first = press([account], tmp_path)
    assert first.portfolio is not None
    second = press(list(first.portfolio.accounts), tmp_path)
    assert "Создано папок: 0" in second.message.in_("ru")
    assert second.portfolio == first.portfolio
    assert (group / "договор.txt").read_text(encoding="utf-8") == "важно"


def test_a_renamed_client_keeps_his_folder(tmp_path: Path) -> None:
    first = press([a_key_account("Old name")], tmp_path)
    assert first.portfolio is not None
    renamed = replace(first.portfolio.accounts[0], account="New name")
    second = press([renamed], tmp_path)
    assert second.portfolio is not None
    assert second.portfolio.accounts[0].folder == "Ключевые клиенты/Old name"
    assert not (tmp_path / "Ключевые клиенты" / "New name").exists()


def test_links_survive_moving_the_whole_tree(tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    outcome = press([a_key_account("Armatura")], before)
    assert outcome.portfolio is not None
    shutil.move(before, tmp_path / "after")
    assert (tmp_path / "after" / outcome.portfolio.accounts[0].folder).is_dir()


def test_folders_may_lie_away_from_the_workbook(tmp_path: Path) -> None:
    home, root = tmp_path / "books", tmp_path / "clients"
    home.mkdir()
    outcome = press([a_key_account("Armatura")], home, root)
    assert outcome.portfolio is not None
    assert outcome.portfolio.accounts[0].folder == "../clients/Armatura"
    assert (root / "Armatura").is_dir()


def test_long_names_that_begin_alike_and_names_of_devices_get_folders_of_their_own(tmp_path: Path) -> None:
    names = [LONG + " Север", LONG + " Юг", "CON", "aux", "../../climbs"]
    outcome = press([a_key_account(name) for name in names], tmp_path)
    assert outcome.portfolio is not None
    ways = [one.folder for one in outcome.portfolio.accounts]
    assert len({way.casefold() for way in ways}) == len(names)
    assert all((tmp_path / way).is_dir() for way in ways)
    assert {one.name for one in tmp_path.iterdir()} == {"Ключевые клиенты"}


@pytest.mark.parametrize("way", ["../../elsewhere", "//server/share/x", "\\\\server\\share", "/etc", "file://x", ""])
def test_a_way_that_leads_out_of_the_root_is_told_and_not_followed(way: str, tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    home.mkdir(parents=True)
    outcome = press([a_key_account("Armatura", folder=way or "Ключевые клиенты")], home)
    assert [one.code for one in outcome.findings] == ["folder_elsewhere"]
    assert outcome.findings[0].where.cell
    assert outcome.portfolio is not None
    assert outcome.portfolio.accounts[0].folder == (way or "Ключевые клиенты")
    assert [one.name for one in home.iterdir()] == []


def test_a_link_on_the_disk_does_not_lead_out_either(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    (home / "Ключевые клиенты").mkdir(parents=True)
    outside.mkdir()
    (home / "Ключевые клиенты" / "Armatura").symlink_to(outside, target_is_directory=True)
    outcome = press([a_key_account("Armatura")], home)
    assert [one.code for one in outcome.findings] == ["folder_elsewhere"]
    assert list(outside.iterdir()) == []


def test_a_file_in_the_way_is_told_and_the_others_get_their_folders(tmp_path: Path) -> None:
    (tmp_path / "Ключевые клиенты").mkdir()
    (tmp_path / "Ключевые клиенты" / "Armatura").write_text("x", encoding="utf-8")
    outcome = press([a_key_account("Armatura"), a_key_account("Ventil")], tmp_path)
    assert [(one.code, one.account) for one in outcome.findings] == [("folder_blocked", "Armatura")]
    assert (tmp_path / "Ключевые клиенты" / "Ventil").is_dir()


@pytest.mark.parametrize("book", ["https://firm.example/KAM.xlsm", "KAM.xlsm"])
def test_a_workbook_without_a_folder_is_refused(book: str) -> None:
    parsed = parse(render(assess(a_portfolio(), default_policy(), AS_OF)))
    with pytest.raises(BookNotLocal):
        create_folders(Task(parsed, AS_OF, "en", args={"book": book}))
