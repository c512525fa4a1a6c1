"""Messages of Outlook, [MS-OXMSG]: what python-oxmsg tells of them, and the messages within, which it leaves out."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email import message_from_string

from oxmsg.properties import Properties
from oxmsg.storage import Storage

from kam_xl.exchange.sources.archive import too_large
from kam_xl.exchange.sources.compound import storage_of
from kam_xl.exchange.sources.headers import Headers, address_of, in_utc, received_of, sender_of
from kam_xl.exchange.sources.item import Letter, Part
from kam_xl.exchange.sources.limits import Allowance, Limits
from kam_xl.exchange.sources.names import guessed, harmless
from kam_xl.i18n import message

_TOP, _WITHIN, _ATTACHMENT = 32, 24, 8
"""Bytes before the properties of a message, of a message within one, and of an attachment."""
_ATTACHMENT_COUNT = 20
"""Place of the number of attachments in the properties of a message."""
_TEXT, _TEXT_8_BIT, _BINARY = 0x001F, 0x001E, 0x0102
_SUBJECT, _HEADERS = 0x0037, 0x007D
_SENDERS = (0x5D01, 0x0C1F, 0x5D02, 0x0065)
"""Address by SMTP, address, and both of whom it was sent for."""
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_FILE_NAMES = (0x3707, 0x3704, 0x3001)
"""Long name, short name, name as shown."""
_DATA, _METHOD = 0x3701, 0x3705
_MESSAGE_WITHIN = "__substg1.0_3701000D"
_EMBEDDED = 5
_ANSI_ENCODINGS = ("cp1251", "cp1252", "koi8-r")


def letter(data: bytes, limits: Limits, allowance: Allowance) -> Letter:
    """Return a message of Outlook that came as a file's bytes.

    Raises:
        TooMuchWork: opening it takes more than is allowed.
        Exception: it is spoilt; whatever the readers of compound files raise.
    """
    return _letter(storage_of(data, allowance), _TOP, limits)


def _letter(storage: Storage, offset: int, limits: Limits) -> Letter:
    headers = message_from_string(_text(storage, _HEADERS), policy=Headers())
    senders = (sender_of(headers), *(address_of(_text(storage, code)) for code in _SENDERS))
    properties = Properties(storage, properties_header_offset=offset)
    received = _time(properties, _SUBMITTED) or received_of(headers) or _time(properties, _DELIVERED)
    subject = _text(storage, _SUBJECT)
    return Letter(
        harmless(subject) if subject.strip() else "",
        received,
        next(filter(None, senders), ""),
        _parts(storage, limits),
    )


def _parts(storage: Storage, limits: Limits) -> Iterator[Part]:
    found = list(storage.iter_attachment_storages())
    for number, one in enumerate(found[: limits.members], start=1):
        try:
            yield _part(one, f"#{number}", limits)
        except Exception:  # an attachment that is spoilt does not take the others with it
            yield Part(f"#{number}", refused=message("source.mail_damaged"))
    if len(found) < _declared(storage):
        yield Part("", refused=message("source.mail_damaged"))
    if len(found) > limits.members:
        yield Part("", refused=message("source.too_many", n=len(found) - limits.members, limit=limits.members))


def _declared(storage: Storage) -> int:
    """Return how many attachments a message says it has."""
    count: int = struct.unpack_from("<I", storage.properties_stream_bytes, _ATTACHMENT_COUNT)[0]
    return count


def _part(storage: Storage, number: str, limits: Limits) -> Part:
    within = next((one for one in storage.storages if one.name == _MESSAGE_WITHIN), None)
    name = _first_text(storage, _FILE_NAMES) or number
    if within is not None and Properties(storage, _ATTACHMENT).int_prop_value(_METHOD) == _EMBEDDED:
        return Part("", letter=_letter(within, _WITHIN, limits))
    data = _stream(storage, _DATA, _BINARY)
    if data is None:
        return Part(name, refused=message("source.mail_link"))
    return Part(name, refused=too_large(limits)) if len(data) > limits.member_bytes else Part(name, data)


def _first_text(storage: Storage, codes: Sequence[int]) -> str:
    return next((text for code in codes if (text := _text(storage, code)).strip()), "")


def _text(storage: Storage, code: int) -> str:
    """Return a property that is a text, "" where there is none.

    What is not in Unicode has the encoding of the sender's Windows, which attachments do not tell.
    """
    if (raw := _stream(storage, code, _TEXT)) is not None:
        return raw.decode("utf-16-le", "replace")
    return guessed(_stream(storage, code, _TEXT_8_BIT) or b"", _ANSI_ENCODINGS)


def _stream(storage: Storage, code: int, kind: int) -> bytes | None:
    try:
        return storage.property_stream_bytes(code, kind)
    except KeyError:
        return None


def _time(properties: Properties, code: int) -> dt.datetime | None:
    with suppress(Exception):  # python-oxmsg computes with any number that it finds
        if (time := properties.date_prop_value(code)) is not None:
            return in_utc(time)
    return None
