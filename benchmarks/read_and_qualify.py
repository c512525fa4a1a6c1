"""How long reading and judging a book of 500 accounts takes, against what one would otherwise write by hand.

Bare calamine reads every sheet into lists and judges nothing (aim: at most 1.5 times its time); pandas with openpyxl
reads the same sheets into frames (aim: ten times its speed). Medians of interleaved runs, of the time of this process
alone, imports and the first run left out. Run: `python -m benchmarks.read_and_qualify`.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas
from python_calamine import CalamineWorkbook

from kam_xl.build.workbook import build
from kam_xl.excel.file import read_book
from kam_xl.model import Account, Portfolio, Setup, record_id
from kam_xl.policy import CRITERIA, LEVERS
from kam_xl.policy.file import default
from kam_xl.rules import assess
from kam_xl.sheets.parse import parse

AS_OF = dt.date(2026, 11, 1)
ACCOUNTS = 500
RUNS = 31
SLOW_RUNS = 3


def portfolio() -> Portfolio:
    """Return a portfolio of 500 accounts, filled as a manager's is, the same each time."""
    chance = random.Random(1)
    accounts = tuple(_account(i, chance) for i in range(ACCOUNTS))
    setup = Setup(manager="Marina Sokolova", margin_plan=30.0, hours=160, as_of_fixed=AS_OF)
    return Portfolio("b1", "en", setup, accounts)


def book() -> bytes:
    """Return the workbook of that portfolio."""
    return build(assess(portfolio(), default(), AS_OF))


def _account(i: int, chance: random.Random) -> Account:
    return Account(
        id=record_id("a", i),
        account=f"Client {i}",
        segment=chance.choice(("Valves", "Flanges", "Service")),
        margin=chance.randint(0, 900) / 10,
        headroom=chance.randint(0, 100) / 10,
        loss_probability=chance.randint(0, 10) / 10,
        company=tuple(chance.choice((True, False, None)) for _ in CRITERIA),
        grades=tuple(chance.choice((0.0, 1.0, 2.0, 3.0, None)) for _ in CRITERIA),
        levers=tuple(float(chance.randint(0, 3)) for _ in LEVERS),
        evidence=f"The buyer moved {i} items to us after the March visit",
        evidence_date=AS_OF - dt.timedelta(days=chance.randint(0, 500)),
        notes="Call before the quarter ends" if chance.random() < 0.3 else "",
    )


def medians(path: Path) -> dict[str, float]:
    """Return the median time in seconds of reading and judging, of bare calamine and of pandas."""

    def ours() -> None:
        parsed = parse(read_book(path))
        assess(parsed.portfolio, parsed.policy, AS_OF)

    def calamine() -> None:
        with CalamineWorkbook.from_path(path) as workbook:
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python()

    def with_pandas() -> None:
        pandas.read_excel(path, sheet_name=None, engine="openpyxl")

    return interleaved({"ours": ours, "calamine": calamine}, RUNS) | interleaved({"pandas": with_pandas}, SLOW_RUNS)


def interleaved(ways: Mapping[str, Callable[[], None]], runs: int) -> dict[str, float]:
    """Return the median seconds of each way, run by turns, of this process alone; the first run is left out."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(runs + 1):
        for name, way in ways.items():
            start = time.process_time()
            way()
            if run:
                times[name].append(time.process_time() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> int:
    """Print both ratios beside what was aimed at."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(book())
        found = medians(path)
    against_calamine, against_pandas = found["ours"] / found["calamine"], found["pandas"] / found["ours"]
    lines = (
        f"read and qualify {ACCOUNTS} accounts: {found['ours'] * 1000:.1f} ms",
        f"bare calamine: {found['calamine'] * 1000:.1f} ms; ours takes {against_calamine:.2f} times as long (aim 1.5)",
        f"pandas with openpyxl: {found['pandas'] * 1000:.0f} ms; ours is {against_pandas:.1f} times as fast (aim 10)",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
