"""Zip archives: their members one by one, unpacked into memory only, and never more than the limits allow.

Nothing that an archive says of itself is believed: its directory is bounded before it is read, declared sizes are
compared with the limits before a member is unpacked, and what really comes is counted while it comes.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kam_xl.exchange.sources import names
from kam_xl.exchange.sources.item import Part
from kam_xl.exchange.sources.kinds import HEAD, HOPELESS, kind_of
from kam_xl.exchange.sources.limits import Allowance, Limits
from kam_xl.i18n import Message, message

_DIRECTORY_LIMIT = 4 * 2**20
"""Bytes of an archive's directory: tens of thousands of members."""
_CHUNK = 2**18
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_UNIX = 3
_UNICODE_NAME = 0x7075
_OEM_ENCODINGS = ("cp866", "cp1251", "cp437")
"""What Windows in Russia, older packers there, and Windows elsewhere write names in where they do not say UTF-8."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    IndexError,
    OverflowError,
)
"""What the standard library raises on an archive that is spoilt, and what reading too large a directory does."""


class _File(io.BufferedReader):
    """A file of which no single read takes more than a directory may have; the standard library would take all."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _DIRECTORY_LIMIT:
            raise ValueError("the directory of the archive is too large")
        return super().read(size)


@contextmanager
def open_archive(file: Path | bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive on disk or in memory and read its directory.

    Raises:
        zipfile.BadZipFile, OSError, ValueError and others, see `BROKEN`: it is spoilt, or no archive.
    """
    raw = io.BytesIO(file) if isinstance(file, bytes) else io.FileIO(file)
    with _File(raw) as careful, zipfile.ZipFile(careful) as archive:
        yield archive


def members(archive: zipfile.ZipFile, limits: Limits, allowance: Allowance) -> Iterator[Part]:
    """Yield the files of an archive in its order; folders are none, and files beyond `limits.members` are counted."""
    files = [one for one in archive.infolist() if not one.is_dir() or one.file_size]
    for one in files[: limits.members]:
        way = names.way(shown_name(one))
        if names.is_leftover(way):
            continue
        why = _refused(archive, one, limits)
        if why is None:
            yield _unpacked(archive, one, way, limits, allowance)
        else:
            yield Part(way, refused=why)
    if len(files) > limits.members:
        yield Part("", refused=message("source.too_many", n=len(files) - limits.members, limit=limits.members))


def shown_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name as the person who packed it saw it.

    A name of more than ASCII is UTF-8 where the archive says so, or holds it beside (Info-ZIP's extra field); else it
    is what its bytes most likely are.
    """
    if member.flag_bits & _UTF8_NAME or member.orig_filename.isascii():
        return member.orig_filename
    raw = member.orig_filename.encode("cp437")
    return _unicode_name(member.extra, raw) or names.guessed(raw, _OEM_ENCODINGS)


def _unicode_name(extra: bytes, raw: bytes) -> str:
    """Return the name of the extra field 0x7075 (version, checksum of the plain name, UTF-8), "" where none is."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_NAME and len(field) > 5 and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", "replace")
    return ""


def _refused(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Message | None:
    """Return why a member is not even unpacked.

    Its packed size counts as far as there is room for it before the directory, whatever it says itself.
    """
    if stat.S_ISLNK(member.external_attr >> 16) and member.create_system == _UNIX:
        return message("source.archive_link")
    if member.flag_bits & _ENCRYPTED:
        return message("source.archive_encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return message("source.archive_method")
    packed = max(1, min(member.compress_size, archive.start_dir - member.header_offset))
    if member.file_size > limits.ratio_from and member.file_size > limits.ratio * packed:
        return message("source.bomb")
    return None


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, way: str, limits: Limits, allowance: Allowance
) -> Part:
    """Return a member with its bytes; of one that its first bytes tell to be nothing for us, only these."""
    try:
        with archive.open(member) as file:
            head = file.read(HEAD)
            if kind_of(way, head) in HOPELESS:
                return Part(way, head)
            if member.file_size > limits.member_bytes:
                return Part(way, refused=too_large(limits))
            data = _read(file, head, allowance)
    except BROKEN:
        return Part(way, refused=message("source.member_damaged"))
    if data is None:
        return Part(way, refused=message("source.unpacks_too_far"))
    if len(data) != member.file_size:
        return Part(way, refused=message("source.member_damaged"))
    return Part(way, data)


def too_large(limits: Limits) -> Message:
    """Return what is said of a file above `limits.member_bytes`."""
    return message("source.too_large", limit=limits.member_bytes // 2**20)


def _read(file: IO[bytes], head: bytes, allowance: Allowance) -> bytes | None:
    """Return a member whose head was read; None as soon as more comes than may still be unpacked.

    The standard library ends a member where its declared size ends, so that no member gives more than was checked.
    """
    parts, chunk = [head], head
    while chunk:
        allowance.spend(len(chunk))
        if allowance.left < 0:
            return None
        chunk = file.read(_CHUNK)
        parts.append(chunk)
    return b"".join(parts)
