"""A Windows machine that exists only in memory: files, registry, processes, and a list of what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath, PureWindowsPath

from kam_xl import __version__
from kam_xl.inspection import Runtime
from kam_xl.machine import Ran, Value, aside

PROFILE = r"C:\Users\Иван Петров"
PYTHON = r"C:\Program Files\Python311\python.exe"

RUNTIME = Runtime(
    python=(3, 11, 9),
    bits=64,
    executable=PYTHON,
    base=r"C:\Program Files\Python311",
    version=__version__,
    installed=__version__,
    xlwings="0.37.8",
    pinned="0.37.8",
)


class FakeMachine:
    """A machine whose Python makes environments and installs what it is told, unless `breaks` says otherwise.

    `breaks` gets a command and returns what the program says when it fails, or "" where it works. `locked` are
    folders and files that a running Excel uses.
    """

    windows = True

    def __init__(self, breaks: Callable[[Sequence[str]], str] = lambda _: "") -> None:
        self.variables = {
            "LOCALAPPDATA": rf"{PROFILE}\AppData\Local",
            "APPDATA": rf"{PROFILE}\AppData\Roaming",
            "USERPROFILE": PROFILE,
        }
        self.keys: dict[str, dict[str, Value]] = {}
        self.files: dict[PureWindowsPath, str] = {}
        self.folders: set[PureWindowsPath] = set()
        self.locked: set[PureWindowsPath] = set()
        self.read_only_registry = False
        self.commands: list[tuple[str, ...]] = []
        self.breaks = breaks

    def write(self, path: PurePath | str, text: str = "") -> None:
        """Write a file and make the folders above it."""
        self.files[PureWindowsPath(path)] = text
        self.folders |= set(PureWindowsPath(path).parents)

    def build(self, folder: Path) -> None:
        """Do what building the workbook and the add-in does: two files, as if they had come from elsewhere."""
        for name in ("KAM.xlsm", "KAM.xlam"):
            self.write(rf"{folder}\{name}", f"built {name}")

    def variable(self, name: str) -> str:
        return self.variables.get(name, "")

    def registry(self, key: str, name: str) -> Value | None:
        return self.keys.get(key, {}).get(name)

    def subkeys(self, key: str) -> tuple[str, ...]:
        under = {one[len(key) + 1 :].partition("\\")[0] for one in self.keys if one.startswith(f"{key}\\")}
        return tuple(sorted(under))

    def names(self, folder: PurePath) -> tuple[str, ...]:
        return tuple(sorted({one.name for one in (*self.files, *self.folders) if one.parent == folder and one.name}))

    def exists(self, path: PurePath) -> bool:
        return path in self.files or path in self.folders

    def zone(self, path: PurePath) -> int:
        return 3 if PureWindowsPath(f"{path}:Zone.Identifier") in self.files else 0

    def make_folder(self, folder: PurePath) -> None:
        self.folders |= {PureWindowsPath(folder), *PureWindowsPath(folder).parents}

    def copy(self, source: PurePath, target: PurePath, *, replace: bool) -> None:
        self._refuse_if_locked(target)
        if target in self.files and not replace:
            raise FileExistsError(17, "File exists", str(target))
        self.write(target, self.files[PureWindowsPath(source)])
        self.write(f"{target}:Zone.Identifier", "[ZoneTransfer]\nZoneId=3")

    def remove_file(self, path: PurePath) -> None:
        self._refuse_if_locked(path)
        self.files.pop(PureWindowsPath(path), None)

    def remove_folder(self, folder: PurePath) -> None:
        self._refuse_if_locked(folder)
        for gone in (PureWindowsPath(folder), PureWindowsPath(aside(folder))):
            self.files = {path: text for path, text in self.files.items() if gone not in path.parents}
            self.folders = {path for path in self.folders if gone != path and gone not in path.parents}

    def tidy(self, folder: PurePath) -> None:
        if not self.names(folder):
            self.folders.discard(PureWindowsPath(folder))

    def unblock(self, path: PurePath) -> None:
        self.files.pop(PureWindowsPath(f"{path}:Zone.Identifier"), None)

    def set_registry(self, key: str, values: Mapping[str, Value]) -> None:
        if self.read_only_registry:
            raise PermissionError(13, "Access is denied", key)
        self.keys.setdefault(key, {}).update(values)

    def delete_registry(self, key: str) -> None:
        self.keys.pop(key, None)

    def run(self, command: Sequence[str]) -> Ran:
        self.commands.append(tuple(command))
        if said := self.breaks(command):
            return Ran(1, said)
        if "venv" in command:
            self._make_environment(PureWindowsPath(command[-1]))
        elif "pip" in command:
            self._fill(PureWindowsPath(command[0]).parents[1], full="[team]" in command[-1])
        elif "compileall" in command:
            for folder in command[command.index("-q") + 1 :]:
                self.write(rf"{folder}\__pycache__\__init__.cpython-311.pyc")
        return Ran(0, "")

    def _make_environment(self, folder: PureWindowsPath) -> None:
        for name in ("pyvenv.cfg", r"Scripts\python.exe", r"Scripts\pythonw.exe"):
            self.write(folder / name)
        self.make_folder(folder / "Lib" / "site-packages")

    def _fill(self, folder: PureWindowsPath, *, full: bool) -> None:
        packages = folder / "Lib" / "site-packages"
        for name in ("kam_xl", "xlwings", *(["pandas", "numpy"] if full else [])):
            self.write(packages / name / "__init__.py")
        for bits in (32, 64):
            self.write(folder / f"xlwings{bits}-0.37.8.dll")
        self.write(packages / f"kam_xl-{__version__}.dist-info" / "INSTALLER", "pip")

    def _refuse_if_locked(self, path: PurePath) -> None:
        if PureWindowsPath(path) in self.locked:
            raise PermissionError(13, "The process cannot access the file", str(path))
