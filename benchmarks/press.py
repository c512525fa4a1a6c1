"""The press of a button and a worksheet function without the spreadsheet: our own time only.

A press of *Qualify all* on 60 accounts: parse, judge, decide, plan the cells (aim: at most 30 ms). `KAM_VERDICT` and
`KAM_INFLUENCE` on a block of 500 rows against 500 calls with one row each. Run: `python -m benchmarks.press`.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence

from kam_xl.commands.buttons import button
from kam_xl.commands.function_values import call
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.policy.file import default
from kam_xl.press import press
from kam_xl.rules import assess
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.render import render
from tests.factories import AS_OF, equal_accounts
from tests.support.blocks import accounts_of, context_of

RUNS = 15


class Page:
    """A screen that gives one book and asks nobody."""

    def __init__(self, book: RawBook) -> None:
        self.book = book

    def read(self, *, formulas: bool = False) -> RawBook:
        """Return the book."""
        return self.book

    def selected_rows(self, sheet: str) -> list[int]:
        """Return no row."""
        return []

    def choose_file(self, title: str, kind: str, endings: Sequence[str]) -> str:
        """Choose none."""
        return ""

    def run_elsewhere(self, command: str, request: dict[str, object], lang: Lang) -> dict[str, object]:
        """Run nothing."""
        return {}


def median(run: Callable[[], object]) -> float:
    """Return the median time of some runs in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the times and ratios."""
    setup = Setup("Anna", margin_plan=30.0, hours=160.0, as_of_fixed=AS_OF)
    book = render(assess(Portfolio("b1", "en", setup, tuple(equal_accounts(60))), default(), AS_OF))
    pressed = median(lambda: press(button("qualify_all"), Page(book), dt.date.today()))
    print(f"press Qualify all, 60 accounts: {pressed:.1f} ms (aim 30)")
    whole = assess(Portfolio("b1", "en", setup, tuple(equal_accounts(500))), default(), AS_OF)
    context, table = context_of(whole), accounts_of(whole)
    by_name = {one.name: one for one in FUNCTIONS}
    names = tuple((one.account.account,) for one in whole.accounts)
    levers = tuple(one.account.levers for one in whole.accounts)
    for name, block, single in (
        ("KAM_INFLUENCE", (levers,), [((row,),) for row in levers]),
        ("KAM_VERDICT", (table, names), [(table, one[0]) for one in names]),
    ):
        together = median(lambda name=name, block=block: call(by_name[name], context, block))
        apart = median(lambda name=name, single=single: [call(by_name[name], context, one) for one in single])
        print(f"{name} on 500 rows: {together:.1f} ms; 500 calls: {apart:.1f} ms, {apart / together:.0f} times as long")


if __name__ == "__main__":
    main()
