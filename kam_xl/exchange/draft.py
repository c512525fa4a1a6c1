"""A mail with a book attached, as a draft that a mail program opens for sending (`X-Unsent: 1`).

It names no sender and no day: the program that sends it adds its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import getaddresses

from kam_xl.exchange.errors import BadAddress
from kam_xl.values import value

_PLAIN = re.compile(r"[!-?A-~]+@[!-?A-~]+")
"""An address that every mail program can send to: ASCII, without blanks."""
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@value
class Draft:
    """A mail to be: addressees (none is a mail still to be addressed), subject, text, and a book under its name."""

    to: tuple[str, ...]
    subject: str
    text: str
    name: str
    data: bytes
    sender: str = ""


def eml(draft: Draft) -> bytes:
    """Return a draft as an `.eml` file.

    Raises:
        BadAddress: one of the addresses is none.
    """
    mail = EmailMessage(policy.SMTP)
    mail["X-Unsent"] = "1"
    if draft.sender:
        mail["From"] = _addresses((draft.sender,))
    if draft.to:
        mail["To"] = _addresses(draft.to)
    mail["Subject"] = " ".join(draft.subject.split())
    mail.set_content(draft.text, cte="base64")
    mail.add_attachment(draft.data, *_XLSX, filename=draft.name)
    return mail.as_bytes()


def checked(addresses: Sequence[str]) -> tuple[str, ...]:
    """Return mail addresses as they were given.

    Raises:
        BadAddress: one of them is none.
    """
    _addresses(addresses)
    return tuple(addresses)


def _addresses(texts: Sequence[str]) -> tuple[Address, ...]:
    return tuple(one for text in texts for one in _parsed(text))


def _parsed(text: str) -> list[Address]:
    try:
        found = [Address(name, addr_spec=spec) for name, spec in getaddresses([text])]
    except (ValueError, IndexError, HeaderParseError) as error:
        raise BadAddress(address=_shown(text)) from error
    if not found or not text.isprintable() or not all(_PLAIN.fullmatch(one.addr_spec) for one in found):
        raise BadAddress(address=_shown(text))
    return found


def _shown(text: str) -> str:
    return " ".join(text.split())
