"""How long a click takes before its command runs, against `import xlwings` alone, which every RunPython does first.

In an environment like the one that `kam install` makes: xlwings and this package, byte-compiled, no pandas. The click
is the command line of RunPython up to the point where the workbook would be read: every module that the press needs
is loaded. Interleaved runs, minima and medians (aim: at most 1.25 times). Run: `python -m benchmarks.cold_click`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kam_xl.commands.registry import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
RUNS = 31
AIM = 1.25


def made(folder: Path) -> Path:
    """Make the environment, unless it is there, and return its interpreter."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", str(ROOT)], check=True)
        subprocess.run([str(python), "-m", "compileall", "-q", str(folder / "lib")], check=False)
    return python


def timed(python: Path, code: str) -> float:
    """Return the seconds of one process."""
    start = time.perf_counter()
    # Not in the checkout, whose modules would be found first.
    subprocess.run([str(python), "-B", "-c", code], check=True, cwd=python.parent)
    return time.perf_counter() - start


def main() -> None:
    """Print the ratio for each command that a click runs itself."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--env", type=Path, help="an environment to make once and use again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = made(asked.env or Path(folder))
        load = "import kam_xl.ribbon;from kam_xl.commands.registry import COMMANDS;COMMANDS[{!r}].function()"
        codes = {name: "import xlwings.utils;" + load.format(name) for name, one in COMMANDS.items() if not one.full}
        codes = {"import xlwings": "import xlwings.utils", **codes}
        times: dict[str, list[float]] = {name: [] for name in codes}
        for _ in range(RUNS):
            for name, code in codes.items():
                times[name].append(timed(python, code))
    base = times.pop("import xlwings")
    print(f"import xlwings: {min(base) * 1000:.0f} ms at least, median {statistics.median(base) * 1000:.0f} ms")
    for name, found in times.items():
        least, middle = min(found) / min(base), statistics.median(found) / statistics.median(base)
        print(f"click {name}: {least:.2f} times at least, median {middle:.2f} (aim {AIM})")


if __name__ == "__main__":
    main()
