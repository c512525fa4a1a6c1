"""Lists inside the sentence of a finding: the first few by name, the rest counted, so that people read to the end."""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.i18n import Message, Text, message

SHOWN = 5


def quoted(items: Sequence[Text | str]) -> Message:
    """Return a list of things in quotation marks, for wordings and names with commas of their own."""
    return plain([message("finding.list.quoted", text=item) for item in items])


def plain(items: Sequence[Message | str]) -> Message:
    """Return a list of names; beyond the first `SHOWN` the others are counted."""
    shown, more = list(items[:SHOWN]), len(items) - SHOWN
    return (
        message("finding.list.and_more", items=shown, n=more) if more > 0 else message("finding.list.all", items=shown)
    )
