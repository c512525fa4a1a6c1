"""The add-in KAM.xlam: the ribbon and the worksheet functions for any KAM workbook, an emailed macro-free one included.

It holds no data. Its one sheet, which Excel never shows, says what it is.
"""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter

from kam_xl import __version__
from kam_xl.build.macro_project import ADDIN_PROJECT, add_macros
from kam_xl.build.package import repacked
from kam_xl.commands.buttons import BUTTONS
from kam_xl.i18n import LANGUAGES, template
from kam_xl.places import CLICK_INTERPRETER

_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_CREATED = dt.datetime(2026, 1, 1)
"""A fixed day, so that two builds are equal."""


def build_addin(interpreter: str = CLICK_INTERPRETER) -> bytes:
    """Return the add-in; `interpreter` is the Python that it starts (Windows path, environment variables allowed)."""
    package = io.BytesIO()
    workbook = xlsxwriter.Workbook(package, {"in_memory": True})
    workbook.set_properties({"title": f"KAM {__version__}", "author": "", "created": _CREATED})
    sheet = workbook.add_worksheet("KAM")
    sheet.write_string(0, 0, f"kam_xl {__version__}")
    for row, lang in enumerate(LANGUAGES, start=1):
        sheet.write_string(row, 0, template(lang, "sheet.addin"))
    sheet.set_column(0, 0, 100)
    parts = add_macros(workbook, ADDIN_PROJECT, BUTTONS, interpreter, {"addin": sheet})
    workbook.close()
    edits = {"[Content_Types].xml": lambda xml: xml.replace(_WORKBOOK_TYPE, _ADDIN_TYPE)}
    return repacked(package.getvalue(), edits, parts)
