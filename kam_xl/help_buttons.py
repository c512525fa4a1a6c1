"""The buttons that help: where to start, what is in order, which versions these are."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from typing import Protocol

from kam_xl import XLWINGS_VERSION, __version__
from kam_xl.excel.live import LiveBook
from kam_xl.findings import Location
from kam_xl.i18n import Lang, say
from kam_xl.policy import fingerprint
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse


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
    """Show the versions, and where the log is kept."""
    raw = helper.live.read()
    parsed = parse(raw)
    settings = {str(key): str(value) for key, value, *_ in raw.tables[schema.SETTINGS.name].rows}
    policy = parsed.policy
    helper.box(
        say(
            helper.lang,
            "ribbon.about",
            version=__version__,
            xlwings=XLWINGS_VERSION,
            python=platform.python_version(),
            book=settings.get("version", "?"),
            policy=f"{policy.name.in_(helper.lang)} {policy.version}, {fingerprint(policy)}",
            log=helper.log,
        )
    )


HELP: Mapping[str, Callable[[Helper], None]] = {"guide": guide, "about": about}
"""Button → what it does."""
