"""The wholesaler of DOMAIN.md section 9.2 among the example clients: its plan, people and dossier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.rules.plan import PlanMoney, plan_money
from kam_xl.rules.plan_rows import PlanRows
from kam_xl.rules.plan_signing import Signature, signature
from kam_xl.rules.roll_down import YearPlan, roll_down
from tests.demo_books import answered, book, centers, plans, policy

WHOLESALER = "Uralkomplektsnab"


def wholesaler() -> PlanRows:
    return plans("sokolova")[WHOLESALER]


def money() -> PlanMoney:
    return plan_money(wholesaler(), policy().plan)


def months(rows: PlanRows) -> tuple[YearPlan, ...]:
    return roll_down(rows, policy().plan)


def test_the_wholesaler_is_the_worked_plan() -> None:
    whole = money()
    assert [round(year.sales, 1) for year in whole.years] == [36.8, 48.7, 64.3, 80.9]
    assert [round(year.share, 3) for year in whole.years] == [0.184, 0.232, 0.292, 0.349]
    assert [round(year.margin, 2) for year in whole.years] == [7.56, 9.99, 13.17, 16.53]
    assert [year.budget for year in whole.money[1:]] == [3.19, 3.21, 3.29]
    assert (whole.budget, round(whole.extra_margin, 2), round(whole.money[1].net, 2)) == (9.69, 14.67, -1.14)
    assert (round(whole.low.result, 1), round(whole.low.stop_share, 3)) == (-1.0, 0.208)


def test_the_effects_of_the_wholesalers_actions_bring_the_plan_of_each_year_over_the_baseline() -> None:
    """Effects count from the month in which an action begins, and a draft like the others once it is approved."""
    rows = wholesaler()
    approved = replace(rows, actions=tuple(replace(one, status="approved") for one in rows.actions))
    for year in months(approved):
        assert year.plan == pytest.approx(year.goal, abs=0.005)


def test_the_wholesalers_quarters_are_those_of_the_domain() -> None:
    year = months(wholesaler())[0]
    baseline = [sum(one.baseline for one in year.months[first : first + 3]) for first in (0, 3, 6, 9)]
    assert baseline == pytest.approx([6.9, 10.0, 13.1, 8.6], abs=0.1)
    # The domain gives quarters and no effects of actions; effects that keep to round figures come this near.
    assert [year.quarter(number) for number in (1, 2, 3, 4)] == pytest.approx([7.4, 12.0, 16.6, 12.7], abs=0.7)


def test_the_wholesalers_actions_are_done_under_way_and_proposed() -> None:
    states = {action.code: action.status for action in wholesaler().actions}
    assert len(states) == 11
    assert {code for code, status in states.items() if status == "done"} == {"A01", "A02", "A07", "A10"}
    assert [code for code, status in states.items() if status == "draft"] == ["A09"]
    assert [action.code for action in wholesaler().actions if action.scales] == ["A05", "A10"]


def test_the_wholesaler_buys_a_little_less_than_planned() -> None:
    year = months(wholesaler())[0]
    assert year.months_with_facts == 9
    assert -0.05 < year.gap / year.plan_so_far < 0
    assert year.running == 0


def test_the_wholesalers_six_people_support_us_a_little_and_no_user_is_among_them() -> None:
    center = next(one for one in centers("sokolova") if one.account == WHOLESALER)
    assert (len(center.members), center.support, center.hold("user")) == (6, 0.1, "empty")


def test_most_of_the_wholesalers_dossier_is_answered() -> None:
    dossier = next(one for one in answered("sokolova") if one.account == WHOLESALER)
    assert 30 <= len([one for one in book("sokolova").tasks.answers if one.account == WHOLESALER]) <= 45
    assert dossier.total.completeness > 0.7
    assert dossier.total.freshness < 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_wholesalers_plan_is_signed_by_both_as_it_stands(lang: Lang) -> None:
    rows = next(iter(plans("sokolova", lang).values()))
    assert signature(rows) is Signature.SIGNED
    assert (len(rows.actions), len(rows.reviews)) == (11, 1)
