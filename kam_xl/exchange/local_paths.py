"""Ways into a person's computer or network, as they stand in texts and links: they stay at home when a book is sent."""

from __future__ import annotations

import re

_PATH = re.compile(
    r"""
      (?<![^\W\d_])[^\W\d_]:\\            # C:\… ; a Cyrillic letter looks the same
    | (?<![^\W\d_])[A-Za-z]:/             # C:/…
    | \\\\[^\\/\s]+\\                     # \\server\share
    | (?<![\w:/.])//[\w.-]+/\S            # //server/share
    | \bfile:(?=\S)
    | %\w+%[\\/]                          # %USERPROFILE%\…
    | (?<![\w/])~[\\/]
    | (?<![\w.:/])[\\/](?:home|users|root|mnt|media|tmp|var|volumes|private|opt|srv)[\\/]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENT = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)


def holds_path(text: str) -> bool:
    r"""Tell whether a text holds a way into a computer or its network: `C:\…`, `\\server\share`, `file:`, `/home/…`."""
    return _PATH.search(text) is not None


def leads_outside(link: str) -> bool:
    """Tell whether a link leads to the web or to a mailbox, and so means the same to whoever gets the book.

    Everything else that may stand in a column of links (a way relative to the book, a share) leads nowhere but here.
    """
    return _SENT.match(link.strip()) is not None and not holds_path(link)
