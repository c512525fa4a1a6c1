"""Texts as programs save them: a mark at the beginning tells the encoding, else UTF-8, else that of Russian Windows."""

from __future__ import annotations


def decoded(data: bytes) -> str:
    """Return the text of a file, without the mark of its encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")
