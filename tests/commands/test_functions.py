"""Worksheet functions answer as the rules do, for one cell and for a block alike, and never with a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from kam_xl.commands.function_values import NOT_AVAILABLE, WRONG_VALUE, call
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.i18n import LANGUAGES, say, template
from kam_xl.model import Portfolio
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.explain import why_text
from kam_xl.sheets.words import word
from tests.factories import AS_OF, an_account, assessed, default_policy, equal_accounts, on_record, portfolios
from tests.support.blocks import accounts_of, context_of

BY_NAME = {function.name: function for function in FUNCTIONS}
WHOLE = assessed(
    an_account("Armatura"),
    on_record("Вентиль", grades=(1, 1, 0, 0, 0, 0), levers=(0, 1, 0, 0, 3, 3)),
    an_account("zeta", grades=(None,) * 6, levers=(None,) * 6),
)


def ask(name: str, *arguments: Any, whole: PortfolioAssessment = WHOLE) -> Any:
    return call(BY_NAME[name], context_of(whole), arguments)


def test_influence_of_one_row_is_a_number_and_of_several_a_column() -> None:
    one, two = ((3, 2, 2, 1, 2, 1),), ((0, 1, 0, 0, 3, 3),)
    expected = [item.qualification.influence for item in WHOLE.accounts[:2]]
    assert ask("KAM_INFLUENCE", one) == expected[0]
    assert ask("KAM_INFLUENCE", one + two) == [[expected[0]], [expected[1]]]


def test_points_take_grades_and_levers_of_the_same_clients() -> None:
    assert ask("KAM_POINTS", ((3, 1, 3, 1, 0, 1),), ((3, 2, 2, 1, 2, 1),)) == WHOLE.accounts[0].qualification.points


def test_a_text_among_scores_counts_as_blank_as_in_the_sheet() -> None:
    assert ask("KAM_INFLUENCE", (("3", 2, 2, 1, 2, 1),)) == ask("KAM_INFLUENCE", ((None, 2, 2, 1, 2, 1),))


def test_stake_spreads_one_value_over_many_rows() -> None:
    assert ask("KAM_STAKE", 1.0, ((10.0,), (20.0,)), 0.1) == [[2.0], [3.0]]


def test_limit_is_that_of_the_hours_on_start_unless_others_are_given() -> None:
    assert ask("KAM_LIMIT", None) == WHOLE.limit
    assert ask("KAM_LIMIT", 20.0) < WHOLE.limit


@pytest.mark.parametrize("name", ["KAM_VERDICT", "KAM_RANK"])
def test_without_a_client_every_row_of_the_table_is_answered(name: str) -> None:
    table = accounts_of(WHOLE)
    blank = tuple("" for _ in table[0])
    answers = ask(name, (*table[:2], blank, *table[2:]), None)
    expected = [
        word("verdicts", item.verdict, "en") if name == "KAM_VERDICT" else item.rank or "" for item in WHOLE.accounts
    ]
    assert answers == [[one] for one in (expected[0], "", *expected[1:])]


def test_an_unknown_client_is_not_available_and_the_others_are_answered() -> None:
    answers = ask("KAM_VERDICT", accounts_of(WHOLE), (("nobody",), ("ARMATURA",)))
    assert answers == [[NOT_AVAILABLE], [word("verdicts", WHOLE.accounts[0].verdict, "en")]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_why_speaks_the_language_asked_for(lang: str) -> None:
    said = ask("KAM_WHY", accounts_of(WHOLE), "Вентиль", lang)
    assert said == why_text(WHOLE.accounts[1], WHOLE, lang)  # type: ignore[arg-type]


def test_why_speaks_the_workbooks_language_where_none_is_asked_for() -> None:
    assert ask("KAM_WHY", accounts_of(WHOLE), "Вентиль", None) == why_text(WHOLE.accounts[1], WHOLE, "en")


def test_nearest_is_the_sentence_of_the_smallest_change() -> None:
    whole = assessed(an_account(headroom=0.1, margin=0, loss_probability=0))
    said = ask("KAM_NEAREST", accounts_of(whole), "Armatura", "en", whole=whole)
    assert "stake" in said.lower()


def test_arguments_that_do_not_fit_are_a_wrong_value() -> None:
    assert ask("KAM_INFLUENCE", ((1, 2, 3),)) == WRONG_VALUE
    assert ask("KAM_POINTS", ((1,) * 6,) * 2, ((1,) * 6,) * 3) == WRONG_VALUE
    assert ask("KAM_VERDICT", (("some", "headers"), (1, 2)), "Armatura") == WRONG_VALUE


@pytest.mark.parametrize("context", [None, "x", ((), ()), ((("a", "b"),), ())])
def test_outside_a_kam_workbook_nothing_is_available(context: object) -> None:
    answer = call(BY_NAME["KAM_LIMIT"], context, (None,))
    assert answer in (NOT_AVAILABLE, WRONG_VALUE)


def test_an_error_in_a_cell_is_no_number() -> None:
    assert ask("KAM_STAKE", -2146826246, 10.0, 0.1) == ask("KAM_STAKE", None, 10.0, 0.1)


@given(portfolios())
def test_verdicts_of_a_block_are_those_of_the_rules(portfolio: Portfolio) -> None:
    whole = assess(portfolio, default_policy(), AS_OF)
    answers = ask("KAM_VERDICT", accounts_of(whole), None, whole=whole)
    shown = [one[0] for one in answers] if isinstance(answers, list) else [answers]
    expected = [word("verdicts", item.verdict, portfolio.lang) for item in whole.accounts]
    assert shown == expected or not expected


def test_many_cells_about_one_table_judge_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = assessed(*equal_accounts(20))
    table, judged = accounts_of(whole), []

    def counted(*arguments: Any) -> PortfolioAssessment:
        judged.append(arguments)
        return assess(*arguments)

    monkeypatch.setattr("kam_xl.commands.functions.assess", counted)
    for item in whole.accounts:
        ask("KAM_RANK", table, item.account.account, whole=whole)
    assert len(judged) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_function_wizard_has_a_text_for_every_function_and_argument(lang: str) -> None:
    for function in FUNCTIONS:
        keys = [f"function.{function.name}", *(f"function.{function.name}.{one.name}" for one in function.arguments)]
        assert all(0 < len(template(lang, key)) <= 255 for key in keys)  # type: ignore[arg-type]


def test_names_are_capitals_with_one_prefix_and_no_cell_address() -> None:
    assert all(function.name.startswith("KAM_") and function.name.isupper() for function in FUNCTIONS)
    assert say("en", "function.KAM_LIMIT")
