"""Make the pictures of README and guide: the example team's sheets, printed by LibreOffice.

    python docs/make_pictures.py

Needs LibreOffice (soffice) and pdftoppm. Pictures show what prints; Excel draws the same cells with its own fonts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.books import findings_of
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.policy.file import default
from kam_xl.rules import assess

PICTURES = Path(__file__).with_name("pictures")
RESOLUTION = 80
WANTED = {"start": 1, "accounts": 3, "grades": 5, "portfolio": 9}
"""Picture → page of the printed book; the book is that of the manager with more clients than he can carry."""


def main() -> None:
    """Make every picture in both languages."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        sys.exit("LibreOffice (soffice) and pdftoppm (poppler-utils) are needed")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for lang in LANGUAGES:
            _pictures(lang, Path(folder))


def _pictures(lang: Lang, folder: Path) -> None:
    portfolio = demo_portfolios(lang)[1]
    asked = replace(portfolio.setup, asked_client=portfolio.accounts[0].account)
    whole = assess(replace(portfolio, setup=asked), default(), DEMO_AS_OF)
    book = folder / f"{lang}.xlsx"
    book.write_bytes(build(whole, findings_of(whole)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    for name, page in WANTED.items():
        target = PICTURES / f"{name}-{lang}"
        pages = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(RESOLUTION), "-png"]
        subprocess.run(["pdftoppm", *pages, str(book.with_suffix(".pdf")), str(target)], check=True)


if __name__ == "__main__":
    main()
