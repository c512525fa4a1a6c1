"""What each sheet shows, and in which order; what Start asks of the head."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from kam_xl.exchange.report.rows import rows_of
from kam_xl.exchange.report.sheets import AGAINST, KEYS, OVERVIEW, SERVED
from kam_xl.exchange.report.start import asked_first
from kam_xl.exchange.team_frames import frames
from kam_xl.exchange.team_view import TeamView
from tests.support.team_views import empty_view, row_of

ANNA = {"manager": "Anna", "book_id": "b1"}
BORIS = {"manager": "Boris", "book_id": "b2"}
DAY = dt.date(2026, 1, 22)


def view_of(**rows: list[Any]) -> TeamView:
    empty = empty_view()
    return replace(empty, tables={**empty.tables, **rows})


def account(who: dict[str, str], name: str, **cells: Any) -> Any:
    flags = {"company_key": False, "manager_key": False, "on_record": False}
    return row_of("accounts", **who, **{"account_id": name, "account": name, "points": 50.0, **flags, **cells})


def shown(sheet: Any, view: TeamView, column: str = "account") -> list[Any]:
    return list(rows_of(sheet, frames(view), view)[column])


def test_who_is_over_the_limit_stands_first_then_who_is_not_confirmed() -> None:
    view = view_of(books=[
        row_of("books", manager="fine", book_id="1", record_over=-3, plan_confirmed=DAY),
        row_of("books", manager="open", book_id="2", record_over=0),
        row_of("books", manager="over by 1", book_id="3", record_over=1, plan_confirmed=DAY),
        row_of("books", manager="over by 2", book_id="4", record_over=2),
        row_of("books", manager="as fine", book_id="5", record_over=None, plan_confirmed=DAY),
    ])  # fmt: skip
    assert shown(OVERVIEW, view, "manager") == ["over by 2", "over by 1", "open", "fine", "as fine"]


def test_only_accounts_that_are_key_for_somebody_are_shown_by_book_and_points() -> None:
    view = view_of(accounts=[
        account(BORIS, "low", manager_key=True, points=46.0), account(BORIS, "plain"),
        account(ANNA, "company", company_key=True, points=80.0), account(BORIS, "high", manager_key=True, points=70.0),
        account(ANNA, "record", on_record=True), account(ANNA, "key", manager_key=True, on_record=True),
    ])  # fmt: skip
    assert shown(KEYS, view) == ["high", "low", "key", "company", "record"]
    assert shown(KEYS, view, "standing") == ["enters", "enters", "agree", "company", "leaves"]


def test_a_key_account_gets_its_dossier_roles_and_signature_from_its_own_book() -> None:
    one = {"account_id": "a", "account": "Same"}
    view = view_of(
        accounts=[account(who, "Same", account_id="a", on_record=True) for who in (ANNA, BORIS)],
        keys=[
            row_of("keys", **ANNA, **one, complete=0.25, required=4, covered=1, signature="signed"),
            row_of("keys", **BORIS, **one, complete=0.75, required=0, covered=0, signature="changed"),
        ],
    )
    assert shown(KEYS, view, "complete") == [0.25, 0.75]
    assert shown(KEYS, view, "signature") == ["signed", "changed"]
    roles = rows_of(KEYS, frames(view), view)["role_coverage"]
    assert roles[0] == 0.25
    assert roles.isna()[1]


def test_the_rest_is_what_is_key_for_the_company_only_or_served_by_others() -> None:
    view = view_of(accounts=[
        account(ANNA, "both", company_key=True, manager_key=True), account(ANNA, "rest", company_key=True),
        account(ANNA, "own", manager_key=True, served_by="head"), account(ANNA, "served", served_by="service"),
        account(ANNA, "unknown", company_key=True, manager_key=None),
    ])  # fmt: skip
    assert shown(SERVED, view) == ["rest", "served", "unknown"]
    assert shown(SERVED, view, "hours_freed") == [0, view.policy.capacity.hours_per_account, 0]


def test_any_of_three_things_works_against_the_seller() -> None:
    view = view_of(accounts=[
        account(ANNA, "pay", lower_pay=True), account(ANNA, "goods", reserved_goods=True),
        account(ANNA, "priority", forced_priority=True), account(ANNA, "none", lower_pay=False), account(ANNA, "blank"),
    ])  # fmt: skip
    assert shown(AGAINST, view) == ["pay", "goods", "priority"]


def test_start_counts_what_asks_for_the_head() -> None:
    view = view_of(
        books=[
            row_of("books", **ANNA, record_over=1, plan_confirmed=DAY, policy_drift=True),
            row_of("books", **BORIS, record_over=0),
        ],
        claims=[row_of("claims", **who, claim=claim) for claim in ("x", "y") for who in (ANNA, BORIS)],
        keys=[row_of("keys", **ANNA, signature=one) for one in ("signed", "changed", "unsigned", "to_stamp")],
        arrivals=[row_of("arrivals", kind=one) for one in ("current", "refused", "refused", "refused")],
        late=[row_of("late", **BORIS, days=40)],
        actions=[row_of("actions", **ANNA, state=one) for one in ("overdue", "planned")],
        findings=[row_of("findings", severity=one) for one in ("error", "error", "warning")],
    )
    counts = dict.fromkeys(("arrivals", "late", "claims", "overview", "keys", "actions", "findings", "plan_years"), 1)
    found = {one.key: one.count for one in asked_first(frames(view), {**counts, "against": 7})}
    assert found == {
        "nobody": 0, "refused": 3, "late": 1, "claims": 2, "over": 1, "unconfirmed": 1, "unsigned": 2, "overdue": 1,
        "against": 7, "drift": 1, "errors": 2,
    }  # fmt: skip
    without_plans = {one.key for one in asked_first(frames(view), {"keys": 1, "overview": 1, "arrivals": 1})}
    assert without_plans == {"nobody", "refused", "over", "unconfirmed", "drift"}
