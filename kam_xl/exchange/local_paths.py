"""Ways into a person's computer or network, as they stand in texts and links: they stay at home when a book is sent."""

from __future__ import annotations

import re

_PATH = re.compile(
    r"""
      (?<![^\W\d_])[^\W\d_]:\\            # C:\… ; a Cyrillic letter looks the same
    | (?<![^\W\d_])(?<!/:)[A-Za-z]:/      # C:/… ; web addresses of SharePoint have /:x:/
    | \\\\[^\\/\s]+\\                     # \\server\share
    | (?<![\w:/.])//[\w.-]+/\S            # //server/share
    | \bfile:(?=\S)
    | (?<![\w+.-])(?!https?:)[a-z][\w+.-]*://\S      # smb://server/share, and every scheme but that of the web
    | ://[^\s/?\#@]*:[^\s/?\#]*@          # https://name:password@host
    | @[\w.-]+:[~/]                       # name@host:/data, as copied from a terminal
    | %[\w()]+%[\\/]                      # %USERPROFILE%\…
    | \$(?:\{\w+\}|env:\w+|(?-i:[A-Z][A-Z_]{3,}))[\\/]      # $HOME/… ; $US/t is a price
    | (?<![\w/])~[\\/]
    | (?<![\w.])\.\.[\\/](?=[\w.])        # ..\Clients\…
    | (?<![\w.:/])[\\/](?:home|users|root|mnt|media|tmp|var|volumes|private|opt|srv)[\\/]
    | (?<![^\s(\[<{«„“"'‘`;,|])[\\/][\w.@-]+[\\/][\w.-]       # /data/anna ; a stroke between words has one before it
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENT = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)


def holds_path(text: str) -> bool:
    r"""Tell if a text holds a way into a computer or its network: `C:\…`, `\\server\share`, `smb://…`, `/srv/x`."""
    return _PATH.search(text) is not None


def leads_outside(link: str) -> bool:
    """Tell whether a link leads to the web or to a mailbox, and so means the same to whoever gets the book.

    Everything else that may stand in a column of links (a way relative to the book, a share) leads nowhere but here.
    """
    return _SENT.match(link.strip()) is not None and not holds_path(link)
