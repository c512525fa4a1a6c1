"""Compare what a workbook says (values cached by the build, from Python) with what a spreadsheet recalculates."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from kam_xl.i18n import Lang
from kam_xl.model import Setup, record_id
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.raw import RawBook, RawCell, RawTable, Value
from kam_xl.sheets.render import Row
from kam_xl.sheets.words import words
from tests.support.libreoffice import LibreOffice

EPOCH = dt.date(1899, 12, 30)
TOLERANCE = 1e-9
_LEAP_DAY = 60
"""The number of 29 February 1900, a day that Excel has and the calendar has not."""


class Difference(NamedTuple):
    """One formula cell whose cached value is not what the spreadsheet recalculates."""

    sheet: str
    cell: str
    formula: str
    cached: Value
    recalculated: Value


def differences(path: Path, libreoffice: LibreOffice) -> list[Difference]:
    """Return every formula cell of a workbook whose cached value differs from the recalculated one or is an error."""
    found = []
    cached = CalamineWorkbook.from_path(path)
    for title, cells in libreoffice.recalculate(path).items():
        values = cached.get_sheet_by_name(title).to_python(skip_empty_area=False)
        for address, cell in cells.items():
            if not cell.formula:
                continue
            row, column = coordinate_to_tuple(address)
            before = values[row - 1][column - 1] if row <= len(values) and column <= len(values[0]) else None
            now: Value = cell.error or cell.value
            if cell.error or not same(before, now):
                found.append(Difference(title, address, cell.formula, before, now))
    return found


def same(cached: object, now: object) -> bool:
    """Tell whether two values are equal as a spreadsheet sees them: blank is "", a date is its number."""
    left, right = _plain(cached), _plain(now)
    if isinstance(left, float) and isinstance(right, float):
        return abs(left - right) <= TOLERANCE * max(1, abs(left))
    return left == right


def _plain(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        # The reader counts as Excel does, to which 1900 is a leap year: before that day a number is one day later.
        days = (value - EPOCH).days
        return float(days if days > _LEAP_DAY else days - 1)
    return float(value) if isinstance(value, bool | int | float) else value


def raw_book(rows: Sequence[Row], setup: Setup, policy: Policy, lang: Lang) -> RawBook:
    """Return the values of a workbook as typed, before the rules have read them."""
    columns = [column for column in schema.ACCOUNTS.shown(policy) if column.role != "calculated"]
    headers = tuple(schema.header(schema.ACCOUNTS, column, lang) for column in columns)
    table = RawTable("tblAccounts", "Accounts", headers, [[row.get(one.key) for one in columns] for row in rows])
    settings = RawTable("tblKam", "_kam", ("key", "value"), [["book_id", "b1"], ["lang", lang]])
    cells = {cell.name: RawCell(getattr(setup, cell.name)) for cell in schema.CELLS}
    return RawBook({"tblAccounts": table, "tblKam": settings}, cells)


ODD_DATES: tuple[Value, ...] = (0.0, 0.5, -3.0, -5.0, 1.0, 2.9, 2_958_465.0, 2_958_465.5, 3e6, "45000", " ")
"""What may stand in a date's cell: texts, numbers off the calendar, and the first and the last day on it."""


def typed_rows(
    count: int, seed: int, policy: Policy, plan: float, as_of: dt.date, lang: Lang, *, odd_records: bool = False
) -> list[Row]:
    """Return rows as people type them: mostly readable, with blanks, texts, values off the scale and on the edge.

    Edges: a stake that meets gate 2 exactly, evidence on the last day that counts and one day later, points that meet
    entry and exit, reviews in this quarter and the one before, equal points and stakes that only the id tells apart,
    numbers that are no date. With `odd_records` these stand in the record's first column too.
    """
    source = random.Random(seed)
    yes, no = words("yes_no", lang)
    twin: Row | None = None
    rows = []
    for i in range(count):
        if twin is not None and source.random() < 0.08:
            row = dict(twin)
        else:
            row = _row(source, policy, plan, as_of, (yes, no, "да" if lang == "en" else "yes", "maybe"))
            if odd_records and source.random() < 0.2:
                row["key_since"] = source.choice(ODD_DATES)
        row["account"] = f"Client {i}" if lang == "en" else f"Клиент {i}"
        row["id"] = record_id("a", seed, i) if source.random() < 0.9 else ""
        twin = row
        rows.append(row)
    return rows


def _row(source: random.Random, policy: Policy, plan: float, as_of: dt.date, flags: Sequence[str]) -> Row:
    limits = (policy.scoring.evidence_days, policy.scoring.evidence_days_new)
    threshold = policy.scoring.stake_share * plan

    def often(usual: Value, *odd: Value) -> Value:
        return usual if source.random() < 0.94 else source.choice((None, *odd))

    def score() -> Value:
        return often(float(source.choices((0, 1, 2, 3), (2, 3, 3, 3))[0]), "2", "x", 7.0, -1.0, 2.5, " ")

    def money(low: float, high: float) -> float:
        return round(source.uniform(low, high), source.choice((0, 2, 2, 4)))

    def day(*ages: float) -> dt.date:
        return as_of - dt.timedelta(days=int(source.choice(ages)))

    blank = source.random()
    row: Row = {key: None if blank < 0.05 else score() for key in schema.GRADE_KEYS}
    row |= {key: None if 0.03 < blank < 0.08 else score() for key in schema.LEVER_KEYS}
    row |= {key: source.choice((*flags, None, None, None)) for key in schema.COMPANY_KEYS}
    row["margin"] = often(source.choice((0.0, money(0, plan / 3), -money(0, 5))), "12", "n/a")
    row["headroom"] = often(source.choice((money(0, plan / 4), threshold, 0.0)), "3,5", -2.0)
    row["loss_probability"] = often(source.choice((0.0, 0.05, 0.1, 0.25, 1.0)), "0.1", 1.5, -0.2)
    row["evidence"] = often("Sample tested, listed in June", " ", 5.0)
    row["evidence_date"] = often(
        day(0, 30, 120, 182, 183, 184, 364, 365, 366, 900, -1, *limits), "June", 45000.0, *ODD_DATES
    )
    if source.random() < 0.3:
        row["key_since"] = often(day(400, 700), "long ago")
        row["low_reviews"] = often(float(source.choice((0, 1, 2))), "1", -1.0)
        row["last_review"] = often(day(5, 60, 95, 200), "spring", *ODD_DATES)
    if source.random() < 0.2:
        row["proposed"] = often(day(3, 90), *ODD_DATES)
        row["confirmed"] = source.choice((None, day(1), "ok", *ODD_DATES[:3]))
    return row
