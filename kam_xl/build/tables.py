"""Write a table on its sheet: headers, rows, native formulas with cached values, validation, colours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from kam_xl.build.additions import Additions, additions_of, own_headers, write_notes, write_own_columns
from kam_xl.build.page import Page, put, serial, validation
from kam_xl.sheets import schema
from kam_xl.sheets.raw import Value, column_letters
from kam_xl.sheets.render import Row
from kam_xl.sheets.schema import Column, Table
from kam_xl.sheets.table_formulas import column_formulas

ROOM = 500
"""Rows under a table that already carry its validation and colours, so that it may grow as one types."""

_LOOK = {"input": "input", "record": "record", "calculated": "calculated"}
_UPRIGHT_HEIGHT = 150
_LINE_HEIGHT = 15
_PRINTED_WIDTH = 230
"""Characters that one page may be wide before a table is spread over more of them."""
_MOST_LINES = 12
_HEADER_ROOM = 1.3
"""Room for the bold letters of a header and the button of its filter."""
_WIDER = 1.08
"""Room for words that do not break at the end of a line."""


def write_table(page: Page, table: Table, rows: Sequence[Row], blank: Row | None = None) -> None:
    """Write one table with its sheet's head; a table without rows keeps one blank row to type in.

    Args:
        page: the sheet.
        table: its shape; columns switched off, and blank ones of years beyond the horizon, are left out.
        rows: values by column key, those of calculated columns being the cached results of their formulas.
        blank: what the formulas give on a row with nothing typed, where that is not the accounts table.
    """
    columns = table.written(page.book.policy, rows)
    banded = any(column.band for column in columns)
    top = schema.header_row(table, page.book.policy) - 1
    last = top + max(len(rows), 1)
    formulas = column_formulas(table, page.book.lang, {column.key for column in columns})
    kept = additions_of(page.book.carried, table, rows)
    page.head(page.text(f"sheet.{table.sheet}"), page.text(f"sheet.{table.sheet}.purpose"))
    if banded:
        _bands(page, columns, top - 1, kept)
    _declare(page, table, columns, formulas, top, last, own_headers(page, kept))
    for i, row in enumerate(rows or [_blank_row(page, table, columns, formulas) | (blank or {})]):
        _write_row(page, columns, formulas, top + 1 + i, row, [kept.fill(i, column.key) for column in columns])
        lines, options = _lines(columns, row), kept.row_options(i)
        if lines > 1 or options:
            page.sheet.set_row(top + 1 + i, _LINE_HEIGHT * lines if lines > 1 else None, None, options)
    _widths(page, columns, kept)
    write_own_columns(page, kept, top, last - top, len(columns))
    write_notes(page, kept, top, [column.key for column in columns] + [one.header for one in kept.columns])
    for i, column in enumerate(columns):
        if column.role == "input":
            label = schema.header(table, column, page.book.lang)
            page.validate(top + 1, i, last + ROOM, validation(page, column, label, table.name))
    page.sheet.freeze_panes(top + 1, table.frozen)
    page.sheet.set_row(top, _header_height(page, table, columns))
    page.sheet.set_selection(top + 1, 0, top + 1, 0)
    if table.sheet in schema.PRINTED:
        printed = [column for column in columns if not column.working]
        across = math.ceil(sum(column.width for column in printed) / _PRINTED_WIDTH)
        page.print_set_up(last, len(printed) - 1, top, (across, 0))
    if banded:
        page.sheet.repeat_columns(0, table.frozen - 1)


def _declare(
    page: Page,
    table: Table,
    columns: Sequence[Column],
    formulas: Mapping[str, str],
    top: int,
    last: int,
    own: list[dict[str, Any]],
) -> None:
    style, lang = page.book.styles, page.book.lang
    shown: list[dict[str, Any]] = []
    for column in columns:
        one: dict[str, Any] = {
            "header": schema.header(table, column, lang),
            "header_format": style("head_up" if column.upright else "head"),
            "format": style(_look(column), _number_format(column), column.kind == "long_text"),
        }
        if column.key in formulas:
            one["formula"] = formulas[column.key]
        shown.append(one)
    page.sheet.add_table(
        top, 0, last, len(columns) + len(own) - 1,
        {
            "name": table.name,
            "columns": shown + own,
            "style": "Table Style Light 1",
            "banded_rows": False,
            "title": schema.sheet_name(table.sheet, lang),
            "description": page.text(
                "sheet.table.alt", table=table.name, sheet=schema.sheet_name(table.sheet, lang)
            ),
        },
    )  # fmt: skip


def _write_row(
    page: Page, columns: Sequence[Column], formulas: Mapping[str, str], row: int, values: Row, fills: Sequence[str]
) -> None:
    style, sheet = page.book.styles, page.sheet
    for i, (column, fill) in enumerate(zip(columns, fills, strict=True)):
        value = values.get(column.key)
        format_ = style(_look(column), _number_format(column), column.kind == "long_text", fill)
        if column.key in formulas:
            cached = "" if value is None else serial(value)
            sheet.write_formula(row, i, formulas[column.key], format_, cached)
        else:
            put(sheet, row, i, value, format_)


def _blank_row(page: Page, table: Table, columns: Sequence[Column], formulas: Mapping[str, str]) -> Row:
    """Return what the formulas give on a row with nothing typed; those of the tasks then show nothing."""
    scoring = page.book.policy.scoring
    blank: dict[str, Value] = {
        column.key: 0 if column.numeric and (column.working or table is schema.ACCOUNTS) else ""
        for column in columns
        if column.key in formulas
    }
    if table is not schema.ACCOUNTS:
        return blank
    known: dict[str, Value] = {
        "rank": "", "place_ok": 1, "evidence_age": -1, "evidence_limit": scoring.evidence_days_new,
        "points_needed": scoring.entry_points, "low_count": 1, "verdict_no": 1,
        "record_no": "", "record_points": "", "newcomer_rank": "", "first_row": 0,
        "question_set": 1,
    }  # fmt: skip
    if page.book.policy.scoring.entry_points <= 0:
        known["points_ok"] = 1
    return blank | {key: value for key, value in known.items() if key in blank}


def _lines(columns: Sequence[Column], row: Row) -> int:
    """Return how many lines the longest text of a row takes; a program that opens the book may not fit the height."""
    longest = (len(str(row.get(column.key) or "")) / column.width for column in columns if column.kind == "long_text")
    return min(math.ceil(max(longest, default=0) * _WIDER), _MOST_LINES)


def _header_height(page: Page, table: Table, columns: Sequence[Column]) -> float:
    if any(column.upright for column in columns):
        return _UPRIGHT_HEIGHT
    lines = (
        math.ceil(len(schema.header(table, column, page.book.lang)) * _HEADER_ROOM / column.width) for column in columns
    )
    return max(2, *lines) * _LINE_HEIGHT + 2


def _bands(page: Page, columns: Sequence[Column], row: int, kept: Additions) -> None:
    """Write a heading over each group of columns, in the group's first cell that is not hidden (no merged cells)."""
    for band, group in groupby(enumerate(columns), lambda one: one[1].band):
        places = {i: kept.hidden_column(column.key) for i, column in group}
        head = next((i for i, hidden in places.items() if not hidden), min(places))
        for i in places:
            page.put(
                row, i, page.text(f"column.band.{band}") if i == head else "", "band" if i == head else "band_rest"
            )


def _widths(page: Page, columns: Sequence[Column], kept: Additions) -> None:
    for i, column in enumerate(columns):
        options = {"level": 1, "hidden": True} if column.working else {"hidden": kept.hidden_column(column.key)}
        page.sheet.set_column(i, i, kept.width(column.key, column.width), None, options)
    if any(column.working for column in columns):
        page.sheet.set_column(len(columns), len(columns), None, None, {"collapsed": True})


def _look(column: Column) -> str:
    return "answer" if column.band == "answer" and column.role == "calculated" else _LOOK[column.role]


def _number_format(column: Column) -> str:
    if column.key in ("influence", "gate_influence") and column.kind != "score":
        return "influence"
    return "fine_share" if column.kind == "share" and column.role == "calculated" else column.kind


def colour_accounts(page: Page, count: int) -> None:
    """Colour what asks for a look on Accounts, each colour together with a sign or word that stands in the cell."""
    columns = schema.ACCOUNTS.shown(page.book.policy)
    letters = {column.key: column_letters(i + 1) for i, column in enumerate(columns)}
    index = {column.key: i for i, column in enumerate(columns)}
    top = schema.header_row(schema.ACCOUNTS, page.book.policy)
    last, row = top + count + ROOM, top + 1
    good, bad = page.book.styles.conditional("good"), page.book.styles.conditional("bad")
    blank = page.book.workbook.add_format({"num_format": ";;;"})

    def rule(first: str, until: str, formula: str, style: Any, stop: bool = False) -> None:
        page.sheet.conditional_format(
            top, index[first], last, index[until],
            {"type": "formula", "criteria": formula, "format": style, "stop_if_true": stop},
        )  # fmt: skip

    rule("manager_key", "place_ok", f'=${letters["account"]}{row}=""', blank, stop=True)
    rule("verdict", "verdict", f"=${letters['verdict_no']}{row}=7", good)
    rule("verdict", "verdict", f"=${letters['verdict_no']}{row}=6", bad)
    rule("manager_key", "manager_key", f"=${letters['verdict_no']}{row}=7", good)
    rule("graded", "place_ok", f"={letters['graded']}{row}=0", bad)
    rule("assumed", "assumed", f'=${letters["assumed"]}{row}<>""', bad)
