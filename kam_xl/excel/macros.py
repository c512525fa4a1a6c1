"""Which VBA modules a workbook holds, told from the directory of its compound file ([MS-CFB]); nothing is run.

Code that a person wrote into one of our modules cannot be told apart, a module of his own can.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from kam_xl.places import MACRO_SHEETS, VBA_MODULES
from kam_xl.sheets import schema

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are no sectors: end of a chain, free, or tables of the file itself."""
_SECTOR_BITS = (9, 12)
_STREAM = 2
_NOT_MODULES = {"dir", "_vba_project", "project", "projectwm"}
_OURS = {name.casefold() for name in (*VBA_MODULES, *map(schema.code_name, (*schema.SHEETS, *MACRO_SHEETS)))}


def foreign_modules(binary: bytes) -> list[str]:
    """Return the names of the modules that are not ours; every one where the file cannot be understood: [""]."""
    try:
        names = list(_streams(binary))
    except (struct.error, IndexError, ValueError):
        return [""]
    return [name for name in names if not _is_ours(name.casefold())]


def _is_ours(name: str) -> bool:
    return name in _NOT_MODULES or name in _OURS or name.startswith("__srp_")


def _streams(binary: bytes) -> Iterator[str]:
    """Yield the names of all streams."""
    if not binary.startswith(_MAGIC):
        raise ValueError(binary[:8])
    (bits,) = struct.unpack_from("<H", binary, 30)
    if bits not in _SECTOR_BITS:
        raise ValueError(bits)
    size = 1 << bits
    (start,) = struct.unpack_from("<I", binary, 48)
    table = _sector_table(binary, size)
    seen = set()
    while start < _END and start not in seen:
        seen.add(start)
        sector = binary[(start + 1) * size : (start + 2) * size]
        for at in range(0, len(sector), 128):
            (length,) = struct.unpack_from("<H", sector, at + 64)
            if sector[at + 66] == _STREAM and 2 <= length <= 64:
                yield sector[at : at + length - 2].decode("utf-16-le")
        start = table[start]


def _sector_table(binary: bytes, size: int) -> list[int]:
    """Return the chain of sectors as far as the header names it, which 109 sectors of a VBA project never exceed."""
    table: list[int] = []
    for sector in struct.unpack_from("<109I", binary, 76):
        if sector < _END:
            table += struct.unpack_from(f"<{size // 4}I", binary, (sector + 1) * size)
    return table
