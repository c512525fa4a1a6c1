"""A compound file, [MS-CFB] version 3: streams and storages in sectors of 512 bytes, chained by allocation tables."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from kam_xl.build.vba.directory import Extent, Kind, Storage, directory, entries_of

MINI_STREAM_CUTOFF = 4096
"""Streams of fewer bytes lie in mini sectors."""

_SECTOR, _MINI_SECTOR = 512, 64
_DIFAT_SECTOR, _FAT_SECTOR, _END_OF_CHAIN, _FREE = 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_NUMBERS = _SECTOR // 4
_IN_HEADER = 109
_HEADER = struct.Struct("<8s16s5H6s10I")


class _Area:
    """Sectors of one size, and the table that says of each which one follows."""

    def __init__(self, sector: int) -> None:
        self.sector = sector
        self.data = bytearray()
        self.table: list[int] = []

    def put(self, data: bytes) -> int:
        """Append bytes in new sectors and return the first of them, the end of a chain where there are none."""
        if not data:
            return _END_OF_CHAIN
        count = -(-len(data) // self.sector)
        first = len(self.table)
        self.data += data.ljust(count * self.sector, b"\0")
        self.table += [*range(first + 1, first + count), _END_OF_CHAIN]
        return first


def compound_file(root: Storage) -> bytes:
    """Return the file that holds these streams and storages.

    Raises:
        ValueError: a name has more than 31 characters, or two in one storage differ by case alone.
    """
    entries = entries_of(root)
    area, mini = _Area(_SECTOR), _Area(_MINI_SECTOR)
    extents = [
        Extent((mini if len(entry.data) < MINI_STREAM_CUTOFF else area).put(entry.data), len(entry.data))
        if entry.kind is Kind.STREAM
        else Extent(0, 0)
        for entry in entries
    ]
    extents[0] = Extent(area.put(bytes(mini.data)), len(mini.data))
    mini_fat = area.put(_sectors_of(mini.table))
    directory_start = area.put(directory(entries, extents))
    return _assembled(area, directory_start, mini_fat, -(-len(mini.table) // _NUMBERS))


def _assembled(area: _Area, directory_start: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    """Return header and sectors, the allocation table and the table of its sectors (DIFAT) last."""
    fat_count, difat_count = _table_sectors(len(area.table))
    first_fat = len(area.table)
    first_difat = first_fat + fat_count
    fat = _sectors_of([*area.table, *[_FAT_SECTOR] * fat_count, *[_DIFAT_SECTOR] * difat_count])
    places = list(range(first_fat, first_difat))
    header = _HEADER.pack(
        bytes.fromhex("D0CF11E0A1B11AE1"),
        b"",
        *(0x3E, 3, 0xFFFE, _SECTOR.bit_length() - 1, _MINI_SECTOR.bit_length() - 1),
        b"",
        *(0, fat_count, directory_start, 0, MINI_STREAM_CUTOFF, mini_fat, mini_fat_sectors),
        *(first_difat if difat_count else _END_OF_CHAIN, difat_count),
        places[0],
    )
    beside = _numbers(places[1:_IN_HEADER] + [_FREE] * (_IN_HEADER - fat_count))
    return header + beside + bytes(area.data) + fat + _difat(places[_IN_HEADER:], first_difat)


def _table_sectors(used: int) -> tuple[int, int]:
    """Return how many sectors the allocation table needs, itself included, and how many the DIFAT beyond the header."""
    fat = difat = 0
    while fat * _NUMBERS < used + fat + difat:
        fat += 1
        difat = -(-max(0, fat - _IN_HEADER) // (_NUMBERS - 1))
    return fat, difat


def _difat(places: Sequence[int], first: int) -> bytes:
    """Return the DIFAT sectors, each with the number of the next in its last field."""
    groups = [places[at : at + _NUMBERS - 1] for at in range(0, len(places), _NUMBERS - 1)]
    out = b""
    for number, group in enumerate(groups, start=first + 1):
        free = [_FREE] * (_NUMBERS - 1 - len(group))
        out += _numbers([*group, *free, number if group is not groups[-1] else _END_OF_CHAIN])
    return out


def _sectors_of(table: Sequence[int]) -> bytes:
    return _numbers([*table, *[_FREE] * (-len(table) % _NUMBERS)])


def _numbers(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
