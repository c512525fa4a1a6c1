"""How much of a workbook is read at all: every bound in one place."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 2**20

RATIO_LIMIT = 300
"""How many times larger than packed a part above `RATIO_FROM` bytes may be; sheets of formulas reach about 40."""
RATIO_FROM = 20 * _MIB
TREE_LIMIT = 64 * _MIB
"""Bytes of a part that is read into a tree, which takes up to thirty times as much."""
MOST_SHEETS = 1_000


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The bounds of one workbook: bytes of its file, bytes of all its parts, cells that are held at a time.

    Cells count from A1 to the last one of each sheet that is read, filled or not, since a reader needs room for all of
    them. The defaults are for a book that a person names; a command that takes what comes may set tighter ones.
    """

    file_bytes: int = 200 * _MIB
    unpacked_bytes: int = 1_000 * _MIB
    cells: int = 20_000_000


READ_LIMITS = ReadLimits()
