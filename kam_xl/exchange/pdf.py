"""A workbook as PDF, printed by LibreOffice where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kam_xl.errors import LibreOfficeFailed, LibreOfficeNeeded

SECONDS = 180
"""A first start on a slow machine takes half a minute."""

_USUAL = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def office() -> str | None:
    """Return the program of LibreOffice; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next(filter(os.path.isfile, _USUAL), None)


def as_pdf(book: bytes, seconds: float = SECONDS) -> bytes:
    """Return a workbook (.xlsx) as PDF: the pages that it prints.

    LibreOffice runs with a profile of its own, so that one which a person has open is not disturbed.

    Raises:
        LibreOfficeNeeded: it is not installed.
        LibreOfficeFailed: it made no PDF, or not within `seconds`.
    """
    program = office()
    if program is None:
        raise LibreOfficeNeeded()
    with tempfile.TemporaryDirectory(prefix="kam-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "card.xlsx"
        source.write_bytes(book)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(source)]
        said = _run(command, seconds)
        made = source.with_suffix(".pdf")
        if not made.is_file() or not made.stat().st_size:
            raise LibreOfficeFailed(detail=said or "no PDF")
        return made.read_bytes()


def _run(command: list[str], seconds: float) -> str:
    """Run LibreOffice and return what it said; a process that hangs is ended with all that it started."""
    own_group = sys.platform != "win32"
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=own_group
    )
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        _end(process)
        process.communicate()
        raise LibreOfficeFailed(detail=f"{seconds:g} s") from late
    return out.decode("utf-8", "replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
