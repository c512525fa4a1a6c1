"""The example team's dossiers, buying centers and plans: sound in every row, with the gaps of real life."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from kam_xl.demo import DEMO_AS_OF, DEMO_MANAGERS
from kam_xl.exchange.books import open_book, save_new
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import natural_name
from kam_xl.model_tasks import Tasks
from kam_xl.rules.plan import plan_money
from kam_xl.rules.plan_links import circles, unknown_supports
from kam_xl.rules.plan_signing import Signature, signature
from tests.demo_books import answered, book, centers, keys, plans, policy

KINDS = [field.name for field in dataclasses.fields(Tasks)]
TEXTS = {
    "answers": ("account", "answer", "source", "who"),
    "members": (
        "account", "name", "position", "interest", "personal_interest", "reports_to", "competitor_tie", "our_contact",
        "channel", "next_step", "evidence",
    ),
    "plans": ("account", "strategy", "not_do", "stop_rule"),
    "goals": ("account", "product_group"),
    "actions": ("account", "action", "owner"),
    "risks": ("account", "risk", "sign", "answer"),
    "reviews": ("account", "decisions", "manager", "head"),
    "seasons": ("account",),
    "facts": ("account",),
}  # fmt: skip
"""Fields that people read; `rests_on` names codes and questions as well as people."""
OF_A_LANGUAGE = {"actions": ("rests_on",), "reviews": ("version",)}
"""Fields that differ between languages without being texts of their own: a version counts texts."""


def rows_of(tasks: Tasks) -> Iterator[tuple[str, tuple[object, ...]]]:
    for kind in KINDS:
        yield kind, getattr(tasks, kind)


# ------------------------------------------------------------------------------------------------------ sound in itself


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_every_row_but_the_common_season_is_about_a_client_of_the_book(manager: str) -> None:
    tasks, on_record = book(manager).tasks, set(keys(manager))
    known = {account.account for account in book(manager).accounts}
    for kind, rows in rows_of(tasks):
        allowed = known if kind == "facts" else {*on_record, ""} if kind == "seasons" else on_record
        assert {row.account for row in rows} <= allowed, kind  # type: ignore[attr-defined]
    assert {answer.account for answer in tasks.answers} == on_record
    assert {member.account for member in tasks.members} == on_record


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_questions_and_roles_are_those_of_the_policy(manager: str) -> None:
    segments = {account.account: account.segment for account in book(manager).accounts}
    for answer in book(manager).tasks.answers:
        asked = {question.id for question in policy().dossier.set_for(segments[answer.account]).questions}
        assert answer.question in asked
    assert {member.role for member in book(manager).tasks.members} <= {role.id for role in policy().center.roles}


def test_no_row_has_the_id_of_another() -> None:
    ids = [row.id for manager in DEMO_MANAGERS for _, rows in rows_of(book(manager).tasks) for row in rows]  # type: ignore[attr-defined]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_stands_twice_in_a_buying_center_and_nobody_reports_to_a_stranger(manager: str, lang: Lang) -> None:
    members = book(manager, lang).tasks.members
    people = [(member.account, natural_name(member.name)) for member in members]
    assert len(set(people)) == len(people)
    for member in members:
        assert not member.reports_to or (member.account, natural_name(member.reports_to)) in people


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_actions_rest_on_what_is_there_and_never_in_a_circle(manager: str, lang: Lang) -> None:
    for rows in plans(manager, lang).values():
        assert all(action.rests_on for action in rows.actions), rows.account
        assert not unknown_supports(rows)
        assert not circles(rows)


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_nothing_known_is_dated_after_the_day_of_the_demo(manager: str) -> None:
    tasks = book(manager).tasks
    known = [answer.as_of for answer in tasks.answers] + [review.date for review in tasks.reviews]
    assert all(day is not None and day <= DEMO_AS_OF for day in known)
    assert all(one.last_contact <= DEMO_AS_OF for one in tasks.members if one.last_contact)
    assert {(one.year, one.month) for one in tasks.facts if one.year == DEMO_AS_OF.year} == {
        (float(DEMO_AS_OF.year), float(month)) for month in range(1, DEMO_AS_OF.month + 1)
    }


# ---------------------------------------------------------------------------------------------------- both languages


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_give_the_same_rows(manager: str, kind: str) -> None:
    unlike = (*TEXTS[kind], *OF_A_LANGUAGE.get(kind, ()))
    english, russian = (
        [{name: number for name, number in _fields(row).items() if name not in unlike} for row in getattr(tasks, kind)]
        for tasks in (book(manager, "en").tasks, book(manager, "ru").tasks)
    )
    assert english == russian


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_stands_in_its_language(manager: str, kind: str) -> None:
    pairs = zip(getattr(book(manager, "en").tasks, kind), getattr(book(manager, "ru").tasks, kind), strict=True)
    for one, other in pairs:
        for name in TEXTS[kind]:
            english, russian = getattr(one, name), getattr(other, name)
            assert bool(english) == bool(russian), (one.id, name)
            assert not has_cyrillic(english), english
            assert not any(letter.isalpha() for letter in russian) or has_cyrillic(russian), russian
            assert (english, russian) == (english.strip(), russian.strip())


def _fields(row: object) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}  # type: ignore[arg-type]


def has_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" or letter == "ё" for letter in text.casefold())


# ----------------------------------------------------------------------------------------------- the other key accounts


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_every_key_account_has_a_dozen_answers_and_four_to_seven_people(manager: str) -> None:
    tasks = book(manager).tasks
    for name in keys(manager):
        assert sum(answer.account == name for answer in tasks.answers) >= 12, name
        assert 4 <= sum(member.account == name for member in tasks.members) <= 7, name


@pytest.mark.parametrize("manager", DEMO_MANAGERS)
def test_plans_begin_where_the_client_stands(manager: str) -> None:
    accounts = {account.account: account for account in book(manager).accounts}
    for name, rows in plans(manager).items():
        first = plan_money(rows, policy().plan).years[0]
        assert first.share == pytest.approx(accounts[name].penetration, abs=0.015), name
        assert first.margin == pytest.approx(accounts[name].margin, rel=0.03), name


def test_some_accounts_have_no_plan_yet() -> None:
    without = {name for manager in DEMO_MANAGERS for name in keys(manager) if name not in plans(manager)}
    assert without == {"Sosnogorye Heat Networks", "Stalkonstruktsiya-Servis"}


def test_every_state_of_signing_occurs() -> None:
    states = {signature(rows) for manager in DEMO_MANAGERS for rows in plans(manager).values()}
    assert states == set(Signature)


def test_real_gaps_occur() -> None:
    whole = [one for manager in DEMO_MANAGERS for one in centers(manager)]
    steps = {person.step for one in whole for person in one.active}
    assert steps == {"missing", "overdue", "due", "planned"}
    assert any(one.out_of_touch for one in whole)
    assert {one.hold(role.id) for one in whole for role in policy().center.roles if role.required} == {
        "empty", "named", "covered",
    }  # fmt: skip
    assert any(one.coverage == 1 for one in whole)
    assert {member.state for manager in DEMO_MANAGERS for member in book(manager).tasks.members} >= {"active", "left"}
    assert any(one.total.freshness < 0.5 for manager in DEMO_MANAGERS for one in answered(manager))


# --------------------------------------------------------------------------------------------------- in the workbook


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_saved_book_gives_back_every_row(lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    save_new(path, book("vogel", lang), policy(), DEMO_AS_OF)
    found, typed = open_book(path).portfolio.tasks, book("vogel", lang).tasks
    for kind in KINDS:
        assert getattr(found, kind) == getattr(typed, kind)
