"""What items come out of sources, in the shortest form that says all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kam_xl.exchange.sources import LIMITS, Item, Limits, items
from kam_xl.i18n import LANGUAGES
from tests.support.mails import zipped

BOOK = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
"""What is taken for a workbook, by whatever name."""
DOCX = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})
TAKEN = ""


def seen(folder: Path, limits: Limits = LIMITS) -> dict[str, str]:
    """Return what lies in a folder: chain below it → "" for a candidate, else the key of why it was refused."""
    found: dict[str, str] = {}
    for item in items([folder], limits):
        check(item)
        chain = item.source.removeprefix(folder.as_posix()).lstrip("/")
        assert chain not in found or item.refused, f"{chain} came twice"
        found[chain] = item.refused.key.removeprefix("source.") if item.refused else TAKEN
    return found


def seen_as(data: bytes, name: str, folder: Path, limits: Limits = LIMITS) -> dict[str, str]:
    """Return what is in a file of that name; chains begin below the file, and "" is the file itself."""
    path = folder / name
    path.write_bytes(data)
    found = seen(folder, limits)
    path.unlink()
    return {chain.removeprefix(name).removeprefix(" › "): why for chain, why in found.items()}


def only(found: Iterable[Item]) -> Item:
    """Return the one item."""
    (item,) = found
    check(item)
    return item


def check(item: Item) -> None:
    """Hold what is true of every item."""
    assert item.source and item.name
    assert item.source.isprintable() and item.name.isprintable() and not set(item.name) & set("/\\")
    assert item.received is None or item.received.utcoffset() is not None
    if item.refused is None:
        assert (item.path is None) != (item.data is None)
    else:
        assert item.path is None and item.data is None
        for lang in LANGUAGES:
            assert "{" not in item.refused.in_(lang)
