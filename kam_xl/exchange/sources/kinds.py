"""What a file is, by its name and by what it holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from enum import Enum, auto

HEAD = 4096
"""Bytes from a file's beginning that tell what it may be."""


class Kind(Enum):
    """What is done with a file: tried as a workbook, opened as something that holds files, or refused."""

    BOOK = auto()
    ARCHIVE = auto()
    FOREIGN_ARCHIVE = auto()
    MAIL = auto()
    MAILBOX = auto()
    COMPOUND = auto()
    TNEF = auto()
    SEALED = auto()
    OTHER = auto()


HOPELESS = (Kind.OTHER, Kind.FOREIGN_ARCHIVE, Kind.TNEF, Kind.SEALED)
"""What is refused by its first bytes, whatever follows."""

_BOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".xlsb", ".xls", ".ods")
_NAMES = {
    Kind.MAIL: (".eml",),
    Kind.MAILBOX: (".mbox",),
    Kind.COMPOUND: (".msg",),
    Kind.ARCHIVE: (".zip",),
    Kind.FOREIGN_ARCHIVE: (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"),
    Kind.SEALED: (".p7m",),
}
_MARKS = (
    (Kind.ARCHIVE, rb"PK(?:\x03\x04|\x05\x06|\x07\x08|00PK)"),
    (Kind.COMPOUND, rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    (Kind.TNEF, rb"\x78\x9f\x3e\x22"),
    (Kind.FOREIGN_ARCHIVE, rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\x00"),
    (Kind.MAILBOX, rb"From [^\r\n]{1,200}\d\d:\d\d[^\r\n]{1,40}\r?\n[!-9;-~]+:"),
    (
        Kind.MAIL,
        rb"(?i)(?:return-path|received|delivered-to|message-id|mime-version|date|from|to|subject|content-type"
        rb"|x-[\w-]{1,40}):[ \t][^\r\n]*\r?\n(?:[!-9;-~]+:|[ \t])",
    ),
)
_BOOK_PART = "xl/workbook"
_PACKAGE_PARTS = ("[Content_Types].xml", "mimetype")
_MESSAGE_MARK = "__properties_version1.0".encode("utf-16-le")
_BOOK_MARKS = ("EncryptedPackage".encode("utf-16-le"), "Workbook\0".encode("utf-16-le"))


def kind_of(name: str, head: bytes) -> Kind:
    """Return what a file may be, by its name and its first bytes.

    A name that says workbook is believed: the reader of workbooks says best what such a file is instead. After that
    what the file holds goes before what its name says.
    """
    low = name.casefold()
    if low.endswith(_BOOKS):
        return Kind.BOOK
    if low.rpartition("/")[2] == "winmail.dat":
        return Kind.TNEF
    for kind, mark in _MARKS:
        if re.match(mark, head):
            return kind
    return next((kind for kind, ends in _NAMES.items() if low.endswith(ends)), Kind.OTHER)


def kind_of_archive(members: Sequence[zipfile.ZipInfo]) -> Kind:
    """Return what a zip is by its members: a workbook under another name, a package of another program, an archive."""
    names = {member.filename for member in members}
    if any(name.startswith(_BOOK_PART) for name in names):
        return Kind.BOOK
    return Kind.OTHER if any(part in names for part in _PACKAGE_PARTS) else Kind.ARCHIVE


def kind_of_compound(name: str, data: bytes) -> Kind:
    """Return what a compound file is: a message of Outlook, a workbook (old, or with a password), or another."""
    if _MESSAGE_MARK in data or name.casefold().endswith(_NAMES[Kind.COMPOUND]):
        return Kind.COMPOUND
    return Kind.BOOK if any(mark in data for mark in _BOOK_MARKS) else Kind.OTHER
