"""What the card of a client says, section by section, as rows of values: for the sheet and for the printed card.

What stands here is what the sheet's formulas give (`build.card_formulas`), in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from kam_xl.build.visit_lines import Line
from kam_xl.i18n import Lang, say
from kam_xl.model_tasks import Action, Goal, Risk
from kam_xl.rules.assessment import PortfolioAssessment
from kam_xl.rules.buying_center import MemberStanding
from kam_xl.rules.due import Due, called, due_list, trimmed
from kam_xl.rules.key_accounts import KeyAccount, open_actions
from kam_xl.rules.numbers import round6
from kam_xl.rules.plan import MoneyYear, PlanYear, amount, white_space
from kam_xl.serials import LAST_SERIAL, day_serial
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import word
from kam_xl.values import value

T = TypeVar("T")
Cells = tuple[Value, ...]

ROOM = {"white_space": 4, "people": 7, "steps": 5, "questions": 6, "actions": 7, "risks": 3}
"""Rows that a section has on the page; the goal has one a year."""

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "goal": (
        ("year", "year"), ("potential", "money"), ("sales", "money"), ("share", "share"), ("extra_margin", "money"),
        ("budget", "money"), ("net", "money"),
    ),
    "white_space": (("group", "long_text"), ("potential", "money"), ("ours", "money"), ("white_space", "money")),
    "people": (
        ("person", "long_text"), ("role", ""), ("influence", "score"), ("attitude", "score"), ("contact", ""),
        ("who", ""), ("next", "date"),
    ),
    "steps": (("what", "long_text"), ("who", ""), ("by", "date"), ("state", ""), ("kind", "")),
    "questions": (("question", "long_text"), ("ask", ""), ("why", "")),
    "actions": (
        ("action", "long_text"), ("owner", ""), ("by", "date"), ("budget", "money"), ("effect", "money"),
        ("probability", "share"), ("status", ""),
    ),
    "risks": (("risk", "long_text"), ("impact", ""), ("probability", "share")),
}  # fmt: skip
"""Section → pairs of a head's catalogue key and the kind of its cells, the wide one first."""


@value
class Section:
    """One section of the card: its rows that fit on the page, how many rows the page has, how many did not fit."""

    key: str
    rows: tuple[Cells, ...]
    room: int
    more: int = 0

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Return heads and kinds of its columns."""
        return COLUMNS[self.key]


def card_sections(
    one: KeyAccount, lines: Sequence[Line], whole: PortfolioAssessment, lang: Lang
) -> tuple[Section, ...]:
    """Return the sections of a key account's card in the order of the page, without those of tasks switched off.

    Args:
        one: the key account.
        lines: its questions for the next visit.
        whole: the portfolio.
        lang: the language of the card.
    """
    horizon, found = int(whole.policy.plan.horizon), list[Section]()
    for key in sections_on(whole):
        match key:
            case "goal":
                pairs = list(zip(one.money.years, one.money.money, strict=True)) if one.rows.plan else []
                found.append(Section(key, tuple(_year(pair, one.money.base_year) for pair in pairs), horizon + 1))
            case "white_space":
                goals = [goal for goal in one.rows.goals if white_space(goal) > 0] if one.rows.plan else []
                found.append(_section(key, sorted(goals, key=lambda goal: -white_space(goal)), _group))
            case "people":
                people = sorted(one.center.active, key=lambda person: -(person.member.influence or 0))
                found.append(_section(key, people, lambda person: _person(person, lang)))
            case "steps":
                due = [each for each in due_list(whole, [one]) if each.kind != "review"]
                found.append(_section(key, due, lambda each: _due(each, lang)))
            case "questions":
                found.append(_section(key, lines, lambda line: (line.wording, line.whom, line.why)))
            case "actions":
                actions = sorted(open_actions(one), key=_serial)
                found.append(_section(key, actions, lambda action: _action(action, horizon, lang)))
            case "risks":
                found.append(_section(key, one.rows.risks, lambda risk: _risk(risk, lang)))
    return tuple(found)


def sections_on(whole: PortfolioAssessment) -> list[str]:
    """Return the keys of the sections that the policy's switches leave on, in the order of the page."""
    tools = {
        "goal": ("plan",), "white_space": ("plan",), "people": ("buying_center",), "steps": ("buying_center", "plan"),
        "questions": ("dossier",), "actions": ("plan",), "risks": ("plan",),
    }  # fmt: skip
    return [key for key, any_of in tools.items() if any(whole.policy.has(tool) for tool in any_of)]


def missing_roles(one: KeyAccount, lang: Lang) -> str:
    """Return the names of required roles that nobody holds, then of those held without contact."""
    parts = [
        say(lang, f"card.{key}") + ", ".join(names)
        for key, names in (("empty", _held(one, "empty", lang)), ("named", _held(one, "named", lang)))
        if names
    ]
    return "; ".join(parts) or say(lang, "card.covered")


def _held(one: KeyAccount, hold: str, lang: Lang) -> list[str]:
    return [role.role.name.in_(lang) for role in one.center.required if role.hold == hold]


def _section(key: str, items: Iterable[T], row: Callable[[T], Cells]) -> Section:
    every, room = list(items), ROOM[key]
    return Section(key, tuple(row(item) for item in every[:room]), room, max(0, len(every) - room))


def _year(pair: tuple[PlanYear, MoneyYear], base: int | None) -> Cells:
    year, money = pair
    named: Value = f"+{year.t}" if base is None else base + year.t
    return named, year.potential, year.sales, year.share, money.extra_margin, money.budget, money.net


def _group(goal: Goal) -> Cells:
    return trimmed(goal.product_group), amount(goal.potential[0]), amount(goal.sales[0]), white_space(goal)


def _person(person: MemberStanding, lang: Lang) -> Cells:
    member = person.member
    name, position = trimmed(member.name), trimmed(member.position)
    role = person.role.name.in_(lang) if person.role else trimmed(member.role)
    contact = word("contact_states", person.contact, lang) if person.contact else ""
    return (
        f"{name}, {position}" if name and position else name or position, role, member.influence or 0,
        member.attitude or 0, contact, trimmed(member.our_contact), member.next_date,
    )  # fmt: skip


def _due(due: Due, lang: Lang) -> Cells:
    state = "overdue" if due.late else "due" if due.soon else "planned"
    return due.what, due.who, due.date, say(lang, f"card.step.{state}"), say(lang, f"card.kind.{due.kind}")


def _action(action: Action, horizon: int, lang: Lang) -> Cells:
    status = word("action_states", action.status, lang) if action.status else ""
    spent, gained = (round6(sum(amount(n) for n in years[:horizon])) for years in (action.budget, action.effect))
    return called(action), trimmed(action.owner), action.due, spent, gained, action.probability, status


def _risk(risk: Risk, lang: Lang) -> Cells:
    impact = word("impacts", risk.impact, lang) if risk.impact else ""
    answer = trimmed(risk.answer)
    return trimmed(risk.risk) + (f" → {answer}" if answer else ""), impact, risk.probability


def _serial(action: Action) -> int:
    return LAST_SERIAL if action.due is None else day_serial(action.due)
