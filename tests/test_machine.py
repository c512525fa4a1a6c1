"""The port to a machine: what the real one does to files, processes and the registry."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kam_xl.machine import ZONE_STREAM, Ran, ThisMachine, aside, expanded
from tests.support.machine import FakeMachine
from tests.support.winreg import Registry

MACHINE = ThisMachine()
KEY = r"HKCU\Software\Наша фирма\KAM"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Give the registry of a machine that has one."""
    found = Registry()
    monkeypatch.setitem(sys.modules, "winreg", found)
    return found


def test_what_is_not_there_is_answered_with_nothing(tmp_path: Path, registry: Registry) -> None:
    assert MACHINE.names(tmp_path / "no") == ()
    assert not MACHINE.exists(tmp_path / "no")
    assert MACHINE.zone(tmp_path / "no") == 0
    assert MACHINE.variable("KAM_NO_SUCH_VARIABLE") == ""
    assert MACHINE.registry(KEY, "Path") is None
    assert MACHINE.subkeys(KEY) == ()
    MACHINE.remove_file(tmp_path / "no")
    MACHINE.remove_folder(tmp_path / "no")
    MACHINE.tidy(tmp_path / "no")
    MACHINE.unblock(tmp_path / "no")
    MACHINE.delete_registry(KEY)


def test_registry_values_are_written_with_their_types_and_read_back(registry: Registry) -> None:
    MACHINE.set_registry(KEY, {"Path": "C:\\КАМ\\", "AllowSubFolders": 1})
    assert registry.keys == {
        rf"{registry.HKEY_CURRENT_USER}\Software\Наша фирма\KAM": {
            "Path": ("C:\\КАМ\\", registry.REG_SZ),
            "AllowSubFolders": (1, registry.REG_DWORD),
        }
    }
    assert MACHINE.registry(KEY, "Path") == "C:\\КАМ\\"
    assert MACHINE.registry(KEY, "AllowSubFolders") == 1
    assert MACHINE.registry(KEY, "Description") is None
    assert MACHINE.subkeys(r"HKCU\Software\Наша фирма") == ("KAM",)
    MACHINE.delete_registry(KEY)
    assert registry.keys == {}
    assert not registry.left_open


def test_a_value_that_is_neither_text_nor_number_counts_as_none(registry: Registry) -> None:
    MACHINE.set_registry(r"HKLM\SOFTWARE\X", {"a": 1})
    registry.keys[rf"{registry.HKEY_LOCAL_MACHINE}\SOFTWARE\X"]["a"] = (b"\x01", registry.REG_BINARY)
    assert MACHINE.registry(r"HKLM\SOFTWARE\X", "a") is None


@pytest.mark.parametrize(
    ("mark", "zone"),
    [
        ("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://example.com/\r\n", 3),
        ("[ZoneTransfer]\nZoneId=1\n", 1),
        ("\ufeff[ZoneTransfer]\n zoneid = 4\n", 4),
        ("[ZoneTransfer]\nReferrerUrl=ZoneId=3\n", 0),
        ("", 0),
    ],
)
def test_the_zone_of_a_file_is_read_from_the_stream_beside_it(tmp_path: Path, mark: str, zone: int) -> None:
    book = tmp_path / "Книга KAM.xlsm"
    book.write_text("x")
    Path(f"{book}{ZONE_STREAM}").write_text(mark, encoding="utf-8")
    assert MACHINE.zone(book) == zone
    MACHINE.unblock(book)
    assert MACHINE.zone(book) == 0
    assert book.read_text() == "x"


def test_a_copy_never_replaces_a_file_unless_told_so(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("new")
    old.write_text("old")
    with pytest.raises(FileExistsError):
        MACHINE.copy(new, old, replace=False)
    assert old.read_text() == "old"
    MACHINE.copy(new, old, replace=True)
    assert old.read_text() == "new"
    MACHINE.copy(new, tmp_path / "third", replace=False)
    assert MACHINE.names(tmp_path) == ("new", "old", "third")


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        MACHINE.copy(tmp_path / "no", tmp_path / "target", replace=False)
    assert MACHINE.names(tmp_path) == ()


def test_a_folder_is_removed_whole_with_what_an_earlier_attempt_left(tmp_path: Path) -> None:
    folder = tmp_path / "click"
    for one in (folder, Path(aside(folder))):
        (one / "Scripts").mkdir(parents=True)
        (one / "Scripts" / "python.exe").touch()
    MACHINE.remove_folder(folder)
    assert MACHINE.names(tmp_path) == ()


def test_a_folder_in_use_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "click"
    (folder / "Scripts").mkdir(parents=True)

    def used(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "rename", used)
    with pytest.raises(PermissionError):
        MACHINE.remove_folder(folder)
    assert MACHINE.names(folder) == ("Scripts",)


def test_only_an_empty_folder_is_tidied_away(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    MACHINE.make_folder(tmp_path / "a" / "b")
    MACHINE.make_folder(tmp_path / "a" / "b")
    MACHINE.tidy(tmp_path / "full")
    MACHINE.tidy(tmp_path / "a" / "b")
    assert MACHINE.names(tmp_path) == ("a", "full")
    assert MACHINE.names(tmp_path / "a") == ()


def test_a_program_gives_its_exit_code_and_what_it_said() -> None:
    code = "import sys; print('слово'); sys.exit('ERROR: бум')"
    ran = MACHINE.run([sys.executable, "-X", "utf8", "-c", code])
    assert ran == Ran(1, "слово\nERROR: бум\n")


def test_a_program_compiles_what_it_loads_whatever_is_set_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert MACHINE.run([sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]).code == 0


def test_variables_in_a_path_are_filled_in_and_unknown_ones_stay() -> None:
    machine = FakeMachine()
    machine.variables["A"] = "C:\\Users\\Иван Петров"
    assert expanded(machine, r"%A%\x\%NOPE%\100%") == r"C:\Users\Иван Петров\x\%NOPE%\100%"
