"""How long the team workbook of 500 books takes, against pandas writing the same frames to Excel.

500 books × 40 accounts: 7,500 key accounts, 30,000 actions, 450,000 months of plans. Against it stands what a person
would use instead: `DataFrame.to_excel` of the same rows, a sheet each, by the same engine; without tables, formats,
charts, colours, totals or print set-up. Medians of interleaved runs in one process; peak memory from a process of its
own that only makes the workbook. Run: `python -m benchmarks.team_report [BOOKS]`.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import statistics
import sys
import time

import pandas as pd

from kam_xl.exchange.report import write_report
from kam_xl.exchange.report.rows import rows_of
from kam_xl.exchange.report.sheets import sheets_of
from kam_xl.exchange.team_frames import frames
from kam_xl.exchange.team_view import TeamView
from tests.support.team_views import big_view

BOOKS = 500
RUNS = 3
AIM = 1.0


def shown(view: TeamView) -> dict[str, pd.DataFrame]:
    """Return the rows of every sheet with the columns that the sheet shows."""
    all_, found = frames(view), {}
    for sheet in sheets_of(view.policy):
        rows = rows_of(sheet, all_, view)
        named = [one.key for one in sheet.columns if one.key in rows]
        heat = [column for column in rows if str(column).startswith(("group.", "role."))] if sheet.heat else []
        found[sheet.key] = rows[[*named, *heat]]
    return found


def by_pandas(view: TeamView) -> None:
    """Write the same rows with pandas; moments lose their zone, since Excel has none."""
    with pd.ExcelWriter(io.BytesIO(), engine="xlsxwriter") as writer:
        for name, rows in shown(view).items():
            zoned = rows.select_dtypes("datetimetz").columns
            rows.assign(**{key: rows[key].dt.tz_localize(None) for key in zoned}).to_excel(writer, sheet_name=name)


def _peak(books: int, workbook: bool) -> float:
    """Return the megabytes that a process needs at most for the rows alone, or for the workbook too."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_made, (books, workbook))


def _made(books: int, workbook: bool) -> float:
    view = big_view(books)
    if workbook:
        write_report(view)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the times, their ratio and the memory."""
    books = int(sys.argv[1]) if len(sys.argv) > 1 else BOOKS
    # First, since a new process begins with the peak of the one that started it.
    rows, whole = _peak(books, workbook=False), _peak(books, workbook=True)
    view = big_view(books)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for kept, run in zip(times, (write_report, by_pandas), strict=True):
            start = time.perf_counter()
            run(view)
            kept.append(time.perf_counter() - start)
    ours, theirs = map(statistics.median, times)
    print(f"team workbook of {books} books: {ours:.1f} s")
    print(f"pandas.to_excel of the same rows: {theirs:.1f} s; ours takes {ours / theirs:.2f} times as long (aim {AIM})")
    print(f"peak memory: {whole:.0f} MB, of which the rows themselves {rows:.0f} MB")


if __name__ == "__main__":
    main()
