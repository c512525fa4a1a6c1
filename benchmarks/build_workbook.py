"""How long building a workbook of 500 accounts takes, against XlsxWriter writing the same cells bare.

Bare means: the same numbers, texts and formulas with their cached values, cell by cell, without tables, formats,
validation, colours, names, chart or print set-up (aim: ours takes at most 1.5 times as long). Medians of interleaved
runs in one process. Run: `python -m benchmarks.build_workbook`.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import xlsxwriter
from openpyxl import load_workbook

from benchmarks.read_and_qualify import AS_OF, book, portfolio
from kam_xl.build.workbook import build
from kam_xl.policy.file import default
from kam_xl.rules import assess

RUNS = 9
AIM = 1.5

Cell = tuple[int, int, object, str]
"""Row, column, value, formula or ""."""


def cells(data: bytes) -> dict[str, list[Cell]]:
    """Return every filled cell of a workbook, by sheet."""
    formulas, values = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    found: dict[str, list[Cell]] = {}
    for sheet in formulas.worksheets:
        cached = values[sheet.title]
        found[sheet.title] = [
            (cell.row - 1, cell.column - 1, cached[cell.coordinate].value, cell.value if cell.data_type == "f" else "")
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return found


def bare(sheets: dict[str, list[Cell]]) -> None:
    """Write the cells and nothing else."""
    workbook = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False})
    for title, content in sheets.items():
        sheet = workbook.add_worksheet(title)
        for row, column, value, formula in content:
            if formula:
                sheet.write_formula(row, column, formula, None, "" if value is None else value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            else:
                sheet.write_datetime(row, column, value)
    workbook.close()


def main() -> None:
    """Print the ratio."""
    whole = assess(portfolio(), default(), AS_OF)
    sheets = cells(book())
    ours, theirs = _medians(lambda: build(whole), lambda: bare(sheets))
    print(f"build 500 accounts: {ours * 1000:.0f} ms")
    ratio = f"ours takes {ours / theirs:.2f} times as long (aim {AIM})"
    print(f"XlsxWriter, same cells bare: {theirs * 1000:.0f} ms; {ratio}")


def _medians(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS + 1):
        for kept, run in zip(times, (first, second), strict=True):
            start = time.perf_counter()
            run()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


if __name__ == "__main__":
    main()
