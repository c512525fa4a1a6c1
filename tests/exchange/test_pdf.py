"""A workbook becomes a PDF through LibreOffice, or a sentence says why not."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import xlsxwriter

from kam_xl.errors import LibreOfficeFailed, LibreOfficeNeeded
from kam_xl.exchange import pdf


def a_book() -> bytes:
    package = io.BytesIO()
    book = xlsxwriter.Workbook(package, {"in_memory": True})
    book.add_worksheet("Карточка").write(0, 0, "Ёлка")
    book.close()
    return package.getvalue()


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice (soffice) is not installed")
def test_a_workbook_is_printed() -> None:
    made = pdf.as_pdf(a_book())
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type/Page\n") + made.count(b"/Type/Page/") == 1


def test_without_libreoffice_a_workbook_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    with pytest.raises(LibreOfficeNeeded, match=r"card\.xlsx"):
        pdf.as_pdf(a_book())


def program(folder: Path, text: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a shebang")
def test_what_it_says_instead_of_a_pdf_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: program(tmp_path, "print('no filter')"))
    with pytest.raises(LibreOfficeFailed, match="no filter"):
        pdf.as_pdf(a_book())


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a shebang")
def test_one_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: program(tmp_path, "import time\ntime.sleep(600)"))
    with pytest.raises(LibreOfficeFailed, match="1 s"):
        pdf.as_pdf(a_book(), seconds=1)
