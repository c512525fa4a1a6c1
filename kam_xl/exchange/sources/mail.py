"""Mails: their attachments, and those of mails within; the text of a mail is never a file.

What would take the standard library without end is refused: a mail above the limit of bytes, and one that takes more
work to open than is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message as Mail

from kam_xl.exchange.sources.archive import too_large
from kam_xl.exchange.sources.headers import file_name_of, received_of, sender_of, subject_of
from kam_xl.exchange.sources.item import Letter, Part
from kam_xl.exchange.sources.limits import Allowance, Limits, TooMuchWork
from kam_xl.exchange.sources.parsing import content, parsed
from kam_xl.i18n import Message, message

_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_MAILS = ("message/rfc822", "message/global")


def letter(data: bytes, limits: Limits, allowance: Allowance) -> Letter:
    """Return a mail that came as bytes; what cannot be read of it is a refused part."""
    if len(data) > limits.mail_bytes:
        return sealed(Part("", refused=too_large_mail(limits)))
    try:
        return _letter(parsed(data, allowance), limits, allowance)
    except TooMuchWork:
        return sealed(Part("", refused=message("source.too_much_work")))
    except Exception:  # the standard library raises whatever it meets in a mail that was made to harm
        return sealed(Part("", refused=message("source.mail_damaged")))


def sealed(part: Part) -> Letter:
    """Return a mail of which nothing can be told but why."""
    return Letter("", None, "", (part,))


def too_large_mail(limits: Limits) -> Message:
    """Return what is said of a mail above `limits.mail_bytes`."""
    return message("source.mail_too_large", limit=limits.mail_bytes // 2**20)


def _letter(mail: Mail, limits: Limits, allowance: Allowance) -> Letter:
    return Letter(subject_of(mail), received_of(mail), sender_of(mail), _parts(mail, limits, allowance))


def _parts(mail: Mail, limits: Limits, allowance: Allowance) -> Iterator[Part]:
    """Yield the attachments of a mail; those beyond `limits.members` are counted."""
    number = 0
    for part in _leaves(mail):
        if _is_text(part):
            continue
        number += 1
        if number <= limits.members:
            yield _tried(part, number, limits, allowance)
    if number > limits.members:
        yield Part("", refused=message("source.too_many", n=number - limits.members, limit=limits.members))


def _leaves(mail: Mail) -> Iterator[Mail]:
    """Yield the parts of a mail that hold no further parts of the same mail, in their order."""
    waiting: list[Mail] = [mail]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting += [one for one in reversed(payload) if isinstance(one, Mail)]
        else:
            yield part


def _is_text(part: Mail) -> bool:
    """Tell whether a part is text of the mail itself: without a name, and not called an attachment."""
    own = part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    return own and not file_name_of(part)


def _tried(part: Mail, number: int, limits: Limits, allowance: Allowance) -> Part:
    """Return an attachment; one that the standard library trips over does not take the others with it."""
    try:
        return _part(part, number, limits, allowance)
    except Exception:
        return Part(f"#{number}", refused=message("source.mail_damaged"))


def _part(part: Mail, number: int, limits: Limits, allowance: Allowance) -> Part:
    kind, payload = part.get_content_type(), part.get_payload()
    name = file_name_of(part) or f"#{number}"
    if kind in _TNEF:
        return Part(name, refused=message("source.tnef"))
    if kind in _SEALED:
        return Part(name, refused=message("source.mail_sealed"))
    if kind.startswith("multipart/"):
        return Part(name, refused=message("source.mail_damaged"))
    if kind in _MAILS and isinstance(payload, list) and isinstance(payload[0], Mail):
        return Part("", letter=_within(part, payload[0], limits, allowance))
    if isinstance(payload, str) and len(payload) * 3 // 4 > limits.member_bytes:
        return Part(name, refused=too_large(limits))
    return Part(name, content(part))


def _within(part: Mail, mail: Mail, limits: Limits, allowance: Allowance) -> Letter:
    """Return the mail within a part; some programs encode it, though they must not, so that it has no headers yet."""
    encoded = str(part.get("content-transfer-encoding", "")).strip().lower() in ("base64", "quoted-printable")
    if not encoded or mail.keys():
        return _letter(mail, limits, allowance)
    mail["content-transfer-encoding"] = str(part["content-transfer-encoding"])
    return letter(content(mail), limits, allowance)
