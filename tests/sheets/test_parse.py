"""What cannot be read in a book is a finding with its cell, and counts as blank; nothing else is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kam_xl.errors import DamagedWorkbook, MissingColumn, NotAKamWorkbook
from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.model import Account, Portfolio, Proposal, Setup
from kam_xl.policy import CRITERIA
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.raw import CellError, RawBook, RawCell, RawTable, Value, column_letters
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_policy, an_account, assessed, default_policy, without_tool


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
        ("headroom", 1.7e308, "cell_too_large"),
        ("margin", CellError("#N/A"), "cell_error"),
        ("evidence", CellError("#REF!"), "cell_error"),
        ("margin", dt.date(2026, 5, 1), "cell_date_for_number"),
        ("large", dt.datetime(1900, 1, 2), "cell_date_for_number"),
        ("penetration", dt.time(12), "cell_date_for_number"),
        ("evidence_date", "in June", "cell_not_a_date"),
        ("evidence_date", 0.0, "cell_not_a_date"),
        ("key_since", 0.5, "cell_not_a_date"),
        ("key_since", -3.0, "cell_not_a_date"),
        ("confirmed", 3e6, "cell_not_a_date"),
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


def in_order(*keys: str) -> Parsed:
    """Read a book whose table of clients has these columns only, in this order; unknown keys are a person's own."""
    raw = book(an_account())
    table = raw.tables["tblAccounts"]
    old = [schema.column_key("tblAccounts", text) for text in table.headers]
    rows = [[row[old.index(key)] if key in old else "mine" for key in keys] for row in table.rows]
    return parse(RawBook({**raw.tables, "tblAccounts": dataclasses.replace(table, headers=keys, rows=rows)}, raw.cells))


KEYS = [column.key for column in schema.ACCOUNTS.columns]


@pytest.mark.parametrize("group", ["co_", "", "lever_", "steps"])
def test_columns_that_formulas_take_as_a_range_stay_side_by_side(group: str) -> None:
    keys = schema.STEP_KEYS if group == "steps" else tuple(f"{group}{id}" for id in CRITERIA)
    keys = schema.LEVER_KEYS if group == "lever_" else keys
    first = KEYS.index(keys[0])
    swapped = [*KEYS[:first], keys[1], keys[0], *KEYS[first + 2 :]]
    split = [*KEYS[: first + 3], "My own column", *KEYS[first + 3 :]]
    away = [keys[5], *(key for key in KEYS if key != keys[5])]
    for order in (swapped, split, away):
        parsed = in_order(*order)
        assert [(one.code, one.severity) for one in parsed.findings] == [("columns_moved", Severity.WARNING)]
        assert parsed.findings[0].where.sheet == "Accounts"
        assert parsed.portfolio.accounts == (an_account(),)
        for lang in LANGUAGES:
            names = ", ".join(schema.header(schema.ACCOUNTS, schema.ACCOUNTS.column(key), lang) for key in keys)
            assert names in parsed.findings[0].remedy(lang)
    assert in_order(*split).findings[0].where.cell == f"{column_letters(first + 5)}5"


def test_other_columns_and_whole_groups_move_freely() -> None:
    first = KEYS.index("lever_assortment")
    assert in_order("My own column", *KEYS[first:], *KEYS[:first]).findings == ()
    reviews = ["last_review", "margin", *(key for key in KEYS if key not in ("last_review", "margin"))]
    assert in_order(*reviews).findings == ()


def test_a_book_built_without_a_tool_is_judged_by_a_policy_with_it() -> None:
    account = an_account(served_by="head", lower_pay=True)
    for tool in ("serves_rest", "works_against_seller", "imports"):
        without = without_tool(tool)
        raw = render(assess(Portfolio("b1", "en", Setup(), (account,)), without, AS_OF))
        parsed = parse(raw, default_policy())
        assert parsed.findings == ()
        assert parsed.policy == default_policy()
        assert parsed.built_policy == without
        off = {column.key: parsed.location(0, column.key) for column in schema.ACCOUNTS.columns if column.tool == tool}
        assert all(where.cell == "A6" for where in off.values())
        [found] = parsed.portfolio.accounts
        assert found.served_by == ("" if tool == "serves_rest" else "head")
        assert found.lower_pay is (None if tool == "works_against_seller" else True)


def test_what_is_typed_is_read_whatever_the_given_policy_switches_off() -> None:
    account = an_account(served_by="head", lower_pay=True)
    proposal = Proposal("p1", account.account, "large", 2.0, "sold 5", "sales.csv", AS_OF)
    raw = render(assess(Portfolio("b1", "en", Setup(), (account,), (proposal,)), default_policy(), AS_OF))
    for tool in ("serves_rest", "works_against_seller", "imports"):
        portfolio = parse(raw, without_tool(tool)).portfolio
        assert portfolio.accounts == (account,)
        assert portfolio.proposals == (proposal,)


def test_a_lost_column_of_proposals_is_missed_only_where_both_policies_have_imports() -> None:
    proposal = Proposal("p1", "Armatura", "large", 2.0, "sold 5", "sales.csv", AS_OF)
    raw = render(assess(Portfolio("b1", "en", Setup(), (), (proposal,)), default_policy(), AS_OF))
    table = raw.tables["tblProposals"]
    for place, lost in enumerate(schema.PROPOSALS.columns):
        cut = dataclasses.replace(
            table,
            headers=(*table.headers[:place], *table.headers[place + 1 :]),
            rows=[[*row[:place], *row[place + 1 :]] for row in table.rows],
        )
        less = RawBook({**raw.tables, "tblProposals": cut}, raw.cells)
        with pytest.raises(MissingColumn):
            parse(less)
        [found] = parse(less, without_tool("imports")).portfolio.proposals
        assert getattr(found, lost.key) in ("", None)
        assert found.account == ("" if lost.key == "account" else "Armatura")


def test_a_value_typed_over_a_formula_is_named_with_its_cell() -> None:
    raw = book(an_account())
    table = raw.tables["tblAccounts"]
    verdict, margin = KEYS.index("verdict"), KEYS.index("margin")
    over = dataclasses.replace(table, typed_over=((0, verdict), (0, margin)))
    parsed = parse(RawBook({**raw.tables, "tblAccounts": over}, raw.cells))
    assert flat(parsed) == [("formula_typed_over", "WARNING", table.cell(0, verdict))]


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


def on_the_policy_sheet(**numbers: Value) -> Parsed:
    """Read a book in which named cells of the Policy sheet hold these values."""
    raw = book(an_account())
    cells = {name: RawCell(value, "Policy", name) for name, value in numbers.items()}
    return parse(RawBook(raw.tables, {**raw.cells, **cells}))


def test_the_policy_that_the_book_was_built_with_is_kept_beside_the_one_that_counts() -> None:
    parsed = on_the_policy_sheet(entry_points=60.0)
    assert parsed.policy.scoring.entry_points == 60
    assert parsed.built_policy == default_policy()
    assert parse(book(an_account()), a_policy(scoring={"entry_points": 99})).built_policy == default_policy()
    raw = book(an_account())
    bare = RawBook({name: table for name, table in raw.tables.items() if name != "tblKam"}, raw.cells)
    assert parse(bare, default_policy()).built_policy is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cap", 16.0),
        ("cap", 0.0),
        ("cap", 7.5),
        ("hours_per_account", 0.0),
        ("hours_per_account", -1.0),
        ("share_for_key", 0.0),
        ("stake_share", 1.5),
        ("weight_large", -5.0),
        ("core_min", 4.0),
        ("core_lever_terms", 2.0),
        ("entry_points", float("nan")),
        ("entry_points", float("inf")),
    ],
)
def test_a_number_that_no_policy_may_hold_is_an_error_and_the_built_one_counts(name: str, value: float) -> None:
    parsed = on_the_policy_sheet(**{name: value})
    assert parsed.policy == default_policy()
    assert flat(parsed) == [("policy_cell_out_of_range", "ERROR", name)]
    assess(parsed.portfolio, parsed.policy, AS_OF)


@pytest.mark.parametrize(
    "numbers",
    [
        {"weight_large": 90.0},
        {"weight_lever_terms": 0.5},
        {"points_criteria": 10.0},
        {"entry_points": 20.0, "exit_points": 30.0},
        {f"core_lever_{id}": 0.0 for id in ("assortment", "volume", "order", "defence")},
    ],
)
def test_numbers_that_contradict_one_another_are_errors_and_the_built_ones_count(numbers: dict[str, Value]) -> None:
    parsed = on_the_policy_sheet(**numbers)
    assert parsed.policy == default_policy()
    assert flat(parsed) == [("policy_cells_disagree", "ERROR", name) for name in numbers]
    for lang in LANGUAGES:
        assert all(len(finding.in_(lang)) > 100 for finding in parsed.findings)


def test_weights_changed_together_to_the_same_sum_are_drift_only() -> None:
    weights = {one.id: one.weight for one in default_policy().criteria}
    parsed = on_the_policy_sheet(weight_large=weights["large"] + 1, weight_loyal=weights["loyal"] - 1)
    assert [one.code for one in parsed.findings] == ["policy_cell_changed"] * 2
    assert parsed.policy.criteria[0].weight == weights["large"] + 1


def test_hidden_settings_with_a_number_that_no_policy_may_hold_are_damage() -> None:
    raw = render(assess(Portfolio("b1", "en", Setup(), ()), a_policy(capacity={"cap": 16}), AS_OF))
    with pytest.raises(DamagedWorkbook):
        parse(raw)


def test_another_policy_may_judge_the_book() -> None:
    strict = dataclasses.replace(
        default_policy(), scoring=dataclasses.replace(default_policy().scoring, entry_points=99)
    )
    assert parse(book(an_account()), strict).policy.scoring.entry_points == 99


def test_a_column_that_an_earlier_schema_did_not_have_may_be_missing() -> None:
    raw = render(assessed(an_account(folder="Key accounts/Armatura")))
    table = raw.tables["tblAccounts"]
    place = table.headers.index("Folder")
    cut = [tuple(cell for i, cell in enumerate(row) if i != place) for row in table.rows]
    headers = tuple(header for i, header in enumerate(table.headers) if i != place)
    earlier = dataclasses.replace(
        raw, tables={**raw.tables, "tblAccounts": dataclasses.replace(table, headers=headers, rows=cut)}
    )
    assert [one.folder for one in parse(earlier).portfolio.accounts] == [""]
