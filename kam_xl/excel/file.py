"""The file adapter of the port: a workbook on disk, read fast and replaced as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kam_xl.excel.reading import read_book, read_data
from kam_xl.excel.replace import backup_path, check_not_open, replace_book
from kam_xl.sheets.raw import RawBook

__all__ = ["FileBook", "backup_path", "check_not_open", "read_book", "read_data", "replace_book"]


@dataclass(frozen=True, slots=True)
class FileBook:
    """A workbook file (.xlsx or .xlsm)."""

    path: Path

    @property
    def where(self) -> str:
        """Return the file's name as it was given."""
        return str(self.path)

    def read(self) -> RawBook:
        """Return its tables and named cells; see `read_book`.

        Raises:
            FileMissing, NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge, NoPermission: it cannot be read.
        """
        return read_book(self.path)

    def replace(self, data: bytes) -> None:
        """Put another workbook in its place and keep the old as .bak; see `replace_book`.

        Raises:
            OpenElsewhere, NoPermission, DiskFull, FileMissing, DamagedWorkbook, NotAWorkbook: it cannot be written.
        """
        replace_book(self.path, data)
