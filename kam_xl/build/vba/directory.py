"""The directory of a compound file, [MS-CFB] 2.6: one entry a stream or storage, siblings in a red-black tree."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

NO_ENTRY = 0xFFFFFFFF
_RED, _BLACK = 0, 1
_ENTRY = struct.Struct("<64sHBBIII16sI8s8sIQ")
_NAME_LIMIT = 31

Storage = Mapping[str, "bytes | Storage"]
"""What a storage holds: streams and further storages, by name."""


class Kind(IntEnum):
    """What an entry stands for."""

    UNUSED = 0
    STORAGE = 1
    STREAM = 2
    ROOT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream, a storage or the root, before its bytes have a place; `children` are numbers of entries."""

    name: str
    kind: Kind
    data: bytes = b""
    children: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An entry's place in the tree of its siblings."""

    colour: int = _BLACK
    left: int = NO_ENTRY
    right: int = NO_ENTRY


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an entry's bytes start, as the number of a sector, and how many they are."""

    start: int
    size: int


def entries_of(root: Storage) -> list[Entry]:
    """Return the entries of a file, the root first.

    Raises:
        ValueError: a name has more than 31 characters, or two in one storage differ by case alone.
    """
    entries: list[Entry] = []
    _add("Root Entry", Kind.ROOT, root, entries)
    return entries


def directory(entries: Sequence[Entry], extents: Sequence[Extent]) -> bytes:
    """Return the directory stream, filled up to whole sectors of four entries."""
    links = {0: Link()} | {i: link for entry in entries for i, link in _tree(_ordered(entry.children, entries))}
    tops = [_top(_ordered(entry.children, entries)) for entry in entries]
    records = [_record(entries[i], links[i], tops[i], extents[i]) for i in range(len(entries))]
    unused = _record(Entry("", Kind.UNUSED), Link(_RED), NO_ENTRY, Extent(0, 0))
    return b"".join(records) + unused * (-len(records) % 4)


def _add(name: str, kind: Kind, storage: Storage, entries: list[Entry]) -> int:
    if any(len(child) > _NAME_LIMIT for child in storage) or len({child.upper() for child in storage}) < len(storage):
        raise ValueError(f"a storage cannot hold these names together: {', '.join(storage)}")
    at = len(entries)
    entries.append(Entry(name, kind))
    children = []
    for child, content in storage.items():
        if isinstance(content, bytes):
            children.append(len(entries))
            entries.append(Entry(child, Kind.STREAM, content))
        else:
            children.append(_add(child, Kind.STORAGE, content, entries))
    entries[at] = Entry(name, kind, children=tuple(children))
    return at


def _ordered(children: Sequence[int], entries: Sequence[Entry]) -> list[int]:
    """Return entries in the order in which readers search: the shorter name first, then by upper case."""
    return sorted(children, key=lambda i: (len(entries[i].name), entries[i].name.upper()))


def _top(ordered: Sequence[int]) -> int:
    return ordered[len(ordered) // 2] if ordered else NO_ENTRY


def _tree(ordered: Sequence[int]) -> Iterator[tuple[int, Link]]:
    """Yield each entry's place in a balanced tree.

    Halving fills every level but the last, so the tree is red-black when the last level alone is red, if it has gaps.
    """
    return _subtree(ordered, 0, (len(ordered) + 1).bit_length() - 1)


def _subtree(ordered: Sequence[int], depth: int, red_depth: int) -> Iterator[tuple[int, Link]]:
    if not ordered:
        return
    middle = len(ordered) // 2
    before, after = ordered[:middle], ordered[middle + 1 :]
    yield ordered[middle], Link(_RED if depth == red_depth else _BLACK, _top(before), _top(after))
    yield from _subtree(before, depth + 1, red_depth)
    yield from _subtree(after, depth + 1, red_depth)


def _record(entry: Entry, link: Link, child: int, extent: Extent) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0" if entry.name else b""
    tree = (link.colour, link.left, link.right, child)
    no_class_nor_times = (b"", 0, b"", b"")
    return _ENTRY.pack(name, len(name), entry.kind, *tree, *no_class_nor_times, extent.start, extent.size)
