"""The port: all that a command may ask of a workbook, wherever it is kept.

Commands know tables, not files. What reads a book and puts a rebuilt one in its place goes through `Book`; the file
adapter is `kam_xl.excel.file.FileBook`, the one in memory stands here, for tests and for books that come as bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kam_xl.sheets.raw import RawBook


class Book(Protocol):
    """A workbook that can be read as plain values and replaced as a whole, never patched in place."""

    @property
    def where(self) -> str:
        """Return the name by which a person knows the book."""

    def read(self) -> RawBook:
        """Return its tables and named cells.

        Raises:
            InputError: it cannot be read; the leaf says why.
        """

    def replace(self, data: bytes) -> None:
        """Put another workbook in its place; what cannot be put there leaves it as it was.

        Raises:
            InputError: it cannot be written, or the data are no whole workbook; the leaf says why.
        """


@dataclass(slots=True)
class MemoryBook:
    """A workbook in memory: its values, or the bytes of its file."""

    content: RawBook | bytes
    where: str = "memory"

    def read(self) -> RawBook:
        """Return its tables and named cells.

        Raises:
            NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge: its bytes cannot be read.
        """
        if isinstance(self.content, RawBook):
            return self.content
        # Values alone need no file reader, and a click in Excel has none.
        from kam_xl.excel.reading import read_data

        return read_data(self.content, self.where)

    def replace(self, data: bytes) -> None:
        """Keep other bytes from now on.

        Raises:
            NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge: they are no whole workbook.
        """
        from kam_xl.excel.package import unpack

        unpack(data, self.where)
        self.content = data
