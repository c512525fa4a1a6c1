"""Key account management brought down to the single sales manager, in an Excel workbook."""

from __future__ import annotations

__version__ = "0.1.0"

XLWINGS_VERSION = "0.37.8"
"""The pinned version of xlwings: its VBA module in the workbook and its library beside Python must be the same."""
