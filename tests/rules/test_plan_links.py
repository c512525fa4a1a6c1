"""What actions rest on: names that exist in the account, and no circles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kam_xl.model_tasks import Answer, Member
from kam_xl.rules.plan_links import circles, unknown_supports
from kam_xl.rules.plan_rows import PlanRows
from tests.factories_plan import ACCOUNT, an_action, rows_of


def chained(*rests_on: str) -> PlanRows:
    """Return actions A01, A02 … of which each rests on what is given."""
    return rows_of(*(an_action(f"A{i:02}", rests_on=text) for i, text in enumerate(rests_on, start=1)))


def codes(rows: PlanRows) -> list[list[str]]:
    return [[one.code for one in circle] for circle in circles(rows)]


@pytest.mark.parametrize("name", ["A02", "a02", " x-A02", "Action A02", "m1", "Ivanov, P.", "why_key", "A02, m1", ""])
def test_an_action_may_rest_on_actions_members_and_answers_by_id_or_name(name: str) -> None:
    rows = replace(
        chained(name, ""),
        members=(Member("m1", ACCOUNT, "Ivanov, P."),),
        answers=(Answer("d1", ACCOUNT, "why_key"),),
    )
    assert unknown_supports(rows) == ()


def test_each_name_that_nothing_has_is_told() -> None:
    found = unknown_supports(chained("A02, A09 ,Petrov", ""))
    assert [(action.code, name) for action, name in found] == [("A01", "A09"), ("A01", "Petrov")]


@pytest.mark.parametrize(
    ("rests_on", "found"),
    [
        (("A02", "A03", ""), []),
        (("A01",), [["A01"]]),
        (("A02", "A01"), [["A01", "A02"]]),
        (("A02", "A03, A04", "A01", ""), [["A01", "A02", "A03"]]),
        (("A02, A03", "A04", "A04", ""), []),
        (("", "A03", "A02", "A05", "A04"), [["A02", "A03"], ["A04", "A05"]]),
        (("A02, A03", "A03", "A02"), [["A02", "A03"]]),
    ],
)
def test_circles_are_found_once_each(rests_on: tuple[str, ...], found: list[list[str]]) -> None:
    assert codes(chained(*rests_on)) == found


def test_a_thousand_actions_one_on_another_are_followed_to_the_end() -> None:
    last = 1000
    rows = rows_of(*(an_action(f"A{i}", rests_on=f"A{i % last + 1}") for i in range(1, last + 1)))
    assert [len(circle) for circle in circles(rows)] == [last]
