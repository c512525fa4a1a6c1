"""What an installation starts from: what was asked for, where things go, and what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath

from kam_xl import __version__, places
from kam_xl.i18n import Lang
from kam_xl.inspection import WORKBOOK_FOLDER, Environment, Runtime, documents, windows_environment
from kam_xl.machine import Machine, aside, expanded
from kam_xl.office import TRUSTED_LOCATIONS, user_locations

ENVIRONMENTS = (places.CLICK_FOLDER, places.FULL_FOLDER)

BUILT_FOLDER = "files"
"""Folder under the home of kam_xl where the workbook and the add-in are built."""

STARTUP = r"%APPDATA%\Microsoft\Excel\XLSTART"
"""Folder whose add-ins Excel opens when it starts."""

TRUSTED_KEY = rf"{TRUSTED_LOCATIONS}\LocationKAM"


@dataclass(frozen=True, slots=True)
class Install:
    """What was asked for; a folder that is None is the usual one, and without `wheels` pip asks an index."""

    lang: Lang
    home: PureWindowsPath | None = None
    wheels: PurePath | None = None
    workbook_folder: PureWindowsPath | None = None
    add_in: bool = False
    trust: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a plan rests on: where things go, and what is there already.

    `origin` is the file or folder that this package was installed from, "" where an index gave it. `ready` are the
    environments that hold this version whole, `foreign` folders that bear the name of one of ours and are none;
    `there` are the paths and registry keys of ours that exist.
    """

    python: str
    version: str
    home: PureWindowsPath
    workbook_folder: PureWindowsPath
    startup: PureWindowsPath
    origin: str = ""
    from_store: bool = False
    ready: frozenset[str] = frozenset()
    foreign: tuple[PurePath, ...] = ()
    there: frozenset[str] = frozenset()
    user_locations: bool = True
    elsewhere: bool = False


def anywhere(asked: Install, *, installed: bool) -> Found:
    """Return what a dry run plans for elsewhere: a Windows machine with nothing installed on it, or everything."""
    home = asked.home or PureWindowsPath(places.HOME)
    workbook_folder = asked.workbook_folder or PureWindowsPath(r"%USERPROFILE%\Documents") / WORKBOOK_FOLDER
    startup = PureWindowsPath(STARTUP)
    return Found(
        python="python",
        version=__version__,
        home=home,
        workbook_folder=workbook_folder,
        startup=startup,
        there=_ours(home, workbook_folder, startup) if installed else frozenset(),
        elsewhere=asked.home is not None,
    )


def survey(asked: Install, machine: Machine, runtime: Runtime) -> Found:
    """Return what is found on a Windows machine."""
    usual = PureWindowsPath(expanded(machine, places.HOME))
    home = asked.home or usual
    workbook_folder = asked.workbook_folder or documents(machine) / WORKBOOK_FOLDER
    startup = PureWindowsPath(expanded(machine, STARTUP))
    environments = {name: windows_environment(home / name) for name in ENVIRONMENTS}
    ours = _ours(home, workbook_folder, startup)
    return Found(
        python=runtime.executable,
        version=runtime.version,
        home=home,
        workbook_folder=workbook_folder,
        startup=startup,
        origin=runtime.origin,
        from_store=runtime.from_store,
        ready=frozenset(name for name, one in environments.items() if _whole(machine, one, runtime.version)),
        foreign=tuple(one.folder for one in environments.values() if _foreign(machine, one)),
        there=frozenset(one for one in ours if _is_there(machine, one)),
        user_locations=user_locations(machine),
        elsewhere=home != usual,
    )


def _ours(home: PureWindowsPath, workbook_folder: PureWindowsPath, startup: PureWindowsPath) -> frozenset[str]:
    """Return every path and registry key that an installation makes."""
    built = [home / BUILT_FOLDER / name for name in (places.WORKBOOK, places.ADDIN)]
    environments = [home / name for name in ENVIRONMENTS]
    placed = [workbook_folder / places.WORKBOOK, startup / places.ADDIN]
    return frozenset([TRUSTED_KEY, *map(str, (*built, *environments, *placed))])


def _is_there(machine: Machine, one: str) -> bool:
    """Tell whether something of ours is there; an empty folder is not, one put aside but not yet removed is."""
    if one == TRUSTED_KEY:
        return machine.registry(TRUSTED_KEY, "Path") is not None
    path = PureWindowsPath(one)
    if path.name in ENVIRONMENTS:
        return bool(machine.names(path)) or machine.exists(aside(path))
    return machine.exists(path)


def _whole(machine: Machine, environment: Environment, version: str) -> bool:
    """Tell whether an environment holds a version whole: pip writes INSTALLER when all files are in their places."""
    note = environment.packages / f"kam_xl-{version}.dist-info" / "INSTALLER"
    return machine.exists(environment.python) and machine.exists(note)


def _foreign(machine: Machine, environment: Environment) -> bool:
    names = machine.names(environment.folder)
    return bool(names) and "pyvenv.cfg" not in names
