"""Key account management brought down to the single sales manager, in an Excel workbook."""

from __future__ import annotations

__version__ = "0.1.0"
