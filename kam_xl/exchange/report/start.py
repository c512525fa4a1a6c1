"""The first sheet of the team workbook: what this is, from what it was made, and what to do first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from kam_xl.exchange import team_figures as figures
from kam_xl.exchange.report.page import FIRST_ROW, TeamPage, title
from kam_xl.exchange.report.sheets import CHARTS, sheets_of
from kam_xl.exchange.report.totals import LINE_HEIGHT
from kam_xl.exchange.team_frames import Frames
from kam_xl.i18n import day
from kam_xl.policy import fingerprint
from kam_xl.values import value

_FIRST = FIRST_ROW - 2
_WIDTHS = (46, 26, 110)
_COLOURS = ("cell", "answer", "good", "bad")


@value
class Asked:
    """One thing that asks for the head: how many, and the sheet that shows them."""

    key: str
    sheet: str
    count: int


def asked_first(all_: Frames, counts: Mapping[str, int]) -> tuple[Asked, ...]:
    """Return what a head should do first, the weightiest on top, noughts included.

    Args:
        all_: the frames of the team.
        counts: rows of each sheet; what the policy switches off has none and is not asked for.
    """
    books, keys, arrivals = all_["books"], all_["keys"], all_["arrivals"]
    claims = all_["claims"]["claim"].nunique()
    found = (
        Asked("nobody", "arrivals", int(books.empty)),
        Asked("refused", "arrivals", int((arrivals["kind"].astype("object") == "refused").sum())),
        Asked("late", "late", len(all_["late"])),
        Asked("claims", "claims", int(claims)),
        Asked("over", "overview", int((books["record_over"].fillna(0) > 0).sum())),
        Asked("unconfirmed", "overview", int(books["plan_confirmed"].isna().sum())),
        Asked("unsigned", "keys", int(keys["signature"].astype("object").isin(["unsigned", "changed"]).sum())),
        Asked("overdue", "actions", int((figures.open_actions(all_)["state"].astype("object") == "overdue").sum())),
        Asked("against", "against", counts.get("against", 0)),
        Asked("drift", "overview", int(books["policy_drift"].fillna(False).astype(bool).sum())),
        Asked("errors", "findings", int((all_["findings"]["severity"].astype("object") == "error").sum())),
    )
    return tuple(one for one in found if one.sheet in counts and (one.key != "unsigned" or "plan_years" in counts))


def write_start(page: TeamPage, all_: Frames, counts: Mapping[str, int]) -> None:
    """Write the sheet.

    Args:
        page: the sheet.
        all_: the frames of the team.
        counts: rows of each sheet, by its key.
    """
    page.put(0, 0, page.text("team.title"), "title")
    page.put(1, 0, page.text("team.sheet.start.purpose"), "purpose")
    for i, width in enumerate(_WIDTHS):
        page.sheet.set_column(i, i, width)
    row = _facts(page, all_, _FIRST)
    row = _first_things(page, asked_first(all_, counts), row + 1)
    row = _contents(page, counts, row + 1)
    row = _colours(page, row + 1)
    row = _about(page, row + 1)
    page.sheet.hide_gridlines(2)
    page.sheet.freeze_panes(2, 0)
    page.print_set_up(row - 1, len(_WIDTHS) - 1, sum(_WIDTHS), high=1)


def _section(page: TeamPage, row: int, key: str) -> int:
    for column in range(len(_WIDTHS)):
        page.put(row, column, page.text(f"team.start.section.{key}") if column == 0 else "", "section")
    return row + 1


def _facts(page: TeamPage, all_: Frames, row: int) -> int:
    row = _section(page, row, "facts")
    for key, said in _said(page, all_).items():
        page.put(row, 0, page.text(f"team.start.{key}"), "label")
        page.put(row, 1, said, "value")
        row += 1
    return row


def _said(page: TeamPage, all_: Frames) -> dict[str, str]:
    """Return what the workbook was made from, in the words of a person."""
    view, lang = page.book.view, page.book.lang
    books, policy = all_["books"], view.policy
    units = pd.unique(figures.currencies(all_))
    none = page.text("team.start.none")
    return {
        "as_of": day(view.as_of, lang),
        "made": _moment(page, view.made),
        "since": _moment(page, view.since) if view.since else page.text("team.start.first"),
        "books": page.text("team.start.books.n", books=len(books), files=len(all_["arrivals"])),
        "accounts": page.text(
            "team.start.accounts.n", n=int(books["accounts"].sum()), keys=int(books["on_record"].sum())
        ),
        "currency": "; ".join(str(one) or none for one in units) or none,
        "policy": page.text(
            "team.start.policy.n", name=policy.name.in_(lang), version=policy.version, print=fingerprint(policy)
        ),
    }


def _moment(page: TeamPage, moment: dt.datetime) -> str:
    utc = moment.astimezone(dt.UTC)
    return f"{day(utc.date(), page.book.lang)}, {utc:%H:%M} UTC"


def _first_things(page: TeamPage, asked: tuple[Asked, ...], row: int) -> int:
    row = _section(page, row, "first")
    if not any(one.count for one in asked):
        page.put(row, 0, page.text("team.start.nothing"), "good")
        return row + 1
    for one in (one for one in asked if one.count):
        page.put(row, 0, f"! {page.text(f'team.start.ask.{one.key}', n=one.count)}", "bad")
        page.link(row, 1, one.sheet, "→ " + title(one.sheet, page.book.lang))
        _tell(page, row, page.text(f"team.start.ask.{one.key}.do"))
        row += 1
    return row


def _tell(page: TeamPage, row: int, said: str) -> None:
    """Write a sentence beside a line, with the height that it needs."""
    page.put(row, 2, said, "body")
    if len(said) > 1.1 * _WIDTHS[2]:
        page.sheet.set_row(row, 2 * LINE_HEIGHT)


def _contents(page: TeamPage, counts: Mapping[str, int], row: int) -> int:
    row = _section(page, row, "contents")
    for key in (CHARTS, *(one.key for one in sheets_of(page.book.view.policy))):
        page.link(row, 0, key, title(key, page.book.lang))
        if key in counts:
            page.put(row, 1, page.text("team.start.rows", n=counts[key]), "note")
        _tell(page, row, page.text(f"team.sheet.{key}.purpose"))
        row += 1
    return row


def _colours(page: TeamPage, row: int) -> int:
    row = _section(page, row, "colours")
    for one in _COLOURS:
        page.put(row, 0, page.text(f"team.start.colour.{one}"), one)
        row += 1
    return row


def _about(page: TeamPage, row: int) -> int:
    row = _section(page, row, "about")
    for key in ("traced", "safe", "frames"):
        page.put(row, 0, page.text(f"team.start.about.{key}"), "label")
        row += 1
    return row
