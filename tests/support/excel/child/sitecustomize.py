"""Make a click's process look to xlwings like Windows with pywin32; every other Python starts as ever."""

from __future__ import annotations

import os
import sys

# Processes that a click starts inherit the variables, but not the command line that VBA builds.
if "KAM_EXCEL_FD" in os.environ and "--from_xl=1" in sys.orig_argv:
    import importlib

    importlib.import_module("stand_in.windows").look_like_windows()
