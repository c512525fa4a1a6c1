"""Names of folders that every system takes: Windows, macOS and Linux alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

MOST_CHARACTERS = 60
"""Characters of one name: a client, a group and a document under a user's folder stay within Windows' 260."""
MOST_BYTES = 240
"""Bytes of one name in UTF-8; Linux takes 255."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$", re.IGNORECASE)


def folder_name(text: str) -> str:
    """Return the name of a folder for a text; "_" where nothing of the text can stand in a name.

    Signs that some system forbids become blanks, dots and blanks at the ends go, a name of a device gets an
    underline. A name that is too long is cut, and then ends with a sign of the whole text, so that two long names
    that begin alike stay apart.
    """
    written = unicodedata.normalize("NFC", text)
    kept = "".join(
        sign for sign in _FORBIDDEN.sub(" ", written) if unicodedata.category(sign) not in ("Cf", "Cs", "Co")
    )
    name = " ".join(kept.split()).strip(". ")
    stem, dot, rest = name.partition(".")
    if _DEVICES.match(stem.strip()):
        name = f"{stem.strip()}_{dot}{rest}"
    return _cut(name, written) or "_"


def folder_names(texts: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Return a name for each text, no two alike where letters' case does not count, none of them in `taken`."""
    used = {name.casefold() for name in taken}
    names = []
    for text in texts:
        plain = folder_name(text)
        name, number = plain, 1
        while name.casefold() in used:
            number += 1
            name = _cut(plain, text, room=len(f" ({number})")) + f" ({number})"
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, whole: str, room: int = 0) -> str:
    most = MOST_CHARACTERS - room
    if len(name) <= most and len(name.encode()) <= MOST_BYTES - room:
        return name
    sign = "~" + hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:6]
    kept = name[: most - len(sign)]
    while len(kept.encode()) > MOST_BYTES - room - len(sign):
        kept = kept[:-1]
    return kept.rstrip(". ") + sign
