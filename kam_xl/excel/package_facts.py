"""What a package tells beside its values: when it was last saved, what its formulas showed, what could act by itself.

Nothing is run and nothing outside is opened; parts that cannot be understood tell nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from xml.sax.saxutils import unescape

from kam_xl.errors import InputError
from kam_xl.excel.macros import foreign_modules
from kam_xl.excel.package import Package
from kam_xl.excel.structure import main_part, relations

_MODIFIED = re.compile(rb"<(?:\w+:)?modified\b[^>]*>([^<]*)<")
_RESULT = rb'<c r="%b(\d+)"[^>]*\bt="str"[^>]*>(?:<f[^>]*(?:/>|>[^<]*</f>))?<v[^>]*>([^<]*)</v>'
_OUTSIDE = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Type|Target|TargetMode)="([^"]*)"')
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


def modified(package: Package) -> dt.datetime | None:
    """Return when the workbook was last saved, in UTC, as the program that saved it says; None where it does not.

    A workbook that was built and never opened since says a day, since equal data build equal files; that is no moment.
    """
    found = _MODIFIED.search(package.parts.get("docProps/core.xml", b""))
    try:
        moment = dt.datetime.fromisoformat(found[1].decode("ascii").strip()) if found else None
        return None if moment is None or moment.time() == dt.time() else _utc(moment)
    except (ValueError, OverflowError):
        return None


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def texts_shown(package: Package, sheet: str, column: str) -> Mapping[int, str]:
    """Return the texts that the formulas of a sheet's column last gave, by row from 1; blank ones are left out.

    Args:
        package: the workbook.
        sheet: its title.
        column: the column's letters.
    """
    xml = package.parts.get(_part_of(package, sheet), b"")
    found = re.findall(_RESULT % column.encode("ascii"), xml)
    return {int(row): unescape(text.decode("utf-8", "replace"), _ENTITIES) for row, text in found if text}


def _part_of(package: Package, title: str) -> str:
    try:
        main = main_part(package)
        targets = relations(package, main)
        sheets = package.xml(main).iterfind("{*}sheets/{*}sheet")
        ids = (value for one in sheets if one.get("name") == title for key, value in one.items() if key[-3:] == "}id")
        return targets.get(next(ids, ""), ("", ""))[1]
    except InputError:
        return ""


def macro_modules(package: Package) -> list[str] | None:
    """Return the names of macro modules that are not ours; None where the workbook has no macros at all.

    A part of macros that cannot be understood counts as one module without a name.
    """
    binaries = [part for name, part in package.parts.items() if name.lower().endswith("vbaproject.bin")]
    sheets = [name for name in package.parts if "/macrosheets/" in name.lower() and name.endswith(".xml")]
    if not binaries and not sheets:
        return None
    return [name for part in binaries for name in foreign_modules(part)] + [name.rpartition("/")[2] for name in sheets]


def outside_links(package: Package) -> list[str]:
    """Return what the workbook takes from elsewhere: other workbooks, queries, pictures; hyperlinks are no such thing.

    Each target once, as the package names it.
    """
    found: dict[str, None] = {}
    for name, part in package.parts.items():
        if name.endswith(".rels") and b"External" in part:
            for relation in _OUTSIDE.findall(part):
                told = dict(_ATTRIBUTE.findall(relation))
                kind = told.get(b"Type", b"").rpartition(b"/")[2]
                if told.get(b"TargetMode") == b"External" and kind != b"hyperlink":
                    found[unescape(told.get(b"Target", b"").decode("utf-8", "replace"), _ENTITIES)] = None
    return list(found)
