"""What is found on a machine: this Python, the two environments, Excel's macro settings, a workbook.

Facts only: `kam_xl.doctor` judges them, `kam_xl.install` plans with them.
"""

from __future__ import annotations

import json
import locale
import re
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import PurePath, PureWindowsPath

from kam_xl import __version__, places
from kam_xl.machine import Machine, expanded
from kam_xl.office import Office, office

DISTRIBUTION = "kam-xl"

WORKBOOK_FOLDER = "KAM"
"""Folder in the person's documents where the workbook goes unless another one is named."""

_SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


@dataclass(frozen=True, slots=True)
class Runtime:
    """The Python that runs now, and what is installed beside it; a version is "" where nothing is."""

    python: tuple[int, int, int]
    bits: int
    executable: str
    base: str
    version: str
    installed: str
    xlwings: str
    pinned: str
    origin: str = ""

    @property
    def from_store(self) -> bool:
        """Tell whether it is the Python of Microsoft's Store: what that writes to the profile, Excel does not see."""
        return "windowsapps" in f"{self.base} {self.executable}".casefold()


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the parts of an environment lie: its folder, its interpreter and its packages."""

    folder: PurePath
    python: PurePath
    packages: PurePath


@dataclass(frozen=True, slots=True)
class Inside:
    """What an environment holds: whether its interpreter is there, versions of kam_xl, packages, files at its root."""

    folder: str
    there: bool
    versions: tuple[str, ...] = ()
    packages: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    compiled: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: where it lies, the rows of its table tblKam, and the interpreter it names.

    `interpreter` is None in a book without macros; `zone` is 3 or more in a file that Windows blocks.
    """

    path: str
    settings: Mapping[str, str]
    interpreter: str | None = None
    zone: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a diagnosis looks at; what only Windows has is None elsewhere, as is a book that was not named.

    `schema` is the version of the workbook's shape that this package builds. `folder` holds the book, or would.
    """

    runtime: Runtime
    schema: str
    system_language: str = ""
    kam_lang: str = ""
    click: Inside | None = None
    full: Inside | None = None
    office: Office | None = None
    folder: PureWindowsPath | None = None
    book: Book | None = None
    click_interpreter: str = ""


def facts_of(machine: Machine, runtime: Runtime, schema: str, book: Book | None = None) -> Facts:
    """Return what is found on a machine; `book` is what the caller read from a workbook, if one was named."""
    language, spoken = locale.getlocale()[0] or "", machine.variable("KAM_LANG")
    if not machine.windows:
        return Facts(runtime, schema, language, spoken, book=book)
    home = PureWindowsPath(expanded(machine, places.HOME))
    return Facts(
        runtime,
        schema,
        language,
        spoken,
        click=inside(machine, windows_environment(home / places.CLICK_FOLDER)),
        full=inside(machine, windows_environment(home / places.FULL_FOLDER)),
        office=office(machine),
        folder=PureWindowsPath(book.path).parent if book else documents(machine) / WORKBOOK_FOLDER,
        book=book,
        click_interpreter=expanded(machine, places.CLICK_INTERPRETER),
    )


def this_runtime() -> Runtime:
    """Return the facts about the Python that runs now."""
    return Runtime(
        python=sys.version_info[:3],
        bits=struct.calcsize("P") * 8,
        executable=sys.executable,
        base=sys.base_prefix,
        version=__version__,
        installed=_version(DISTRIBUTION),
        xlwings=_version("xlwings"),
        pinned=_pinned("xlwings"),
        origin=_origin(),
    )


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _pinned(package: str) -> str:
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return ""
    found = [match[1] for one in required if (match := re.match(rf"{package}\s*==\s*([\w.]+)", one))]
    return found[0] if found else ""


def _origin() -> str:
    """Return where the package was installed from if that was a file, a folder or a repository, else ""."""
    try:
        note = metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    return origin_of(note or "{}")


def origin_of(note: str) -> str:
    """Return the address that pip noted when it installed from a file, a folder or a repository (PEP 610), else ""."""
    noted = json.loads(note)
    url = str(noted.get("url", ""))
    if repository := noted.get("vcs_info"):
        return f"{repository['vcs']}+{url}@{repository['commit_id']}"
    return url


def windows_environment(folder: PurePath) -> Environment:
    """Return where the parts of an environment lie on Windows."""
    return Environment(folder, folder / "Scripts" / "python.exe", folder / "Lib" / "site-packages")


def inside(machine: Machine, environment: Environment) -> Inside:
    """Return what an environment holds."""
    packages = machine.names(environment.packages)
    return Inside(
        folder=str(environment.folder),
        there=machine.exists(environment.python.with_name("pythonw.exe")),
        versions=tuple(found[1] for name in packages if (found := re.fullmatch(r"kam_xl-(.+)\.dist-info", name))),
        packages=frozenset(name for name in packages if not name.endswith(".dist-info")),
        files=frozenset(machine.names(environment.folder)),
        compiled=machine.exists(environment.packages / "kam_xl" / "__pycache__"),
    )


def documents(machine: Machine) -> PureWindowsPath:
    """Return the person's folder of documents, wherever it was moved to."""
    noted = machine.registry(_SHELL_FOLDERS, "Personal") or r"%USERPROFILE%\Documents"
    return PureWindowsPath(expanded(machine, str(noted)))
