"""What people have, as candidates: workbooks in folders, archives, mails and mailboxes, each with the way it came.

Nothing is run, nothing is written, nothing is left out without a word: every file ends as a candidate or with a reason.
Left out are only files that are no person's (`names.is_leftover`) and the text of mails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kam_xl.exchange.sources.item import Item
from kam_xl.exchange.sources.limits import LIMITS, Limits
from kam_xl.exchange.sources.opening import items_of_file
from kam_xl.exchange.sources.walk import Found, check_sources, day_of, files

__all__ = ["LIMITS", "Item", "Limits", "items"]


def items(sources: Sequence[Path], limits: Limits = LIMITS) -> Iterator[Item]:
    """Return what files and folders hold, one by one, always in the same order.

    Raises:
        FileMissing: one of the sources is not there; told at once, before anything is read.
    """
    check_sources(sources)
    return (
        _dated(item, found) for source in sources for found in files(source) for item in items_of_file(found, limits)
    )


def _dated(item: Item, found: Found) -> Item:
    """Return an item with the day of its file on disk where no mail tells one, as of a draft that was saved."""
    return item if item.received else replace(item, received=day_of(found.path))
