"""How long LibreOffice takes to recalculate the example with the three tasks, against the same book without them.

Run with `python -m benchmarks.recalculate`; medians of interleaved runs, the start of LibreOffice left out.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.policy import Policy
from kam_xl.policy.file import default
from kam_xl.rules import assess
from tests.support.libreoffice import LibreOffice

RUNS = 5
TASKS = ("dossier", "buying_center", "plan")


def main() -> None:
    """Print seconds of both books and their ratio."""
    policy = default()
    without = replace(policy, tools={**policy.tools, **dict.fromkeys(TASKS, False)})
    with tempfile.TemporaryDirectory() as folder, LibreOffice() as office:
        books = [_book(Path(folder) / f"{i}.xlsx", one) for i, one in enumerate((policy, without))]
        office.recalculate(books[1])
        times = [[_seconds(office, book) for book in books] for _ in range(RUNS)]
    whole, bare = (median(run[i] for run in times) for i in range(2))
    print(f"with the tasks {whole:.2f} s, without {bare:.2f} s, ratio {whole / bare:.2f}")


def _book(path: Path, policy: Policy) -> Path:
    path.write_bytes(build(assess(demo_portfolio("lebedev", "en"), policy, DEMO_AS_OF)))
    return path


def _seconds(office: LibreOffice, book: Path) -> float:
    start = time.perf_counter()
    office.recalculate(book)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
