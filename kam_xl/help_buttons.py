"""The buttons that help: where to start, what is in order, which versions these are."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from kam_xl import XLWINGS_VERSION, __version__, doctor
from kam_xl.errors import NotAKamWorkbook
from kam_xl.excel.live import LiveBook
from kam_xl.findings import Location
from kam_xl.i18n import Lang, say
from kam_xl.inspection import Book, facts_of, this_runtime
from kam_xl.machine import ThisMachine
from kam_xl.policy import fingerprint
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook


class Helper(Protocol):
    """What a button that helps may use of the session."""

    live: LiveBook
    lang: Lang

    @property
    def log(self) -> str:
        """Return where errors are written down."""

    def lead(self, place: Location) -> None:
        """Lead the person to a cell."""

    def say(self, text: str) -> None:
        """Say something in the status bar."""

    def box(self, text: str) -> None:
        """Show a box."""


def guide(helper: Helper) -> None:
    """Lead to the steps on Start."""
    cell = helper.live.read().cells["manager"]
    helper.lead(Location(cell.sheet, cell.cell))
    helper.say(say(helper.lang, "ribbon.guide"))


def about(helper: Helper) -> None:
    """Show the versions, and where the log is kept; a workbook that is none of ours has no versions."""
    raw = _ours(helper)
    policy = parse(raw).policy if raw else None
    helper.box(
        say(
            helper.lang,
            "ribbon.about",
            version=__version__,
            xlwings=XLWINGS_VERSION,
            python=platform.python_version(),
            book=_settings(raw).get("version", "?") if raw else "—",
            policy=f"{policy.name.in_(helper.lang)} {policy.version}, {fingerprint(policy)}" if policy else "—",
            log=helper.log,
        )
    )


def diagnose(helper: Helper) -> None:
    """Show what of Python, package and workbook is in order, and what to do about the rest."""
    machine, raw = ThisMachine(), _ours(helper)
    book = _book(helper.live, raw, machine) if raw else None
    checks = doctor.diagnose(facts_of(machine, this_runtime(), schema.SCHEMA_VERSION, book))
    lines = []
    for one in checks:
        parts = [one.what, *([one.remedy] if one.remedy else [])]
        lines.append(f"{doctor.MARKS[one.state]} {' — '.join(part.in_(helper.lang) for part in parts)}")
    helper.box("\n".join(lines))


def _ours(helper: Helper) -> RawBook | None:
    """Return the workbook's content, None where it is none of ours: help must help there too."""
    with suppress(NotAKamWorkbook):
        return helper.live.read()
    return None


def _settings(raw: RawBook) -> dict[str, str]:
    return {str(key): str(value) for key, value, *_ in raw.tables[schema.SETTINGS.name].rows}


def _book(live: LiveBook, raw: RawBook, machine: ThisMachine) -> Book:
    local = "://" not in live.where
    return Book(live.where, _settings(raw), live.interpreter(), machine.zone(Path(live.where)) if local else 0)


HELP: Mapping[str, Callable[[Helper], None]] = {"guide": guide, "diagnose": diagnose, "about": about}
"""Button → what it does."""
