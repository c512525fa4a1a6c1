"""What the formulas of the dossier and the buying center give: the cached values, from the rules."""

from __future__ import annotations

from collections.abc import Callable

from kam_xl.i18n import Lang
from kam_xl.model import natural_name
from kam_xl.model_tasks import Answer, Member
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.buying_center import MemberStanding, member_standing
from kam_xl.rules.dossier import STATES, answer_state, has_text
from kam_xl.serials import day_serial
from kam_xl.sheets.raw import Value
from kam_xl.sheets.shape import Table
from kam_xl.sheets.task_formulas import QUESTION_STEP, ROLE_STEP
from kam_xl.sheets.task_tables import DOSSIER, MEMBERS
from kam_xl.sheets.words import LISTS, word
from kam_xl.values import value

Row = dict[str, Value]


def set_numbers(policy: Policy) -> Callable[[str], int]:
    """Return what finds the number, from 1, of the question set of a segment."""
    numbers = {id(one): i for i, one in enumerate(policy.dossier.sets, start=1)}
    return lambda segment: numbers[id(policy.dossier.set_for(segment))]


@value
class Clients:
    """Where the clients of a book stand: the first row of each name, from 1, their numbers on record, their sets."""

    first: dict[str, int]
    on_record: dict[int, int]
    sets: tuple[int, ...]

    @classmethod
    def of(cls, whole: PortfolioAssessment) -> Clients:
        """Return those of a judged portfolio; rows without a name cannot be found."""
        first: dict[str, int] = {}
        for row, item in enumerate(whole.accounts, start=1):
            if name := natural_name(item.account.account):
                first.setdefault(name, row)
        number = set_numbers(whole.policy)
        on_record = {item.row + 1: i for i, item in enumerate(whole.on_record, start=1)}
        return cls(first, on_record, tuple(number(item.account.segment) for item in whole.accounts))

    def row(self, account: str) -> int:
        """Return the row of a client by name, 0 where there is none."""
        return self.first.get(natural_name(account), 0)

    def number(self, account: str) -> int:
        """Return the number on record of a client by name, 0 where it is not on record."""
        return self.on_record.get(self.row(account), 0)

    def set_of(self, account: str) -> int:
        """Return the number of a client's question set, 1 for an unknown client."""
        row = self.row(account)
        return self.sets[row - 1] if row else 1


def calculated_cells(table: Table, whole: PortfolioAssessment) -> list[Row]:
    """Return what stands in the calculated columns of a table of the tasks, a row a record; empty for other tables."""
    tasks = whole.portfolio.tasks
    if table is DOSSIER:
        return _answers(tasks.answers, whole)
    return _members(tasks.members, whole) if table is MEMBERS else []


def blank_cells(table: Table, whole: PortfolioAssessment) -> Row:
    """Return what the calculated columns of a table of the tasks give on a row in which nothing is typed."""
    if table is DOSSIER:
        return _answers((Answer("", "", ""),), whole)[0]
    return _members((Member("", "", ""),), whole)[0] if table is MEMBERS else {}


def _answers(answers: tuple[Answer, ...], whole: PortfolioAssessment) -> list[Row]:
    policy, lang, clients = whole.policy, whole.portfolio.lang, Clients.of(whole)
    asked = [(number, one, each) for number, one in enumerate(policy.dossier.sets, start=1) for each in one.questions]
    places = {(number, each.id): i for i, (number, _, each) in enumerate(asked, start=1)}
    groups = [{group.id: group.name.in_(lang) for group in one.groups} for one in policy.dossier.sets]
    rows: list[Row] = []
    for answer in answers:
        place = places.get((clients.set_of(answer.account), natural_name(answer.question)), 0)
        key, answered, day = clients.number(answer.account), has_text(answer), answer.as_of
        row: Row = {
            "account_no": clients.row(answer.account), "key_no": key, "question_no": place,
            "answered": int(answered), "fresh": 0, "group": "", "wording": "", "state": "",
            "answer_key": key * QUESTION_STEP + place if key and place and answered else "",
            "answer_day": day_serial(day) if answered and day is not None and day <= whole.as_of else 0,
        }  # fmt: skip
        if place:
            number, _, question = asked[place - 1]
            state = answer_state(answer, question, whole.as_of)
            row |= {
                "group": groups[number - 1][question.group], "wording": question.text.in_(lang),
                "state": word("answer_states", state, lang), "fresh": int(STATES.index(state) >= 2),
            }  # fmt: skip
        rows.append(row)
    return rows


def _members(members: tuple[Member, ...], whole: PortfolioAssessment) -> list[Row]:
    clients, rules = Clients.of(whole), whole.policy.center
    roles = {role.id: i for i, role in enumerate(rules.roles, start=1)}
    return [
        _member(member_standing(one, rules, whole.as_of), clients, roles.get(one.role, 0), whole) for one in members
    ]


def _member(one: MemberStanding, clients: Clients, role: int, whole: PortfolioAssessment) -> Row:
    member, lang = one.member, whole.portfolio.lang
    active = member.active and bool(natural_name(member.account))
    key, days = clients.number(member.account), one.contacted_days if active else None
    weight, attitude = (member.influence or 0) if active else 0, member.attitude or 0
    role_key: Value = key * ROLE_STEP + role if active and key and role else ""
    recent = days is not None and days <= whole.policy.center.contact_days
    return {
        "account_no": clients.row(member.account), "key_no": key, "role_no": role, "active": int(active),
        "attitude_no": attitude, "weight": weight, "pull": weight * attitude,
        "cadence_days": one.cadence if active else "", "days_since": "" if days is None else days,
        "contact_no": _number("contact_states", one.contact) if active else 0,
        "contact_state": _word("contact_states", one.contact, lang) if active else "",
        "proposed_direction": one.direction.in_(lang) if active and one.direction else "",
        "step_no": _number("step_states", one.step) if active else 0,
        "step_state": _word("step_states", one.step, lang) if active else "",
        "active_key": (key or "") if active else "", "role_key": role_key,
        "kept_key": role_key if one.contact == "kept" else "", "recent_key": (key or "") if recent else "",
    }  # fmt: skip


def _number(name: str, code: str) -> int:
    return LISTS[name].index(code) + 1 if code else 0


def _word(name: str, code: str, lang: Lang) -> str:
    return word(name, code, lang) if code else ""
