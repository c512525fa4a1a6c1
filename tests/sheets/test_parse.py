"""What cannot be read in a book is a finding with its cell, and counts as blank; nothing else is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kam_xl.errors import MissingColumn, NotAKamWorkbook
from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.model import Account, Portfolio, Setup
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.raw import CellError, RawBook, RawCell, RawTable, Value
from kam_xl.sheets.render import render
from tests.factories import AS_OF, an_account, default_policy


def book(*accounts: Account, **setup: object) -> RawBook:
    """Return the values of a book with these accounts."""
    return render(assess(Portfolio("b1", "en", Setup(**setup), accounts), default_policy(), AS_OF))  # type: ignore[arg-type]


def typed(key: str, value: Value, *more: Account) -> Parsed:
    """Read a book in which the first account's cell of a column holds a value."""
    raw = book(an_account(), *more)
    table = raw.tables["tblAccounts"]
    rows = [list(row) for row in table.rows]
    rows[0][table.headers.index(schema.header(schema.ACCOUNTS, schema.ACCOUNTS.column(key), "en"))] = value
    return parse(RawBook({**raw.tables, "tblAccounts": dataclasses.replace(table, rows=rows)}, raw.cells))


def flat(parsed: Parsed) -> list[tuple[str, str, str]]:
    """Return findings as (code, severity, cell)."""
    return [(one.code, one.severity.name, one.where.cell) for one in parsed.findings]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("large", "2", "cell_text_for_number"),
        ("large", True, "cell_text_for_number"),
        ("large", 7.0, "cell_out_of_range"),
        ("lever_volume", -1.0, "cell_out_of_range"),
        ("loss_probability", -0.2, "cell_out_of_range"),
        ("loss_probability", 1.5, "cell_out_of_range"),
        ("headroom", -3.0, "cell_out_of_range"),
        ("margin", CellError("#N/A"), "cell_error"),
        ("evidence", CellError("#REF!"), "cell_error"),
        ("evidence_date", "in June", "cell_not_a_date"),
        ("co_large", "maybe", "cell_unknown_word"),
        ("served_by", "nobody", "cell_unknown_word"),
    ],
)
def test_a_value_that_cannot_be_read_is_an_error_with_its_cell_and_counts_as_blank(
    key: str, value: Value, code: str
) -> None:
    parsed = typed(key, value)
    [finding] = parsed.findings
    column = parsed.location(0, key).cell
    assert (finding.code, finding.severity, finding.where.cell) == (code, Severity.ERROR, column)
    assert finding.where.sheet == "Accounts"
    assert column.endswith("6")
    blank = typed(key, None)
    assert parsed.portfolio == blank.portfolio
    for lang in LANGUAGES:
        assert finding.in_(lang).count(" — ") >= 2


def test_a_grade_between_two_steps_counts_and_is_mentioned() -> None:
    parsed = typed("large", 2.5)
    assert parsed.portfolio.accounts[0].grade("large") == 2.5
    assert flat(parsed) == [("cell_not_whole", "WARNING", parsed.location(0, "large").cell)]


@pytest.mark.parametrize("word", ["yes", "YES", "да", "Да"])
def test_words_are_read_in_either_language_and_any_case(word: str) -> None:
    parsed = typed("co_status", word)
    assert parsed.portfolio.accounts[0].company[3] is True
    assert parsed.findings == ()


def test_a_date_may_be_a_date_a_moment_or_its_serial_number() -> None:
    for value in (dt.date(2026, 5, 1), dt.datetime(2026, 5, 1, 13, 30), 46143.0):
        assert typed("evidence_date", value).portfolio.accounts[0].evidence_date == dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("=1+1", "account_name_formula"),
        (2.0, "account_name_is_number"),
        ("", "account_without_name"),
        ("  boiler PLANT ", "account_duplicate"),
    ],
)
def test_a_client_needs_a_name_of_its_own(name: Value, code: str) -> None:
    parsed = typed("account", name, an_account("Boiler plant"))
    assert [one.code for one in parsed.findings] == [code]
    assert parsed.findings[0].severity is Severity.ERROR
    assert len(parsed.portfolio.accounts) == 2


def test_a_row_typed_under_the_table_belongs_to_it_and_is_an_error() -> None:
    raw = book(an_account(), an_account("Boiler plant"))
    below = dataclasses.replace(raw.tables["tblAccounts"], below=1)
    parsed = parse(RawBook({**raw.tables, "tblAccounts": below}, raw.cells))
    assert [one.account for one in parsed.portfolio.accounts] == ["Armatura", "Boiler plant"]
    assert flat(parsed) == [("row_below_table", "ERROR", "A7")]


def test_blank_rows_are_passed_over_and_cells_keep_their_row() -> None:
    raw = book(an_account(), an_account("Boiler plant", loss_probability=0.5))
    table = raw.tables["tblAccounts"]
    rows = [table.rows[0], [None] * len(table.headers), [""] * len(table.headers), table.rows[1]]
    parsed = parse(RawBook({**raw.tables, "tblAccounts": dataclasses.replace(table, rows=rows)}, raw.cells))
    assert len(parsed.portfolio.accounts) == 2
    assert parsed.location(1).cell == "A9"


def test_a_lost_column_is_named_with_its_table() -> None:
    raw = book(an_account())
    table = raw.tables["tblAccounts"]
    place = table.headers.index("Headroom a year")
    rows = [[*row[:place], *row[place + 1 :]] for row in table.rows]
    headers = (*table.headers[:place], *table.headers[place + 1 :])
    lost = dataclasses.replace(table, headers=headers, rows=rows)
    with pytest.raises(MissingColumn, match="Headroom a year") as caught:
        parse(RawBook({**raw.tables, "tblAccounts": lost}, raw.cells))
    assert caught.value.exit_code == 3


def test_a_book_without_our_table_is_not_ours() -> None:
    with pytest.raises(NotAKamWorkbook):
        parse(RawBook({"Sheet1": RawTable("Sheet1", "Sheet1", ("a",), [])}))


def test_named_cells_are_read_and_checked() -> None:
    raw = book(an_account(), margin_plan=30.0, hours=120.0, manager="Anna")
    cells = {**raw.cells, "hours": RawCell("a lot", "Start", "B8")}
    parsed = parse(RawBook(raw.tables, cells))
    assert (parsed.portfolio.setup.margin_plan, parsed.portfolio.setup.hours) == (30.0, None)
    assert flat(parsed) == [("cell_text_for_number", "ERROR", "B8")]


def test_a_number_changed_on_the_policy_sheet_counts_and_is_drift() -> None:
    raw = book(an_account())
    cells = {
        **raw.cells,
        "entry_points": RawCell(60.0, "Policy", "B12"),
        "core_lever_terms": RawCell(1.0, "Policy", "E40"),
    }
    parsed = parse(RawBook(raw.tables, cells))
    assert parsed.policy.scoring.entry_points == 60
    assert parsed.policy.levers[5].core is True
    assert flat(parsed) == [("policy_cell_changed", "WARNING", "B12"), ("policy_cell_changed", "WARNING", "E40")]


def test_another_policy_may_judge_the_book() -> None:
    strict = dataclasses.replace(
        default_policy(), scoring=dataclasses.replace(default_policy().scoring, entry_points=99)
    )
    assert parse(book(an_account()), strict).policy.scoring.entry_points == 99
