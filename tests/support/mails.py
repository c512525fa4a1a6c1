"""Mails, mailboxes and archives as people's programs make them, for tests."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage

SENT = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
SENDER = "Anna Belova <anna@firm.example>"


def mail(
    subject: str = "Plan review",
    sender: str = SENDER,
    attachments: Mapping[str, bytes] | None = None,
    date: dt.datetime | None = SENT,
    forwarded: Iterable[bytes] = (),
    body: str = "Please see the workbook.",
) -> bytes:
    """Return a mail (.eml) with a text, files attached under their names, and mails forwarded whole."""
    made = EmailMessage(policy=policy.SMTP)
    made["Subject"], made["From"], made["To"] = subject, sender, "Head <head@firm.example>"
    if date is not None:
        made["Date"] = date
    made.set_content(body)
    for name, data in (attachments or {}).items():
        made.add_attachment(data, "application", "octet-stream", filename=name)
    for inner in forwarded:
        made.add_attachment(message_from_bytes(inner, policy=policy.SMTP))
    return made.as_bytes()


def raw_mail(headers: str, *parts: bytes, border: str = "=_border") -> bytes:
    """Return a mail put together by hand: its headers, and parts that bring headers of their own."""
    start = f'{headers}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{border}"\r\n\r\n'
    rest = b"".join(f"--{border}\r\n".encode() + part + b"\r\n" for part in parts)
    return start.encode("utf-8", "surrogateescape") + rest + f"--{border}--\r\n".encode()


def mbox(mails: Iterable[bytes], line_end: bytes = b"\n") -> bytes:
    """Return a mailbox of mails, a blank line after each, as Thunderbird and Unix keep it."""
    border = b"From - Fri Nov 20 09:30:00 2026"
    return b"".join(
        border + line_end + one.replace(b"\r\n", b"\n").replace(b"\n", line_end) + line_end * 2 for one in mails
    )


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rezipped(package: bytes) -> bytes:
    """Return a package with the same parts, stored another way, as a program on the way might do."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return zipped({name: old.read(name) for name in sorted(old.namelist(), reverse=True)})


def zipped_raw(files: Mapping[bytes, bytes]) -> bytes:
    """Return an archive whose names are these bytes, with nothing that says how they are encoded.

    That is what Explorer and WinRAR of a Russian Windows make of names in Cyrillic (cp866).
    """
    plain = {name: f"{i:0{len(name)}}" for i, name in enumerate(files)}
    data = zipped({plain[name]: content for name, content in files.items()}, zipfile.ZIP_STORED)
    for name, stand_in in plain.items():
        data = data.replace(stand_in.encode(), name)
    return data
