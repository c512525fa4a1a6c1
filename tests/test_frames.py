"""Frames of a team: every table in the right dtypes, and figures that a head could check by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from kam_xl import frames as api
from kam_xl.exchange.team_tables import TEAM_TABLES, team_table
from kam_xl.exchange.team_view import TeamView
from tests.support.team_views import empty_view, row_of, team_view

DTYPES = {
    "text": "string", "long_text": "string", "money": "float64", "share": "float64", "points": "float64",
    "count": "Int64", "date": "datetime64[s]", "moment": "datetime64[s, UTC]", "flag": "boolean", "code": "category",
}  # fmt: skip
ANNA = {"manager": "Anna", "book_id": "b1"}
BORIS = {"manager": "Boris", "book_id": "b2"}


def view_of(**rows: list[Any]) -> TeamView:
    """Return a view of Anna's and Boris's books, in euros and dollars, with these rows."""
    books = [row_of("books", **ANNA, currency="EUR"), row_of("books", **BORIS, currency="USD")]
    empty = empty_view()
    return replace(empty, tables={**empty.tables, "books": books, **rows})


def month(who: dict[str, str], number: int, plan: float, fact: float | None, account: str = "a1") -> Any:
    return row_of("plan_months", **who, account_id=account, year=2026, month=number, plan=plan, fact=fact)


@pytest.mark.parametrize("view", [team_view(), empty_view()], ids=["team", "empty"])
def test_every_table_has_its_columns_in_the_dtype_of_their_kind(view: TeamView) -> None:
    found = api.frames(view)
    assert list(found) == [one.name for one in TEAM_TABLES]
    for table in TEAM_TABLES:
        rows = found[table.name]
        assert list(rows) == list(table.keys)
        assert len(rows) == len(view.tables[table.name])
        assert {key: str(rows[key].dtype) for key in rows} == {one.key: DTYPES[one.kind] for one in table.columns}


def test_blanks_stay_blank_and_values_stay_what_they_are() -> None:
    moment = dt.datetime(2026, 5, 1, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    full = row_of(
        "books", **ANNA, received=moment, as_of=dt.date(2026, 5, 1), limit=9, hours=1.5, policy_drift=True, policy="1"
    )
    rows = api.frame(team_table("books"), [full, row_of("books", **BORIS)])
    assert rows["received"][0] == pd.Timestamp("2026-05-01 09:30", tz="UTC")
    assert rows["as_of"][0] == pd.Timestamp("2026-05-01")
    assert (rows["limit"][0], rows["hours"][0], bool(rows["policy_drift"][0])) == (9, 1.5, True)
    assert rows.loc[1, ["received", "as_of", "limit", "hours", "policy_drift"]].isna().all()
    assert rows["policy"][1] == ""


def test_days_that_a_nanosecond_could_not_hold_are_days() -> None:
    rows = api.frame(team_table("late"), [])
    assert rows.empty
    far = api.frame(team_table("actions"), [row_of("actions", **ANNA, due=dt.date(9999, 12, 31))])
    assert far["due"][0].year == 9999


def test_codes_stand_in_the_order_of_their_list_and_strange_ones_after_it() -> None:
    rows = api.frame(
        team_table("findings"), [row_of("findings", severity=one) for one in ("note", "odd", "error", "warning", "")]
    )
    assert list(rows.sort_values("severity")["severity"].dropna()) == ["error", "warning", "note", "odd"]
    assert rows["severity"].isna().sum() == 1


def test_units_that_differ_in_blanks_and_case_are_one() -> None:
    view = view_of(books=[row_of("books", **ANNA, currency="mln EUR"), row_of("books", **BORIS, currency=" MLN  eur ")])
    assert list(api.currencies(api.frames(view))) == ["mln EUR", "mln EUR"]


def test_money_of_two_units_is_not_added_up() -> None:
    def year(who: dict[str, str], number: int, sales: float) -> Any:
        return row_of("plan_years", **who, account_id="a", year=number, sales=sales, budget=1.0)

    view = view_of(plan_years=[year(ANNA, 2027, 5), year(ANNA, 2026, 3), year(ANNA, 2026, 4), year(BORIS, 2026, 9)])
    found = api.plan_by_year(api.frames(view))
    assert found[["currency", "manager", "year", "accounts", "sales", "budget"]].to_numpy().tolist() == [
        ["EUR", "Anna", 2026, 2, 7.0, 2.0],
        ["EUR", "Anna", 2027, 1, 5.0, 1.0],
        ["USD", "Boris", 2026, 1, 9.0, 1.0],
    ]


def test_the_gap_compares_facts_with_the_plan_of_the_accounts_that_have_facts() -> None:
    view = view_of(
        plan_months=[
            month(ANNA, 1, 10, 8),
            month(ANNA, 1, 20, None, "a2"),
            month(ANNA, 2, 30, None),
            month(ANNA, 4, 5, 7),
        ]
    )
    all_ = api.frames(view)
    months = api.plan_by_month(all_).set_index("month")
    assert list(months.index) == [pd.Timestamp(f"2026-0{number}-01") for number in (1, 2, 4)]
    january, february, _ = months[["plan", "plan_so_far", "fact", "gap"]].to_numpy().tolist()
    assert january == [30.0, 10.0, 8.0, -2.0]
    assert february == [30.0, *[pytest.approx(float("nan"), nan_ok=True)] * 3]
    quarters = api.plan_by_quarter(all_)
    assert quarters[["year", "quarter", "plan", "fact", "gap"]].to_numpy().tolist() == [
        [2026, 1, 60.0, 8.0, -2.0],
        [2026, 2, 5.0, 7.0, 2.0],
    ]


def test_months_and_quarters_of_the_example_add_up_to_the_plans() -> None:
    view = team_view()
    all_ = api.frames(view)
    plan = sum(row[team_table("plan_months").keys.index("plan")] for row in view.tables["plan_months"])
    assert api.plan_by_month(all_)["plan"].sum() == pytest.approx(plan)
    assert api.plan_by_quarter(all_)["plan"].sum() == pytest.approx(plan)
    books = all_["books"]
    now = api.plan_by_month(all_).query("year == 2026")
    # Months are rounded to hundredths one by one.
    assert now["fact"].sum() == pytest.approx(books["fact_now"].sum(), abs=0.1)
    assert now["gap"].sum() == pytest.approx(books["gap_now"].sum(), abs=0.1)


def test_open_actions_come_by_day_and_those_without_one_last() -> None:
    def action(code: str, due: dt.date | None, status: str, state: str) -> Any:
        return row_of("actions", **ANNA, account_id="a", code=code, due=due, status=status, state=state, budget=2.0)

    day = dt.date(2026, 3, 5)
    view = view_of(actions=[
        action("none", None, "", "undated"), action("later", dt.date(2026, 4, 1), "approved", "planned"),
        action("done", day, "done", "done"), action("dropped", day, "dropped", "dropped"),
        action("late", day, "draft", "overdue"), action("soon", dt.date(2026, 3, 30), "submitted", "soon"),
    ])  # fmt: skip
    all_ = api.frames(view)
    assert list(api.open_actions(all_)["code"]) == ["late", "soon", "later", "none"]
    assert api.actions_by_month(all_).to_numpy().tolist() == [
        ["EUR", pd.Timestamp("2026-03-01"), 2, 1, 4.0],
        ["EUR", pd.Timestamp("2026-04-01"), 1, 0, 2.0],
    ]


def test_a_manager_knows_as_much_as_all_his_accounts_together() -> None:
    def group(who: dict[str, str], account: str, id: str, answered: int, mandatory: int) -> Any:
        return row_of(
            "dossier", **who, account_id=account, account=account, group=id, group_name=id.title(), answered=answered,
            mandatory=mandatory, complete=answered / mandatory if mandatory else 1.0,
        )  # fmt: skip

    view = view_of(dossier=[
        group(ANNA, "x", "needs", 1, 4), group(ANNA, "y", "needs", 3, 4), group(ANNA, "y", "money", 0, 0),
        group(BORIS, "z", "money", 1, 2),
    ])  # fmt: skip
    all_ = api.frames(view)
    by_manager = api.dossier_by_manager(all_)
    assert by_manager.loc[("b1", "Anna"), "needs"] == 0.5
    assert by_manager.isna().sum().to_dict() == {"needs": 1, "money": 1}
    by_account = api.dossier_map(all_)
    assert list(by_account.index.get_level_values("account")) == ["x", "y", "z"]
    assert by_account["needs"].tolist()[:2] == [0.25, 0.75]
    assert api.names_of(all_, "dossier", "group") == {"needs": "Needs", "money": "Money"}


def test_the_coverage_map_says_covered_named_or_empty_and_leaves_other_roles_blank() -> None:
    def role(account: str, id: str, hold: str) -> Any:
        return row_of("coverage", **ANNA, account_id=account, account=account, role=id, role_name=id, hold=hold)

    view = view_of(coverage=[role("x", "buyer", "covered"), role("x", "user", "named"), role("y", "user", "empty")])
    found = api.coverage_map(api.frames(view))
    assert found.iloc[0].tolist() == [1.0, 0.5]
    assert found["user"].tolist() == [0.5, 0.0]
    assert found["buyer"].isna().tolist() == [False, True]


def test_the_effect_is_counted_from_sums_and_the_totals_of_books_are_kept_apart() -> None:
    def grew(account: str, months: int, *money: float) -> Any:
        keys = ("before", "after", "others_before", "others_after")
        return row_of("effect", **ANNA, account=account, months=months, **dict(zip(keys, money, strict=True)))

    view = view_of(effect=[grew("x", 6, 10, 12, 50, 50), grew("y", 6, 30, 40, 50, 60), grew("", 6, 40, 52, 100, 110)])
    all_ = api.frames(view)
    assert list(api.effect_by_account(all_)["account"]) == ["x", "y"]
    assert len(api.effect_by_manager(all_)) == 1
    total = api.effect_total(all_).iloc[0]
    assert (total["growth"], total["others_growth"]) == (pytest.approx(0.3), pytest.approx(0.1))
    assert total["lead"] == pytest.approx(0.2)


def test_managers_say_how_far_the_work_is_and_nothing_where_there_is_none() -> None:
    view = view_of(books=[
        row_of("books", **ANNA, currency="EUR", roles_required=4, roles_covered=1, plans=2, plans_signed=2),
        row_of("books", **BORIS, currency="EUR", roles_required=0, roles_covered=0, plans=0, plans_signed=0),
    ])  # fmt: skip
    found = api.managers(api.frames(view))
    assert (found["role_coverage"][0], found["plans_signed_share"][0]) == (0.25, 1.0)
    assert found.loc[1, ["role_coverage", "plans_signed_share"]].isna().all()


NOT_FIGURES = ("Frames", "frame", "frames", "names_of", "with_currency")


@pytest.mark.parametrize("name", [one for one in api.__all__ if one not in NOT_FIGURES])
def test_of_an_empty_team_every_figure_is_empty(name: str) -> None:
    assert getattr(api, name)(api.frames(empty_view())).empty
