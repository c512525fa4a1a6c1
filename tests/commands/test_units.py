"""An export in another unit than the book is refused, with the unit that would bring the two together."""

from __future__ import annotations

import pytest

from kam_xl.commands.units import money, refuse_other_unit
from kam_xl.errors import UnitsDiffer
from kam_xl.i18n import number


def _proposed(total: float, plan: float, money_per: float = 1.0) -> object:
    with pytest.raises(UnitsDiffer) as caught:
        refuse_other_unit(total, plan, "e.csv", money_per)
    return caught.value.params["per"]


@pytest.mark.parametrize(
    ("total", "plan", "per"),
    [
        (36_000_000, 30, "1000000"),
        (36_000, 30, "1000"),
        (600, 30, "1000"),
        (36, 30_000_000, "0.000001"),
        (36, 30_000, "0.001"),
        (1.5, 30, "0.001"),
    ],
)
def test_the_power_of_a_thousand_that_brings_them_closest_is_proposed(total: float, plan: float, per: str) -> None:
    assert _proposed(total, plan) == per


@pytest.mark.parametrize("plan", [None, 0.0, 30.0])
@pytest.mark.parametrize("total", [0.0, -5.0, 1.51, 599.0])
def test_what_is_near_or_cannot_be_compared_passes(total: float, plan: float | None) -> None:
    refuse_other_unit(total, plan, "e.csv")


def test_a_unit_that_a_person_named_is_held_against_the_plan_too() -> None:
    assert _proposed(36_000, 30, money_per=1000) == "1000000"


@pytest.mark.parametrize("ratio", [20, 31, 32, 1_000, 20_000, 31_000, 32_000, 1e6, 1 / 20, 1 / 32, 1 / 25_000])
def test_what_is_proposed_is_then_accepted(ratio: float) -> None:
    per = float(str(_proposed(30 * ratio, 30)))
    refuse_other_unit(30 * ratio / per, 30, "e.csv", money_per=per)


def test_a_few_clients_of_a_list_may_bring_little_but_not_too_much() -> None:
    refuse_other_unit(0.5, 30, "l.csv", partial=True)
    with pytest.raises(UnitsDiffer):
        refuse_other_unit(30_000, 30, "l.csv", partial=True)


def test_the_refusal_says_what_where_and_what_to_do() -> None:
    with pytest.raises(UnitsDiffer) as caught:
        refuse_other_unit(36_000_000, 30, "e.csv")
    assert caught.value.exit_code == 3
    english, russian = caught.value.in_("en"), caught.value.in_("ru")
    assert "bring 36,000,000 in 12 months" in english
    assert "is 30: 1,200,000 times apart" in english
    assert " — e.csv — Add --money-per 1000000 (" in english
    assert "разница в 1 200 000 раз," in russian


@pytest.mark.parametrize(
    ("value", "english"),
    [(1234.56, "1,235"), (12.345, "12.35"), (0.25, "0.25"), (0.0034, "0.0034"), (-0.00012, "−0.00012"), (0, "0")],
)
def test_small_money_keeps_two_digits(value: float, english: str) -> None:
    shown = money(value)
    assert (number(shown, "en") if isinstance(shown, (int, float)) else shown.en) == english
