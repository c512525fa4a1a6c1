"""Each proposal, at its threshold, with the evidence that it was drawn from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.exchange.imports.export import Basis
from kam_xl.exchange.imports.history import Book, ClientHistory
from kam_xl.exchange.imports.proposals import Drawn, draw
from kam_xl.i18n import LANGUAGES, template
from kam_xl.i18n.import_findings import TEXTS as FINDINGS
from kam_xl.i18n.imports import TEXTS
from tests.factories import default_policy

DAY = dt.date(2026, 12, 31)
RULES = default_policy().imports
BOOK = Book(
    as_of=DAY, basis="sales", value=1000.0, company_value=5000.0, months=24, spell=12, growth=0.0, groups=10
)  # fmt: skip
QUIET = ClientHistory(
    client="A", value=0.0, sales=0, active=0, growth=None, last_day=DAY, silent=0.0, rhythm=1.0, groups=1,
    open_groups=0.0, new_groups=(), new_since=None, new_last=None, priced=0, conceded=0, conceded_last=None, lost=0,
    regained=0, open_deals=0, open_value=0.0, back_after=None, company_value=0.0, company_growth=None, years=0.0,
)  # fmt: skip


def _drawn(plan: float = 1000.0, book: Book = BOOK, **history: Any) -> dict[str, Drawn]:
    return {one.field: one for one in draw(replace(QUIET, **history), book, plan, RULES)}


@pytest.mark.parametrize(("value", "grade"), [(-5, 0), (24, 0), (25, 1), (49, 1), (50, 2), (99, 2), (100, 3)])
def test_large_is_graded_by_the_share_of_the_plan(value: float, grade: int) -> None:
    assert _drawn(value=value)["large"].value == grade


@pytest.mark.parametrize(("open_groups", "grade"), [(33.0, 0), (34.0, 1), (67.0, 2), (134.0, 3)])
def test_promising_is_graded_by_the_headroom(open_groups: float, grade: int) -> None:
    drawn = _drawn(open_groups=open_groups)
    assert drawn["headroom"].value == pytest.approx(0.3 * open_groups, rel=0.01)
    assert drawn["promising"].value == grade


def test_headroom_counts_open_deals() -> None:
    drawn = _drawn(open_groups=10.0, open_value=90.0, open_deals=2)
    assert drawn["headroom"].value == 30.0
    assert "2 open deals worth 90" in drawn["headroom"].evidence.in_("en")


@pytest.mark.parametrize(
    ("active", "silent", "grade"), [(12, 5.0, 3), (9, 5.0, 2), (8, 5.0, 1), (4, 5.0, 0), (12, 0.0, 1)]
)
def test_loyal_is_regular_and_needs_something_to_defend_or_to_win(active: int, silent: float, grade: int) -> None:
    assert _drawn(active=active, silent=silent)["loyal"].value == grade


def test_open_groups_make_a_regular_client_loyal_for_the_manager() -> None:
    assert _drawn(active=12, open_groups=20.0)["loyal"].value == 3


def test_a_short_history_calls_nobody_loyal() -> None:
    assert "loyal" not in _drawn(book=replace(BOOK, months=5), active=5, silent=5.0)


@pytest.mark.parametrize(
    ("silent", "rhythm", "value"), [(0.5, 1.0, 0.05), (1.0, 1.0, 0.05), (4.0, 1.0, 0.20), (90.0, 1.0, 0.95)]
)
def test_loss_probability_rises_with_silence_beyond_the_rhythm(silent: float, rhythm: float, value: float) -> None:
    assert _drawn(silent=silent, rhythm=rhythm)["loss_probability"].value == value


def test_a_client_who_never_bought_has_no_loss_probability() -> None:
    assert "loss_probability" not in _drawn(last_day=None)


@pytest.mark.parametrize(("names", "score"), [(("Pipes",), 1), (("Pipes", "Seals"), 2), (("A", "B", "C", "D", "E"), 2)])
def test_new_groups_show_the_assortment_lever(names: tuple[str, ...], score: int) -> None:
    drawn = _drawn(new_groups=names, new_since=dt.date(2026, 8, 5), new_last=dt.date(2026, 10, 6))["lever_assortment"]
    assert (drawn.value, drawn.day) == (score, dt.date(2026, 10, 6))
    assert "since 5 Aug 2026" in drawn.evidence.in_("en")


def test_growth_shows_the_volume_lever() -> None:
    assert "lever_volume" not in _drawn(growth=0.19)
    assert _drawn(growth=0.20)["lever_volume"].value == 2


def test_within_a_year_only_growth_beyond_all_clients_counts() -> None:
    season = replace(BOOK, spell=6, growth=0.5)
    assert "lever_volume" not in _drawn(book=season, growth=0.6)
    assert _drawn(book=season, growth=0.8)["lever_volume"].value == 2


def test_defence_shows_in_a_comeback_and_weakly_in_deals_won_after_lost_ones() -> None:
    assert "lever_defence" not in _drawn(lost=3)
    assert _drawn(lost=3, regained=2)["lever_defence"].value == 1
    assert _drawn(lost=3, regained=2, back_after=4)["lever_defence"].value == 2


def test_conceded_prices_show_the_lever_of_terms() -> None:
    drawn = _drawn(priced=20, conceded=12, conceded_last=DAY)["lever_terms"]
    assert drawn.evidence.in_("en") == "Price conceded on 12 of 20 deals"
    assert "lever_terms" not in _drawn(priced=20, conceded=5)
    assert "lever_terms" not in _drawn(priced=4, conceded=4)


def test_company_flags_are_proposed_only_where_met() -> None:
    assert not {"co_large", "co_loyal", "co_promising"} & _drawn(company_value=499.0, years=2.9).keys()
    drawn = _drawn(company_value=500.0, years=3.0, company_growth=0.15)
    assert [drawn[field].value for field in ("co_large", "co_loyal", "co_promising")] == [True, True, True]


def test_one_sellers_sales_say_nothing_of_the_company() -> None:
    alone = replace(BOOK, company_value=None)
    assert "co_large" not in _drawn(book=alone, company_value=5000.0)


@pytest.mark.parametrize(
    ("basis", "english", "russian"),
    [
        ("sales", "Brings 10.0 % of all sales in the export", "Даёт 10,0 % всех продаж в выгрузке"),
        ("margin", "Brings 10.0 % of all margin in the export", "Даёт 10,0 % всей маржи в выгрузке"),
    ],
)
def test_evidence_names_what_the_money_is(basis: Basis, english: str, russian: str) -> None:
    book = replace(BOOK, basis=basis)
    drawn = _drawn(book=book, company_value=500.0, company_growth=0.5, growth=0.5, value=200.0)
    assert drawn["co_large"].evidence.in_("en") == english
    assert drawn["co_large"].evidence.in_("ru") == russian
    for field in ("co_promising", "large", "lever_volume"):
        text = drawn[field].evidence.in_("en").casefold()
        assert ("sales" in text, text.startswith(("a margin", "the margin"))) == (basis == "sales", basis == "margin")


@pytest.mark.parametrize(
    ("growth", "everyone", "english", "russian"),
    [
        (2.42, 0.05, "Sales rose by 242 % in", "Продажи выросли на 242 % за 6 мес. к предыдущим 6; по всем"),
        (-0.3, -0.5, "those of all clients together fell by 50 %", "Продажи упали на 30 % за"),
        (0.5, 0.001, "those of all clients together did not change", "по всем клиентам вместе они не изменились"),
    ],
)
def test_evidence_says_whether_sales_rose_or_fell(growth: float, everyone: float, english: str, russian: str) -> None:
    evidence = _drawn(book=replace(BOOK, spell=6, growth=everyone), growth=growth)["lever_volume"].evidence
    assert english in evidence.in_("en")
    assert russian in evidence.in_("ru")


def test_no_open_potential_is_said_as_such() -> None:
    text = _drawn(open_groups=0.0)["headroom"].evidence.in_("ru")
    assert text == "Открытого потенциала, который можно оценить в деньгах, в выгрузке не видно"
    deals = _drawn(open_deals=1, open_value=90.0)["headroom"].evidence.in_("en")
    assert deals == "1 open deal worth 90; 30 % of it taken"


def test_what_history_cannot_show_is_never_proposed() -> None:
    drawn = _drawn(
        value=500.0, active=12, growth=1.0, new_groups=("A", "B"), new_since=DAY, new_last=DAY, priced=20, conceded=20,
        company_value=5000.0, years=9.0, back_after=5, lost=2, regained=2, open_groups=500.0,
    )  # fmt: skip
    assert not {"status", "partner", "complex", "lever_access", "lever_order", "co_status"} & drawn.keys()
    assert max(one.value for field, one in drawn.items() if field.startswith("lever_")) == 2


def test_without_a_plan_nothing_is_graded_against_it() -> None:
    assert not {"large", "loyal", "promising"} & _drawn(plan=0.0, value=100.0).keys()


def test_every_text_stands_in_both_languages_and_every_finding_has_a_remedy() -> None:
    for key in (*TEXTS, *FINDINGS):
        assert all(template(lang, key).strip() for lang in LANGUAGES)
    codes = {key.removesuffix(".do") for key in FINDINGS}
    assert all(f"{code}.do" in FINDINGS and code in FINDINGS for code in codes)
