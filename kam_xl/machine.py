r"""The port to a machine: its files, registry, processes, environment; all that `kam install` and `kam doctor` touch.

Registry keys are written as Windows shows them, with the short name of their root: `HKCU\Software\…`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any, Protocol

Value = str | int
"""What the registry holds here: a text (REG_SZ) or a whole number (REG_DWORD)."""

ZONE_STREAM = ":Zone.Identifier"
"""Stream beside a file in which Windows notes that it came by mail or from the web."""

_ROOTS = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}


def aside(folder: PurePath) -> PurePath:
    """Return where a folder is put aside before it is removed."""
    return folder.with_name(f"{folder.name}.removed")


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a process: its exit code, and what it said on stdout and stderr."""

    code: int
    said: str


class Machine(Protocol):
    """What may be read from a machine and done to it.

    Reading something that is not there gives an empty answer; what cannot be done raises OSError.
    """

    @property
    def windows(self) -> bool:
        """Tell whether it runs Windows; the registry and the zone of a file are asked for only there."""

    def variable(self, name: str) -> str:
        """Return an environment variable, "" where it is not set."""

    def registry(self, key: str, name: str) -> Value | None:
        """Return a value of the registry."""

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys right under a key."""

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the names of what lies in a folder."""

    def exists(self, path: PurePath) -> bool:
        """Tell whether a file or a folder is there."""

    def zone(self, path: PurePath) -> int:
        """Return the zone that a file is marked with: 3 internet, 4 restricted, 0 unmarked."""

    def make_folder(self, folder: PurePath) -> None:
        """Make a folder and those above it."""

    def copy(self, source: PurePath, target: PurePath, *, replace: bool) -> None:
        """Copy a file as a whole or not at all; one that is there is replaced only where told so."""

    def remove_file(self, path: PurePath) -> None:
        """Remove a file, if it is there."""

    def remove_folder(self, folder: PurePath) -> None:
        """Remove a folder with all it holds, as a whole or not at all."""

    def tidy(self, folder: PurePath) -> None:
        """Remove a folder if it is there and empty."""

    def unblock(self, path: PurePath) -> None:
        """Take away the mark that a file came from elsewhere."""

    def set_registry(self, key: str, values: Mapping[str, Value]) -> None:
        """Make a key and set values of it."""

    def delete_registry(self, key: str) -> None:
        """Delete a key, if it is there; it must have no keys under it."""

    def run(self, command: Sequence[str]) -> Ran:
        """Run a program and wait for it."""


def expanded(machine: Machine, text: str) -> str:
    """Return a path with the environment variables in it filled in; one that is not set stays as it is."""
    return re.sub("%([^%]+)%", lambda found: machine.variable(found[1]) or found[0], text)


class ThisMachine:
    """The machine that this runs on."""

    @property
    def windows(self) -> bool:
        """Tell whether it runs Windows."""
        return sys.platform == "win32"

    def variable(self, name: str) -> str:
        """Return an environment variable, "" where it is not set."""
        return os.environ.get(name, "")

    def registry(self, key: str, name: str) -> Value | None:
        """Return a value of the registry, as a 64-bit program sees it."""
        with contextlib.suppress(FileNotFoundError), _opened(key) as opened:
            value, _ = import_module("winreg").QueryValueEx(opened, name)
            return value if isinstance(value, str | int) else None
        return None

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys right under a key."""
        winreg = import_module("winreg")
        with contextlib.suppress(FileNotFoundError), _opened(key) as opened:
            count, _, _ = winreg.QueryInfoKey(opened)
            return tuple(winreg.EnumKey(opened, i) for i in range(count))
        return ()

    def names(self, folder: PurePath) -> tuple[str, ...]:
        """Return the names of what lies in a folder."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return tuple(sorted(entry.name for entry in Path(folder).iterdir()))
        return ()

    def exists(self, path: PurePath) -> bool:
        """Tell whether a file or a folder is there."""
        return Path(path).exists()

    def zone(self, path: PurePath) -> int:
        """Return the zone that a file is marked with."""
        try:
            mark = Path(f"{path}{ZONE_STREAM}").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return 0
        found = re.search(r"^\s*ZoneId\s*=\s*(\d)", mark, re.M | re.I)
        return int(found[1]) if found else 0

    def make_folder(self, folder: PurePath) -> None:
        """Make a folder and those above it."""
        Path(folder).mkdir(parents=True, exist_ok=True)

    def copy(self, source: PurePath, target: PurePath, *, replace: bool) -> None:
        """Copy a file as a whole or not at all; one that is there is replaced only where told so."""
        if not replace and Path(target).exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        part = Path(f"{target}.part")
        try:
            shutil.copyfile(source, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def remove_file(self, path: PurePath) -> None:
        """Remove a file, if it is there."""
        Path(path).unlink(missing_ok=True)

    def remove_folder(self, folder: PurePath) -> None:
        """Remove a folder with all it holds.

        It is put aside under another name first: Windows refuses that while a program uses a file in it, so that the
        folder is then still whole. What an earlier attempt put aside goes too.
        """
        put_aside = Path(aside(folder))
        if put_aside.exists():
            shutil.rmtree(put_aside)
        if Path(folder).exists():
            shutil.rmtree(Path(folder).rename(put_aside))

    def tidy(self, folder: PurePath) -> None:
        """Remove a folder if it is there and empty."""
        if Path(folder).is_dir() and not any(Path(folder).iterdir()):
            Path(folder).rmdir()

    def unblock(self, path: PurePath) -> None:
        """Take away the mark that a file came from elsewhere."""
        Path(f"{path}{ZONE_STREAM}").unlink(missing_ok=True)

    def set_registry(self, key: str, values: Mapping[str, Value]) -> None:
        """Make a key and set values of it."""
        winreg = import_module("winreg")
        root, path = _split(key)
        with winreg.CreateKey(root, path) as opened:
            for name, value in values.items():
                kind = winreg.REG_SZ if isinstance(value, str) else winreg.REG_DWORD
                winreg.SetValueEx(opened, name, 0, kind, value)

    def delete_registry(self, key: str) -> None:
        """Delete a key, if it is there; it must have no keys under it."""
        with contextlib.suppress(FileNotFoundError):
            import_module("winreg").DeleteKey(*_split(key))

    def run(self, command: Sequence[str]) -> Ran:
        """Run a program and wait for it; Python writes UTF-8 and compiles what it loads, whatever was set outside."""
        environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            list(command),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment | {"PYTHONIOENCODING": "utf-8"},
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Ran(done.returncode, done.stdout + done.stderr)


def _split(key: str) -> tuple[Any, str]:
    root, _, path = key.partition("\\")
    return getattr(import_module("winreg"), _ROOTS[root]), path


@contextlib.contextmanager
def _opened(key: str) -> Iterator[Any]:
    winreg = import_module("winreg")
    root, path = _split(key)
    with winreg.OpenKey(root, path, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
        yield opened
