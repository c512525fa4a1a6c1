"""Messages as Outlook saves them (.msg), the least of [MS-OXMSG] that readers need, for tests."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping, Sequence

from kam_xl.build.vba.compound_file import compound_file
from kam_xl.build.vba.directory import Storage
from tests.support.mails import SENDER, SENT

_TEXT, _TEXT_8_BIT, _BINARY, _INTEGER, _TIME, _OBJECT = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040, 0x000D
_READABLE = 0x6
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_BY_VALUE, _BY_REFERENCE, _EMBEDDED = 1, 7, 5


def msg(
    subject: str = "Plan review",
    sender: str = SENDER,
    attachments: Mapping[str, bytes | None] | None = None,
    date: dt.datetime | None = SENT,
    within: Sequence[Storage] = (),
    encoding: str = "",
) -> bytes:
    """Return a message with files attached (None is a link to a file) and messages within, see `message`.

    An `encoding` keeps texts in that one, as Outlook did before it knew Unicode.
    """
    return compound_file(message(subject, sender, attachments, date, within, encoding, top=True))


def message(
    subject: str = "Plan review",
    sender: str = SENDER,
    attachments: Mapping[str, bytes | None] | None = None,
    date: dt.datetime | None = SENT,
    within: Sequence[Storage] = (),
    encoding: str = "",
    top: bool = False,
) -> Storage:
    """Return a message as the storage that one within another is."""
    texts = {0x0037: subject, 0x0C1F: sender.rpartition("<")[2].rstrip(">"), 0x001A: "IPM.Note"}
    fixed = {0x0039: (_TIME, _file_time(date))} if date else {}
    storages = [_file(name, data, encoding) for name, data in (attachments or {}).items()]
    storages += [_storage({}, {0x3705: (_INTEGER, _EMBEDDED)}, 8, "", one) for one in within]
    count = len(storages)
    # Top level: 8 bytes, next ids and counts of recipients and attachments, 8 bytes; within: without the last.
    header = struct.pack("<8x4I", 0, count, 0, count) + bytes(8 if top else 0)
    return {
        **_storage(texts, fixed, len(header), encoding, header=header),
        **{f"__attach_version1.0_#{number:08X}": one for number, one in enumerate(storages)},
    }


def _file(name: str, data: bytes | None, encoding: str) -> Storage:
    method = _BY_REFERENCE if data is None else _BY_VALUE
    return _storage({0x3707: name}, {0x3705: (_INTEGER, method)}, 8, encoding, data=data)


def _storage(
    texts: Mapping[int, str],
    fixed: Mapping[int, tuple[int, int]],
    offset: int,
    encoding: str,
    within: Storage | None = None,
    data: bytes | None = None,
    header: bytes = b"",
) -> Storage:
    """Return the streams of an object: one a text or binary, and the list of all properties."""
    kind = _TEXT_8_BIT if encoding else _TEXT
    streams: dict[str, bytes | Storage] = {
        f"__substg1.0_{code:04X}{kind:04X}": text.encode(encoding or "utf-16-le") for code, text in texts.items()
    }
    listed = [_entry(code, kind, len(text) + 1) for code, text in texts.items()]
    listed += [_entry(code, *value) for code, value in fixed.items()]
    if data is not None:
        streams[f"__substg1.0_3701{_BINARY:04X}"] = data
        listed.append(_entry(0x3701, _BINARY, len(data)))
    if within is not None:
        streams[f"__substg1.0_3701{_OBJECT:04X}"] = within
        listed.append(_entry(0x3701, _OBJECT, 0xFFFFFFFF))
    streams["__properties_version1.0"] = (header or bytes(offset)) + b"".join(listed)
    return streams


def _entry(code: int, kind: int, value: int) -> bytes:
    return struct.pack("<HHIQ", kind, code, _READABLE, value)


def _file_time(time: dt.datetime) -> int:
    """Return tenths of microseconds since 1601."""
    return (time - _EPOCH) // dt.timedelta(microseconds=1) * 10
