"""The example team on disk, each book sent to the head."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kam_xl.demo import DEMO_AS_OF, DEMO_MANAGERS, demo_portfolio
from kam_xl.exchange.books import save_new
from kam_xl.i18n import Lang
from kam_xl.policy.file import default
from tests.exchange.end_to_end.command_line import data

HEAD = "head@example.com"


@dataclass(frozen=True)
class SentBook:
    """A manager's book after it was sent, as it was then, and the copy that went to the head with its draft."""

    manager: str
    book: Path
    then: Path
    copy: Path
    draft: Path


def sent_team(folder: Path, lang: Lang) -> Mapping[str, SentBook]:
    """Make the books of the example team and send each, by the manager's key."""
    return {key: _sent(folder, key, lang) for key in DEMO_MANAGERS}


def _sent(folder: Path, key: str, lang: Lang) -> SentBook:
    portfolio = demo_portfolio(key, lang)
    book = folder / f"KAM {portfolio.setup.manager}.xlsx"
    save_new(book, portfolio, default(), DEMO_AS_OF)
    found = data(lang, "send", book, "--to", HEAD)
    then = folder / "then" / book.name
    then.parent.mkdir(exist_ok=True)
    shutil.copy(book, then)
    return SentBook(portfolio.setup.manager, book, then, Path(found["file"]), Path(found["draft"]))
