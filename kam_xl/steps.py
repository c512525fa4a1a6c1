"""Steps of an installation: what each changes, the command that would do the same by hand, and doing them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from kam_xl.errors import KamError, StepFailed
from kam_xl.i18n import Message, message
from kam_xl.machine import Machine, Value


@dataclass(frozen=True, slots=True)
class Execute:
    """Run a program; anything but exit code 0 is a failure."""

    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Build:
    """Build the workbook and the add-in into a folder."""

    folder: PurePath


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """Make a folder."""

    folder: PurePath


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy a file; one that is there is replaced only where told so."""

    source: PurePath
    target: PurePath
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Unblock:
    """Take away the mark that a file came from elsewhere."""

    path: PurePath


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """Remove a file."""

    path: PurePath


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """Remove a folder with all it holds."""

    folder: PurePath


@dataclass(frozen=True, slots=True)
class Tidy:
    """Remove a folder if it is empty."""

    folder: PurePath


@dataclass(frozen=True, slots=True)
class SetValues:
    """Make a key of the registry and set values of it."""

    key: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class DeleteKey:
    """Delete a key of the registry."""

    key: str


_SPECIAL = re.compile(r"[%&()^;,=\[\]{}']")

Change = Execute | Build | MakeFolder | Copy | Unblock | RemoveFile | RemoveFolder | Tidy | SetValues | DeleteKey


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it does in words, what it changes, and what undoes that.

    A step without changes only says something: what is there already, or what a person has to do.
    `remedy` says what to do when a change fails; `attention` marks what is left for a person.
    """

    what: Message
    changes: tuple[Change, ...] = ()
    undo: tuple[Change, ...] = ()
    remedy: Message = field(default_factory=lambda: message("install.do.files"))
    attention: bool = False

    def undoing(self) -> Step:
        """Return the step that undoes this one."""
        return Step(Message(f"{self.what.key}.undo", self.what.params), self.undo)


BuildFiles = Callable[[Path], None]
"""Builds the workbook and the add-in into a folder that is there."""


def carry_out(
    steps: Sequence[Step], machine: Machine, build_files: BuildFiles, tell: Callable[[Step], None] = lambda _: None
) -> None:
    """Do the steps one after the other; `tell` hears of each before it begins.

    Raises:
        StepFailed: a change cannot be made; names the step, the change, what to do and what is done already.
    """
    done: list[Step] = []
    for step in steps:
        tell(step)
        for change in step.changes:
            try:
                _make(change, machine, build_files)
            except (OSError, _ProgramFailed, KamError) as error:
                raise _failed(step, change, error, done) from error
        done.append(step)


class _ProgramFailed(Exception):
    """A program ended with an exit code other than 0."""


def _make(change: Change, machine: Machine, build_files: BuildFiles) -> None:
    match change:
        case Execute(command):
            ran = machine.run(command)
            if ran.code:
                raise _ProgramFailed(telling_line(ran.said) or str(ran.code))
        case Build(folder):
            machine.make_folder(folder)
            build_files(Path(str(folder)))
        case MakeFolder(folder):
            machine.make_folder(folder)
        case Copy(source, target, replace):
            machine.copy(source, target, replace=replace)
        case Unblock(path):
            machine.unblock(path)
        case RemoveFile(path):
            machine.remove_file(path)
        case RemoveFolder(folder):
            machine.remove_folder(folder)
        case Tidy(folder):
            machine.tidy(folder)
        case SetValues(key, values):
            machine.set_registry(key, values)
        case DeleteKey(key):
            machine.delete_registry(key)


def telling_line(said: str) -> str:
    """Return the line of a program's output that says what went wrong: its last error, else its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")]
    return (errors or lines or [""])[-1]


def _failed(step: Step, change: Change, error: Exception, done: Sequence[Step]) -> StepFailed:
    detail: object = str(error)
    if isinstance(error, KamError):
        detail = message(f"error.{error.code}", **error.params)
    elif isinstance(error, OSError):
        detail = error.strerror or str(error)
    kept = [one.what for one in done if one.changes]
    so_far = message("install.done", steps=kept) if kept else message("install.done.nothing")
    return StepFailed("\n".join(as_commands(change)), step=step.what, detail=detail, remedy=step.remedy, so_far=so_far)


def as_commands(change: Change) -> tuple[str, ...]:
    """Return the Windows command lines that do by hand what a change does."""
    match change:
        case Execute(command):
            return (_line(*command),)
        case Build(folder):
            return (_line("kam", "build", "-o", folder),)
        case MakeFolder(folder):
            return (_line("mkdir", folder),)
        case Copy(source, target, replace):
            return (_line("copy", *(["/y"] if replace else []), source, target),)
        case Unblock(path):
            quoted = str(path).replace("'", "''")
            return (_line("powershell", "Unblock-File", "-LiteralPath", f"'{quoted}'"),)
        case RemoveFile(path):
            return (_line("del", path),)
        case RemoveFolder(folder):
            return (_line("rmdir", "/s", "/q", folder),)
        case Tidy(folder):
            return (_line("rmdir", folder),)
        case SetValues(key, values):
            return tuple(_reg_add(key, name, value) for name, value in values.items())
        case DeleteKey(key):
            return (_line("reg", "delete", key, "/f"),)


def _reg_add(key: str, name: str, value: Value) -> str:
    kind = "REG_SZ" if isinstance(value, str) else "REG_DWORD"
    return _line("reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f")


def _line(*words: object) -> str:
    """Return a command line; what cmd.exe would take apart or fill in is quoted."""
    return " ".join(map(_word, map(str, words)))


def _word(word: str) -> str:
    quoted = subprocess.list2cmdline([word])
    if quoted.startswith('"') or not _SPECIAL.search(word):
        return quoted
    # A backslash before the closing quotation mark would take it away.
    return f'"{word}\\"' if word.endswith("\\") else f'"{word}"'
