"""What is written into an open workbook: only what changes, in few areas, in the right rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kam_xl.commands.blocks import Block, blocks
from kam_xl.excel.changes import Area, Formula, plan, position, rectangles
from kam_xl.model import Portfolio
from kam_xl.model_tasks import NO_TASKS, Answer, Member, Tasks
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook, column_letters
from kam_xl.sheets.render import render
from tests.factories import AS_OF, an_account, assessed, equal_accounts

WHOLE = assessed(*equal_accounts(4))
RAW = render(WHOLE)


def rows_of(raw: RawBook) -> Mapping[str, Sequence[int]]:
    return parse(raw).records


def planned(after: Portfolio, raw: RawBook = RAW) -> tuple[Area, ...]:
    changes = blocks(WHOLE.portfolio, after, WHOLE.policy)
    return tuple(area for area in plan(raw, changes, rows_of(raw), [], "en").areas if area.sheet != "Findings")


def test_a_changed_cell_is_one_area_in_its_row_and_column() -> None:
    accounts = list(WHOLE.portfolio.accounts)
    accounts[2] = replace(accounts[2], key_since=AS_OF)
    (area,) = planned(replace(WHOLE.portfolio, accounts=tuple(accounts)))
    table = RAW.tables["tblAccounts"]
    keys = [schema.column_key("tblAccounts", header) for header in table.headers]
    assert (area.sheet, area.top, area.left) == (table.sheet, table.first_row + 3, keys.index("key_since") + 1)
    assert area.rows == ((AS_OF,),)


def test_columns_that_people_reordered_are_found_by_their_headers() -> None:
    table = RAW.tables["tblAccounts"]
    order = list(range(len(table.headers)))[::-1]
    turned = replace(
        table, headers=tuple(table.headers[i] for i in order), rows=[[row[i] for i in order] for row in table.rows]
    )
    raw = replace(RAW, tables={**RAW.tables, "tblAccounts": turned})
    accounts = (replace(WHOLE.portfolio.accounts[0], low_reviews=2), *WHOLE.portfolio.accounts[1:])
    (area,) = planned(replace(WHOLE.portfolio, accounts=accounts), raw)
    keys = [schema.column_key("tblAccounts", header) for header in turned.headers]
    assert area.left == keys.index("low_reviews") + 1


def test_a_new_account_is_a_row_with_formulas_after_the_last_filled_one() -> None:
    after = replace(WHOLE.portfolio, accounts=(*WHOLE.portfolio.accounts, an_account("=New one")))
    found = plan(RAW, blocks(WHOLE.portfolio, after, WHOLE.policy), rows_of(RAW), [], "en")
    (resize,) = [one for one in found.resizes if one.table == "tblAccounts"]
    assert (resize.before, resize.after) == (4, 5)
    cells = [cell for area in found.areas if area.sheet == "Accounts" for cell in area.rows[0]]
    assert "=New one" in cells
    assert sum(isinstance(cell, Formula) for cell in cells) > 20


def test_a_new_record_fills_the_blank_row_of_an_empty_table_first() -> None:
    decisions = RAW.tables["tblDecisions"]
    blank = replace(decisions, rows=[[None] * len(decisions.headers)])
    raw = replace(RAW, tables={**RAW.tables, "tblDecisions": blank})
    found = plan(raw, [Block("tblDecisions", None, {"account": "A"})], rows_of(raw), [], "en")
    assert [one for one in found.resizes if one.table == "tblDecisions"] == []
    assert found.areas[0].top == decisions.first_row + 1


def test_new_changed_and_deleted_records_of_the_tasks_are_written_in_their_rows() -> None:
    answers = tuple(
        Answer(f"q{i}", "Client 00", question, "As it is") for i, question in enumerate(("size", "why_key"))
    )
    before = replace(WHOLE.portfolio, tasks=Tasks(answers, (Member("m1", "Client 00", "I. Belova"),)))
    raw = render(assess(before, WHOLE.policy, AS_OF))
    role = WHOLE.policy.center.roles[0]
    new = Answer("q9", "Client 01", "size", "=200 people", as_of=AS_OF)
    tasks = Tasks((*answers, new), (replace(before.tasks.members[0], role=role.id),))
    found = plan(raw, blocks(before, replace(before, tasks=tasks), WHOLE.policy), rows_of(raw), [], "en")
    (resize,) = [one for one in found.resizes if one.table == "tblDossier"]
    assert (resize.before, resize.after) == (2, 3)
    (row,) = [area for area in found.areas if area.sheet == "Dossier"]
    keys = [schema.column_key("tblDossier", header) for header in raw.tables["tblDossier"].headers]
    written = dict(zip(keys, row.rows[0], strict=False))
    assert row.top == raw.tables["tblDossier"].first_row + 3
    assert [written[key] for key in ("account", "question", "answer")] == ["Client 01", "size", "=200 people"]
    assert isinstance(written["state"], Formula)
    (cell,) = [area for area in found.areas if area.sheet == "Buying center"]
    assert cell.rows == ((role.name.en,),)
    (gone,) = [
        area
        for area in plan(
            raw, blocks(before, replace(before, tasks=NO_TASKS), WHOLE.policy), rows_of(raw), [], "en"
        ).areas
        if area.sheet == "Dossier"
    ]
    assert len(gone.rows) == 2
    assert {content for cells in gone.rows for content in cells} == {None}


def test_findings_shrink_to_what_is_left_and_a_remark_typed_under_them_is_not_touched() -> None:
    table = RAW.tables["tblFindings"]
    width = len(table.headers)
    full = replace(table, rows=[["x"] * width] * 3 + [["remark", *[None] * (width - 1)]], below=1)
    raw = replace(RAW, tables={**RAW.tables, "tblFindings": full})
    found = plan(raw, [], rows_of(raw), [{"severity": "note", "code": "a"}], "en")
    (resize,) = found.resizes
    assert (resize.before, resize.after, resize.typed) == (3, 1, 0)
    assert max(area.bottom for area in found.areas) == table.first_row + 3


def test_nothing_changed_writes_nothing() -> None:
    assert planned(WHOLE.portfolio) == ()


@given(st.integers(1, 9999), st.integers(1, 900))
def test_a_position_is_that_of_the_address(row: int, column: int) -> None:
    assert position(f"{column_letters(column)}{row}") == (row, column)


@given(st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 12)), st.integers(), max_size=60))
def test_rectangles_hold_every_cell_once_and_no_other(cells: dict[tuple[int, int], int]) -> None:
    found: dict[tuple[int, int], object] = {}
    for top, left, rows in rectangles(cells):
        for i, row in enumerate(rows):
            for k, cell in enumerate(row):
                assert (top + i, left + k) not in found
                found[top + i, left + k] = cell
    assert found == cells


def test_equal_rows_side_by_side_are_one_rectangle() -> None:
    cells = {(row, column): 0 for row in range(1, 101) for column in range(3, 6)}
    assert len(list(rectangles(cells))) == 1
