"""The `dir` stream of a VBA project, [MS-OVBA] 2.3.4.2: the project's facts, its references, its modules."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from kam_xl.build.vba.modules import Module

ENCODING = "cp1252"
_CODE_PAGE = 1252
_WINDOWS_32 = 1
_ENGLISH = 0x409
# Any version will do; this one stands in projects of another writer without compiled code, and Excel opens those.
_VERSION = (1361024421, 6)
_NO_COOKIE = b"\xff\xff"

REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)
"""The libraries beside VBA's and Excel's own; Windows finds them by their GUIDs, wherever they lie."""


def dir_stream(name: str, modules: Sequence[Module]) -> bytes:
    """Return the stream, not yet compressed."""
    parts = [_facts(name), *(_reference(*one) for one in REFERENCES)]
    parts += [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, _NO_COOKIE)]
    parts += [_module(one) for one in modules]
    return b"".join(parts) + _record(0x10)


def _facts(name: str) -> bytes:
    return b"".join(
        (
            _number(0x01, _WINDOWS_32),
            _number(0x02, _ENGLISH),
            _number(0x14, _ENGLISH),  # the language of late-bound calls
            _record(0x03, struct.pack("<H", _CODE_PAGE)),
            _record(0x04, name.encode(ENCODING)),
            _text(0x05, 0x40, ""),  # description
            _text(0x06, 0x3D, ""),  # help file
            _number(0x07, 0),  # help topic
            _number(0x08, 0),  # library flags
            struct.pack("<HIIH", 0x09, 4, *_VERSION),  # the size counts the first number alone
            _text(0x0C, 0x3C, ""),  # constants of conditional compilation
        )
    )


def _reference(name: str, library: str) -> bytes:
    libid = library.encode(ENCODING)
    return _text(0x16, 0x3E, name) + _record(0x0D, struct.pack("<I", len(libid)) + libid + b"\0" * 6)


def _module(module: Module) -> bytes:
    return b"".join(
        (
            _text(0x19, 0x47, module.name),
            _text(0x1A, 0x32, module.name),  # its stream
            _text(0x1C, 0x48, ""),  # description
            _number(0x31, 0),  # where the text starts in the stream: no compiled code stands before it
            _number(0x1E, 0),  # help topic
            _record(0x2C, _NO_COOKIE),
            _record(0x21 if module.kind == "standard" else 0x22),
            _record(0x2B),
        )
    )


def _text(in_code_page: int, in_unicode: int, text: str) -> bytes:
    return _record(in_code_page, text.encode(ENCODING)) + _record(in_unicode, text.encode("utf-16-le"))


def _number(kind: int, value: int) -> bytes:
    return _record(kind, struct.pack("<I", value))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", kind, len(data)) + data
