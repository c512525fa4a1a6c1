"""The file adapter of the port: what a command needs of a workbook on disk."""

from __future__ import annotations

from kam_xl.excel.reading import read_book, read_data

__all__ = ["read_book", "read_data"]
