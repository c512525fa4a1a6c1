"""Bytes as they come after a bad way: flipped, cut, spliced, with numbers and values at the edge of what fits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

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


@st.composite
def mutated(draw: st.DrawFn, whole: bytes, others: tuple[bytes, ...] = ()) -> bytes:
    """Draw what is left of some bytes after one to six accidents; pieces of `others` may come in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 64) | st.integers(1, max(1, len(data))))
        match draw(st.integers(0, 8)):
            case 0 if data:
                data[at % len(data)] ^= 1 << draw(st.integers(0, 7))
            case 1:
                edge = draw(st.sampled_from(_EDGES))
                data[at : at + len(edge)] = edge
            case 2:
                del data[at : at + length]
            case 3:
                del data[at:]
            case 4 if len(data) < 2 * len(whole):
                data[at:at] = data[at : at + length] * draw(st.integers(1, 3))
            case 5:
                other = draw(st.sampled_from(others)) if others else bytes(data)
                data[at : at + length] = other[at : at + length]
            case 6 | 7:
                if quoted := _QUOTED.search(data, at):
                    data[quoted.start() + 1 : quoted.end() - 1] = draw(st.sampled_from(_VALUES))
            case _:
                data[at:at] = draw(st.binary(max_size=20))
    return bytes(data)


@st.composite
def mutated_package(draw: st.DrawFn, parts: Mapping[str, bytes], among: tuple[str, ...]) -> bytes:
    """Draw a package in which a few parts had accidents, or are gone, while its checksums are right."""
    changed = dict(parts)
    for name in draw(st.lists(st.sampled_from(among), min_size=1, max_size=3, unique=True)):
        if draw(st.integers(0, 9)):
            changed[name] = draw(mutated(changed[name], tuple(parts[one] for one in among)))
        else:
            del changed[name]
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
