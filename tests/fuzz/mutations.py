"""Bytes as they come after a bad way: flipped, cut, spliced, with numbers and values at the edge of what fits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

from hypothesis import strategies as st

from tests.support.mails import zipped

_EDGES = (
    *(b"\0", b"\xff", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\x01\0\0\0", b"\r\n", b"--", b"="),
    *(b'"', b"<", b">", b"&", b"/", b"From ", b"PK\x01\x02", b"9" * 30),
)
_QUOTED = re.compile(rb'"[^"<>]{0,60}"')
_VALUES = (b"", b"0", b"-1", b"1", b"1.5", b"x", b"true", b"A1", b"A0", b"ZZZ9", b"A1:B2", b"A9:A1", b"XFD1048576",
           b"A1:ZZZ9999999", b"A1:XFD1048577", b"9" * 25, b"9" * 5000, b"rId1", b"../../x", b"e", b"s", b"str", b"d",
           "Ёлка".encode(), b"&amp;", b"&#0;", b"&x;", b"1E400", b"NaN", b"2026-13-45")  # fmt: skip


Accident = tuple[int, int, int, bytes]
"""What happens, where (modulo what there is), to how many bytes, and what comes there."""

accidents = st.lists(
    st.tuples(
        st.integers(0, 8),
        st.integers(0, 2**21),
        st.integers(1, 64) | st.integers(1, 2**18),
        st.sampled_from(_EDGES) | st.sampled_from(_VALUES) | st.binary(max_size=20),
    ),
    min_size=1,
    max_size=6,
)
"""One to six accidents. What they make of a file is made outside, since hypothesis keeps all that it draws."""


def spoilt(whole: bytes, what: Iterable[Accident], others: Sequence[bytes] = ()) -> bytes:
    """Return what is left of some bytes after accidents; pieces of `others` may come in."""
    data = bytearray(whole)
    for kind, place, length, piece in what:
        at = place % (len(data) + 1)
        match kind:
            case 0 if at < len(data):
                data[at] ^= 1 << length % 8
            case 1:
                data[at : at + len(piece)] = piece
            case 2:
                del data[at : at + length]
            case 3 if length % 4 == 0:
                del data[at:]
            case 4 if len(data) < 2 * len(whole):
                data[at:at] = data[at : at + length] * (1 + length % 3)
            case 5 if others:
                data[at : at + length] = others[place % len(others)][at : at + length]
            case 6 | 7 | 8:
                if quoted := _QUOTED.search(data, at):
                    data[quoted.start() + 1 : quoted.end() - 1] = piece
            case _:
                data[at:at] = piece
    return bytes(data)


def spoilt_package(
    parts: Mapping[str, bytes], among: Sequence[str], what: Iterable[tuple[int, list[Accident]]]
) -> bytes:
    """Return a package in which some parts had accidents, those of none are gone, while its checksums are right."""
    changed = dict(parts)
    for number, happened in what:
        name = among[number % len(among)]
        if happened:
            changed[name] = spoilt(parts[name], happened, [parts[one] for one in among])
        else:
            changed.pop(name, None)
    return zipped(changed, zipfile.ZIP_STORED)


def mended(data: bytes) -> bytes:
    """Return a zip of stored members whose checksums fit whatever its members hold now, as far as it can be read."""
    changed = bytearray(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception:
        return data
    at = 0
    for entry in entries:
        start = entry.header_offset + 30 + len(entry.orig_filename.encode("utf-8", "replace"))
        check = zlib.crc32(data[start : start + entry.file_size]).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at)
        if at < 0:
            break
        changed[entry.header_offset + 14 : entry.header_offset + 18] = check
        changed[at + 16 : at + 20] = check
        at += 4
    return bytes(changed)
