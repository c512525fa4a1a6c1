"""Where things live on a manager's Windows machine: paths that workbook, `kam install` and `kam doctor` share.

Paths are written as Windows writes them, with environment variables that Windows, VBA and `kam install` expand.
"""

from __future__ import annotations

HOME = r"%LOCALAPPDATA%\kam_xl"
"""Folder of everything that `kam install` makes; no administrator is needed to write there."""

CLICK_FOLDER, FULL_FOLDER = "click", "full"
"""Environments under `HOME`: what a click in Excel starts, and what needs pandas and the file libraries."""

CLICK_INTERPRETER = rf"{HOME}\{CLICK_FOLDER}\Scripts\pythonw.exe"
"""The only interpreter that the workbook and the add-in ever start."""

WORKBOOK, ADDIN = "KAM.xlsm", "KAM.xlam"
"""Names of the files that `kam build` makes."""

VBA_MODULES = (
    "ThisWorkbook", "xlwings",
    "KamCells", "KamEvents", "KamFiles", "KamFunctions", "KamGuard", "KamPython",
    "KamRibbon", "KamSay", "KamTexts", "KamWhere",
)  # fmt: skip
"""Names of the modules of our VBA projects, beside those of the sheets."""

MACRO_SHEETS = ("_texts", "xlwings.conf", "Error")
"""Very hidden sheets of a macro package: texts for VBA, settings of xlwings, where xlwings writes the text of an error
instead of showing an English box."""
