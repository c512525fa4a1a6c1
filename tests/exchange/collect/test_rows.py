"""Rows of a book say what the commands say of it, and stand where their figures stand in the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest

from kam_xl.commands.registry import COMMANDS
from kam_xl.commands.task import Task
from kam_xl.demo import DEMO_AS_OF
from kam_xl.excel.reading import read_data
from kam_xl.exchange.digest import Digest
from kam_xl.exchange.team_tables import BOOK_TABLES
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.sheets.parse import parse
from tests.exchange.collect.books import MANAGERS, all_named, by, judged, packed, team, team_files
from tests.factories import default_policy, without_tool

BOOKS = [(lang, i) for lang in LANGUAGES for i in range(MANAGERS)]


@cache
def book(lang: Lang, i: int) -> Digest:
    name, data = list(team_files(lang).items())[i]
    return judged(data, name)


def rows(table: str, lang: Lang, i: int) -> list[dict[str, Any]]:
    return all_named(table, book(lang, i).rows)


def command(name: str, lang: Lang, i: int) -> Any:
    parsed = parse(read_data(list(team_files(lang).values())[i], "book"))
    return COMMANDS[name].function()(Task(parsed, DEMO_AS_OF, lang)).data


def pick(row: dict[str, Any], *keys: str) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_accounts_are_those_of_qualify(lang: Lang, i: int) -> None:
    keys = (
        "account",
        "points",
        "influence",
        "stake",
        "verdict",
        "rank",
        "manager_key",
        "company_key",
        "on_record",
        "assumed",
    )
    wanted = [pick(one, *keys) for one in command("qualify", lang, i)]
    assert sorted(pick(one, *keys) for one in rows("accounts", lang, i)) == sorted(wanted)


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_the_book_stands_to_its_limit_as_cap_says(lang: Lang, i: int) -> None:
    keys = ("manager", "limit", "cap", "hours_limit", "qualifying", "over", "on_record", "record_over")
    (row,) = rows("books", lang, i)
    assert pick(row, *keys) == pick(command("cap", lang, i), *keys)


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_dossiers_are_those_of_dossier(lang: Lang, i: int) -> None:
    told = command("dossier", lang, i)
    figures = ("mandatory", "answered", "completeness", "freshness")
    wanted = [(one["account"], *pick(one, *figures)) for one in told["accounts"]]
    keys = ("account", "mandatory", "answered", "complete", "fresh")
    assert [pick(one, *keys) for one in rows("keys", lang, i)] == wanted
    groups = [(one["account"], group["id"], group["name"], *pick(group, *figures))
              for one in told["accounts"] for group in one["groups"]]  # fmt: skip
    of_group = ("account", "group", "group_name", "mandatory", "answered", "complete", "fresh")
    assert [pick(one, *of_group) for one in rows("dossier", lang, i)] == groups
    (whole,) = rows("books", lang, i)
    assert pick(whole, "dossier_complete", "dossier_fresh") == pick(told["total"], "completeness", "freshness")


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_coverage_is_that_of_center(lang: Lang, i: int) -> None:
    wanted = [
        (one["account"], role["role"], role["name"], role["hold"], ", ".join(role["people"]))
        for one in command("center", lang, i)
        for role in one["roles"]
        if role["required"]
    ]
    keys = ("account", "role", "role_name", "hold", "people")
    found = rows("coverage", lang, i)
    assert [pick(one, *keys) for one in found] == wanted
    (whole,) = rows("books", lang, i)
    assert whole["roles_required"] == len(wanted)
    assert whole["roles_covered"] == sum(one["hold"] == "covered" for one in found)


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_plans_are_those_of_plan(lang: Lang, i: int) -> None:
    told = command("plan", lang, i)
    figures = ("year", "potential", "sales", "margin", "extra_margin", "budget", "net")
    wanted = [(one["account"], *pick(year, *figures)) for one in told for year in one["years"] if one["base_year"]]
    keys = ("account", "year", "potential", "sales", "margin", "extra", "budget", "result")
    assert [pick(one, *keys) for one in rows("plan_years", lang, i)] == wanted
    with_plan = {one["account"]: one for one in rows("keys", lang, i) if one["signature"]}
    for one in told:
        if one["account"] in with_plan:
            row = with_plan[one["account"]]
            assert pick(row, "extra_margin", "budget") == pick(one, "extra_margin", "budget")
            assert row["low_result"] == one["low_case"]["result"]
            assert row["signature"] == one["signature"]
            assert (row["signed_on"].isoformat() if row["signed_on"] else None) == one["signed"]


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_months_are_those_of_roll(lang: Lang, i: int) -> None:
    told = command("roll_down", lang, i)
    wanted = [
        (one["account"], year["year"], month["month"], month["plan"], month["fact"])
        for one in told
        for year in one["years"]
        for month in year["months"]
    ]
    keys = ("account", "year", "month", "plan", "fact")
    assert [pick(one, *keys) for one in rows("plan_months", lang, i)] == wanted


def test_the_worked_plan_gives_its_worked_figures() -> None:
    keys = {one["account"]: one for i in range(MANAGERS) for one in rows("keys", "en", i) if one["signature"]}
    worked = [one for one in keys.values() if one["low_result"] == pytest.approx(-1.02, abs=0.005)]
    assert [(round(one["budget"], 2), round(one["extra_margin"], 2)) for one in worked] == [(9.69, 14.67)]


@pytest.mark.parametrize(("lang", "i"), BOOKS)
def test_every_row_is_as_its_table_says_and_leads_to_a_filled_cell(lang: Lang, i: int) -> None:
    name, data = list(team_files(lang).items())[i]
    sheets = openpyxl.load_workbook(io.BytesIO(data), read_only=False, data_only=True)
    for table in BOOK_TABLES:
        for row in all_named(table.name, book(lang, i).rows):
            assert row["source"] == name
            content = sheets[row["sheet"]][row["cell"]].value
            assert content is not None, (table.name, row["sheet"], row["cell"])
            if table.name in ("accounts", "keys", "plan_years", "plan_months"):
                assert content == row["account"]


def test_an_action_leads_to_its_own_cell() -> None:
    for i in range(MANAGERS):
        data = list(team_files("ru").values())[i]
        sheets = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        for row in rows("actions", "ru", i):
            assert sheets[row["sheet"]][row["cell"]].value == row["action"]


def test_a_tool_that_is_switched_off_gives_no_rows() -> None:
    found = judged(packed(team()[0], without_tool("plan")), company=by(without_tool("plan")))
    assert not found.rows["plan_years"]
    assert not found.rows["actions"]
    assert not found.rows["effect"]
    assert {one["signature"] for one in all_named("keys", found.rows)} == {""}
    assert found.rows["dossier"]


def test_hours_freed_are_those_of_clients_whom_somebody_else_serves() -> None:
    (row,) = rows("books", "en", 0)
    served = [one for one in rows("accounts", "en", 0) if one["served_by"] and not one["manager_key"]]
    assert row["served_rest"] == len(served) > 0
    assert row["hours_freed"] == len(served) * default_policy().capacity.hours_per_account
    assert row["hours_used"] == row["on_record"] * default_policy().capacity.hours_per_account


def test_a_book_is_judged_by_the_companys_policy_whatever_it_carries() -> None:
    strict = replace(default_policy(), scoring=replace(default_policy().scoring, entry_points=99.0, exit_points=98.0))
    data = packed(team()[0])
    found = judged(data, company=by(strict))
    (row,) = all_named("books", found.rows)
    assert (row["key_accounts"], row["policy_drift"]) != (0, False)
    assert row["policy_drift"] is True
    assert row["qualifying"] < all_named("books", judged(data).rows)[0]["qualifying"]
    assert found.judged.policy == by(strict).print
