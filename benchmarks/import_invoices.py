"""How long importing 40,000 invoice lines takes, against a bare pandas read of the same file.

The import reads the file, nets returns out, derives facts and proposals with evidence for every client and takes them
into an empty book; pandas only reads (aim: at most 1.3 times its time with its default engine, openpyxl; calamine is
printed beside it). Medians of interleaved runs in one process, imports and the first run left out. The file is the
one that the tests use where it lies beside the checkout, else one made here of the same size and shape.
Run: `python -m benchmarks.import_invoices`.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas
import xlsxwriter

from kam_xl.commands.absorb import absorb
from kam_xl.exchange.imports import derive, read_export
from kam_xl.model import Portfolio, Setup
from kam_xl.policy import Policy, from_dict
from kam_xl.policy.shipped import composed_text

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "online_retail_sample.xlsx"
LINES = 40_000
RUNS = 11
SLOW_RUNS = 3


def made(folder: Path) -> Path:
    """Return a workbook of invoice lines as a wholesaler exports them, the same each time."""
    chance = random.Random(1)
    path = folder / "invoices.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0, 0, ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID")
        )
        for row in range(1, LINES + 1):
            back = chance.random() < 0.02
            article = chance.randint(20_000, 23_999)
            sheet.write(row, 0, f"C{500_000 + row // 3}" if back else 500_000 + row // 3)
            sheet.write(row, 1, article)
            sheet.write(row, 2, f"ARTICLE {article}")
            sheet.write(row, 3, -1 if back else chance.randint(1, 48))
            sheet.write(row, 4, dt.datetime(2010, 12, 1) + dt.timedelta(days=chance.randint(0, 373)))
            sheet.write(row, 5, chance.randint(50, 2000) / 100)
            if chance.random() < 0.75:
                sheet.write(row, 6, chance.randint(12_346, 15_900))
    return path


def imported(path: Path, policy: Policy) -> Portfolio:
    """Return the book that the whole import gives."""
    export = read_export(path)
    return absorb(Portfolio("b1", "en", Setup()), derive(export, policy, "en", book_id="b1")).portfolio


def bare(path: Path, engine: str) -> pandas.DataFrame:
    """Return the sheet as pandas reads it."""
    return pandas.read_excel(path, engine=engine)  # type: ignore[call-overload,no-any-return]


def seconds(work: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Print the three medians and the two ratios."""
    policy = from_dict(tomllib.loads(composed_text()))
    with tempfile.TemporaryDirectory() as folder:
        path = REAL if REAL.exists() else made(Path(folder))
        works: dict[str, Callable[[], object]] = {
            "kam_xl import": lambda: imported(path, policy),
            "pandas calamine": lambda: bare(path, "calamine"),
            "pandas openpyxl": lambda: bare(path, "openpyxl"),
        }
        runs: dict[str, list[float]] = {name: [] for name in works}
        for i in range(RUNS + 1):
            for name, work in works.items():
                if name != "pandas openpyxl" or i <= SLOW_RUNS:
                    runs[name].append(seconds(work))
    medians = {name: statistics.median(values[1:]) for name, values in runs.items()}
    mine = medians["kam_xl import"]
    lines = [f"{path.name}, {LINES:,} lines"]
    lines += [f"{name:16} {value:7.3f} s   import is {mine / value:5.2f} of it" for name, value in medians.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
