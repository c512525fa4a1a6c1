"""Steps: the command line that does by hand what each change does."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest

from kam_xl.steps import (
    Build,
    Change,
    Copy,
    DeleteKey,
    Execute,
    MakeFolder,
    RemoveFile,
    RemoveFolder,
    SetValues,
    Tidy,
    Unblock,
    as_commands,
    telling_line,
)

HERE = PureWindowsPath(r"C:\KAM")
SPACED = PureWindowsPath(r"C:\Users\Иван Петров\KAM")
KEY = r"HKCU\Software\Office"


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (Execute(("python", "-c", "a; b")), ['python -c "a; b"']),
        (Build(HERE), [r"kam build -o C:\KAM"]),
        (MakeFolder(SPACED), [r'mkdir "C:\Users\Иван Петров\KAM"']),
        (Copy(HERE / "a", SPACED / "a"), [r'copy C:\KAM\a "C:\Users\Иван Петров\KAM\a"']),
        (Copy(HERE / "a", HERE / "b", replace=True), [r"copy /y C:\KAM\a C:\KAM\b"]),
        (Unblock(HERE / "a'b"), [r"""powershell Unblock-File -LiteralPath "'C:\KAM\a''b'" """.strip()]),
        (RemoveFile(HERE / "a"), [r"del C:\KAM\a"]),
        (RemoveFolder(HERE), [r"rmdir /s /q C:\KAM"]),
        (Tidy(HERE), [r"rmdir C:\KAM"]),
        (DeleteKey(KEY), [rf"reg delete {KEY} /f"]),
        (
            SetValues(KEY, {"Path": "C:\\R&D\\", "AllowSubFolders": 1}),
            [
                rf'reg add {KEY} /v Path /t REG_SZ /d "C:\R&D\\" /f',
                rf"reg add {KEY} /v AllowSubFolders /t REG_DWORD /d 1 /f",
            ],
        ),
    ],
)
def test_a_change_reads_as_the_command_that_does_it_by_hand(change: Change, lines: list[str]) -> None:
    assert list(as_commands(change)) == lines


@pytest.mark.parametrize("word", ["%APPDATA%\\x", "R&D", "a(b)", "kam-xl[imports]==1"])
def test_what_the_shell_would_take_apart_is_quoted(word: str) -> None:
    assert as_commands(Execute(("p", word))) == (f'p "{word}"',)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Collecting x\nERROR: No matching distribution\n\n[notice] a new pip\n", "ERROR: No matching distribution"),
        ("ERROR: first\nERROR: second", "ERROR: second"),
        (
            "Traceback\n  File\nModuleNotFoundError: No module named 'xlwings'\n",
            "ModuleNotFoundError: No module named 'xlwings'",
        ),
        ("", ""),
    ],
)
def test_the_line_that_says_what_went_wrong_is_found(said: str, line: str) -> None:
    assert telling_line(said) == line
