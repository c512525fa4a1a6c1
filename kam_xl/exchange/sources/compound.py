"""Open a compound file by olefile within bounds, since a hostile one can make it read without end.

olefile follows the numbers that a file gives. Here the numbers of its header are held against the size of the file
before, and all that is read afterwards, directory and streams, may not come to more than twice that size. It
compares each stream with all others, which counts as work.
"""

from __future__ import annotations

import io
import struct
from typing import Any

from olefile import OleFileIO
from oxmsg.storage import Storage

from kam_xl.exchange.sources.limits import Allowance

_SECTOR_BITS = (9, 12)
_MINI_SECTOR_BITS = 6
_ENTRY = 128
_MOST_ENTRIES = 10_000
"""Streams and storages of a file."""
_COMPARED = 3
"""Comparisons of a step."""
_UNKNOWN_SIZE = 0x7FFFFFFF


def storage_of(data: bytes, allowance: Allowance) -> Storage:
    """Return all that a compound file holds.

    Raises:
        TooMuchWork: opening it takes more than is allowed.
        Exception: whatever olefile raises on a file that is spoilt; ValueError on one that claims too much.
    """
    _check_header(data)
    with _Bounded(data, allowance) as file:
        return Storage.from_ole(file)


class _Bounded(OleFileIO):  # type: ignore[misc]
    """Refuse to read more than the file can hold; olefile opens every stream through this one method."""

    _left: int | None = None

    def __init__(self, data: bytes, allowance: Allowance) -> None:
        self._allowance = allowance
        super().__init__(io.BytesIO(data))

    def _open(self, start: int, size: int = _UNKNOWN_SIZE, force_FAT: bool = False) -> Any:  # noqa: N803
        self._spend(0 if size == _UNKNOWN_SIZE else size)
        stream = super()._open(start, size, force_FAT)
        if size == _UNKNOWN_SIZE:
            self._spend(stream.size)
            if stream.size > _MOST_ENTRIES * _ENTRY:
                raise ValueError("the directory is too large")
            self._allowance.work((stream.size // _ENTRY) ** 2 // _COMPARED)
        return stream

    def _spend(self, count: int) -> None:
        self._left = (2 * self._filesize if self._left is None else self._left) - count
        if self._left < 0:
            raise ValueError("the streams are larger than their file")


def _check_header(data: bytes) -> None:
    """Hold sizes of sectors, and how many of them are allocation tables, against the size of the file.

    Raises:
        ValueError, struct.error: they cannot be true, or there is no header.
    """
    bits, mini_bits = struct.unpack_from("<2H", data, 30)
    (tables,) = struct.unpack_from("<I", data, 44)
    if bits not in _SECTOR_BITS or mini_bits != _MINI_SECTOR_BITS:
        raise ValueError("no size of a sector")
    needed = len(data) // (1 << bits) // (1 << bits - 2) + 1
    if tables > 2 * needed + 8:
        raise ValueError("more allocation tables than sectors")
