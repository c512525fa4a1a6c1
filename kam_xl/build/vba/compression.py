"""The compression of VBA text, [MS-OVBA] 2.4.1: chunks of 4096 bytes, each a run of literals and back-references."""

from __future__ import annotations

import struct
from collections.abc import Iterator

CHUNK = 4096
_SIGNATURE = b"\x01"
_COMPRESSED = 0xB000
_RAW = 0x3000
_SHORTEST = 3


def compress(data: bytes, filler: bytes = b"\0") -> bytes:
    """Return the compressed container of some bytes.

    A chunk that does not shrink is stored raw, and a raw chunk has always 4096 bytes. So a last chunk of more than
    3640 bytes that hardly repeat themselves is filled up, and then the container holds the filler too.

    Args:
        data: what is compressed.
        filler: one byte that its reader does not mind at the end: a space for VBA text.
    """
    return _SIGNATURE + b"".join(_chunk(data[at : at + CHUNK], filler) for at in range(0, len(data), CHUNK))


def _chunk(plain: bytes, filler: bytes) -> bytes:
    packed = b"".join(_sequences(plain))
    if len(packed) <= CHUNK:
        return struct.pack("<H", _COMPRESSED | len(packed) - 1) + packed
    return struct.pack("<H", _RAW | CHUNK - 1) + plain.ljust(CHUNK, filler)


def _sequences(plain: bytes) -> Iterator[bytes]:
    """Yield up to eight tokens at a time, behind the byte whose bits say which of them are back-references."""
    at = 0
    while at < len(plain):
        flags, tokens = 0, b""
        for bit in range(8):
            if at == len(plain):
                break
            start, length = _longest_match(plain, at)
            if length < _SHORTEST:
                tokens += plain[at : at + 1]
                at += 1
            else:
                tokens += struct.pack("<H", (at - start - 1) << 16 - _offset_bits(at) | length - _SHORTEST)
                flags |= 1 << bit
                at += length
        yield bytes([flags]) + tokens


def _longest_match(plain: bytes, at: int) -> tuple[int, int]:
    """Return start and length of the longest text from before `at` that repeats there; too short a length means none.

    It may reach past `at`: a run of blanks repeats the one before it. The nearest longer match never starts after the
    nearest shorter one, so each search begins where the last one ended.
    """
    limit = min((0xFFFF >> _offset_bits(at)) + _SHORTEST, len(plain) - at)
    found, start, length = at, at, _SHORTEST - 1
    while length < limit:
        found = plain.rfind(plain[at : at + length + 1], 0, found + length)
        if found < 0:
            break
        start, length = found, length + 1
        while length < limit and plain[start + length] == plain[at + length]:
            length += 1
    return start, length


def _offset_bits(at: int) -> int:
    """Return how many bits of a token's 16 tell how far back it refers; the rest tell its length."""
    return max((at - 1).bit_length(), 4) if at else 4
