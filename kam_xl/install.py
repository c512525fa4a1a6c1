"""`kam install`: a plan of steps, made from what was asked for and what is there.

Two environments are made (see `kam_xl.places`): the one that a click in Excel starts, standard library and xlwings
only, and a full one for what needs pandas. The workbook goes into the person's documents and is never replaced or
removed. Nothing here touches a machine: `kam_xl.steps` carries a plan out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PureWindowsPath

from kam_xl import places
from kam_xl.environments import check, compile_, fill, make
from kam_xl.errors import ForeignFolder, RunsFromThere, StorePython
from kam_xl.i18n import Lang, message, say
from kam_xl.inspection import DISTRIBUTION, windows_environment
from kam_xl.machine import Value
from kam_xl.steps import (
    Build,
    Change,
    Copy,
    DeleteKey,
    MakeFolder,
    RemoveFile,
    RemoveFolder,
    SetValues,
    Step,
    Tidy,
    Unblock,
)
from kam_xl.survey import BUILT_FOLDER, ENVIRONMENTS, TRUSTED_KEY, Found, Install

_EXTRAS = {places.CLICK_FOLDER: "", places.FULL_FOLDER: "[team]"}


def plan(asked: Install, found: Found) -> tuple[Step, ...]:
    """Return the steps of an installation; what is there already is not done again.

    Raises:
        StorePython: this Python writes where Excel does not look.
        ForeignFolder: a folder of somebody else's bears the name of an environment.
        RunsFromThere: this Python lies in an environment that would be replaced.
    """
    if found.from_store:
        raise StorePython(found.python)
    elsewhere = Step(message("install.elsewhere", folder=places.HOME), attention=True)
    steps = (
        *([elsewhere] if found.elsewhere else []),
        *(step for name in ENVIRONMENTS for step in _environment(name, asked, found)),
        *_files(asked, found),
    )
    return _allowed(steps, found)


def removal(asked: Install, found: Found) -> tuple[Step, ...]:
    """Return the steps that undo an installation, the last first; workbooks stay, since they hold people's data.

    Raises:
        ForeignFolder, RunsFromThere: see `plan`.
    """
    made = (
        *(_made(name, found) for name in ENVIRONMENTS),
        _built(found),
        _added_in(found),
        _trusted(asked.lang, found),
    )
    undone = [step.undoing() for step in reversed(made) if any(_is_there(one, found) for one in step.undo)]
    if undone:
        undone[-1] = replace(undone[-1], changes=(*undone[-1].changes, Tidy(found.home)))
    kept = Step(message("install.kept", folder=str(found.workbook_folder)))
    return _allowed((*undone, kept), found)


def _allowed(steps: tuple[Step, ...], found: Found) -> tuple[Step, ...]:
    """Return the steps if they remove no folder that is not ours, nor the one that this Python lies in."""
    for folder in (one.folder for step in steps for one in step.changes if isinstance(one, RemoveFolder)):
        if folder in found.foreign:
            raise ForeignFolder(str(folder))
        if PureWindowsPath(found.python).is_relative_to(folder):
            raise RunsFromThere(found.python)
    return steps


def _is_there(change: Change, found: Found) -> bool:
    match change:
        case RemoveFolder(path) | RemoveFile(path):
            return str(path) in found.there
        case DeleteKey(key):
            return key in found.there
        case _:
            return False


def _environment(name: str, asked: Install, found: Found) -> Iterator[Step]:
    environment = windows_environment(found.home / name)
    if name in found.ready:
        yield Step(message(f"install.{name}.ready", version=found.version, folder=str(environment.folder)))
    else:
        yield _made(name, found)
        yield fill(name, environment, requirement(name, asked, found), asked.wheels)
    yield check(name, environment)
    yield compile_(name, environment)


def _made(name: str, found: Found) -> Step:
    """Return the step that makes an environment, in the place of an older or unfinished one."""
    environment = windows_environment(found.home / name)
    step = make(name, environment, found.python)
    if str(environment.folder) in found.there:
        return replace(step, changes=(RemoveFolder(environment.folder), *step.changes))
    return step


def requirement(name: str, asked: Install, found: Found) -> str:
    """Return how pip is told what to install: this version, from where this one came unless wheels are given."""
    package = f"{DISTRIBUTION}{_EXTRAS[name]}"
    return f"{package} @ {found.origin}" if found.origin and not asked.wheels else f"{package}=={found.version}"


def _files(asked: Install, found: Found) -> Iterator[Step]:
    yield _built(found)
    yield _placed(found)
    if asked.add_in:
        yield _added_in(found)
    if asked.trust:
        yield _trust(asked.lang, found)


def _built(found: Found) -> Step:
    folder = found.home / BUILT_FOLDER
    files = (folder / places.WORKBOOK, folder / places.ADDIN)
    return Step(message("install.build"), (Build(folder),), (*map(RemoveFile, files), Tidy(folder)))


def _placed(found: Found) -> Step:
    target = found.workbook_folder / places.WORKBOOK
    if str(target) in found.there:
        return Step(message("install.workbook.kept", path=str(target)))
    copied = Copy(found.home / BUILT_FOLDER / places.WORKBOOK, target)
    return Step(message("install.workbook"), (MakeFolder(found.workbook_folder), copied, Unblock(target)))


def _added_in(found: Found) -> Step:
    target = found.startup / places.ADDIN
    copied = Copy(found.home / BUILT_FOLDER / places.ADDIN, target, replace=True)
    return Step(
        message("install.add_in"), (MakeFolder(found.startup), copied, Unblock(target)), undo=(RemoveFile(target),)
    )


def _trust(lang: Lang, found: Found) -> Step:
    folder = str(found.workbook_folder)
    if not found.user_locations:
        return Step(message("install.trust.forbidden", folder=folder), attention=True)
    if folder.startswith("\\\\"):
        return Step(message("install.trust.network", folder=folder), attention=True)
    return _trusted(lang, found)


def _trusted(lang: Lang, found: Found) -> Step:
    # Excel writes the path of a trusted location with a backslash at its end.
    values: dict[str, Value] = {
        "Path": f"{found.workbook_folder}\\",
        "Description": say(lang, "install.trust.description"),
        "AllowSubFolders": 1,
    }
    undo = (DeleteKey(TRUSTED_KEY),)
    return Step(message("install.trust"), (SetValues(TRUSTED_KEY, values),), undo, message("install.do.registry"))
