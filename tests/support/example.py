"""The example as `kam demo` makes it, made once for each language and copied to where a test wants to work on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kam_xl.i18n import Lang


@dataclass(frozen=True)
class Example:
    """What `kam demo` left in a folder, and what it printed (stdout, stderr) and ended with."""

    folder: Path
    code: int
    out: str
    err: str

    def copied(self, target: Path) -> Path:
        """Copy it to a folder that is not there yet, with the days of its files; return the folder."""
        return Path(shutil.copytree(self.folder, target))


def made(parent: Path, lang: Lang) -> Example:
    """Run `kam demo` in a folder, as a person whose language is `lang` does."""
    words = os.environ | {"KAM_LANG": lang, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    package = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-m", "kam_xl", "demo", "--lang", lang]
    done = subprocess.run(
        command, cwd=parent, env=words | {"PYTHONPATH": package}, capture_output=True, encoding="utf-8", timeout=300
    )
    return Example(parent / "kam-demo", done.returncode, done.stdout, done.stderr)
