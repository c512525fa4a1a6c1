"""The version of a plan: six digits that change with anything that changes the plan, whatever the order of rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kam_xl.model_tasks import Goal, Risk
from kam_xl.rules.plan_control import (
    ACTIONS,
    GOALS,
    IMPACT_CODES,
    PLANS,
    PRIME,
    RISKS,
    STATUS_CODES,
    number_code,
    text_code,
    version,
)
from kam_xl.rules.plan_rows import PlanRows
from tests.factories_plan import ACCOUNT, a_goal, a_plan, an_action, maybe_money, rows_of, whole_plans, worked_plan

WORKED_VERSION = 943760
"""Signed plans hold their version for years: a change of the rule makes every one of them look changed."""


def test_the_version_of_the_worked_plan_stays_what_it_was() -> None:
    assert version(worked_plan()) == WORKED_VERSION


@given(whole_plans)
def test_a_version_has_six_digits_at_most(rows: PlanRows) -> None:
    assert 0 <= version(rows) < PRIME < 1_000_000


@given(whole_plans, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: PlanRows, random: Any) -> None:
    goals, actions = list(rows.goals), list(rows.actions)
    random.shuffle(goals)
    random.shuffle(actions)
    assert version(replace(rows, goals=tuple(goals), actions=tuple(actions))) == version(rows)


@given(whole_plans, st.data())
def test_a_change_of_any_single_number_of_a_goal_is_seen(rows: PlanRows, data: st.DataObject) -> None:
    assume(rows.goals)
    at = data.draw(st.integers(0, len(rows.goals) - 1))
    field, year = data.draw(st.sampled_from(("potential", "sales", "margin"))), data.draw(st.integers(0, 5))
    before = getattr(rows.goals[at], field)
    typed = data.draw(maybe_money)
    assume(number_code(typed) != number_code(before[year]))
    years: dict[str, Any] = {field: (*before[:year], typed, *before[year + 1 :])}
    changed = replace(rows.goals[at], **years)
    assert version(replace(rows, goals=(*rows.goals[:at], changed, *rows.goals[at + 1 :]))) != version(rows)


@pytest.mark.parametrize(
    "changed",
    [
        {"base_year": 2026}, {"growth": 0.051}, {"growth": None}, {"low_case": 0.5}, {"low_case": 0.0},
        {"strategy": "x"}, {"not_do": "x"}, {"stop_rule": "Share below 20.9 % at the end of 2026: freeze A08 and A09"},
    ],
)  # fmt: skip
def test_a_change_of_the_head_is_seen(changed: dict[str, Any]) -> None:
    assert version(rows_of(a_plan(**changed))) != version(rows_of(a_plan()))


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "A02"}, {"action": "Action A10"}, {"owner": "manager N."}, {"due": dt.date(2026, 4, 1)},
        {"start": dt.date(2026, 3, 31)}, {"due": None}, {"budget": (0.1, 0.1)}, {"effect": (1.2, 2.4, 2.5)},
        {"probability": 1.0}, {"scales": False}, {"scales": True}, {"status": "dropped"}, {"status": "submitted"},
        {"rests_on": "A02"},
    ],
)  # fmt: skip
def test_a_change_of_an_action_is_seen(changed: dict[str, Any]) -> None:
    assert version(rows_of(an_action(**changed))) != version(rows_of(an_action()))


@pytest.mark.parametrize("changed", [{"risk": "x"}, {"probability": 0.3}, {"impact": "low"}, {"sign": "x"}])
def test_a_change_of_a_risk_is_seen(changed: dict[str, Any]) -> None:
    risk = Risk("k", ACCOUNT, "The client pays late", impact="high")
    assert version(rows_of(replace(risk, **changed))) != version(rows_of(risk))


def test_carrying_out_an_approved_action_does_not_change_the_plan() -> None:
    assert version(rows_of(an_action(status="done"))) == version(rows_of(an_action(status="approved")))


def test_ids_and_the_day_of_the_next_review_do_not_count() -> None:
    later = a_plan(id="p2", next_review=dt.date(2026, 7, 1))
    assert version(rows_of(later)) == version(rows_of(a_plan()))


def test_values_that_change_places_between_rows_are_seen() -> None:
    before = rows_of(a_goal("Flanges", sales=(1.0, 5.0)), a_goal("Bolts", sales=(1.0, 7.0)))
    after = rows_of(a_goal("Flanges", sales=(1.0, 7.0)), a_goal("Bolts", sales=(1.0, 5.0)))
    assert version(before) != version(after)


def test_a_row_more_is_seen_even_an_empty_one() -> None:
    assert version(rows_of(a_plan(), Goal("g", ACCOUNT, ""))) != version(rows_of(a_plan()))


def test_nothing_has_the_version_nought() -> None:
    assert version(PlanRows("Nobody")) == 0


def test_a_blank_is_not_a_nought() -> None:
    assert (number_code(None), number_code(0.0), number_code(-0.0001)) == (0, 1, PRIME)


@pytest.mark.parametrize(
    ("before", "after"), [("below 20 %", "below 30 %"), ("ab", "ba"), ("Ёлка", "Елка"), ("a", "A")]
)
def test_texts_of_one_length_are_told_apart(before: str, after: str) -> None:
    assert text_code(before) != text_code(after)


def test_blanks_around_and_doubled_are_no_change_as_a_spreadsheet_trims_them() -> None:
    assert text_code("  two  words ") == text_code("two words")
    assert text_code("   ") == text_code("") == 0


def test_after_255_characters_only_the_length_is_seen() -> None:
    assert text_code("x" * 255 + "ab") == text_code("x" * 255 + "cd")
    assert text_code("x" * 255 + "ab") != text_code("x" * 255 + "abc")


def test_a_text_with_half_characters_counts_by_its_length_since_a_spreadsheet_cannot_read_them() -> None:
    assert text_code("😀 smile") == 8


def test_every_weight_moves_every_value() -> None:
    for table in (PLANS, GOALS, ACTIONS, RISKS):
        assert len(set(table.weights.values())) == len(table.weights)
        assert all(0 < weight < PRIME for weight in table.weights.values())
    assert PRIME % 3 == 2
    assert all(PRIME % n for n in range(2, 1000))


def test_every_word_of_a_choice_has_its_code() -> None:
    assert sorted(STATUS_CODES.values()) == [0, 1, 2, 3, 3, 4]
    assert sorted(IMPACT_CODES.values()) == [0, 1, 2, 3]
