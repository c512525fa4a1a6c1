"""Why a verdict is what it is: the sentences, in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from kam_xl.i18n import LANGUAGES
from kam_xl.model import Account, Portfolio
from kam_xl.policy import Policy
from kam_xl.rules import assess
from kam_xl.rules.explain import why, why_text
from tests.factories import AS_OF, a_policy, an_account, assessed, on_record, policies, portfolios, without_tool


def told(account: Account, policy: Policy | None = None, lang: str = "en", **setup: object) -> list[str]:
    whole = assessed(account, policy=policy, **setup)  # type: ignore[arg-type]
    return [sentence.in_("ru" if lang == "ru" else "en") for sentence in why(whole.accounts[0], whole)]


def test_a_key_account_explains_itself_in_english() -> None:
    assert told(an_account(), currency="million RUB") == [
        "Key account: 70.17 points, rank 1 of 1, with room for 15.",
        "The manager's work moves assortment / specification (3 of 3), volume (2 of 3), "
        "timing and order of purchases (2 of 3).",
        "Evidence of 10 Apr 2026: “Three product groups listed after the tests”.",
        "At stake in a year (million RUB): 10.1, of which 8.97 to win and 1.13 to lose (margin 7.56, risk 15 %).",
        "That is enough: 0.6 is asked for, 2 % of the margin plan of 30.",
        "Points: 50.17 for the grades and 20 for the influence of 0.67; it takes 45 to enter.",
        "Key for the company: large.",
        "Not on record yet: a decision lets it in.",
        "The key status falls if the stake drops by more than 9.5 a year, below 0.6: “nothing at stake”.",
    ]


def test_and_in_russian() -> None:
    assert told(on_record(grades=(1, 0, 1, 0, 0, 0), lower_pay=True), lang="ru") == [
        "Ключевой: 34 балла, место 1 из 1 при пределе 15.",
        "Работа менеджера меняет: ассортимент / спецификация (3 из 3), объём (2 из 3), "
        "сроки и порядок закупок (2 из 3).",
        "Подтверждение от 10.04.2026: «Three product groups listed after the tests».",
        "Ставка в год: 10,1, из них 8,97 можно выиграть и 1,13 потерять (маржа 7,56, риск 15 %).",
        "Этого достаточно: порог 0,6, это 2 % плана маржи 30.",
        "Баллы: 14 за оценки и 20 за влияние 0,67; чтобы остаться, нужно 35.",
        "Баллов меньше 35: слабая проверка 1 из 2; на 2-й клиент выбывает.",
        "Для компании ключевой: крупный.",
        "Записан ключевым с 20.05.2025.",
        "Работает против продавца: ниже оплата по этому клиенту.",
        "Статус ключевого пропадёт, если ставка упадёт больше чем на 9,5 в год, ниже 0,6: «нет ставки».",
    ]


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({"grades": (None,) * 6}, "Not judged yet: no grade is typed."),
        ({"levers": (None,) * 6}, "Not judged yet: no lever is typed."),
        ({"grades": (None,) * 6, "levers": (None,) * 6}, "Not judged yet: neither grades nor levers are typed."),
        ({"evidence": ""}, "Not key: the influence lacks fresh dated evidence. It has 70.17 points."),
        ({"headroom": 0.0, "margin": 1.0}, "Not key: too little to win or to lose. It has 70.17 points."),
        ({"grades": (2, 0, 1, 0, 0, 0)}, "Not key: 41 points where 45 are needed."),
    ],
)
def test_the_verdict_comes_first(fields: dict[str, Any], first: str) -> None:
    assert told(an_account(**fields))[0] == first


def test_without_a_place_the_rank_is_said() -> None:
    whole = assessed(an_account("first", grades=(3,) * 6), an_account("second"), policy=a_policy(capacity={"cap": 1}))
    assert why(whole.accounts[1], whole)[0].in_("en") == (
        "It qualifies with 70.17 points but has no place: rank 2, with room for 1."
    )


class TestTheInfluence:
    def test_the_best_core_lever_is_named_where_none_suffices(self) -> None:
        sentences = told(an_account(levers=(0, 0, 0, 1, 3, 3)))
        assert sentences[1] == "The strongest core lever is defence of the position (1 of 3); 2 is needed."

    def test_or_that_none_stands_above_nought(self) -> None:
        assert told(an_account(levers=(0, 0, None, 0, 3, 3)))[1] == "No core lever stands above nought; 2 is needed."

    @pytest.mark.parametrize(
        ("evidence", "days_old", "sentence"),
        [
            ("", None, "Nothing is written down to prove it."),
            ("Tested.", None, "The evidence “Tested” has no date."),
            (" ", 10, "There is the date 10 May 2026, but no word on what happened."),
            ("Tested", -1, "The evidence bears the date 21 May 2026, which is still to come."),
            ("Tested", 400, "The evidence of 15 Apr 2025 is 400 days old; it counts for 365."),
            ("Tested", 365, "Evidence of 20 May 2025: “Tested”."),
        ],
    )
    def test_it_says_what_is_wrong_with_the_evidence(self, evidence: str, days_old: int | None, sentence: str) -> None:
        date = None if days_old is None else AS_OF - dt.timedelta(days=days_old)
        assert told(an_account(evidence=evidence, evidence_date=date))[2] == sentence


class TestTheStake:
    def test_nothing_at_stake(self) -> None:
        sentences = told(an_account(headroom=None, loss_probability=None))
        assert "Nothing is at stake: nothing to win, nothing to lose." in sentences
        assert "That is too little: 0.6 is asked for, 2 % of the margin plan of 30." in sentences

    def test_everything_still_to_win(self) -> None:
        assert "At stake in a year: 2.4, all of it still to win." in told(an_account(margin=0.0, headroom=2.4))

    def test_no_plan(self) -> None:
        sentences = told(an_account(), margin_plan=None)
        assert "No margin plan is typed on Start, so no stake can be enough." in sentences
        assert sentences[-1] == "No single change would turn this."


class TestTheCompanyAndTheRest:
    LOST = an_account(levers=(1,) * 6, company=(True, None, True, None, None, None))

    def test_the_companys_criteria_stand_beside(self) -> None:
        assert "Key for the company: large, promising." in told(self.LOST)
        assert "Not key for the company." in told(replace(self.LOST, company=(None,) * 6))

    def test_who_could_serve_it_and_the_hours_that_frees(self) -> None:
        assert "Could be served by: service. That would free 5 hours a month." in told(self.LOST)

    def test_who_serves_it(self) -> None:
        sentences = told(replace(self.LOST, served_by="head"))
        assert any(sentence.startswith("Served by: head.") for sentence in sentences)

    def test_nobody_is_proposed_before_it_is_graded(self) -> None:
        assert not any("served" in sentence for sentence in told(replace(self.LOST, grades=(None,) * 6)))

    def test_the_policy_may_switch_both_off(self) -> None:
        lost = replace(self.LOST, lower_pay=True)
        assert not any("served" in sentence for sentence in told(lost, without_tool("serves_rest")))
        assert not any("seller" in sentence for sentence in told(lost, without_tool("works_against_seller")))


def test_low_reviews_of_the_record_are_said() -> None:
    assert "On record as key since 20 May 2025, with 1 low review running." in told(on_record(low_reviews=1))


def test_what_works_against_the_seller_is_said() -> None:
    sentences = told(an_account(lower_pay=True, reserved_goods=False, forced_priority=True))
    assert "Works against the seller: lower pay on this client, other clients dropped for it." in sentences


def test_an_assumed_verdict_says_so() -> None:
    sentence = "All this was proposed by an import on 20 May 2026; the manager has not confirmed it."
    assert sentence in told(an_account(proposed=AS_OF))
    assert sentence not in told(an_account(proposed=AS_OF, confirmed=AS_OF))


def test_a_short_version_is_the_first_sentences() -> None:
    whole = assessed(an_account())
    full, brief = why_text(whole.accounts[0], whole, "ru"), why_text(whole.accounts[0], whole, "ru", 2)
    assert brief == " ".join(told(an_account(), lang="ru")[:2])
    assert full.startswith(brief)


@given(portfolios(largest=5), policies())
def test_whatever_was_typed_every_sentence_can_be_said(portfolio: Portfolio, policy: Policy) -> None:
    whole = assess(portfolio, policy, AS_OF)
    for item in whole.accounts:
        for lang in LANGUAGES:
            sentences = [sentence.in_(lang) for sentence in why(item, whole)]
            assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
            assert len(set(sentences)) == len(sentences)
