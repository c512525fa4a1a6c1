"""Classic Outlook, stood in for by a module: the draft is shown and never sent; where anything fails, it says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kam_xl.exchange import outlook
from kam_xl.exchange.draft import Draft

DRAFT = Draft(("orlov@example.com", "b@example.com"), "На проверку", "Первая\nВторая\n", "KAM.xlsx", b"x")


class Item:
    """A mail of Outlook; `done` tells in order what was asked of it."""

    def __init__(self) -> None:
        self.done: list[tuple[Any, ...]] = []
        self.Attachments = self

    def Add(self, path: str) -> None:  # noqa: N802
        self.done.append(("attach", path))

    def Display(self, modal: bool) -> None:  # noqa: N802
        self.done.append(("display", modal))

    def Send(self) -> None:  # noqa: N802
        raise AssertionError("a person sends, not we")


class Outlook(ModuleType):
    """The module `win32com.client` with an Outlook behind it; `broken` names what refuses."""

    def __init__(self, broken: str = "") -> None:
        super().__init__("win32com.client")
        self.broken, self.items, self.asked = broken, list[Item](), list[object]()

    def Dispatch(self, name: str) -> Outlook:  # noqa: N802
        self.asked.append(name)
        if self.broken == "dispatch":
            raise RuntimeError(-2147221005, "Invalid class string")
        return self

    def CreateItem(self, kind: int) -> Item:  # noqa: N802
        assert kind == 0
        if self.broken == "create":
            raise AttributeError("CreateItem")
        self.items.append(Item())
        return self.items[-1]


def installed(monkeypatch: pytest.MonkeyPatch, broken: str = "") -> Outlook:
    client = Outlook(broken)
    monkeypatch.setitem(sys.modules, "win32com", ModuleType("win32com"))
    monkeypatch.setitem(sys.modules, "win32com.client", client)
    monkeypatch.setattr(outlook, "on_windows", lambda: True)
    return client


def test_outlook_shows_the_draft_with_the_file_and_does_not_send_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = installed(monkeypatch)
    assert outlook.show_draft(DRAFT, tmp_path / "KAM.xlsx")
    (item,) = client.items
    shown: Any = item
    assert client.asked == ["Outlook.Application"]
    assert (shown.To, shown.Subject) == ("orlov@example.com; b@example.com", "На проверку")
    assert shown.Body == "Первая\r\nВторая\r\n"
    assert item.done == [("attach", str(tmp_path / "KAM.xlsx")), ("display", False)]


@pytest.mark.parametrize("broken", ["dispatch", "create"])
def test_an_outlook_that_refuses_shows_nothing(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, broken)
    assert not outlook.show_draft(DRAFT, Path("KAM.xlsx"))


def test_without_pywin32_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlook, "on_windows", lambda: True)
    monkeypatch.setitem(sys.modules, "win32com.client", None)
    assert not outlook.show_draft(DRAFT, Path("KAM.xlsx"))


def test_elsewhere_than_on_windows_outlook_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    client = installed(monkeypatch)
    monkeypatch.setattr(outlook, "on_windows", lambda: False)
    assert not outlook.show_draft(DRAFT, Path("KAM.xlsx"))
    assert client.asked == []


def test_a_folder_that_cannot_be_shown_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown: list[Path] = []

    def start(folder: Path) -> None:
        shown.append(folder)
        raise OSError(1155, "no application")

    monkeypatch.setattr(outlook, "on_windows", lambda: True)
    monkeypatch.setattr(os, "startfile", start, raising=False)
    outlook.show_folder(tmp_path)
    assert shown == [tmp_path]
