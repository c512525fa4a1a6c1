"""The calculated sheets of the dossier and the buying center: what they show, and what goes with a switch."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from kam_xl.build.visit_sheet import MOST
from kam_xl.build.workbook import build
from kam_xl.excel.reading import read_data
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Portfolio, Setup
from kam_xl.model_tasks import Tasks
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from tests.factories import AS_OF, an_account, default_policy, without_tool
from tests.factories_tasks import ACCOUNT, a_member, ago, an_answer
from tests.support.typed_tasks import two_sets

TASKS = Tasks(
    answers=(an_answer("size"), an_answer("budget", as_of=ago(400)), an_answer("size", account="Nobody")),
    members=(
        a_member("Ivanov", role="decider"),
        a_member("Sidorov", role="economic", last_contact=None, attitude=-1.0),
        a_member("Petrov", role="economic", last_contact=None, next_date=None, attitude=-1.0),
        a_member("Gone", role="user", state="left"),
    ),
)


def book(
    policy: Policy | None = None, tasks: Tasks = TASKS, lang: Lang = "en", others: int = 0, **setup: str
) -> PortfolioAssessment:
    """Return a judged book with the key account, and so many others that are key too."""
    names = [ACCOUNT, *(f"Other {i}" for i in range(others))]
    accounts = tuple(replace(an_account(name), key_since=ago(200)) for name in names)
    typed = Setup("Anna", margin_plan=30.0, as_of_fixed=AS_OF, **setup)  # type: ignore[arg-type]
    return assess(Portfolio("b1", lang, typed, accounts, tasks=tasks), policy or two_sets(), AS_OF)


def cells(whole: PortfolioAssessment, sheet: str) -> list[list[Any]]:
    """Return what the rows of a sheet show."""
    workbook = load_workbook(io.BytesIO(build(whole)), data_only=True)
    title = schema.sheet_name(sheet, whole.portfolio.lang)
    return [[cell or "" for cell in row] for row in workbook[title].iter_rows(values_only=True)]


def row_of(rows: list[list[Any]], first: str) -> list[Any]:
    """Return the first row that begins with a text."""
    return next(row for row in rows if row[0] == first)


def test_coverage_shows_shares_by_group_and_a_dash_where_the_set_has_no_such_questions() -> None:
    # Mandatory are size and why_key (facts), budget and limits (money); `empty` has no questions.
    assert row_of(cells(book(), "coverage"), ACCOUNT)[1:6] == [0.5, 0.5, 0.5, 0.5, "–"]


def test_the_visit_asks_what_is_missing_before_what_is_stale_and_names_who_can_answer() -> None:
    lines = [row for row in cells(book(), "visit") if isinstance(row[0], int | float) and row[0]]
    assert [(row[2], row[3], row[5]) for row in lines] == [
        ("About why_key", "missing", "we find out ourselves"),
        ("About limits", "missing", "Sidorov (+1)"),
        ("About budget", "stale", "Sidorov (+1)"),
    ]
    assert lines[2][4].date() == ago(400 - 91)


def test_a_role_that_nobody_holds_is_named_for_the_question() -> None:
    lines = [row for row in cells(book(tasks=Tasks()), "visit") if row[2] == "About limits"]
    assert lines[0][5] == "nobody yet: economic"


def test_a_client_who_is_not_on_record_has_an_empty_page_that_says_so() -> None:
    rows = cells(book(visit_client="Nobody"), "visit")
    assert any("no key account on record" in row for row in rows)
    assert not [row for row in rows if isinstance(row[0], int | float) and row[0]]


def test_questions_beyond_the_page_are_counted() -> None:
    policy = default_policy()
    mandatory = sum(one.mandatory for one in policy.dossier.sets[0].questions)
    rows = cells(book(policy, Tasks()), "visit")
    assert any(str(row[1]).endswith(f": {mandatory - MOST}") for row in rows)


def test_the_role_map_tells_covered_named_and_missing_roles_and_what_follows() -> None:
    # decider covered, economic only named, user empty though required, coach not required.
    found = row_of(cells(book(), "roles_map"), ACCOUNT)
    assert found[1:5] == ["✓", "○", "!", "·"]
    assert found[5:11] == [0.333333, -0.333333, 3, 1, 2, "! Ivanov"]


def test_people_at_one_point_of_the_picture_share_one_label() -> None:
    workbook = load_workbook(io.BytesIO(build(book())), data_only=True)
    labels = [str(row[0].value or "") for row in workbook["_matrix"]["V2:V5"]]
    assert labels == ["Ivanov, decider", "Sidorov, economic\nPetrov, economic", "", ""]


@pytest.mark.parametrize("sheet", ["coverage", "roles_map"])
def test_every_key_account_on_record_has_a_row_even_above_the_ceiling(sheet: str) -> None:
    rows = cells(book(others=17), sheet)
    assert {f"Other {i}" for i in range(17)} <= {row[0] for row in rows}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("tool", "cell"), [("dossier", "visit_client"), ("buying_center", "map_client")])
def test_a_switched_off_task_takes_its_cells_along_and_the_book_still_reads(tool: str, cell: str, lang: Lang) -> None:
    whole = book(without_tool(tool), lang=lang)
    raw = read_data(build(whole), "book")
    assert cell not in raw.cells
    assert parse(raw).portfolio.setup.margin_plan == 30.0


def test_the_chosen_clients_come_back_from_the_book() -> None:
    whole = book(visit_client=ACCOUNT, map_client=ACCOUNT)
    setup = parse(read_data(build(whole), "book")).portfolio.setup
    assert (setup.visit_client, setup.map_client) == (ACCOUNT, ACCOUNT)
