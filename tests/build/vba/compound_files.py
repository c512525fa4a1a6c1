"""A reader of compound files that trusts nothing: it follows every chain and searches the directory as Windows does."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

END, FREE, FAT, DIFAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
SIZE, MINI_SIZE, CUTOFF = 512, 64, 4096


@dataclass(frozen=True)
class Entry:
    """One entry of the directory, as it is written."""

    name: str
    kind: int
    colour: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """A file taken apart, its allocation checked.

    Raises:
        AssertionError: two chains share a sector, a sector belongs to none, or a chain's length is not its stream's.
    """

    def __init__(self, data: bytes) -> None:
        assert data[:8].hex() == "d0cf11e0a1b11ae1"
        assert len(data) % SIZE == 0
        self.sectors = [data[at : at + SIZE] for at in range(SIZE, len(data), SIZE)]
        head = struct.unpack_from("<5H6x10I", data, 24)
        assert head[:5] == (0x3E, 3, 0xFFFE, 9, 6)
        directory_sectors, fat_count, directory, _, cutoff, mini_fat, mini_count, difat, difat_count, *_ = head[5:]
        assert (directory_sectors, cutoff) == (0, CUTOFF)

        difat_sectors, places = self._difat(list(struct.unpack_from("<109I", data, 76)), difat)
        assert (len(difat_sectors), len(places)) == (difat_count, fat_count)
        self.fat = [number for at in places for number in _numbers(self.sectors[at])]
        assert all(self.fat[at] == FAT for at in places)
        assert all(self.fat[at] == DIFAT for at in difat_sectors)

        directory_chain, mini_fat_chain = chain(self.fat, directory), chain(self.fat, mini_fat)
        assert len(mini_fat_chain) == mini_count
        self.mini_fat = [number for at in mini_fat_chain for number in _numbers(self.sectors[at])]
        self.entries = [entry for at in directory_chain for entry in _entries(self.sectors[at])]
        mini_stream = chain(self.fat, self.entries[0].start)
        self.mini = b"".join(self.sectors[at] for at in mini_stream)[: self.entries[0].size]
        used = [places, difat_sectors, directory_chain, mini_fat_chain, mini_stream]
        self._check_allocation(used)

    def _difat(self, places: list[int], at: int) -> tuple[list[int], list[int]]:
        sectors = []
        while at != END:
            sectors.append(at)
            *more, at = _numbers(self.sectors[at])
            places += more
        used = [place for place in places if place != FREE]
        assert places == used + [FREE] * (len(places) - len(used))
        return sectors, used

    def _check_allocation(self, used: list[list[int]]) -> None:
        mini_used: list[list[int]] = []
        for entry in self.entries:
            if entry.kind == STREAM:
                small = entry.size < CUTOFF
                found = chain(self.mini_fat if small else self.fat, entry.start)
                assert len(found) == -(-entry.size // (MINI_SIZE if small else SIZE)), entry
                (mini_used if small else used).append(found)
        assert sorted(at for one in used for at in one) == list(range(len(self.sectors)))
        assert set(self.fat[len(self.sectors) :]) <= {FREE}
        assert len(self.fat) - len(self.sectors) < SIZE // 4
        mini_count = sum(len(one) for one in mini_used)
        assert sorted(at for one in mini_used for at in one) == list(range(mini_count))
        assert set(self.mini_fat[mini_count:]) <= {FREE}
        assert len(self.mini) == mini_count * MINI_SIZE

    def check_trees(self) -> None:
        """Check that each storage's entries are a red-black search tree, and that every used entry is in one.

        Raises:
            AssertionError: they are not.
        """
        reached = [0]
        for entry in self.entries:
            if entry.child != NONE:
                assert entry.kind in (STORAGE, ROOT)
                assert self.entries[entry.child].colour == BLACK
                self._black_height(entry.child)
                ordered = list(self._in_order(entry.child))
                keys = [order(self.entries[at].name) for at in ordered]
                assert keys == sorted(set(keys))
                reached += ordered
        assert sorted(reached) == [at for at, entry in enumerate(self.entries) if entry.kind]

    def _black_height(self, at: int) -> int:
        if at == NONE:
            return 0
        entry = self.entries[at]
        below = [child for child in (entry.left, entry.right) if child != NONE]
        assert entry.colour == BLACK or all(self.entries[child].colour == BLACK for child in below)
        left, right = self._black_height(entry.left), self._black_height(entry.right)
        assert left == right
        return left + (entry.colour == BLACK)

    def _in_order(self, at: int) -> Iterator[int]:
        if at != NONE:
            yield from self._in_order(self.entries[at].left)
            yield at
            yield from self._in_order(self.entries[at].right)

    def find(self, *path: str) -> Entry:
        """Return the entry that a search by name comes to, from the root down.

        Raises:
            KeyError: the search ends nowhere.
        """
        entry = self.entries[0]
        for name in path:
            at = entry.child
            while at != NONE and order(self.entries[at].name) != order(name):
                at = self.entries[at].left if order(name) < order(self.entries[at].name) else self.entries[at].right
            if at == NONE:
                raise KeyError(path)
            entry = self.entries[at]
        return entry

    def read(self, *path: str) -> bytes:
        """Return the bytes of the stream that a search by name comes to."""
        entry = self.find(*path)
        if entry.size < CUTOFF:
            pieces = [self.mini[at * MINI_SIZE :][:MINI_SIZE] for at in chain(self.mini_fat, entry.start)]
        else:
            pieces = [self.sectors[at] for at in chain(self.fat, entry.start)]
        return b"".join(pieces)[: entry.size]


def order(name: str) -> tuple[int, str]:
    """Return what siblings are ordered by: the shorter name first, then upper case."""
    return len(name), name.upper()


def chain(table: Sequence[int], at: int) -> list[int]:
    """Return the sectors from one on.

    Raises:
        AssertionError: they run in a circle.
    """
    found: list[int] = []
    while at != END:
        assert len(found) < len(table)
        found.append(at)
        at = table[at]
    return found


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack("<128I", sector)


def _entries(sector: bytes) -> Iterator[Entry]:
    for at in range(0, SIZE, 128):
        raw, length, kind, colour, left, right, child = struct.unpack_from("<64sHBBIII", sector, at)
        start, size = struct.unpack_from("<IQ", sector, at + 116)
        yield Entry(raw[: max(0, length - 2)].decode("utf-16-le"), kind, colour, left, right, child, start, size)
