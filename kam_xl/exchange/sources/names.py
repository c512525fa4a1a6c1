"""Names as they are shown: decoded as people wrote them, and harmless, since nothing is ever written under them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_MOST = 120
_SUFFIX = 10
_DRIVE = re.compile(r"^\s*[A-Za-z]:")
_UNSHOWN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]+")
_LEFTOVER = re.compile(
    r"~\$.*|\.~lock\..*#|\.kam-[0-9a-f]{8}\.tmp|.*\.xls[xm]\.bak|\._.*|\.ds_store|thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)


def is_leftover(name: str) -> bool:
    """Tell whether a file is no file of a person: a lock, a copy of ours, a view that a system keeps of its folder.

    Locks of Office and LibreOffice (`~$book.xlsx`, `.~lock.book.xlsx#`), what `kam_xl.excel.replace` leaves
    (`book.xlsx.bak`, `.kam-….tmp`), `.DS_Store`, `Thumbs.db`, `desktop.ini`, and what macOS puts beside a file
    (`._book.xlsx`, all of `__MACOSX`).
    """
    segments = re.split(r"[/\\]", name)
    return _LEFTOVER.fullmatch(segments[-1]) is not None or "__MACOSX" in segments


def harmless(text: str) -> str:
    """Return a text for one line: without control and invisible characters, separators of chains, or great length.

    A long text keeps its end, so that an extension stays to be seen; one of nothing that shows becomes "_".
    """
    if len(text) > 20 * _MOST:
        text = text[: 10 * _MOST] + text[-10 * _MOST :]
    kept = "".join(" " if sign.isspace() else sign for sign in text if _is_shown(sign))
    line = " ".join(kept.split()).replace("›", ">")
    if len(line) > _MOST:
        line = f"{line[: _MOST - _SUFFIX - 1]}…{line[-_SUFFIX:]}"
    return line or "_"


def file_name(text: str) -> str:
    """Return the last part of a name that may hold a way, a drive or worse; names of devices stay, as text."""
    return harmless(way(text).rpartition("/")[2])


def title(text: str) -> str:
    """Return a subject as the name of a mail, so that it looks like no way to a file: "Plan 10/11" → "Plan 10 11"."""
    return harmless(re.sub(r"[/\\]", " ", text))


def way(text: str) -> str:
    """Return a member's way within its archive: folders and name, joined by "/", none of which leads anywhere."""
    parts = re.split(r"[/\\]", _DRIVE.sub("", text))
    return "/".join(harmless(part) for part in parts[-8:] if part.strip(" .\0")) or "_"


def guessed(raw: bytes, encodings: Sequence[str]) -> str:
    """Return the text that bytes of an unknown encoding most likely are: UTF-8, else the likeliest of `encodings`.

    A text is likely when its words are Russian or Latin throughout, in lower case, with a capital, or in capitals.
    Of equally likely ones the first is taken.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(one, "replace") for one in encodings), key=_likeness)


def _is_shown(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSHOWN or sign in "\t\n\r"


def _likeness(text: str) -> float:
    words = _WORD.findall(text)
    strange = sum(not sign.isalnum() and not sign.isascii() for sign in text)
    return sum(map(_word_likeness, words)) - strange


def _word_likeness(word: str) -> float:
    """Return a number that grows with a word's likelihood; one of two scripts or of odd capitals is unlikely."""
    if _RUSSIAN.fullmatch(word):
        weight = 1.0
    elif all("LATIN" in unicodedata.name(sign, "") for sign in word):
        weight = 0.5
    else:
        return -len(word)
    if word.islower() or word.istitle():
        return weight * len(word)
    return weight * len(word) * (0.6 if word.isupper() else -1)
