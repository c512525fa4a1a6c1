"""Perspective plans as tables on the terminal: by year and by month."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kam_xl.cli.show_tasks import percent
from kam_xl.cli.terminal import print_line, print_table
from kam_xl.i18n import Lang, day, number, say

Data = dict[str, Any]


def show_plans(data: list[Data], lang: Lang) -> None:
    """Print a table of years for each account with a plan, and under it low case and signature."""
    keys = ("year", "sales", "share", "extra_margin", "budget", "cumulative_net")
    for one in data:
        signed = say(lang, f"cli.plan.signature.{one['signature']}")
        print_line(f"{one['account']}: {signed}")
        if one["base_year"] is None:
            continue
        rows = [
            [
                str(year["year"]),
                number(year["sales"], lang),
                percent(year["share"], lang, 1),
                *(number(year[key], lang) for key in ("extra_margin", "budget", "cumulative_net")),
            ]
            for year in one["years"]
        ]
        print_table([say(lang, f"cli.plan.{key}") for key in keys], rows, right=range(len(keys)))
        low = one["low_case"]
        print_line(say(lang, "cli.plan.low", result=low["result"], share=low["stop_share"]))


def show_months(data: list[Data], lang: Lang) -> None:
    """Print a table of months for each account and year."""
    keys = ("month", "plan", "weighted", "fact", "gap", "cumulated")
    for one in data:
        for year in one["years"]:
            sums = {key: year[key] for key in ("plan", "goal", "forecast")}
            print_line(f"{one['account']}, {say(lang, 'cli.year_line', year=str(year['year']), **sums)}")
            rows = [
                [
                    str(month["month"]),
                    *(_amount(month[key], lang) for key in ("plan", "weighted", "fact", "gap", "cumulated_gap")),
                ]
                for month in year["months"]
            ]
            print_table([say(lang, f"cli.month.{key}") for key in keys], rows, right=range(len(keys)))


def show_signed(data: Data, lang: Lang) -> None:
    """Print the version, day and names under each plan that was signed."""
    for one in data["signed"]:
        date = day(dt.date.fromisoformat(one["date"]), lang)
        print_line(f"{one['account']}: {one['version']:06}, {date}, {one['manager']}, {one['head']}")


def _amount(value: float | None, lang: Lang) -> str:
    return "" if value is None else number(value, lang, 2)
