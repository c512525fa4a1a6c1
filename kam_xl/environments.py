"""The two environments of Python that an installation makes, and the steps that make one.

The one that a click in Excel starts holds the standard library and xlwings only; the full one has pandas.
"""

from __future__ import annotations

from pathlib import PurePath

from kam_xl import places
from kam_xl.i18n import message
from kam_xl.inspection import Environment
from kam_xl.steps import Execute, RemoveFolder, Step

WHAT_A_CLICK_LOADS = ("kam_xl", "xlwings")
"""Packages that must be compiled: Excel starts Python so that it compiles nothing itself."""

_CHECKS = {
    places.CLICK_FOLDER: (
        "import sys, xlwings, kam_xl; sys.exit(', '.join(sorted({'numpy', 'pandas'} & {*sys.modules})) or 0)"
    ),
    places.FULL_FOLDER: "import pandas, sqlalchemy, kam_xl.cli",
}
"""What each environment must be able to do: load xlwings without pandas and numpy, which it takes where they are."""


def make(name: str, environment: Environment, python: str) -> Step:
    """Return the step that makes an empty environment of a Python; it brings its own pip and asks no network."""
    command = Execute((python, "-I", "-m", "venv", str(environment.folder)))
    return Step(message(f"install.{name}.make"), (command,), undo=(RemoveFolder(environment.folder),))


def fill(name: str, environment: Environment, package: str, wheels: PurePath | None) -> Step:
    """Return the step that installs a package into an environment, from a folder of wheels where one is given."""
    source = ("--no-index", "--find-links", str(wheels)) if wheels else ()
    pip = (str(environment.python), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check")
    if wheels:
        remedy = message("install.do.wheels", folder=str(wheels))
    else:
        _, by_address, origin = package.partition(" @ ")
        remedy = message("install.do.origin", origin=origin) if by_address else message("install.do.index")
    return Step(message(f"install.{name}.fill"), (Execute((*pip, "--compile", *source, package)),), remedy=remedy)


def check(name: str, environment: Environment) -> Step:
    """Return the step that sees whether an environment does what it is for; it is run as a click would run it."""
    command = Execute((str(environment.python), "-c", _CHECKS[name]))
    return Step(message(f"install.{name}.check"), (command,), remedy=message("install.do.check"))


def compile_(name: str, environment: Environment) -> Step:
    """Return the step that compiles what a click loads, where pip was told not to."""
    folders = [str(environment.packages / package) for package in WHAT_A_CLICK_LOADS]
    command = Execute((str(environment.python), "-I", "-m", "compileall", "-q", *folders))
    return Step(message(f"install.{name}.compile"), (command,))
