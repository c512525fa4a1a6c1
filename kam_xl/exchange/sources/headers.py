"""Headers of mails as people wrote them, however badly: names, subjects, senders and days."""

from __future__ import annotations

import binascii
import datetime as dt
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, parseaddr, parsedate_to_datetime

from kam_xl.exchange.sources.names import guessed, harmless

_HEADER_LIMIT = 4096
"""Characters of one header that count; the standard library takes the square of a header's length."""
_SHOWN_LIMIT = 1024
"""Characters of a subject and of a sender that count; of a name all do, since its end tells what it is."""
_MAIL_ENCODINGS = ("cp1251", "koi8-r")
_ADDRESS_LIMIT = 254


class Headers(Compat32):
    """Keep headers as they came, cut to a sane length.

    Of the standard library's policies the default one loses what stands in a header as plain bytes of an old
    encoding; so names and subjects are kept raw and decoded here.
    """

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        """Return name and value of a header, the value cut; called for every header as it is read."""
        name, _, rest = sourcelines[0].partition(":")
        value = "".join((rest, *sourcelines[1:64]))[:_HEADER_LIMIT]
        return name, value.strip(" \t\r\n")

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return a header's value on one line, its plain bytes as surrogates."""
        return value.replace("\r", "").replace("\n", "")


def subject_of(mail: Message) -> str:
    """Return the subject for one line; "" where there is none."""
    text = decoded(str(mail.get("subject", ""))[:_SHOWN_LIMIT])
    return harmless(text) if text.strip() else ""


def sender_of(mail: Message) -> str:
    """Return the address of From; "" where there is none."""
    return address_of(str(mail.get("from", "")))


def address_of(text: str) -> str:
    """Return the address in a text like `Anna <anna@firm.example>`, for one line; "" where there is none."""
    address = parseaddr(decoded(text[:_SHOWN_LIMIT]))[1]
    return harmless(address)[:_ADDRESS_LIMIT] if "@" in address else ""


def received_of(mail: Message) -> dt.datetime | None:
    """Return the day and time of Date in UTC; one without a zone counts as UTC, one that makes no sense is None."""
    try:
        return in_utc(parsedate_to_datetime(str(mail.get("date", ""))))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def in_utc(time: dt.datetime) -> dt.datetime:
    """Return a time in UTC; one without a zone counts as UTC.

    Raises:
        OverflowError: the time lies at the end of all times.
    """
    return time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)


def file_name_of(part: Message) -> str:
    """Return the name that an attachment was given, "" where it has none.

    It may be `filename` or `name`, in pieces (RFC 2231), in encoded words, or in plain bytes of an old encoding.
    """
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        found = part.get_param(parameter, None, header)
        if found and (text := _parameter(found)).strip():
            return text
    return ""


def _parameter(found: object) -> str:
    if isinstance(found, tuple):
        return collapse_rfc2231_value(found, fallback_charset="utf-8")
    return decoded(str(found))


def decoded(text: str) -> str:
    """Return a header's text with encoded words and plain bytes of an old encoding decoded, as well as it goes."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError, binascii.Error):
        pieces = [(text, None)]
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: str | bytes, charset: str | None) -> str:
    raw = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
    try:
        if charset and charset != "unknown-8bit":
            return raw.decode(charset, "replace")
    except (LookupError, ValueError):
        pass
    return guessed(raw, _MAIL_ENCODINGS)
