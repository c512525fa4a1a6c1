"""The file of the team workbook: known as ours by a table of it, and written only where it harms nobody.

All that can be told beforehand is told before a long collection, not after it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from kam_xl.errors import FileMissing, InputError, NoPermission, UsageError
from kam_xl.excel.package import Package, open_package
from kam_xl.excel.replace import check_not_open
from kam_xl.exchange.errors import NotTeamWorkbook
from kam_xl.i18n import message

_OVERVIEW = re.compile(rb'\b(?:displayName|name)="tblTeamOverview"')
"""The table that every team workbook has; Excel and LibreOffice keep its name when they save."""


def is_team_workbook(package: Package) -> bool:
    """Tell whether a workbook is one that a collection wrote."""
    return any(name.startswith("xl/tables/") and _OVERVIEW.search(part) for name, part in package.parts.items())


def check_report(report: Path, sources: Sequence[Path]) -> None:
    """Make sure that the team workbook can be written, and replaces at most an older one of its kind.

    Raises:
        UsageError: it is one of the sources.
        NotTeamWorkbook: something else lies there.
        FileMissing, NoPermission, OpenElsewhere: it cannot be written there.
    """
    folder = report.resolve().parent
    if any(report.resolve() == one.resolve() for one in sources):
        raise UsageError(str(report), reason=message("collect.report_is_source"))
    if not folder.is_dir():
        raise FileMissing(str(folder))
    check_not_open(report)
    if report.exists() and not _is_ours(report):
        raise NotTeamWorkbook(str(report))
    if not all(os.access(one, os.W_OK) for one in (folder, report) if one.exists()):
        raise NoPermission(str(report))


def _is_ours(path: Path) -> bool:
    try:
        return is_team_workbook(open_package(path))
    except NoPermission:
        raise
    except InputError:
        return False
