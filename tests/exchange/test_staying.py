"""What stays at home: what the policy names, what the sender asks for, what is local to a computer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kam_xl.exchange.errors import NameHoldsPath, PolicyHoldsPath, PolicyNamesNoColumn
from kam_xl.exchange.identity import with_ids
from kam_xl.exchange.prints import prints_of
from kam_xl.exchange.state import SETUP, state_of
from kam_xl.exchange.staying import Staying, With, stay_home, withheld_columns
from kam_xl.i18n import LANGUAGES, Lang, Text
from kam_xl.model import Portfolio
from kam_xl.policy import Policy
from kam_xl.policy.file import shipped
from kam_xl.policy.shipped import DOSSIERS, ROLE_SETS
from kam_xl.rules import assess
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.render import render
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, without_tool
from tests.factories_tasks import a_member, an_answer
from tests.support.sending import secretive


def read(portfolio: Portfolio, policy: Policy | None = None) -> Parsed:
    parsed = parse(render(assess(with_ids(portfolio), policy or default_policy(), AS_OF)))
    return replace(parsed, portfolio=with_ids(parsed.portfolio))


def sent(portfolio: Portfolio, *asked: With, policy: Policy | None = None) -> Staying:
    return stay_home(read(portfolio, policy), asked)


def naming(**columns: Any) -> Policy:
    policy = default_policy()
    return replace(policy, exchange=replace(policy.exchange, **columns))


def test_a_book_with_nothing_to_hide_goes_as_it_is() -> None:
    book = read(a_portfolio(an_account(crm_link="https://crm.example.com/1")))
    staying = stay_home(book)
    assert staying.portfolio == book.portfolio
    assert (staying.counts, staying.findings) == ({}, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_is_counted_and_each_local_text_named(lang: Lang) -> None:
    staying = sent(secretive(lang))
    assert staying.counts == {"notes": 2, "pay": 2, "personal": 3, "folders": 1, "links": 3, "paths": 4}
    assert sorted(one.code for one in staying.findings) == ["link_stays_home"] * 3 + ["path_stays_home"] * 4
    assert "HOME" not in repr(staying.portfolio)


def test_an_answer_to_a_personal_question_stays_as_a_row_however_its_question_is_typed() -> None:
    account = an_account()
    answers = tuple(replace(an_answer(typed), id=f"q{i}") for i, typed in enumerate((" Interests ", "size")))
    portfolio = a_portfolio(account)
    portfolio = replace(portfolio, tasks=replace(portfolio.tasks, answers=answers))
    staying = sent(portfolio)
    assert [one.question for one in staying.portfolio.tasks.answers] == ["size"]
    assert "answer" in staying.fields["tblDossier"]["q0"]
    assert set(prints_of(state_of(staying.portfolio), staying.fields)["tblDossier"]) == {"q1"}
    assert len(sent(portfolio, "personal").portfolio.tasks.answers) == 2


def test_a_proposal_for_a_column_that_stays_stays_too() -> None:
    assert [one.field for one in sent(secretive()).portfolio.proposals] == ["margin"]
    assert [one.field for one in sent(secretive(), "pay").portfolio.proposals] == ["lower_pay", "margin"]


def test_a_blank_field_of_a_column_that_stays_has_no_print_either() -> None:
    staying = sent(a_portfolio(an_account(notes="")))
    (id,) = (one.id for one in staying.portfolio.accounts)
    prints = prints_of(state_of(staying.portfolio), staying.fields)
    assert "notes" not in prints["tblAccounts"][id]
    assert staying.counts == {}


def test_a_path_on_start_stays() -> None:
    staying = sent(a_portfolio(an_account(), head=r"\\server\orlov"))
    assert staying.portfolio.setup.head == ""
    assert staying.fields[SETUP][SETUP] == {"head"}
    assert [one.code for one in staying.findings] == ["path_stays_home"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_client_whose_name_holds_a_path_stops_the_sending(lang: Lang) -> None:
    with pytest.raises(NameHoldsPath) as stop:
        sent(replace(a_portfolio(an_account(r"C:\Clients\Armatura")), lang=lang))
    assert "!A" in stop.value.in_(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_path_in_a_text_of_the_policy_stops_the_sending_but_not_the_way_back(lang: Lang) -> None:
    policy = default_policy()
    ask = Text(en=r"Full name; the form is C:\Users\anna\form.docx", ru="Полное название")
    (one, *others), *sets = policy.dossier.sets[0].questions, *policy.dossier.sets[1:]
    told = replace(policy.dossier.sets[0], questions=(replace(one, text=ask), *others))
    book = read(a_portfolio(), replace(policy, dossier=replace(policy.dossier, sets=(told, *sets))))
    with pytest.raises(PolicyHoldsPath) as stop:
        stay_home(book)
    assert f"dossier.sets.{told.id}.questions.{one.id}.text.en" in stop.value.in_(lang)
    assert stop.value.exit_code == 4
    assert stay_home(book, (), {}).findings == ()


@pytest.mark.parametrize("dossier", DOSSIERS)
@pytest.mark.parametrize("roles", ROLE_SETS)
def test_every_policy_that_ships_can_go_along(dossier: str, roles: str) -> None:
    assert sent(a_portfolio(), policy=shipped((dossier,), roles)).findings == ()


@pytest.mark.parametrize(
    "column",
    ["tblMembers.hobby", "tblNothing.notes", "notes", "", "tblAccounts.points", "tblAccounts.account", "tblPlans.id"],
)
def test_a_policy_that_names_no_column_to_fill_stops_the_sending(column: str) -> None:
    for names in ({"personal_columns": (column,)}, {"pay_columns": (column,)}, {"note_columns": (column,)}):
        policy = naming(**names)
        with pytest.raises(PolicyNamesNoColumn) as stop:
            withheld_columns(policy)
        with pytest.raises(PolicyNamesNoColumn):
            withheld_columns(policy, ("personal", "pay", "notes"))
        assert stop.value.exit_code == 4


def test_a_personal_question_that_no_set_has_is_told() -> None:
    policy = naming(personal_questions=("interests", "intrests"))
    assert [one.params["question"] for one in sent(a_portfolio(), policy=policy).findings] == ["intrests"]
    assert sent(a_portfolio(), policy=replace(policy, tools=without_tool("dossier").tools)).findings == ()


def test_any_column_may_be_kept_at_home() -> None:
    policy = naming(personal_columns=("tblMembers.phone", "tblMembers.attitude", "tblPlans.growth"))
    portfolio = a_portfolio(an_account())
    portfolio = replace(portfolio, tasks=replace(portfolio.tasks, members=(a_member(phone="+7"),)))
    (member,) = sent(portfolio, policy=policy).portfolio.tasks.members
    assert (member.phone, member.attitude, member.name) == ("", None, "Ivanov")


def test_what_came_with_a_copy_goes_back_and_what_did_not_stays() -> None:
    book = read(secretive())
    asked: tuple[With, ...] = ("notes",)
    first = stay_home(book, asked)
    prints = prints_of(state_of(first.portfolio), first.fields)
    back = stay_home(replace(book, portfolio=first.portfolio), (), prints)
    assert back.portfolio == first.portfolio
    assert ("tblAccounts", "notes") not in back.columns
    assert ("tblAccounts", "lower_pay") in back.columns
