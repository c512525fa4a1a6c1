"""What programs and people left of a book's shape is told: tables that stand twice, cells that cannot be found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook, RawTable
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, an_account, default_policy


def book(lang: Lang = "en") -> RawBook:
    portfolio = replace(a_portfolio(an_account("One"), an_account("Two")), lang=lang)
    return render(assess(portfolio, default_policy(), AS_OF))


def twice(second: RawTable) -> list[Finding]:
    raw = book()
    return [one for one in parse(replace(raw, second=(second,))).findings if one.code == "table_twice"]


def with_values(**values: object) -> RawTable:
    """Return the accounts on another sheet, in another order of columns, with values in the second row."""
    table = book().tables["tblAccounts"]
    keys = [schema.column_key("tblAccounts", text) or "" for text in table.headers]
    rows = [list(row) for row in table.rows]
    for key, value in values.items():
        rows[1][keys.index(key)] = value  # type: ignore[call-overload]
    return replace(
        table, sheet="Copy", headers=table.headers[::-1], rows=[row[::-1] for row in rows], first_row=9, first_column=2
    )


def test_a_copy_is_a_warning_with_both_sheets_and_the_first_row_that_only_it_has() -> None:
    (finding,) = twice(with_values(margin=99.0))
    assert finding.severity is Severity.WARNING
    assert finding.where == Location("Copy", "B11")
    assert finding.params == {"sheet": "Accounts", "second": "Copy", "n": 1}


def test_a_copy_with_the_same_rows_points_at_its_header_whatever_its_formulas_gave() -> None:
    (finding,) = twice(with_values(points=1.0, verdict="something"))
    assert (finding.where.cell, finding.params["n"]) == ("B9", 0)


def test_a_blank_row_of_a_copy_is_no_row() -> None:
    copy = with_values()
    (finding,) = twice(replace(copy, rows=[*copy.rows, [None] * len(copy.headers)]))
    assert finding.params["n"] == 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", schema.START_INPUTS)
def test_a_cell_of_start_that_is_nowhere_is_a_warning(name: str, lang: Lang) -> None:
    raw = book(lang)
    cells = {key: cell for key, cell in raw.cells.items() if key != name}
    (finding,) = parse(replace(raw, cells=cells)).findings
    assert (finding.code, finding.severity) == ("cell_lost", Severity.WARNING)
    assert finding.where == Location(schema.sheet_name("start", lang))
    assert finding.params == {"label": schema.cell_label(name)}


def test_settings_are_read_by_their_headers() -> None:
    raw = book()
    table = raw.tables["tblKam"]
    turned = replace(table, headers=("Mine", "value", "key"), rows=[["x", value, key] for key, value in table.rows])
    assert parse(replace(raw, tables={**raw.tables, "tblKam": turned})).portfolio == parse(raw).portfolio
