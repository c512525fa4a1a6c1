"""Messages of Outlook (.msg), where python-oxmsg is installed: extra `msg`."""

from __future__ import annotations

from kam_xl.exchange.sources.item import Letter, Part
from kam_xl.exchange.sources.limits import Allowance, Limits, TooMuchWork
from kam_xl.exchange.sources.mail import sealed, too_large_mail
from kam_xl.i18n import message


def letter(data: bytes, limits: Limits, allowance: Allowance) -> Letter:
    """Return a message of Outlook that came as bytes; what cannot be read of it is a refused part."""
    if len(data) > limits.mail_bytes:
        return sealed(Part("", refused=too_large_mail(limits)))
    try:
        from kam_xl.exchange.sources import outlook
    except ModuleNotFoundError:
        return sealed(Part("", refused=message("source.msg_package")))
    try:
        return outlook.letter(data, limits, allowance)
    except TooMuchWork:
        return sealed(Part("", refused=message("source.too_much_work")))
    except Exception:  # the readers of compound files raise whatever they meet in one that was made to harm
        return sealed(Part("", refused=message("source.mail_damaged")))
