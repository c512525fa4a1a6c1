"""Make the pictures of README and guides: sheets of the example's books and of its team workbook, a sent copy, a card.

    python docs/make_pictures.py [NAME …]

Needs LibreOffice (soffice), pdftoppm and pdftotext. Pictures show what prints; Excel draws the same cells with its own
fonts.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from kam_xl.build.card_page import card_book
from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.books import findings_of, save_new
from kam_xl.exchange.collect.company import company
from kam_xl.exchange.collect.run import collect
from kam_xl.exchange.collect.view import team_view
from kam_xl.exchange.example_mail import example_mail
from kam_xl.exchange.pdf import as_pdf
from kam_xl.exchange.report import write_report
from kam_xl.exchange.sources import items
from kam_xl.exchange.store import Store
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
CARD, SENT = "card", "sent"
TEAM = {
    "team-start": ("start", 1),
    "team-charts": ("charts", 1),
    "team-keys": ("keys", 1),
    "team-coverage": ("coverage", 1),
}
"""Picture → sheet of the team workbook, and which of its printed pages."""


def main(asked: Collection[str]) -> None:
    """Make the pictures asked for in both languages, all of them where none is; name those that no page is for."""
    if not all(map(shutil.which, ("soffice", "pdftoppm", "pdftotext"))):
        sys.exit("LibreOffice (soffice) and poppler-utils (pdftoppm, pdftotext) are needed")
    names = asked or [*WANTED, CARD, SENT, *TEAM]
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
        missing += _pages(
            pdf, {f"{name}-{lang}": (say(lang, f"sheet.{one}"), nth) for name, (_, one, nth) in wanted.items()}
        )
    if CARD in names:
        whole = _whole(lang, OF_TASKS)
        _draw(as_pdf(card_book(whole, whole.portfolio.accounts[0].account)), 1, f"{CARD}-{lang}")
    if not {SENT, *TEAM}.isdisjoint(names):
        missing += _exchanged(lang, names)
    return missing


def _exchanged(lang: Lang, names: Collection[str]) -> list[str]:
    """Draw what comes of the example's books when they are sent and collected."""
    wanted = {name: TEAM[name] for name in names if name in TEAM}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        books = _books(out, lang)
        inbox = example_mail(out, books, lang).inbox
        missing = []
        if SENT in names:
            copy = next((out / f"{books[OF_TASKS].stem}.sent").glob("*.xlsx"))
            missing = _pages(as_pdf(copy.read_bytes()), {f"{SENT}-{lang}": (say(lang, "sheet.start"), 1)})
        if wanted:
            sheets = {f"{name}-{lang}": (say(lang, f"team.sheet.{one}"), nth) for name, (one, nth) in wanted.items()}
            missing += _pages(as_pdf(_team_workbook(inbox, out / "team.db", lang)), sheets)
    return missing


def _books(out: Path, lang: Lang) -> list[Path]:
    books = []
    for portfolio in demo_portfolios(lang):
        books.append(out / f"KAM {portfolio.setup.manager}.xlsx")
        save_new(books[-1], portfolio, default(), DEMO_AS_OF)
    return books


def _team_workbook(inbox: Path, db: Path, lang: Lang) -> bytes:
    by, now = company(default(), DEMO_AS_OF, DEMO_AS_OF), dt.datetime.combine(DEMO_AS_OF, dt.time(12), dt.UTC)
    with Store.open(str(db)) as store:
        run = collect(items([inbox]), store, by, now=now)
        return write_report(team_view(store, run, by, lang, now))


def _pages(pdf: bytes, wanted: Mapping[str, tuple[str, int]]) -> list[str]:
    """Draw the nth page of each sheet, by the name of the picture; return the names for which there is none."""
    feet, missing = _feet(pdf), []
    for name, (sheet, nth) in wanted.items():
        pages = [i for i, foot in enumerate(feet, start=1) if foot.startswith(f"{sheet},")]
        if len(pages) < nth:
            missing.append(name)
        else:
            _draw(pdf, pages[nth - 1], name)
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
