"""Moments and texts as every database keeps them alike: UTC of one width, so that texts sort as moments do."""

from __future__ import annotations

import datetime as dt


def to_column(moment: dt.datetime) -> str:
    """Return an aware moment as text.

    Raises:
        ValueError: it does not say its zone; a mistake of the program.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be kept")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def from_column(text: str) -> dt.datetime:
    """Return the moment that `to_column` wrote, in UTC."""
    return dt.datetime.fromisoformat(text)


def sound(text: str) -> str:
    """Return a text without what some database does not take: halves of surrogate pairs and zero characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
