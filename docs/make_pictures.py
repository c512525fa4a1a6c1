"""Make the pictures of README and guide: sheets of the example team and a key account's card, printed by LibreOffice.

    python docs/make_pictures.py [NAME …]

Needs LibreOffice (soffice), pdftoppm and pdftotext. Pictures show what prints; Excel draws the same cells with its own
fonts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from kam_xl.build.card_page import card_book
from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.books import findings_of
from kam_xl.exchange.pdf import as_pdf
from kam_xl.i18n import LANGUAGES, Lang, say
from kam_xl.policy.file import default
from kam_xl.rules import PortfolioAssessment, assess

PICTURES = Path(__file__).with_name("pictures")
WIDTH = 935
"""Pixels of a page, upright or not."""
OF_MANY, OF_TASKS = 1, 0
"""Managers of the example: the one with more clients than he can carry, and the one whose tasks the guide walks."""
WANTED = {
    "start": (OF_MANY, "start", 1),
    "accounts": (OF_MANY, "accounts", 1),
    "grades": (OF_MANY, "accounts", 3),
    "portfolio": (OF_MANY, "portfolio", 1),
    "coverage": (OF_TASKS, "coverage", 1),
    "visit": (OF_TASKS, "visit", 1),
    "periods": (OF_TASKS, "periods", 1),
}
"""Picture → manager, sheet, and which of the sheet's printed pages."""
CARD = "card"


def main(asked: Collection[str]) -> None:
    """Make the pictures asked for in both languages, all of them where none is; name those that no page is for."""
    if not all(map(shutil.which, ("soffice", "pdftoppm", "pdftotext"))):
        sys.exit("LibreOffice (soffice) and poppler-utils (pdftoppm, pdftotext) are needed")
    names = asked or [*WANTED, CARD]
    PICTURES.mkdir(exist_ok=True)
    missing = [name for lang in LANGUAGES for name in _pictures(lang, names)]
    if missing:
        sys.exit(f"no page for {', '.join(missing)}")


def _pictures(lang: Lang, names: Collection[str]) -> list[str]:
    missing = []
    for manager in (OF_MANY, OF_TASKS):
        wanted = {name: WANTED[name] for name in names if name in WANTED and WANTED[name][0] == manager}
        if not wanted:
            continue
        whole = _whole(lang, manager)
        pdf = as_pdf(build(whole, findings_of(whole)))
        feet = _feet(pdf)
        for name, (_, sheet, nth) in wanted.items():
            pages = [i for i, foot in enumerate(feet, start=1) if foot.startswith(f"{say(lang, f'sheet.{sheet}')},")]
            if len(pages) < nth:
                missing.append(f"{name}-{lang}")
            else:
                _draw(pdf, pages[nth - 1], f"{name}-{lang}")
    if CARD in names:
        whole = _whole(lang, OF_TASKS)
        _draw(as_pdf(card_book(whole, whole.portfolio.accounts[0].account)), 1, f"{CARD}-{lang}")
    return missing


def _whole(lang: Lang, manager: int) -> PortfolioAssessment:
    portfolio = demo_portfolios(lang)[manager]
    asked = replace(portfolio.setup, asked_client=portfolio.accounts[0].account)
    return assess(replace(portfolio, setup=asked), default(), DEMO_AS_OF)


def _feet(pdf: bytes) -> list[str]:
    """Return the last line of each page, which begins with the name of its sheet."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True, timeout=60)
    return [page.strip().rpartition("\n")[2].strip() for page in told.stdout.decode().split("\f")]


def _draw(pdf: bytes, page: int, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.pdf"
        book.write_bytes(pdf)
        pages = [
            "-f",
            str(page),
            "-l",
            str(page),
            "-singlefile",
            "-png",
            "-scale-to-x",
            str(WIDTH),
            "-scale-to-y",
            "-1",
        ]
        subprocess.run(["pdftoppm", *pages, str(book), str(PICTURES / name)], check=True, timeout=60)


if __name__ == "__main__":
    main(sys.argv[1:])
