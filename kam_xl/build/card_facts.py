"""What the card of a client says, section by section, as rows of values: for the sheet and for the printed card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from kam_xl.i18n import Lang, say
from kam_xl.model_tasks import Action, Risk
from kam_xl.rules.assessment import PortfolioAssessment
from kam_xl.rules.buying_center import MemberStanding
from kam_xl.rules.due import Due, called, due_list
from kam_xl.rules.key_accounts import KeyAccount, open_actions
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan import MoneyYear, PlanYear, amount
from kam_xl.rules.visit import ToAsk, to_ask
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import word
from kam_xl.values import value

T = TypeVar("T")
Cells = tuple[Value, ...]

PEOPLE, STEPS, QUESTIONS, ACTIONS, RISKS, GROUPS = 6, 5, 6, 7, 3, 4
"""Rows that a section has on the page; what does not fit is counted."""

_IMPACTS = ("high", "medium", "low", "")


@value
class Section:
    """One section of the card.

    `columns` are pairs of a head's catalogue key and the kind of its cells, the wide one first. `room` is how many
    rows the page has for it, `more` how many did not fit.
    """

    key: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Cells, ...]
    room: int
    more: int = 0


def card_sections(one: KeyAccount, whole: PortfolioAssessment, lang: Lang) -> tuple[Section, ...]:
    """Return the sections of a key account's card in the order of the page, without those of tasks switched off."""
    has = whole.policy.has
    found: list[Section] = []
    if has("plan"):
        found += [_goal(one), _white_space(one)]
    if has("buying_center"):
        found.append(_people(one, lang))
    if has("buying_center") or has("plan"):
        found.append(_steps(one, whole, lang))
    if has("dossier"):
        found.append(_questions(one, whole, lang))
    if has("plan"):
        found += [_actions(one, lang), _risks(one, lang)]
    return tuple(found)


def missing_roles(one: KeyAccount, lang: Lang) -> str:
    """Return the names of required roles that nobody holds, then those held without contact, with what is missing."""
    empty = [role.role.name.in_(lang) for role in one.center.required if role.hold == "empty"]
    named = [role.role.name.in_(lang) for role in one.center.required if role.hold == "named"]
    parts = [say(lang, f"card.{key}", names=names) for key, names in (("empty", empty), ("named", named)) if names]
    return " ".join(parts) or say(lang, "card.covered")


def _section(
    key: str, columns: Sequence[tuple[str, str]], items: Sequence[T], room: int, row: Callable[[T], Cells]
) -> Section:
    return Section(key, tuple(columns), tuple(row(item) for item in items[:room]), room, max(0, len(items) - room))


def _goal(one: KeyAccount) -> Section:
    base = one.money.base_year

    def row(pair: tuple[PlanYear, MoneyYear]) -> Cells:
        year, money = pair
        named: Value = f"+{year.t}" if base is None else base + year.t
        return named, year.potential, year.sales, year.share, money.extra_margin, money.budget, money.net

    columns = (
        ("year", "year"), ("potential", "money"), ("sales", "money"), ("share", "share"), ("extra_margin", "money"),
        ("budget", "money"), ("net", "money"),
    )  # fmt: skip
    pairs = list(zip(one.money.years, one.money.money, strict=True))
    return _section("goal", columns, pairs, len(pairs), row)


def _white_space(one: KeyAccount) -> Section:
    groups = [(name, years[0]) for name, years in one.money.groups if years[0].white_space > 0]
    groups.sort(key=lambda group: -group[1].white_space)
    columns = (("group", ""), ("potential", "money"), ("ours", "money"), ("white_space", "money"))
    return _section(
        "white_space", columns, groups, GROUPS, lambda g: (g[0], g[1].potential, g[1].sales, g[1].white_space)
    )


def _people(one: KeyAccount, lang: Lang) -> Section:
    def row(person: MemberStanding) -> Cells:
        member = person.member
        role = person.role.name.in_(lang) if person.role else member.role
        contact = say(lang, f"card.contact.{person.contact}") if person.contact else ""
        person_called = ", ".join(part for part in (member.name.strip(), member.position.strip()) if part)
        return person_called, role, member.influence, member.attitude, contact, member.our_contact, member.next_date

    columns = (
        ("person", "long_text"), ("role", ""), ("influence", "score"), ("attitude", "score"), ("contact", ""),
        ("who", ""), ("next", "date"),
    )  # fmt: skip
    people = sorted(one.center.active, key=lambda person: -(person.member.influence or 0))
    return _section("people", columns, people, PEOPLE, row)


def _steps(one: KeyAccount, whole: PortfolioAssessment, lang: Lang) -> Section:
    def row(due: Due) -> Cells:
        state = "overdue" if due.late else "due" if due.soon else "planned"
        kind = say(lang, f"card.kind.{due.kind}")
        return due.what or kind, due.who, due.date, say(lang, f"card.step.{state}"), kind

    columns = (("what", "long_text"), ("who", ""), ("by", "date"), ("state", ""), ("kind", ""))
    return _section("steps", columns, due_list(whole, [one]), STEPS, row)


def _questions(one: KeyAccount, whole: PortfolioAssessment, lang: Lang) -> Section:
    columns = (("question", "long_text"), ("ask", ""), ("why", ""))

    def row(ask: ToAsk) -> Cells:
        question = ask.question
        role = whole.policy.center.role(question.ask)
        whom = role.name.in_(lang) if role else say(lang, "card.ourselves")
        state = "stale" if ask.stale else "missing"
        return question.text.in_(lang), whom, say(lang, f"card.answer.{state}")

    return _section("questions", columns, to_ask(one.dossier), QUESTIONS, row)


def _actions(one: KeyAccount, lang: Lang) -> Section:
    def row(action: Action) -> Cells:
        status = word("action_states", action.status, lang) if action.status else ""
        spent = round6(sum(amount(number) for number in action.budget))
        gained = round6(sum(amount(number) for number in action.effect))
        return called(action), action.owner, action.due, spent, gained, action.probability, status

    columns = (
        ("action", "long_text"), ("owner", ""), ("by", "date"), ("budget", "money"), ("effect", "money"),
        ("probability", "share"), ("status", ""),
    )  # fmt: skip
    ordered = sorted(open_actions(one), key=lambda action: action.due or dt.date.max)
    return _section("actions", columns, ordered, ACTIONS, row)


def _risks(one: KeyAccount, lang: Lang) -> Section:
    def row(risk: Risk) -> Cells:
        impact = word("impacts", risk.impact, lang) if risk.impact else ""
        both = " → ".join(part for part in (risk.risk.strip(), risk.answer.strip()) if part)
        return both, impact, risk.probability

    columns = (("risk", "long_text"), ("impact", ""), ("probability", "share"))
    ordered = sorted(one.rows.risks, key=lambda risk: (_IMPACTS.index(risk.impact), -(risk.probability or 0)))
    return _section("risks", columns, ordered, RISKS, row)
